"""The dialog that puts a book on shelves."""

from typing import Final

import streamlit as st

from studio.browsing import SHELF_LETTERS
from studio.components import state
from studio.components.guard import attempt, guard
from studio.components.text import plain
from studio.compose import Studio

BOOK: Final = "gallery.shelving"
"""Where the page remembers which book is being put on shelves."""


@st.dialog("Shelves", on_dismiss=lambda: state.put(BOOK, None))
def dialog(studio: Studio, story_id: str) -> None:
    """Choose among shelves, or name new ones."""
    with guard():
        title = studio.stories.titles([story_id]).get(story_id)
        st.markdown(f"**{plain(title, 80) or 'Untitled'}** stands on")
        standing = studio.browsing.shelves_of(story_id)
        shelves = st.multiselect(
            "Shelves",
            list(dict.fromkeys([*studio.browsing.shelves(), *standing])),
            default=standing,
            accept_new_options=True,
            placeholder="Choose, or type a new name",
            label_visibility="collapsed",
            key=f"gallery.shelves.{story_id}",
        )
        st.caption(f"Names such as Bedtime or Mia’s books, of up to {SHELF_LETTERS} characters.")
        if st.button(
            "Save", type="primary", icon=":material/check:", key="gallery.shelves.save"
        ) and attempt(studio.browsing.put_on, story_id, shelves):
            state.put(BOOK, None)
            st.rerun()
