"""Direct preference optimisation (Rafailov et al. 2023): log-probabilities of answers, their loss.

A pair's answers are read by the model as rows of one batch, the better ones first; `tokens.Batch`
says which tokens are the answer's.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from core.errors import BadInput
from train import loop
from train.preferring.pairs import Pair
from train.writing import answers
from train.writing.data import Story
from train.writing.tokens import Batch, Encoded, batch_of, encode


@dataclass(frozen=True, kw_only=True)
class Both:
    """A pair's tokens, the better answer and the worse one, and the sums of their tokens'
    log-probabilities (nats) before the teaching."""

    chosen: Encoded
    rejected: Encoded
    before: tuple[float, float] = (0.0, 0.0)

    @property
    def ids(self) -> np.ndarray:
        """The longer of both, by which batches of like length are made."""
        return max(self.chosen.ids, self.rejected.ids, key=len)


@dataclass(frozen=True, kw_only=True)
class PairBatch:
    """2 N rows, the better answers first, and `before` (2, N)."""

    rows: Batch
    before: Tensor

    def to(self, device: torch.device | str) -> "PairBatch":
        """The same, there."""
        return PairBatch(rows=self.rows.to(device), before=self.before.to(device))

    def __getitem__(self, pairs: slice) -> "PairBatch":
        """Some pairs."""
        chosen = torch.arange(self.before.shape[1])[pairs]
        both = torch.cat([chosen, chosen + self.before.shape[1]])
        return PairBatch(rows=self.rows[both], before=self.before[:, chosen])


def encoded(pair: Pair, tokenizer: Any, longest: int) -> Both | None:
    """A pair's tokens; None where an answer does not fit within `longest` tokens."""
    sides = []
    for answer in (pair.chosen, pair.rejected):
        said = Story(messages=(*pair.prompt, *answer))
        made = encode(said, tokenizer, first=len(pair.prompt))
        if len(made.ids) > longest or not made.learnt[1:].any():
            return None
        sides.append(made)
    return Both(chosen=sides[0], rejected=sides[1])


def batch(rows: Sequence[Both], pad: int) -> PairBatch:
    """Pairs of any length."""
    sides = [*(row.chosen for row in rows), *(row.rejected for row in rows)]
    before = torch.tensor([row.before for row in rows], dtype=torch.float32).T.contiguous()
    return PairBatch(rows=batch_of(sides, pad), before=before)


def sums(model: Any, rows: Batch) -> Tensor:
    """The sum of each row's answer's log-probabilities (B,), in nats."""
    made, wanted = answers.logits(model, rows)
    each = -F.cross_entropy(made, wanted, reduction="none")
    places = (rows.wanted >= 0).nonzero()[:, 0]
    return torch.zeros(len(rows.ids), device=each.device).index_add(0, places, each)


def rewards(model: Any, given: PairBatch) -> tuple[Tensor, Tensor]:
    """How much likelier (nats) the better (N,) and the worse answers (N,) became."""
    better, worse = (sums(model, given.rows).view(2, -1) - given.before).unbind()
    return better, worse


def dpo(better: Tensor, worse: Tensor, beta: float) -> Tensor:
    """-log σ(β (better - worse)), the mean (equation 7 of the paper)."""
    return -F.logsigmoid(beta * (better - worse)).mean()


def learn(
    training: loop.Training, model: Any, given: PairBatch, most: int, *, beta: float
) -> dict[str, float]:
    """Adds up the gradients of a batch's loss, `most` pairs at once; the loss."""
    total, count = 0.0, given.before.shape[1]
    for first in range(0, count, most):
        part = given[first : first + most]
        better, worse = rewards(model, part.to(training.device))
        share = dpo(better, worse, beta) * (len(better) / count)
        training.backward(share)
        total += float(share.detach())
    return {"preferences": total}


@torch.inference_mode()
def with_reference(model: Any, rows: Sequence[Both], *, pad: int, device: Any) -> list[Both]:
    """The pairs with what the model says of them now, two rows at a time."""
    learns = model.training
    answers.rest(model)
    found = []
    for row in rows:
        both = sums(model, batch([row], pad).rows.to(device)).tolist()
        found.append(replace(row, before=(both[0], both[1])))
    model.train(learns)
    return found


def referred(rows: Sequence[Both], kept: Sequence[tuple[float, float]]) -> list[Both]:
    """The pairs with what the model said of them before the teaching, as a checkpoint kept it."""
    if len(rows) != len(kept):
        raise BadInput("The checkpoint is of other pairs: leave --resume to begin anew.")
    return [
        replace(row, before=(float(a), float(b))) for row, (a, b) in zip(rows, kept, strict=True)
    ]


@torch.inference_mode()
def measured(
    model: Any, rows: Sequence[Both], *, beta: float, size: int, pad: int, device: Any
) -> dict[str, float]:
    """Loss, the margin β (better - worse), and the share of pairs in which it is above 0 (those
    that are even count a half)."""
    learns = model.training
    answers.rest(model)
    margins: list[float] = []
    for first in range(0, len(rows), size):
        given = batch(rows[first : first + size], pad).to(device)
        better, worse = rewards(model, given)
        margins += (beta * (better - worse)).tolist()
    model.train(learns)
    all_margins = torch.tensor(margins)
    return {
        "loss": float(-F.logsigmoid(all_margins).mean()),
        "margin": float(all_margins.mean()),
        "right": float(((all_margins > 0).float() + 0.5 * (all_margins == 0).float()).mean()),
    }
