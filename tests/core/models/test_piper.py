"""Piper voices: a tiny real one, loaded from a user's own catalogue file."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.errors import BadInput, Cancelled, DamagedWeights, ModelUnavailable, UnknownName
from core.models.base import Utterance
from core.models.device import DevicePlan
from core.models.loading import load
from core.models.piper import Piper, clauses
from core.models.registry import Catalog
from core.models.spoken_text import PAUSES_S
from tests.core.models import narrators
from tests.core.models.test_families import Stop
from tests.core.models.tiny_piper import RATE, SYMBOLS, make_voice

TEXT = "The old fox, kind and 25, ran on the hill.\n\n“It’s late — 🦊!” said Ann."
PLAN = DevicePlan(device="cpu", dtype="float32", why="A test.")


def catalogue(folder: Path, *, more: str = "", **voice: Any) -> Catalog:
    """A user's own catalogue beside a freshly made voice."""
    make_voice(folder / "voice", **voice)
    file = folder / "own.toml"
    file.write_text(
        '[models.mine]\nrole = "narrator"\nfamily = "piper"\npath = "voice"\n'
        f'label = "My voice"\nlicence = "MIT"\n{more}'
    )
    return Catalog.load(file)


@pytest.fixture(scope="module")
def narrator(tmp_path_factory: pytest.TempPathFactory) -> Piper:
    return load(catalogue(tmp_path_factory.mktemp("piper")), "mine", PLAN)


def speak(narrator: Piper, text: str = TEXT, **changes: Any) -> Utterance:
    return narrators.speak(narrator, text, **changes)


def test_a_seed_means_a_reading(narrator: Piper) -> None:
    narrators.assert_a_seed_means_a_reading(narrator, TEXT, rate=RATE)


def test_every_word_has_its_time(narrator: Piper) -> None:
    said = speak(narrator)
    assert [TEXT[a:b] for a, b, _, _ in said.words] == [
        *"The old fox kind and 25 ran on the hill".split(),
        *"It’s late said Ann".split(),
    ]
    last = 0.0
    for _, _, start, end in said.words:
        assert last <= start < end <= len(said.samples) / RATE + 1e-9
        last = end


def test_a_pause_is_as_long_as_other_narrators_make_it(narrator: Piper) -> None:
    said = speak(narrator)
    end, start = said.words[9][3], said.words[10][2]
    assert start - end == pytest.approx(PAUSES_S["paragraph"], abs=0.05)
    quiet = said.samples[round(end * RATE) + 10 : round(end * RATE) + round(0.69 * RATE)]
    assert not quiet.any()


def test_speed_is_the_voice_s_own(narrator: Piper) -> None:
    slow, usual, fast = (len(speak(narrator, speed=s).samples) for s in (0.5, 1.0, 2.0))
    assert slow == pytest.approx(2 * usual, rel=0.02)
    assert fast == pytest.approx(usual / 2, rel=0.02)


def test_a_voice_may_be_slowed_for_good(tmp_path: Path, narrator: Piper) -> None:
    slow = load(
        catalogue(tmp_path, more="[models.mine.options]\nlength_scale = 1.5\n"), "mine", PLAN
    )
    usual = len(speak(narrator, "Ab cd.").samples)
    assert len(speak(slow, "Ab cd.").samples) == pytest.approx(1.5 * usual, rel=0.05)


def test_symbols_stand_between_begin_and_end_with_blanks(narrator: Piper) -> None:
    ids = narrator.encode("(en)fˈɑ ☃,")
    assert [SYMBOLS[i] for i in ids] == list("^_f_ˈ_ɑ_ _,_$")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The fox, kind and 25, ran; why?", ["The fox,", "kind and 25,", "ran;", "why?"]),
        ("Dr. J. Smith met at 3:45 – well... no", ["Dr. J. Smith met at 3:45,", "well,", "no."]),
        ("“Yes. I won't!” (she said) - e-mail?!", ["“Yes.", "I won't!", "she said,", "e-mail?"]),
        ("他走了，然后回家。", ["他走了,", "然后回家."]),
        ("Wait…", ["Wait."]),
        ("— 🦊 —", []),
    ],
)
def test_marks_part_a_sentence(text: str, found: list[str]) -> None:
    assert [words + mark for words, mark in clauses(text)] == found


