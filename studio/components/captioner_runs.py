"""The captioner's test: BLEU on held-out scenes, started, watched and read here."""

import pandas as pd
import streamlit as st

from studio.components import state
from studio.components.guard import do, guard
from studio.components.text import ago, plain, sentence
from studio.services import Studio
from studio.views import EvaluationRun

_ACTIVE = ("queued", "running")
_TICK_S = 1.0


def section(studio: Studio) -> None:
    """Start a run, watch it, and the table of results."""
    st.write(
        "The captioner describes scenes that it never saw in training; BLEU compares its words with"
        " the captions the scenes were drawn from (0 to 1, higher is better)."
    )
    presets = {preset.id: preset.label for preset in studio.presets() if preset.ready}
    runs = studio.evaluating.runs()
    active = any(run.status in _ACTIVE for run in runs)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "Models",
            list(presets),
            format_func=lambda name: presets.get(name, name),
            width=220,
            **state.kept("evaluate.preset", _usual(studio, presets)),
        )
        st.number_input(
            "Scenes",
            min_value=1,
            max_value=1000,
            step=10,
            width=150,
            **state.kept("evaluate.n", 50),
        )
        st.number_input(
            "Seed",
            min_value=0,
            max_value=2**31 - 1,
            step=1,
            width=150,
            **state.kept("evaluate.seed", 0),
        )
        st.button(
            "Test the captioner",
            type="primary",
            icon=":material/play_arrow:",
            key="evaluate.start",
            disabled=active or not presets,
            on_click=do,
            args=(_start, studio),
        )
    if active:
        _watch(studio)
    finished = [run for run in runs if run.status not in _ACTIVE]
    if finished:
        _results(finished)
    elif not active:
        st.info("No run yet. Fifty scenes take a few seconds with the starter models.", icon="👁️")


def _usual(studio: Studio, presets: dict[str, str]) -> str | None:
    usual = studio.settings.preset
    return usual if usual in presets else next(iter(presets), None)


def _start(studio: Studio) -> None:
    studio.evaluating.start(
        preset=state.get("evaluate.preset"),
        n=int(state.get("evaluate.n")),
        seed=int(state.get("evaluate.seed")),
    )


def _watch(studio: Studio) -> None:
    @st.fragment(run_every=_TICK_S)
    def live() -> None:
        with guard():
            active = [run for run in studio.evaluating.runs() if run.status in _ACTIVE]
            if not active:
                st.rerun()
            for run in active:
                with (
                    st.container(border=True),
                    st.container(horizontal=True, vertical_alignment="center"),
                ):
                    message = plain(run.message) or "Waiting for the worker"
                    st.progress(min(max(run.fraction, 0.0), 1.0), text=message)
                    st.button(
                        "Cancel",
                        icon=":material/stop_circle:",
                        key=f"evaluate.cancel.{run.id}",
                        on_click=do,
                        args=(studio.evaluating.cancel, run.id),
                    )

    live()


def _results(runs: list[EvaluationRun]) -> None:
    for run in runs:
        if run.error:
            st.error(sentence(run.error), icon="⚠️")
            break
    table = pd.DataFrame([_row(run) for run in runs])
    st.dataframe(table, hide_index=True)
    st.download_button(
        "Download as CSV",
        data=lambda: table.to_csv(index=False).encode("utf-8-sig"),
        file_name="captioner-runs.csv",
        mime="text/csv",
        icon=":material/download:",
        type="tertiary",
        on_click="ignore",
        key="evaluate.csv.captioner",
    )
    latest = next((run for run in runs if run.items), None)
    if latest and st.toggle("Show the scenes of the latest run", key="evaluate.items"):
        st.dataframe(pd.DataFrame([dict(item) for item in latest.items]), hide_index=True)


def _row(run: EvaluationRun) -> dict[str, object]:
    return {
        "When": ago(run.created_at),
        "Models": run.details.get("preset", "–"),
        "Scenes": run.details.get("n"),
        "Seed": run.details.get("seed"),
        "State": "partial (cancelled)" if run.status == "cancelled" else run.status,
        **{name: round(value, 4) for name, value in run.figures.items()},
    }
