"""Tables and charts of what people like: pure functions from figures to frames and figures."""

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from studio.components.board_charts import short
from studio.components.charts import RULE, colour, layout, mood_name, rows, style_name
from studio.components.text import some

_LABELLED: Final = 6
"""In a map of so many versions there is room for n in the squares."""
STAR_COLOURS: Final = {1: "#a8442b", 2: "#cf8a5f", 3: "#b9a98c", 4: "#7fa6a0", 5: "#3f7a78"}
"""From warm to cool, readable on light and dark."""


def mean_table(summary: pd.DataFrame, by: str, label: str) -> pd.DataFrame:
    """Mean stars of groups with their 95 % intervals and n (`studio.summaries.summary`)."""
    kept = summary.sort_values("mean", ascending=False)[[by, "mean", "low", "high", "n", "books"]]
    kept.columns = pd.Index([label, "Stars, mean", "95 % from", "95 % to", "n", "Books"])
    return kept.round(3)


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
            y=list(range(len(frame))),
            mode="markers",
            marker={"size": 11, "color": colour(0)},
            error_x={
                "type": "data",
                "symmetric": False,
                "array": frame[high] - frame[value],
                "arrayminus": frame[value] - frame[low],
                "thickness": 2,
                "width": 6,
            },
            text=[short(one, 60) for one in frame[name]],
            customdata=frame[[low, high, *told]].to_numpy(),
            hovertemplate="<b>%{text}</b><br>%{x:.2f} [%{customdata[0]:.2f}, %{customdata[1]:.2f}]"
            + "".join(f"<br>{label}: %{{customdata[{i + 2}]}}" for i, label in enumerate(told))
            + "<extra></extra>",
        )
    )
    figure.update_xaxes(title=unit, range=span)
    sizes = zip(frame[name], frame["n"], strict=True)
    rows(figure, [f"{short(one, 80)} · n {n:,}" for one, n in sizes])
    if zero:
        figure.add_vline(x=0, line={"color": RULE, "dash": "dot", "width": 1})
    return layout(figure, title, 150 + 54 * len(frame))


def distribution_table(stars: pd.DataFrame, by: str) -> pd.DataFrame:
    """How the stars of each group are shared out: group, stars, count, share (%)."""
    counts = stars.groupby([by, "stars"]).size().reset_index(name="count")
    counts["share"] = 100 * counts["count"] / counts.groupby(by)["count"].transform("sum")
    counts["stars"] = counts["stars"].astype(int)
    return counts.rename(columns={by: "group"}).round({"share": 2})


def distribution_figure(counts: pd.DataFrame, order: Sequence[str]) -> go.Figure:
    """The share of each number of stars in percent, for the groups in `order`."""
    figure = go.Figure()
    for stars, shade in STAR_COLOURS.items():
        own = counts[counts["stars"] == stars].set_index("group").reindex(order)
        figure.add_bar(
            x=own["share"].fillna(0),
            y=list(range(len(order))),
            orientation="h",
            text=[short(name) for name in order],
            textposition="none",
            name=some(stars, "star"),
            marker={"color": shade},
            customdata=own["count"].fillna(0),
            hovertemplate="<b>%{text}</b><br>%{fullData.name}: %{x:.0f} %"
            "<br>n: %{customdata}<extra></extra>",
        )
    figure.update_layout(barmode="stack", bargap=0.6)
    sizes = counts.groupby("group")["count"].sum()
    rows(figure, [f"{short(name, 40)} · n {sizes.get(name, 0):,}" for name in order])
    figure.update_xaxes(title="Share of ratings (%)")
    figure.update_xaxes(range=[0, 100])
    return layout(figure, "Stars given", 150 + 54 * len(order))


def rating_table(ratings: pd.DataFrame) -> pd.DataFrame:
    """Ratings as people gave them, in the order given."""
    return pd.DataFrame(
        {
            "Book": ratings["title"],
            "About": [
                "the book" if pd.isna(segment) else f"page {int(segment) + 1}"
                for segment in ratings["segment"]
            ],
            "Stars": ratings["stars"],
            "Liked": ["👍" if one else "👎" if one is False else "" for one in ratings["liked"]],
            "Review": ratings["review"],
            "Mood": ratings["mood"].map(mood_name),
            "Style": ratings["style"].map(style_name),
            "Preset": ratings["preset"],
            "Illustrator": ratings["model"],
            "When": pd.to_datetime(ratings["updated_at"], unit="s").dt.floor("s"),
        }
    )


