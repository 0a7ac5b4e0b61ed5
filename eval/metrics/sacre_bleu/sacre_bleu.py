"""sacreBLEU of captions: BLEU-4 by the rules of machine translation, for comparison."""

import numpy as np
import sacrebleu

from core.errors import BadInput
from eval.metrics.base import TEXT, TEXTS, Features, Measured, Metric, Sums


class SacreBleu(Metric):
    """See the card beside this file."""

    inputs = Features({"predictions": TEXT, "references": TEXTS})

    def measure(self, predictions: list[str], references: list[list[str]]) -> Measured:
        if not predictions or not all(references):
            raise BadInput(
                "Every caption needs at least one reference, and there must be a caption."
            )
        metric = sacrebleu.BLEU(lowercase=True)
        single = [
            metric.corpus_score([text], [[one] for one in texts])
            for text, texts in zip(predictions, references, strict=True)
        ]
        counts = np.array([[s.sys_len, s.ref_len, *s.totals, *s.counts] for s in single])
        most = max(len(texts) for texts in references)
        metric.corpus_score(["a"], [["a"]] * most)  # the signature names how many there are
        return Measured(
            sums=Sums(names=("sacre_bleu",), counts=counts, of=_scores),
            facts={"signature": str(metric.get_signature())},
        )


def _scores(sums: np.ndarray) -> np.ndarray:
    """sacreBLEU of rows of lengths, closest reference lengths, n-grams and hits; shape (m, 1)."""
    return np.array(
        [
            [
                sacrebleu.BLEU.compute_bleu(
                    correct=list(map(int, row[6:])),
                    total=list(map(int, row[2:6])),
                    sys_len=int(row[0]),
                    ref_len=int(row[1]),
                    smooth_method="exp",
                ).score
            ]
            for row in sums
        ]
    )
