"""Readability of English stories: Flesch, Flesch-Kincaid, ARI."""

from eval.measures.stories import READING, reading
from eval.metrics.base import TEXT, Features, Measured, Metric


class ReadingEase(Metric):
    """See the card beside this file."""

    inputs = Features({"predictions": TEXT})

    def measure(self, predictions: list[str]) -> Measured:
        found = [reading(text) for text in predictions]
        return Measured(means={name: [one[name] for one in found] for name in READING})
