"""Looking through the gallery: a page of cards at a time, shelves, and covers made small."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Unpack

from PIL import Image, ImageOps

from core.errors import BadInput
from core.text import clean
from db.gallery import Wanted as Wanted
from db.media import MediaStore
from db.shelves import Shelves
from db.stories import Stories
from studio.graphs import Graphs
from studio.reading import card_view
from studio.views import CardView

PER_PAGE: Final = 24
SHELF_LETTERS: Final = 40
SHELVES_OF_A_BOOK: Final = 20
COVER: Final = (640, 480)
"""Pixels of a cover on a card: twice what it has on the page, for fine screens."""


@dataclass(frozen=True, kw_only=True)
class Browsed:
    """A page of the gallery: `number` of `pages` (counted from 1), `count` books in all."""

    cards: tuple[CardView, ...]
    number: int
    pages: int
    count: int


class Browsing:
    """The use cases of the gallery."""

    def __init__(
        self, graphs: Graphs, stories: Stories, shelves: Shelves, files: MediaStore
    ) -> None:
        self._graphs = graphs
        self._stories = stories
        self._shelves = shelves
        self._files = files

    def page(self, number: int, *, sort: str = "newest", **wanted: Unpack[Wanted]) -> Browsed:
        """The wanted books' page of that number, or the last one."""
        count = self._stories.count(**wanted)
        pages = max(-(-count // PER_PAGE), 1)
        number = min(max(number, 1), pages)
        cards = self._stories.gallery(
            sort=sort, limit=PER_PAGE, offset=(number - 1) * PER_PAGE, **wanted
        )
        return Browsed(
            cards=tuple(card_view(card) for card in cards), number=number, pages=pages, count=count
        )

    def title(self, story_id: str) -> str:
        """A book's title; "Untitled" while it has none."""
        return self._stories.titles([story_id]).get(story_id) or "Untitled"

    def heroes(self) -> list[str]:
        """Names of heroes there are books of."""
        return self._stories.heroes()

    def shelves(self) -> dict[str, int]:
        """Every shelf with how many books stand on it."""
        return self._shelves.names()

    def shelves_of(self, story_id: str) -> list[str]:
        """The shelves on which a book stands."""
        return self._shelves.of(story_id)

    def put_on(self, story_id: str, shelves: Sequence[str]) -> None:
        """Let a book stand on these shelves and no others; a new name is a new shelf."""
        self._graphs.request(story_id)
        names = [" ".join(clean(name).split()) for name in shelves]
        if long := next((name for name in names if len(name) > SHELF_LETTERS), None):
            raise BadInput(
                f"“{long[:SHELF_LETTERS]}…” is too long for a shelf: use at most {SHELF_LETTERS}"
                " characters."
            )
        if len(names) > SHELVES_OF_A_BOOK:
            raise BadInput(f"A book stands on at most {SHELVES_OF_A_BOOK} shelves.")
        self._shelves.put(story_id, [name for name in names if name])

    def cover_file(self, sha256: str) -> Path:
        """A stored picture as a small JPEG, made at the first call."""
        return self._files.derived(sha256, "cover.jpg", small_cover)


def small_cover(content: bytes) -> bytes:
    """The middle of a picture in the size of a card, as JPEG."""
    with Image.open(io.BytesIO(content)) as picture:
        fitted = ImageOps.fit(picture.convert("RGB"), COVER, Image.Resampling.LANCZOS)
    out = io.BytesIO()
    fitted.save(out, "JPEG", quality=85)
    return out.getvalue()
