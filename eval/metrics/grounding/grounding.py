"""Grounding of stories in their pictures: which sentence tells which picture."""

from collections.abc import Sequence

from core.text import main_noun
from eval.measures.stories import grounding
from eval.metrics.base import TEXT, TEXTS, Features, Measured, Metric


class Grounded(Metric):
    """See the card beside this file."""

    inputs = Features({"predictions": TEXT, "references": TEXTS})

    def measure(
        self, predictions: list[str], references: list[list[str]], *, nouns: Sequence[str] = ()
    ) -> Measured:
        every = dict.fromkeys(main_noun(caption) for texts in references for caption in texts)
        found = [
            grounding(text, captions, [*every, *nouns])
            for text, captions in zip(predictions, references, strict=True)
        ]
        return Measured(
            means={
                "pictures_told": [one.pictures_told for one in found],
                "sentences_grounded": [one.sentences_grounded for one in found],
                "foreign_nouns": [len(one.foreign) for one in found],
            },
            details=[
                {
                    "told_by": [list(pictures) for pictures in one.told_by],
                    "never_told": list(one.never_told),
                    "foreign": list(one.foreign),
                }
                for one in found
            ],
        )
