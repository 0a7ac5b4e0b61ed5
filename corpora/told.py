"""What files of stories are read into: stories, page by page."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page: its text, and where it has a picture that picture's path inside the data set, its
    file, and what is said to be on it."""

    text: str
    picture: str | None = None
    image: Path | None = None
    captions: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Told:
    """A story, page by page."""

    title: str
    pages: tuple[Page, ...]
    split: str | None = None


@dataclass(frozen=True, kw_only=True)
class StoryFile:
    """A read file of stories; `notes` say in sentences what was left out."""

    name: str
    layout: str
    stories: tuple[Told, ...] = field(repr=False)
    notes: tuple[str, ...] = ()
