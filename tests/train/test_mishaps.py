"""What stops a training in one sentence: a loss that is no number, a full disk, other data; what
was kept before stays."""

from pathlib import Path

import pytest
import torch
from torch import nn

from core.errors import BadInput, StorageError
from train import common, loop


def tiny(folder: Path, *given: str, data: str = "d") -> loop.Training:
    parser = loop.parser(None, minutes=1.0, lr=0.1)
    args = loop.read(parser, "tiny", ["--steps", "9", "--no-database", *given], smoke_steps=1)
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


def test_other_data_are_not_gone_on_with(tmp_path: Path) -> None:
    with tiny(tmp_path) as training:
        step(training)
        training.save()
    assert tiny(tmp_path, "--resume").resume() is not None
    with pytest.raises(BadInput, match="data have changed"):
        tiny(tmp_path, "--resume", data="other").resume()
