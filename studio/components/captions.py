"""Captions to look over before the story is written."""

import streamlit as st

from studio.components.choices import mood_label
from studio.components.guard import attempt, do
from studio.components.media import thumbnail
from studio.components.text import plain, sureness
from studio.services import Studio
from studio.views import CaptionView, StoryView


def review(studio: Studio, view: StoryView) -> None:
    """Each picture with its caption to edit, and the button that writes the story."""
    st.title("What the studio sees", anchor=False)
    st.write(
        "The story will be written from these captions. Mend what is wrong, add what matters;"
        " names are welcome."
    )
    for caption in view.captions:
        _caption(studio, view.id, caption)
    st.button(
        f"Write the story ({mood_label(view.request.mood)})",
        type="primary",
        icon=":material/edit_note:",
        key="create.write",
        on_click=do,
        args=(studio.rebuild, view.id),
    )


def _caption(studio: Studio, story_id: str, caption: CaptionView) -> None:
    number, piece = caption.index + 1, caption.piece
    with (
        st.container(border=True),
        st.container(horizontal=True, gap="medium", vertical_alignment="top"),
    ):
        st.image(thumbnail(studio, caption.picture, 320), width=150, alt=f"Picture {number}")
        with st.container(width="stretch", gap="xsmall"):
            key = f"create.caption.{story_id}.{caption.index}.{piece.versions}"
            st.text_area(
                f"Picture {number}: {plain(caption.name, 40)}",
                value=piece.text or "",
                height=80,
                key=key,
                on_change=_edit,
                args=(studio, story_id, caption.index, key),
            )
            if piece.edited:
                st.caption("✍️ Your words")
            elif caption.confidence is not None:
                st.caption(f"The captioner is {sureness(caption.confidence)}")
            if not caption.familiar and not piece.edited:
                st.markdown(
                    ":orange[:material/help: This doesn't look like the drawings the starter models"
                    " know. Edit the caption so that the story fits your picture.]"
                )


def _edit(studio: Studio, story_id: str, index: int, key: str) -> None:
    attempt(studio.edit, story_id, f"caption/{index}", st.session_state[key])
