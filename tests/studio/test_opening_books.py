"""A book's file from one studio, opened by another as a new story."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.errors import BadInput
from core.export.book import About
from core.settings import Settings
from studio.compose import Studio


@pytest.fixture
def parcel(book: str, settings: Settings) -> bytes:
    """The ZIP of a drawn story with an edited page."""
    studio = Studio(settings)
    studio.editing.edit(book, "segment/1", "A page that somebody wrote by hand.")
    studio.editing.edit(book, "title", "The Kite & the <Moon>")
    studio.about.write(book, About(author="Maya", dedication="For Ben"), cover_page=2)
    content = studio.exports.content(book, "zip")
    studio.close()
    return content


@pytest.fixture
def other(tmp_path: Path, tiny_catalog: Path):
    """Another studio, without the book."""
    given = {"STUDIO_DATA_DIR": str(tmp_path / "other"), "STUDIO_CATALOG": str(tiny_catalog)}
    studio = Studio(Settings.from_environment({**given, "STUDIO_DEVICE": "cpu"}))
    studio.worker.start()
    yield studio
    studio.close()


def changed(content: bytes, change: Callable[[dict[str, Any]], Any]) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as archive,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in archive.namelist():
            data = archive.read(name)
            if name == "story.json":
                story = json.loads(data)
                change(story)
                data = json.dumps(story).encode()
            new.writestr(name, data)
    return out.getvalue()


def test_another_studio_reads_it_as_it_was(parcel: bytes, other: Studio) -> None:
    opened = other.opening.open("kite.zip", parcel)
    assert opened.notes == ()
    view = other.reading.story(opened.story_id)
    assert view.build is None, "it is finished as it comes"
    assert view.title == "The Kite & the <Moon>"
    assert [s.text.edited for s in view.segments] == [
        False,
        True,
        *[False] * (len(view.segments) - 2),
    ]
    assert not any(s.illustration.edited or s.narration.edited for s in view.segments)
    said = other.about.of(opened.story_id)
    assert (said.about.author, said.about.dedication, said.cover_page) == ("Maya", "For Ben", 2)
    assert view.segments[1].text.text == "A page that somebody wrote by hand."
    assert view.finished, (view.missing, view.stale)
    before, after = json.loads(zipped(parcel)["story.json"]), other.exports.content
    again = zipped(after(opened.story_id, "zip"))
    story = json.loads(again["story.json"])
    for one, two in zip(before["segments"], story["segments"], strict=True):
        assert (one["text"], one["alt"]) == (two["text"], two["alt"])
        if one["index"] != 1:
            assert one["word_timings"] == two["word_timings"]
    assert story["segments"][1]["word_timings"] == [], "its sound says what stood there before"
    assert before["models"].keys() <= story["models"].keys()
    assert story["models"]["illustrator"] == "starter-drawn"
    assert [page["by_hand"] for page in story["segments"]][:2] == [[], ["text"]]
    assert [card.title for card in other.reading.gallery()] == ["The Kite & the <Moon>"]


def zipped(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_it_can_be_mended_there(parcel: bytes, other: Studio, finish) -> None:
    story_id = other.opening.open("kite.zip", parcel).story_id
    other.editing.edit(story_id, "segment/0", "Mia found a green kite in the garden, and it flew.")
    assert other.versions.undo(story_id, "segment/0")
    other.editing.regenerate(story_id, "illustration/0")
    view = finish(other, story_id)
    assert view.segments[0].illustration.artifact.maker == "model"
    other.jobs.build(story_id)
    view = finish(other, story_id)
    assert view.segments[0].score is not None
    assert other.evaluating.board().pages().empty, "what others made is in no figure"
    assert other.stories.opened() == {story_id}


def test_what_this_studio_lacks_is_said(parcel: bytes, other: Studio) -> None:
    def foreign(story: dict[str, Any]) -> None:
        story["request"].update(preset="enormous", language="tlh", voice="worf")

    opened = other.opening.open("kite.zip", changed(parcel, foreign))
    assert len(opened.notes) == 2
    assert "not here" in opened.notes[0]
    request = other.graphs.request(opened.story_id)
    assert (request.preset, request.language, request.voice) == ("starter", "en", None)


WRONG: dict[str, tuple[Callable[[dict[str, Any]], Any], str]] = {
    "mood": (lambda s: s["request"].update(mood="grumpy"), "mood"),
    "field": (lambda s: s["request"].update(shell="rm"), "request"),
    "type": (lambda s: s["request"].update(speed="fast"), "request"),
    "pages": (lambda s: s["segments"].pop(), "lacks pages"),
    "picture": (lambda s: s["segments"][0].update(illustration="story.txt"), "picture 1"),
    "sound": (lambda s: s["segments"][0].update(narration="story.txt"), "sound of page 1"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_leaves_nothing(name: str, parcel: bytes, other: Studio) -> None:
    change, why = WRONG[name]
    with pytest.raises(BadInput, match=why):
        other.opening.open("kite.zip", changed(parcel, change))
    assert other.reading.gallery() == []


def test_keys_of_a_file_are_not_believed(parcel: bytes, other: Studio, book: str) -> None:
    """What is made here is looked up by its key: a file must not put something in its place."""
    opened = other.opening.open("kite.zip", parcel)
    for slot, state in other.graphs.states(opened.story_id).items():
        if state.artifact is not None and state.artifact.maker == "person":
            assert slot.partition("/")[0] in (
                "title", "story", "segment", "illustration", "narration",
            )  # fmt: skip
            assert state.key == state.artifact.key
            assert state.artifact.data["brought"]
