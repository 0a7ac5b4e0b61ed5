"""Word error rate of what an ear heard of spoken texts."""

from typing import Any

import datasets
import evaluate
import numpy as np

from core import word_errors
from core.errors import BadInput
from eval.intervals import sum_intervals

_DESCRIPTION = """\
Share of the words of the texts that must be changed, left out or put in to make what was heard of
what was said, over all texts together; both without case and punctuation, numbers in words.
"""

_CITATION = ""  # Levenshtein's distance over words; the card says how they are normalised.

_INPUTS = """\
predictions: what an ear heard; references: the texts that were spoken; language (BCP 47, "en").
Returns word_error_rate (0 is best; above 1 if much was put in), words and n.
Options: intervals (adds *_low and *_high, 95 %, texts drawn anew), per_item (adds items), seed.
"""


class WordErrorRate(evaluate.Metric):
    """See the card beside this file."""

    def _info(self) -> evaluate.MetricInfo:
        return evaluate.MetricInfo(
            description=_DESCRIPTION,
            citation=_CITATION,
            inputs_description=_INPUTS,
            features=datasets.Features(
                {
                    "predictions": datasets.Value("string"),
                    "references": datasets.Value("string"),
                }
            ),
        )

    def _compute(
        self,
        predictions: list[str],
        references: list[str],
        *,
        language: str = "en",
        intervals: bool = False,
        per_item: bool = False,
        seed: int = 0,
    ) -> dict[str, Any]:
        if not predictions:
            raise BadInput("There is nothing to measure: no item was given.")
        pairs = zip(references, predictions, strict=True)
        rows = [word_errors.counted(text, heard, language) for text, heard in pairs]
        wrong, words = (sum(row[i] for row in rows) for i in (0, 1))
        result: dict[str, Any] = {"word_error_rate": wrong / words, "words": words, "n": len(rows)}
        if intervals:
            (found,) = sum_intervals(
                np.array(rows), lambda sums: sums[:, :1] / sums[:, 1:], seed=seed
            )
            result["word_error_rate_low"] = found.low
            result["word_error_rate_high"] = found.high
        if per_item:
            result["items"] = [{"word_error_rate": a / b, "words": b} for a, b in rows]
        return result
