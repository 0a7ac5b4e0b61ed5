"""Less at once where memory runs out: what a step learns stays the same."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from accelerate.state import AcceleratorState
from torch import nn

from core.errors import OutOfMemory
from train import bases, captioner, cli, common, loop
from train.captioning import building
from train.captioning.data import Batches, read
from train.preferring import loss, pairs
from train.sparing import Together
from train.writing import answers, data, sample_data, tokens


def training_of(net: nn.Module, folder: Path) -> loop.Training:
    made = cli.parser(None, minutes=1.0, lr=0.1)
    made.add_argument("--out", type=Path, default=folder)
    args = cli.read(made, "tiny", ["--steps", "9", "--no-database"], smoke_steps=1)
    return loop.Training(
        "tiny", args, folder / "checkpoint.pt", common.seed_everything(0), "d",
        modules={"net": net}, optimisers={"adamw": common.adamw([net], lr=0.1)},
    )  # fmt: skip


def by(most: int, training: loop.Training, work: Callable[[int], Any]) -> tuple[Any, torch.Tensor]:
    """The loss and the gradients with so many at once."""
    training.forget()
    found = work(most)
    weights = training.modules["net"].parameters()
    return found, torch.cat([w.grad.flatten() for w in weights if w.grad is not None])


@pytest.fixture
def exact(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Products in full precision, in which sums differ by little, whatever their order."""
    monkeypatch.setenv("ACCELERATE_MIXED_PRECISION", "no")
    loop.accelerator.cache_clear()
    AcceleratorState._reset_state()
    yield
    loop.accelerator.cache_clear()
    AcceleratorState._reset_state()


@pytest.mark.usefixtures("exact")
@pytest.mark.parametrize("kind", ["writer", "preferences"])
def test_parts_of_a_batch_teach_a_writer_the_same(kind: str, tmp_path: Path) -> None:
    base = bases.find(str(sample_data.tiny_base(tmp_path / "base")))
    net, tokenizer = bases.load(base), bases.tokenizer(base)
    net.requires_grad_(True)
    training = training_of(net, tmp_path)
    if kind == "writer":
        stories, _ = data.read([sample_data.stories(tmp_path / "s.json")])
        rows, _ = tokens.encoded([*stories[:4], stories[-1]], tokenizer, 400)
        batch: Any = tokens.batch_of(rows, 0)
        step = partial(answers.learn, training, net, batch)
    else:
        found = pairs.read([sample_data.pairs(tmp_path / "p.jsonl")])[:5]
        both = [loss.encoded(pair, tokenizer, 400) for pair in found]
        batch = loss.batch([one for one in both if one], 0)
        batch = loss.PairBatch(rows=batch.rows, before=torch.randn_like(batch.before) - 99)
        step = partial(loss.learn, training, net, batch, beta=0.1)
    whole, parts = (by(most, training, step) for most in (5, 2))
    assert parts[0] == pytest.approx(whole[0], rel=1e-4)
    torch.testing.assert_close(parts[1], whole[1], rtol=1e-3, atol=1e-4)
    assert whole[1].abs().max() > 1e-2


@pytest.mark.usefixtures("exact")
def test_parts_of_a_batch_teach_a_captioner_the_same(five: Path, tmp_path: Path) -> None:
    pictures, _ = read([str(five)])
    made = captioner.parser().parse_args(["--smoke", "--decoder", "lstm"])
    made.threshold = 1
    model, words = building.fresh(made, pictures, [])
    model.decoder.eval()  # nothing is left out by chance
    batch = Batches(pictures, words, size=5, longest=20, seed=0)[0]
    with torch.no_grad():
        width = model.encoder(torch.zeros(1, 3, 260, 260)).shape[1:]
    seen = torch.from_numpy(np.random.default_rng(0).normal(size=(5, *width))).float()
    training = training_of(model.decoder, tmp_path)
    step = partial(captioner.learn, training, model, seen, batch, smoothing=0.1, blank=0.0)
    whole, parts = (by(most, training, step) for most in (5, 2))
    assert parts[0] == pytest.approx(whole[0], rel=1e-4)
    torch.testing.assert_close(parts[1], whole[1], rtol=1e-3, atol=1e-5)
    assert whole[1].abs().max() > 1e-3


def test_fewer_are_looked_at_until_memory_suffices(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    together, enough, tried = Together(5, "less of it"), 1, []

    def work(most: int) -> str:
        tried.append(most)
        if most > enough:
            torch.empty(2**60)  # more than any machine has
        return "done"

    with training_of(nn.Linear(1, 1), tmp_path) as training:
        assert together.learn(training, work) == together.learn(training, work) == "done"
        assert tried == [5, 2, 1, 1]
        enough = 0
        with pytest.raises(OutOfMemory, match="a single one at once: use less of it"):
            together.learn(training, work)
    assert "Memory ran out: from now on 2 at once instead of 5" in capsys.readouterr().out
