"""Charts of the dashboard from summed-up frames: boxes, courses with intervals, story by story."""

import html
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from studio.components.charts import RULE, colour, layout, rows

MOST_GROUPS: Final = 12
"""So many groups, those with most items, are drawn; the others are in the table."""
MOST_LINES: Final = 5
MOST_POINTS: Final = 300
"""So many pages are drawn each for itself; of more, only the extremes."""
EXTREMES: Final = 20
SCORES: Final = (-2, 102)
"""The axis of CLIP scores: 100 · max(cosine, 0)."""
_SHORT: Final = 24
_FEW_DAYS: Final = 8
"""A shorter course has a tick a day: left alone, the axis of one day goes by milliseconds."""
_DAY_MS: Final = 86_400_000
_GREY: Final = "rgba(143, 129, 117, 0.28)"


def short(name: Any, limit: int = _SHORT) -> str:
    """A name as a label that fits beside a chart on a phone; Plotly reads a little HTML."""
    text = str(name)
    return html.escape(text if len(text) <= limit else text[: limit - 1] + "…")


def extremes(pages: pd.DataFrame) -> pd.DataFrame:
    """All pages of a few, the worst and the best of many."""
    if len(pages) <= MOST_POINTS:
        return pages
    ordered = pages.sort_values("score")
    return pd.concat([ordered.head(EXTREMES), ordered.tail(EXTREMES)])


def box_figure(
    summary: pd.DataFrame,
    pages: pd.DataFrame,
    by: str,
    *,
    title: str,
    chance: float | None = None,
) -> go.Figure:
    """Quartiles, 5th to 95th percentile, mean with interval, and `pages` as points; a dotted line
    where scores are by `chance`.

    The first column of `summary` (`studio.summaries.summary`) is the group, in words as in the
    column `by` of `pages`.
    """
    shown = summary.nlargest(MOST_GROUPS, "n").sort_values("mean", ascending=False)
    places = {name: place for place, name in enumerate(shown[by])}
    figure = go.Figure(
        go.Box(
            y=list(places.values()),
            q1=shown["q1"],
            median=shown["median"],
            q3=shown["q3"],
            lowerfence=shown["p5"],
            upperfence=shown["p95"],
            orientation="h",
            width=0.42,
            marker={"color": colour(0)},
            line={"width": 1.5},
            hoverinfo="skip",
            name="quartiles, 5 to 95 %",
            showlegend=True,
        )
    )
    figure.add_scatter(
        x=shown["mean"],
        y=list(places.values()),
        mode="markers",
        name="mean, 95 % interval",
        marker={"size": 9, "symbol": "diamond", "color": RULE},
        error_x=_bars(shown),
        customdata=shown[[by, "low", "high", "n", "books", "median"]].map(_escaped).to_numpy(),
        hovertemplate="<b>%{customdata[0]}</b><br>mean %{x:.2f}"
        " [%{customdata[1]:.2f}, %{customdata[2]:.2f}]<br>median %{customdata[5]:.2f}"
        "<br>%{customdata[3]} pages of %{customdata[4]} books<extra></extra>",
    )
    points = pages[pages[by].isin(places)]
    offsets = [((i * 0.618034) % 1 - 0.5) * 0.34 for i in range(len(points))]
    figure.add_scatter(
        x=points["score"],
        y=[places[name] + offset for name, offset in zip(points[by], offsets, strict=True)],
        mode="markers",
        name="pages" if summary["n"].sum() <= MOST_POINTS else "best and worst pages",
        marker={"size": 7, "opacity": 0.75, "color": colour(1)},
        customdata=_behind(points),
        hovertemplate="<b>%{customdata[2]}</b>, page %{customdata[1]}<br>%{x:.1f}<extra></extra>",
    )
    counts = dict(zip(shown[by], shown["n"], strict=True))
    rows(figure, [f"{short(name, 40)} · n {counts[name]:,}" for name in places])
    # Intervals of two books reach beyond what a score can be.
    figure.update_xaxes(title="CLIP score (100 · cosine)", range=SCORES)
    if chance is not None:
        figure.add_vline(x=chance, line={"color": RULE, "dash": "dot", "width": 2})
    return layout(figure, title, 190 + 64 * len(places))


