"""The fine-tuning of illustrators: tiny pipelines of the published layouts learn, go on after a
crash as if there had been none, and paint in the studio."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from core.models.adapters import PICTURE_WEIGHTS
from core.models.device import DevicePlan
from core.models.loading import load
from core.models.registry import Catalog
from tests.core.models import tiny_published
from train.diffusion import run

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


def losses(folder: Path) -> list[float]:
    """All losses that a run's checkpoint knows of."""
    state = torch.load(folder / "runs" / "checkpoint.pt", weights_only=True)
    return [float(value.double().sum()) for value in state["net"].values()]


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
    assert losses(broken) == losses(whole)
    one, other = (np.asarray(painted(folder / "out")) for folder in (whole, broken))
    assert np.array_equal(one, other)
