"""Evaluation runs: choose a suite, start it, watch it. What came out is in `runs_results`."""

from typing import Any, Final

import streamlit as st

from studio.components import filters, runs_results, state
from studio.components.guard import do, guard
from studio.components.text import plain, some
from studio.evaluating import Board
from studio.services import Studio
from studio.views import SuiteView

_TICK_S: Final = 1.0
_MOST: Final = 10_000


def section(studio: Studio, board: Board) -> None:
    """The view "Runs" of the page Evaluate."""
    suites = {suite.name: suite for suite in studio.runs.suites()}
    runs = studio.runs.all()
    active = any(run.active for run in runs)
    _choose(studio, suites, active=active)
    if active:
        _watch(studio)
    every = [run for run in runs if not run.active]
    finished = every
    if board.filtered:
        finished = [run for run in studio.runs.all(chosen=board.chosen) if not run.active]
        st.caption(
            f"{len(finished)} of {some(len(every), 'run')}: preset, model, device and time filter"
            " runs; mood and style do not."
        )
    if finished:
        runs_results.section(studio.run_results, finished)
    elif every:
        filters.nothing(board, "run")
    elif not active:
        st.info(
            "No run yet. Here you will see each run's figures with their intervals, and compare "
            "two of them. Fifty scenes take less than a minute with the starter models.",
            icon="🧪",
        )


def _choose(studio: Studio, suites: dict[str, SuiteView], *, active: bool) -> None:
    presets = {preset.id: preset.label for preset in studio.presets() if preset.ready}
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
            list(presets),
            format_func=lambda preset: presets.get(preset, preset),
            width=220,
            **state.kept("evaluate.preset", _usual(studio, presets)),
        )
        st.number_input(
            f"{suites[name].unit.capitalize()}s, at most".replace("ys,", "ies,"),
            min_value=1,
            max_value=_MOST,
            step=10,
            width=150,
            **state.kept("evaluate.n", 50),
        )
        st.number_input(
            "Seed",
            min_value=0,
            max_value=2**31 - 1,
            step=1,
            width=130,
            help="Says which items are drawn: the same seed gives the same quality figures.",
            **state.kept("evaluate.seed", 0),
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
        disabled=active or not presets,
        help="One run at a time." if active else None,
        on_click=do,
        args=(_start, studio, suites[name]),
    )


def _usual(studio: Studio, presets: dict[str, str]) -> str | None:
    usual = studio.settings.preset
    return usual if usual in presets else next(iter(presets), None)


def _start(studio: Studio, suite: SuiteView) -> None:
    options: dict[str, Any] = {}
    if suite.needs_folder:
        options["data"] = str(state.get("evaluate.folder", "")).strip()
    studio.runs.start(
        suite.name,
        preset=state.get("evaluate.preset"),
        n=int(state.get("evaluate.n")),
        seed=int(state.get("evaluate.seed")),
        **options,
    )


def _watch(studio: Studio) -> None:
    @st.fragment(run_every=_TICK_S)
    def live() -> None:
        with guard():
            active = [run for run in studio.runs.all() if run.active]
            if not active:
                st.rerun()
            for run in active:
                with (
                    st.container(border=True),
                    st.container(horizontal=True, vertical_alignment="center"),
                ):
                    message = plain(run.message) or "Waiting for the worker"
                    words = f"{plain(run.label)} · {plain(run.preset)}: {message}"
                    st.progress(min(max(run.fraction, 0.0), 1.0), text=words)
                    st.button(
                        "Cancel",
                        icon=":material/stop_circle:",
                        key=f"evaluate.cancel.{run.id}",
                        on_click=do,
                        args=(studio.runs.cancel, run.id),
                    )

    live()
