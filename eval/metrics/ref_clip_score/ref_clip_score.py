"""RefCLIPScore of pictures, captions and references, from their CLIP vectors."""

import numpy as np

from eval.measures.clip import PREFIX, ref_clip_score
from eval.metrics.base import VECTOR, VECTORS, Features, Measured, Metric


class RefClipScore(Metric):
    """See the card beside this file."""

    inputs = Features({"images": VECTOR, "candidates": VECTOR, "references": VECTORS})
    made_by = "encoder"

    def measure(
        self,
        images: list[list[float]],
        candidates: list[list[float]],
        references: list[list[list[float]]],
    ) -> Measured:
        texts = [np.array(vectors) for vectors in references]
        items = ref_clip_score(np.array(images), np.array(candidates), texts)
        convention = f"harmonic mean of 2.5·max(cos, 0) and the nearest reference, “{PREFIX}…”"
        return Measured(means={"ref_clip_score": items}, facts={"convention": convention})
