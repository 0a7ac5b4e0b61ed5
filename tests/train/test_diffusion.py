"""The fine-tuning of illustrators: tiny pipelines of the published layouts learn, go on after a
crash as if there had been none, and paint in the studio."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from diffusers import DDPMScheduler
from PIL import Image
from safetensors.torch import load_file

from core.errors import BadInput
from core.models.adapters import PICTURE_WEIGHTS
from core.models.device import DevicePlan
from core.models.loading import load
from core.models.registry import Catalog
from core.pictures import OpenedPicture
from tests.core.models import tiny_published
from train.diffusion import families, fits, run
from train.diffusion.batches import Batches, parted
from train.diffusion.buckets import Bucket, buckets, cut, pixels
from train.diffusion.objective import Objective
from train.diffusion.pictures import Shown

MAKERS = {
    "sd": tiny_published.make_stable_diffusion,
    "ldm": tiny_published.make_ldm,
    "sdxl": tiny_published.make_sdxl_turbo,
}
STEPS = (
    "--steps", "3", "--size", "32", "--batch", "2", "--scorer", "no", "--lr", "1e-2",
    "--inference-steps", "2", "--validation-prompts", "a fox", "a dog",
)  # fmt: skip


@pytest.fixture(scope="module")
def bases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny pipeline of each kind, as published."""
    torch.set_num_threads(1)
    torch.manual_seed(0)
    root = tmp_path_factory.mktemp("bases")
    for name, make in MAKERS.items():
        make(root / name)
    return root


def command(base: Path, data: Path, folder: Path, *given: str) -> list[str]:
    return [
        "--base", str(base), "--data", str(data), "--out", str(folder / "out"), "--runs",
        str(folder / "runs"), "--cache", str(folder.parent / "cache"), "--no-database", *STEPS,
        *given,
    ]  # fmt: skip


def teach(base: Path, data: Path, folder: Path, *given: str) -> Path:
    """Runs the trainer; returns the result's folder."""
    run.main(command(base, data, folder, *given))
    return folder / "out"


def painted(folder: Path) -> np.ndarray:
    """What the studio paints with an illustrator in a folder."""
    catalog = Catalog.load()
    catalog.choose("starter", "illustrator", str(folder))
    chosen = catalog.preset("starter").models["illustrator"]
    model = load(catalog, chosen, DevicePlan(device="cpu", dtype="float32", why="A test."))
    [picture] = model.paint(["a fox"], seeds=[1], num_inference_steps=2, on_step=lambda *_: None)
    return np.asarray(picture, float)


@pytest.mark.parametrize(
    ("kind", "given"),
    [("sd", []), ("sd", ["--lora", "4"]), ("ldm", []), ("ldm", ["--lora", "4", "--ema", "0.9"]),
     ("sdxl", ["--lora", "4", "--gradient-checkpointing"])],
)  # fmt: skip
def test_what_was_taught_paints_in_the_studio(
    kind: str, given: list[str], bases: Path, five: Path, tmp_path: Path
) -> None:
    before = painted(bases / kind)
    out = teach(bases / kind, five, tmp_path, *given)
    assert np.abs(painted(out) - before).mean() > 0.1
    files = {file.name for file in out.iterdir()}
    if given:
        assert files == {"README.md", PICTURE_WEIGHTS}
    else:
        assert {"README.md", "model_index.json", "unet"} <= files
    card = (out / "README.md").read_text(encoding="utf-8")
    assert "5 pictures" in card
    assert "| after |" in card
    samples = tmp_path / "runs" / "samples"
    assert Image.open(samples / "step-000003" / "0.png").size == (32, 32)
    assert (samples / "prompts.txt").read_text().count("\n") == 2


