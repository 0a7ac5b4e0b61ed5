"""A person's own pictures on the pages: all of a book or one, versions like any other."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.errors import BadInput, UnknownName
from core.story import Picture, StoryRequest
from studio.compose import Studio
from studio.own_pictures import check, is_own
from studio.views import StoryView
from tests.studio.conftest import STORY

Finish = Callable[..., StoryView]


def as_bytes(image: Image.Image, kind: str = "PNG", **more: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def shown(studio: Studio, sha256: str | None) -> Image.Image:
    assert sha256
    return Image.open(io.BytesIO(studio.stored.read(sha256)))


def colours(colour: str, size: tuple[int, int] = (200, 150)) -> bytes:
    return as_bytes(Image.new("RGB", size, colour))


def test_a_book_of_own_pictures(studio: Studio, finish: Finish) -> None:
    """All pages; then frames, style, another picture, undo, lock, and what is exported."""
    names = ("red", "green", "blue")
    pictures = tuple(studio.uploads.accept(f"{name}.png", colours(name)) for name in names)
    request = StoryRequest(pictures=pictures, preset="drawn", seed=5)
    story_id = studio.books.create(request, frame="none")
    view = finish(studio, story_id)
    assert view.finished, view.build
    own = [segment.illustration for segment in view.segments]
    assert [piece.media for piece in own] == [
        pictures[segment.caption or 0].sha256 for segment in view.segments
    ]
    for piece in own:
        artifact = piece.artifact
        assert artifact is not None
        assert (artifact.stage, artifact.maker, artifact.model_id) == (
            "illustrating",
            "person",
            None,
        )
        assert artifact.inputs == (artifact.data["own"],)
    assert all(segment.score is not None for segment in view.segments)

    studio.own.put(story_id, [0], frame="tape")
    studio.own.put(story_id, [1], frame="corners")
    studio.versions.lock(story_id, "illustration/1", True)
    view = finish(studio, story_id)
    taped, cornered = (view.segments[i].illustration.media for i in (0, 1))
    assert shown(studio, taped).size == (1024, 1024)
    assert taped != pictures[0].sha256
    studio.editing.change(story_id, style="chalk", shape="4:3")
    view = studio.reading.story(story_id)
    assert view.segments[0].illustration.media != taped, "framed anew in the new style"
    assert shown(studio, view.segments[0].illustration.media).size == (1024, 768)
    assert view.segments[1].illustration.media == cornered, "locked"
    assert view.segments[2].illustration.media == pictures[2].sha256, "as it is"
    assert not any(slot.startswith("illustration/") for slot in view.stale)
    with pytest.raises(BadInput, match="locked"):
        studio.own.put(story_id, [1])

    studio.editing.edit(
        story_id, "segment/2", (view.segments[2].text.text or "") + " It began to snow."
    )
    assert "illustration/2" not in studio.reading.story(story_id).stale, "words do not change it"
    studio.editing.regenerate(story_id, "illustration/2")
    view = finish(studio, story_id)
    assert not is_own(view.segments[2].illustration.artifact), "another picture is a drawn one"
    assert studio.versions.undo(story_id, "illustration/2")
    view = finish(studio, story_id)
    assert view.segments[2].illustration.media == pictures[2].sha256

    assert studio.exports.content(story_id, "pdf").startswith(b"%PDF")
    assert (
        studio.binder.book(story_id).details["models"]["illustrator"] == "the reader's own pictures"
    )
    with zipfile.ZipFile(io.BytesIO(studio.exports.content(story_id, "zip"))) as book:
        story = json.loads(book.read("story.json"))
        page = book.read(story["segments"][2]["illustration"])
    assert page == studio.stored.read(pictures[2].sha256)


def test_one_page_of_a_pasted_story(studio: Studio, finish: Finish) -> None:
    story_id = studio.books.create(StoryRequest(text=STORY, preset="drawn", seed=5))
    before = finish(studio, story_id)
    with pytest.raises(BadInput, match="choose a picture file"):
        studio.own.put(story_id, [0])
    picture = studio.uploads.accept("me.png", colours("purple"))
    studio.own.put(story_id, [1], picture=picture, frame="cut")
    view = finish(studio, story_id)
    changed = [
        i
        for i, (a, b) in enumerate(zip(before.segments, view.segments, strict=True))
        if a.illustration.media != b.illustration.media
    ]
    assert changed == [1]
    assert view.finished, "its score was made anew"
    with pytest.raises(BadInput, match="no page 99"):
        studio.own.put(story_id, [98], picture=picture)
    # The file is needed for other frames, so it is not erased with unused uploads.
    with studio.database.session() as session:
        from sqlalchemy import update

        from db.tables import PictureRow

        session.execute(update(PictureRow).values(created_at=1.0))
    studio.uploads.sweep(at_once=True)
    assert studio.files.has(picture.sha256)


def test_odd_files_become_pages(studio: Studio) -> None:
    """Upright, on paper, the first frame, in the colours of screens."""
    turned = Image.new("RGB", (200, 120), "white")
    turned.paste("red", (0, 0, 200, 20))
    exif = Image.Exif()
    exif[0x0112] = 6  # Lies on its side: the red edge belongs to the right.
    picture = studio.uploads.accept("turned.jpg", as_bytes(turned, "JPEG", exif=exif))
    assert (picture.width, picture.height) == (120, 200)
    upright = np.asarray(shown(studio, picture.sha256).convert("RGB")).astype(int)
    assert upright[100, 115, 1] < 80 < upright[100, 20, 1]

    clear = Image.new("RGBA", (100, 100), (0, 0, 0, 0))
    picture = studio.uploads.accept("clear.png", as_bytes(clear))
    framed = Image.open(io.BytesIO(studio.own.preview(picture.sha256, "tape", "paper", side=128)))
    assert framed.convert("RGB").getpixel((64, 64)) == (255, 250, 240), "paper shines through"

    inks = Image.new("CMYK", (100, 100), (0, 255, 255, 0))
    picture = studio.uploads.accept("inks.jpg", as_bytes(inks, "JPEG"))
    red, green, _ = shown(studio, picture.sha256).convert("RGB").getpixel((50, 50))  # type: ignore[misc]
    assert red > 180 > 90 > green

    frames = [Image.new("RGB", (90, 90), colour) for colour in ("green", "red")]
    moving = as_bytes(frames[0], "GIF", save_all=True, append_images=frames[1:])
    picture = studio.uploads.accept("moving.gif", moving)
    assert shown(studio, picture.sha256).convert("RGB").getpixel((40, 40)) == (0, 128, 0)


def test_what_makes_no_page_is_said(studio: Studio) -> None:
    thin = studio.uploads.prepare("thin.png", colours("red", (2, 9000)))
    request = StoryRequest(pictures=(thin.picture,), preset="drawn")
    with pytest.raises(BadInput, match=r"thin.png.*2 × 9000.*at most 4 times"):
        studio.books.create(request, frame="none", prepared=[thin])
    assert studio.reading.gallery() == []
    with pytest.raises(BadInput, match="made from a text"):
        studio.books.create(StoryRequest(text=STORY, preset="drawn"), frame="none")
    good = Picture(sha256="0" * 64, name="good.png", width=400, height=300)
    check(good)
    with pytest.raises(UnknownName, match="tape"):
        check(good, "gold")


def test_the_command_line_takes_own_pictures(
    tmp_path: Path, tiny_catalog: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    import sys

    from studio.cli import main

    monkeypatch.setenv("STUDIO_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("STUDIO_CATALOG", str(tiny_catalog))
    monkeypatch.setenv("STUDIO_DEVICE", "cpu")
    mine = tmp_path / "mine.png"
    mine.write_bytes(colours("teal", (640, 480)))
    words = ["studio", "story", str(mine), "--preset", "drawn", "--quiet", "--own-pictures"]
    monkeypatch.setattr(sys, "argv", [*words, "--out", str(tmp_path / "book")])
    with pytest.raises(SystemExit) as stop:
        main()
    assert not stop.value.code, capsys.readouterr().err
    folder = tmp_path / "book"
    story = json.loads((folder / "story.json").read_text("utf-8"))
    for segment in story["segments"]:
        picture = Image.open(folder / segment["illustration"]).convert("RGB")
        assert picture.size == (640, 480)
        assert np.abs(np.asarray(picture).astype(int) - (0, 128, 128)).max() < 6
