"""Consistency of heroes: do a book's pages show one hero, and not any other?"""

from typing import Any

import datasets
import evaluate
import numpy as np

from eval.measures.heroes import hero_fits
from eval.measures.report import model_name, report

_DESCRIPTION = """\
Of the pages that show the hero: the mean CLIP-I of all pairs, and the share of other books' heroes
whose description fits a page less than the own hero's does (0.5 is chance); mean over the books.
A book with one such page has no pairs, and a single book nobody to be told from.
"""

_CITATION = (
    "CLIP-I as in Ruiz et al., DreamBooth, CVPR 2023; the comparison with others' heroes is our own"
)

_INPUTS = """\
predictions: for each book the vectors of the pictures that show the hero; references: for each
book the vector of the hero's description; model and revision: of the CLIP model that made both.
Returns hero_alike, hero_apart, n (books) and encoder (model@revision).
Options: intervals (adds *_low and *_high, 95 %), per_item (adds items), seed (of the bootstrap).
"""


class HeroConsistency(evaluate.Metric):
    """See the card beside this file."""

    def _info(self) -> evaluate.MetricInfo:
        return evaluate.MetricInfo(
            description=_DESCRIPTION,
            citation=_CITATION,
            inputs_description=_INPUTS,
            features=datasets.Features(
                {
                    "predictions": datasets.Sequence(datasets.Sequence(datasets.Value("float32"))),
                    "references": datasets.Sequence(datasets.Value("float32")),
                }
            ),
        )

    def _compute(
        self,
        predictions: list[list[list[float]]],
        references: list[list[float]],
        *,
        model: str,
        revision: str,
        intervals: bool = False,
        per_item: bool = False,
        seed: int = 0,
    ) -> dict[str, Any]:
        name = model_name(model, revision)
        found = hero_fits([np.array(book) for book in predictions], np.array(references))
        figures = {
            "hero_alike": [one.alike for one in found],
            "hero_apart": [one.apart for one in found],
        }
        return {
            **report(figures, intervals=intervals, per_item=per_item, seed=seed),
            "encoder": name,
        }
