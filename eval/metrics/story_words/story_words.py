"""Words of stories against their target."""

from typing import Any

import datasets
import evaluate

from core.text import count_words
from eval.measures.report import report
from eval.measures.stories import off_target

_DESCRIPTION = """\
Words as the studio counts them; by how many a story misses its target (none within it), and the
share of stories that keep it.
"""

_CITATION = ""  # Our own; the card says how it is computed.

_INPUTS = """\
predictions: list of stories; least, most: the target, both included.
Returns words, off_target (words too few or too many), on_target (share of stories) and n.
Options: intervals (adds *_low and *_high, 95 %), per_item (adds items), seed (of the bootstrap).
"""


class StoryWords(evaluate.Metric):
    """See the card beside this file."""

    def _info(self) -> evaluate.MetricInfo:
        return evaluate.MetricInfo(
            description=_DESCRIPTION,
            citation=_CITATION,
            inputs_description=_INPUTS,
            features=datasets.Features(
                {
                    "predictions": datasets.Value("string"),
                }
            ),
        )

    def _compute(
        self,
        predictions: list[str],
        *,
        least: int = 200,
        most: int = 250,
        intervals: bool = False,
        per_item: bool = False,
        seed: int = 0,
    ) -> dict[str, Any]:
        missed = [abs(off_target(text, least, most)) for text in predictions]
        figures: dict[str, list[float]] = {
            "words": [float(count_words(text)) for text in predictions],
            "off_target": [float(words) for words in missed],
            "on_target": [float(not words) for words in missed],
        }
        return report(figures, intervals=intervals, per_item=per_item, seed=seed)
