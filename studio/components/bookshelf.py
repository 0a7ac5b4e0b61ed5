"""The cards of the gallery: covers that are links as wholes, with the state of each book.

A Streamlit component with its own small script: one element for a page of books, pictures loaded
by the browser when they come into sight, and cards that stay in place while a book is being made.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import streamlit as st

from studio import serving
from studio.browsing import Browsed
from studio.components.choices import mood_text
from studio.components.text import ago, some
from studio.making import Making, line
from studio.views import CardView

_HERE = Path(__file__).parent
_EXCERPT: Final = 160
_BUTTONS: Final = (("shelves", "Put on a shelf"), ("delete", "Delete this book"))
_STATES: Final = {
    "stale": "out of date",
    "running": "being made",
    "queued": "waiting",
    "failed": "failed",
    "cancelled": "unfinished",
}
_KINDS: Final = {"running": "making", "queued": "making", "cancelled": "unfinished"}

_shelf = st.components.v2.component(
    "storybook_bookshelf",
    html='<div class="bookshelf"></div>',
    css=(_HERE / "bookshelf.css").read_text("utf-8"),
    js=(_HERE / "bookshelf.js").read_text("utf-8"),
)


def cards(
    page: Browsed,
    making: Mapping[str, Making],
    *,
    example: str | None,
    key: str,
    did: Callable[[], None],
) -> tuple[str, str] | None:
    """Show a page of books; returns what was just asked for ("open", "shelves" or "delete") and of
    which story.

    `making` are those that are being made, by id; `example`: the id of the book that the studio
    brought along.  `did` is called when something was asked for, before the page runs.
    """
    shown = [_card(book, making.get(book.id), book.id == example) for book in page.cards]
    result = _shelf(key=key, data={"page": page.number, "cards": shown}, on_did_change=did)
    return asked(result.did)


def asked(value: Any) -> tuple[str, str] | None:
    """What the component says was asked for."""
    return (str(value[0]), str(value[1])) if value else None


def _card(book: CardView, making: Making | None, example: bool) -> dict[str, Any]:
    pages = [some(book.segments, "page")] if book.segments else []
    stars = f"★ {book.stars:.1f}" if book.stars is not None else "not rated yet"
    state, kind = _state(book, example)
    if making is not None:
        state, kind = line(making), "making"
    return {
        "id": book.id,
        "href": f"./story?story={book.id}",
        "title": book.title or "Untitled",
        "cover": serving.url(book.cover, cover=True) if book.cover else None,
        "facts": [" · ".join([mood_text(book.mood), *pages]), f"{stars} · {ago(book.created_at)}"],
        "excerpt": " ".join(book.excerpt.split())[:_EXCERPT],
        "state": state,
        "kind": kind,
        "fraction": making.done / making.total if making and making.total else None,
        "buttons": _BUTTONS,
    }


def _state(book: CardView, example: bool) -> tuple[str, str]:
    """What is to be said of a book, and its kind; nothing of a finished one."""
    status = book.status
    if status in ("done", "finished"):
        if not book.cover:
            return "unfinished", "unfinished"
        return ("an example", "example") if example else ("", "")
    return _STATES.get(status, "unfinished"), _KINDS.get(status, status)
