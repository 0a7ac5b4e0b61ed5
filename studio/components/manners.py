"""What Streamlit leaves undone in the browser: the menu of a phone closes after a tap."""

from pathlib import Path

import streamlit as st

_manners = st.components.v2.component(
    "storybook_manners", js=Path(__file__).with_name("manners.js").read_text("utf-8")
)


def mind() -> None:
    """Put the script into the page; it shows nothing."""
    _manners(key="manners", height=0)
