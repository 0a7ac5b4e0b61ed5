"""RefCLIPScore of pictures, captions and references, from their CLIP vectors."""

from typing import Any

import datasets
import evaluate
import numpy as np

from eval.measures.clip import PREFIX, ref_clip_score
from eval.measures.report import model_name, report

_DESCRIPTION = """\
Harmonic mean of CLIPScore (2.5 · max(cos, 0)) and the cosine of the caption with its nearest
reference caption, not below 0; mean over the items. All texts behind "A photo depicts ".
"""

_CITATION = (
    "Hessel et al., CLIPScore: A Reference-free Evaluation Metric for Image Captioning, EMNLP 2021"
)

_INPUTS = """\
images, candidates: vectors of pictures and captions; references: for each item the vectors of its
reference captions, all texts made by eval.measures.clip.caption_vectors; model and revision: of
the CLIP model that made them.
Returns ref_clip_score, n, encoder (model@revision) and convention.
Options: intervals (adds *_low and *_high, 95 %), per_item (adds items), seed (of the bootstrap).
"""


class RefClipScore(evaluate.Metric):
    """See the card beside this file."""

    def _info(self) -> evaluate.MetricInfo:
        return evaluate.MetricInfo(
            description=_DESCRIPTION,
            citation=_CITATION,
            inputs_description=_INPUTS,
            features=datasets.Features(
                {
                    "images": datasets.Sequence(datasets.Value("float32")),
                    "candidates": datasets.Sequence(datasets.Value("float32")),
                    "references": datasets.Sequence(datasets.Sequence(datasets.Value("float32"))),
                }
            ),
        )

    def _compute(
        self,
        images: list[list[float]],
        candidates: list[list[float]],
        references: list[list[list[float]]],
        *,
        model: str,
        revision: str,
        intervals: bool = False,
        per_item: bool = False,
        seed: int = 0,
    ) -> dict[str, Any]:
        name = model_name(model, revision)
        texts = [np.array(vectors) for vectors in references]
        items = ref_clip_score(np.array(images), np.array(candidates), texts)
        result = report(
            {"ref_clip_score": items}, intervals=intervals, per_item=per_item, seed=seed
        )
        how = f"harmonic mean of 2.5·max(cos, 0) and the nearest reference, “{PREFIX}…”"
        return {**result, "encoder": name, "convention": how}
