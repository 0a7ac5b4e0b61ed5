"""Grounding of stories in their pictures: which sentence tells which picture."""

from collections.abc import Sequence
from typing import Any

import datasets
import evaluate

from core.text import main_noun
from eval.measures.report import report
from eval.measures.stories import grounding

_DESCRIPTION = """\
A picture is told by a sentence in which its caption's main noun stands literally (singular or
plural); a pronoun or another word for it does not count. Foreign are nouns of the whole set's
pictures, and of the list `nouns`, that a story tells and none of its own captions has.
"""

_CITATION = ""  # Our own; the card says how it is computed.

_INPUTS = """\
predictions: list of stories; references: for each the captions of its pictures, in order. nouns:
more nouns to look for as foreign.
Returns pictures_told and sentences_grounded (shares), foreign_nouns (how many) and n. per_item
adds to each item told_by (pictures of each sentence, from 0), never_told and foreign.
Options: intervals (adds *_low and *_high, 95 %), per_item (adds items), seed (of the bootstrap).
"""


class Grounded(evaluate.Metric):
    """See the card beside this file."""

    def _info(self) -> evaluate.MetricInfo:
        return evaluate.MetricInfo(
            description=_DESCRIPTION,
            citation=_CITATION,
            inputs_description=_INPUTS,
            features=datasets.Features(
                {
                    "predictions": datasets.Value("string"),
                    "references": datasets.Sequence(datasets.Value("string")),
                }
            ),
        )

    def _compute(
        self,
        predictions: list[str],
        references: list[list[str]],
        *,
        nouns: Sequence[str] = (),
        intervals: bool = False,
        per_item: bool = False,
        seed: int = 0,
    ) -> dict[str, Any]:
        every = dict.fromkeys(main_noun(caption) for texts in references for caption in texts)
        found = [
            grounding(text, captions, [*every, *nouns])
            for text, captions in zip(predictions, references, strict=True)
        ]
        figures: dict[str, list[float]] = {
            "pictures_told": [g.pictures_told for g in found],
            "sentences_grounded": [g.sentences_grounded for g in found],
            "foreign_nouns": [len(g.foreign) for g in found],
        }
        result = report(figures, intervals=intervals, per_item=per_item, seed=seed)
        for item, g in zip(result.get("items", ()), found, strict=False):
            item |= {
                "told_by": [list(pictures) for pictures in g.told_by],
                "never_told": list(g.never_told),
                "foreign": list(g.foreign),
            }
        return result
