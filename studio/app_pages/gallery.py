"""Gallery: every finished and unfinished book, to find, open and tidy up."""

import streamlit as st

from studio.books import Books
from studio.browsing import PER_PAGE, Browsing
from studio.components import bookshelf, deleted, finding, opening_books, shelving, state
from studio.components.guard import attempt, guard
from studio.components.live import repeat
from studio.components.text import plain, some
from studio.compose import Studio
from studio.example import Example
from studio.making import MakingDesk
from studio.resources import open_studio

# Seconds between two looks while books are being made, and while none is.
BUSY_S, CALM_S = 2.0, 10.0
CARDS = "gallery.cards"
CHANGED = "gallery.changed"


def show(studio: Studio) -> None:
    """Filters, shelves and cards."""
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
    ):
        st.title("Gallery", anchor=False, width="content")
        opening_books.button(studio.opening)
    opening_books.opened()
    _undo_bar(studio.books)
    wanted = finding.bar(studio.presets, studio.browsing, studio.making)
    if (story_id := state.get(shelving.BOOK)) is not None:
        shelving.dialog(studio.browsing, story_id)

    repeat(
        lambda: _books(studio.browsing, studio.making, studio.example, wanted),
        every=BUSY_S if studio.making.now() else CALM_S,
    )
    deleted.shelf(studio.books, studio.browsing, studio.housekeeping)


def _books(
    browsing: Browsing, making: MakingDesk, example: Example, wanted: finding.Chosen
) -> None:
    if state.get(CHANGED):
        state.put(CHANGED, False)
        st.rerun()
    now = {one.story_id: one for one in making.now()}
    page = browsing.page(state.get(finding.PAGE, 1), sort=wanted.sort, **wanted.filters)
    if not page.cards:
        finding.nothing(filtered=wanted.chosen)
        return
    first = (page.number - 1) * PER_PAGE
    shown = f"{first + 1:,} to {first + len(page.cards):,} of " if page.pages > 1 else ""
    st.caption(f"{shown}{some(page.count, 'book')}")
    asked = bookshelf.cards(page, now, example=example.story_id, key=CARDS, did=_did)
    if asked and asked[0] == "open":
        st.switch_page("app_pages/story.py", query_params={"story": asked[1]})
    finding.pages(page)


def _did() -> None:
    """What a card's buttons ask for; the page shows its outcome."""
    asked = bookshelf.asked(st.session_state[CARDS].did)
    if asked is None or asked[0] == "open":
        return
    studio = open_studio()
    what, story_id = asked
    state.put(CHANGED, True)
    if what == "delete":
        delete(studio.books, studio.browsing, story_id)
    else:
        state.put(shelving.BOOK, story_id)


def delete(books: Books, browsing: Browsing, story_id: str) -> None:
    """Delete a book and offer to undo that."""
    title = browsing.title(story_id)
    if attempt(books.delete, story_id):
        state.put("gallery.deleted", (story_id, title))
        if state.get("story.id") == story_id:
            state.put("story.id", None)


def _undo_bar(books: Books) -> None:
    gone = state.get("gallery.deleted")
    if not gone:
        return
    with (
        st.container(border=True),
        st.container(horizontal=True, vertical_alignment="center"),
    ):
        st.markdown(f"“{plain(gone[1], 60)}” was deleted.", width="stretch")
        st.button(
            "Undo",
            icon=":material/undo:",
            type="primary",
            key="gallery.undo",
            on_click=_restore,
            args=(books, gone[0]),
        )
        st.button(
            "Close",
            icon=":material/close:",
            type="tertiary",
            key="gallery.dismiss",
            on_click=state.put,
            args=("gallery.deleted", None),
        )


def _restore(books: Books, story_id: str) -> None:
    if attempt(books.restore, story_id):
        state.put("gallery.deleted", None)


with guard():
    show(open_studio())
