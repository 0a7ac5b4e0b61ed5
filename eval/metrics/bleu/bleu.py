"""Corpus and sentence BLEU-1 to BLEU-4 of captions, to the COCO conventions."""

from typing import Any

import datasets
import evaluate

from eval.intervals import sum_intervals
from eval.measures.coco import bleu, bleu_counts, bleu_of, tokenised

_DESCRIPTION = """\
BLEU-n is the geometric mean of the modified precisions of 1- to n-grams over the whole corpus,
times a brevity penalty against the closest reference length. Tokens are those of the Penn
Treebank in lower case without punctuation, as in the COCO caption evaluation. Values are 0 to 1.
"""

_CITATION = (
    "Papineni et al., BLEU: a Method for Automatic Evaluation of Machine Translation, ACL 2002"
)

_INPUTS = """\
predictions: list of captions; references: list of lists of captions, at least one an item.
Returns bleu_1, bleu_2, bleu_3, bleu_4 and n; per_item adds the sentence BLEUs as items.
Options: intervals (adds *_low and *_high, 95 %), per_item (adds items), seed (of the bootstrap).
"""


class Bleu(evaluate.Metric):
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
        intervals: bool = False,
        per_item: bool = False,
        seed: int = 0,
    ) -> dict[str, Any]:
        counts = bleu_counts(*tokenised(predictions, references))
        figures = {f"bleu_{k}": figure for k, figure in enumerate(bleu(counts), 1)}
        result: dict[str, Any] = {name: figure.value for name, figure in figures.items()}
        if intervals:
            for name, around in zip(
                figures, sum_intervals(counts, bleu_of, seed=seed), strict=True
            ):
                result |= {f"{name}_low": around.low, f"{name}_high": around.high}
        result["n"] = len(predictions)
        if per_item:
            result["items"] = [
                {name: float(figure.items[i]) for name, figure in figures.items()}
                for i in range(len(predictions))
            ]
        return result
