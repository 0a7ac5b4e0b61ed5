"""Objects that captions name and no reference has: a variant of CHAIR."""

import numpy as np

from eval.measures.objects import invented_share, named
from eval.metrics.base import TEXT, TEXTS, Features, Measured, Metric, Sums


class ObjectHallucination(Metric):
    """See the card beside this file."""

    inputs = Features({"predictions": TEXT, "references": TEXTS})

    def measure(self, predictions: list[str], references: list[list[str]]) -> Measured:
        found = [named(a, told) for a, told in zip(predictions, references, strict=True)]
        counts = np.array([[len(one.invented), len(one.objects)] for one in found], dtype=float)
        return Measured(
            means={"chair_s": [bool(one.invented) for one in found]},
            sums=Sums(names=("chair_i",), counts=counts, of=invented_share),
            details=[
                {"objects": list(one.objects), "invented": list(one.invented)} for one in found
            ],
        )
