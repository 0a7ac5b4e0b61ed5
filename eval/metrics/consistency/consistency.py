"""Consistency of the pictures of books: CLIP-I to a page of reference, and in pairs."""

from typing import Any

import datasets
import evaluate
import numpy as np

from core.errors import BadInput
from eval.measures.clip import likeness_to, pairwise
from eval.measures.report import model_name, report

_DESCRIPTION = """\
Cosines of CLIP vectors of a book's pages: with one page of reference (the first, unless told),
and the mean over all pairs of pages; mean over the books. A book of one page has neither. Pages
that all show the same are most consistent of all: read it beside prompt alignment
(`clip_percent`).
"""

_CITATION = "CLIP-I as in Ruiz et al., DreamBooth, CVPR 2023"

_INPUTS = """\
predictions: for each book the vectors of its pages; reference: which page the others are compared
with, from 0; model and revision: of the CLIP model that made them.
Returns clip_i_reference, clip_i_pairs, n (books) and encoder (model@revision).
Options: intervals (adds *_low and *_high, 95 %), per_item (adds items), seed (of the bootstrap).
"""


class Consistency(evaluate.Metric):
    """See the card beside this file."""

    def _info(self) -> evaluate.MetricInfo:
        return evaluate.MetricInfo(
            description=_DESCRIPTION,
            citation=_CITATION,
            inputs_description=_INPUTS,
            features=datasets.Features(
                {
                    "predictions": datasets.Sequence(datasets.Sequence(datasets.Value("float32"))),
                }
            ),
        )

    def _compute(
        self,
        predictions: list[list[list[float]]],
        *,
        model: str,
        revision: str,
        reference: int = 0,
        intervals: bool = False,
        per_item: bool = False,
        seed: int = 0,
    ) -> dict[str, Any]:
        name = model_name(model, revision)
        to_reference, pairs = [], []
        for book, vectors in enumerate(predictions, 1):
            pages = np.array(vectors)
            if not 0 <= reference < len(pages):
                raise BadInput(f"Book {book} has {len(pages)} pages, and no page {reference}.")
            others = np.delete(likeness_to(pages, pages[reference]), reference)
            to_reference.append(float(others.mean()) if len(others) else float("nan"))
            pairs.append(pairwise(pages))
        figures = {"clip_i_reference": to_reference, "clip_i_pairs": pairs}
        return {
            **report(figures, intervals=intervals, per_item=per_item, seed=seed),
            "encoder": name,
        }
