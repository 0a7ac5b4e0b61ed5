"""Media files that are missing, cut short or full of rubbish concern their piece alone."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from core.export.formats import FORMATS, write
from studio import serving
from studio.components.media import PLACEHOLDER, cover, thumbnail
from studio.compose import Studio
from studio.views import StoryView


def remove(path: Path) -> None:
    path.unlink()


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def fill(path: Path) -> None:
    path.write_bytes(b"rubbish " * (path.stat().st_size // 8))


HARM = pytest.mark.parametrize("harm", [remove, cut, empty, fill])


def build(studio: Studio, story_id: str) -> StoryView:
    latest = studio.builds.latest(story_id)
    assert latest is not None
    while studio.building.step(latest.id) == "more":
        pass
    return studio.reading.story(story_id)


@HARM
def test_what_is_lost_is_said_and_made_again(
    drawn_studio: Studio, drawn_folder: tuple[Path, str], harm: Callable[[Path], None]
) -> None:
    studio, story_id = drawn_studio, drawn_folder[1]
    before = studio.reading.story(story_id)
    page = before.segments[1]
    for piece in (page.illustration, page.narration):
        harm(studio.files.path(piece.media or ""))
    view = studio.reading.story(story_id)
    assert {piece.slot for s in view.segments for piece in (s.illustration, s.narration)
            if piece.lost} == {"illustration/1", "narration/1"}  # fmt: skip
    assert {"illustration/1", "narration/1"} <= set(view.missing)
    assert view.segments[0].illustration.media == before.segments[0].illustration.media
    book = studio.binder.book(story_id)
    assert book.pages[1].image is None
    assert "cannot be read: make it again" in book.pages[1].image_note
    assert "cannot be read: make it again" in book.pages[1].sound_note
    assert book.pages[0].image is not None
    studio.jobs.build(story_id)
    after = build(studio, story_id)
    assert after.finished
    assert not any(s.illustration.lost or s.narration.lost for s in after.segments)
    assert studio.binder.book(story_id).pages[1].image is not None


def test_a_locked_or_own_piece_that_is_lost_is_made_again(
    drawn_studio: Studio, drawn_folder: tuple[Path, str]
) -> None:
    studio, story_id = drawn_studio, drawn_folder[1]
    picture = studio.uploads.accept("mine.png", studio.stored.read(_picture(studio, story_id, 0)))
    studio.own.put(story_id, [1], picture=picture)
    studio.versions.lock(story_id, "illustration/2", True)
    for page in (1, 2):
        remove(studio.files.path(_picture(studio, story_id, page)))
    assert "illustration/2" in studio.reading.story(story_id).missing
    studio.jobs.build(story_id)
    assert build(studio, story_id).finished


@pytest.mark.parametrize("name", ["pdf", "epub", "epub-fixed", "html", "zip"])
def test_books_are_taken_along_without_what_is_lost(
    drawn_studio: Studio, drawn_folder: tuple[Path, str], tmp_path: Path, name: str
) -> None:
    studio, story_id = drawn_studio, drawn_folder[1]
    cut(studio.files.path(_picture(studio, story_id, 1)))
    form = FORMATS[name]
    made = write(studio.binder.book(story_id), form, tmp_path / f"book{form.ending}").read_bytes()
    assert len(made) > 1000
    if name == "zip":
        names = zipfile.ZipFile(io.BytesIO(made)).namelist()
        assert "story.json" in {Path(n).name for n in names}


def test_a_placeholder_is_served_and_shown(
    drawn_studio: Studio, drawn_folder: tuple[Path, str]
) -> None:
    studio = drawn_studio
    sha256 = _picture(studio, drawn_folder[1], 1)
    fill(studio.files.path(sha256))
    client = TestClient(Starlette(routes=serving.ROUTES))
    for address in (serving.url(sha256), serving.url(sha256, cover=True)):
        answer = client.get(address.removeprefix("."))
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "image/svg+xml"
        assert answer.headers["cache-control"] == "no-store"
        assert "make it again" in answer.text
    stored = studio.stored
    assert thumbnail(stored, sha256) == cover(stored, sha256, 64, 64) == PLACEHOLDER
    whole = client.get(serving.url(_picture(studio, drawn_folder[1], 0)).removeprefix("."))
    assert whole.status_code == 200


def _picture(studio: Studio, story_id: str, page: int) -> str:
    return studio.reading.story(story_id).segments[page].illustration.media or ""
