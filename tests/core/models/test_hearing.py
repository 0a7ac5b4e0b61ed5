"""Speech longer than an ear hears at once, and what differs from a text."""

from pathlib import Path

import numpy as np
import pytest

from core.errors import BadInput
from core.models.base import Utterance
from tests.core.models.tiny_whisper import make_ear

pytest.importorskip("ctranslate2", reason="CTranslate2 is not installed (requirements-dev.txt)")

from core.models.hearing import heard, misread
from core.models.whisper import Whisper

RATE = 8000


def speech(seconds: int, words: int) -> Utterance:
    sound = np.random.default_rng(0).normal(0, 0.1, seconds * RATE).astype(np.float32)
    length = seconds / words
    times = tuple((3 * i, 3 * i + 2, i * length, (i + 1) * length) for i in range(words))
    return Utterance(samples=sound, sample_rate=RATE, words=times)


def test_long_speech_is_heard_in_portions_that_end_with_a_word(tmp_path: Path) -> None:
    ear = Whisper(make_ear(tmp_path), threads=1)
    said = speech(70, 7)
    with pytest.raises(BadInput, match="at most 30 seconds"):
        ear.heard(said.samples, RATE)
    whole = heard(ear, said, language="en")
    parts = [said.samples[a * RATE : b * RATE] for a, b in ((0, 20), (20, 40), (40, 60), (60, 70))]
    assert whole == " ".join(ear.heard(part, RATE) for part in parts)
    found = misread(ear, "The old fox ran.", speech(4, 2), language="en")
    assert [said for said, _ in found if said] == ["the", "old", "fox", "ran"]
