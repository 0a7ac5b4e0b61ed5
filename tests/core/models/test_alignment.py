"""Words found in a sound by comparing it with another one whose words' times are known."""

from itertools import pairwise

import numpy as np
import pytest

from core.errors import BadInput
from core.models.alignment import aligned, warp
from core.models.base import Utterance
from core.models.espeak import Espeak
from core.models.word_spans import apart

TEXT = "It was late in the evening, and the old fox walked home over the hill to see the bear."


def never() -> None:
    pass


@pytest.fixture(scope="module")
def espeak() -> Espeak:
    return Espeak()


@pytest.mark.parametrize("speed", [0.75, 1.0, 1.4])
@pytest.mark.parametrize("voice", ["en-us+f3", "en-gb+klatt"])
def test_borders_are_found_at_any_speed_in_another_voice(
    espeak: Espeak, voice: str, speed: float
) -> None:
    reference = espeak.say(TEXT, voice="en-us", check=never)
    other = espeak.say(TEXT, voice=voice, speed=speed, check=never)
    found = aligned(reference, other.samples, other.sample_rate)
    assert [w[:2] for w in found] == [w[:2] for w in other.words]
    errors = np.abs([a[2] - b[2] for a, b in zip(found, other.words, strict=True)])
    assert np.median(errors) < 0.03
    assert np.percentile(errors, 90) < 0.12


def test_another_sample_rate_and_silence_around_change_little(espeak: Espeak) -> None:
    reference = espeak.say(TEXT, voice="en-us", check=never)
    places = np.arange(0, len(reference.samples), reference.sample_rate / 16000)
    other = np.interp(places, np.arange(len(reference.samples)), reference.samples)
    quiet = np.zeros(8000, np.float32)
    found = aligned(reference, np.concatenate([quiet, other, quiet]), 16000)
    errors = [a[2] - 0.5 - b[2] for a, b in zip(found[1:], reference.words[1:], strict=True)]
    assert np.abs(errors).max() < 0.03


def test_every_word_has_a_span_even_in_noise(espeak: Espeak) -> None:
    reference = espeak.say("In the end, of the two, it was on the hill.", voice="en", check=never)
    noise = np.random.default_rng(1).normal(size=22050).astype(np.float32)
    for sound in (noise, np.zeros(22050, np.float32), noise[:3000]):
        found = aligned(reference, sound, 22050)
        assert len(found) == 11
        assert found[-1][3] == pytest.approx(len(sound) / 22050)
        assert all(start < end for _, _, start, end in found)
        assert all(a[3] == b[2] for a, b in pairwise(found))


def test_sounds_that_are_too_long_are_refused_at_once() -> None:
    words = ((0, 1, 0.0, 1.0),)
    short = Utterance(samples=np.zeros(8000, np.float32), sample_rate=8000, words=words)
    with pytest.raises(BadInput, match="2400 seconds is too long"):
        aligned(short, np.zeros(8000 * 2400, np.float32), 8000)
    nothing = Utterance(samples=short.samples, sample_rate=8000, words=())
    assert aligned(nothing, short.samples, 8000) == ()


def test_the_cheapest_way_goes_through_both() -> None:
    known = np.array([[0.0], [5.0], [9.0]], np.float32)
    heard = np.array([[0.0], [0.0], [5.0], [9.0], [9.0]], np.float32)
    assert warp(known, heard).tolist() == [[0, 0], [0, 1], [1, 2], [2, 3], [2, 4]]
    assert warp(known[:1], heard[:1]).tolist() == [[0, 0]]


def test_words_that_begin_together_share_their_time() -> None:
    assert apart([0.0, 1.0, 1.0, 2.0], [3, 2, 3]) == pytest.approx([0.0, 1.0, 1.4, 2.0])
    assert apart([0.0, 0.5, 1.0, 1.0], [1, 2, 2]) == pytest.approx([0.0, 0.5, 0.75, 1.0])
    assert apart([0.0], []) == [0.0]
