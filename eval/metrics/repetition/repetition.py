"""Repetition in stories: phrases and sentences that stood before, and stammering."""

from typing import Any

import datasets
import evaluate

from eval.measures.report import report
from eval.measures.stories import longest_run, repeated, repeated_sentences

_DESCRIPTION = """\
Share of a text's 4-grams that stood in it before (seq-rep-4), share of its sentences that stood
before word for word, and the most times that one word follows upon itself; mean over the texts.
"""

_CITATION = "Welleck et al., Neural Text Generation with Unlikelihood Training, ICLR 2020"

_INPUTS = """\
predictions: list of stories.
Returns repeated_4grams, repeated_sentences, longest_run and n.
Options: intervals (adds *_low and *_high, 95 %), per_item (adds items), seed (of the bootstrap).
"""


class Repetition(evaluate.Metric):
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
        figures: dict[str, list[float]] = {
            "repeated_4grams": [repeated(text) for text in predictions],
            "repeated_sentences": [repeated_sentences(text) for text in predictions],
            "longest_run": [longest_run(text) for text in predictions],
        }
        return report(figures, intervals=intervals, per_item=per_item, seed=seed)
