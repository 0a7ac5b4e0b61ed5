"""The plot before the words: a plan, and a line for each picture, to read, change and move."""

import hashlib
from collections.abc import Callable
from functools import partial

import streamlit as st

from core.stages.plots import outline_of, telling_of
from studio.captions import Captions
from studio.components import drafts, state
from studio.components.choices import mood_label
from studio.components.guard import attempt, do
from studio.components.media import thumbnail
from studio.components.text import listed, plain, sentence
from studio.editing import Editing
from studio.jobs import Jobs
from studio.media import StoredMedia
from studio.plotting import Plotting
from studio.views import StoryView

_CAPTIONS = "create.captions"
"""The story whose captions are looked over once more."""


def waits_for(view: StoryView) -> bool:
    """Whether the book has a plot to look over, and no words yet."""
    planned = view.outline is not None and view.outline.artifact is not None
    return planned and not view.written and state.get(_CAPTIONS) != view.id


def go_on(plotting: Plotting, story_id: str) -> None:
    """From the captions to the plot."""
    state.put(_CAPTIONS, None)
    do(plotting.think, story_id)


def desk(
    stored: StoredMedia,
    jobs: Jobs,
    editing: Editing,
    plotting: Plotting,
    captions: Captions,
    view: StoryView,
) -> None:
    """The plan and its lines, each stored as soon as it is changed, and the button that writes."""
    if view.outline is None or view.outline.artifact is None:
        return
    outline = outline_of(view.outline.artifact, len(view.segments))
    st.title("The plot", anchor=False)
    st.write(
        "This is what will happen, before a word is written or drawn. Change a line, move it to"
        " another picture, or ask for another plot."
    )
    if view.outline.status == "stale":
        st.warning("The captions or choices have changed since this plot was made.", icon="🧭")
    for note in view.outline.artifact.data.get("notes", ()):
        st.info(sentence(f"{str(note)[:1].upper()}{str(note)[1:]}."), icon="💬")
    _head(plotting, view, "title", "Title", outline.title)
    _head(plotting, view, "plan", "The plan", outline.plan)
    telling = telling_of(view.outline.artifact)
    shown = captions.made_up(view.id)
    for page, line in enumerate(outline.beats):
        with st.container(border=True):
            _row(stored, plotting, view, page, line)
            if page in shown:
                _shows(editing, view, page, shown[page].text or "")
            if telling and line and line not in telling.beats:
                st.caption("✍️ Told in your own words, behind a sentence about the picture.")
    empty = [str(page) for page, line in enumerate(outline.beats, 1) if not line]
    with st.container(horizontal=True, gap="small"):
        _write(jobs, plotting, view, waits=bool(empty))
        _others(editing, plotting, view)
    if empty:
        pages = f"page{'' if len(empty) == 1 else 's'} {listed(empty)}"
        st.caption(f"First say what happens on {pages}.")


def _write(jobs: Jobs, plotting: Plotting, view: StoryView, *, waits: bool) -> None:
    stale = view.outline is not None and view.outline.status == "stale"
    st.button(
        "Make a new plot" if stale else f"Write the story ({mood_label(view.request.mood)})",
        type="primary",
        icon=":material/route:" if stale else ":material/edit_note:",
        key="create.write",
        disabled=waits and not stale,
        on_click=do,
        args=(plotting.think if stale else jobs.build, view.id),
    )


def _others(editing: Editing, plotting: Plotting, view: StoryView) -> None:
    """Ways to another plot, and back."""
    st.button(
        "Another plot",
        icon=":material/refresh:",
        key="plot.another",
        on_click=do,
        args=(editing.regenerate, view.id, "outline"),
    )
    st.button(
        "Write the plot by hand",
        icon=":material/edit:",
        key="plot.empty",
        help="Empties the lines; Undo brings them back.",
        on_click=do,
        args=(plotting.empty, view.id),
    )
    if view.outline and view.outline.versions > 1:
        st.button(
            "Undo",
            icon=":material/undo:",
            type="tertiary",
            key="plot.undo",
            on_click=do,
            args=(plotting.undo, view.id),
        )
    if view.captions:
        st.button(
            "Back to the captions",
            icon=":material/arrow_back:",
            type="tertiary",
            key="plot.captions",
            on_click=state.put,
            args=(_CAPTIONS, view.id),
        )


def _head(plotting: Plotting, view: StoryView, name: str, label: str, text: str) -> None:
    key = _key(view, name, text)
    change = partial(_change, key, lambda said: plotting.head(view.id, **{name: said}))
    if name == "title":
        st.text_input(label, value=text, max_chars=120, key=key, on_change=change)
    else:
        drafts.keep(f"{view.id}/plot/{name}", key, text)
        st.text_area(label, value=text, height="content", key=key, on_change=change)


def _row(stored: StoredMedia, plotting: Plotting, view: StoryView, page: int, line: str) -> None:
    """A picture with its caption, and what happens there."""
    segment = view.segments[page]
    picture = (
        view.captions[segment.caption] if view.captions and segment.caption is not None else None
    )
    with st.container(horizontal=True, gap="medium", vertical_alignment="top"):
        if picture is not None:
            with st.container(width=180, gap="xsmall"):
                st.image(
                    thumbnail(stored, picture.picture, 480),
                    width=180,
                    alt=f"Picture {picture.index + 1}",
                )
                st.caption(plain(picture.piece.text, 90))
                if len(view.captions) == len(view.segments):
                    _arrows(view, page, "move", "picture and line", plotting.move)
        with st.container(width="stretch", gap="xsmall"):
            key = _key(view, f"line.{page}", line)
            drafts.keep(f"{view.id}/line/{page}", key, line)
            st.text_area(
                f"Page {page + 1}",
                value=line,
                height="content",
                placeholder="What happens here? Pip finds the hat, but it is too small, say.",
                key=key,
                on_change=partial(_change, key, lambda said: plotting.say(view.id, page, said)),
            )
            _arrows(view, page, "swap", "line", plotting.swap)


def _shows(editing: Editing, view: StoryView, page: int, text: str) -> None:
    """What the picture will show that the studio makes up."""
    key = _key(view, f"shows.{page}", text)
    slot = f"caption/{page}"
    drafts.keep(f"{view.id}/{slot}", key, text)
    st.text_area(
        "The picture shows",
        value=text,
        height="content",
        key=key,
        help="In plain English: who, doing what, where. The page tells it, too.",
        on_change=partial(_change, key, lambda said: editing.edit(view.id, slot, said)),
    )


def _arrows(
    view: StoryView, page: int, verb: str, what: str, action: Callable[[str, int, int], None]
) -> None:
    last = len(view.segments) - 1
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        for icon, step, where in (("arrow_upward", -1, "up"), ("arrow_downward", 1, "down")):
            st.button(
                "",
                icon=f":material/{icon}:",
                type="tertiary",
                key=f"plot.{verb}.{where}.{page}",
                help=f"Move the {what} one page {where}",
                disabled=not 0 <= page + step <= last,
                on_click=do,
                args=(action, view.id, page, page + step),
            )
        st.caption(what.capitalize(), width="content")


def _key(view: StoryView, name: str, text: str) -> str:
    # It changes with the text that stands here, so that a new one is shown at once.
    return f"plot.{view.id}.{name}.{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def _change(key: str, say: Callable[[str], None]) -> None:
    attempt(say, st.session_state[key])
