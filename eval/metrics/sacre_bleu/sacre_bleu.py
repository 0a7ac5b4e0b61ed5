"""sacreBLEU of captions: BLEU-4 by the rules of machine translation, for comparison."""

from typing import Any

import datasets
import evaluate
import sacrebleu

from core.errors import BadInput

_DESCRIPTION = """\
Corpus BLEU by sacreBLEU: its 13a tokens in lower case, punctuation counted, exponential
smoothing, closest reference length. 0 to 100, unlike `bleu`: the two are never to be mixed. The
signature says by which rules it was computed.
"""

_CITATION = "Post, A Call for Clarity in Reporting BLEU Scores, WMT 2018"

_INPUTS = """\
predictions: list of captions; references: list of lists of captions, at least one an item.
Returns sacre_bleu (0 to 100), signature and n.
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
    ) -> dict[str, Any]:
        if not all(references):
            raise BadInput("Every caption needs at least one reference.")
        most = max(len(texts) for texts in references)
        streams: list[list[str | None]] = [
            [texts[i] if i < len(texts) else None for texts in references] for i in range(most)
        ]
        metric = sacrebleu.BLEU(lowercase=True)
        result = metric.corpus_score(predictions, streams)  # type: ignore[arg-type]  # None is taken
        return {
            "sacre_bleu": float(result.score),
            "signature": str(metric.get_signature()),
            "n": len(predictions),
        }
