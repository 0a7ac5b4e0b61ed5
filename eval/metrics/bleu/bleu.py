"""Corpus and sentence BLEU-1 to BLEU-4 of captions, to the COCO conventions."""

from eval.measures.coco import bleu_counts, bleu_of, tokenised
from eval.metrics.base import TEXT, TEXTS, Features, Measured, Metric, Sums


class Bleu(Metric):
    """See the card beside this file."""

    inputs = Features({"predictions": TEXT, "references": TEXTS})

    def measure(self, predictions: list[str], references: list[list[str]]) -> Measured:
        counts = bleu_counts(*tokenised(predictions, references))
        names = ("bleu_1", "bleu_2", "bleu_3", "bleu_4")
        return Measured(sums=Sums(names=names, counts=counts, of=bleu_of))
