"""Who reads a book aloud, as pages and books see it."""

import io
from pathlib import Path

import pytest
import soundfile

from core.errors import BadInput, ModelUnavailable, UnknownName
from core.models.registry import Catalog
from core.settings import Settings
from core.story import StoryRequest
from studio.compose import Studio
from tests.core.models.tiny_piper import make_voice

STORY = "The old fox walked over the hill to see the bear. " * 12


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    """A preset whose narrator is a tiny Piper voice, and eSpeak for what that cannot."""
    make_voice(tmp_path / "voice")
    preset = Catalog.load().preset("starter").models
    members = "".join(f'{r} = "{"amy" if r == "narrator" else m}"\n' for r, m in preset.items())
    (tmp_path / "own.toml").write_text(
        '[models.amy]\nrole = "narrator"\nfamily = "piper"\npath = "voice"\nlabel = "Amy"\n'
        f'licence = "MIT"\ninstead = "espeak"\n[presets.mine]\nlabel = "Mine"\n{members}'
    )
    return Studio(
        Settings.from_environment(
            {
                "STUDIO_DATA_DIR": str(tmp_path / "data"),
                "STUDIO_CATALOG": str(tmp_path / "own.toml"),
                "STUDIO_DEVICE": "cpu",
                "STUDIO_PRESET": "mine",
            }
        )
    )


def test_the_natural_voice_stands_first_and_others_follow(studio: Studio) -> None:
    voices = studio.narrators.voices("mine")
    assert next(iter(voices["en"].items())) == ("default", "Amy")
    assert voices["en"]["en-us+f3"] == "English (America), woman (eSpeak NG)"
    assert voices["de"]["de"] == "German, man"


def test_the_page_says_who_reads_instead(studio: Studio, tmp_path: Path) -> None:
    said = studio.narrators.said
    assert said("mine", "en", None) == ""
    assert said("mine", "en", "en-us+f3") == ""
    assert said("mine", "de", None) == (
        "eSpeak NG reads instead of Amy, who does not speak this language."
    )
    (tmp_path / "voice" / "tiny.onnx").unlink()
    studio.presets.forget()
    assert said("mine", "en", None) == (
        "eSpeak NG reads instead of Amy, who is not on this computer yet."
    )


def test_a_line_can_be_heard(studio: Studio) -> None:
    rates = {}
    for language, voice in (("en", None), ("en", "en-gb"), ("fi", None)):
        content = studio.narrators.sample("mine", language, voice, 1.0)
        samples, rate = soundfile.read(io.BytesIO(content))
        assert samples.any()
        rates[language, voice] = rate
    assert rates == {("en", None): 16000, ("en", "en-gb"): 22050, ("fi", None): 22050}


def test_a_book_is_read_by_who_speaks_its_language(studio: Studio) -> None:
    story = studio.books.create(StoryRequest(pictures=(), text=STORY, preset="mine"))
    assert studio.reading.story(story).models["narrator"] == "amy"
    assert studio.reading.story(story).notes == ()
    studio.editing.change(story, language="de")
    assert studio.reading.story(story).models["narrator"] == "espeak"
    assert "eSpeak NG reads instead of Amy" in studio.reading.story(story).notes[-1]
    studio.editing.change(story, language="en", voice="en-us+f3")
    assert studio.reading.story(story).models["narrator"] == "espeak"
    with pytest.raises(UnknownName, match="no voice called “Bob”"):
        studio.editing.change(story, voice="Bob")


@pytest.mark.parametrize(
    ("given", "known"),
    [
        ("en", ("en", None)),
        ("EN", ("en", None)),
        ("en-us", ("en", None)),
        ("en_GB", ("en", None)),
        ("zh", ("cmn", None)),
        ("no", ("nb", None)),
        ("pt-BR", ("pt", "pt-br")),
        ("de-AT", ("de", None)),
        ("tlh", ("tlh", None)),
    ],
)
def test_languages_as_people_tag_them(
    studio: Studio, given: str, known: tuple[str, str | None]
) -> None:
    voices = studio.narrators.voices("mine")
    assert studio.narrators.known_as(given, None, voices) == known
    assert studio.narrators.known_as(given, "x", voices) == (known[0], "x")


def test_a_book_keeps_the_known_name(studio: Studio) -> None:
    request = StoryRequest(pictures=(), text=STORY, preset="mine", language="pt-BR")
    found = studio.reading.story(studio.books.create(request)).request
    assert (found.language, found.voice) == ("pt", "pt-br")
    with pytest.raises(UnknownName, match="no language of narration called “tlh”"):
        studio.books.create(StoryRequest(pictures=(), text=STORY, preset="mine", language="tlh"))


@pytest.fixture
def two(tmp_path: Path, studio: Studio) -> Studio:
    """The same, and another tiny voice that may be chosen beside Amy's."""
    make_voice(tmp_path / "other")
    own = tmp_path / "own.toml"
    own.write_text(
        own.read_text().replace('instead = "espeak"', 'instead = "espeak"\nbeside = ["zoe"]')
        + '[models.zoe]\nrole = "narrator"\nfamily = "piper"\npath = "other"\nlabel = "Zoe"\n'
        'licence = "MIT"\n[models.zoe.options]\nlanguage = "en"\nvoice = "zoe"\n'
    )
    return Studio(studio.settings)


def test_another_natural_voice_is_chosen_by_its_name(two: Studio) -> None:
    voices = two.narrators.voices("mine")
    assert list(voices["en"].items())[:2] == [("default", "Amy"), ("zoe", "Zoe")]
    assert two.narrators.said("mine", "en", "zoe") == ""
    story = two.books.create(StoryRequest(pictures=(), text=STORY, preset="mine", voice="zoe"))
    assert two.reading.story(story).models["narrator"] == "zoe"
    assert two.narrators.chosen("mine", "en", None).id == "amy"
    assert two.narrators.chosen("mine", "de", None).id == "espeak"
    sound = io.BytesIO(two.narrators.sample("mine", "en", "zoe", 1.0))
    assert soundfile.read(sound)[0].any()
    two.editing.change(story, language="de", voice=None)
    with pytest.raises(UnknownName, match="zoe"):
        two.editing.change(story, voice="zoe")


def test_a_voice_that_is_not_here_is_offered_to_be_fetched(two: Studio, tmp_path: Path) -> None:
    assert two.narrators.to_fetch("mine") == []
    (tmp_path / "other" / "tiny.onnx").unlink()
    two.presets.forget()
    assert two.narrators.to_fetch("mine") == ["zoe"]
    assert "zoe" not in two.narrators.voices("mine")["en"]
    with pytest.raises(ModelUnavailable, match="Zoe"):
        two.narrators.sample("mine", "en", "zoe", 1.0)


def test_only_a_named_narrator_reads_beside_another(studio: Studio, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(own.read_text().replace('"espeak"\n', '"espeak"\nbeside = ["mms-tts-eng"]\n', 1))
    with pytest.raises(BadInput, match="cannot read beside “amy”"):
        Catalog.load(own)
