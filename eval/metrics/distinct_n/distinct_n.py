"""Distinct-n of stories: how varied their words and phrases are."""

from typing import Any

import datasets
import evaluate

from eval.measures.report import report
from eval.measures.stories import distinct

_DESCRIPTION = """\
Different n-grams among all n-grams of a text, for n = 1, 2 and 3, words in lower case; mean over
the texts. It falls with length by nature: compare texts of like length only.
"""

_CITATION = (
    "Li et al., A Diversity-Promoting Objective Function for Neural Conversation Models, NAACL 2016"
)

_INPUTS = """\
predictions: list of stories.
Returns distinct_1, distinct_2, distinct_3 and n.
Options: intervals (adds *_low and *_high, 95 %), per_item (adds items), seed (of the bootstrap).
"""


class DistinctN(evaluate.Metric):
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
        figures = {f"distinct_{k}": [distinct(text, k) for text in predictions] for k in (1, 2, 3)}
        return report(figures, intervals=intervals, per_item=per_item, seed=seed)
