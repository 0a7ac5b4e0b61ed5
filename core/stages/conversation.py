"""One conversation a book: how a language model is asked for it, page by page, in words.

The first turn tells mood, hero and plan and asks for the first page; each further turn asks for the
next one. The studio asks so (`core.stages.writing`), and `train.writer` teaches so. Pure text.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from core.story import MOODS


@dataclass(frozen=True, kw_only=True)
class PageAsked:
    """A page: what its picture shows, what happens for the plot, and about how many words."""

    caption: str = ""
    beat: str = ""
    words: int | None = None


@dataclass(frozen=True, kw_only=True)
class BookAsked:
    """A book: `mood` is an id or any words, `plan` a sentence; "" and None stand for no wish."""

    pages: tuple[PageAsked, ...]
    mood: str = ""
    hero: str | None = None
    pronoun: str | None = None
    plan: str = ""


def opening(book: BookAsked) -> str:
    """What is said once, before the first page is asked for."""
    count = len(book.pages)
    mood = MOODS[book.mood.lower()].brief if book.mood.lower() in MOODS else _line(book.mood)
    lines = [
        f"Tell a picture book of {count} page{'s' if count > 1 else ''} with me, page by page."
    ]
    if mood:
        lines.append(f"It is {mood}.")
    if book.hero:
        called = f" ({_line(book.pronoun)})" if book.pronoun else ""
        lines.append(f"The hero is {_line(book.hero)}{called}.")
    if book.plan:
        lines.append(f"The plan: {_sentence(book.plan)}")
    return "\n".join(lines)


def turn(book: BookAsked, index: int) -> str:
    """What is said to ask for page `index`, from 0."""
    page, last = book.pages[index], index + 1 == len(book.pages)
    lines = [f"Page {index + 1}{', the last' if last and index else ''}."]
    if page.caption:
        lines.append(f"The picture: {_sentence(page.caption)}")
    if page.beat:
        lines.append(f"What happens: {_sentence(page.beat)}")
    if page.words:
        lines.append(f"About {max(10, round(page.words, -1))} words.")
    return "\n".join(lines)


def messages(book: BookAsked, told: Sequence[str] = ()) -> list[dict[str, str]]:
    """The conversation after the pages `told`: it asks for the next one, or is whole.

    Messages as chat templates take them; the user begins, and both take turns.
    """
    said: list[dict[str, str]] = []
    for index in range(min(len(told) + 1, len(book.pages))):
        asked = turn(book, index)
        content = asked if index else f"{opening(book)}\n\n{asked}"
        said.append({"role": "user", "content": content})
        if index < len(told):
            said.append({"role": "assistant", "content": told[index]})
    return said


def _line(text: str) -> str:
    return " ".join(text.split()).rstrip(".!?;,: ")


def _sentence(text: str) -> str:
    """On one line, with an end."""
    text = " ".join(text.split())
    return text if text.endswith((".", "!", "?")) else f"{text.rstrip(';,: ')}."
