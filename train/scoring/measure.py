"""How well a scorer tells right pairs from wrong ones: recall among a hundred, typical values."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import torch

from core.models.dual_encoder import DualModel, numbered
from train import loop
from train.captioning.data import Captioned
from train.captioning.measure import Validation
from train.scoring.seen import Seen

AMONG: Final = 100
"""Pictures that one is found among; the last group may be larger."""
_TOGETHER: Final = 50


def found_first(scores: np.ndarray) -> float:
    """The share of rows whose own column is highest (R@1); columns that tie share it."""
    return float((np.diag(scores) >= scores.max(1)).mean())


def area(right: np.ndarray, wrong: np.ndarray) -> float:
    """The share of (right, wrong) in which right is higher; ties count half (Mann and Whitney)."""
    ordered = np.sort(wrong)
    both = np.searchsorted(ordered, right, "left") + np.searchsorted(ordered, right, "right")
    return float(both.sum() / max(1, 2 * len(right) * len(wrong)))


def figures(pictures: np.ndarray, texts: np.ndarray, among: int = AMONG) -> dict[str, float]:
    """R@1 both ways, the mean over groups of `among`; mean scores (100 · cosine) of right and of
    wrong pairs, and the area under the curve between them. Vectors (n, d), row beside row."""
    every = 100 * pictures @ texts.T
    groups = np.array_split(np.arange(len(every)), max(1, len(every) // among))
    parts = [every[np.ix_(group, group)] for group in groups]
    right, wrong = np.diag(every), every[~np.eye(len(every), dtype=bool)]
    return {
        "picture to text": float(np.mean([found_first(part) for part in parts])),
        "text to picture": float(np.mean([found_first(part.T) for part in parts])),
        "right": float(right.mean()),
        "wrong": float(wrong.mean()),
        "area": area(right, wrong),
    }


@torch.no_grad()
def vectors(
    model: DualModel,
    tokenizer: Any,
    features: Seen,
    places: Sequence[int],
    texts: Sequence[str],
) -> tuple[np.ndarray, np.ndarray]:
    """Unit vectors of pictures, by what the encoder saw of them, and of texts, (n, d) each."""
    device = next(model.parameters()).device
    model.eval()
    seen, read = [], []
    for start in range(0, len(places), _TOGETHER):
        rows = slice(start, start + _TOGETHER)
        ids = numbered(tokenizer, texts[rows], model.text.longest)
        with loop.half_precision():
            seen.append(model.of_features(features(places[rows]).to(device)))
            read.append(model.of_ids(ids.to(device)))
    model.train()
    return torch.cat(seen).cpu().numpy(), torch.cat(read).cpu().numpy()


def held_out(
    pictures: Sequence[Captioned], validation: Mapping[str, Sequence[Captioned]], count: int
) -> dict[str, Validation]:
    """The first `count` pictures of each data set's validation; else of those that it learns."""
    sets: dict[str, Validation] = {}
    at = len(pictures)
    for name, held in validation.items():
        sets[name] = Validation(pictures=held[:count], places=range(at, at + len(held[:count])))
        at += len(held)
    if not sets:
        print("Too few pictures to hold some back: figures are of the pictures it learns from.")
        own = pictures[:count]
        sets["learnt"] = Validation(pictures=own, places=range(len(own)))
    return sets


def measured(
    model: DualModel, tokenizer: Any, features: Seen, held: Validation
) -> dict[str, float]:
    """Figures of one validation set, one caption (the first) a picture."""
    texts = [picture.captions[0] for picture in held.pictures]
    return figures(*vectors(model, tokenizer, features, held.places, texts))
