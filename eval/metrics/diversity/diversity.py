"""Diversity of pictures: mean distance in pairs, and the Vendi score, from CLIP vectors."""

from typing import Any

import datasets
import evaluate
import numpy as np

from eval.measures.clip import pairwise, vendi
from eval.measures.report import model_name, report

_DESCRIPTION = """\
For each set of pictures 1 - the mean cosine over all pairs of CLIP vectors (none for one
picture), and the Vendi score, which says to how many wholly different pictures the set amounts (1
to its size). Mean over the sets; sets of different sizes have different Vendi scores by nature.
"""

_CITATION = "Friedman and Dieng, The Vendi Score: A Diversity Evaluation Metric for ML, TMLR 2023"

_INPUTS = """\
predictions: for each set the vectors of its pictures; model and revision: of the CLIP model that
made them.
Returns diversity, vendi, n (sets) and encoder (model@revision).
Options: intervals (adds *_low and *_high, 95 %), per_item (adds items), seed (of the bootstrap).
"""


class Diversity(evaluate.Metric):
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
        intervals: bool = False,
        per_item: bool = False,
        seed: int = 0,
    ) -> dict[str, Any]:
        name = model_name(model, revision)
        sets = [np.array(vectors) for vectors in predictions]
        figures = {"diversity": [1 - pairwise(s) for s in sets], "vendi": [vendi(s) for s in sets]}
        return {
            **report(figures, intervals=intervals, per_item=per_item, seed=seed),
            "encoder": name,
        }
