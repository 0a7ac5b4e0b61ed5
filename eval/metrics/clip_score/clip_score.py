"""CLIPScore of pictures and captions, from their CLIP vectors."""

import numpy as np

from eval.measures.clip import PREFIX, clip_score
from eval.metrics.base import VECTOR, Features, Measured, Metric


class ClipScore(Metric):
    """See the card beside this file."""

    inputs = Features({"predictions": VECTOR, "references": VECTOR})
    made_by = "encoder"

    def measure(self, predictions: list[list[float]], references: list[list[float]]) -> Measured:
        items = clip_score(np.array(predictions), np.array(references))
        convention = f"2.5·max(cos, 0), “{PREFIX}…”"
        return Measured(means={"clip_score": items}, facts={"convention": convention})
