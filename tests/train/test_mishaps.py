"""What stops a training in one sentence: a loss or weights that are no numbers, a full disk, other
data; what was kept before stays."""

import contextlib
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file
from torch import nn

from core.errors import BadInput, StorageError
from train import autoencoder, captioner, cli, common, loop, preferences, scorer, turns, writer
from train.diffusion import run


def arguments(folder: Path, *given: str) -> Any:
    made = cli.parser(None, minutes=1.0, lr=0.1)
    made.add_argument("--runs", type=Path)
    given = ("--runs", str(folder), "--no-database", *given)
    return cli.read(made, "tiny", given, smoke_steps=5)


def tiny(folder: Path, *given: str, data: str = "d") -> loop.Training:
    args = arguments(folder, "--steps", "9", *given)
    net = nn.Linear(2, 1)
    return loop.Training(
        "tiny", args, folder / "checkpoint.pt", common.seed_everything(0), data,
        modules={"net": net}, optimisers={"adamw": common.adamw([net], lr=0.1)},
    )  # fmt: skip


def step(training: loop.Training, times: float = 1.0) -> None:
    loss = training.modules["net"](torch.ones(1, 2)).pow(2).sum() * times
    training.step(loss, {"loss": loss.detach()})


def test_a_loss_that_is_no_number_stops_and_the_checkpoint_stays(tmp_path: Path) -> None:
    with tiny(tmp_path) as training:
        step(training)
        training.save()
        kept = training.checkpoint.read_bytes()
        with pytest.raises(BadInput, match="After 1 steps the loss is no number"):
            step(training, float("nan"))
        with torch.no_grad():
            training.modules["net"].bias.fill_(float("inf"))  # type: ignore[operator, union-attr]
        with pytest.raises(BadInput, match="no number"):
            training.save()
    assert training.checkpoint.read_bytes() == kept


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_keeps_the_checkpoint_before(tmp_path: Path) -> None:
    with tiny(tmp_path) as training:
        training.save()
        kept = training.checkpoint.read_bytes()
        (tmp_path / "checkpoint.partial").symlink_to("/dev/full")
        step(training)
        with pytest.raises(StorageError, match="the last one is kept"):
            training.save()
    assert training.checkpoint.read_bytes() == kept
    assert not (tmp_path / "checkpoint.partial").exists()


