"""Words of stories against their target."""

from core.text import count_words
from eval.measures.stories import off_target
from eval.metrics.base import TEXT, Features, Measured, Metric


class StoryWords(Metric):
    """See the card beside this file."""

    inputs = Features({"predictions": TEXT})

    def measure(self, predictions: list[str], *, least: int = 200, most: int = 250) -> Measured:
        missed = [abs(off_target(text, least, most)) for text in predictions]
        return Measured(
            means={
                "words": [count_words(text) for text in predictions],
                "off_target": missed,
                "on_target": [not words for words in missed],
            }
        )
