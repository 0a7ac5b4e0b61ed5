"""“Another picture”: four to choose from, of which one stays."""

from functools import partial
from typing import Final

import streamlit as st

from studio.components import state
from studio.components.cards import cards
from studio.components.guard import attempt, guard
from studio.reading import Reading
from studio.variants import MANY, Variants

_FIRST: Final = "variants.first"
_DONE: Final = "variants.done"
"""Set when one was chosen, so that the dialog closes."""


@st.cache_data(max_entries=32, show_spinner=False)
def _four(
    _variants: Variants, story_id: str, page: int, first: int, stamp: str
) -> dict[int, bytes]:
    """Pictures by take; `stamp` changes with what is to be drawn."""
    return {v.take: v.picture for v in _variants.some(story_id, page, first=first)}


def open_variants(reading: Reading, variants: Variants, story_id: str, page: int) -> None:
    """Open the dialog with four new pictures of a page."""
    st.session_state.pop(_DONE, None)
    state.put(_FIRST, variants.next_take(story_id, page))
    _dialog(reading, variants, story_id, page)


def _choose(variants: Variants, story_id: str, page: int, take: str) -> None:
    attempt(variants.choose, story_id, page, int(take))
    st.session_state[_DONE] = True


@st.dialog("Another picture", width="medium")
def _dialog(reading: Reading, variants: Variants, story_id: str, page: int) -> None:
    with guard():
        first = int(state.get(_FIRST, 0))
        view = reading.story(story_id)
        scene = view.page(page).prompt.artifact
        stamp = f"{scene.key if scene else ''} {view.request.style} {view.request.shape}"
        pictures = _four(variants, story_id, page, first, stamp)
        options = {
            str(take): (f"Picture {n + 1}", picture)
            for n, (take, picture) in enumerate(pictures.items())
        }
        cards("variants", options, None, partial(_choose, variants, story_id, page), width=270)
        if st.session_state.pop(_DONE, False):
            st.rerun()
        st.button(
            "Four others",
            icon=":material/refresh:",
            key="variants.others",
            on_click=state.put,
            args=(_FIRST, first + MANY),
        )
        st.caption(
            "The one that you choose becomes the picture of the page; the others are not kept."
        )
