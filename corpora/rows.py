"""What every layout is read into: rows of picture and text, and how many were not understood."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple

PICTURES: Final = frozenset(
    (".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".avif", ".ppm")
)
"""Names of picture files end so."""
SUFFIXES: Final = frozenset((".json", ".jsonl", ".tsv", ".csv", ".txt", ".token"))
"""Names of caption files end so."""


class UnreadableCorpus(ValueError):
    """A data set that cannot be used; its text is one sentence that a person can read."""


class Row(NamedTuple):
    """One text of one picture; `split` is the data set's own ("train", "test") or None.

    In stories along pictures, `story` is which one and `order` the place in it. A picture may be
    named by its id, without an ending.
    """

    picture: str
    caption: str
    split: str | None = None
    story: str | None = None
    order: int | None = None


@dataclass(kw_only=True)
class CaptionFile:
    """A recognised file. Once all were read, `broken` counts the rows that were not understood, and
    `mended` those whose caption was put together from cells (commas without quotes)."""

    path: Path
    format: str
    rows: Iterable[Row]
    broken: list[int] = field(default_factory=lambda: [0])
    mended: list[int] = field(default_factory=lambda: [0])


def is_picture(name: str) -> bool:
    """Whether a name is that of a picture file."""
    return Path(name).suffix.lower() in PICTURES


def split_of(entry: Mapping[str, Any]) -> str | None:
    """The split that an entry of a JSON file says it belongs to."""
    split = entry.get("split")
    return split if isinstance(split, str) else None


def texts_of(
    picture: str, captions: Sequence[Any], split: str | None, broken: list[int]
) -> Iterator[Row]:
    """A row for each text of a picture; one without text where it has none."""
    if not captions:
        yield Row(picture, "", split)
    for caption in captions:
        if isinstance(caption, str):
            yield Row(picture, caption, split)
        else:
            broken[0] += 1