def test_a_killed_training_goes_on_as_if_it_had_not_been(
    bases: Path, five: Path, tmp_path: Path
) -> None:
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    given = ["--steps", "6", "--checkpoint-every", "2", "--lora", "4", "--ema", "0.9"]
    teach(bases / "sd", five, whole, *given)
    code = (
        "import os, signal, sys\n"
        "from train import loop\n"
        "from train.diffusion import run\n"
        "update = loop.Training.update\n"
        "def dying(self, *given, **more):\n"
        "    update(self, *given, **more)\n"
        "    if self.budget.step == 5: os.kill(os.getpid(), signal.SIGKILL)\n"
        "loop.Training.update = dying\n"
        "run.main(sys.argv[1:])\n"
    )
    arguments = command(bases / "sd", five, broken, *given)
    died = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, timeout=300,
        cwd=Path(__file__).parents[2], env=os.environ | {"OMP_NUM_THREADS": "1"},
    )  # fmt: skip
    assert died.returncode == -signal.SIGKILL, died.stderr.decode()
    state = torch.load(broken / "runs" / "checkpoint.pt", weights_only=True)
    assert state["budget"]["step"] == 4
    teach(bases / "sd", five, broken, *given, "--resume")
    one, other = (load_file(folder / "out" / PICTURE_WEIGHTS) for folder in (whole, broken))
    assert len(one) == len(other) > 10
    assert all(torch.equal(part, other[name]) for name, part in one.items())


