"""Repetition in stories: phrases and sentences that stood before, and stammering."""

from eval.measures.stories import longest_run, repeated, repeated_sentences
from eval.metrics.base import TEXT, Features, Measured, Metric


class Repetition(Metric):
    """See the card beside this file."""

    inputs = Features({"predictions": TEXT})

    def measure(self, predictions: list[str]) -> Measured:
        return Measured(
            means={
                "repeated_4grams": [repeated(text) for text in predictions],
                "repeated_sentences": [repeated_sentences(text) for text in predictions],
                "longest_run": [longest_run(text) for text in predictions],
            }
        )
