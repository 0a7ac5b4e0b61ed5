"""Finds runs of words that a story has from the writer's training text."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from tqdm import tqdm

from core.models.seen import RUN, Seen, run_hashes, words_in
from train.common import ROOT
from train.seen import Session, sample_of
from train.writer_data import story_of

__all__ = ["RUN", "TrainingRuns", "held", "words_in"]


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


def held(seen: Seen, stories: int) -> float:
    """The share of the runs of some training stories, told again, that a filter knows.

    1 where the grammar is still the one that the last training read.
    """
    sessions = seen.about.get("sessions")
    if not isinstance(sessions, list) or not sessions:
        return float("nan")
    texts = sample_of(Session(**sessions[-1]), stories)
    return float(seen.knows(np.concatenate([run_hashes(words_in(t)) for t in texts])).mean())


def _grammar() -> str:
    """Names the grammar's present state."""
    files = [*sorted((ROOT / "train/world").rglob("*.py")), ROOT / "core/stages/starter_cast.py"]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:10]
