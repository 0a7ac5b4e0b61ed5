"""What to look at, looks that are being made, and those that were: the top of the page Data."""

from typing import Final

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from studio.components import state
from studio.components.guard import do
from studio.components.live import bars
from studio.components.seeds import seed_input
from studio.components.text import ago, sentence
from studio.exploring import GALLERY, Exploring, Look
from studio.training.data import ENDINGS
from studio.training.views import MOST_MIB

_FOLDER: Final = "folder"
_UPLOAD: Final = "upload"
_SOURCES: Final = {
    GALLERY: "📚 This studio's books", _UPLOAD: "⬆️ Upload", _FOLDER: "📁 A folder or a file",
}  # fmt: skip
_LAYOUTS: Final = (
    "A table of picture and caption (TSV, CSV), COCO's or Karpathy's JSON, the token file of "
    "Flickr8k and Flickr30k, captions.json; stories as JSON or JSONL; or pictures alone."
)
_BEGUN: Final = "data.begun"
"""The look that this visit began last; it is shown as soon as it is done."""
_MADE: Final = "data.made"
"""Counts the looks that this visit began: uploads are forgotten after each."""


def choose(exploring: Exploring) -> Look | None:
    """The controls; the finished look that is to be shown, if there is one."""
    looks = exploring.all()
    active = [look for look in looks if look.active]
    _ask(exploring, busy=bool(active))
    if active:
        _watch(exploring)
    for look in looks[:1]:
        if look.status == "failed":
            st.error(sentence(look.error), icon="⚠️")
        elif look.status == "cancelled":
            st.caption("Cancelled. Nothing of it is shown.")
    done = [look for look in looks if look.status == "done"]
    if not done:
        if not active:
            st.info(
                "Nothing was looked at yet. A few thousand pictures take some ten seconds.",
                icon="🔎",
            )
        return None
    return _chosen(exploring, done)


def _ask(exploring: Exploring, *, busy: bool) -> None:
    source = st.segmented_control(
        "What to look at",
        list(_SOURCES),
        format_func=_SOURCES.__getitem__,
        required=True,
        label_visibility="collapsed",
        **state.kept("data.source", GALLERY),
    )
    files = None
    if source == _UPLOAD:
        files = st.file_uploader(
            "Pictures with a sentence each, or stories; several files or one ZIP",
            type=list(ENDINGS),
            accept_multiple_files=True,
            key=f"data.files.{state.get(_MADE, 0)}",
            help=_LAYOUTS,
            max_upload_size=MOST_MIB,
        )
    elif source == _FOLDER:
        st.text_input(
            "Folder or file on the computer that runs the studio",
            placeholder="/home/me/flickr8k",
            width=560,
            help=_LAYOUTS,
            **state.kept("data.folder", ""),
        )
    if st.toggle("Details: what is drawn, which part", **state.kept("data.more", False)):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            if source != GALLERY:
                st.text_input(
                    "Split",
                    placeholder="all",
                    width=130,
                    help="Only pictures that the data set itself puts there, such as train or "
                    "test.",
                    **state.kept("data.split", ""),
                )
            seed_input(
                "data.seed",
                "Says which stories and pictures are drawn: the same seed draws the same.",
            )
    st.button(
        "Look at it",
        type="primary",
        icon=":material/search:",
        key="data.start",
        disabled=busy,
        help="One at a time." if busy else None,
        on_click=do,
        args=(_start, exploring, source, files),
    )


def _start(exploring: Exploring, source: str, files: list[UploadedFile] | None) -> None:
    folder = str(state.get("data.folder", "")).strip() if source == _FOLDER else GALLERY
    look_id = exploring.start(
        folder,
        files=None if files is None else [(file.name, file.getvalue()) for file in files],
        seed=int(state.get("data.seed", 0)),
        split=None if source == GALLERY else str(state.get("data.split", "")).strip() or None,
    )
    state.put(_BEGUN, look_id)
    state.put(_MADE, state.get(_MADE, 0) + 1)


def _watch(exploring: Exploring) -> None:
    bars(exploring.all, lambda look: look.label, cancel=exploring.cancel, key="data.cancel")


def _chosen(exploring: Exploring, done: list[Look]) -> Look | None:
    by_id = {look.id: look for look in done}
    if state.get(_BEGUN) in by_id:
        state.put("data.look", state.get(_BEGUN))
        state.put(_BEGUN, None)
    if state.get("data.look") not in by_id:
        state.put("data.look", done[0].id)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            "Looked at",
            list(by_id),
            format_func=lambda look_id: _title(by_id[look_id]),
            width=420,
            **state.kept("data.look", done[0].id),
        )
        st.button(
            "Forget",
            icon=":material/delete:",
            key="data.forget",
            help="Erases what was found; the data stay as they are.",
            on_click=do,
            args=(exploring.forget, chosen),
        )
    return by_id[chosen]


def _title(look: Look) -> str:
    split = f", {look.split}" if look.split else ""
    seed = f", seed {look.seed}" if look.seed else ""
    return f"{look.label}{split}{seed}, {ago(look.created_at)}"
