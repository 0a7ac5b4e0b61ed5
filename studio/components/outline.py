"""The plot of a book by a language model: its plan and a beat a page, to read and to change."""

import streamlit as st

from core.errors import StudioError
from studio.components.text import sentence
from studio.editing import Editing
from studio.views import StoryView


def plot(editing: Editing, view: StoryView) -> None:
    """Nothing where the writer needs no outline, or has none yet."""
    piece = view.outline
    if piece is None or piece.artifact is None:
        return
    busy = bool(view.build and view.build.active)
    with st.expander("The plot", icon=":material/route:"):
        text = st.text_area(
            "A plan, and a line a page",
            value=piece.artifact.text or "",
            height="content",
            key=f"book.outline.{piece.artifact.key[:8]}",
            help="The writer tells each page from its picture and its line.",
        )
        with st.container(horizontal=True):
            if st.button("Keep this plot", key="book.keep_outline", disabled=busy):
                _keep(editing, view, text or "")
            if st.button(
                "Another plot", icon=":material/refresh:", key="book.another_outline", disabled=busy
            ):
                editing.regenerate(view.id, "outline")
                st.rerun()


def _keep(editing: Editing, view: StoryView, text: str) -> None:
    try:
        editing.edit(view.id, "outline", text)
    except StudioError as error:
        st.error(sentence(str(error)), icon="⚠️")
        return
    st.rerun()
