"""Tables and charts of speed: pure functions from what was summed up to frames and figures."""

import html
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from studio.components.board_charts import short
from studio.components.charts import RULE, STAGES, device_name, layout, log_ticks, mood_name, rows
from studio.components.charts import colour as chart_colour
from studio.views import BookPoint, Spread, StageSpeed, Trend

PIECE, UNIT, MEMORY = "piece", "unit", "memory"
MEASURES: Final = {PIECE: "A piece", UNIT: "A unit", MEMORY: "Memory"}
WARM, COLD = "#3f8f92", "#d1733f"
"""Readable on light and on dark."""


def stage_name(stage: str) -> str:
    """A stage in words."""
    return STAGES.get(stage, stage)


def names(speeds: Sequence[StageSpeed]) -> list[str]:
    """A label for each row: the stage, and whatever tells it from others of that stage."""
    found = []
    for speed in speeds:
        others = [other for other in speeds if other.stage == speed.stage]
        parts = [stage_name(speed.stage)]
        for part, said in _TELLING.items():
            if len({getattr(other, part) for other in others}) > 1:
                parts.append(said(getattr(speed, part)))
        found.append(" · ".join(parts))
    return found


_TELLING: Final[Mapping[str, Callable[[str], str]]] = {
    "model": str,
    "device": device_name,
    "dtype": str,
    "source": str,
    "machine": lambda name: "machine not noted" if name == "unknown" else name,
}
"""What may tell rows of one stage apart, and how it is said."""


def speed_table(speeds: Sequence[StageSpeed]) -> pd.DataFrame:
    """Everything that is known of each stage, model, device, dtype and source; seconds and MiB."""
    return pd.DataFrame([_row(speed) for speed in speeds])


def _row(speed: StageSpeed) -> Mapping[str, object]:
    return {
        "Stage": stage_name(speed.stage),
        "Model": speed.model,
        "Device": device_name(speed.device),
        "dtype": speed.dtype,
        "Machine": speed.machine,
        "From": speed.source,
        "n": speed.n,
        **_columns("Warm", speed.warm),
        **_columns("Cold", speed.cold),
        **_columns("Loading", speed.loading),
        **_columns("Per unit", speed.per_unit),
        "Unit": speed.unit,
        "Memory peak (MiB)": None if speed.peak_mib is None else round(speed.peak_mib),
    }


def _columns(name: str, spread: Spread | None) -> dict[str, float | int | None]:
    return {
        f"{name} n": spread.n if spread else 0,
        f"{name} p50 (s)": round(spread.p50, 4) if spread else None,
        f"{name} p95 (s)": round(spread.p95, 4) if spread else None,
    }


def stage_figure(speeds: Sequence[StageSpeed], measure: str) -> go.Figure:
    """Each stage as a point at its median, with a whisker to the 95th percentile."""
    labels = [html.escape(name) for name in names(speeds)]
    figure = go.Figure()
    if measure == MEMORY:
        known = [(name, s.peak_mib) for name, s in zip(labels, speeds, strict=True) if s.peak_mib]
        order = [f"{name} · {mib:,.0f} MiB" for name, mib in known]
        figure.add_bar(
            x=[mib for _, mib in known],
            y=list(range(len(known))),
            text=[name for name, _ in known],
            textposition="none",
            orientation="h",
            width=0.4,
            marker_color=WARM,
            hovertemplate="%{text}<br>%{x:,.0f} MiB<extra></extra>",
        )
        figure.update_xaxes(title="MiB, highest that was seen", rangemode="tozero")
        title = "Memory while a stage works"
    else:
        shown = {"Warm": (WARM, "circle"), "Cold, with loading": (COLD, "diamond")}
        found = {kind: _spreads(labels, speeds, measure, kind=kind) for kind in shown}
        sizes: dict[str, int] = {}
        for spreads in found.values():
            for name, spread in spreads:
                sizes[name] = sizes.get(name, 0) + spread.n
        for kind, (colour, symbol) in shown.items():
            if found[kind]:
                _add(figure, found[kind], list(sizes), kind=kind, colour=colour, symbol=symbol)
        what = "a piece" if measure == PIECE else "a unit"
        every = [end for spreads in found.values() for _, s in spreads for end in (s.p50, s.p95)]
        figure.update_xaxes(
            title=f"Seconds {what}, median; whisker to p95 (log)", **log_ticks(every)
        )
        order, title = [f"{name} · n {n:,}" for name, n in sizes.items()], f"Seconds {what}"
    rows(figure, order)
    return layout(figure, title, 170 + 54 * len(order))


def _spreads(
    labels: Sequence[str], speeds: Sequence[StageSpeed], measure: str, *, kind: str
) -> list[tuple[str, Spread]]:
    """What is known of each row; a unit's time is of warm pieces alone."""
    found = []
    for name, speed in zip(labels, speeds, strict=True):
        if measure == UNIT:
            spread, label = speed.per_unit, f"{name}, {speed.unit}"
        else:
            spread, label = speed.warm if kind == "Warm" else speed.cold, name
        if spread is not None and not (measure == UNIT and kind != "Warm"):
            found.append((label, spread))
    return found


