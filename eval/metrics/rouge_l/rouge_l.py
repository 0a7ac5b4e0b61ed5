"""ROUGE-L of captions, to the COCO conventions."""

from typing import Any

import datasets
import evaluate

from eval.measures.coco import rouge_l, tokenised
from eval.measures.report import report

_DESCRIPTION = """\
F of the longest common subsequence with beta 1.2, where precision and recall are each the best
over the references; mean over the items. Tokens as for `bleu`. Values are 0 to 1.
"""

_CITATION = "Lin, ROUGE: A Package for Automatic Evaluation of Summaries, 2004"

_INPUTS = """\
predictions: list of captions; references: list of lists of captions, at least one an item.
Returns rouge_l and n.
Options: intervals (adds *_low and *_high, 95 %), per_item (adds items), seed (of the bootstrap).
"""


class RougeL(evaluate.Metric):
    """See the card beside this file."""

    def _info(self) -> evaluate.MetricInfo:
        return evaluate.MetricInfo(
            description=_DESCRIPTION,
            citation=_CITATION,
            inputs_description=_INPUTS,
            features=datasets.Features(
                {
                    "predictions": datasets.Value("string"),
                    "references": datasets.Sequence(datasets.Value("string")),
                }
            ),
        )

    def _compute(
        self,
        predictions: list[str],
        references: list[list[str]],
        *,
        intervals: bool = False,
        per_item: bool = False,
        seed: int = 0,
    ) -> dict[str, Any]:
        figure = rouge_l(*tokenised(predictions, references))
        return report({"rouge_l": figure.items}, intervals=intervals, per_item=per_item, seed=seed)
