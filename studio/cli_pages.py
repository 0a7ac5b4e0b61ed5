"""`python -m studio pages …`: the pages of a book in another order, more or fewer of them.

Pages are named by their places, as people count.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from core.settings import Settings
from studio.compose import Studio
from studio.reading import Reading

pages = typer.Typer(name="pages", help="List, move, add, split, join, duplicate and delete pages.")

Story = Annotated[str, typer.Argument(help="The story's id, as in its address.")]
Page = Annotated[int, typer.Argument(help="The page's place, from 1.")]
_WORDS = 60


@pages.command("list")
def show(story: Story) -> None:
    """The pages in order, with what each goes without."""
    with Studio(Settings.from_environment()) as studio:
        _print(studio.reading, story)


@pages.command()
def move(
    story: Story, page: Page, to: Annotated[int, typer.Argument(help="Its new place.")]
) -> None:
    """Let a page stand at another place; nothing is built again."""
    with _changing(story) as studio:
        studio.paging.move(story, studio.paging.at(story, page), to)


@pages.command()
def add(
    story: Story,
    after: Annotated[int, typer.Argument(help="Behind this page; 0: in front of all.")],
    words: Annotated[str, typer.Option(help="Its words; without, it is blank.")] = "",
) -> None:
    """A new page with your words, or blank."""
    with _changing(story) as studio:
        page = studio.paging.at(story, after) if after else None
        studio.paging.add(story, after=page, words=words)


@pages.command()
def delete(story: Story, page: Page) -> None:
    """Take a page out of the book; `undo` brings it back."""
    with _changing(story) as studio:
        studio.paging.delete(story, studio.paging.at(story, page))


@pages.command()
def duplicate(story: Story, page: Page) -> None:
    """A copy of a page behind it."""
    with _changing(story) as studio:
        studio.paging.duplicate(story, studio.paging.at(story, page))


@pages.command()
def split(
    story: Story,
    page: Page,
    sentences: Annotated[int, typer.Argument(help="So many stay on the first page.")],
) -> None:
    """Cut a page in two behind some of its sentences."""
    with _changing(story) as studio:
        studio.paging.split(story, studio.paging.at(story, page), sentences)


@pages.command()
def join(story: Story, page: Page) -> None:
    """Join a page with the one behind it."""
    with _changing(story) as studio:
        studio.paging.merge(story, studio.paging.at(story, page))


@pages.command()
def undo(story: Story) -> None:
    """Undo the latest of these changes."""
    with _changing(story) as studio:
        said = studio.paging.undo(story)
        print(f"Undone: {said}" if said else "There is nothing to undo.")


@contextmanager
def _changing(story: str) -> Iterator[Studio]:
    """A studio; afterwards the pages as they are now."""
    with Studio(Settings.from_environment()) as studio:
        yield studio
        _print(studio.reading, story)


def _print(reading: Reading, story: str) -> None:
    view = reading.story(story)
    for segment in view.segments:
        text = " ".join((segment.text.text or "").split())
        text = text if len(text) <= _WORDS else f"{text[: _WORDS - 1]}…"
        without = [
            name
            for name, has in (("words", segment.worded), ("picture", segment.pictured))
            if not has
        ]
        print(f"{segment.number}. {text}" + (f"[no {' and no '.join(without)}]" if without else ""))
    if waiting := len([*view.stale, *view.missing]):
        print(f"To be made: {waiting} pieces.")
