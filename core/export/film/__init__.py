"""The book as a film: page by page, its words lit as they are spoken, over quiet music.

`timeline` says when what is seen, `letters` and `frames` draw it, `soundtrack` is heard,
`subtitles` are its words once more; `program` runs ffmpeg, which makes the file.
"""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from core.export.book import Book
from core.export.film.frames import Screen, screens
from core.export.film.program import Film, lacking
from core.export.film.soundtrack import metadata, write_sound
from core.export.film.subtitles import srt
from core.export.film.timeline import RATE_FPS, timeline
from core.export.pdf import SCREENS
from core.export.work import Work

__all__ = ["lacking", "write_film"]

_LOOK_EVERY: Final = 12
"""Frames between two looks at whether the film is still wanted."""


def write_film(
    book: Book,
    path: Path,
    work: Work,
    *,
    shape: str = "wide",
    music: bool = True,
    pixels: tuple[int, int] | None = None,
) -> None:
    """Write the book as MP4 (H.264 and AAC, subtitles and chapters inside) to `path`.

    `shape` is one of `core.export.pdf.SCREENS` ("wide", "tall"), `pixels` another size of it.
    `StudioError` where ffmpeg is missing or fails, `OSError` where the file cannot be written.
    """
    work.note("Mixing voice and music" if music else "Putting the voices together")
    size = pixels or SCREENS[shape]
    scenes = timeline(book)
    with TemporaryDirectory(prefix="storybook-") as folder:
        place = Path(folder)
        heard = write_sound(book, scenes, place / "sound.wav", music=music)
        subtitles = srt(book, scenes)
        (place / "words.srt").write_text(subtitles, "utf-8")
        (place / "about.txt").write_text(metadata(book, scenes), "utf-8")
        work.check()
        film = Film(
            size=size,
            language=book.language,
            about=place / "about.txt",
            sound=place / "sound.wav" if heard else None,
            subtitles=place / "words.srt" if subtitles else None,
        )
        work.note("Setting the pages")
        seen = screens(book, scenes, size)
        with film.writing(path) as feed:
            _roll(seen, feed, work)


def _roll(seen: list[Screen], feed: "Film.Feed", work: Work) -> None:
    total = sum(screen.frames for screen in seen)
    number = 0
    before: Screen | None = None
    for screen in seen:
        for frame in range(screen.frames):
            if number % _LOOK_EVERY == 0:
                work.check()
                work.note(f"Filming {screen.name}", number, total)
            feed.frame(screen.draw(frame / RATE_FPS, before))
            number += 1
        if before is not None:
            before.forget()
        before = screen
    work.note("Finishing the film", total, total)
