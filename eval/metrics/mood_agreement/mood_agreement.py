"""Mood agreement: whether a writer finds the mood that was asked for the likeliest."""

from collections.abc import Sequence
from typing import Any

import datasets
import evaluate

from eval.measures.report import model_name, report
from eval.measures.stories import mood_ranks

_DESCRIPTION = """\
A language model says how likely it would have written the story for each mood, asked in words;
the mood agrees where the one asked for is the likeliest. It is the opinion of that writer, no
reader's: a model agrees with its own stories most. Chance is one in the number of moods.
"""

_CITATION = ""  # Our own; the card says how it is computed.

_INPUTS = """\
predictions: for each story its log-likelihood under each mood, in the order of `moods`
(eval.measures.likelihood.of_moods); references: the moods asked for; moods; model and revision:
of the writer.
Returns mood_agreement (share at rank 1), mood_rank (mean), chance, n and writer.
Options: intervals (adds *_low and *_high, 95 %), per_item (adds items), seed (of the bootstrap).
"""


class MoodAgreement(evaluate.Metric):
    """See the card beside this file."""

    def _info(self) -> evaluate.MetricInfo:
        return evaluate.MetricInfo(
            description=_DESCRIPTION,
            citation=_CITATION,
            inputs_description=_INPUTS,
            features=datasets.Features(
                {
                    "predictions": datasets.Sequence(datasets.Value("float64")),
                    "references": datasets.Value("string"),
                }
            ),
        )

    def _compute(
        self,
        predictions: list[list[float]],
        references: list[str],
        *,
        moods: Sequence[str],
        model: str,
        revision: str,
        intervals: bool = False,
        per_item: bool = False,
        seed: int = 0,
    ) -> dict[str, Any]:
        writer = model_name(model, revision)
        rows = [dict(zip(moods, values, strict=True)) for values in predictions]
        ranks, count = mood_ranks(rows, references)
        figures = {"mood_agreement": ranks == 1, "mood_rank": ranks}
        result = report(figures, intervals=intervals, per_item=per_item, seed=seed)
        return {**result, "chance": 1 / count, "writer": writer}