def pair_table(votes: Sequence[Any]) -> pd.DataFrame:
    """How often each two were compared, and who won, of votes by names (`eval.preference.Vote`);
    those that differ only."""
    frame = pd.DataFrame(
        [(vote.left, vote.right, vote.outcome) for vote in votes],
        columns=["left", "right", "outcome"],
    )
    frame = frame[frame["left"] != frame["right"]]
    turned = frame["left"] > frame["right"]
    first = frame["left"].where(~turned, frame["right"])
    second = frame["right"].where(~turned, frame["left"])
    won = (frame["outcome"] == "left") ^ (turned & (frame["outcome"] != "tie"))
    tied = frame["outcome"] == "tie"
    counted = pd.DataFrame(
        {
            "One": first,
            "Other": second,
            "Votes": 1,
            "One won": (won & ~tied).astype(int),
            "Other won": (~won & ~tied).astype(int),
            "Tied": tied.astype(int),
        }
    )
    found = counted.groupby(["One", "Other"], as_index=False).sum()
    return found.sort_values("Votes", ascending=False, ignore_index=True)


def win_rate_figure(pairs: pd.DataFrame, order: Sequence[str]) -> go.Figure:
    """How often the row won against the column, a tie being half a win for each, in percent;
    `pairs` from `pair_table`, versions in `order`."""
    place = {name: i for i, name in enumerate(order)}
    shares: list[list[float | None]] = [[None] * len(order) for _ in order]
    words = [["" for _ in order] for _ in order]
    for row in pairs.to_dict("records"):
        i, j = place.get(row["One"]), place.get(row["Other"])
        if i is None or j is None:
            continue
        won, lost, tied, n = (row[k] for k in ("One won", "Other won", "Tied", "Votes"))
        for at, against, mine in ((i, j, won + tied / 2), (j, i, lost + tied / 2)):
            shares[at][against] = 100 * mine / n
            with_n = f"<br>n {n}" if len(order) <= _LABELLED else ""
            words[at][against] = f"{100 * mine / n:.0f}{with_n}"
    places = list(range(len(order)))
    figure = go.Figure(
        go.Heatmap(
            z=shares,
            x=places,
            y=places,
            text=words,
            texttemplate="%{text}",
            customdata=[[[short(a, 60), short(b, 60)] for b in order] for a in order],
            hovertemplate="<b>%{customdata[0]}</b> against %{customdata[1]}<br>won %{z:.0f} %"
            "<extra></extra>",
            hoverongaps=False,
            zmin=0,
            zmax=100,
            colorscale=[(0, STAR_COLOURS[1]), (0.5, STAR_COLOURS[3]), (1, STAR_COLOURS[5])],
            colorbar={"title": "%", "thickness": 10},
        )
    )
    rows(figure, [f"{place + 1} {short(name, 40)}" for place, name in enumerate(order)])
    figure.update_traces(xgap=3, ygap=22)  # the labels stand between the rows
    figure.update_xaxes(
        tickvals=places, ticktext=[str(place + 1) for place in places], showgrid=False,
        title="against number",
    )  # fmt: skip
    return layout(figure, "How often each won (%)", 170 + 66 * len(order))


def vote_table(votes: pd.DataFrame) -> pd.DataFrame:
    """Votes, who stood on which side, and what was said."""
    return pd.DataFrame(
        {
            "Left": votes["left_model"],
            "Right": votes["right_model"],
            "Better": votes["outcome"],
            "Style": votes["left_style"],
            "Mood": votes["left_mood"],
            "When": pd.to_datetime(votes["created_at"], unit="s").dt.floor("s"),
        }
    )


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
                "95 % from": round(one.tau.limits[0], 3),
                "95 % to": round(one.tau.limits[1], 3),
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
