"""CIDEr-D of captions, to the COCO conventions."""

from eval.measures.coco import cider_d, tokenised
from eval.metrics.base import TEXT, TEXTS, Features, Measured, Metric


class Cider(Metric):
    """See the card beside this file."""

    inputs = Features({"predictions": TEXT, "references": TEXTS})

    def measure(self, predictions: list[str], references: list[list[str]]) -> Measured:
        return Measured(means={"cider": cider_d(*tokenised(predictions, references)).items})
