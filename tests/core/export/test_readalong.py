"""The read-along web page: one file, nothing from outside, text as it is."""

import base64
import dataclasses
import hashlib
import io
import re
from html.parser import HTMLParser

import numpy as np
import pytest
import soundfile
from fontTools.ttLib import TTFont
from PIL import Image as Pillow

from core.export import fonts
from core.export.book import Image, Page, Sound
from core.export.lines import estimated, runs, stanzas
from core.export.readalong import book_html
from core.story import WordTiming
from tests.core.export.shelf import LATIN, MARKUP, POEM, SECONDS, SHELF, book, page, wav, words


class Reader(HTMLParser):
    """Reads a page as a browser does: its elements, and the text of some."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inside: dict[str, list[str]] = {"script": [], "style": [], "title": [], "h1": []}
        self.text: list[str] = []
        self.open: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "br":
            self.text.append("\n")
        elif tag not in ("meta", "img", "input", "link"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in self.inside:
            self.inside[self.open[-1]].append(data)
        elif "article" in self.open:
            self.text.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def read(name: str) -> Reader:
    reader = Reader(book_html(SHELF[name]).decode())
    assert reader.open == [], "every element is closed"
    return reader


@pytest.mark.parametrize("name", SHELF)
def test_nothing_comes_from_outside_and_nothing_else_runs(name: str) -> None:
    reader = read(name)
    for tag, attributes in reader.tags:
        assert not any(key.startswith("on") or key == "style" for key in attributes)
        for key in ("src", "href"):
            assert (attributes.get(key) or "data:").startswith("data:"), (tag, attributes)
    assert len(reader.all("script")) == len(reader.all("style")) == 1
    policy = next(m["content"] for m in reader.all("meta") if m.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    for kind in ("script", "style"):
        digest = hashlib.sha256("".join(reader.inside[kind]).encode()).digest()
        assert f"{kind}-src 'sha256-{base64.b64encode(digest).decode()}'" in policy


@pytest.mark.parametrize("name", SHELF)
def test_every_text_is_shown_as_it_is(name: str) -> None:
    reader, made = read(name), SHELF[name]
    shown = "".join("".join(reader.text).split())
    for one in made.pages:
        assert "".join(one.text.replace("\x01", "").split()) in shown
    assert "".join(reader.inside["h1"]) == made.title


def test_language_and_direction() -> None:
    found = {name: read(name).all("html")[0] for name in ("arabic", "chinese", "hindi", "latin")}
    assert [(h["lang"], h["dir"]) for h in found.values()] == [
        ("ar", "rtl"),
        ("zh", "ltr"),
        ("hi", "ltr"),
        ("en", "ltr"),
    ]
    texts = [d for d in read("arabic").all("div") if (d.get("class") or "").startswith("text")]
    assert [d["dir"] for d in texts] == ["rtl", "rtl"]


def test_pictures_and_sound_are_inside() -> None:
    reader = read("latin")
    images = reader.all("img")
    assert images[1]["alt"] == 'a "fox" & a <hat>'
    content = base64.b64decode((images[1]["src"] or "").partition(",")[2])
    assert Pillow.open(io.BytesIO(content)).format == "WEBP"
    sounds = [one for one in reader.all("audio") if one.get("class") != "music"]
    assert len(sounds) == 2
    sound = base64.b64decode((sounds[0]["src"] or "").partition(",")[2])
    assert soundfile.info(io.BytesIO(sound)).duration == pytest.approx(SECONDS, abs=0.1)
    spans = [span for span in reader.all("span") if "data-s" in span]
    assert len(spans) == sum(len(words(text)) for text in (LATIN, POEM))
    assert all(int(s["data-s"] or 0) < int(s["data-e"] or 0) for s in spans)


def test_music_goes_on_where_it_began() -> None:
    (music,) = (one for one in read("latin").all("audio") if one.get("class") == "music")
    content = base64.b64decode((music["src"] or "").partition(",")[2])
    samples, rate = soundfile.read(io.BytesIO(content))
    period = round(float(music["data-round"] or 0) * rate)
    assert len(samples) > period + 0.5 * rate
    # Wherever a decoder begins: what comes after one round is what came before it.
    for start_s in (0.2, 0.25, 0.35):
        start = round(start_s * rate)
        first = samples[start : start + rate // 4]
        again = samples[start + period : start + period + rate // 4]
        assert np.abs(first).max() > 0.01
        step = np.abs(np.diff(samples[start + period - 99 : start + period], axis=0)).max()
        seam = np.abs(samples[start] - samples[start + period]).max()
        assert seam <= max(4 * step, 0.02)
        assert np.sqrt(np.mean((first - again) ** 2)) < 0.15 * np.sqrt(np.mean(first**2))


def test_letters_for_weak_readers_come_along_where_they_have_the_words() -> None:
    options = [one["value"] for one in read("latin").all("option")]
    assert {"book", "Atkinson Hyperlegible", "Lexend"} <= set(options)
    assert "Lexend" not in [one["value"] for one in read("hindi").all("option")]
    assert 'font-family: "Lexend"' in book_html(SHELF["latin"]).decode()


def test_a_font_that_is_not_installed_is_not_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(fonts.READING, "Lexend", "no_such_package")
    fonts.reading_file.cache_clear()
    try:
        options = [one["value"] for one in read("latin").all("option")]
        assert "Lexend" not in options
        assert "Atkinson Hyperlegible" in options
    finally:
        fonts.reading_file.cache_clear()


def test_every_letter_of_a_book_comes_along() -> None:
    style = "".join(read("chinese").inside["style"])
    fonts = [base64.b64decode(one) for one in re.findall(r"font/woff;base64,([^\")]+)", style)]
    has = {chr(c) for one in fonts for c in TTFont(io.BytesIO(one)).getBestCmap()}
    made = SHELF["chinese"]
    for said in (made.text, made.title, made.about.author, made.phrases.cover, made.phrases.end):
        assert set(said) - set(" \n") <= has


def test_five_pages_stay_light() -> None:
    def pixels() -> bytes:
        out = io.BytesIO()
        noise = np.random.default_rng(0).integers(0, 256, (96, 96, 3), np.uint8)
        Pillow.fromarray(noise).resize((1024, 1024)).save(out, "PNG")
        return out.getvalue()

    drawn = Image(content=pixels(), mime="image/png", width=1024, height=1024)
    pages = [dataclasses.replace(page(i, LATIN, seconds=18), image=drawn) for i in range(5)]
    assert len(book_html(book(pages=pages))) < 8 * 2**20


def test_a_book_without_sound_or_pictures_has_no_button_for_it() -> None:
    silent = book(pages=[page(0, LATIN, picture=False, sound=False)])
    source = book_html(silent).decode()
    assert 'id="play"' not in source
    assert "<audio" not in source
    assert "<img" not in source


def test_the_same_book_gives_the_same_bytes() -> None:
    assert book_html(SHELF["latin"]) == book_html(SHELF["latin"])


def test_lines_of_verse_stay() -> None:
    found = stanzas(page(0, POEM))
    lines = [["".join(run.text for run in line) for line in stanza] for stanza in found]
    assert lines == [
        ["The moon is a boat", "\u00a0\u00a0on a river of night,"],
        ["and nobody rows it", "but everyone might."],
    ]
    numbers = [run.number for stanza in found for line in stanza for run in line if run.word]
    assert numbers == list(range(len(words(POEM))))


def test_runs_joined_are_the_text() -> None:
    found = runs("Pip ran.", words("Pip ran."))
    assert [(run.text, run.number) for run in found] == [("Pip", 0), (" ", -1), ("ran.", 1)]
    assert runs("", ()) == []
    for text in (LATIN, POEM, MARKUP):
        assert "".join(run.text for run in runs(text, words(text))) == text
    assert re.sub(r"\s", "", POEM) == "".join(
        run.text for stanza in stanzas(page(0, POEM)) for line in stanza for run in line
    ).replace("\u00a0", "").replace(" ", "")


def test_times_that_are_mostly_estimates_are_said_to_be() -> None:
    known = WordTiming(word="Pip", start_s=0.0, end_s=0.4)
    guessed = WordTiming(word="ran", start_s=0.4, end_s=0.9, estimated=True)
    dash = WordTiming(word="—", start_s=0.4, end_s=0.5, estimated=True)
    assert not estimated(())
    assert not estimated((known, dash, dash))
    assert not estimated((known, guessed))
    assert estimated((known, guessed, guessed))


def test_a_voice_that_tells_no_times_is_said_to() -> None:
    guessed = tuple(WordTiming(**{**vars(word), "estimated": True}) for word in words(LATIN))
    assert estimated(guessed)
    assert not estimated(words(LATIN))
    sound = Sound(content=wav(), seconds=SECONDS, words=guessed)
    source = book_html(book(pages=[Page(index=0, text=LATIN, sound=sound)])).decode()
    assert "by estimate" in source
