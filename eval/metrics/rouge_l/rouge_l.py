"""ROUGE-L of captions, to the COCO conventions."""

from eval.measures.coco import rouge_l, tokenised
from eval.metrics.base import TEXT, TEXTS, Features, Measured, Metric


class RougeL(Metric):
    """See the card beside this file."""

    inputs = Features({"predictions": TEXT, "references": TEXTS})

    def measure(self, predictions: list[str], references: list[list[str]]) -> Measured:
        return Measured(means={"rouge_l": rouge_l(*tokenised(predictions, references)).items})
