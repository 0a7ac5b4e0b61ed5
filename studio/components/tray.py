"""The picture tray: pictures in, in order, each bad file answered in a sentence."""

import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import streamlit as st

from core.errors import StudioError
from core.story import MAX_PICTURES, Picture
from studio.components import state
from studio.components.media import cover
from studio.components.text import listed, plain, sentence, some
from studio.services import Studio

TRAY: Final = "create.tray"
"""Remembered list of (item id, `Picture`): ids, because the same picture may be there twice."""
_REFUSED: Final = "create.refused"
_ROUND: Final = "create.upload_round"


def pictures() -> tuple[Picture, ...]:
    """The pictures in the tray, in order."""
    return tuple(picture for _, picture in state.get(TRAY, []))


def clear() -> None:
    """Empty the tray."""
    state.put(TRAY, [])
    state.put(_REFUSED, [])


def tray(studio: Studio) -> None:
    """Show uploader, samples button and the pictures with their order."""
    round_ = state.get(_ROUND, 0)
    uploads = st.file_uploader(
        f"Your pictures: up to {MAX_PICTURES}, drawings or photos",
        accept_multiple_files=True,
        max_upload_size=studio.settings.max_upload_mib,
        key=f"create.upload.{round_}",
    )
    if uploads:
        with st.spinner("Opening the pictures…"):
            _accept(studio, ((upload.name, upload.getvalue()) for upload in uploads))
        # A fresh uploader: the tray shows what was accepted, one list is enough.
        state.put(_ROUND, round_ + 1)
        st.rerun()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "Use the five sample pictures",
            icon=":material/imagesmode:",
            key="create.samples",
            on_click=_use_samples,
            args=(studio,),
        )
        if pictures():
            st.button(
                "Remove all", icon=":material/delete:", type="tertiary", on_click=clear, key="clear"
            )
    for refusal in state.get(_REFUSED, []):
        st.warning(sentence(refusal), icon="🖼️")
    items = state.get(TRAY, [])
    if items:
        st.caption(
            f"{some(len(items), 'picture')}, told in this order. Move them with the arrows."
            if len(items) > 1
            else "One picture: it becomes a story of its own."
        )
        with st.container(horizontal=True, gap="small", key="tray"):
            for position, (item, picture) in enumerate(items):
                _item(studio, item, picture, position, len(items))


def _item(studio: Studio, item: str, picture: Picture, position: int, count: int) -> None:
    number = position + 1
    with st.container(border=True, width=170, gap="xsmall"):
        st.image(cover(studio, picture.sha256, 256, 256), width="stretch", alt=f"Picture {number}")
        st.caption(f"{number}\\. {plain(picture.name, 16)}")
        with st.container(horizontal=True, horizontal_alignment="distribute", gap=None):
            buttons: list[tuple[str, str, bool, Any, tuple[Any, ...]]] = [
                ("arrow_back", "earlier", position == 0, _move, (item, -1)),
                ("arrow_forward", "later", position == count - 1, _move, (item, 1)),
                ("close", "remove", False, _remove, (item,)),
            ]
            for icon, verb, disabled, action, args in buttons:
                st.button(
                    "",
                    icon=f":material/{icon}:",
                    type="tertiary",
                    key=f"tray.{verb}.{item}",
                    help=f"{'Remove' if verb == 'remove' else f'Tell {verb}'}: picture {number}",
                    disabled=disabled,
                    on_click=action,
                    args=args,
                )


def _accept(studio: Studio, files: Iterable[tuple[str, bytes]]) -> None:
    items = list(state.get(TRAY, []))
    refused: list[str] = []
    too_many: list[str] = []
    for name, content in files:
        if len(items) >= MAX_PICTURES:
            too_many.append(f"“{name}”")
            continue
        try:
            items.append((uuid.uuid4().hex[:8], studio.accept_picture(name, content)))
        except StudioError as error:
            refused.append(str(error))
    if too_many:
        were = "was" if len(too_many) == 1 else "were"
        refused.append(
            f"A story takes at most {MAX_PICTURES} pictures, so {listed(too_many)} {were} left out."
        )
    state.put(TRAY, items)
    state.put(_REFUSED, refused)


def _use_samples(studio: Studio) -> None:
    clear()
    try:
        _accept(studio, ((s.name, Path(s.path).read_bytes()) for s in studio.samples()))
    except (OSError, StudioError) as error:
        state.put(_REFUSED, [f"The sample pictures cannot be read: {error}"])


def _move(item: str, step: int) -> None:
    items = list(state.get(TRAY, []))
    at = next(i for i, (name, _) in enumerate(items) if name == item)
    to = min(max(at + step, 0), len(items) - 1)
    items.insert(to, items.pop(at))
    state.put(TRAY, items)


def _remove(item: str) -> None:
    state.put(TRAY, [pair for pair in state.get(TRAY, []) if pair[0] != item])
