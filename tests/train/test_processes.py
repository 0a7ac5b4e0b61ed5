"""Several processes learn what one does."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from core.models.adapters import PICTURE_WEIGHTS
from tests.core.models import tiny_published
from train.diffusion import options, run

ROOT = Path(__file__).parents[2]
TWO = ("torch.distributed.run", "--nproc_per_node", "2", "-m")
ACCELERATE = ("accelerate.commands.launch", "--cpu", "--num_processes", "2", "-m")


def launched(launcher: Sequence[str], given: Sequence[str]) -> tuple[int, str, str]:
    """Exit code and what is printed by `train.diffusion`, started by a launcher."""
    done = subprocess.run(
        [sys.executable, "-m", *launcher, "train.diffusion", *given],
        cwd=ROOT, capture_output=True, text=True, timeout=600,
        env=os.environ | {"OMP_NUM_THREADS": "1", "ACCELERATE_USE_CPU": "1"},
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def test_two_processes_learn_what_one_with_twice_the_batch_does(
    five: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("ACCELERATE_MIXED_PRECISION", raising=False)
    torch.manual_seed(0)
    tiny_published.make_stable_diffusion(tmp_path / "base")

    def command(name: str, *given: str) -> list[str]:
        return [
            "--base", str(tmp_path / "base"), "--data", str(five), "--out", str(tmp_path / name),
            "--runs", str(tmp_path / f"{name}-runs"), "--cache", str(tmp_path / "cache"),
            "--no-database", "--size", "32", "--batch", "1", "--lora", "4", "--lr", "1e-2",
            "--scorer", "no", "--inference-steps", "2", *given,
        ]  # fmt: skip

    def two(name: str, *more: str) -> str:
        code, said, heard = launched(TWO, command(name, "--accumulation", "1", *more))
        assert code == 0, heard[-3000:]
        return said

    said = two("two", "--steps", "4")
    assert "a step learns from 2" in said
    assert "on 2 x cpu" in said
    assert said.count("[illustrator] loss") == 1, "one process speaks"
    two("parts", "--steps", "2")
    two("parts", "--steps", "4", "--resume")
    run.main(command("one", "--steps", "4", "--accumulation", "2"))
    one = capsys.readouterr().out
    made = {name: load_file(tmp_path / name / PICTURE_WEIGHTS) for name in ("one", "two", "parts")}
    for name, weight in made["one"].items():
        torch.testing.assert_close(made["two"][name], weight, rtol=1e-3, atol=1e-4)
        torch.testing.assert_close(made["parts"][name], made["two"][name], rtol=0, atol=0)
    losses = [re.findall(r"learnt: loss ([\d.]+)", text)[-1] for text in (one, said)]
    assert losses[0] == losses[1]
    assert [file.name for file in (tmp_path / "two-runs").glob("*.pt")] == ["checkpoint.pt"]


def test_a_launcher_that_starts_one_process_instead_of_two_is_told() -> None:
    code, _, heard = launched(ACCELERATE, ["--smoke", "--no-database"])
    assert code != 0
    assert "this is a single one: ACCELERATE_USE_CPU=1 torchrun --nproc_per_node 2" in heard


def test_the_script_for_slurm_is_one_and_its_options_exist() -> None:
    page = (ROOT / "docs" / "illustrators.md").read_text(encoding="utf-8")
    script = page.split("```bash\n")[1].split("```")[0]
    checked = subprocess.run(["bash", "-n"], input=script, capture_output=True, text=True)
    assert (checked.returncode, checked.stderr) == (0, "")
    said = script.replace("\\\n", " ").split("-m train.diffusion", 1)[1].split(" &", 1)[0]
    args = options.parser().parse_args(shlex.split(said))
    assert (args.size, args.batch, args.accumulation, args.resume) == (256, 4, 2, True)
