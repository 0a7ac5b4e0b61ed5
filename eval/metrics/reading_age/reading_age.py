"""Reading age of English stories, in years, beside the age that was asked for."""

from eval.measures.stories import READING_AGE, reading_age
from eval.metrics.base import TEXT, Features, Measured, Metric


class ReadingAge(Metric):
    """See the card beside this file."""

    inputs = Features({"predictions": TEXT})

    def measure(self, predictions: list[str], *, asked: str | None = None) -> Measured:
        found = [reading_age(text, asked) for text in predictions]
        return Measured(means={name: [one[name] for one in found] for name in READING_AGE})
