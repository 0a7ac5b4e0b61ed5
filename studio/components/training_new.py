"""The form of a new training: what, with which data, how long, where."""

from typing import Any, Final

import streamlit as st

from studio.components import state
from studio.components.guard import attempt
from studio.components.seeds import seed_input
from studio.components.text import lasting, plain, sentence, some
from studio.training.room import TrainingRoom
from studio.training.views import MOST_MIB, KindView, SizeView

_SOURCES: Final = {"upload": "Upload", "folder": "A folder", "books": "Books rated well"}
_MADE: Final = "train.made"
"""Counts the trainings that this visit started: uploads are forgotten after each."""


def section(training: TrainingRoom) -> None:
    """The form."""
    devices = training.devices()
    device = next(iter(devices))
    where = str(state.get("train.device", device))
    kinds = {kind.id: kind for kind in training.kinds(where)}
    with st.container(border=True, key="train-new"):
        st.header("A new training", anchor=False)
        chosen = st.segmented_control(
            "What",
            list(kinds),
            format_func=lambda kind: kinds[kind].label,
            required=True,
            **state.kept("train.kind", next(iter(kinds))),
        )
        kind = kinds[chosen]
        st.caption(kind.blurb)
        given = _data(training, kind)
        if kind.asks:
            given["subject"] = st.text_input(
                kind.asks,
                max_chars=60,
                placeholder="Bruno the brown dog",
                help="Say it in the same words on a page, and the page shows this one.",
                **state.kept("train.subject", ""),
            )
            given |= _others()
        size = _size(kind)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input(
                "Name",
                max_chars=60,
                width=240,
                placeholder=given.get("subject") or f"My {kind.role}",
                help="Trainings of one name are versions of one model.",
                **state.kept("train.name", ""),
            )
            beginning = st.selectbox(
                "Begin",
                list(kind.beginnings),
                format_func=lambda one: kind.beginnings.get(one, one),
                width=260,
                placeholder="No model is here",
                help="What learns, or a version that is taught further.",
                **state.kept(f"train.beginning.{kind.id}", next(iter(kind.beginnings), None)),
            )
            if len(devices) > 1:
                st.selectbox(
                    "Where",
                    list(devices),
                    format_func=lambda one: devices.get(one, one),
                    width=240,
                    **state.kept("train.device", device),
                )
        if st.toggle("Details: seed", **state.kept("train.more", False)):
            seed_input("train.seed", "The same seed and data draw the same numbers.")
        lacking = training.lacking(kind.id, size=size, device=where, beginning=beginning)
        if lacking:
            st.warning(sentence(lacking), icon=":material/memory:")
        if st.button(
            "Start the training",
            type="primary",
            icon=":material/model_training:",
            key="train.start",
            disabled=bool(lacking),
        ):
            _start(training, kind.id, size, beginning, given)


def _data(training: TrainingRoom, kind: KindView) -> dict[str, Any]:
    """What was brought: files, or a folder."""
    sources = [one for one in _SOURCES if one != "books" or not kind.asks]
    source = st.segmented_control(
        "Data",
        sources,
        format_func=_SOURCES.__getitem__,
        required=True,
        **state.kept(f"train.source.{kind.id}", "upload"),
    )
    if source == "books":
        count = training.good_books()
        if count:
            st.caption(f"{some(count, 'book')} of this studio with four stars or more.")
        else:
            st.info("No book here has four stars yet: rate the books that you like.", icon="⭐")
        return {"books": True}
    if source == "folder":
        folder = st.text_input(
            "Folder on the computer that runs the studio",
            placeholder="/home/me/flickr8k",
            help=kind.layouts or None,
            **state.kept("train.folder", ""),
        )
        st.caption(kind.data)
        return {"folder": folder}
    files = st.file_uploader(
        kind.data,
        type=list(kind.endings),
        accept_multiple_files=True,
        key=f"train.files.{kind.id}.{state.get(_MADE, 0)}",
        help=kind.layouts or None,
        max_upload_size=MOST_MIB,
    )
    return {"files": [(file.name, file.getvalue()) for file in files]}


def _others() -> dict[str, Any]:
    """What the hero is, and pictures of others of its kind."""
    species = st.text_input(
        "What is it? (optional)",
        max_chars=60,
        placeholder="a dog",
        help="Then other dogs stay as they are, and only yours is new: some pictures of others are "
        "learnt beside (prior preservation), painted by the model itself or brought by you.",
        **state.kept("train.species", ""),
    ).strip()
    if not species:
        return {}
    files = st.file_uploader(
        "Pictures of others of its kind (optional)",
        type=["zip", "jpg", "jpeg", "png", "webp"],
        accept_multiple_files=True,
        key=f"train.others.{state.get(_MADE, 0)}",
        max_upload_size=MOST_MIB,
    )
    return {"species": species, "others": [(file.name, file.getvalue()) for file in files]}


def _size(kind: KindView) -> str:
    sizes = {size.id: size for size in kind.sizes}
    return str(
        st.radio(
            "How long",
            list(sizes),
            format_func=lambda one: sizes[one].label,
            captions=[f"{plain(size.blurb)} {_time(size)}" for size in kind.sizes],
            **state.kept(f"train.size.{kind.id}", next(iter(sizes))),
        )
    )


def _time(size: SizeView) -> str:
    if size.seconds is None:
        return "How long depends on how much you bring."
    if not size.trainings:
        return f"Estimate: {lasting(size.seconds)}."
    took = f"Takes {lasting(size.seconds)} on this computer"
    of = f"the median of {size.trainings} trainings" if size.trainings > 1 else "as one training"
    return f"{took} ({of})."


def _start(
    training: TrainingRoom, kind: str, size: str, beginning: str | None, given: dict[str, Any]
) -> None:
    with st.spinner("Looking at the data…"):
        begun = attempt(
            training.start,
            kind,
            size=size,
            name=str(state.get("train.name", "")),
            device=str(state.get("train.device", next(iter(training.devices())))),
            beginning=beginning or "nothing",
            seed=int(state.get("train.seed", 0)),
            **given,
        )
    if begun:
        state.put(_MADE, state.get(_MADE, 0) + 1)
    st.rerun()
