"""What becomes of a page's words: what happens there, writing on from it, a wish for it."""

from collections.abc import Callable

import streamlit as st

from studio.components import drafts
from studio.components.guard import attempt, do
from studio.components.text import plain, sentence
from studio.page_wishes import PageWishes
from studio.plotting import Plotting
from studio.views import SegmentView, StoryView


def line(plotting: Plotting, view: StoryView, segment: SegmentView, busy: bool) -> None:
    """What happens on the page by the plot, to change; and to write on from here."""
    if segment.beat is None or view.outline is None:
        return
    number = segment.number
    stamp = view.outline.artifact.key[:10] if view.outline.artifact else "none"
    key = f"story.line.{view.id}.{segment.index}.{stamp}"
    drafts.keep(f"{view.id}/line/{segment.index}", key, segment.beat)
    with st.form(f"form.{key}", border=False):
        st.text_area(
            "What happens here",
            value=segment.beat,
            height="content",
            key=key,
            help="This page alone is marked as out of date when you change it.",
        )
        st.form_submit_button(
            "Save what happens",
            icon=":material/save:",
            on_click=_say,
            args=(plotting, view, segment, key),
        )
    st.button(
        "Write on from here",
        icon=":material/playlist_play:",
        key=f"story.write_on.{view.id}.{segment.index}",
        disabled=busy,
        help=f"Page {number} and those after it are rewritten to follow the pages before. Your own"
        " words and locked pages stay.",
        on_click=do,
        args=(plotting.write_on, view.id, segment.index),
    )


def _say(plotting: Plotting, view: StoryView, segment: SegmentView, key: str) -> None:
    if st.session_state[key] == segment.beat:
        st.toast("Nothing was changed.", icon="💤")
    elif attempt(plotting.say, view.id, segment.index, st.session_state[key]):
        kept = segment.text.settled or segment.text.locked
        then = "its words stay as you have them" if kept else "it is marked as out of date"
        st.toast(f"Saved for page {segment.number}: {then}.", icon="🧭")


def wish(wishes: PageWishes, view: StoryView, segment: SegmentView, busy: bool) -> None:
    """A wish for the page's text, and the new version beside the old one."""
    if not segment.text.artifact:
        return
    if segment.wish is not None:
        _beside(wishes, view, segment, busy)
        return
    key = f"story.wish.{view.id}.{segment.index}"
    with (
        st.form(f"form.{key}", border=False, clear_on_submit=True),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        st.text_input(
            "Change the text by a wish",
            placeholder="shorter, funnier, without the wolf …",
            max_chars=200,
            key=key,
        )
        st.form_submit_button(
            "Try it",
            icon=":material/auto_fix_high:",
            disabled=busy or segment.text.locked,
            on_click=_wish,
            args=(wishes, view.id, segment.index, key),
        )
    drafts.keep(_draft(view, segment), key, "")


def _draft(view: StoryView, segment: SegmentView) -> str:
    return f"{view.id}/wish/{segment.index}"


def _wish(wishes: PageWishes, story_id: str, page: int, key: str) -> None:
    attempt(wishes.wish, story_id, page, st.session_state[key])


def _beside(wishes: PageWishes, view: StoryView, segment: SegmentView, busy: bool) -> None:
    """The new version by a wish; the old one stands above it."""
    draft, page = segment.draft, segment.index
    made = draft.artifact if draft and draft.status == "fresh" else None
    refused = bool(made and made.data.get("refused"))
    with st.container(border=True):
        st.markdown(f"**By your wish:** {plain(segment.wish)}")
        drafts.forget(_draft(view, segment), segment.wish or "")
        if made is None:
            doing = draft.message if draft and draft.message else None
            st.caption(plain(doing) if doing else "The new version is not written yet.")
        elif not refused:
            st.text(made.text or "")
        for note in made.data.get("notes", ()) if made else ():
            st.info(sentence(f"{note}."), icon="💬")
        with st.container(horizontal=True, gap="xsmall"):
            if made is not None and not refused:
                _button("Take it", "check", "take", wishes.take, view, page, busy)
            if not refused:
                _button("Try again", "refresh", "again", wishes.again, view, page, busy)
            keep = "Keep the old one" if made is None or not refused else "All right"
            _button(keep, "close", "keep", wishes.keep, view, page, busy)


def _button(
    label: str,
    icon: str,
    verb: str,
    action: Callable[[str, int], None],
    view: StoryView,
    page: int,
    busy: bool,
) -> None:
    st.button(
        label,
        icon=f":material/{icon}:",
        type="primary" if verb == "take" else "tertiary",
        key=f"story.wish.{verb}.{view.id}.{page}",
        disabled=busy,
        on_click=do,
        args=(action, view.id, page),
    )
