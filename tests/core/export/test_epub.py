"""The e-book: what EPUBCheck says of it, and what it says of itself."""

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from lxml import etree

from core.export.book import Book
from core.export.epub import book_epub
from core.export.epub.fitting import Box, fill
from core.export.lines import stanzas
from tests.core.export.shelf import ARABIC, LATIN, POEM, SECONDS, SHELF, words
from tests.core.export.shelf import page as shelf_page

NAMES = {
    "h": "http://www.w3.org/1999/xhtml",
    "o": "http://www.idpf.org/2007/opf",
    "s": "http://www.w3.org/ns/SMIL",
    "dc": "http://purl.org/dc/elements/1.1/",
}


def opened(book: Book, *, fixed: bool = False) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(book_epub(book, fixed=fixed)))


def tree(archive: zipfile.ZipFile, name: str) -> etree._Element:
    return etree.fromstring(archive.read(f"EPUB/{name}"))


def found(element: etree._Element, path: str) -> list:
    return element.xpath(path, namespaces=NAMES)  # type: ignore[return-value]


def epubcheck() -> list[str]:
    """The program, which Debian packs as an archive that Java runs."""
    program = shutil.which("epubcheck")
    if program is None:
        pytest.skip("the program epubcheck is not installed")
    with open(program, "rb") as file:
        return ["java", "-jar", program] if file.read(2) == b"PK" else [program]


def all_pages() -> Book:
    """The pages of all books in one, as each run of the program takes seconds."""
    pages = [page for one in SHELF.values() for page in one.pages]
    pages = [replace(page, index=i) for i, page in enumerate(pages)]
    return replace(SHELF["markup"], pages=tuple(pages))


@pytest.mark.parametrize("fixed", [False, True], ids=["flowing", "fixed"])
@pytest.mark.parametrize("name", ["all", "arabic", "bare"])
def test_epubcheck_finds_nothing(name: str, fixed: bool, tmp_path: Path) -> None:
    program = epubcheck()
    path = tmp_path / f"{name}.epub"
    path.write_bytes(book_epub(all_pages() if name == "all" else SHELF[name], fixed=fixed))
    done = subprocess.run([*program, str(path)], capture_output=True, text=True, check=False)
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    assert "No errors or warnings" in said, said


def test_the_first_file_says_what_it_is() -> None:
    content = book_epub(SHELF["latin"])
    assert content[30:58] == b"mimetypeapplication/epub+zip"
    assert content == book_epub(SHELF["latin"]), "the same book gives the same bytes"


def test_it_says_who_made_it_for_whom_and_how_it_can_be_read() -> None:
    package = tree(opened(SHELF["latin"]), "package.opf")
    assert found(package, "//dc:title/text()") == ["The Fox & the <Rain>"]
    assert found(package, "//dc:creator/text()") == ["Maya & Ben <3"]
    assert found(package, "//dc:language/text()") == ["en"]
    meta: dict[str, list[str]] = {}
    for one in found(package, "//o:meta"):
        meta.setdefault(one.get("property"), []).append(one.text)
    assert meta["schema:typicalAgeRange"] == ["3-6"]
    assert set(meta["schema:accessMode"]) == {"textual", "visual", "auditory"}
    assert {"alternativeText", "synchronizedAudioText"} <= set(meta["schema:accessibilityFeature"])
    assert meta["media:duration"] == ["2.000s", "2.000s", "4.000s"]
    silent = tree(opened(SHELF["bare"]), "package.opf")
    assert not found(silent, "//dc:creator")
    features = found(silent, "//o:meta[@property='schema:accessibilityFeature']/text()")
    assert "synchronizedAudioText" not in features


@pytest.mark.parametrize("name", SHELF)
def test_pages_say_what_the_book_says(name: str) -> None:
    archive, book = opened(SHELF[name]), SHELF[name]
    for page in book.pages:
        document = tree(archive, f"page-{page.number:02}.xhtml")
        (text,) = found(document, "//h:div[@id='text']")
        shown = "".join("".join(text.itertext()).split())
        assert shown == "".join(page.text.replace("\x01", "").split())
        assert text.get("dir") == ("rtl" if page.rtl else "ltr")
        assert document.get("lang") == book.language


def test_a_right_to_left_book_opens_from_the_right() -> None:
    archive = opened(SHELF["arabic"])
    (spine,) = found(tree(archive, "package.opf"), "//o:spine")
    assert spine.get("page-progression-direction") == "rtl"
    assert tree(archive, "page-01.xhtml").get("dir") == "rtl"
    assert ARABIC.split()[0] in archive.read("EPUB/nav.xhtml").decode()


