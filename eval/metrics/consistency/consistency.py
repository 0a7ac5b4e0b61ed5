"""Consistency of the pictures of books: CLIP-I to a page of reference, and in pairs."""

import numpy as np

from core.errors import BadInput
from eval.measures.clip import likeness_to, pairwise
from eval.metrics.base import VECTORS, Features, Measured, Metric


class Consistency(Metric):
    """See the card beside this file."""

    inputs = Features({"predictions": VECTORS})
    made_by = "encoder"

    def measure(self, predictions: list[list[list[float]]], *, reference: int = 0) -> Measured:
        to_reference, pairs = [], []
        for book, vectors in enumerate(predictions, 1):
            pages = np.array(vectors)
            if not 0 <= reference < len(pages):
                raise BadInput(f"Book {book} has {len(pages)} pages, and no page {reference}.")
            others = np.delete(likeness_to(pages, pages[reference]), reference)
            to_reference.append(float(others.mean()) if len(others) else float("nan"))
            pairs.append(pairwise(pages))
        return Measured(means={"clip_i_reference": to_reference, "clip_i_pairs": pairs})