@contextlib.contextmanager
def no_room(most: int) -> Iterator[None]:
    """No file may become larger than `most` bytes, as on a disk that is all but full."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_keeps_the_result_before(tmp_path: Path) -> None:
    def write(value: float) -> None:
        with common.written_whole(tmp_path / "out") as new:
            (new / "config.json").write_text(str(value))
            save_file({"w": torch.full((9999,), value)}, new / "model.safetensors")

    write(1.0)
    with no_room(4096), pytest.raises(StorageError, match=r"to .*out \(File too large\)"):
        write(2.0)
    assert [file.name for file in tmp_path.iterdir()] == ["out"]
    assert (tmp_path / "out" / "config.json").read_text() == "1.0"
    assert load_file(tmp_path / "out" / "model.safetensors")["w"].unique().item() == 1
    write(3.0)
    assert load_file(tmp_path / "out" / "model.safetensors")["w"].unique().item() == 3


@pytest.mark.parametrize(
    ("fails", "says"),
    [
        (lambda folder: torch.empty(2**60), "Memory ran out: a smaller --batch needs less"),
        (lambda folder: np.save(folder / "a.npy", np.ones(9999)), "A file could not be written"),
        (lambda folder: (folder / "a.txt").write_text("a" * 9999), "could not be written (File"),
        (
            lambda folder: save_file({"a": torch.ones(9999)}, folder / "a"),
            "written (File too large",
        ),
    ],
)
def test_a_machine_without_room_is_told_in_one_sentence(
    fails: Callable[[Path], object], says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with no_room(4096), pytest.raises(SystemExit) as ended, cli.plain_words():
        fails(tmp_path)
    assert ended.value.code == 1
    heard = capsys.readouterr().err
    assert says in heard
    assert heard.count("\n") == 1


def test_the_next_training_of_a_folder_waits(tmp_path: Path) -> None:
    turns.take(tmp_path, "writer")
    turns.take(tmp_path, "scorer")
    code = "import sys; from train import turns; from pathlib import Path\n"
    code += "turns.take(Path(sys.argv[1]), 'writer'); print('begun', flush=True)"
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert other.stdout is not None
    said = other.stdout.readline()
    assert said == (
        f"Another training keeps its checkpoints in {tmp_path}: this one begins when that ends.\n"
    )
    turns.leave()
    assert other.stdout.read() == "begun\n"
    assert other.wait() == 0


def test_other_data_are_not_gone_on_with(tmp_path: Path) -> None:
    with tiny(tmp_path) as training:
        step(training)
        training.save()
    assert tiny(tmp_path, "--resume").resume() is not None
    with pytest.raises(BadInput, match="data have changed"):
        tiny(tmp_path, "--resume", data="other").resume()


def spoil(patch: pytest.MonkeyPatch, *, at: int) -> None:
    """The optimiser's update `at` leaves weights that are no numbers, though the loss was one."""
    update, done = torch.optim.AdamW.step, []

    def spoilt(self: torch.optim.AdamW, *given: object) -> None:
        update(self, *given)  # type: ignore[arg-type]
        done.append(1)
        if len(done) == at:
            with torch.no_grad():
                self.param_groups[0]["params"][0].fill_(float("nan"))

    patch.setattr(torch.optim.AdamW, "step", spoilt)


@pytest.mark.parametrize("trainer", [writer, preferences, captioner, scorer, run, autoencoder])
def test_what_the_last_update_spoilt_is_written_nowhere(
    trainer: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setattr(cli, "SMOKE", tmp_path / "smoke")
    given = ["--smoke", "--no-database", "--out", str(tmp_path / "out"), "--steps", "2"]
    if trainer is not autoencoder:
        given += ["--runs", str(tmp_path / "runs")]
    trainer.main(given)
    results = [file for file in tmp_path.rglob("*") if file.suffix in (".safetensors", ".pt")]
    before = {file: file.read_bytes() for file in results if "smoke" not in file.parts}
    assert any(file.is_relative_to(tmp_path / "out") for file in before)
    capsys.readouterr()
    spoil(monkeypatch, at=2)
    with pytest.raises(SystemExit) as ended:
        trainer.main(given)
    assert ended.value.code == 2
    heard = capsys.readouterr()
    assert "After 2 steps the loss is no number any more" in heard.err
    assert "nan" not in heard.out.split("step 2")[-1], "it is not measured, either"
    assert {file: file.read_bytes() for file in before} == before


def test_a_smoke_run_that_does_not_learn_ends_with_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def smoke(sign: float, measured: list[float]) -> None:
        args = arguments(tmp_path, "--smoke")
        net = nn.Linear(2, 1)
        with cli.plain_words(), loop.Training(
            "tiny", args, tmp_path / "checkpoint.pt", common.seed_everything(0), "d",
            modules={"net": net}, optimisers={"adamw": common.adamw([net], lr=0.1)},
        ) as training:  # fmt: skip
            while not training.done:
                loss = net(torch.ones(1, 2)).pow(2).sum()
                training.step(loss * sign, {"loss": loss.detach()})
            for value in measured:
                training.measured({"loss": value})

    smoke(1, [2.0, 1.0])
    assert "It learns: loss" in capsys.readouterr().out
    for sign, measured in ((-1.0, [2.0, 1.0]), (1.0, [1.0, 1.0])):
        with pytest.raises(SystemExit) as ended:
            smoke(sign, measured)
        assert ended.value.code == 1
        assert "It does not learn: loss" in capsys.readouterr().err
