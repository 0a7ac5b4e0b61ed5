"""What a book says of itself, in the language that it is told in."""

import io

import pytest
from pypdf import PdfReader

from core.export.book import About
from core.export.pdf import book_pdf
from core.export.phrases import phrases
from core.export.readalong import book_html
from core.languages import LANGUAGES
from tests.core.export.shelf import ARABIC, CHINESE, LATIN, book

NAMED = ("written", "pictures", "ages", "told", "drawn", "painted", "read", "made", "page")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_of_stories_has_its_own_phrases(language: str) -> None:
    said = phrases(language)
    assert said.language == language
    for name in NAMED:
        assert getattr(said, name).count("{}") == 1, name
    for name in ("edited", "own_pictures", "own_voice", "cover", "about", "end"):
        assert "{" not in getattr(said, name)
    assert said.rtl == (language == "ar")
    if language != "en":
        assert said.about != phrases("en").about


def test_another_language_says_it_in_english() -> None:
    assert phrases("fi").language == "en"


@pytest.mark.parametrize(
    ("language", "listed"),
    [("en", "A, B and C"), ("de", "A, B und C"), ("zh", "A、B、C"), ("ar", "A، B وC")],
)
def test_names_are_listed_as_people_do(language: str, listed: str) -> None:
    assert phrases(language).listed(["A", "B", "C"]) == listed
    assert phrases(language).listed(["A"]) == "A"


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        (LATIN, "de", ("Geschrieben von Mia", "Bilder von Jo", "Für 3–5 Jahre")),
        (ARABIC, "ar", ("رسوم: ",)),
        (CHINESE, "cmn", ("图：", "适合 3–5 岁")),
    ],
)
def test_cover_and_title_page_speak_the_books_language(
    text: str, language: str, said: tuple[str, ...]
) -> None:
    about = About(author="Mia", illustrator="Jo", age="3–5")
    made = book((text,), title=text[:9], language=language, about=about)
    page = book_html(made).decode()
    for phrase in said[1:]:
        assert phrase in page.replace("<bdi>", "").replace("</bdi>", "")
    for english in ("Pictures by", "For ages", "About this book"):
        assert english not in page
    if language == "de":
        read = PdfReader(io.BytesIO(book_pdf(made)))
        printed = " ".join("".join(page.extract_text() for page in read.pages).split())
        for phrase in said:
            assert phrase in printed
