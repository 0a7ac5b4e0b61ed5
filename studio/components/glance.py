"""The whole book at a glance: every page small, two pictures exchanged by two clicks."""

from typing import Final

import streamlit as st

from studio.components import pieces, state
from studio.components.guard import attempt, do
from studio.components.media import thumbnail
from studio.components.text import plain
from studio.services import Studio
from studio.views import SegmentView, StoryView

_HELD: Final = "glance.held"
"""The page whose picture waits for a place: (story, page)."""
_WORDS: Final = 80


def sheet(studio: Studio, view: StoryView) -> None:
    """A card for each page, with what can be done to its picture."""
    busy = bool(view.build and view.build.active)
    held = _held(view)
    if held is not None:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"The picture of page {held + 1} goes to… choose **Put it here**.")
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
                _card(studio, view, segment, held, busy)


def _card(
    studio: Studio, view: StoryView, segment: SegmentView, held: int | None, busy: bool
) -> None:
    page, piece = segment.index, segment.illustration
    if piece.media:
        st.image(thumbnail(studio, piece.media, 448), width="stretch", alt=f"Page {page + 1}")
    else:
        with st.container(height=140, border=False, vertical_alignment="center"):
            st.caption(plain(piece.message or "Picture to come"), text_alignment="center")
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{page + 1}**", width="content")
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
                args=(studio, view.id, held, page),
            )
        else:
            last = len(view.segments) - 1
            _swaps(studio, view, page, page - 1, "before", stuck or page == 0)
            st.button(
                "",
                icon=":material/swap_horiz:",
                key=f"glance.swap.{page}",
                type="tertiary",
                help=f"Swap the picture of page {page + 1} with that of any other page",
                disabled=stuck or last == 0,
                on_click=state.put,
                args=(_HELD, (view.id, page)),
            )
            _swaps(studio, view, page, page + 1, "after", stuck or page == last)
        st.button(
            "",
            icon=":material/edit:",
            key=f"glance.edit.{page}",
            type="tertiary",
            help=f"Edit page {page + 1}",
            on_click=_mend,
            args=(page,),
        )


def _swaps(
    studio: Studio, view: StoryView, page: int, other: int, where: str, disabled: bool
) -> None:
    st.button(
        "",
        icon=":material/arrow_back:" if other < page else ":material/arrow_forward:",
        key=f"glance.{where}.{page}",
        type="tertiary",
        help=f"Swap the picture of page {page + 1} with that of the page {where}",
        disabled=disabled,
        on_click=do,
        args=(studio.swapping.swap, view.id, page, other),
    )


def _held(view: StoryView) -> int | None:
    held = state.get(_HELD)
    return held[1] if held and held[0] == view.id else None


def _swap(studio: Studio, story_id: str, one: int, other: int) -> None:
    if attempt(studio.swapping.swap, story_id, one, other):
        state.put(_HELD, None)


def _mend(page: int) -> None:
    state.put("story.page", page)
    state.put("story.mode", "edit")
