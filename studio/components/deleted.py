"""Deleted books: brought back, or erased for good. One opened by its address says so."""

import streamlit as st

from studio.books import Books
from studio.browsing import Browsing
from studio.components.guard import do
from studio.components.text import plain
from studio.tidying import DELETED_DAYS, Housekeeping
from studio.views import StoryView

MOST = 20
"""Deleted books that are listed."""


def restore(books: Books, housekeeping: Housekeeping, view: StoryView) -> None:
    """Instead of the story: a sentence, the button that brings it back, and the one that erases."""
    st.title(plain(view.title), anchor=False)
    st.info(
        f"This book was deleted. It is kept for {DELETED_DAYS} days and then deleted permanently.",
        icon="🗑️",
    )
    _choices(books, housekeeping, view.id, primary=True)


def shelf(books: Books, browsing: Browsing, housekeeping: Housekeeping) -> None:
    """Below the gallery: the books that were deleted, if there are any."""
    page = browsing.page(1, deleted=True)
    if not page.count:
        return
    with st.expander(f"Deleted books ({page.count:,})", icon=":material/delete:"):
        st.caption(f"They are kept for {DELETED_DAYS} days and then deleted permanently.")
        for card in page.cards[:MOST]:
            with st.container(
                horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
            ):
                st.markdown(f"**{plain(card.title, 60)}**", width="stretch")
                _choices(books, housekeeping, card.id)
        if page.count > MOST:
            st.caption(f"And {page.count - MOST:,} more.")


def _choices(
    books: Books, housekeeping: Housekeeping, story_id: str, *, primary: bool = False
) -> None:
    with st.container(horizontal=True, width="content"):
        st.button(
            "Restore",
            type="primary" if primary else "secondary",
            icon=":material/undo:",
            key=f"deleted.restore.{story_id}",
            on_click=do,
            args=(books.restore, story_id),
        )
        with st.popover("Delete permanently", icon=":material/delete_forever:"):
            st.write(
                "Its text, pictures, photos and sounds leave this computer and can't be brought"
                " back; its ratings go, too."
            )
            st.button(
                "Delete it now",
                key=f"deleted.erase.{story_id}",
                on_click=do,
                args=(housekeeping.erase_book, story_id),
            )
