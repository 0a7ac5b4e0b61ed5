"""The dialog that puts a book on shelves."""

from typing import Final

import streamlit as st

from studio.browsing import SHELF_LETTERS, Browsing
from studio.components import state
from studio.components.guard import attempt, guard
from studio.components.text import plain

BOOK: Final = "gallery.shelving"
"""Where the page remembers which book is being put on shelves."""


@st.dialog("Shelves", on_dismiss=lambda: state.put(BOOK, None))
def dialog(browsing: Browsing, story_id: str) -> None:
    """Choose among shelves, or name new ones."""
    with guard():
        title = browsing.title(story_id)
        st.markdown(f"Shelves on which **{plain(title, 80)}** stands:")
        standing = browsing.shelves_of(story_id)
        known = list(dict.fromkeys([*browsing.shelves(), *standing]))
        chosen = known and st.pills(
            "Shelves",
            known,
            selection_mode="multi",
            default=standing,
            format_func=plain,
            label_visibility="collapsed",
            wrap=True,
            key=f"gallery.shelves.{story_id}",
        )
        new = st.text_input(
            "A new shelf",
            max_chars=SHELF_LETTERS,
            placeholder="Bedtime, Mia’s books, Class 2b …",
            key=f"gallery.shelves.new.{story_id}",
        )
        shelves = [*(chosen or []), *([new] if new and new.strip() else [])]
        if st.button(
            "Save", type="primary", icon=":material/check:", key="gallery.shelves.save"
        ) and attempt(browsing.put_on, story_id, shelves):
            state.put(BOOK, None)
            st.rerun()
