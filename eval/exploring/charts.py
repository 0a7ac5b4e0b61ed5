"""Charts of what was found: pure functions from tables to plotly figures, without colours of the
page they stand on."""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Any, Final

import plotly.graph_objects as go

from eval.exploring.looking import Explored, Table

TOP: Final = 25
HEIGHT: Final = 320
_BARS: Final = ("captions_each", "stories_pages", "stories_pictures")
_FEW_COUNTS: Final = 5
_GREY: Final = "#8f8175"
"""Lines that are readable on light and dark."""


def charts(explored: Explored, colours: Sequence[str]) -> dict[str, go.Figure]:
    """The figures of all tables that are better looked at than read, by the table's name."""
    drawn = {}
    for name, table in explored.tables.items():
        if name.endswith("_lengths"):
            drawn[name] = _histogram(table, colours[0])
        elif name.endswith("_words"):
            drawn[name] = _ranks(table, colours[0])
        elif name.endswith("_growth"):
            drawn[name] = _growth(table, colours)
        elif name in _BARS and len(table.rows) > 1:
            drawn[name] = _bars(table, colours[0])
        elif name == "aspects" and len(table.rows) > 1:
            drawn[name] = _bars(table, colours[0])
            drawn[name].update_xaxes(type="linear")
        elif name == "sizes":
            drawn[name] = _sizes(table, colours[1])
    return drawn


def _figure(table: Table, x: str, y: str, height: int = HEIGHT) -> go.Figure:
    figure = go.Figure()
    figure.update_layout(
        height=height,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        showlegend=False,
        bargap=0.12,
        hoverlabel={"align": "left"},
    )
    figure.update_xaxes(title=x, automargin=True)
    figure.update_yaxes(title=y, automargin=True)
    return figure


def _histogram(table: Table, colour: str) -> go.Figure:
    figure = _figure(table, "words", table.columns[2])
    labels = [str(a) if a == b else f"{a} to {b}" for a, b, _ in table.rows]
    begins = [float(row[0]) for row in table.rows]
    step = min((b - a for a, b in pairwise(begins)), default=1.0)
    middles = [begin + (step - 1) / 2 for begin in begins]
    _whole(figure.update_yaxes, (row[2] for row in table.rows))
    figure.add_bar(
        x=middles,
        y=[row[2] for row in table.rows],
        marker_color=colour,
        customdata=labels,
        hovertemplate="%{customdata} words: %{y:,}<extra></extra>",
    )
    return figure


def _bars(table: Table, colour: str) -> go.Figure:
    figure = _figure(table, table.columns[0], table.columns[1])
    figure.add_bar(
        x=[row[0] for row in table.rows],
        y=[row[1] for row in table.rows],
        marker_color=colour,
        hovertemplate="%{x}: %{y:,}<extra></extra>",
    )
    figure.update_xaxes(type="category")
    _whole(figure.update_yaxes, (row[1] for row in table.rows))
    return figure


def _whole(axis: Callable[..., object], counts: Iterable[Any]) -> None:
    """Marks an axis of few counts by ones: there is no half a picture."""
    if max(map(float, counts), default=0) <= _FEW_COUNTS:
        axis(dtick=1)


def _ranks(table: Table, colour: str) -> go.Figure:
    top = table.rows[:TOP][::-1]
    figure = _figure(table, "times", "", height=40 + 20 * len(top))
    figure.add_bar(
        x=[row[1] for row in top],
        y=[str(row[0]) for row in top],
        orientation="h",
        marker_color=colour,
        hovertemplate="%{y}: %{x:,}<extra></extra>",
    )
    figure.update_yaxes(type="category", title=None, tickmode="linear")
    _whole(figure.update_xaxes, (row[1] for row in top))
    return figure


def _growth(table: Table, colours: Sequence[str]) -> go.Figure:
    figure = _figure(table, table.columns[0], table.columns[1])
    xs = [row[0] for row in table.rows]
    figure.add_scatter(
        x=xs,
        y=[row[1] for row in table.rows],
        mode="lines+markers",
        line_color=colours[1],
        marker_size=4,
        hovertemplate="%{y:,} different words in %{x:,}<extra></extra>",
    )
    figure.update_xaxes(rangemode="tozero")
    figure.update_yaxes(rangemode="tozero")
    return figure


def _sizes(table: Table, colour: str) -> go.Figure:
    figure = _figure(table, "width", "height")
    most = max(float(row[2]) for row in table.rows)
    figure.add_scatter(
        x=[row[0] for row in table.rows],
        y=[row[1] for row in table.rows],
        mode="markers",
        marker={
            "color": colour,
            "opacity": 0.6,
            "size": [6 + 34 * (float(row[2]) / most) ** 0.5 for row in table.rows],
            "line": {"width": 1, "color": _GREY},
        },
        customdata=[row[2] for row in table.rows],
        hovertemplate="%{x} × %{y} pixels: %{customdata:,} pictures<extra></extra>",
    )
    figure.update_xaxes(rangemode="tozero")
    figure.update_yaxes(rangemode="tozero")
    return figure
