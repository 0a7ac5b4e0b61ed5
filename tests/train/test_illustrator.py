"""The illustrator's trainers and what they leave: a pipeline that loads without our code."""

from pathlib import Path

import numpy as np
import pytest
import torch
from diffusers import StableDiffusionImg2ImgPipeline, StableDiffusionPipeline
from PIL import Image

from train import autoencoder, evaluate_illustrator, illustrator, illustrator_export
from train.common import STARTER, WorldData
from train.world.dataset import render

SCORER = STARTER / "scorer"
PROMPT = "a fox in a red coat in the forest, cut paper"

pytestmark = pytest.mark.skipif(
    not (SCORER / "model.safetensors").exists(), reason="the bundled scorer lends its words"
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("world")
    render("train", n=64, size=256, seed=3, out=folder, processes=1)
    render("test", n=4, size=256, seed=3, out=folder / "test", processes=1)
    return folder


@pytest.fixture(scope="module")
def trained(world: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Both trainers' smoke runs: their folder and what the second one printed."""
    runs = tmp_path_factory.mktemp("runs")
    common = ["--data", str(world), "--out", str(runs), "--smoke"]
    autoencoder.main([*common, "--steps", "6"])
    with pytest.MonkeyPatch.context() as patch:
        said: list[str] = []
        patch.setattr("train.common.Progress.say", lambda self, text: said.append(text))
        illustrator.main([*common, "--steps", "8", "--scorer", str(SCORER)])
    return runs, "\n".join(said)


@pytest.fixture(scope="module")
def exported(trained: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("starter") / "illustrator"
    arguments = ["--runs", str(trained[0]), "--scorer", str(SCORER), "--out", str(out)]
    illustrator_export.main(arguments)
    # The second export takes the first one's place.
    illustrator_export.main(arguments)
    return out


def test_smoke_run_prints_falling_loss(trained: tuple[Path, str]) -> None:
    line = next(line for line in trained[1].splitlines() if line.startswith("loss "))
    first, last = (float(part.split(": ")[1].rstrip("}")) for part in line[5:].split(" -> "))
    assert 0 < last < first


def test_resumed_training_goes_on(
    trained: tuple[Path, str], world: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--data", str(world), "--out", str(trained[0]), "--scorer", str(SCORER)]
    illustrator.main([*arguments, "--smoke", "--steps", "9", "--resume"])
    state = torch.load(trained[0] / "checkpoint.pt", weights_only=True)
    assert state["budget"]["step"] == 9


def test_encoder_is_the_linear_code_exactly(trained: tuple[Path, str], world: Path) -> None:
    code = torch.load(trained[0] / "code.pt", weights_only=True)
    vae = illustrator_export.build_vae(autoencoder.build_decoder(), code)
    images = np.array(WorldData(world / "test").images[:2])
    wanted = torch.from_numpy(autoencoder.encode(images, code)).float()
    pixels = torch.from_numpy(images).permute(0, 3, 1, 2).float() / 127.5 - 1
    with torch.inference_mode():
        found = vae.encode(pixels).latents * autoencoder.SCALING
    # encode() rounds to half precision.
    torch.testing.assert_close(found, wanted, atol=0.02, rtol=1e-3)


def test_export_is_a_whole_folder_of_small_files(exported: Path) -> None:
    files = [path for path in exported.rglob("*") if path.is_file()]
    assert max(path.stat().st_size for path in files) < 20 * 2**20
    assert sum(path.stat().st_size for path in files) < 48 * 2**20
    assert (exported / "README.md").read_text(encoding="utf-8").startswith("---\nlicense: mit")
    assert [path.name for path in exported.parent.iterdir()] == ["illustrator"]


def test_pipeline_paints_the_same_for_the_same_seed(exported: Path) -> None:
    painter = evaluate_illustrator.Painter(evaluate_illustrator.load(exported), 2, 2.0)
    first, again, other = painter(PROMPT, 1), painter(PROMPT, 1), painter(PROMPT, 2)
    assert first.size == (256, 256)
    assert first.tobytes() == again.tobytes() != other.tobytes()
    assert painter.pipeline.unet.dtype == torch.float32


def test_image_to_image_begins_with_the_given_picture(exported: Path, world: Path) -> None:
    pipeline = StableDiffusionPipeline.from_pretrained(exported, local_files_only=True)
    mended = StableDiffusionImg2ImgPipeline(**pipeline.components, requires_safety_checker=False)
    mended.set_progress_bar_config(disable=True)
    picture = Image.fromarray(WorldData(world / "test").images[0])
    options = {"strength": 0.5, "num_inference_steps": 4, "guidance_scale": 2.0}
    out = mended(PROMPT, image=picture, generator=torch.Generator().manual_seed(0), **options)
    assert out.images[0].size == (256, 256)


def test_missing_illustrator_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="Train it"):
        evaluate_illustrator.load(tmp_path)
    with pytest.raises(FileNotFoundError, match=r"checkpoint\.pt"):
        illustrator_export.assemble(tmp_path)
