"""Finds runs of words that a story has from the writer's training text."""

import hashlib
import re
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from tqdm import tqdm

from train.common import ROOT
from train.writer_data import story_of

RUN: Final = 12
_FACTORS: Final = np.array(
    [pow(6364136223846793005, i, 2**64) for i in range(RUN)], dtype=np.uint64
)


def words_in(text: str) -> list[str]:
    """Lower-case words without their marks."""
    return re.findall(r"[\w'’-]+", text.lower())


def run_hashes(words: Sequence[str]) -> np.ndarray:
    """A 64-bit number for each run of 12 words; empty for shorter texts."""
    if len(words) < RUN:
        return np.empty(0, np.uint64)
    numbers = np.array([_number(word) for word in words], np.uint64)
    windows = np.lib.stride_tricks.sliding_window_view(numbers, RUN)
    return (windows * _FACTORS).sum(1, dtype=np.uint64)


def _number(word: str) -> int:
    data = word.encode()
    return zlib.crc32(data) << 32 | zlib.crc32(data[::-1] + b"#")


class TrainingRuns:
    """All runs of 12 words of a training text."""

    def __init__(self, texts: Iterable[str]) -> None:
        parts = [run_hashes(words_in(text)) for text in texts]
        self.known = np.unique(np.concatenate([np.empty(0, np.uint64), *parts]))

    @classmethod
    def of_writer(cls, stories: int, seed: int, folder: Path) -> "TrainingRuns":
        """Of the first stories of a training, remade, and kept in `folder` for the next time."""
        kept = folder / f"runs_{stories}_{seed}_{_grammar()}.npy"
        runs = cls(())
        if kept.exists():
            runs.known = np.load(kept)
            return runs
        numbers = tqdm(range(stories), desc="training stories", mininterval=2.0)
        runs = cls(" ".join(story_of(number, seed).tale.parts) for number in numbers)
        folder.mkdir(parents=True, exist_ok=True)
        np.save(kept, runs.known)
        return runs

    def copied(self, text: str) -> int:
        """How many of the text's runs are known."""
        return int(np.isin(run_hashes(words_in(text)), self.known).sum())


def _grammar() -> str:
    """Names the grammar's present state."""
    files = [*sorted((ROOT / "train/world").rglob("*.py")), ROOT / "core/stages/starter_cast.py"]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:10]
