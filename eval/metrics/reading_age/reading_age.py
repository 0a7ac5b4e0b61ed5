"""Reading age of English stories, in years, beside the age that was asked for."""

from typing import Any

import datasets
import evaluate

from eval.measures.report import report
from eval.measures.stories import READING_AGE, reading_age

_DESCRIPTION = """\
The age at which a child reads a text by itself: Flesch-Kincaid's school year and five years (an
American first-grader is six), words a sentence, and by how many years the text is too old for the
reading age that was asked for. Made for English alone.
"""

_CITATION = (
    "Kincaid et al., Derivation of New Readability Formulas for Navy Enlisted Personnel, 1975"
)

_INPUTS = """\
predictions: list of English stories; asked: the reading age of all of them ("3-5", "6-8", "9-12"),
if one was asked for.
Returns reading_age (years), words_a_sentence, years_too_old (0 within, or below) and n.
Options: intervals (adds *_low and *_high, 95 %), per_item (adds items), seed (of the bootstrap).
"""


class ReadingAge(evaluate.Metric):
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
        asked: str | None = None,
        intervals: bool = False,
        per_item: bool = False,
        seed: int = 0,
    ) -> dict[str, Any]:
        found = [reading_age(text, asked) for text in predictions]
        figures = {name: [f[name] for f in found] for name in READING_AGE}
        return report(figures, intervals=intervals, per_item=per_item, seed=seed)
