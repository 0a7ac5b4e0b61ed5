"""The cast of a book as pages show it."""

from dataclasses import dataclass

from picturebook.scene import Look


@dataclass(frozen=True, kw_only=True)
class FigureView:
    """Somebody of the cast. `pages` (from 0) are those whose scenes show the figure now.

    `label` is what to call the figure, `named` whether that is a name; `seed` draws what a look
    leaves open.
    """

    id: str
    label: str
    named: bool
    hero: bool
    pronoun: str
    look: Look
    shown: bool
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CastView:
    """Everybody of a book, the hero first.

    `written`: whether they are read from a story, or only expected from the captions.
    """

    figures: tuple[FigureView, ...]
    written: bool
    locked: bool = False
    changed: bool = False
    """Whether a person changed something, which can be undone."""


@dataclass(frozen=True, kw_only=True)
class HeroView:
    """Somebody of another book."""

    story_id: str
    title: str
    name: str
    look: Look


@dataclass(frozen=True, kw_only=True)
class Saved:
    """What a change did: pages (from 0) drawn anew, and pages that keep the old name, as they are
    locked."""

    drawn: tuple[int, ...] = ()
    kept: tuple[int, ...] = ()
