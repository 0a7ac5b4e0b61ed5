"""Mood agreement: whether a writer finds the mood that was asked for the likeliest."""

from collections.abc import Sequence

from eval.measures.stories import mood_ranks
from eval.metrics.base import NUMBERS, TEXT, Features, Measured, Metric


class MoodAgreement(Metric):
    """See the card beside this file."""

    inputs = Features({"predictions": NUMBERS, "references": TEXT})
    made_by = "writer"

    def measure(
        self, predictions: list[list[float]], references: list[str], *, moods: Sequence[str]
    ) -> Measured:
        rows = [dict(zip(moods, values, strict=True)) for values in predictions]
        ranks, count = mood_ranks(rows, references)
        means = {"mood_agreement": ranks == 1, "mood_rank": ranks}
        return Measured(means=means, facts={"chance": 1 / count})
