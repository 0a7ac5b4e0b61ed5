"""Own pictures instead of new ones: on Create for the whole book, later page by page."""

from functools import partial
from typing import Final

import streamlit as st

from core.story import Picture
from studio.components import state
from studio.components.cards import cards
from studio.components.guard import attempt, guard
from studio.own_pictures import AS_IS, WAYS, OwnPictures
from studio.paging import Paging
from studio.reading import Reading
from studio.uploads import Uploads
from studio.views import SegmentView, StoryView

NEW, OWN = "new", "own"
_SOURCES: Final = {NEW: "🖌️ New pictures", OWN: "🖼️ My own pictures"}
_SIDE: Final = 240
_OTHER: Final = -1


@st.cache_data(max_entries=256, show_spinner=False)
def _preview(_own: OwnPictures, sha256: str, frame: str, style: str) -> bytes:
    return _own.preview(sha256, frame, style, side=_SIDE)


def frames(own: OwnPictures, page: str, sha256: str, style: str) -> str:
    """Ways to put a picture on a page, remembered as "<page>.frame"."""
    chosen = str(state.get(f"{page}.frame", AS_IS))
    options = {frame: (label, _preview(own, sha256, frame, style)) for frame, label in WAYS.items()}
    cards(f"{page}.frame", options, chosen, partial(state.put, f"{page}.frame"))
    return chosen


def choice(own: OwnPictures, pictures: tuple[Picture, ...], style: str) -> None:
    """On Create: what the book is illustrated with."""
    source = st.segmented_control(
        "Illustrate with",
        list(_SOURCES),
        format_func=_SOURCES.__getitem__,
        required=True,
        **state.kept("create.illustrate", NEW),
    )
    if source == OWN and pictures:
        st.caption("Each page shows the picture that it tells, and keeps it when its words change.")
        frames(own, "create", pictures[0].sha256, style)


def chosen_frame() -> str | None:
    """The frame for the whole book; None when its pictures are to be new ones."""
    own = state.get("create.illustrate", NEW) == OWN
    return str(state.get("create.frame", AS_IS)) if own else None


def offer(
    reading: Reading,
    paging: Paging,
    uploads: Uploads,
    own: OwnPictures,
    view: StoryView,
    segment: SegmentView,
    busy: bool,
) -> None:
    """The button on the edit view."""
    if st.button(
        "Use my own picture",
        icon=":material/add_photo_alternate:",
        key=f"story.own.{view.id}.{segment.index}",
        type="tertiary",
        disabled=busy or segment.illustration.locked,
        help="Unlock the picture first" if segment.illustration.locked else None,
    ):
        _dialog(reading, paging, uploads, own, view.id, segment.index)


@st.dialog("My own picture", width="medium")
def _dialog(
    reading: Reading, paging: Paging, uploads: Uploads, own: OwnPictures, story_id: str, page: int
) -> None:
    with guard():
        view = reading.story(story_id)
        picture = _chosen(uploads, view, page)
        if picture is None:
            return
        frame = frames(own, "own", picture.sha256, view.request.style)
        with st.container(horizontal=True):
            if st.button(
                "Use it on this page", type="primary", icon=":material/check:", key="own.put"
            ) and attempt(paging.bring, story_id, page, picture, frame=frame):
                st.rerun()
            every = [segment.index for segment in view.segments if segment.caption is not None]
            if (
                view.request.pictures
                and st.button(
                    "Each page its own picture",
                    icon=":material/library_add_check:",
                    key="own.all",
                    help="Every page shows the picture that it tells, in this frame. Locked "
                    "pictures stay.",
                )
                and attempt(own.put, story_id, every, frame=frame)
            ):
                st.rerun()


def _chosen(uploads: Uploads, view: StoryView, page: int) -> Picture | None:
    """One of the book's pictures, or a file that is brought now."""
    mine = view.request.pictures
    choice = _OTHER
    if mine:
        told = view.page(page).caption or 0
        choice = st.selectbox(
            "Which picture",
            [*range(len(mine)), _OTHER],
            index=told,
            format_func=lambda i: f"{i + 1}. {mine[i].name[:40]}" if i >= 0 else "Another file…",
            key=f"own.which.{page}",
        )
    if choice != _OTHER:
        return mine[choice]
    return brought(uploads, "own.brought", key=f"own.file.{page}")


def brought(uploads: Uploads, name: str, *, key: str) -> Picture | None:
    """A picture from a file that is brought now; it is remembered as `name`."""
    upload = st.file_uploader(f"A drawing or photo of up to {uploads.max_mib} MiB", key=key)
    if upload is None:
        return None
    known = state.get(name)
    if known is None or known[0] != upload.file_id:
        known = (upload.file_id, uploads.accept(upload.name, upload.getvalue()))
        state.put(name, known)
    picture: Picture = known[1]
    return picture