def test_a_hero_is_learnt_beside_others_of_its_kind(
    bases: Path, five: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hero = ["--instance-prompt", "a zib fox", "--class-prompt", "a fox", "--class-pictures", "2"]
    halves: list[int] = []
    guess = families.StableDiffusion.guess

    def with_little_memory(self: Any, unet: Any, noisy: torch.Tensor, *more: Any) -> torch.Tensor:
        halves.append(len(noisy))
        if len(noisy) > 1 and unet.training:
            raise torch.OutOfMemoryError("CUDA out of memory.")
        return guess(self, unet, noisy, *more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(families.StableDiffusion, "guess", with_little_memory)
        out = teach(bases / "sd", five, tmp_path, "--steps", "2", "--lora", "4", *hero)
    said = capsys.readouterr().out
    assert "Memory ran out: from now on 1 at once instead of 2" in said
    assert "prior" in said, "its loss is shown"
    card = (out / "README.md").read_text(encoding="utf-8")
    assert "Every picture was called “a zib fox”." in card
    assert "pictures of “a fox” (prior preservation, weight 1)" in card
    [painted_before] = (tmp_path / "runs").glob("class-pictures-*")
    assert len(list(painted_before.glob("*.png"))) == 2


def refused(capsys: pytest.CaptureFixture[str], *given: str) -> str:
    """The one sentence that a command ends with."""
    capsys.readouterr()
    with pytest.raises(SystemExit) as ended:
        run.main(list(given))
    assert ended.value.code in (1, 2)
    said = capsys.readouterr().err
    return [line for line in said.splitlines() if line.strip()][-1]


def test_bad_input_is_told_in_one_sentence(
    bases: Path, five: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lost = tmp_path / "lost"
    lost.mkdir()
    (lost / "captions.tsv").write_text("a.jpg\ta fox\nb.jpg\ta dog\n", encoding="utf-8")
    said = refused(capsys, *command(bases / "sd", lost, tmp_path))
    assert "2 pictures with captions are not in the folder" in said
    said = refused(capsys, *command(bases / "sdxl", five, tmp_path))
    assert said.endswith("is an SDXL, which is taught by a LoRA: give --lora 16.")
    said = refused(capsys, *command(five, five, tmp_path))
    assert "holds no illustrator" in said
    said = refused(capsys, *command(bases / "sd", five, tmp_path, "--class-prompt", "a fox"))
    assert said.startswith("--class-prompt belongs to --instance-prompt")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            Objective, "weights", lambda self, times: torch.full(times.shape, float("nan"))
        )
        said = refused(capsys, *command(bases / "sd", five, tmp_path))
    assert "the loss is no number any more" in said
    assert not (tmp_path / "out").exists()


def test_a_training_that_does_not_fit_is_not_begun() -> None:
    config = dict(tiny_published._unet().config)
    way = fits.Way(size=32, batch=10**6, accumulation=1, lora=0, checkpointing=False,
                   adam_8bit=False, ema=False, half=True)  # fmt: skip
    check = partial(fits.check, config, 2, device=torch.device("cpu"), name="Tiny")
    with pytest.raises(BadInput, match=r"needs about [\d.]+ GiB, and [\d.]+ GiB are free") as said:
        check(way, steps=1)
    assert "This would fit: --size 32 --batch 1 --accumulation 1000000" in str(said.value)
    with pytest.raises(BadInput, match=r"take [\d,]+ days: use a graphics card, or at most"):
        check(replace(way, batch=100, accumulation=10), steps=10**8)
    assert check(replace(way, batch=1), steps=10).startswith("a step needs about 0.0 GiB of")
    assert check(way, steps=None, there=2.0**60).startswith("a step needs about")


def test_memory_is_foreseen_part_by_part() -> None:
    config = dict(tiny_published._unet().config)
    way = fits.Way(size=32, batch=2, accumulation=1, lora=0, checkpointing=False, adam_8bit=False,
                   ema=False, half=False)  # fmt: skip
    count = sum(weight.numel() for weight in tiny_published._unet().parameters())
    whole, lora = fits.need(config, 2, way), fits.need(config, 2, replace(way, lora=4))
    assert (whole.weights, whole.learning) == (count * 4, count * 12)
    assert lora.learning < whole.learning / 5
    assert lora.weights > whole.weights, "the base stays, and the LoRA comes with it"
    assert fits.need(config, 2, replace(way, batch=4)).kept == 2 * whole.kept
    assert fits.need(config, 2, replace(way, checkpointing=True)).kept < whole.kept


def test_buckets_keep_the_aspect_and_about_the_area() -> None:
    for size in (128, 256, 512, 768):
        found = buckets(size, 8)
        assert Bucket(size, size) in found
        assert all(b.width % 8 == b.height % 8 == 0 for b in found)
        assert all(0.7 < b.width * b.height / size**2 <= 1 for b in found)
        assert all(0.5 <= b.width / b.height <= 2 for b in found)
    among = buckets(256, 8)
    how = cut(600, 400, among)
    assert how.bucket == Bucket(288, 224) or how.bucket == Bucket(320, 192)
    image = Image.fromarray(np.random.default_rng(0).integers(0, 255, (400, 600, 3), np.uint8))
    made = pixels(OpenedPicture(image=image, name="a.png"), how)
    assert made.shape == (3, how.bucket.height, how.bucket.width)
    assert how.frame == (400, 600, how.top, how.left, how.bucket.height, how.bucket.width)
    assert buckets(256, 8, square=True) == [Bucket(256, 256)]


def test_min_snr_weighs_as_its_paper_says() -> None:
    noise = DDPMScheduler(beta_schedule="scaled_linear", beta_start=0.00085, beta_end=0.012)
    times = torch.tensor([10, 500, 990])
    alphas = noise.alphas_cumprod[times]
    snr = alphas / (1 - alphas)
    found = Objective(noise, min_snr=5.0).weights(times)
    torch.testing.assert_close(found, snr.clamp(max=5) / snr, rtol=1e-4, atol=1e-5)
    assert Objective(noise, min_snr=0).weights(times).tolist() == [1, 1, 1]
    velocity = DDPMScheduler.from_config(noise.config, prediction_type="v_prediction")
    found = Objective(velocity, min_snr=5.0).weights(times)
    torch.testing.assert_close(found, snr.clamp(max=5) / (snr + 1), rtol=1e-4, atol=1e-5)


def test_batches_depend_on_their_number_alone() -> None:
    among = [Bucket(32, 32), Bucket(64, 16)]
    wide = [(32, 32), (64, 16), (60, 60), (30, 30), (128, 32), (40, 40), (90, 90)]
    shown = [
        Shown(image=Path(f"{i}.png"), captions=(f"a {i}", f"the {i}"), cut=cut(w, h, among))
        for i, (w, h) in enumerate(wide)
    ]
    batches = Batches(shown, size=2, seed=3, dropout=0.5)
    again = Batches(shown, size=2, seed=3, dropout=0.5)
    assert batches.epoch == 4
    seen = [row for number in range(4) for row in batches[number].pictures]
    assert sorted(seen) == list(range(7))
    assert again[9] == batches[9] != batches[8]
    for number in range(8):
        rows = batches[number].pictures
        assert len({shown[row].cut.bucket for row in rows}) == 1
    told = [place for number in range(200) for place in batches[number].captions]
    assert 0.4 < told.count(-1) / len(told) < 0.6
    whole, parts = (parted(batches[1], (4, 2, 2), 1000, most) for most in (2, 1))
    assert torch.equal(whole[0][1], torch.cat([noise for _, noise, _ in parts]))
    assert torch.equal(whole[0][2], torch.cat([times for _, _, times in parts]))
