"""A text on the workbench: kept while it is typed, saved as a version, compared where two wrote."""

from collections.abc import Callable
from typing import Final

import streamlit as st

from core.errors import ChangedMeanwhile
from studio.components import drafts, state
from studio.components.guard import attempt, do
from studio.components.text import listed, some
from studio.paging import Paging
from studio.views import PieceView, StoryView

_MINE: Final = "story.mine"
"""(story, slot, text): what somebody wrote while another window changed what stood there."""
_DONE: Final = "story.done"
"""The same, once it was thrown away."""

Save = Callable[[str, str | None], None]
"""Saves a text; the key of what stood there when it was begun."""


def editor(
    view: StoryView,
    piece: PieceView,
    *,
    label: str,
    height: int,
    save: str,
    write: Save,
    placeholder: str | None = None,
) -> None:
    """A text area with a button; `write` is called with what was typed."""
    # The key changes with the text that stands here, so that a new text is shown at once.
    stamp = piece.artifact.key[:10] if piece.artifact else "none"
    key = f"story.text.{view.id}.{piece.slot}.{stamp}"
    mine, done = _about(_MINE, view.id, piece.slot), _about(_DONE, view.id, piece.slot)
    if mine is not None:
        _both(view, piece, mine, write)
    with st.container(gap=None):
        drafts.keep(
            f"{view.id}/{piece.slot}",
            key,
            piece.text or "",
            done=done or "",
            quiet=mine is not None,
        )
        with st.form(f"form.{key}", border=False):
            st.text_area(
                label, value=piece.text or "", height=height, key=key, placeholder=placeholder
            )
            st.form_submit_button(
                save, icon=":material/save:", on_click=_save, args=(view.id, piece, key, write)
            )


def follows(paging: Paging, view: StoryView, piece: PieceView, what: str) -> None:
    """What would have to be made again when this changes, said before it does."""
    here = view.page(int(piece.slot.rpartition("/")[2])).number
    found = paging.follows(view.id, piece.slot)
    own = [f"the {name}" for name, pages in found.items() if pages == [here]]
    parts = [f"{listed(own)} of this page"] if own else []
    for name, pages in found.items():
        if pages != [here]:
            parts.append(f"the {name}s of {some(len(pages), 'page')}")
    if parts:
        st.caption(f"When the {what} changes, {listed(parts)} will wait for Rebuild.")


def _about(kind: str, story_id: str, slot: str) -> str | None:
    said = state.get(kind)
    return str(said[2]) if said and said[:2] == (story_id, slot) else None


def _save(story_id: str, piece: PieceView, key: str, write: Save) -> None:
    text = st.session_state[key]
    if text == (piece.text or ""):
        st.toast("Nothing was changed.", icon="💤")
    elif attempt(_try, story_id, piece, text, write):
        st.toast("Saved. What depends on it is marked as out of date.", icon="✍️")


def _try(story_id: str, piece: PieceView, text: str, write: Save) -> None:
    try:
        write(text, piece.artifact.key if piece.artifact else None)
    except ChangedMeanwhile:
        state.put(_MINE, (story_id, piece.slot, text))
        raise


def _both(view: StoryView, piece: PieceView, mine: str, write: Save) -> None:
    """Both versions, side by side, with a choice."""
    with st.container(border=True, key=f"both-{piece.slot.replace('/', '-')}"):
        left, right = st.columns(2)
        for column, name, text in (
            (left, "Your version", mine),
            (right, "The version of the other window", piece.text or ""),
        ):
            with column:
                st.markdown(f"**{name}**")
                st.text(text)
        with st.container(horizontal=True, gap="small"):
            st.button(
                "Save my version",
                type="primary",
                icon=":material/save:",
                key=f"story.mine.{view.id}.{piece.slot}",
                on_click=_take_mine,
                args=(view.id, piece, mine, write),
            )
            st.button(
                "Discard my version",
                icon=":material/close:",
                key=f"story.theirs.{view.id}.{piece.slot}",
                on_click=do,
                args=(_let_go, view.id, piece.slot, mine),
            )


def _take_mine(story_id: str, piece: PieceView, mine: str, write: Save) -> None:
    state.put(_MINE, None)
    if attempt(_try, story_id, piece, mine, write):
        st.toast("Your version is saved; the other one is among the earlier versions.", icon="✍️")


def _let_go(story_id: str, slot: str, mine: str) -> None:
    state.put(_MINE, None)
    state.put(_DONE, (story_id, slot, mine))
