"""Opens a book from a file, and says what became of it."""

import streamlit as st

from studio.components import state
from studio.components.text import sentence
from studio.opening import Opening


def button(opening: Opening) -> None:
    """Open a book from a file."""
    opens = state.get("gallery.opens", 0)
    with st.popover(
        "Open a book from a file",
        icon=":material/drive_folder_upload:",
        key=f"gallery.opening.{opens}",  # Another one is closed again.
    ):
        file = st.file_uploader(
            "A book’s ZIP, downloaded from the page of a story in any studio",
            type="zip",
            key=f"gallery.file.{opens}",
        )
        if file is not None and st.button(
            "Open this book",
            icon=":material/auto_stories:",
            type="primary",
            key="gallery.open",
        ):
            with st.spinner("Opening the book …"):
                book = opening.open(file.name, file.getvalue())
            state.put("gallery.opens", opens + 1)
            state.put("gallery.opened", book)
            st.rerun()


def opened() -> None:
    """Say what became of it."""
    book = state.get("gallery.opened")
    if book is not None:
        notes = "".join(f" {sentence(note)}" for note in book.notes)
        with st.container(horizontal=True, vertical_alignment="center", border=True):
            st.markdown(f":material/check: The book was opened.{notes}", width="stretch")
            st.page_link(
                "app_pages/story.py",
                label="Read it",
                icon=":material/auto_stories:",
                query_params={"story": book.story_id},
            )
            st.button(
                "Close",
                icon=":material/close:",
                type="tertiary",
                key="gallery.opened.dismiss",
                on_click=state.put,
                args=("gallery.opened", None),
            )
