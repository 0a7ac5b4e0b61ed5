"""Distinct-n of stories: how varied their words and phrases are."""

from eval.measures.stories import distinct
from eval.metrics.base import TEXT, Features, Measured, Metric


class DistinctN(Metric):
    """See the card beside this file."""

    inputs = Features({"predictions": TEXT})

    def measure(self, predictions: list[str]) -> Measured:
        orders = (1, 2, 3)
        return Measured(
            means={f"distinct_{k}": [distinct(text, k) for text in predictions] for k in orders}
        )
