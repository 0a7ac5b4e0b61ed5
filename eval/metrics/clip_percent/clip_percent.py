"""Prompt alignment: 100 · max(cos, 0) of pictures and prompts, from their CLIP vectors."""

from typing import Any

import datasets
import evaluate
import numpy as np

from eval.measures.clip import percent_cosine
from eval.measures.report import model_name, report

_DESCRIPTION = """\
100 · max(cos, 0) of a picture and its text as it stands, without a prefix; mean over the items.
It is what torchmetrics calls CLIP score, and what the studio shows for an illustration and its
prompt. Not CLIPScore as it was published: that is `clip_score`.
"""

_CITATION = (
    "Hessel et al., CLIPScore: A Reference-free Evaluation Metric for Image Captioning, EMNLP 2021"
)

_INPUTS = """\
predictions: vectors of the pictures; references: vectors of the texts; model and revision: of the
CLIP model that made both.
Returns clip_percent, n, encoder (model@revision) and convention.
Options: intervals (adds *_low and *_high, 95 %), per_item (adds items), seed (of the bootstrap).
"""


class ClipPercent(evaluate.Metric):
    """See the card beside this file."""

    def _info(self) -> evaluate.MetricInfo:
        return evaluate.MetricInfo(
            description=_DESCRIPTION,
            citation=_CITATION,
            inputs_description=_INPUTS,
            features=datasets.Features(
                {
                    "predictions": datasets.Sequence(datasets.Value("float32")),
                    "references": datasets.Sequence(datasets.Value("float32")),
                }
            ),
        )

    def _compute(
        self,
        predictions: list[list[float]],
        references: list[list[float]],
        *,
        model: str,
        revision: str,
        intervals: bool = False,
        per_item: bool = False,
        seed: int = 0,
    ) -> dict[str, Any]:
        name = model_name(model, revision)
        items = percent_cosine(np.array(predictions), np.array(references))
        result = report({"clip_percent": items}, intervals=intervals, per_item=per_item, seed=seed)
        return {**result, "encoder": name, "convention": "100·max(cos, 0), no prefix"}
