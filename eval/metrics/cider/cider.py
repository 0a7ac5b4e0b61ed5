"""CIDEr-D of captions, to the COCO conventions."""

from typing import Any

import datasets
import evaluate

from eval.measures.coco import cider_d, tokenised
from eval.measures.report import report

_DESCRIPTION = """\
Likeness of the n-grams (n = 1 to 4) of a caption and its references, each weighed by how rare it
is in the references of the whole set, with clipping and a penalty for another length (sigma 6);
times 10, mean over the items. Tokens as for `bleu`.
"""

_CITATION = "Vedantam et al., CIDEr: Consensus-based Image Description Evaluation, CVPR 2015"

_INPUTS = """\
predictions: list of captions; references: list of lists of captions, at least one an item.
Returns cider and n.
Options: intervals (adds *_low and *_high, 95 %), per_item (adds items), seed (of the bootstrap).
"""


class Cider(evaluate.Metric):
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
        figure = cider_d(*tokenised(predictions, references))
        return report({"cider": figure.items}, intervals=intervals, per_item=per_item, seed=seed)
