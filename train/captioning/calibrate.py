"""Makes a captioner's confidence mean what it says: the chance that its caption is right.

Right is a caption most of whose telling words (two thirds) stand in the picture's references, whole
or by their stem: that can be counted, and it is strict, as references don't name everything. A
logistic curve over the mean log-probability of a word (Platt 1999) is fitted on held-out pictures.
"""

import re
from collections.abc import Sequence
from typing import Final

import numpy as np

from core.models.encoder_decoder import SMALL_WORDS

RIGHT: Final = 2 / 3
BINS: Final = 10
_WORD: Final = re.compile(r"[a-z0-9]+(?:['-][a-z0-9]+)*")


def stem(word: str) -> str:
    """The word without its ending: "running" and "runs" are both "run"."""
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 3 and (word[-1] == word[-2] or word[-1] == "e") else word


def telling(text: str) -> set[str]:
    """Stems of the words that name something."""
    return {stem(word) for word in _WORD.findall(text.lower()) if word not in SMALL_WORDS}


def is_right(caption: str, references: Sequence[str]) -> bool:
    """Whether most of what a caption names is named in the references."""
    said = telling(caption)
    named = set().union(*map(telling, references))
    return bool(said) and len(said & named) >= RIGHT * len(said)


def fit(scores: np.ndarray, right: np.ndarray) -> dict[str, float]:
    """Slope and offset of the logistic curve from scores (n,) to the share that is right (n,)."""
    slope, offset = 1.0, 0.0
    # Platt's targets, so that a few pictures don't make it certain.
    positive, negative = right.sum(), (1 - right).sum()
    wanted = np.where(right > 0, (positive + 1) / (positive + 2), 1 / (negative + 2))
    for _ in range(100):
        chance = 1 / (1 + np.exp(-(slope * scores + offset)))
        gap, weight = chance - wanted, chance * (1 - chance) + 1e-9
        rows = np.stack([scores, np.ones_like(scores)])
        step = np.linalg.solve((rows * weight) @ rows.T + 1e-6 * np.eye(2), rows @ gap)
        slope, offset = slope - step[0], offset - step[1]
        if np.abs(step).max() < 1e-9:
            break
    return {"slope": round(float(slope), 4), "offset": round(float(offset), 4)}


def apply(calibration: dict[str, float], scores: np.ndarray) -> np.ndarray:
    """Confidence of scores (n,)."""
    curve = calibration["slope"] * scores + calibration["offset"]
    chances: np.ndarray = 1 / (1 + np.exp(-curve))
    return chances


def expected_error(chances: np.ndarray, right: np.ndarray, bins: int = BINS) -> float:
    """Expected calibration error (0 to 1), bins of equal width (Guo et al., ICML 2017)."""
    places = np.minimum((chances * bins).astype(int), bins - 1)
    gaps = [
        abs(chances[places == b].mean() - right[places == b].mean()) * (places == b).mean()
        for b in range(bins)
        if (places == b).any()
    ]
    return float(sum(gaps))
