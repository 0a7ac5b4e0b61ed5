"""The book to be heard: one MP3 with a chapter a page, the cover, and music below the voice."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from core.errors import StudioError
from core.export.book import Book
from core.export.film.program import run
from core.export.film.soundtrack import metadata, write_sound
from core.export.film.timeline import heard_only
from core.export.media import jpeg
from core.export.work import Work


def write_mp3(book: Book, path: Path, work: Work, *, music: bool = True) -> None:
    """Write the pages that are read aloud as MP3; `StudioError` where none is."""
    scenes = heard_only(book)
    if not scenes:
        raise StudioError("No page of this book is read aloud: give it a voice first.")
    work.note("Mixing voice and music" if music else "Putting the voices together")
    with TemporaryDirectory(prefix="storybook-") as folder:
        place = Path(folder)
        write_sound(book, scenes, place / "sound.wav", music=music)
        (place / "about.txt").write_text(metadata(book, scenes), "utf-8")
        inputs = ["-i", str(place / "sound.wav"), "-i", str(place / "about.txt")]
        how = ["-map", "0:a", "-map_metadata", "1", "-map_chapters", "1"]
        if book.cover:
            (place / "cover.jpg").write_bytes(jpeg(book.cover, 800))
            inputs += ["-i", str(place / "cover.jpg")]
            how += ["-map", "2:v", "-c:v", "copy", "-disposition:v:0", "attached_pic"]
        work.check()
        work.note("Writing the sound book")
        run([*inputs, *how, *_MP3, str(path)])


_MP3: Final = (
    *("-c:a", "libmp3lame", "-b:a", "128k", "-metadata", "genre=Audiobook"),
    *("-id3v2_version", "3", "-f", "mp3"),
)
