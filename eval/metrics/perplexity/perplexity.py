"""Perplexity of stories under a chosen writer."""

from typing import Any

import datasets
import evaluate
import numpy as np

from eval.intervals import sum_intervals
from eval.measures.likelihood import perplexities, totals
from eval.measures.report import model_name

_DESCRIPTION = """\
exp of the mean negative log-likelihood of a token, over all tokens of the set, and the same in
bits a character. Perplexities compare only under one writer; bits a character compare between
writers. Low is likely, not good: a text that says one thing again and again has a low perplexity.
"""

_CITATION = ""  # Our own; the card says how it is computed.

_INPUTS = """\
predictions: for each text the natural log-likelihoods of its tokens
(eval.measures.likelihood.of_tokens); references: the texts; model and revision: of the writer.
Returns perplexity, bits_per_character, tokens, n and writer.
Options: intervals (adds *_low and *_high, 95 %), per_item (adds items), seed (of the bootstrap).
"""


class Perplexity(evaluate.Metric):
    """See the card beside this file."""

    def _info(self) -> evaluate.MetricInfo:
        return evaluate.MetricInfo(
            description=_DESCRIPTION,
            citation=_CITATION,
            inputs_description=_INPUTS,
            features=datasets.Features(
                {
                    "predictions": datasets.Sequence(datasets.Value("float64")),
                    "references": datasets.Value("string"),
                }
            ),
        )

    def _compute(
        self,
        predictions: list[list[float]],
        references: list[str],
        *,
        model: str,
        revision: str,
        intervals: bool = False,
        per_item: bool = False,
        seed: int = 0,
    ) -> dict[str, Any]:
        writer = model_name(model, revision)
        counts = totals([np.array(values) for values in predictions], references)
        names = ("perplexity", "bits_per_character")
        whole = perplexities(counts.sum(axis=0, keepdims=True))[0]
        result: dict[str, Any] = dict(zip(names, map(float, whole), strict=True))
        if intervals:
            found = sum_intervals(counts, perplexities, seed=seed)
            for name, around in zip(names, found, strict=True):
                result |= {f"{name}_low": around.low, f"{name}_high": around.high}
        result |= {"tokens": int(counts[:, 1].sum()), "n": len(counts), "writer": writer}
        if per_item:
            rows = perplexities(counts)
            result["items"] = [dict(zip(names, map(float, row), strict=True)) for row in rows]
        return result
