"""Pickers with pictures: thumbnails over buttons, and colours as swatches. All are plain widgets,
usable by keyboard and on a phone."""

import base64
import io
from collections.abc import Callable, Sequence
from functools import cache
from typing import Final

import streamlit as st
from PIL import Image

from picturebook.drawing.colours import HAIRS, NAMED, SKINS, Colour
from picturebook.drawing.compose import draw
from picturebook.drawing.portraits import portrait, still
from picturebook.scene import Look, Scene, Thing
from studio.components.text import plain

CARD: Final = 96
"""Pixels that a card is wide."""
_SIDE: Final = 168


@st.cache_data(max_entries=2048, show_spinner=False)
def face(look: Look, id: str, *, head: bool = False, style: str = "paper") -> bytes:
    """A small PNG of a figure."""
    return portrait(look, id=id, head=head, style=style).png(_SIDE, _SIDE)


@st.cache_data(max_entries=1024, show_spinner=False)
def doing(look: Look, id: str, act: str) -> bytes:
    """A small PNG of a figure that does something."""
    return portrait(look, id=id, act=act).png(_SIDE, _SIDE)


@st.cache_data(max_entries=1024, show_spinner=False)
def thing(shown: Thing) -> bytes:
    """A small PNG of a thing."""
    return still(shown).png(_SIDE, _SIDE)


@st.cache_data(max_entries=256, show_spinner=False)
def place(key: str) -> bytes:
    """A small PNG of a place with nobody in it."""
    return draw(Scene(place=key), width=256, height=256).png(_SIDE, _SIDE)


def cards(
    label: str,
    options: Sequence[tuple[str, str, bytes]],
    chosen: str | None,
    pick: Callable[[str], None],
    *,
    key: str,
) -> None:
    """Options as cards: value, what it is called, a PNG. Pressing one calls `pick` with its
    value."""
    st.markdown(f"**{plain(label)}**")
    with st.container(horizontal=True, gap="small", key=f"cards.{key}"):
        for value, name, png in options:
            with st.container(width=CARD, gap="xsmall", horizontal_alignment="center"):
                st.image(png, width=CARD - 14, alt=name)
                st.button(
                    plain(name),
                    key=f"{key}.{value}",
                    type="primary" if value == chosen else "secondary",
                    width="stretch",
                    help=None if len(name) < 12 else plain(name),
                    on_click=pick,
                    args=(value,),
                )


def colours(
    label: str,
    options: Sequence[str],
    chosen: str,
    pick: Callable[[str], None],
    *,
    key: str,
    own: str = "its own",
) -> None:
    """Colours by name with swatches; "" is called `own`."""

    def picked() -> None:
        pick(st.session_state[widget] or "")

    # The key changes with the colour that is chosen elsewhere, so that it is shown at once.
    widget = f"{key}.{chosen or 'own'}"
    st.pills(
        label,
        options,
        default=chosen if chosen in options else None,
        wrap=True,
        format_func=lambda name: f"{swatch(name)} {plain(called(name))}" if name else own,
        key=widget,
        on_change=picked,
    )


def searched(key: str, pick: Callable[[str], None]) -> Callable[[], None]:
    """A callback of the widget `key` that calls `pick` with what was chosen, if anything was."""

    def picked() -> None:
        if st.session_state[key]:
            pick(st.session_state[key])

    return picked


def called(key: str) -> str:
    """A key of the vocabulary in words: "bobble hat"."""
    return key.replace("-", " ")


@cache
def swatch(name: str) -> str:
    """A colour as a little square in a label."""
    colour: Colour = SKINS.get(name) or HAIRS.get(name) or NAMED.get(name) or (0.5, 0.5, 0.5)
    red, green, blue = (round(255 * part) for part in colour)
    out = io.BytesIO()
    Image.new("RGB", (24, 24), (red, green, blue)).save(out, "PNG")
    return f"![](data:image/png;base64,{base64.b64encode(out.getvalue()).decode('ascii')})"