def test_words_are_lit_when_they_are_spoken() -> None:
    archive = opened(SHELF["latin"])
    page, overlay = tree(archive, "page-01.xhtml"), tree(archive, "page-01.smil")
    ids = {span.get("id"): span.text for span in found(page, "//h:span[@id]")}
    clips = found(overlay, "//s:par")
    assert len(clips) == len(words(LATIN))
    before = 0.0
    for word, clip in zip(words(LATIN), clips, strict=True):
        text, sound = clip
        where, _, name = text.get("src").partition("#")
        assert (where, ids[name]) == ("page-01.xhtml", word.word)
        begin, end = (float(sound.get(key)[:-1]) for key in ("clipBegin", "clipEnd"))
        assert begin == pytest.approx(before), "no gap: players stumble over one"
        assert begin <= word.start_s + 0.001
        assert end >= word.end_s - 0.001
        assert f"EPUB/{sound.get('src')}" in archive.namelist()
        before = end
    assert before == pytest.approx(SECONDS)


def test_a_voice_without_times_has_the_page_as_a_whole() -> None:
    archive = opened(SHELF["bare"])
    assert "EPUB/page-01.smil" not in archive.namelist()
    (clip,) = found(tree(archive, "page-03.smil"), "//s:text")
    assert clip.get("src") == "page-03.xhtml#text"


def test_verse_keeps_its_lines() -> None:
    page = tree(opened(SHELF["latin"]), "page-02.xhtml")
    paragraphs = found(page, "//h:div[@id='text']/h:p")
    assert [len(found(p, "h:br")) for p in paragraphs] == [1, 1]
    assert len(POEM.split("\n\n")) == 2


@pytest.mark.parametrize("name", SHELF)
def test_fixed_pages_hold_the_whole_text_once(name: str) -> None:
    archive, book = opened(SHELF[name], fixed=True), SHELF[name]
    for page in book.pages:
        start = f"EPUB/page-{page.number:02}"
        sheets = sorted(
            (n for n in archive.namelist() if n.startswith(start) and n.endswith(".xhtml")),
            key=lambda n: int(n[len(start) :].strip("-").partition(".")[0] or 1),
        )
        shown, ids, lit = "", [], []
        for sheet in sheets:
            document = tree(archive, sheet.removeprefix("EPUB/"))
            (text,) = found(document, "//h:div[@id='text']")
            shown += "".join(text.itertext())
            ids += [span.get("id") for span in found(text, ".//h:span[@id]")]
            overlay = sheet.replace(".xhtml", ".smil")
            if overlay in archive.namelist():
                clips = found(tree(archive, overlay.removeprefix("EPUB/")), "//s:text")
                lit += [clip.get("src").partition("#")[2] for clip in clips]
        assert "".join(shown.split()) == "".join(page.text.replace("\x01", "").split())
        assert ids == (lit if page.sound and page.sound.words else ids)
        assert (len(sheets) > 1) == (name == "long")


def test_letters_of_a_fixed_layout_are_inside() -> None:
    for name in ("arabic", "hindi", "chinese", "thai"):
        archive = opened(SHELF[name], fixed=True)
        css = archive.read("EPUB/style.css").decode()
        letters: set[str] = set()
        for file in archive.namelist():
            if file.startswith("EPUB/fonts/"):
                assert file.rpartition("/")[2] in css
                with TTFont(io.BytesIO(archive.read(file))) as font:
                    letters |= set(map(chr, font.getBestCmap()))
        missing = set(SHELF[name].text) - letters - set("\n")
        assert not missing, f"{name} has no letters for {missing}"


def test_text_is_cut_into_boxes_by_its_width() -> None:
    def width(text: str, size: float) -> float:
        return len(text) * size

    box = Box(100, 100)
    for text in ("word " * 50, "x" * 500, POEM, ""):
        filled = fill(stanzas(shelf_page(0, text)), 10, box, box, width)
        assert all(sheet.height <= 90 for sheet in filled)
        whole = "".join(run.text for f in filled for s in f.stanzas for line in s for run in line)
        assert "".join(whole.split()) == "".join(text.split())
    assert len(fill(stanzas(shelf_page(0, "word " * 50)), 10, box, box, width)) > 3
