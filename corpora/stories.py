"""Files of stories: JSON or JSONL, a row a story, or a row a page with its picture and its book.

A story is a list of pages ("pages", "sections"; texts, or objects with a "text" and perhaps a
picture) or one text ("story", "text", "output").  Rows with a picture and a "book" (or "story_id")
are pages of the book of that name, in the file's order; their text is "story_text", "storytext",
"story" or "text".  SSID's and VIST's JSON are read, too (`corpora.sequences`).
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from corpora.folder import PictureFiles
from corpora.records import read_records
from corpora.rows import UnreadableCorpus
from corpora.sequences import stories_along
from corpora.tables import IMAGES
from corpora.told import Page, StoryFile, Told

PAGES: Final = ("pages", "sections")
TEXTS: Final = ("story_text", "storytext", "story", "text", "output")
BOOKS: Final = ("book", "story_id", "album_id")
_CAPTIONS: Final = ("captions", "caption")
_SUFFIXES: Final = (".json", ".jsonl")


def read_stories(path: Path) -> StoryFile | None:
    """The stories in a file, or in the first file of a folder that holds some; None if there are
    none.  Raises `UnreadableCorpus` for a file of stories in which nothing can be used."""
    if path.is_dir():
        files = [f for f in sorted(path.iterdir()) if f.suffix.lower() in _SUFFIXES]
    else:
        files = [path] if path.suffix.lower() in _SUFFIXES else []
    for file in files:
        try:
            rows = read_records(file)
        except UnreadableCorpus:
            if told := stories_along(file):
                return told
            continue  # another reader may know it
        if _has(rows[0], PAGES) or (_has(rows[0], TEXTS) and not _has(rows[0], IMAGES)):
            return _found(file, "stories", [_whole(row, file) for row in rows])
        if _has(rows[0], BOOKS) and _has(rows[0], IMAGES) and _has(rows[0], TEXTS):
            return _found(file, "pages of books", _books(rows, file))
    return None


def _found(file: Path, layout: str, told: Sequence[Told | None]) -> StoryFile:
    stories = tuple(story for story in told if story and story.pages)
    if not stories:
        raise UnreadableCorpus(f"No story of {file.name} has a word in it.")
    left = len(told) - len(stories)
    lost = sum(1 for s in stories for p in s.pages if p.picture and not p.image)
    counts = (
        (left, "story has no text and was", "stories have no text and were", "left out"),
        (lost, "picture is", "pictures are", "not in the folder"),
    )
    notes = [f"{n:,} {one if n == 1 else more} {end}." for n, one, more, end in counts if n]
    return StoryFile(
        name=file.name if file.stem not in ("captions", "stories") else file.resolve().parent.name,
        layout=layout,
        stories=stories,
        notes=tuple(notes),
    )


def _whole(row: Mapping[str, Any], file: Path) -> Told | None:
    """A row that is a story."""
    key = _has(row, PAGES) or _has(row, TEXTS)
    given = row.get(key or "")
    parts = given if isinstance(given, list) else [given]
    pages = [_page(part) for part in parts]
    return Told(
        title=_text(row.get("title")),
        pages=tuple(page for page in pages if page.text),
        split=_text(row.get("split")) or None,
    )


def _page(part: Any) -> Page:
    text = part.get(_has(part, TEXTS) or "") if isinstance(part, dict) else part
    return Page(text=_text(text))


def _books(rows: Iterable[Mapping[str, Any]], file: Path) -> list[Told]:
    """Rows that are pages, put together to books in the order in which those begin."""
    files = PictureFiles(file.parent.resolve())
    books: dict[str, list[Page]] = {}
    splits: dict[str, str | None] = {}
    for row in rows:
        key, text = _has(row, BOOKS), _text(row.get(_has(row, TEXTS) or ""))
        name = _text(row.get(_has(row, IMAGES) or ""))
        if key is None or not text:
            continue
        title = _text(row[key])
        splits.setdefault(title, _text(row.get("split")) or None)
        place = files.find(name).path if name else None
        said = row.get(_has(row, _CAPTIONS) or "")
        books.setdefault(title, []).append(
            Page(
                text=text,
                picture=name or None,
                image=file.parent / place if place else None,
                captions=tuple(
                    filter(None, map(_text, said if isinstance(said, list) else [said]))
                ),
            )
        )
    return [
        Told(title=title, pages=tuple(pages), split=splits[title]) for title, pages in books.items()
    ]


def _has(row: Any, names: Iterable[str]) -> str | None:
    """The first of the names that a row has."""
    return next((name for name in names if isinstance(row, dict) and name in row), None)


def _text(value: Any) -> str:
    return " ".join(str(value).split()) if isinstance(value, str | int) else ""
