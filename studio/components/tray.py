"""The picture tray: pictures in, in order, each bad file answered in a sentence."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import streamlit as st

from core.errors import StudioError
from core.story import MAX_PICTURES, Picture
from studio.components import state
from studio.components.media import cover
from studio.components.text import listed, plain, sentence, some
from studio.media import StoredMedia
from studio.uploads import Uploads

_TRAY: Final = "create.tray"
_ROUND: Final = "create.upload_round"
_ADDRESS: Final = "pictures"
"""What the address calls them; a reload begins a new session, and finds them by it."""


@dataclass
class _Tray:
    """What a visitor has put in so far.

    Changed in place: while pictures are opened the visitor may click something else, and then the
    next look into `st.session_state` ends the run that opened them.
    """

    items: list[tuple[str, Picture]] = field(default_factory=list)
    """With an id each, because the same picture may be there twice."""
    refused: list[str] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    """Ids of the uploads that were looked at."""


def _tray() -> _Tray:
    if _TRAY not in st.session_state:
        st.session_state[_TRAY] = _Tray()
    mine: _Tray = st.session_state[_TRAY]
    return mine


def pictures() -> tuple[Picture, ...]:
    """The pictures in the tray, in order."""
    return tuple(picture for _, picture in _tray().items)


def clear() -> None:
    """Empty the tray."""
    mine = _tray()
    mine.items.clear()
    mine.refused.clear()
    st.query_params.pop(_ADDRESS, None)


def _again(uploads: Uploads) -> None:
    """After a reload: the pictures that the address names."""
    if _TRAY not in st.session_state and (asked := st.query_params.get(_ADDRESS)):
        _tray().items += [(_item_id(), picture) for picture in uploads.found(asked)]


def _publish(uploads: Uploads) -> None:
    """Name the pictures in the address."""
    address = uploads.address(pictures())
    if address:
        st.query_params[_ADDRESS] = address
    else:
        st.query_params.pop(_ADDRESS, None)


def _item_id() -> str:
    return uuid.uuid4().hex[:8]


def tray(stored: StoredMedia, uploads: Uploads) -> None:
    """Show uploader, samples button and the pictures with their order."""
    _again(uploads)
    round_ = state.get(_ROUND, 0)
    with st.container(key="create-upload"):
        # The limit is ours: Streamlit's own leaves a larger file out without a word when others
        # beside it are good. What it says of its limit would contradict the label, so it is hidden.
        st.html(
            "<style>.st-key-create-upload [data-testid='stFileUploaderDropzoneInstructions']"
            "{display: none}</style>"
        )
        chosen = st.file_uploader(
            f"Your pictures: up to {MAX_PICTURES}, drawings or photos of up to"
            f" {uploads.max_mib} MiB each. Choose them, or drop them here.",
            accept_multiple_files=True,
            key=f"create.upload.{round_}",
        )
    if chosen:
        with st.spinner("Opening the pictures…"):
            mine = _tray()
            new = [upload for upload in chosen if upload.file_id not in mine.taken]
            mine.taken |= {upload.file_id for upload in new}
            # None are new where a click ended the run that opened them: what it said stays.
            if new:
                _accept(uploads, mine, ((upload.name, upload.getvalue()) for upload in new))
        # A fresh uploader: the tray shows what was accepted, one list is enough.
        state.put(_ROUND, round_ + 1)
        st.rerun()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "Use the five sample pictures",
            icon=":material/imagesmode:",
            key="create.samples",
            on_click=_use_samples,
            args=(uploads, _tray()),
        )
        if pictures():
            st.button(
                "Remove all", icon=":material/delete:", type="tertiary", on_click=clear, key="clear"
            )
    _publish(uploads)
    for refusal in _tray().refused:
        st.warning(sentence(refusal), icon="🖼️")
    items = list(_tray().items)
    if items:
        st.caption(
            f"{some(len(items), 'picture')}, told in this order. Move them with the arrows."
            if len(items) > 1
            else "One picture: it becomes a story of its own."
        )
        with st.container(horizontal=True, gap="small", key="tray"):
            for position, (item, picture) in enumerate(items):
                _item(stored, item, picture, position, len(items))


def _item(stored: StoredMedia, item: str, picture: Picture, position: int, count: int) -> None:
    number = position + 1
    with st.container(border=True, width=152, gap="xsmall"):
        st.image(cover(stored, picture.sha256, 256, 256), width="stretch", alt=f"Picture {number}")
        st.caption(f"{number}\\. {plain(picture.name, 16)}")
        with st.container(horizontal=True, horizontal_alignment="distribute", gap=None):
            buttons: list[tuple[str, str, bool, Any, tuple[Any, ...]]] = [
                ("arrow_back", "left", position == 0, _move, (item, -1)),
                ("arrow_forward", "right", position == count - 1, _move, (item, 1)),
                ("close", "remove", False, _remove, (item,)),
            ]
            for icon, verb, disabled, action, args in buttons:
                st.button(
                    "",
                    icon=f":material/{icon}:",
                    type="tertiary",
                    key=f"tray.{verb}.{item}",
                    help=f"{'Remove' if verb == 'remove' else f'Move {verb}'}: picture {number}",
                    disabled=disabled,
                    on_click=action,
                    args=args,
                )


def _accept(uploads: Uploads, mine: _Tray, files: Iterable[tuple[str, bytes]]) -> None:
    mine.refused.clear()
    too_many: list[str] = []
    for name, content in files:
        if len(mine.items) >= MAX_PICTURES:
            too_many.append(f"“{name}”")
            continue
        try:
            picture = uploads.accept(name, content)
        except StudioError as error:
            mine.refused.append(str(error))
        else:
            mine.items.append((_item_id(), picture))
    if too_many:
        were = "was" if len(too_many) == 1 else "were"
        mine.refused.append(
            f"A story takes at most {MAX_PICTURES} pictures, so {listed(too_many)} {were} left out."
        )


def _use_samples(uploads: Uploads, mine: _Tray) -> None:
    mine.items.clear()
    try:
        _accept(uploads, mine, ((s.name, Path(s.path).read_bytes()) for s in uploads.samples()))
    except (OSError, StudioError) as error:
        mine.refused.append(f"The sample pictures cannot be read: {error}")


def _move(item: str, step: int) -> None:
    items = _tray().items
    at = next(i for i, (name, _) in enumerate(items) if name == item)
    to = min(max(at + step, 0), len(items) - 1)
    items.insert(to, items.pop(at))


def _remove(item: str) -> None:
    items = _tray().items
    items[:] = [pair for pair in items if pair[0] != item]
