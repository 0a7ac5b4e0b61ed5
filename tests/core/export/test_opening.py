"""Opening a book's ZIP: all of it comes back, and each way it can be wrong is said."""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from core.errors import BadInput
from core.export import opening
from core.export.folder import VERSION, book_zip
from core.export.opening import open_book
from tests.core.export.shelf import LATIN, POEM, SHELF, png, words

Files = dict[str, bytes]


def files(name: str = "latin") -> Files:
    with zipfile.ZipFile(io.BytesIO(book_zip(SHELF[name]))) as archive:
        return {entry: archive.read(entry) for entry in archive.namelist()}


def packed(content: Files) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return out.getvalue()


def changed(change: Callable[[dict[str, Any]], Any], name: str = "latin") -> bytes:
    content = files(name)
    story = json.loads(content["story.json"])
    change(story)
    content["story.json"] = json.dumps(story).encode()
    return packed(content)


def test_a_book_comes_back_whole() -> None:
    book = open_book("fox.zip", book_zip(SHELF["latin"]))
    made = SHELF["latin"]
    assert book.title == made.title
    assert [page.text for page in book.pages] == [LATIN, POEM]
    assert [page.picture for page in book.pages] == [png(), png()]
    assert book.pages[0].alt == 'a "fox" & a <hat>'
    assert [word for word, _, _ in book.pages[0].words] == [w.word for w in words(LATIN)]
    assert book.about == {
        "author": "Maya & Ben <3",
        "dedication": "For you\nand me",
        "age": "3 to 6",
    }
    assert book.request["seed"] == 7
    assert (book.cover, book.cover_page) == (None, 0)
    own = replace(made, cover=replace(made.pages[0].image, content=png((50, 50))))
    assert open_book("fox.zip", book_zip(own)).cover == png((50, 50))
    bare = open_book("bare.zip", book_zip(SHELF["bare"]))
    assert [(p.picture is None, p.sound is None) for p in bare.pages] == [
        (True, True), (False, True), (True, False),
    ]  # fmt: skip


@pytest.mark.parametrize("name", SHELF)
def test_every_book_can_be_opened_again(name: str) -> None:
    book = open_book("a.zip", book_zip(SHELF[name]))
    assert [p.text for p in book.pages] == [p.text.replace("\x01", "") for p in SHELF[name].pages]


def without(name: str) -> bytes:
    content = files()
    del content[name]
    return packed(content)


def climbing(name: str) -> bytes:
    return packed({**files(), name: b"x"})


WRONG: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "not a ZIP file"),
    "a picture": (png(), "not a ZIP file"),
    "another ZIP": (packed({"a.txt": b"x"}), "not of a book"),
    "a docx": (packed({"word/document.xml": b"<x/>"}), "not of a book"),
    "no picture": (without("pictures/01.png"), "lacks pictures/01.png"),
    "no sound": (without("audio/02.wav"), "lacks audio/02.wav"),
    "a page less": (changed(lambda s: s["segments"].pop(0)), "lacks page 1"),
    "no pages": (changed(lambda s: s.update(segments=[])), "no pages"),
    "newer": (changed(lambda s: s.update(version=VERSION + 1)), "newer studio"),
    "version of text": (changed(lambda s: s.update(version="new")), "version"),
    "climbs": (climbing("../../evil.txt"), "outside of its folder"),
    "climbs back": (climbing("..\\evil.txt"), "outside of its folder"),
    "absolute": (climbing("/etc/passwd"), "outside of its folder"),
    "drive": (climbing("C:evil.txt"), "outside of its folder"),
    "no JSON": (packed({**files(), "story.json": b"{"}), "damaged"),
    "a list": (packed({**files(), "story.json": b"[]"}), "no book as a studio writes it"),
    "deep": (packed({**files(), "story.json": b"[" * 100_000}), "damaged"),
    "a number for a text": (changed(lambda s: s["segments"][0].update(text=5)), "text"),
    "a page that is none": (changed(lambda s: s.update(segments=["x"])), "segments"),
    "odd times": (
        changed(lambda s: s["segments"][0].update(word_timings=[{"word": "a"}])),
        "word_timings",
    ),
    "no time at all": (
        changed(
            lambda s: s["segments"][0].update(
                word_timings=[{"word": "a", "start_s": "nan", "end_s": 1}]
            )
        ),
        "word_timings",
    ),
    "a list of files": (changed(lambda s: s["segments"][0].update(narration=["x"])), "narration"),
    "too many pages": (
        changed(lambda s: s.update(segments=s["segments"] * 100)),
        "200 pages",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_said(name: str) -> None:
    content, why = WRONG[name]
    with pytest.raises(BadInput, match=why) as caught:
        open_book("fox.zip", content)
    said = str(caught.value)
    assert said.startswith("“fox.zip”")
    assert "\n" not in said
    assert len(said) < 220


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MOST_MIB", 1)
    bomb = packed({**files(), "pictures/01.png": bytes(20 * 2**20)})
    assert len(bomb) < 2**20
    with pytest.raises(BadInput, match="unpacks to more than 1 MiB"):
        open_book("fox.zip", bomb)
    with pytest.raises(BadInput, match="may have 1 MiB"):
        open_book("fox.zip", bytes(2 * 2**20))


def test_half_a_file_and_a_broken_one_are_damaged() -> None:
    content = book_zip(SHELF["latin"])
    with pytest.raises(BadInput, match=r"not a ZIP file|damaged"):
        open_book("fox.zip", content[: len(content) // 2])
    at = content.index(b"pictures/01.png") + 60
    with pytest.raises(BadInput, match="damaged"):
        open_book("fox.zip", content[:at] + b"\0\1\2\3" + content[at + 4 :])
