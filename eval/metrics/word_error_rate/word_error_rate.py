"""Word error rate of what an ear heard of spoken texts."""

import numpy as np

from core import word_errors
from eval.metrics.base import TEXT, Features, Measured, Metric, Sums


class WordErrorRate(Metric):
    """See the card beside this file."""

    inputs = Features({"predictions": TEXT, "references": TEXT})

    def measure(
        self, predictions: list[str], references: list[str], *, language: str = "en"
    ) -> Measured:
        pairs = zip(references, predictions, strict=True)
        counts = np.array([word_errors.counted(text, heard, language) for text, heard in pairs])
        words = [int(row[1]) for row in counts]
        return Measured(
            sums=Sums(names=("word_error_rate",), counts=counts, of=_share),
            facts={"words": sum(words)},
            details=[{"words": count} for count in words],
        )


def _share(sums: np.ndarray) -> np.ndarray:
    """Wrong words of the words of the texts, from rows of both, shape (m, 2) to (m, 1)."""
    return sums[:, :1] / sums[:, 1:]
