"""Objects that captions name and no reference has: a variant of CHAIR."""

from typing import Any

import datasets
import evaluate
import numpy as np

from eval.measures.objects import invented_share, named
from eval.measures.report import report

_DESCRIPTION = """\
Of the objects (COCO's 80 categories) that captions name, the share that no reference names
(after CHAIRi), and the share of captions with such an object (after CHAIRs). Lower is better.
A variant: the objects of a picture are those of its reference captions, not of a segmentation,
and the words for a category are the picture book's. English alone.
"""

_CITATION = "Rohrbach et al., Object Hallucination in Image Captioning, EMNLP 2018"

_INPUTS = """\
predictions: list of captions; references: for each its reference captions.
Returns chair_i (of the objects named), chair_s (of the captions) and n.
Options: intervals (adds chair_s_low and chair_s_high, 95 %), per_item (adds items: objects and
invented of each), seed (of the bootstrap).
"""


class ObjectHallucination(evaluate.Metric):
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
        found = [named(a, told) for a, told in zip(predictions, references, strict=True)]
        wrong = [float(bool(one.invented)) for one in found]
        result = report({"chair_s": wrong}, intervals=intervals, per_item=per_item, seed=seed)
        counts = np.array([[len(one.invented), len(one.objects)] for one in found], dtype=float)
        result["chair_i"] = float(invented_share(counts.sum(axis=0, keepdims=True))[0, 0])
        for item, one in zip(result.get("items", ()), found, strict=False):
            item |= {"objects": list(one.objects), "invented": list(one.invented)}
        return result
