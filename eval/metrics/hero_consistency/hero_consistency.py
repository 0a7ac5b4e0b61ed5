"""Consistency of heroes: do a book's pages show one hero, and not any other?"""

import numpy as np

from eval.measures.heroes import hero_fits
from eval.metrics.base import VECTOR, VECTORS, Features, Measured, Metric


class HeroConsistency(Metric):
    """See the card beside this file."""

    inputs = Features({"predictions": VECTORS, "references": VECTOR})
    made_by = "encoder"

    def measure(
        self, predictions: list[list[list[float]]], references: list[list[float]]
    ) -> Measured:
        found = hero_fits([np.array(book) for book in predictions], np.array(references))
        alike, apart = [one.alike for one in found], [one.apart for one in found]
        return Measured(means={"hero_alike": alike, "hero_apart": apart})