def course_figure(
    every: pd.DataFrame,
    groups: pd.DataFrame,
    *,
    title: str,
    unit: str,
    span: tuple[float, float] | None = None,
) -> go.Figure:
    """Means over time: all with its interval as a band, and the largest groups as lines.

    Both frames are as `studio.summaries.trend` makes them.
    """
    figure = go.Figure()
    banded = every.dropna(subset=["low", "high"])
    figure.add_scatter(
        x=[*banded["from"], *banded["from"][::-1]],
        y=[*banded["high"], *banded["low"][::-1]],
        mode="lines",
        fill="toself",
        fillcolor=_GREY,
        line={"width": 0},
        hoverinfo="skip",
        name="95 % interval of all",
    )
    sizes = groups.groupby("group")["n"].sum().nlargest(MOST_LINES)
    if len(sizes) == 1:
        sizes = sizes.head(0)  # the only group is all
    lines = [("all", every), *((name, groups[groups["group"] == name]) for name in sizes.index)]
    for number, (name, line) in enumerate(lines, start=-1):
        whole = number < 0
        figure.add_scatter(
            x=line["from"],
            y=line["mean"],
            mode="lines+markers",
            name=short(name),
            line={"width": 3.5 if whole else 1.5, "color": RULE if whole else colour(number)},
            marker={"size": 9 if whole else 5},
            # A band needs two periods; a single one has a bar.
            error_y=_bars(line) if whole and len(line) == 1 else None,
            customdata=line[["group", "low", "high", "n"]].map(_escaped).to_numpy(),
            hovertemplate="<b>%{customdata[0]}</b>, %{x|%d %b %Y}<br>%{y:.2f}"
            " [%{customdata[1]:.2f}, %{customdata[2]:.2f}]<br>n: %{customdata[3]}<extra></extra>",
        )
    first, last = every["from"].min(), every["from"].max()
    if (last - first).days < _FEW_DAYS:
        day = pd.Timedelta(days=1)
        figure.update_xaxes(tickformat="%d %b", dtick=_DAY_MS, range=[first - day, last + day])
    figure.update_yaxes(title=unit, range=span)
    return layout(figure, title, 420)


def story_figure(stories: pd.DataFrame, *, consistency: str, title: str) -> go.Figure:
    """Alignment and consistency of each story, side by side: a point a story."""
    kept = stories.assign(segment=-1)
    data = _behind(kept)
    for row in data:
        row[1] = None
    figure = go.Figure(
        go.Scattergl(
            x=stories["clip_percent"],
            y=stories[consistency],
            mode="markers",
            marker={"size": 8, "opacity": 0.65, "color": colour(0)},
            customdata=data,
            hovertemplate="<b>%{customdata[2]}</b><br>fits its words: %{x:.1f}"
            "<br>pages alike: %{y:.2f}<extra></extra>",
        )
    )
    figure.update_xaxes(title="Alignment: CLIP score (100 · cosine)")
    figure.update_yaxes(title="Consistency: CLIP-I (cosine)")
    return layout(figure, title, 400)


def _bars(frame: pd.DataFrame) -> dict[str, Any]:
    return {
        "type": "data",
        "symmetric": False,
        "array": (frame["high"] - frame["mean"]).fillna(0),
        "arrayminus": (frame["mean"] - frame["low"]).fillna(0),
        "thickness": 2.5,
        "width": 5,
    }


def _behind(pages: pd.DataFrame) -> list[list[Any]]:
    """What a point stands for: story, page as people count, title (people's words)."""
    behind = pages[["story_id", "segment", "title"]].itertuples(index=False)
    return [[story, int(segment) + 1, short(title, 60)] for story, segment, title in behind]


def _escaped(value: Any) -> Any:
    return html.escape(value) if isinstance(value, str) else value
