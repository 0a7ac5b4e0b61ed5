"""Prompt alignment: 100 · max(cos, 0) of pictures and prompts, from their CLIP vectors."""

import numpy as np

from eval.measures.clip import percent_cosine
from eval.metrics.base import VECTOR, Features, Measured, Metric


class ClipPercent(Metric):
    """See the card beside this file."""

    inputs = Features({"predictions": VECTOR, "references": VECTOR})
    made_by = "encoder"

    def measure(self, predictions: list[list[float]], references: list[list[float]]) -> Measured:
        items = percent_cosine(np.array(predictions), np.array(references))
        convention = "100·max(cos, 0), no prefix"
        return Measured(means={"clip_percent": items}, facts={"convention": convention})
