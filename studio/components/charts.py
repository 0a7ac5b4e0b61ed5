"""Tables and charts of the dashboard: pure functions from recorded rows to frames and figures."""

import html
import math
from collections.abc import Sequence
from textwrap import wrap
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

_ABOVE: Final = 0.5
"""How far above its row a label stands, in rows."""
_POWERS: Final = 3
_LABEL, _TITLE = 46, 38
"""So many characters stand on one line of a phone."""
RULE: Final = "#8f8175"
"""Lines and whiskers, readable on light and dark."""


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


def rows(figure: go.Figure, labels: Sequence[str]) -> None:
    """Rows 0, 1, … of a chart from top to bottom, each with its label (Plotly's HTML) above its
    marks, so that labels take no width from them: on a phone they would take most of it.  Long ones
    have two lines; what follows the last " · " (n, say) is never cut off."""
    for place, label in enumerate(labels):
        figure.add_annotation(
            x=0, xref="paper", xanchor="left", y=place - _ABOVE, yref="y", yanchor="middle",
            text=_lines(label, _LABEL), showarrow=False, font={"size": 13}, align="left",
        )  # fmt: skip
    figure.update_yaxes(
        tickvals=list(range(len(labels))),
        showticklabels=False,
        range=[len(labels) - 0.45, -0.75],
        zeroline=False,
        showgrid=False,
    )


def _lines(label: str, across: int) -> str:
    """A label in one or two lines of so many characters, whole to the end of its last part."""
    text = html.unescape(label)
    if len(text) <= across:
        return label
    rest, _, last = text.rpartition(" · ")
    placeholder = f" … · {last}" if rest and len(last) < across // 2 else " …"
    # A dot stays on the line of what stands before it: no line begins with one.
    bound = text.replace(" · ", "\u00a0· ")
    found = wrap(bound, across, max_lines=2, placeholder=placeholder, break_on_hyphens=False)
    return "<br>".join(html.escape(line.replace("\u00a0", " ")) for line in found)


def log_ticks(values: Sequence[float]) -> dict[str, Any]:
    """Ticks of a logarithmic axis as people write numbers (0.05, 2, 100): 1, 2 and 5 of each power
    of ten, over more than three powers only 1."""
    known = [value for value in values if value > 0]
    if not known:
        return {"type": "log"}
    low, high = math.floor(math.log10(min(known))), math.ceil(math.log10(max(known)))
    steps = (1, 2, 5) if high - low <= _POWERS else (1,)
    ticks = [step * 10.0**power for power in range(low, high + 1) for step in steps]
    return {"type": "log", "tickvals": ticks, "ticktext": [f"{tick:,.10g}" for tick in ticks]}


def layout(figure: go.Figure, title: str, height: int) -> go.Figure:
    """Title (Plotly's HTML), height in pixels and margins that all charts share."""
    figure.update_layout(
        title={"text": _lines(title, _TITLE), "font": {"size": 16}},
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
