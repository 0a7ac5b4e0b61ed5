"""A page's words as a picture in which each can be lit.

Typst sets them, so every script is right; where which word stands is read from its colour.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

import numpy as np
from PIL import Image as Pillow
from PIL import ImageDraw

from core.export.book import Book
from core.export.lines import stanzas
from core.export.pdf import words_png
from core.export.setting import printable
from core.scripts import language_of, right_to_left

PAPER: Final = (253, 248, 238)
INK: Final = (47, 42, 58)
_CODES: Final = 4095
"""So many words have colours of their own; more begin anew."""
_STEP: Final = 17
"""Each of three digits to the base of 16 is a colour's red, green and blue, so far apart that
rounding does no harm."""
_SOLID: Final = 128
Box = tuple[int, int, int, int]


@dataclass(frozen=True)
class Leaf:
    """Words that are seen at once.

    `cover` (height, width) is how much ink is where, 0 to 255; `boxes` are where each word (by its
    number on the page) stands: one box, or one a line where it is broken.
    """

    cover: np.ndarray
    boxes: Mapping[int, Sequence[Box]]

    @cached_property
    def plain(self) -> np.ndarray:
        """All in ink on paper: uint8 (height, width, 3)."""
        return _inked(self.cover, PAPER, INK)

    def lit(self, word: int | None, accent: str) -> np.ndarray:
        """As `plain`, with one word on a round patch of the accent's colour."""
        boxes = self.boxes.get(word, ()) if word is not None else ()
        if not boxes:
            return self.plain
        colour = tuple(int(accent[i : i + 2], 16) for i in (1, 3, 5))
        patch = tuple(round(0.78 * p + 0.22 * c) for p, c in zip(PAPER, colour, strict=True))
        panel = self.plain.copy()
        height, width = self.cover.shape
        for left, top, right, bottom in boxes:
            grow = max(4, round(0.18 * (bottom - top)))
            x, y = max(left - grow, 0), max(top - grow, 0)
            right, bottom = min(right + grow, width), min(bottom + grow, height)
            mask = Pillow.new("L", (right - x, bottom - y), 0)
            ImageDraw.Draw(mask).rounded_rectangle(
                (0, 0, right - x - 1, bottom - y - 1), radius=2 * grow, fill=255
            )
            part = panel[y:bottom, x:right]
            inside = np.asarray(mask)[..., None] > 0
            others = self.cover[y:bottom, x:right]
            part[:] = np.where(inside, _inked(others, patch, colour), part)
        return panel


@dataclass
class Lettering:
    """A page's leaves, and on which each word stands."""

    leaves: list[Leaf] = field(default_factory=list)

    def leaf_of(self, word: int | None) -> int:
        """The number of the leaf that a word stands on."""
        found = (i for i, leaf in enumerate(self.leaves) if word in leaf.boxes)
        return next(found, 0)


def lettering(book: Book, size: tuple[int, int]) -> list[Lettering]:
    """The words of every page on panels of `size` pixels; a page without words has no leaf."""
    pages = [_told(book, number) for number in range(len(book.pages))]
    made = [Lettering() for _ in pages]
    written = [i for i, page in enumerate(pages) if page]
    if not written:
        return made
    sheets = words_png(book, [pages[i] for i in written], size)
    for sheet in sheets:
        if sheet.page is None:
            continue
        leaf = _leaf(sheet.content)
        if leaf.cover.any():
            made[written[sheet.page]].leaves.append(leaf)
    return made


def _told(book: Book, number: int) -> list[dict[str, Any]]:
    """What the template is told of a page's words."""
    found = []
    for lines in stanzas(book.pages[number]):
        said = " ".join("".join(run.text for run in line) for line in lines)
        found.append(
            {
                "lines": [
                    [{"text": printable(run.text), "colour": _colour(run.number)} for run in line]
                    for line in lines
                ],
                "lang": language_of(said, book.request.language),
                "rtl": right_to_left(said),
            }
        )
    return found


def _colour(number: int) -> str:
    code = number % _CODES + 1 if number >= 0 else 0
    return "#" + "".join(f"{_STEP * digit:02x}" for digit in (code >> 8, code >> 4 & 15, code & 15))


def _leaf(content: bytes) -> Leaf:
    with Pillow.open(io.BytesIO(content)) as opened:
        pixels = np.asarray(opened.convert("RGBA"))
    cover = pixels[..., 3].copy()
    rows, columns = np.nonzero(cover >= _SOLID)
    if not len(rows):
        return Leaf(cover, {})
    digits = (pixels[rows, columns, :3].astype(np.int32) + _STEP // 2) // _STEP
    codes = digits @ (256, 16, 1)
    order = np.argsort(codes, kind="stable")
    codes, rows, columns = codes[order], rows[order], columns[order]
    names, starts = np.unique(codes, return_index=True)
    groups = zip(names, np.split(rows, starts[1:]), np.split(columns, starts[1:]), strict=True)
    found = {int(n) - 1: (ys, xs) for n, ys, xs in groups if n > 0}
    heights = [int(np.ptp(ys)) + 1 for ys, _ in found.values()]
    usual = float(np.median(heights)) if heights else 0.0
    return Leaf(cover, {n: _boxes(ys, xs, usual) for n, (ys, xs) in found.items()})


def _boxes(ys: np.ndarray, xs: np.ndarray, usual: float) -> list[Box]:
    """One box, or two where the word is higher than any line."""
    if np.ptp(ys) + 1 > 2.1 * usual:
        rows = np.unique(ys)
        gap = int(np.argmax(np.diff(rows))) if len(rows) > 1 else 0
        upper = ys <= rows[gap]
        if upper.any() and not upper.all():
            return [_box(ys[upper], xs[upper]), _box(ys[~upper], xs[~upper])]
    return [_box(ys, xs)]


def _box(ys: np.ndarray, xs: np.ndarray) -> Box:
    return int(xs.min()), int(ys.min()), int(xs.max()) + 1, int(ys.max()) + 1


def _inked(cover: np.ndarray, paper: Sequence[int], ink: Sequence[int]) -> np.ndarray:
    share = cover[..., None].astype(np.uint16)
    mixed = share * np.array(ink, np.uint16) + (255 - share) * np.array(paper, np.uint16)
    return (mixed // 255).astype(np.uint8)
