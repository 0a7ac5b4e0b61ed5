"""Evaluation runs: choose a suite, start it, watch it. What came out is in `runs_results`."""

from typing import Any, Final

import streamlit as st

from studio.components import filters, runs_results, state
from studio.components.guard import do
from studio.components.live import bars
from studio.components.seeds import seed_input
from studio.components.text import some
from studio.evaluating import Board
from studio.presets import Presets
from studio.run_results import RunResults
from studio.suite_runs import SuiteRuns
from studio.views import SuiteView

_MOST: Final = 10_000


def section(presets: Presets, runs: SuiteRuns, run_results: RunResults, board: Board) -> None:
    """The view "Runs" of the page Evaluate."""
    suites = {suite.name: suite for suite in runs.suites()}
    known = runs.all()
    active = any(run.active for run in known)
    _choose(presets, runs, suites, active=active)
    if active:
        _watch(runs)
    every = [run for run in known if not run.active]
    finished = every
    if board.filtered:
        finished = [run for run in runs.all(chosen=board.chosen) if not run.active]
        st.caption(
            f"{len(finished)} of {some(len(every), 'run')}: preset, model, device and time filter"
            " runs; mood and style do not."
        )
    if finished:
        runs_results.section(run_results, finished)
    elif every:
        filters.nothing(board, "run")
    elif not active:
        st.info(
            "No run yet. Here you will see each run's figures with their intervals, and compare "
            "two of them. Fifty scenes take less than a minute with the starter models.",
            icon="🧪",
        )


def _choose(
    presets: Presets, runs: SuiteRuns, suites: dict[str, SuiteView], *, active: bool
) -> None:
    ready = {preset.id: preset.label for preset in presets.views() if preset.ready}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.selectbox(
            "What to measure",
            list(suites),
            format_func=lambda suite: suites[suite].label,
            width=280,
            **state.kept("evaluate.suite", next(iter(suites))),
        )
        st.selectbox(
            "Models",
            list(ready),
            format_func=lambda preset: ready.get(preset, preset),
            width=220,
            **state.kept("evaluate.preset", _usual(presets, ready)),
        )
        st.number_input(
            f"{suites[name].unit.capitalize()}s, at most".replace("ys,", "ies,"),
            min_value=1,
            max_value=_MOST,
            step=10,
            width=150,
            **state.kept("evaluate.n", 50),
        )
        seed_input(
            "evaluate.seed",
            "Says which items are drawn: the same seed gives the same quality figures.",
        )
    st.caption(suites[name].measures)
    if suites[name].needs_folder:
        st.text_input(
            "Folder on the computer that runs the studio",
            placeholder="/home/me/flickr8k",
            help="Pictures with their captions: a TSV of image and caption, COCO's or Karpathy's "
            "JSON, the CSV or token file of Flickr8k and Flickr30k, or captions.json.",
            **state.kept("evaluate.folder", ""),
        )
    st.button(
        "Start the run",
        type="primary",
        icon=":material/play_arrow:",
        key="evaluate.start",
        disabled=active or not ready,
        help="One run at a time." if active else None,
        on_click=do,
        args=(_start, runs, suites[name]),
    )


def _usual(presets: Presets, ready: dict[str, str]) -> str | None:
    usual = presets.usual
    return usual if usual in ready else next(iter(ready), None)


def _start(runs: SuiteRuns, suite: SuiteView) -> None:
    options: dict[str, Any] = {}
    if suite.needs_folder:
        options["data"] = str(state.get("evaluate.folder", "")).strip()
    runs.start(
        suite.name,
        preset=state.get("evaluate.preset"),
        n=int(state.get("evaluate.n")),
        seed=int(state.get("evaluate.seed")),
        **options,
    )


def _watch(runs: SuiteRuns) -> None:
    bars(
        runs.all,
        lambda run: f"{run.label} · {run.preset}",
        cancel=runs.cancel,
        key="evaluate.cancel",
    )
