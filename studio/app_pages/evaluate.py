"""Evaluate: are the books good, how fast are they made, do people like them?"""

from typing import Final

import streamlit as st

from studio.components import (
    filters,
    headlines,
    preferences,
    quality,
    ratings,
    runs,
    speed,
    state,
)
from studio.components.guard import guard
from studio.evaluating import Evaluating
from studio.presets import Presets
from studio.resources import open_studio
from studio.run_results import RunResults
from studio.speed import Speed
from studio.suite_runs import SuiteRuns

VIEWS: Final = {
    "quality": "🎯 Quality",
    "speed": "⏱️ Speed",
    "ratings": "💛 Ratings",
    "compare": "⚖️ Compare",
    "runs": "🧪 Runs",
}
# What a link says besides filters, and what it may say; the first is what is shown without.
ADDRESS: Final = {"view": tuple(VIEWS), "by": tuple(quality.GROUPS)}


def show(
    presets: Presets, evaluating: Evaluating, took: Speed, suites: SuiteRuns, results: RunResults
) -> None:
    """Three questions, three figures, and the view that explains one of them."""
    st.title("Evaluate", anchor=False)
    filters.adopt(ADDRESS)
    board = evaluating.board(filters.chosen())
    with st.spinner("Reading what was recorded…"):
        board.prepare()
    headlines.row(board)
    view = st.segmented_control(
        "Look closer",
        list(VIEWS),
        format_func=VIEWS.__getitem__,
        required=True,
        label_visibility="collapsed",
        **state.kept("evaluate.view", "quality"),
    )
    filters.bar(board)
    if view == "speed":
        speed.section(presets, took, board.chosen)
    elif view == "ratings":
        ratings.section(board)
    elif view == "compare":
        preferences.section(board)
    elif view == "runs":
        runs.section(presets, suites, results, board)
    else:
        quality.section(board)
    filters.publish(ADDRESS)


with guard():
    studio = open_studio()
    show(studio.presets, studio.evaluating, studio.speed, studio.runs, studio.run_results)
