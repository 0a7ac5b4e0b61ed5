"""Things to choose from as small pictures with a button below each, and large signs."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st


def sign(emoji: str) -> None:
    """A large emoji for those who see it; it is no heading."""
    st.html(f'<p class="emoji" aria-hidden="true">{emoji}</p>')


def cards(
    key: str,
    options: Mapping[str, tuple[str, bytes]],
    chosen: str | None,
    choose: Callable[[str], Any],
    *,
    busy: bool = False,
    width: int = 130,
) -> None:
    """A card of `width` pixels for each option (its name to label and picture); a click on its
    button does `choose` with the name."""
    with st.container(horizontal=True, gap="small", key=f"{key}-cards"):
        for name, (label, picture) in options.items():
            with st.container(border=True, width=width, height="stretch", gap="xsmall"):
                st.image(picture, width="stretch", alt=f"{label}, a sample")
                st.button(
                    label,
                    key=f"{key}.{name}",
                    type="primary" if name == chosen else "secondary",
                    width="stretch",
                    disabled=busy,
                    on_click=choose,
                    args=(name,),
                )
