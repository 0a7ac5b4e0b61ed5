"""A gallery of thousands of books, and how long its first page takes.

`python -m eval.full_shelf --data FOLDER [--books N]` fills a data folder with small books through
the database's own doors (once; a fuller folder is left alone), then times what the gallery asks of
it.  It ends with one JSON line; times are milliseconds, the median of `repeats`.
"""

import argparse
import colorsys
import io
import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from PIL import Image

from core.ages import AGES
from core.build import Artifact, digest
from core.settings import ROOT
from core.story import MOODS, Picture, StoryRequest
from db.artifacts import SqlArtifactStore
from db.builds import Builds
from db.media import MediaStore
from db.ratings import Ratings
from db.session import Database
from db.stories import Stories

PAGES: Final = 5
COVERS: Final = 48
"""Different pictures; they come round."""
HEROES: Final = ("Pip", "Amina", "Ole", "Mia", "Captain Whiskers")
ODD_TITLES: Final = (
    "The Very " + "very " * 57 + "Long Day",
    "🦊🌧️🏰🌊🌙" * 12,
    "الثعلب الصغير والقمر",
    "השועל והים הגדול",
    "<b>Bold</b> & `code` [link](https://example.org) $x$",
)
TEXT: Final = (
    "The little fox in the red coat walked down to the sea, and number {} was the wave that took "
    "her lantern. She ran after it, and the owl flew ahead of her. “Wait!” called the bear."
)


def main() -> None:
    """Fill and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="data folder to fill")
    parser.add_argument("--books", type=int, default=2000)
    parser.add_argument("--repeats", type=int, default=7)
    options = parser.parse_args()
    options.data.mkdir(parents=True, exist_ok=True)
    database = Database(f"sqlite:///{options.data / 'studio.db'}")
    database.migrate()
    fill(database, options.data, options.books)
    print(json.dumps(measure(Stories(database), options.repeats)))


def fill(database: Database, data: Path, books: int) -> None:
    """Add books until there are `books` of them."""
    stories, files = Stories(database), MediaStore(data / "media")
    store = SqlArtifactStore(database, files)
    builds, ratings = Builds(database), Ratings(database)
    covers = [files.put(content, "image/png") for content in _covers()]
    for n in range(len(stories.gallery()), books):
        mood, age = list(MOODS)[n % len(MOODS)], list(AGES)[n % len(AGES)]
        picture = Picture(sha256=covers[n % COVERS], name="fox.png", width=512, height=512)
        request = StoryRequest(
            pictures=(picture,) * PAGES, mood=mood, age=age, hero=HEROES[n % len(HEROES)], seed=n
        )
        story_id = stories.create(request)
        for slot, artifact in _pieces(n, covers):
            store.put(story_id, slot, 0, artifact)
        builds.set_status(builds.enqueue(story_id), "done", message="Done")
        if n % 3 == 0:
            ratings.rate(story_id, stars=1 + n % 5)


def _covers() -> list[bytes]:
    """Sample pictures in many colours."""
    samples = sorted((ROOT / "studio" / "samples").glob("*.png"))
    found = []
    for n in range(COVERS):
        tint = tuple(round(255 * part) for part in colorsys.hsv_to_rgb(n / COVERS, 0.6, 0.9))
        with Image.open(samples[n % len(samples)]) as picture:
            blended = Image.blend(picture.convert("RGB"), Image.new("RGB", picture.size, tint), 0.3)
        out = io.BytesIO()
        blended.save(out, "PNG")
        found.append(out.getvalue())
    return found


def _pieces(n: int, covers: list[str]) -> list[tuple[str, Artifact]]:
    """Every slot of a book with what stands there."""

    def made(slot: str, stage: str, **values: Any) -> tuple[str, Artifact]:
        artifact = Artifact(
            key=digest([n, slot]), stage=stage, maker="model", created_at=time.time(), run_s=0.1,
            **values,
        )  # fmt: skip
        return slot, artifact

    title = ODD_TITLES[n % 500] if n % 500 < len(ODD_TITLES) else f"The Fox and Wave {n}"
    found = [
        made("title", "titling", text=title),
        made("outline", "outlining", text=f"1. The fox sees wave {n}.", data={"thread": "sea"}),
    ]
    for i in range(PAGES):
        picture = covers[(n + i) % COVERS]
        found += [
            made(f"caption/{i}", "captioning", text=f"a fox on a beach, {n}"),
            made(f"segment/{i}", "segmenting", text=TEXT.format(n + i)),
            made(f"prompt/{i}", "prompting", text="a fox on a beach"),
            made(f"illustration/{i}", "illustrating", media=picture, mime="image/png"),
            made(f"score/{i}", "scoring", data={"score": 30.0 + n % 7}),
        ]
    return found


def measure(stories: Stories, repeats: int) -> dict[str, Any]:
    """Milliseconds of what the gallery asks."""
    asked: dict[str, Callable[[], Any]] = {
        "first_page": lambda: stories.gallery(limit=24),
        "last_page": lambda: stories.gallery(limit=24, sort="oldest"),
        "best": lambda: stories.gallery(limit=24, sort="best"),
        "by_title": lambda: stories.gallery(limit=24, sort="title"),
        "mood": lambda: stories.gallery(limit=24, mood="scary"),
        "word": lambda: stories.gallery(limit=24, search="lantern"),
        "no_word": lambda: stories.gallery(limit=24, search="walrus"),
        "all": lambda: stories.gallery(),
        "deleted": lambda: stories.gallery(deleted=True),
    }
    found: dict[str, Any] = {"work": "gallery", "books": len(stories.gallery())}
    for name, ask in asked.items():
        times = []
        for _ in range(repeats):
            start = time.perf_counter()
            ask()
            times.append(1000 * (time.perf_counter() - start))
        found[f"{name}_ms"] = round(statistics.median(times), 1)
    return {**found, "repeats": repeats}


if __name__ == "__main__":
    main()
