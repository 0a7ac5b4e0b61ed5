"""A book as files: story.txt, story.json, pictures, originals, narrations; in a folder or a ZIP."""

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from core.errors import StorageError
from core.export.audio import wav_to_mp3
from core.export.book import Book, Page
from core.export.epub import book_epub
from core.story import WordTiming

STORY: Final = "story.json"
"""The file that says what all the others are."""
VERSION: Final = 2
"""The form of `story.json`: another number when what was there means something else.  From 2 on a
studio can open the book with all that was asked for."""


def write_folder(book: Book, folder: Path) -> Path:
    """Write all files of a book into `folder` (made when absent); returns the path of story.json.

    story.json is written last: where it lies, the book is whole.
    """
    try:
        for name, content in book_files(book):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    except OSError as error:
        reason = error.strerror or str(error)
        raise StorageError(f"The book cannot be written to {folder}: {reason}.") from error
    return folder / STORY


def book_zip(book: Book) -> bytes:
    """The same files as a ZIP; the same book gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in book_files(book):
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.external_attr = 0o644 << 16
            entry.compress_type = (
                zipfile.ZIP_DEFLATED
                if name.endswith((".txt", ".json", ".svg"))
                else zipfile.ZIP_STORED
            )
            archive.writestr(entry, content)
    return out.getvalue()


def book_files(book: Book) -> Iterator[tuple[str, bytes]]:
    """Every file of a book: its path (with "/") and its content; story.json comes last."""
    yield "story.txt", f"{book.title}\n\n{book.text}\n".encode()
    for i, original in enumerate(book.originals, 1):
        stem = original.name.rpartition(".")[0] or original.name
        yield f"originals/{i:02} {stem}.{original.image.suffix}", original.image.content
    files: dict[int, tuple[str | None, str | None]] = {}
    for page in book.pages:
        illustration = narration = None
        if page.image:
            illustration = f"pictures/{page.number:02}.{page.image.suffix}"
            yield illustration, page.image.content
            if page.image.svg:
                yield f"pictures/{page.number:02}.svg", page.image.svg
        if page.sound:
            narration = f"audio/{page.number:02}.wav"
            yield narration, page.sound.content
            yield f"audio/{page.number:02}.mp3", wav_to_mp3(page.sound.content)
        files[page.index] = (illustration, narration)
    yield "book.epub", book_epub(book)
    cover = _cover(book, files)
    if book.cover and cover and cover.startswith("cover."):
        yield cover, book.cover.content
    story = {**story_json(book, files), "cover": cover}
    yield STORY, (json.dumps(story, indent=2, ensure_ascii=False) + "\n").encode()


def _cover(book: Book, files: Mapping[int, tuple[str | None, str | None]]) -> str | None:
    """The file of the cover's picture: that of a page, or one of its own."""
    if book.cover is None:
        return None
    for page in book.pages:
        if page.image and page.image.content == book.cover.content:
            return files[page.index][0]
    return f"cover.{book.cover.suffix}"


def story_json(
    book: Book, files: Mapping[int, tuple[str | None, str | None]] | None = None
) -> dict[str, Any]:
    """What story.json holds; `files` maps a page to its illustration's and narration's path."""
    return {
        "title": book.title,
        **{name: said for name, said in book.about.to_json().items() if said},
        "mood": book.request.mood,
        "preset": book.request.preset,
        "seed": book.request.seed,
        "word_count": book.words,
        "device": book.details.get("device", "cpu"),
        "segments": [_segment(page, (files or {}).get(page.index)) for page in book.pages],
        "timings": [dict(timing) for timing in book.details.get("timings", ())],
        "version": VERSION,
        "request": book.request.to_json(),
        "models": dict(book.details.get("models", {})),
        **{name: book.details[name] for name in ("outline", "pages") if book.details.get(name)},
    }


def _segment(page: Page, files: tuple[str | None, str | None] | None) -> dict[str, Any]:
    illustration, narration = files or (None, None)
    return {
        "index": page.index,
        "text": page.text,
        "caption": page.caption,
        "prompt": page.prompt,
        "alt": page.image.alt if page.image else None,
        "illustration": illustration,
        "narration": narration,
        "word_timings": [_timing(word) for word in page.sound.words] if page.sound else [],
        "by_hand": list(page.by_hand),
    }


def _timing(word: WordTiming) -> dict[str, Any]:
    timing = {"word": word.word, "start_s": word.start_s, "end_s": word.end_s}
    return {**timing, "estimated": True} if word.estimated else timing
