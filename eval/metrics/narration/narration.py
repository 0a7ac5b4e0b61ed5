"""Narrations: speed of making and of speech, silence, clipping, timed words."""

from typing import Any

import datasets
import evaluate
import numpy as np

from core.models.base import Utterance
from eval.measures import narration
from eval.measures.report import report

_DESCRIPTION = """\
Real-time factor (seconds of making a second of sound), words a minute with pauses, share of the
time that is 40 dB below the loudest 20 ms, share of samples at full scale, and share of the
text's words whose time is known; mean over the narrations.
"""

_CITATION = ""  # Our own; the card says how it is computed.

_INPUTS = """\
predictions: for each narration its mono samples in -1..1; references: the texts that were spoken;
sample_rates: in Hz; words: for each the rows (start_char, end_char, start_s, end_s), with a fifth
value of 1 where the time is only estimated; run_s: seconds that making it took.
Returns real_time_factor, words_per_minute, silence, clipping, timed_words and n.
Options: intervals (adds *_low and *_high, 95 %), per_item (adds items), seed (of the bootstrap).
"""


class Narration(evaluate.Metric):
    """See the card beside this file."""

    def _info(self) -> evaluate.MetricInfo:
        return evaluate.MetricInfo(
            description=_DESCRIPTION,
            citation=_CITATION,
            inputs_description=_INPUTS,
            features=datasets.Features(
                {
                    "predictions": datasets.Sequence(datasets.Value("float32")),
                    "references": datasets.Value("string"),
                    "sample_rates": datasets.Value("int64"),
                    "words": datasets.Sequence(datasets.Sequence(datasets.Value("float64"))),
                    "run_s": datasets.Value("float64"),
                }
            ),
        )

    def _compute(
        self,
        predictions: list[list[float]],
        references: list[str],
        sample_rates: list[int],
        words: list[list[list[float]]],
        run_s: list[float],
        *,
        intervals: bool = False,
        per_item: bool = False,
        seed: int = 0,
    ) -> dict[str, Any]:
        said = [
            Utterance(
                samples=np.array(samples, np.float32),
                sample_rate=rate,
                words=tuple(
                    (int(a), int(b), start, end)
                    for a, b, start, end, *estimated in timings
                    if not any(estimated)
                ),
            )
            for samples, rate, timings in zip(predictions, sample_rates, words, strict=True)
        ]
        figures = {
            "real_time_factor": list(map(narration.real_time_factor, said, run_s)),
            "words_per_minute": list(map(narration.words_per_minute, said, references)),
            "silence": list(map(narration.silence, said)),
            "clipping": list(map(narration.clipping, said)),
            "timed_words": list(map(narration.timed_words, said, references)),
        }
        return report(figures, intervals=intervals, per_item=per_item, seed=seed)
