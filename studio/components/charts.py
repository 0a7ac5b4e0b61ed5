"""Tables and charts of the dashboard: pure functions from recorded rows to frames and figures."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd
import plotly.express as px
import plotly.graph_objects as go
import plotly.io as pio

from core.story import MOODS, STYLES

STAGES: Final = {
    "captioning": "Captions",
    "writing": "Story",
    "rewriting": "Rewritten text",
    "prompting": "Prompt",
    "illustrating": "Picture",
    "narrating": "Narration",
    "scoring": "Score",
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


def latency_table(rows: Rows) -> pd.DataFrame:
    """Seconds a piece for each stage, model, device and dtype.

    "Run" is the stage at work, model in memory; "load" is what bringing the model into memory cost,
    for the pieces that paid it (cold); others found it loaded (warm).
    """
    frame = pd.DataFrame(rows)
    order = list(STAGES)
    found = []
    keys = ["stage", "model", "device", "dtype"]
    for names, group in frame.groupby(keys, dropna=False, sort=False):
        stage, model, device, dtype = names
        run, cold = group["run_s"], group.loc[group["load_s"] > 0, "load_s"]
        found.append(
            {
                "Stage": STAGES.get(stage, stage),
                "Device": device_name(device),
                "n": len(group),
                "Run, median (s)": round(run.median(), 3),
                "Run, p95 (s)": round(run.quantile(0.95), 3),
                "Load, median (s)": round(cold.median(), 3) if len(cold) else None,
                "Cold": len(cold),
                "Warm": len(group) - len(cold),
                "Queued, median (s)": round(group["queued_s"].median(), 3),
                "Model": model,
                "dtype": dtype,
                "order": order.index(stage) if stage in order else len(order),
            }
        )
    table = pd.DataFrame(found).sort_values(["order", "Model"], kind="stable")
    return table.drop(columns="order").reset_index(drop=True)


def latency_figure(table: pd.DataFrame) -> go.Figure:
    """Median seconds a piece for each stage, by device; the whisker ends at the 95th percentile."""
    frame = table.copy()
    frame["whisker"] = (frame["Run, p95 (s)"] - frame["Run, median (s)"]).clip(lower=0)
    several = frame["Model"].nunique() > frame["Stage"].nunique()
    frame["Place"] = frame["Stage"] + (" · " + frame["Model"].astype(str) if several else "")
    figure = px.bar(
        frame,
        x="Run, median (s)",
        y="Place",
        color="Device",
        barmode="group",
        orientation="h",
        error_x="whisker",
        error_x_minus=[0] * len(frame),
        hover_data={"n": True, "Run, p95 (s)": True, "Place": False, "whisker": False},
        labels={"Run, median (s)": "Seconds a piece, median (whisker: p95)", "Place": ""},
    )
    figure.update_traces(error_x={"color": RULE, "thickness": 2})
    figure.update_yaxes(autorange="reversed")
    return layout(figure, "Seconds a piece, model loaded", 130 + 52 * len(frame))
