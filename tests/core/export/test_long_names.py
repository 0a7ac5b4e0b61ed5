"""Names of many bytes: what a book leaves the studio as can be written and unpacked everywhere."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from core.export.book import Image, Original
from core.export.folder import book_zip
from core.export.formats import FORMATS, file_name, write
from core.pictures import open_picture
from tests.core.export.shelf import SHELF, png

MOST = 255
"""Bytes that file systems allow a name."""
FAMILY = "👨\u200d👩\u200d👧"


@pytest.mark.parametrize("letter", ["🦊", FAMILY, "🇩🇪", "ü", "狐", "𠮷"])
def test_a_zip_with_long_picture_names_is_unpacked(tmp_path: Path, letter: str) -> None:
    name = open_picture(f"{letter * 63}.png", png(), max_mib=1).name
    image = Image(content=png(), mime="image/png", width=96, height=64)
    book = replace(SHELF["latin"], originals=(Original(name=name, image=image),) * 2)
    with zipfile.ZipFile(io.BytesIO(book_zip(book))) as archive:
        archive.extractall(tmp_path)
    files = [file.name for file in (tmp_path / "originals").iterdir()]
    assert len(files) == 2
    assert all(letter[0] in file and len(file.encode()) <= MOST for file in files)


@pytest.mark.parametrize("form", ["zip", "html", "epub"])
def test_titles_of_long_letters_become_files(tmp_path: Path, form: str) -> None:
    book = replace(SHELF["bare"], title="𠮷" * 60)
    name = file_name(book, FORMATS[form])
    assert name.startswith("𠮷𠮷")
    assert write(book, FORMATS[form], tmp_path / name).stat().st_size
    assert [file.name for file in tmp_path.iterdir()] == [name]
