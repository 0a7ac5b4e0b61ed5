"""Tables and charts of what people like: pure functions from figures to frames and figures."""

import html
from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd
import plotly.express as px
import plotly.graph_objects as go

from studio.components.charts import Rows, layout, mood_name

STAR_COLOURS: Final = {1: "#a8442b", 2: "#cf8a5f", 3: "#b9a98c", 4: "#7fa6a0", 5: "#3f7a78"}
"""From warm to cool, readable on light and dark."""
MOST_LINES: Final = 6
"""So many groups, the largest ones, are drawn in the trend."""
_RULE: Final = "#8f8175"


def named(value: Any, by: str) -> str:
    """A group in words; Plotly reads a little HTML, so it is taken out."""
    return html.escape(mood_name(value) if by == "mood" else str(value))[:60]


def estimate_table(estimates: Mapping[str, Any], first: str, value: str) -> pd.DataFrame:
    """Figures with their 95 % intervals and n, one row each."""
    return pd.DataFrame(
        [
            {
                first: name,
                value: round(found.value, 3),
                "95 % from": round(found.low, 3),
                "95 % to": round(found.high, 3),
                "n": found.n,
            }
            for name, found in estimates.items()
        ]
    )


def interval_figure(
    frame: pd.DataFrame,
    *,
    title: str,
    unit: str,
    span: tuple[float, float] | None = None,
    zero: bool = False,
    hover: Sequence[str] = (),
) -> go.Figure:
    """Points with 95 % intervals: columns are the name, the figure, both limits, n, and more.

    `hover` names further columns to tell; `zero` draws a line where nothing is better or worse.
    """
    name, value, low, high = frame.columns[:4]
    told = ["n", *hover]
    figure = go.Figure(
        go.Scatter(
            x=frame[value],
            y=[html.escape(str(one))[:60] for one in frame[name]],
            mode="markers",
            marker={"size": 11},
            error_x={
                "type": "data",
                "symmetric": False,
                "array": frame[high] - frame[value],
                "arrayminus": frame[value] - frame[low],
                "thickness": 2,
                "width": 6,
            },
            customdata=frame[[low, high, *told]].to_numpy(),
            hovertemplate="<b>%{y}</b><br>%{x:.2f} [%{customdata[0]:.2f}, %{customdata[1]:.2f}]"
            + "".join(f"<br>{label}: %{{customdata[{i + 2}]}}" for i, label in enumerate(told))
            + "<extra></extra>",
        )
    )
    figure.update_xaxes(title=unit, range=span)
    figure.update_yaxes(autorange="reversed", type="category")
    if zero:
        figure.add_vline(x=0, line={"color": _RULE, "dash": "dot", "width": 1})
    return layout(figure, title, 150 + 42 * len(frame))


def distribution_figure(rows: Rows, by: str) -> go.Figure:
    """How the stars of each group are shared out, in percent; the count is in the hover."""
    frame = pd.DataFrame(rows)
    frame["group"] = [named(value, by) for value in frame[by]]
    counts = frame.groupby(["group", "stars"]).size().reset_index(name="count")
    counts["share"] = 100 * counts["count"] / counts.groupby("group")["count"].transform("sum")
    counts["stars"] = counts["stars"].astype(int).astype(str)
    order = frame.groupby("group")["stars"].mean().sort_values(ascending=False).index
    figure = px.bar(
        counts,
        x="share",
        y="group",
        color="stars",
        orientation="h",
        category_orders={"stars": list("12345"), "group": list(order)},
        color_discrete_map={str(stars): colour for stars, colour in STAR_COLOURS.items()},
        custom_data=["stars", "count"],
        labels={"share": "Share of ratings (%)", "group": "", "stars": "Stars"},
    )
    figure.update_traces(
        hovertemplate="<b>%{y}</b><br>%{customdata[0]} stars: %{x:.0f} %"
        "<br>n: %{customdata[1]}<extra></extra>"
    )
    figure.update_xaxes(range=[0, 100])
    return layout(figure, "Stars given", 180 + 42 * len(order))


def trend_table(rows: Rows, by: str) -> pd.DataFrame:
    """Mean stars of each group over time: by day, or by week or month when it is long."""
    frame = pd.DataFrame(rows)
    when = pd.to_datetime(frame["updated_at"], unit="s")
    days = (when.max() - when.min()).days
    period = "D" if days <= 31 else "W" if days <= 365 else "M"
    frame["from"] = when.dt.to_period(period).dt.start_time
    frame["group"] = [named(value, by) for value in frame[by]]
    kept = frame["group"].value_counts().index[:MOST_LINES]
    frame = frame[frame["group"].isin(kept)]
    means = frame.groupby(["group", "from"])["stars"].agg(["mean", "size"]).reset_index()
    return means.rename(columns={"mean": "stars, mean", "size": "n"})


def trend_figure(table: pd.DataFrame) -> go.Figure:
    """Mean stars over time, a line for each group."""
    figure = px.line(
        table,
        x="from",
        y="stars, mean",
        color="group",
        markers=True,
        custom_data=["group", "n"],
        labels={"from": "", "stars, mean": "Stars, mean", "group": ""},
    )
    figure.update_traces(
        hovertemplate="<b>%{customdata[0]}</b><br>%{x|%d %b %Y}: %{y:.2f} stars"
        "<br>n: %{customdata[1]}<extra></extra>"
    )
    figure.update_yaxes(range=[0.8, 5.2], tickvals=[1, 2, 3, 4, 5])
    return layout(figure, "Stars over time", 340)


def strength_table(players: Sequence[Any]) -> pd.DataFrame:
    """Bradley–Terry log-strengths, strongest first."""
    return pd.DataFrame(
        [
            {
                "Version": player.name,
                "Strength": round(player.strength, 3),
                "95 % from": round(player.low, 3),
                "95 % to": round(player.high, 3),
                "n": player.n,
                "Won": player.wins,
                "Lost": player.losses,
                "Tied": player.ties,
                "Group": player.component + 1,
            }
            for player in players
        ]
    )


def agreement_table(found: Sequence[Any]) -> pd.DataFrame:
    """What a metric has to do with what people said, one row a comparison."""
    return pd.DataFrame(
        [
            {
                "Metric": f"{one.metric}, {one.against}",
                "τ": round(one.tau.value, 3),
                "95 % from": round(one.tau.low, 3),
                "95 % to": round(one.tau.high, 3),
                "n": one.tau.n,
                "Spearman's ρ": round(one.spearman.value, 3) if one.spearman else None,
                "Better score won (%)": round(100 * one.share.value, 1) if one.share else None,
                "Undecided": one.ties,
                "No score": one.left_out,
                "Verdict": one.verdict,
            }
            for one in found
        ]
    )
