"""Which runs of words a writer has read in its training text, so that it need not recite them.

A model's folder may hold `seen.safetensors`: one tensor "bits" (uint8, 1-D), the bits of a Bloom
filter (B. Bloom, Space/time trade-offs in hash coding with allowable errors, 1970), with its
parameters as metadata; and one tensor "words" (uint8, 1-D), the text's usual words in UTF-8, each
on a line of its own.  What is in the training text is always known; of the rest a fraction of a
percent is taken for known, too.  A folder without the file has no filter.
"""

import json
import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np

RUN: Final = 12
"""Words in a run."""
NAME: Final = "seen.safetensors"
_FACTORS: Final = np.array(
    [pow(6364136223846793005, i, 2**64) for i in range(RUN)], dtype=np.uint64
)
_WORD: Final = re.compile(r"[\w'’-]+")
_MARK: Final = re.compile(r"<\|[^|<>]*\|>")


def words_in(text: str) -> list[str]:
    """Lower-case words without punctuation; marks of a prompt's format are no words."""
    return _WORD.findall(_MARK.sub(" ", text).lower())


def run_hashes(words: Sequence[str]) -> np.ndarray:
    """A 64-bit number for each run of 12 words, shape (words - 11,); empty for shorter texts."""
    if len(words) < RUN:
        return np.empty(0, np.uint64)
    numbers = np.array([_number(word) for word in words], np.uint64)
    windows = np.lib.stride_tricks.sliding_window_view(numbers, RUN)
    return (windows * _FACTORS).sum(1, dtype=np.uint64)


def _number(word: str) -> int:
    data = word.encode()
    return zlib.crc32(data) << 32 | zlib.crc32(data[::-1] + b"#")


class Seen:
    """The runs of 12 words of a training text, as a Bloom filter.

    `bits` has shape (bytes,) with eight bits in each; `hashes` of them are set for each run.
    `words` are those that the text has often (`core.nouns.small_words`); none:
    they were not written down.
    """

    def __init__(
        self,
        bits: np.ndarray,
        hashes: int,
        about: Mapping[str, object] | None = None,
        words: Iterable[str] = (),
    ) -> None:
        self.bits, self.hashes, self.about = bits, hashes, dict(about or {})
        self.words = frozenset(words)

    @classmethod
    def of(
        cls,
        runs: np.ndarray,
        megabytes: float,
        hashes: int,
        about: Mapping[str, object] | None = None,
        words: Iterable[str] = (),
    ) -> "Seen":
        """A filter of `megabytes` MiB over `runs` (64-bit numbers of `run_hashes`)."""
        made = cls(np.zeros(round(megabytes * 2**20), np.uint8), hashes, about, words)
        for i in range(hashes):
            at = made._places(runs, i)
            np.bitwise_or.at(made.bits, at >> np.uint64(3), _bit(at))
        return made

    @classmethod
    def load(cls, folder: Path) -> "Seen | None":
        """The filter in a model's folder, if it has one."""
        from safetensors import safe_open

        if not (folder / NAME).is_file():
            return None
        with safe_open(folder / NAME, framework="numpy") as opened:
            about = opened.metadata()
            words = opened.get_tensor("words").tobytes() if "words" in set(opened.keys()) else b""
            return cls(
                opened.get_tensor("bits"),
                int(about["hashes"]),
                json.loads(about.get("text", "{}")),
                words.decode().split(),
            )

    def save(self, folder: Path) -> None:
        """Write the filter into a model's folder."""
        from safetensors.numpy import save_file

        about = {"run": str(RUN), "hashes": str(self.hashes), "text": json.dumps(self.about)}
        words = np.frombuffer("\n".join(sorted(self.words)).encode(), np.uint8)
        save_file({"bits": self.bits, "words": words}, folder / NAME, metadata=about)

    def knows(self, runs: np.ndarray) -> np.ndarray:
        """Whether each run (64-bit numbers, any shape) is in the training text."""
        known = np.ones(runs.shape, bool)
        for i in range(self.hashes):
            at = self._places(runs, i)
            known &= (self.bits[at >> np.uint64(3)] & _bit(at)) != 0
        return known

    def ends_known(self, words: Sequence[str]) -> bool:
        """Whether the last 12 words are a run of the training text."""
        return len(words) >= RUN and bool(self.knows(run_hashes(words[-RUN:])).all())

    def copied(self, text: str | Iterable[str]) -> int:
        """How many of a text's runs are known."""
        words = words_in(text if isinstance(text, str) else " ".join(text))
        return int(self.knows(run_hashes(words)).sum())

    def _places(self, runs: np.ndarray, i: int) -> np.ndarray:
        """Bit number `i` of each run (double hashing of a mixed 64-bit number)."""
        mixed = runs ^ (runs >> np.uint64(31))
        mixed = mixed * np.uint64(0x9E3779B97F4A7C15)
        mixed = mixed ^ (mixed >> np.uint64(29))
        first, second = mixed & np.uint64(0xFFFFFFFF), (mixed >> np.uint64(32)) | np.uint64(1)
        return (first + np.uint64(i) * second) % np.uint64(8 * len(self.bits))


def _bit(at: np.ndarray) -> np.ndarray:
    return (np.uint64(1) << (at & np.uint64(7))).astype(np.uint8)
