"""sacreBLEU of captions: BLEU-4 by the rules of machine translation, for comparison."""

from typing import Any

import datasets
import evaluate
import numpy as np
import sacrebleu

from core.errors import BadInput
from eval.intervals import sum_intervals

_DESCRIPTION = """\
Corpus BLEU by sacreBLEU: its 13a tokens in lower case, punctuation counted, exponential
smoothing, closest reference length. 0 to 100, unlike `bleu`: the two are never to be mixed. The
signature says by which rules it was computed.
"""

_CITATION = "Post, A Call for Clarity in Reporting BLEU Scores, WMT 2018"

_INPUTS = """\
predictions: list of captions; references: list of lists of captions, at least one an item.
Returns sacre_bleu (0 to 100), signature and n; per_item adds each caption's own as items.
Options: intervals (adds *_low and *_high, 95 %), per_item (adds items), seed (of the bootstrap).
"""


class SacreBleu(evaluate.Metric):
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
        result: dict[str, Any] = {"sacre_bleu": float(_scores(counts.sum(axis=0)[None])[0, 0])}
        if intervals:
            (around,) = sum_intervals(counts, _scores, seed=seed)
            result |= {"sacre_bleu_low": around.low, "sacre_bleu_high": around.high}
        result |= {"signature": str(metric.get_signature()), "n": len(predictions)}
        if per_item:
            result["items"] = [{"sacre_bleu": float(s.score)} for s in single]
        return result


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
