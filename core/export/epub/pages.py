"""The pages of an e-book as XHTML, reflowable: cover, title page, pages of the story, colophon."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from core.export.book import Book, Page
from core.export.book import Image as Picture
from core.export.epub.parts import (
    TYPE,
    Check,
    Document,
    Element,
    H,
    Overlay,
    Parts,
    Resource,
    attributes,
    xhtml,
)
from core.export.lines import Run, Stanza, stanzas
from core.export.looks import look_of
from core.export.media import files, jpeg
from core.export.pdf import pages_png
from core.export.phrases import phrases

STYLE: Final = "style.css"
COVER: Final = (1200, 1600)
"""The cover in pixels, as shelves have it."""
COVER_PATH: Final = "images/cover.jpg"
_FIRST_WORDS: Final = 6
_CSS: Final = """
html, body { margin: 0; padding: 0; }
body { font-family: serif; line-height: 1.5; }
h1 { color: %(accent)s; font-size: 2em; line-height: 1.2; margin: 1em 0 0.4em; }
p { margin: 0 0 0.8em; }
.picture { margin: 0 0 1em; text-align: center; break-inside: avoid; page-break-inside: avoid; }
.picture img { max-width: 100%%; max-height: 70vh; height: auto; }
.title, .colophon { text-align: center; }
.cover { text-align: center; }
.cover img { max-width: 100%%; max-height: 100vh; }
.age, .colophon p { font-size: 0.9em; }
.dedication { font-style: italic; margin-top: 2em; }
.text { font-size: 1.15em; }
nav ol { list-style: none; margin: 0; padding: 0 1em; }
nav li { margin: 0.4em 0; }
.-epub-media-overlay-active { background-color: %(accent)s; color: #ffffff; }
"""


def parts(book: Book, check: Check) -> Parts:
    """All pages and what they use."""
    found = Parts()
    css = _CSS % {"accent": look_of(book.request.mood).accent}
    found.resources.append(Resource(path=STYLE, mime="text/css", content=css.encode()))
    found.resources.append(cover_file(book))
    found.documents.append(_cover(book))
    found.documents.append(_title(book))
    found.resources += page_files(book, check)
    found.documents += [_page(book, page) for page in book.pages]
    found.documents.append(_colophon(book))
    return found


def cover_file(book: Book) -> Resource:
    """The cover that shelves of e-readers show, with the title in type."""
    # The pages' pictures are not on it, and Typst would read them all.
    bare = tuple(replace(page, image=None, sound=None) for page in book.pages)
    (sheet,) = pages_png(replace(book, pages=bare), "full", pixels=COVER, parts=("cover",))
    width, height = COVER
    front = Picture(content=sheet.content, mime="image/png", width=width, height=height)
    return Resource(
        path=COVER_PATH,
        mime="image/jpeg",
        content=jpeg(front, height),
        properties="cover-image",
    )


def page_files(book: Book, check: Check) -> Iterator[Resource]:
    """Pictures and sounds of all pages."""
    for page, made in zip(book.pages, files(book.pages, jpeg, check), strict=True):
        if made.picture:
            yield Resource(path=picture_path(page), mime="image/jpeg", content=made.picture)
        if made.sound:
            yield Resource(path=sound_path(page), mime="audio/mpeg", content=made.sound)


def picture_path(page: Page) -> str:
    """Where its picture lies."""
    return f"images/{page.number:02}.jpg"


def sound_path(page: Page) -> str:
    """Where its narration lies."""
    return f"audio/{page.number:02}.mp3"


def overlay(page: Page, numbers: range | None = None) -> Overlay | None:
    """Which words are spoken when, without gaps, so that players do not stumble between words.

    `numbers` are the words of the page that stand in this document (all, if not given).  A voice
    that tells of no word has the whole text as one.
    """
    if page.sound is None or page.sound.seconds <= 0:
        return None
    words, seconds = page.sound.words, page.sound.seconds
    if not words:
        return Overlay(sound=sound_path(page), clips=(("text", 0.0, seconds),))
    borders = [0.0, *(word.start_s for word in words[1:]), seconds]
    for i in range(1, len(borders)):  # None goes back, whatever a voice told.
        borders[i] = min(max(borders[i], borders[i - 1]), seconds)
    clips = tuple(
        (word_id(i), borders[i], borders[i + 1])
        for i in (numbers if numbers is not None else range(len(words)))
        if borders[i + 1] - borders[i] >= 0.001
    )
    return Overlay(sound=sound_path(page), clips=clips) if clips else None


def word_id(number: int) -> str:
    """The id of a page's spoken word, counted from 0."""
    return f"w{number + 1}"


def paragraphs(found: tuple[Stanza, ...]) -> Iterator[Element]:
    """Stanzas as paragraphs, their lines as lines, each spoken word in a span with its id."""
    for stanza in found:
        paragraph = H.p()
        for i, line in enumerate(stanza):
            if i:
                paragraph.append(H.br())
            _add(paragraph, line)
        yield paragraph


def _add(paragraph: Element, line: tuple[Run, ...]) -> None:
    for run in line:
        if run.word is not None:
            paragraph.append(H.span(run.text, id=word_id(run.number)))
            continue
        text = H.span(run.text).text or ""
        if len(paragraph):
            paragraph[-1].tail = (paragraph[-1].tail or "") + text
        else:
            paragraph.text = (paragraph.text or "") + text


def first_words(text: str) -> str:
    """How a page begins, for the table of contents."""
    words = text.split()
    start = " ".join(words[:_FIRST_WORDS])[:60].rstrip()
    return f"{start} …" if len(start) < len(" ".join(words)) else start


def page_title(page: Page) -> str:
    """What the table of contents says of a page."""
    return f"{page.number}. {first_words(page.text)}" if page.text.strip() else f"{page.number}."


def image(path: str, alt: str) -> Element:
    """A picture with what it shows in words."""
    return H.img(attributes({"src": path, "alt": alt}))


def about_lines(book: Book) -> Iterator[Element]:
    """Title, author, illustrator, age and dedication."""
    about = book.about
    yield H.h1(book.title)
    if about.author:
        yield H.p(about.author)
    if about.illustrator:
        before, after = book.phrases.pictures.split("{}")
        yield H.p(before, H.bdi(about.illustrator), after)
    if about.age:
        yield H.p(book.phrases.ages.format(about.age), {"class": "age"})
    if about.dedication:
        lines: list[Element | str] = []
        for line in about.dedication.split("\n"):
            lines += [*([H.br()] if lines else []), line]
        yield H.p(*lines, {"class": "dedication"})


def in_its_language(book: Book) -> dict[str, str]:
    """What says in which language the colophon is."""
    made = phrases(book.colophon.language)
    return {"lang": made.language, "dir": "rtl" if made.rtl else "ltr"}


def colophon_lines(book: Book) -> Iterator[Element]:
    """How the book was made."""
    for sentence in book.colophon.sentences:
        yield H.p(sentence)


def _cover(book: Book) -> Document:
    shown = f" {book.cover.alt}" if book.cover and book.cover.alt else ""
    said = " ".join(filter(None, (book.title, book.about.author)))
    body = H.body(
        H.section(
            image(COVER_PATH, f"{said}.{shown}"),
            {TYPE: "cover", "class": "cover", "aria-label": book.phrases.cover},
        )
    )
    return _document(book, "cover", book.phrases.cover, body)


def _title(book: Book) -> Document:
    body = H.body(H.section(*about_lines(book), {TYPE: "titlepage", "class": "title"}))
    return _document(book, "title", book.title, body)


def _page(book: Book, page: Page) -> Document:
    section = H.section({TYPE: "chapter", "aria-label": book.phrases.page.format(page.number)})
    if page.image:
        section.append(H.div(image(picture_path(page), page.image.alt), {"class": "picture"}))
    text = H.div(
        *paragraphs(stanzas(page)),
        {"class": "text", "dir": "rtl" if page.rtl else "ltr"},
        id="text",
    )
    section.append(text)
    name = f"page-{page.number:02}"
    return _document(book, name, page_title(page), H.body(section), overlay(page))


def _colophon(book: Book) -> Document:
    body = H.body(
        H.section(
            *colophon_lines(book),
            {TYPE: "colophon", "class": "colophon", **in_its_language(book)},
        )
    )
    return _document(book, "colophon", book.phrases.about, body)


def _document(
    book: Book, name: str, title: str, body: Element, sound: Overlay | None = None
) -> Document:
    content = xhtml(body, title=title, language=book.language, rtl=book.rtl, stylesheet=STYLE)
    return Document(name=name, title=title, content=content, overlay=sound)
