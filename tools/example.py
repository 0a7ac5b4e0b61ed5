"""Makes the example book of new installations from the sample pictures: studio/samples/example.zip.

python tools/example.py [FOLDER]

FOLDER is a data folder to make it in; the newest book that is there already is taken.  The book is
made by the starter models like any other; its pictures and sounds are then packed small (WebP, Ogg
Vorbis), as they are repeated in every copy of the studio.
"""

import io
import json
import sys
import tempfile
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import soundfile
from PIL import Image

from core.export.folder import STORY, book_files
from core.settings import ROOT, Settings
from core.story import StoryRequest
from studio.compose import Studio
from studio.example import FILE

SIDE = 800
"""Pixels of a picture's longer side."""


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        data = sys.argv[1] if len(sys.argv) > 1 else scratch
        studio = Studio(Settings.from_environment({"STUDIO_DATA_DIR": data}))
        try:
            story_id = made(studio)
            packed(studio, story_id)
        finally:
            studio.close()
    print(f"{FILE.relative_to(ROOT)}: {FILE.stat().st_size / 2**20:.2f} MiB")


def made(studio: Studio) -> str:
    """The story, built here and now."""
    known = studio.reading.gallery()
    if known:
        return known[0].id
    pictures = tuple(
        studio.uploads.accept(sample.name, Path(sample.path).read_bytes())
        for sample in studio.uploads.samples()
    )
    request = StoryRequest(
        pictures=pictures, mood="bedtime", hero="Pip", pronoun="she", seed=11, preset="starter"
    )
    story_id = studio.books.create(request)
    build = studio.builds.latest(story_id)
    assert build is not None
    while studio.building.step(build.id) == "more":
        pass
    assert studio.reading.story(story_id).finished
    return story_id


def packed(studio: Studio, story_id: str) -> None:
    """Write the book's ZIP with small files."""
    with zipfile.ZipFile(FILE, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in book_files(studio.binder.book(story_id)):
            if name.startswith(("pictures/", "originals/")) and not name.endswith(".svg"):
                put(archive, Path(name).with_suffix(".webp").as_posix(), small(content))
            elif name.startswith("audio/") and name.endswith(".wav"):
                put(archive, Path(name).with_suffix(".ogg").as_posix(), vorbis(content))
            elif name == STORY:
                put(archive, name, told(content))


def put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0)), content)


def small(content: bytes) -> bytes:
    with Image.open(io.BytesIO(content)) as picture:
        shown = picture.convert("RGB")
        shown.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    shown.save(out, "WEBP", quality=82, method=6)
    return out.getvalue()


def vorbis(content: bytes) -> bytes:
    samples, rate = soundfile.read(io.BytesIO(content))
    out = io.BytesIO()
    soundfile.write(out, samples, rate, format="OGG", subtype="VORBIS")
    return out.getvalue()


def told(content: bytes) -> bytes:
    """story.json with the names of the small files, and without what only its maker needs."""
    story = json.loads(content)
    story["timings"] = []
    for page in story["segments"]:
        page["illustration"] = page["illustration"].replace(".png", ".webp")
        page["narration"] = page["narration"].replace(".wav", ".ogg")
    if story.get("cover"):
        story["cover"] = story["cover"].replace(".png", ".webp")
    return json.dumps(story, ensure_ascii=False).encode()


if __name__ == "__main__":
    main()
