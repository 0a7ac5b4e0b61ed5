"""Diversity of pictures: mean distance in pairs, and the Vendi score, from CLIP vectors."""

import numpy as np

from eval.measures.clip import pairwise, vendi
from eval.metrics.base import VECTORS, Features, Measured, Metric


class Diversity(Metric):
    """See the card beside this file."""

    inputs = Features({"predictions": VECTORS})
    made_by = "encoder"

    def measure(self, predictions: list[list[list[float]]]) -> Measured:
        sets = [np.array(vectors) for vectors in predictions]
        apart = [1 - pairwise(vectors) for vectors in sets]
        return Measured(means={"diversity": apart, "vendi": [vendi(vectors) for vectors in sets]})
