"""Narrations: sound, and a time for every word."""

import io
from typing import Any

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from core.build import Task
from core.models.base import Utterance
from core.sound import LOUDNESS_LUFS, loudness
from core.stages.narrating import timings
from core.stages.table import STAGES
from tests.core.stages.givens import Remember, artifact


class Voice:
    """Hums; says when it began every second word."""

    def __init__(self, seconds: float = 2.0) -> None:
        self.seconds = seconds
        self.seeds: list[int] = []

    def speak(self, text: str, **options: Any) -> Utterance:
        self.seeds.append(options["seed"])
        t = np.arange(round(self.seconds * 8000)) / 8000
        words = ((0, 3, 0.1, 0.4), (8, 11, 0.9, 1.2))
        return Utterance(
            samples=0.5 * np.sin(2 * np.pi * 220 * t).astype(np.float32),
            sample_rate=8000,
            words=words if self.seconds else (),
        )


def narrate(text: str, seconds: float = 2.0) -> Any:
    params = {"language": "en", "voice": None, "speed": 1.0}
    inputs = {"segment/0": artifact(text)}
    task = Task(slot="narration/0", params=params, seed=0, inputs=inputs)
    ((_task, made),) = next(iter(STAGES["narrating"].run([task], Voice(seconds), Remember())))
    return made


def test_narrations_have_sound_and_a_time_for_every_word() -> None:
    made = narrate("The old fox ran —  home!")
    samples, rate = soundfile.read(io.BytesIO(made.media))
    assert (rate, samples.ndim, made.mime) == (8000, 1, "audio/wav")
    assert made.data["duration_s"] == 2.0
    assert loudness(samples, rate) == pytest.approx(LOUDNESS_LUFS, abs=0.1)
    assert made.data["level_dbfs"] == pytest.approx(-17.3, abs=0.7)
    words = made.data["words"]
    assert [w["word"] for w in words] == ["The", "old", "fox", "ran", "—", "home!"]
    assert (words[0]["start_s"], words[2]["start_s"]) == (0.1, 0.9)
    assert 0.4 <= words[1]["start_s"] <= words[1]["end_s"] <= 0.9
    assert [w.get("estimated", False) for w in words] == [False, True, False, True, True, True]
    assert narrate("🦊", 0.0).data["duration_s"] > 0


def test_another_take_has_another_seed() -> None:
    voice = Voice()
    for seed in (3, 41):
        task = Task(
            slot="narration/0",
            params={"language": "en", "voice": None, "speed": 1.0},
            seed=seed,
            inputs={"segment/0": artifact("A fox.")},
        )
        next(iter(STAGES["narrating"].run([task], voice, Remember())))
    assert voice.seeds == [3, 41]


@given(
    st.text(alphabet="ab —\n", max_size=60),
    st.lists(
        st.tuples(
            st.integers(0, 60),
            st.integers(1, 9),
            st.floats(0, 9, allow_subnormal=False),
            st.floats(0, 2, allow_subnormal=False),
        ),
        max_size=8,
    ),
)
def test_word_times_are_complete_and_never_go_back(text: str, raw: list[Any]) -> None:
    events = [(a, a + n, s, s + d) for a, n, s, d in raw]
    times = timings(text, events, 8.0)
    assert [t["word"] for t in times] == text.split()
    assert all(text[t["start_char"] : t["end_char"]] == t["word"] for t in times)
    starts = [t["start_s"] for t in times]
    assert starts == sorted(starts)
    assert all(0 <= t["start_s"] <= t["end_s"] <= 8.0 for t in times)


def test_every_word_is_lit() -> None:
    text = "In the end, — it was late"
    joined = [(0, 2, 0.0, 0.5), (7, 10, 0.5, 1.0), (14, 16, 1.0, 1.4), (21, 25, 1.4, 2.0)]
    times = timings(text, joined, 2.0)
    assert [(t["word"], t["end_s"] > t["start_s"]) for t in times] == [
        ("In", True), ("the", True), ("end,", True), ("—", False), ("it", True), ("was", True),
        ("late", True),
    ]  # fmt: skip
    assert (times[0]["start_s"], times[1]["start_s"], times[1]["end_s"]) == (0.0, 0.2, 0.5)
    starts = [t["start_s"] for t in times]
    assert starts == sorted(starts)
    last = timings("It was", [(0, 2, 0.0, 1.0)], 1.0)
    assert last[1]["start_s"] == pytest.approx(0.4)
    first = timings("It was", [(3, 6, 0.0, 1.0)], 1.0)
    assert (first[0]["end_s"], first[1]["start_s"]) == (0.4, 0.4)
    paid = timings("Er zahlt 5 € & geht", [(0, 8, 0.0, 1.0), (9, 10, 1.0, 2.0), (15, 19, 2, 3)], 3)
    assert all(t["end_s"] > t["start_s"] for t in paid)
