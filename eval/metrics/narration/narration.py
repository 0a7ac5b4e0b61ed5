"""Narrations: speed of making and of speech, silence, clipping, timed words."""

import numpy as np
from datasets import Sequence, Value

from core.models.base import Utterance
from eval.measures import narration
from eval.metrics.base import NUMBER, NUMBERS, TEXT, VECTOR, Features, Measured, Metric


class Narration(Metric):
    """See the card beside this file."""

    inputs = Features(
        {
            "predictions": VECTOR,
            "references": TEXT,
            "sample_rates": Value("int64"),
            "words": Sequence(NUMBERS),
            "run_s": NUMBER,
        }
    )

    def measure(
        self,
        predictions: list[list[float]],
        references: list[str],
        sample_rates: list[int],
        words: list[list[list[float]]],
        run_s: list[float],
    ) -> Measured:
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
        return Measured(
            means={
                "real_time_factor": list(map(narration.real_time_factor, said, run_s)),
                "words_per_minute": list(map(narration.words_per_minute, said, references)),
                "silence": list(map(narration.silence, said)),
                "clipping": list(map(narration.clipping, said)),
                "timed_words": list(map(narration.timed_words, said, references)),
            }
        )
