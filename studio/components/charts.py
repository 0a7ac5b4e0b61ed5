"""Tables and charts of the dashboard: pure functions from recorded rows to frames and figures."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import plotly.graph_objects as go
import plotly.io as pio

from core.story import MOODS, STYLES

STAGES: Final = {
    "captioning": "Captions",
    "outlining": "Plot",
    "writing": "Story",
    "rewriting": "Rewritten text",
    "prompting": "Prompt",
    "illustrating": "Picture",
    "narrating": "Narration",
    "scoring": "Score",
    "matching": "Score of the page",
}
"""Stages in build order, in words; others are shown by their own name."""

RULE: Final = "#8f8175"
"""Lines and whiskers, readable on light and dark."""

Rows = Sequence[Mapping[str, Any]]


def mood_name(mood: str) -> str:
    """A mood in words."""
    return MOODS[mood].label if mood in MOODS else mood


def style_name(style: str) -> str:
    """A style in words."""
    return STYLES[style].label if style in STYLES else style


def device_name(device: object) -> str:
    """A device in words."""
    name = str(device or "unknown")
    return "CPU" if name == "cpu" else name


def colour(number: int) -> str:
    """The theme's colour for categories of that number.

    Traces name it themselves: only then Streamlit puts the page's own colours in its place.
    """
    found = pio.templates[pio.templates.default].layout.colorway
    return str(found[number % len(found)])


def layout(figure: go.Figure, title: str, height: int) -> go.Figure:
    """Title, height in pixels and margins that all charts share."""
    figure.update_layout(
        title={"text": title, "font": {"size": 16}},
        height=height,
        margin={"l": 8, "r": 8, "t": 56, "b": 8},
        legend={
            "orientation": "h",
            "yref": "container",
            "y": 0,
            "yanchor": "bottom",
            "x": 0,
            "title": None,
        },
        hoverlabel={"align": "left"},
    )
    figure.update_xaxes(automargin=True)
    figure.update_yaxes(automargin=True)
    return figure
