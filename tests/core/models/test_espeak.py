"""The narrator: the real program, its timings, and texts that are not plain words."""

import numpy as np
import pytest

from core.errors import BadInput, Cancelled, UnknownName
from core.models.base import Utterance
from core.models.espeak import Espeak, speakable, word_timings
from core.text import word_spans

TEXT = "Größe über 🦊 Füchse\x00 schön, und 👩‍👩‍👧 sagt: „12 Äpfel!“"


@pytest.fixture(scope="module")
def narrator() -> Espeak:
    return Espeak()


def speak(narrator: Espeak, text: str, language: str = "en", **options: object) -> Utterance:
    values = {"voice": None, "speed": 1.0, "check": lambda: None, **options}
    return narrator.speak(text, language=language, **values)  # type: ignore[arg-type]


def spoken(text: str, utterance: Utterance) -> list[str]:
    return [text[a:b] for a, b, _, _ in utterance.words]


def test_words_are_timed_in_order(narrator: Espeak) -> None:
    text = "Hello there, little fox.\n\nIt is 25 o'clock on a well-known hill."
    said = speak(narrator, text)
    assert spoken(text, said)[:4] == ["Hello", "there", "little", "fox"]
    assert {"25", "o'clock", "well-known", "hill"} <= set(spoken(text, said))
    assert said.samples.dtype == np.float32
    assert 0.05 < np.abs(said.samples).max() <= 1
    duration = len(said.samples) / said.sample_rate
    last = 0.0
    for start_char, end_char, start, end in said.words:
        assert 0 <= start_char < end_char <= len(text)
        assert last <= start <= end <= duration
        last = start
    assert said.words[-1][3] == pytest.approx(duration)


def test_positions_count_characters_of_any_script(narrator: Espeak) -> None:
    said = speak(narrator, TEXT, "de")
    assert spoken(TEXT, said) == ["Größe", "über", "Füchse", "schön", "und", "sagt", "12", "Äpfel"]
    arabic = "مرحبا بك في القصة."
    assert spoken(arabic, speak(narrator, arabic, "ar")) == ["مرحبا", "بك", "في", "القصة"]


def test_markup_is_plain_text(narrator: Espeak) -> None:
    text = "A <b>fox</b> & a bear: 3 < 4 <speak><break time='9s'/> &amp; [[h@l'oU]]"
    said = speak(narrator, text)
    assert {"A", "3", "4"} <= set(spoken(text, said))
    assert len(said.samples) / said.sample_rate > 6


@pytest.mark.parametrize("text", ["", "  \n", "🦊🎉", "… — !", "\x00"])
def test_nothing_to_say_is_a_short_silence(narrator: Espeak, text: str) -> None:
    said = speak(narrator, text)
    assert len(said.samples) == said.sample_rate // 2
    assert not said.samples.any()
    assert said.words == ()


def test_speed_and_voice_are_heard(narrator: Espeak) -> None:
    text = "A little fox walks home through the green forest."
    usual = speak(narrator, text)
    assert len(speak(narrator, text, speed=2.0).samples) < 0.7 * len(usual.samples)
    assert len(speak(narrator, text, speed=0.5).samples) > 1.4 * len(usual.samples)
    woman = speak(narrator, text, voice="en-us+f3")
    assert woman.samples.tobytes() != usual.samples.tobytes()
    assert speak(narrator, text).samples.tobytes() == usual.samples.tobytes()


def test_voices_have_names_for_people(narrator: Espeak) -> None:
    voices = narrator.voices()
    assert {"en", "de", "fr", "es", "it"} <= set(voices)
    assert next(iter(voices)) == "en"
    assert next(iter(voices["en"])) == "en-gb"
    assert voices["en"]["en-us+f3"] == "English (America), woman"
    for language in ("de", "fr", "es", "it"):
        assert speak(narrator, "Ja", language, voice=list(voices[language])[1]).words
    assert narrator.voice_for("en-US", None) == "en-us"
    assert narrator.voice_for("zh", None).startswith("cmn")


def test_unknown_names_list_the_known_ones(narrator: Espeak) -> None:
    with pytest.raises(UnknownName, match=r"no language called “tlh”.*de, "):
        speak(narrator, "Hi", "tlh")
    with pytest.raises(UnknownName, match=r"called “Bob”.*en-us\+f3"):
        speak(narrator, "Hi", voice="Bob")
    with pytest.raises(BadInput, match="speed of 9"):
        speak(narrator, "Hi", speed=9.0)


def test_it_can_be_cancelled(narrator: Espeak) -> None:
    def check() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        speak(narrator, "A fox.", check=check)


def test_what_is_not_spoken_leaves_its_place() -> None:
    assert len(speakable(TEXT)) == len(TEXT)
    assert speakable("20 °C ♥ a\u200db 👍🏽!") == "20 °C   a\u200db   !"


def test_rough_events_become_words() -> None:
    text = "Say 1,234 now !"
    events = [(0, 0), (300, 4), (500, 5), (900, 8), (700, 10)]
    timings = word_timings(text, events, 1.0)
    assert [(text[a:b], s, e) for a, b, s, e in timings] == [
        ("Say", 0.0, 0.3),
        ("1,234", 0.3, 0.7),
        ("now", 0.7, 1.0),
    ]
    assert word_timings("a b", [], 1.0) == ()


def test_words_spoken_as_one_share_their_time() -> None:
    timings = word_timings("End of them all", [(0, 0), (400, 4), (400, 7), (700, 12)], 1.0)
    assert [start for *_, start, _end in timings] == pytest.approx([0.0, 0.4, 0.5, 0.7])
    assert [end for *_, end in timings] == pytest.approx([0.4, 0.5, 0.7, 1.0])


def test_each_word_of_a_script_without_spaces_has_its_time(narrator: Espeak) -> None:
    for language, text in (("zh", "从前，有一只小狐狸。"), ("ja", "むかし、きつねがいました。")):
        said = speak(narrator, text, language)
        words = [text[a:b].strip("，、。") for a, b in word_spans(text)]
        assert spoken(text, said) == words
        assert "".join(spoken(text, said)) == "".join(c for c in text if c.isalnum())
        assert all(start < end for _, _, start, end in said.words)
