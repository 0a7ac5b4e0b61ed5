"""The registry of formats: found by name, and a file that is whole or not there."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import BadInput, Cancelled, StorageError, StudioError, UnknownName
from core.export.book import Book
from core.export.formats import FORMATS, Format, Silent, Work, file_stem, forms_of, write
from tests.core.export.shelf import SHELF


class Impatient(Silent):
    """Cancels at the second look."""

    def __init__(self) -> None:
        self.looks = 0

    def check(self) -> None:
        self.looks += 1
        if self.looks > 1:
            raise Cancelled


def form(how) -> Format:  # type: ignore[no-untyped-def]
    return replace(FORMATS["html"], write=how)


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_is_written(name: str, tmp_path: Path) -> None:
    one = FORMATS[name]
    if one.lacking():
        pytest.skip(one.lacking())
    if one.page_s > 1:
        pytest.skip("it has a test of its own")
    path = write(SHELF["latin"], one, tmp_path / "new" / f"fox{one.ending}")
    assert path.stat().st_size > 1000
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_no_half_file_stays(tmp_path: Path) -> None:
    old = tmp_path / "fox.html"
    old.write_text("the one before")

    def full(book: Book, path: Path, work: Work) -> None:
        path.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    with pytest.raises(StorageError, match="No space left on device"):
        write(SHELF["latin"], form(full), old)
    with pytest.raises(Cancelled):
        write(SHELF["latin"], FORMATS["html"], old, Impatient())
    assert [p.name for p in tmp_path.iterdir()] == ["fox.html"]
    assert old.read_text() == "the one before"


def test_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StorageError, match="file"):
        write(SHELF["latin"], FORMATS["html"], tmp_path / "file" / "fox.html")


def test_what_is_lacking_is_said(tmp_path: Path) -> None:
    lacking = replace(FORMATS["html"], lacking=lambda: "The program ffmpeg is missing: install it.")
    with pytest.raises(StudioError, match="ffmpeg is missing"):
        write(SHELF["latin"], lacking, tmp_path / "fox.html")
    assert not list(tmp_path.iterdir())


def test_formats_are_found_by_name() -> None:
    assert [f.id for f in forms_of(" epub, PDF,epub")] == ["epub", "pdf"]
    with pytest.raises(UnknownName, match="docx"):
        forms_of("docx")
    with pytest.raises(BadInput, match="epub"):
        forms_of(" , ")


def test_a_title_makes_a_name_for_every_system() -> None:
    assert file_stem("The Fox: a/b\\c?") == "The-Fox-abc"
    assert file_stem("…") == "story"
    assert file_stem("小狐狸") == "小狐狸"
    assert file_stem("एक समय की बात है।") == "एक-समय-की-बात-है"
