"""What people say about a book: cover, title page, print; with undo."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from core.errors import BadInput
from core.export.book import About, Print
from core.export.formats import forms_of
from core.story import StoryRequest
from studio.cli_export import write_all
from studio.compose import Studio


def test_a_book_says_who_made_it_and_for_whom(book: str, studio: Studio) -> None:
    story_id = book
    made = studio.binder.book(story_id)
    assert made.about == About()
    assert made.cover == made.pages[0].image
    assert not studio.about.undo(story_id)

    studio.about.write(story_id, About(author="  Anna \n L. ", dedication="For Mia, \nwho asks"))
    assert studio.binder.book(story_id).about == About(
        author="Anna L.", dedication="For Mia,\nwho asks"
    )
    studio.about.write(story_id, About(author="Tom", age="3 to 6"), cover_page=1)
    made = studio.binder.book(story_id)
    assert (made.about.author, made.about.dedication, made.about.age) == ("Tom", "", "3 to 6")
    assert made.cover == made.pages[1].image
    mine = studio.uploads.accept("me.png", _sample(studio))
    studio.about.write(story_id, About(author="Tom"), cover=mine)
    assert studio.binder.book(story_id).cover.content == studio.stored.read(mine.sha256)  # type: ignore[union-attr]
    studio.uploads.sweep(at_once=True)
    assert studio.about.of(story_id).cover == mine.sha256

    assert studio.about.undo(story_id)
    assert studio.binder.book(story_id).cover == made.cover
    assert studio.about.undo(story_id)
    assert studio.about.of(story_id).about.author == "Anna L."
    assert studio.about.undo(story_id)
    assert studio.binder.book(story_id).about == About()
    assert not studio.about.undo(story_id)
    assert studio.reading.story(story_id).finished, "nothing is built from it"

    with pytest.raises(BadInput, match="at most 120"):
        studio.about.write(story_id, About(author="x" * 121))
    with pytest.raises(BadInput, match="no page 99"):
        studio.about.write(story_id, About(), cover_page=98)


def test_how_a_book_is_printed_is_kept_with_it(book: str, studio: Studio) -> None:
    story_id = book
    assert studio.binder.book(story_id).printing == Print()
    how = Print(layout="above", paper="a5", bleed=True, settings=False)
    studio.about.print_as(story_id, how)
    assert studio.binder.book(story_id).printing == how
    assert studio.exports.content(story_id, "pdf").startswith(b"%PDF")


def test_the_command_line_prints_otherwise_than_the_book(
    book: str, studio: Studio, tmp_path: Path
) -> None:
    write_all(studio.binder, book, forms_of("pdf"), tmp_path / "out", {"paper": "a4"}, quiet=True)
    (path,) = (tmp_path / "out").iterdir()
    assert round(float(PdfReader(path).pages[0].mediabox.width) / 72 * 25.4) == 297
    with pytest.raises(BadInput, match="booklet"):
        write_all(studio.binder, book, forms_of("pdf"), tmp_path, {"paper": "a0"}, quiet=True)


def test_a_damaged_picture_is_named_on_its_page(book: str, studio: Studio) -> None:
    story_id, view = book, studio.reading.story(book)
    studio.files.path(str(view.segments[1].illustration.media)).write_bytes(b"x")
    page = studio.binder.book(story_id).pages[1]
    assert (page.image, page.damaged) == (None, True)
    assert page.image_note == "The picture of page 2 cannot be read: make it again."
    assert studio.exports.content(story_id, "pdf").startswith(b"%PDF")


def test_the_reading_age_that_was_asked_for_is_told(studio: Studio) -> None:
    picture = studio.uploads.accept("a.png", _sample(studio))
    story_id = studio.books.create(StoryRequest(pictures=(picture,), preset="drawn", age="3-5"))
    assert studio.about.of(story_id).about.age == "3–5"


def _sample(studio: Studio) -> bytes:
    return Path(studio.uploads.samples()[0].path).read_bytes()
