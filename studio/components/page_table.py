"""The pages of a book on the edit view: chosen, moved, added, split, joined, copied, deleted."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

import streamlit as st

from studio.components import drafts, state
from studio.components.guard import attempt, do, guard
from studio.components.media import thumbnail
from studio.components.text import plain
from studio.media import StoredMedia
from studio.paging import Paging, pieces_of
from studio.reading import Reading
from studio.views import SegmentView, StoryView

_PAGE: Final = "story.page"
_ROUND: Final = "pages.round"
"""Counts what was done, as a menu with another name is closed."""
_ADDED: Final = "pages.added"
"""The words of the page that was added last."""
_CUT: Final = "pages.cutting"
"""The page that is to be split."""
_WORDS: Final = 70
_TOUCH: Final = """<style>
:is(.st-key-pages-tools, .st-key-pages-order) button { min-height: 44px; min-width: 44px; }
.st-key-pages-order [data-testid="stHorizontalBlock"] { flex-wrap: nowrap; }
.st-key-pages-order [data-testid="stMarkdownContainer"] p {
  display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden;
}
.st-key-pages-order button { padding: 0; }
.st-key-pages-order button p { position: absolute; clip-path: inset(50%); }
</style>"""
"""Fingers are larger than a mouse's arrow; the names of the list's arrows are heard, not seen."""


def choice(view: StoryView) -> SegmentView:
    """Which page is on the workbench; pages with something out of date are marked."""
    shown = {segment.index: segment for segment in view.segments}
    if state.get(_PAGE, None) not in shown:
        last = state.get("story.place", 1)
        state.put(_PAGE, view.segments[min(last, len(view.segments)) - 1].index)

    def label(index: int) -> str:
        return f"Page {shown[index].number}" + (" :orange[●]" if shown[index].stale else "")

    chosen = st.segmented_control(
        "Page",
        list(shown),
        format_func=label,
        required=True,
        label_visibility="collapsed",
        wrap=True,
        **state.kept(_PAGE, view.segments[0].index),
    )
    segment = shown.get(chosen, view.segments[0]) if chosen is not None else view.segments[0]
    state.put("story.place", segment.number)
    return segment


def tools(
    stored: StoredMedia, reading: Reading, paging: Paging, view: StoryView, segment: SegmentView
) -> None:
    """What can be done to the chosen page among the others."""
    st.html(_TOUCH)
    page, last = segment.index, len(view.segments)
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="pages-tools"):
        for label, icon, by, end in (
            ("Move left", "arrow_back", -1, 1),
            ("Move right", "arrow_forward", 1, last),
        ):
            st.button(
                label,
                icon=f":material/{icon}:",
                key=f"pages.move.{by}",
                disabled=segment.number == end,
                on_click=do,
                args=(paging.shift, view.id, page, by),
            )
        done = state.get(_ROUND, 0)
        with st.popover("Add a page", icon=":material/add:", key=f"pages.add.{done}"):
            _adding(paging, view, segment, f"pages.words.{view.id}.{done}")
        with st.popover("More", icon=":material/more_horiz:", key=f"pages.more.{done}"):
            _more(paging, view, segment)
        if last > 1 and st.button(
            "All pages", icon=":material/format_list_numbered:", key="pages.all"
        ):
            _order(stored, reading, paging, view.id)
        if changed := paging.changed(view.id):
            st.button(
                "Undo",
                icon=":material/undo:",
                type="tertiary",
                key="pages.undo",
                help=f"Undo: {plain(changed)}",
                on_click=_undo,
                args=(paging, view.id),
            )
            st.caption(plain(changed), width="content")
    if state.get(_CUT) == (view.id, page):
        state.put(_CUT, None)
        _split(reading, paging, view.id, page)


def _adding(paging: Paging, view: StoryView, segment: SegmentView, key: str) -> None:
    drafts.keep(f"{view.id}/added", key, "", done=state.get(_ADDED, ""))
    st.text_area(
        "Its words",
        key=key,
        height=110,
        placeholder="They may stay empty: a page for a picture alone.",
    )
    place = segment.number - 1
    before = view.segments[place - 1].index if place else None
    for label, after in (
        (f"After page {segment.number}", segment.index),
        (f"Before page {segment.number}", before),
    ):
        st.button(
            label,
            icon=":material/add:",
            key=f"pages.add.{label.split()[0]}",
            width="stretch",
            on_click=_add,
            args=(paging, view.id, after, key),
        )


def _add(paging: Paging, story_id: str, after: int | None, key: str) -> None:
    words = st.session_state[key]
    state.put(_ADDED, words)
    _do(partial(_and_open, partial(paging.add, story_id, after=after, words=words)))


def _more(paging: Paging, view: StoryView, segment: SegmentView) -> None:
    page = segment.index
    last = segment.number == len(view.segments)
    sentences = pieces_of(segment.text.text or "")
    _row("Duplicate", "content_copy", partial(_and_open, partial(paging.duplicate, view.id, page)))
    _row(
        "Split in two …",
        "content_cut",
        partial(state.put, _CUT, (view.id, page)),
        off=len(sentences) < 2,
        help="Its text has one sentence only." if len(sentences) == 1 else None,
    )
    _row(
        "Join with the next page",
        "merge",
        partial(_and_open, partial(paging.merge, view.id, page)),
        off=last,
    )
    if segment.pictured:
        _row("Remove its picture", "hide_image", partial(paging.picture, view.id, page, False))
    _row("Delete this page", "delete", partial(paging.delete, view.id, page))


def _row(
    label: str,
    icon: str,
    action: Callable[[], Any],
    *,
    off: bool = False,
    help: str | None = None,
) -> None:
    st.button(
        label,
        icon=f":material/{icon}:",
        key=f"pages.{icon}",
        width="stretch",
        disabled=off,
        help=help,
        on_click=_do,
        args=(action,),
    )


def _do(action: Callable[[], Any]) -> None:
    """Do it, and close the menu."""
    state.put(_ROUND, state.get(_ROUND, 0) + 1)
    attempt(action)


def _and_open(action: Callable[[], int]) -> None:
    """Do it, and put the page that it gives on the workbench."""
    state.put(_PAGE, action())


def _undo(paging: Paging, story_id: str) -> None:
    said: list[str | None] = []
    if attempt(lambda: said.append(paging.undo(story_id))) and said[0]:
        st.toast(
            f"Undone: {plain(said[0])} What was written since is among the versions of its text.",
            icon="↩️",
        )


@st.dialog("Split this page", width="medium")
def _split(reading: Reading, paging: Paging, story_id: str, page: int) -> None:
    """Where to cut, among the ends of its sentences."""
    with guard():
        segment = reading.story(story_id).page(page)
        parts = pieces_of(segment.text.text or "")
        if len(parts) < 2:
            st.info("There is only one sentence on this page.", icon="✂️")
            return
        at = st.radio(
            "The first page ends with",
            range(1, len(parts)),
            index=len(parts) // 2 - 1,
            format_func=lambda n: plain(_ending(parts[n - 1])),
            key=f"pages.cut.{page}",
        )
        st.caption("The picture stays on the first page; the second gets one of its own.")
        if st.button(
            "Split here",
            type="primary",
            icon=":material/content_cut:",
            key="pages.cut",
            on_click=do,
            args=(paging.split, story_id, page, at),
        ):
            st.rerun()


def _ending(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _WORDS else f"… {text[-_WORDS:]}"


@st.dialog("The pages in order", width="medium", on_dismiss="rerun")
def _order(stored: StoredMedia, reading: Reading, paging: Paging, story_id: str) -> None:
    """Every page as a line that goes up and down."""
    with guard(), st.container(gap="small", key="pages-order"):
        st.html(_TOUCH)
        view = reading.story(story_id)
        for segment in view.segments:
            _line(stored, paging, view, segment)


def _line(stored: StoredMedia, paging: Paging, view: StoryView, segment: SegmentView) -> None:
    page, number = segment.index, segment.number
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        with st.container(width=56):
            if segment.illustration.media:
                st.image(thumbnail(stored, segment.illustration.media, 160), width=56, alt="")
        with st.container(width="stretch"):
            st.markdown(f"**{number}** {plain(segment.text.text or '(no words)', _WORDS)}")
        for label, icon, by in (("Up", "arrow_upward", -1), ("Down", "arrow_downward", 1)):
            st.button(
                label,
                icon=f":material/{icon}:",
                key=f"pages.{label}.{page}",
                help=f"Move page {number} {label.lower()}",
                disabled=not 1 <= number + by <= len(view.segments),
                on_click=do,
                args=(paging.shift, view.id, page, by),
            )
