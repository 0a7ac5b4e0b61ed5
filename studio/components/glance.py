"""The whole book at a glance: every page small, two pictures exchanged by two clicks."""

from typing import Final

import streamlit as st

from studio.components import pieces, state
from studio.components.guard import attempt, do
from studio.components.media import thumbnail
from studio.components.text import plain
from studio.media import StoredMedia
from studio.swapping import Swapping
from studio.views import SegmentView, StoryView

_HELD: Final = "glance.held"
"""The page whose picture waits for a place: (story, page)."""
_WORDS: Final = 80


def sheet(stored: StoredMedia, swapping: Swapping, view: StoryView) -> None:
    """A card for each page, with what can be done to its picture."""
    busy = bool(view.build and view.build.active)
    held = _held(view)
    if held is not None:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(
                f"The picture of page {view.page(held).number} goes to… choose **Put it here**."
            )
            st.button(
                "Leave it",
                key="glance.leave",
                type="tertiary",
                on_click=state.put,
                args=(_HELD, None),
            )
    with st.container(horizontal=True, gap="small", key="glance"):
        for segment in view.segments:
            with st.container(border=True, width=171, height="stretch", gap="xsmall"):
                _card(stored, swapping, view, segment, held, busy)


def _card(
    stored: StoredMedia,
    swapping: Swapping,
    view: StoryView,
    segment: SegmentView,
    held: int | None,
    busy: bool,
) -> None:
    page, number, piece = segment.index, segment.number, segment.illustration
    if piece.media:
        st.image(thumbnail(stored, piece.media, 448), width="stretch", alt=f"Page {number}")
    else:
        coming = "Picture to come" if segment.pictured else "No picture"
        with st.container(height=140, border=False, vertical_alignment="center"):
            st.caption(plain(piece.message or coming), text_alignment="center")
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{number}**", width="content")
        pieces.badges(piece)
    text = segment.text.text or ""
    st.caption(plain(text[:_WORDS] + ("…" if len(text) > _WORDS else "")))
    with st.container(horizontal=True, gap="xsmall"):
        stuck = busy or piece.locked or not piece.media
        if held is not None and held != page:
            st.button(
                "Put it here",
                key=f"glance.here.{page}",
                type="primary",
                disabled=stuck,
                on_click=_swap,
                args=(swapping, view.id, held, page),
            )
        else:
            _swaps(swapping, view, segment, "before", stuck)
            st.button(
                "",
                icon=":material/swap_horiz:",
                key=f"glance.swap.{page}",
                type="tertiary",
                help=f"Swap the picture of page {number} with that of any other page",
                disabled=stuck or len(view.segments) == 1,
                on_click=state.put,
                args=(_HELD, (view.id, page)),
            )
            _swaps(swapping, view, segment, "after", stuck)
        st.button(
            "",
            icon=":material/edit:",
            key=f"glance.edit.{page}",
            type="tertiary",
            help=f"Edit page {number}",
            on_click=_mend,
            args=(page,),
        )


def _swaps(
    swapping: Swapping, view: StoryView, segment: SegmentView, where: str, stuck: bool
) -> None:
    place = segment.number - 1 + (-1 if where == "before" else 1)
    other = view.segments[place] if 0 <= place < len(view.segments) else None
    st.button(
        "",
        icon=":material/arrow_back:" if where == "before" else ":material/arrow_forward:",
        key=f"glance.{where}.{segment.index}",
        type="tertiary",
        help=f"Swap the picture of page {segment.number} with that of the page {where}",
        disabled=stuck or other is None,
        on_click=do,
        args=(swapping.swap, view.id, segment.index, other.index if other else 0),
    )


def _held(view: StoryView) -> int | None:
    held = state.get(_HELD)
    mine = held is not None and held[0] == view.id
    return held[1] if mine and any(s.index == held[1] for s in view.segments) else None


def _swap(swapping: Swapping, story_id: str, one: int, other: int) -> None:
    if attempt(swapping.swap, story_id, one, other):
        state.put(_HELD, None)


def _mend(page: int) -> None:
    state.put("story.page", page)
    state.put("story.mode", "edit")
