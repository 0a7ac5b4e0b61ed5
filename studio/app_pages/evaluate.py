"""Evaluate: are the books good, how fast are they made, do people like them?"""

import statistics

import pandas as pd
import streamlit as st

from studio.components import charts, opinions, runs, shown, speed, state
from studio.components.guard import guard
from studio.components.text import some
from studio.evaluating import Filters
from studio.resources import open_studio
from studio.services import Studio

GOOD, FAST, LIKED, RUNS = "good", "fast", "liked", "runs"
VIEWS = {
    GOOD: "🎯 Good?",
    FAST: "⏱️ Fast?",
    LIKED: "💛 Liked?",
    RUNS: "🧪 Runs",
}


def show(studio: Studio) -> None:
    """Three questions, three figures, and the view that explains one of them."""
    st.title("Evaluate", anchor=False)
    st.write("What was recorded while books were made and read on this computer.")
    recorded = studio.evaluating
    scores, latencies, ratings = recorded.clip_scores(), recorded.latencies(), recorded.ratings()
    _answers(scores, latencies, ratings)
    view = st.segmented_control(
        "Look closer",
        list(VIEWS),
        format_func=VIEWS.__getitem__,
        required=True,
        **state.kept("evaluate.view", GOOD),
    )
    if view == FAST:
        speed.section(studio, Filters())
    elif view == LIKED:
        opinions.section(studio, ratings)
    elif view == RUNS:
        runs.section(studio)
    else:
        _good(scores)


def _answers(scores: charts.Rows, latencies: charts.Rows, ratings: charts.Rows) -> None:
    good, fast, liked = st.columns(3)
    values = [row["score"] for row in scores]
    good.metric(
        "Good? CLIP score, median",
        f"{statistics.median(values):.1f}" if values else "–",
        border=True,
        delta=some(len(values), "page") if values else "no page yet",
        delta_color="off",
        delta_arrow="off",
    )
    seconds = charts.book_seconds(latencies) if latencies else pd.Series(dtype=float)
    devices = sorted({charts.device_name(row["device"]) for row in latencies})
    fast.metric(
        "Fast? Seconds a book, median",
        f"{seconds.median():.0f} s" if len(seconds) else "–",
        border=True,
        delta=f"{some(len(seconds), 'book')} on {', '.join(devices)}"
        if len(seconds)
        else "no book yet",
        delta_color="off",
        delta_arrow="off",
        help="Time that models worked on a story, loading included; without waiting.",
    )
    stars = [row["stars"] for row in ratings if row["stars"]]
    liked.metric(
        "Liked? Stars, mean",
        f"{statistics.fmean(stars):.1f} of 5" if stars else "–",
        border=True,
        delta=some(len(stars), "rating") if stars else "no rating yet",
        delta_color="off",
        delta_arrow="off",
    )


def _good(scores: charts.Rows) -> None:
    if not scores:
        shown.empty("how well every picture fits its prompt", "Make a book")
        return
    shown.chart(charts.score_figure(scores), "good")
    st.caption(
        "CLIP score: 100 · cosine between picture and prompt, as the preset's own scorer sees them."
        " Compare books of the same scorer only."
    )
    shown.table(charts.score_table(scores), "clip-scores")


with guard():
    show(open_studio())
