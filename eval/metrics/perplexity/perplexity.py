"""Perplexity of stories under a chosen writer."""

import numpy as np

from eval.measures.likelihood import perplexities, totals
from eval.metrics.base import NUMBERS, TEXT, Features, Measured, Metric, Sums


class Perplexity(Metric):
    """See the card beside this file."""

    inputs = Features({"predictions": NUMBERS, "references": TEXT})
    made_by = "writer"

    def measure(self, predictions: list[list[float]], references: list[str]) -> Measured:
        counts = totals([np.array(values) for values in predictions], references)
        names = ("perplexity", "bits_per_character")
        return Measured(
            sums=Sums(names=names, counts=counts, of=perplexities),
            facts={"tokens": int(counts[:, 1].sum())},
        )
