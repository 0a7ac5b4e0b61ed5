"""CLIPScore of pictures and captions, from their CLIP vectors."""

from typing import Any

import datasets
import evaluate
import numpy as np

from eval.measures.clip import PREFIX, clip_score
from eval.measures.report import model_name, report

_DESCRIPTION = """\
2.5 · max(cos, 0) of a picture and its caption, which was embedded behind "A photo depicts "; mean
over the items. Not torchmetrics' convention: that is `clip_percent`.
"""

_CITATION = (
    "Hessel et al., CLIPScore: A Reference-free Evaluation Metric for Image Captioning, EMNLP 2021"
)

_INPUTS = """\
predictions: vectors of the pictures; references: vectors of the captions, made by
eval.measures.clip.caption_vectors; model and revision: of the CLIP model that made both.
Returns clip_score, n, encoder (model@revision) and convention.
Options: intervals (adds *_low and *_high, 95 %), per_item (adds items), seed (of the bootstrap).
"""


class ClipScore(evaluate.Metric):
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
        items = clip_score(np.array(predictions), np.array(references))
        result = report({"clip_score": items}, intervals=intervals, per_item=per_item, seed=seed)
        return {**result, "encoder": name, "convention": f"2.5·max(cos, 0), “{PREFIX}…”"}
