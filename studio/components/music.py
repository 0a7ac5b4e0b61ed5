"""Who makes the music of a book: the studio by code, or a model that its preset offers."""

from typing import Any, Final

import streamlit as st

from studio.components import state, voices
from studio.components.text import plain
from studio.services import Studio

_STUDIO: Final = ""
"""Stands for the music that code composes."""


def choice(studio: Studio, page: str, preset: str) -> None:
    """Offered where the preset has a model for it, remembered as "<page>.composer"."""
    offered = studio.catalog.preset(preset).composer
    if offered is None:
        return
    entry = studio.catalog.model(offered)
    labels = {_STUDIO: "Composed by the studio", offered: plain(entry.label)}
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
    st.caption(f"{plain(entry.blurb)} Licence: {plain(entry.licence)}.")
    if not studio.catalog.status(offered).ready:
        st.caption(f"{plain(entry.label)} is not here yet: until it is, the studio composes.")
        voices.fetch(studio, page, offered)


def chosen(studio: Studio, page: str, preset: str) -> dict[str, Any]:
    """The composer as a request wants it; None for the studio's own music."""
    offered = studio.catalog.preset(preset).composer
    asked = state.get(f"{page}.composer") or None
    return {"composer": asked if asked == offered else None}
