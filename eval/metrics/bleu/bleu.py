"""Corpus BLEU-1 to BLEU-4 of captions against several references (Papineni et al., ACL 2002)."""

import datasets
import evaluate
import numpy as np
import sacrebleu

_DESCRIPTION = """\
BLEU-n is the geometric mean of the modified precisions of 1- to n-grams over the whole corpus,
times a brevity penalty against the closest reference length. Text is lower-cased and tokenised by
sacreBLEU's 13a rule, punctuation is left out, and nothing is smoothed. Values are 0 to 1.
"""

_CITATION = (
    "Papineni et al., BLEU: a Method for Automatic Evaluation of Machine Translation, ACL 2002"
)

_INPUTS = """\
predictions: list of captions; references: list of lists of captions, at least one an item.
Returns bleu_1, bleu_2, bleu_3, bleu_4 and n.
"""


class Bleu(evaluate.Metric):
    """BLEU with several references an item, as caption papers report it."""

    def _info(self):
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

    def _compute(self, predictions, references):
        plain = str.maketrans("", "", ".,;:!?\"'()")
        hypotheses = [text.translate(plain) for text in predictions]
        most = max(len(texts) for texts in references)
        streams: list[list[str | None]] = [
            [texts[i].translate(plain) if i < len(texts) else None for texts in references]
            for i in range(most)
        ]
        metric = sacrebleu.BLEU(lowercase=True, smooth_method="none", force=True)
        result = metric.corpus_score(hypotheses, streams)  # type: ignore[arg-type]  # None is taken
        logs = [np.log(p / 100) if p > 0 else -np.inf for p in result.precisions]
        figures = {f"bleu_{n}": float(result.bp * np.exp(np.mean(logs[:n]))) for n in range(1, 5)}
        return {**figures, "n": len(hypotheses)}
