"""Readability of English stories: Flesch, Flesch-Kincaid, ARI."""

from typing import Any

import datasets
import evaluate

from eval.measures.report import report
from eval.measures.stories import READING, reading

_DESCRIPTION = """\
Flesch reading ease (90 and more: easy for a child of ten; below 50: hard), Flesch-Kincaid grade and
Automated Readability Index (both American school years), by the formulas of the library
readability; syllables are counted by rules. All are made for English alone.
"""

_CITATION = (
    "Flesch, A New Readability Yardstick, 1948; Kincaid et al., Derivation of New Readability "
    "Formulas, 1975"
)

_INPUTS = """\
predictions: list of English stories.
Returns reading_ease, grade, automated_index and n.
Options: intervals (adds *_low and *_high, 95 %), per_item (adds items), seed (of the bootstrap).
"""


class ReadingEase(evaluate.Metric):
    """See the card beside this file."""

    def _info(self) -> evaluate.MetricInfo:
        return evaluate.MetricInfo(
            description=_DESCRIPTION,
            citation=_CITATION,
            inputs_description=_INPUTS,
            features=datasets.Features(
                {
                    "predictions": datasets.Value("string"),
                }
            ),
        )

    def _compute(
        self,
        predictions: list[str],
        *,
        intervals: bool = False,
        per_item: bool = False,
        seed: int = 0,
    ) -> dict[str, Any]:
        found = [reading(text) for text in predictions]
        figures = {name: [f[name] for f in found] for name in READING}
        return report(figures, intervals=intervals, per_item=per_item, seed=seed)
