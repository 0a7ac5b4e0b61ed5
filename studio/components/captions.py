"""Captions beside the pictures they were made from: looked over before the story is written, and
edited afterwards."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from studio.casting_desk import CastingDesk
from studio.components import cast, drafts, plot_desk
from studio.components.choices import mood_label
from studio.components.guard import attempt, do
from studio.components.media import thumbnail
from studio.components.text import SURENESS, listed, plain, spoken, sureness
from studio.editing import Editing
from studio.jobs import Jobs
from studio.media import StoredMedia
from studio.plotting import Plotting
from studio.versions import Versions
from studio.views import CaptionView, StoryView

_UNKNOWN = "What does this picture show? For example: a girl feeds two ducks by a pond"


def review(
    stored: StoredMedia,
    jobs: Jobs,
    editing: Editing,
    versions: Versions,
    plotting: Plotting,
    casting: CastingDesk,
    view: StoryView,
) -> None:
    """Each picture with its caption to edit, and the button that writes the story."""
    st.title("What the studio sees", anchor=False)
    st.write(
        "The story will be written from these captions. Correct what is wrong, add what matters;"
        " names are welcome."
    )
    if unsure := [caption.index + 1 for caption in view.captions if caption.unsure]:
        st.info(f"{_which(unsure)} The story waits for your look.", icon="👀")
    empty = [caption.index + 1 for caption in view.captions if caption.wild]
    for caption in view.captions:
        with st.container(border=True):
            _row(stored, editing, view, caption)
    cast.before_drawing(stored, versions, casting, view)
    with st.container(horizontal=True, gap="small"):
        st.button(
            "On to the plot",
            type="primary",
            icon=":material/route:",
            key="create.plot",
            disabled=bool(empty),
            help="What will happen, page by page, before a word is written.",
            on_click=_go_on,
            args=(editing, view.id, plot_desk.go_on, plotting, view.id),
        )
        st.button(
            f"Write the story at once ({mood_label(view.request.mood)})",
            icon=":material/edit_note:",
            key="create.write",
            disabled=bool(empty),
            on_click=_go_on,
            args=(editing, view.id, do, jobs.build, view.id),
        )
    if empty:
        st.caption(f"Waits for a caption of {_pictures(empty)}: write one, or take a guess.")


def _go_on(editing: Editing, story_id: str, then: Callable[..., None], *args: Any) -> None:
    attempt(editing.looked_over, story_id)
    then(*args)


def edit(stored: StoredMedia, editing: Editing, view: StoryView, index: int) -> None:
    """The picture that a page tells, as it was uploaded, with its caption."""
    caption = view.captions[index]
    with st.container(border=True):
        st.header("Your picture", anchor=False)
        st.caption(
            "The story was written from this caption. If you change it, the plot keeps its lines "
            "and what tells this picture is marked; nothing is made again before you ask for it."
        )
        _row(stored, editing, view, caption)


def _row(stored: StoredMedia, editing: Editing, view: StoryView, caption: CaptionView) -> None:
    written = view.written
    number, piece = caption.index + 1, caption.piece
    with st.container(horizontal=True, gap="medium", vertical_alignment="top"):
        st.image(
            thumbnail(stored, caption.picture, 480),
            width=180 if written else 240,
            alt=f"Picture {number}",
        )
        with st.container(width=260 if written else "stretch", gap="xsmall"):
            # The key changes with the caption that stands here, so that a new one is shown at once.
            stamp = piece.artifact.key[:10] if piece.artifact else "none"
            key = f"caption.{view.id}.{caption.index}.{stamp}"
            guess = caption.wild and not written
            shown = "" if guess else piece.text or ""
            drafts.keep(f"{view.id}/caption/{caption.index}", key, shown)
            st.text_area(
                f"Picture {number}: {spoken(caption.name, 40)}",
                value=shown,
                height=80,
                placeholder=_UNKNOWN,
                key=key,
                on_change=_edit,
                args=(editing, view.id, caption.index, key),
            )
            _said(caption, guess)
            _offers(editing, view.id, caption, stamp, guess)


def _said(caption: CaptionView, guess: bool) -> None:
    """Who wrote the caption, and how sure of it the captioner is."""
    if caption.piece.edited:
        st.caption("✍️ Your words")
        return
    artifact = caption.piece.artifact
    if artifact and not caption.piece.settled and artifact.data.get("brought"):
        st.caption("📎 The picture's file says so.")
        return
    if guess:
        st.markdown(":orange[:material/help: The studio is not sure what this shows.]")
        return
    if caption.calibrated and caption.confidence is not None:
        st.caption(f"The captioner is {sureness(caption.confidence)}.", help=SURENESS)
    if caption.unsure:
        st.markdown(":orange[:material/help: This was only a guess: does it fit your picture?]")


def _offers(editing: Editing, story_id: str, caption: CaptionView, stamp: str, guess: bool) -> None:
    """Other captions, each one click away."""
    others = [text for text in caption.candidates if guess or text != caption.piece.text]
    if others:
        key = f"caption.or.{story_id}.{caption.index}.{stamp}"
        st.radio(
            "Perhaps one of these?" if guess else "or:",
            others,
            index=None,
            format_func=plain,
            key=key,
            on_change=_edit,
            args=(editing, story_id, caption.index, key),
        )


def _edit(editing: Editing, story_id: str, index: int, key: str) -> None:
    attempt(editing.edit, story_id, f"caption/{index}", st.session_state[key])


def _pictures(numbers: list[int]) -> str:
    return f"picture{'' if len(numbers) == 1 else 's'} {listed([str(n) for n in numbers])}"


def _which(numbers: list[int]) -> str:
    what = _pictures(numbers)
    return f"The studio is not sure what {what} {'shows' if len(numbers) == 1 else 'show'}."
