"""What all tables of pictures and texts share: columns by their names, and rows of a width."""

import csv
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from corpora.rows import CaptionFile, Row, UnreadableCorpus, is_picture

IMAGES: Final = ("image", "image_name", "filename", "file_name", "file", "picture", "path")
TEXTS: Final = ("caption", "comment", "text", "story")
_NUMBERED: Final = re.compile(r"#\d+$")
_MOST_LINES: Final = 100
"""A quoted caption has so many lines at most."""


class Shape(NamedTuple):
    """The columns of pictures, texts and splits, how many there are, whether they are named, and
    further columns that are called as the one of texts is."""

    picture: int
    caption: int
    width: int
    split: int | None
    headed: bool
    more: tuple[int, ...] = ()


def shape_of(first: str, delimiter: str) -> Shape | None:
    """The columns of a table by its first line: those of its head, or a picture and a text."""
    if delimiter not in first:
        return None
    cells = [cell.strip() for cell in next(cells_of([first], delimiter, None))]
    names = [cell.lower() for cell in cells]
    picture = next((names.index(name) for name in IMAGES if name in names), None)
    caption = next((names.index(name) for name in TEXTS if name in names), None)
    if picture is not None and caption is not None:
        split = names.index("split") if "split" in names else None
        more = tuple(at for at, n in enumerate(names) if n == names[caption] and at != caption)
        return Shape(picture, caption, len(cells), split, headed=True, more=more)
    if len(cells) == 2 and is_picture(plain(cells[0])):
        return Shape(0, 1, 2, None, headed=False)
    return None


def plain(picture: str) -> str:
    """A picture's name without the number of its caption ("a.jpg#2")."""
    return _NUMBERED.sub("", picture.strip())


def table(path: Path, delimiter: str, shape: Shape, name: str) -> CaptionFile:
    """The table as a caption file of that format."""
    broken, mended = [0], [0]
    rows = _rows(path, delimiter, shape, broken, mended)
    return CaptionFile(path=path, format=name, rows=rows, broken=broken, mended=mended)


def _rows(
    path: Path, delimiter: str, shape: Shape, broken: list[int], mended: list[int]
) -> Iterator[Row]:
    """The table's rows; those with too few cells, or with more than can be told apart, are broken.

    A caption whose commas were never quoted is put together again where it is the last column.
    """
    last = shape.caption == shape.width - 1
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = (line for line in file if line.strip())
            cells = cells_of(lines, delimiter, shape.width)
            for row in islice(cells, 1 if shape.headed else 0, None):
                wide = len(row) > shape.width
                if len(row) < shape.width or not row[shape.picture].strip() or (wide and not last):
                    broken[0] += 1
                    continue
                caption = delimiter.join(row[shape.caption :]) if wide else row[shape.caption]
                mended[0] += wide
                split = None if shape.split is None else row[shape.split].strip() or None
                yield Row(plain(row[shape.picture]), caption, split)
                for at in shape.more:
                    if row[at].strip():
                        yield Row(plain(row[shape.picture]), row[at], split)
    except UnicodeDecodeError:
        raise UnreadableCorpus(
            f"{path} is not UTF-8 text; save it as UTF-8 and try again."
        ) from None
    except csv.Error as error:
        raise UnreadableCorpus(f"{path} is not a valid CSV file: {error}.") from None


def cells_of(lines: Iterable[str], delimiter: str, width: int | None) -> Iterator[Sequence[str]]:
    """Only CSV knows quotes; elsewhere the last column keeps what looks like a delimiter."""
    if delimiter in ",;":
        return _quoted(lines, delimiter)
    most = -1 if width is None else width - 1
    return (line.rstrip("\r\n").split(delimiter, most) for line in lines)


def _quoted(lines: Iterable[str], delimiter: str) -> Iterator[Sequence[str]]:
    """Cells of CSV.  A quote that is not closed before the next row begins, or within a hundred
    lines, is a character."""
    waiting = deque(lines)
    while waiting:
        taken = [waiting.popleft()]
        quotes, begins = taken[0].count('"'), _row_begins(taken[0], delimiter)
        while quotes % 2 and waiting and len(taken) < _MOST_LINES and not begins(waiting[0]):
            taken.append(waiting.popleft())
            quotes += taken[-1].count('"')
        if quotes % 2 == 0:
            yield from csv.reader(taken, delimiter=delimiter)
            continue
        waiting.extendleft(reversed(taken[1:]))
        yield taken[0].rstrip("\r\n").split(delimiter)


def _row_begins(row: str, delimiter: str) -> Callable[[str], bool]:
    """Tells lines that begin a row from those that go on with the caption of `row`: by the name of
    a picture, or, where pictures are named by ids, by a first cell of one word."""

    def first(line: str) -> str:
        return plain(line.partition(delimiter)[0].strip().strip('"'))

    if is_picture(first(row)):
        return lambda line: is_picture(first(line))
    return lambda line: delimiter in line and len(first(line).split()) == 1