def test_it_can_be_cancelled_between_sentences(narrator: Piper) -> None:
    counter = Stop(10_000)
    speak(narrator, check=counter)
    for calls in (1, counter.calls - 1):
        with pytest.raises(Cancelled):
            speak(narrator, check=Stop(calls))


@pytest.mark.parametrize("text", ["", "  \n", "🦊🎉", "… — !"])
def test_nothing_to_say_is_a_short_silence(narrator: Piper, text: str) -> None:
    said = speak(narrator, text)
    assert len(said.samples) == RATE // 2
    assert not said.samples.any()
    assert said.words == ()


def test_what_cannot_be_spoken_is_one_sentence(narrator: Piper) -> None:
    with pytest.raises(UnknownName, match=r"no language called “de”.*are: en"):
        speak(narrator, language="de")
    with pytest.raises(UnknownName, match=r"called “Bob”.*default"):
        speak(narrator, voice="Bob")
    with pytest.raises(BadInput, match="speed of 9"):
        speak(narrator, speed=9.0)
    assert speak(narrator, "Ab.", language="en-GB", voice="default").words
    assert narrator.voices() == {"en": {"default": "My voice"}}


def test_a_voice_may_have_several_speakers(tmp_path: Path) -> None:
    catalog = catalogue(tmp_path, speakers=2)
    choir = load(catalog, "mine", PLAN)
    assert choir.voices() == {"en": {"p0": "My voice, p0", "p1": "My voice, p1"}}
    assert catalog.voices("mine") == choir.voices()
    first, second, usual = (
        speak(choir, "Ab.", voice=voice).samples.tobytes() for voice in ("p0", "p1", None)
    )
    assert usual == first != second


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"phoneme_type": "text"}, "other signs than eSpeak's phonemes"),
        ({"phoneme_id_map": {"a": [1]}}, r"list of phonemes lacks \^"),
        ({"audio": 3}, "does not describe a Piper voice"),
    ],
)
def test_a_configuration_that_fits_nothing(
    change: dict[str, Any], said: str, tmp_path: Path
) -> None:
    with pytest.raises(DamagedWeights, match=rf"My voice cannot be loaded \(.*{said}"):
        load(catalogue(tmp_path, **change), "mine", PLAN)


def test_files_that_are_damaged_or_missing(tmp_path: Path) -> None:
    catalog = catalogue(tmp_path)
    voice = tmp_path / "voice" / "tiny.onnx"
    voice.write_bytes(voice.read_bytes()[:300])
    with pytest.raises(DamagedWeights, match=r"My voice cannot be loaded \(tiny.onnx"):
        load(catalog, "mine", PLAN)
    voice.unlink()
    with pytest.raises(ModelUnavailable, match=r"My voice has no .onnx file in"):
        load(catalog, "mine", PLAN)


def test_another_narrator_reads_what_it_does_not_speak(tmp_path: Path) -> None:
    preset = Catalog.load().preset("starter").models
    members = "".join(f'{r} = "{"mine" if r == "narrator" else m}"\n' for r, m in preset.items())
    catalog = catalogue(tmp_path, more=f'instead = "espeak"\n[presets.own]\nlabel = "O"\n{members}')
    assert catalog.narrator("own", "en", None) == "mine"
    assert catalog.narrator("own", "en-GB", "default") == "mine"
    assert catalog.narrator("own", "en", "en-us+f3") == "espeak"
    assert catalog.narrator("own", "de", None) == "espeak"
    (tmp_path / "voice" / "tiny.onnx").unlink()
    assert catalog.narrator("own", "en", None) == "espeak"
    assert "stands in for My voice" in catalog.stand_ins("own")[0]
    assert catalog.refs("own")["narrator"].id == "espeak"


def test_loud_enough_and_never_clipped(narrator: Piper) -> None:
    said = speak(narrator)
    assert np.abs(said.samples).max() <= 1.0
    assert np.sqrt(np.square(said.samples).mean()) > 0.02