def _add(
    figure: go.Figure,
    found: Sequence[tuple[str, Spread]],
    order: Sequence[str],
    *,
    kind: str,
    colour: str,
    symbol: str,
) -> None:
    figure.add_scatter(
        x=[spread.p50 for _, spread in found],
        y=[order.index(label) for label, _ in found],
        text=[label for label, _ in found],
        error_x={
            "array": [spread.p95 - spread.p50 for _, spread in found],
            "arrayminus": [0.0] * len(found),
            "color": colour,
            "thickness": 2,
            "width": 5,
        },
        customdata=[(spread.p95, spread.n) for _, spread in found],
        mode="markers",
        name=kind,
        marker={"color": colour, "symbol": symbol, "size": 11},
        hovertemplate="%{text}<br>median %{x:.3g} s, p95 %{customdata[0]:.3g} s, "
        "n = %{customdata[1]}<extra>" + kind + "</extra>",
    )


def trend_table(trend: Trend) -> pd.DataFrame:
    """The points of a trend."""
    return pd.DataFrame(
        [
            {
                "Time (UTC)": moment(point.at),
                f"Seconds per {trend.unit}, p50": round(point.spread.p50, 4),
                "p95": round(point.spread.p95, 4),
                "n": point.spread.n,
            }
            for point in trend.points
        ]
    )


def trend_figure(trend: Trend, name: str) -> go.Figure:
    """Single pieces, which lead to their stories, and the median of each day (or so many pieces)
    with a whisker to the 95th percentile."""
    figure = go.Figure()
    for cold, kind, colour, symbol in (
        (False, "One warm piece", WARM, "circle"),
        (True, "One cold piece, with loading", COLD, "diamond"),
    ):
        mine = [piece for piece in trend.pieces if piece.cold == cold and piece.seconds > 0]
        if mine:
            figure.add_scatter(
                x=[moment(piece.at) for piece in mine],
                y=[piece.seconds for piece in mine],
                customdata=[[piece.story_id] for piece in mine],
                mode="markers",
                name=kind,
                marker={"color": colour, "symbol": symbol, "size": 7, "opacity": 0.5},
                hovertemplate="%{x}<br>%{y:.3g} s<extra>" + kind + "</extra>",
            )
    points = trend.points
    figure.add_scatter(
        x=[moment(point.at) for point in points],
        y=[point.spread.p50 for point in points],
        error_y={
            "array": [point.spread.p95 - point.spread.p50 for point in points],
            "arrayminus": [0.0] * len(points),
            "thickness": 2,
        },
        customdata=[[None, point.spread.p95, point.spread.n] for point in points],
        mode="lines+markers",
        name=f"Median of warm ones, by {trend.by}",
        line={"color": RULE, "width": 2},
        marker={"size": 9},
        hovertemplate="%{x}<br>median %{y:.3g} s, p95 %{customdata[1]:.3g} s, "
        "n = %{customdata[2]}<extra></extra>",
    )
    figure.update_xaxes(title="Time (UTC)")
    every = [piece.seconds for piece in trend.pieces] + [point.spread.p95 for point in points]
    figure.update_yaxes(title=f"Seconds per {trend.unit} (log)", **log_ticks(every))
    return layout(figure, f"{html.escape(name)} over time", 420)


def book_table(books: Sequence[BookPoint]) -> pd.DataFrame:
    """Books with what they took and what the others say of them."""
    return pd.DataFrame(
        [
            {
                "Finished (UTC)": moment(book.at),
                "Seconds": round(book.seconds, 1),
                "Predicted from the others (s)": _rounded(book.predicted),
                "Loading (s)": round(book.loading, 1),
                "Pages": book.pages,
                "Mood": mood_name(book.mood),
                "Models": book.preset,
                "Device": device_name(book.device),
                "Machine": book.machine,
                "Story": book.story_id,
            }
            for book in books
        ]
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def book_figure(books: Sequence[BookPoint]) -> go.Figure:
    """Every book at the time when it was finished, a colour for each preset, device and machine; a
    cross is what the others of its machine say of it."""
    figure = go.Figure()
    several = len({book.machine for book in books}) > 1
    kinds: dict[str, list[BookPoint]] = {}
    for book in books:
        where = f" of {book.machine or 'an unknown machine'}" if several else ""
        name = f"{book.preset} on {device_name(book.device)}{where}"
        kinds.setdefault(name, []).append(book)
    _book_points(
        figure,
        [book for book in books if book.predicted is not None],
        "Predicted from the others",
        {"color": RULE, "size": 9, "symbol": "x-thin-open", "line": {"width": 2}},
        lambda book: book.predicted or 0.0,
    )
    for number, (name, mine) in enumerate(kinds.items()):
        marker = {"color": chart_colour(number), "size": 10}
        _book_points(figure, mine, short(name, 40), marker, lambda book: book.seconds)
    figure.update_xaxes(title="Finished (UTC)")
    figure.update_yaxes(title="Seconds a book", rangemode="tozero")
    return layout(figure, "Seconds of whole books", 400)


def _book_points(
    figure: go.Figure,
    books: Sequence[BookPoint],
    kind: str,
    marker: Mapping[str, object],
    seconds: Callable[[BookPoint], float],
) -> None:
    figure.add_scatter(
        x=[moment(book.at) for book in books],
        y=[seconds(book) for book in books],
        customdata=[
            [b.story_id, b.pages, mood_name(b.mood), html.escape(b.preset), b.loading]
            for b in books
        ],
        mode="markers",
        name=kind,
        marker=marker,
        hovertemplate="%{y:.0f} s, %{customdata[1]} pages<br>%{customdata[2]}, "
        "%{customdata[3]}<br>loading %{customdata[4]:.1f} s<extra>" + kind + "</extra>",
    )


def moment(at: float) -> pd.Timestamp:
    """A POSIX time as Plotly and CSV write it, in UTC to the second."""
    return pd.to_datetime(at, unit="s").floor("s")
