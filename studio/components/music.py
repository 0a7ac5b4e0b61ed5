"""Who makes the music of a book: the studio by code, or a model that its preset offers."""

from typing import Any, Final

import streamlit as st

from studio.components import state, voices
from studio.components.text import plain
from studio.models import ModelLibrary
from studio.presets import Presets

_STUDIO: Final = ""
"""Stands for the music that code composes."""


def choice(presets: Presets, library: ModelLibrary, page: str, preset: str) -> None:
    """Offered where the preset has a model for it, remembered as "<page>.composer"."""
    offered = presets.composer(preset)
    if offered is None:
        return
    view = library.model(offered)
    labels = {_STUDIO: "Composed by the studio", offered: plain(view.label)}
    if state.get(f"{page}.composer") not in labels:
        state.put(f"{page}.composer", _STUDIO)
    st.segmented_control(
        "Music",
        list(labels),
        required=True,
        format_func=lambda name: labels[name],
        **state.kept(f"{page}.composer", _STUDIO),
    )
    if state.get(f"{page}.composer") != offered:
        return
    st.caption(f"{plain(view.blurb)} Licence: {plain(view.licence)}.")
    if view.state != "ready":
        st.caption(f"{plain(view.label)} is not here yet: until it is, the studio composes.")
        voices.fetch(library, page, offered)


def chosen(presets: Presets, page: str, preset: str) -> dict[str, Any]:
    """The composer as a request wants it; None for the studio's own music."""
    offered = presets.composer(preset)
    asked = state.get(f"{page}.composer") or None
    return {"composer": asked if asked == offered else None}
