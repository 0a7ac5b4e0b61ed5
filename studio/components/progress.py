"""What is being done right now, for a whole story and for each of its pages."""

from collections.abc import Callable

import streamlit as st

from core.story import SHAPES
from studio.components import live
from studio.components.guard import do
from studio.components.media import cover, thumbnail
from studio.components.text import plain, sentence, some
from studio.jobs import Jobs
from studio.making import MakingDesk, line
from studio.media import StoredMedia
from studio.reading import Reading
from studio.views import BuildView, PieceView, SegmentView, StoryView

_PICTURE = 263
"""Pixels that a picture is wide in the card of a page."""


def watch(reading: Reading, story_id: str, body: Callable[[StoryView], None]) -> None:
    """Draw `body` again and again while the story is being built, then run the whole page."""

    def built() -> StoryView | None:
        view = reading.story(story_id)
        return view if view.build and view.build.active else None

    live.watch(built, body)


def strip(jobs: Jobs, making: MakingDesk, view: StoryView) -> None:
    """Bar, stages, the present moment, and a button to cancel."""
    build = view.build
    if build is None:
        return
    done, total = done_of(build)
    book = making.of(view.id)
    now = plain(line(book)) if book else "Working"
    if making.trouble:
        now = f"Waiting. {plain(making.trouble)}"
    with st.container(border=True, gap="small"):
        st.progress(min(done / total, 1.0) if total else 0.0, text=now)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            for label, ready, all_ in build.stages:
                finished = ready >= all_
                st.badge(
                    f"{plain(label)} {ready}/{all_}",
                    icon=":material/check:" if finished else ":material/hourglass_empty:",
                    color="green" if finished else "orange" if ready else "gray",
                )
            st.space("stretch")
            st.button(
                "Cancel",
                icon=":material/stop_circle:",
                key="progress.cancel",
                on_click=do,
                args=(jobs.cancel, view.id),
            )


def done_of(build: BuildView) -> tuple[int, int]:
    """How many pieces of a build are done, of how many."""
    return sum(stage[1] for stage in build.stages), sum(stage[2] for stage in build.stages)


def outcome(view: StoryView) -> None:
    """How the latest build ended, if that is worth a sentence."""
    build = view.build
    if build is None or build.active:
        return
    if build.status == "failed":
        st.error(sentence(build.error or "The build failed; try again."), icon="⚠️")
    elif build.status == "cancelled" and not view.finished:
        st.info("Cancelled. Everything that was finished is kept; go on whenever you like.")


def growing_captions(stored: StoredMedia, view: StoryView) -> None:
    """The pictures, with their captions as they arrive."""
    active = bool(view.build and view.build.active)
    with st.container(horizontal=True, gap="small"):
        for caption in view.captions:
            with st.container(border=True, width=152, gap="xsmall"):
                st.image(
                    cover(stored, caption.picture, 256, 256),
                    width="stretch",
                    alt=f"Picture {caption.index + 1}",
                )
                piece = caption.piece
                if piece.text:
                    st.text(piece.text)
                else:
                    st.caption(_doing(piece) or ("Waiting…" if active else "Not looked at yet"))


def growing_book(stored: StoredMedia, view: StoryView) -> None:
    """The book while it is made: streamed text first, then page by page."""
    planned = view.outline is not None and view.outline.artifact is not None
    if not view.written and not planned:
        if view.captions:
            growing_captions(stored, view)
        return
    st.header(plain(view.title), anchor=False)
    wide, tall = SHAPES[view.request.shape]
    with st.container(horizontal=True, gap="small"):
        for segment in view.segments:
            with st.container(border=True, width=295, gap="xsmall"):
                _growing_page(stored, segment, height=round(_PICTURE * tall / wide))


def _growing_page(stored: StoredMedia, segment: SegmentView, *, height: int) -> None:
    picture = segment.illustration
    if picture.media and picture.status == "fresh":
        st.image(
            thumbnail(stored, picture.media),
            width="stretch",
            alt=f"Picture of page {segment.number}",
        )
    else:
        # As high as the picture will be, so that nothing moves when it comes.
        with st.container(height=height, border=False, vertical_alignment="center"):
            st.caption(_doing(picture) or "Picture to come", text_alignment="center")
            if picture.fraction is not None:
                st.progress(min(max(picture.fraction, 0.0), 1.0))
    if segment.text.text:
        st.text(segment.text.text)
        if doing := _doing(segment.text):
            st.caption(doing)
    else:
        st.caption(_doing(segment.text) or "Text to come")
        if segment.beat:
            st.caption(f"🧭 {plain(segment.beat, 160)}")
    voice = segment.narration
    if voice.media and voice.status == "fresh":
        st.badge("Read aloud", icon=":material/volume_up:", color="green")
    else:
        st.caption(_doing(voice) or "Voice to come")


def _doing(piece: PieceView) -> str | None:
    return plain(piece.message) if piece.message else None


def missing_line(view: StoryView) -> str:
    """What is still to be made, as a sentence part."""
    parts = []
    if view.missing:
        parts.append(f"{some(len(view.missing), 'piece')} still to make")
    if view.stale:
        parts.append(f"{some(len(view.stale), 'piece')} out of date")
    return ", ".join(parts)
