"""A deleted story, opened by its address: say so, and offer it back."""

import streamlit as st

from studio.components.guard import do
from studio.components.text import plain
from studio.services import Studio
from studio.views import StoryView


def restore(studio: Studio, view: StoryView) -> None:
    """Instead of the story: a sentence and the button that brings it back."""
    st.title(plain(view.title), anchor=False)
    st.info("This book was deleted. Nothing of it is lost yet.", icon="🗑️")
    st.button(
        "Bring it back",
        type="primary",
        icon=":material/undo:",
        key="deleted.restore",
        on_click=do,
        args=(studio.restore, view.id),
    )
