"""What evaluation runs found: the list, one run closer, two runs side by side, downloads."""

from collections.abc import Callable
from typing import Final

import pandas as pd
import streamlit as st

from studio.components import state
from studio.components.text import ago, plain, sentence
from studio.services import Studio
from studio.views import ComparedFigure, EvaluationRun, FigureView

_NOBODY: Final = ""
_MAIN: Final = ("BLEU-4", "CIDEr-D", "Words as asked for (share)", "Picture, warm p50 (s)")
"""Figures that the list shows, where a run has them; else its first."""


def results(studio: Studio, runs: list[EvaluationRun]) -> None:
    """All finished runs, and the chosen one."""
    st.subheader("Runs so far", anchor=False)
    st.dataframe(pd.DataFrame([_row(run) for run in runs]), hide_index=True)
    by_id = {run.id: run for run in runs}
    newest = runs[0].id
    if state.get("evaluate.newest") != newest or state.get("evaluate.run") not in by_id:
        state.put("evaluate.newest", newest)
        state.put("evaluate.run", newest)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            "Look at",
            list(by_id),
            format_func=lambda run_id: _title(by_id[run_id]),
            width=420,
            **state.kept("evaluate.run", newest),
        )
        run = by_id[chosen]
        others = [o.id for o in runs if o.suite == run.suite and o.id != chosen and o.figures]
        if state.get("evaluate.other") not in others:
            state.put("evaluate.other", _NOBODY)
        other = st.selectbox(
            "Compare with",
            [_NOBODY, *others],
            format_func=lambda run_id: _title(by_id[run_id]) if run_id else "no other run",
            width=420,
            **state.kept("evaluate.other", _NOBODY),
        )
    if other:
        _two(studio, run, by_id[other])
    else:
        _one(studio, run)


def _one(studio: Studio, run: EvaluationRun) -> None:
    if run.error:
        st.error(sentence(run.error), icon="⚠️")
    (st.warning if run.partial else st.caption)(plain(run.message))
    for note in run.details.get("facts", {}).get("notes", ()):
        st.caption(plain(note))
    if run.figures:
        st.dataframe(
            pd.DataFrame([_figure(*item) for item in run.figures.items()]), hide_index=True
        )
    st.caption(plain(_made(run)))
    with st.container(horizontal=True):
        st.download_button(
            "Items as CSV",
            data=lambda: studio.runs.csv(run.id).encode("utf-8-sig"),
            file_name=f"{run.suite}-{run.preset}-{run.seed}.csv",
            mime="text/csv",
            icon=":material/download:",
            type="tertiary",
            on_click="ignore",
            key="evaluate.csv.items",
        )
        _report(f"{run.suite}-{run.preset}-{run.seed}", lambda: studio.runs.html(run.id))
    if run.done and st.toggle("Show the items", key="evaluate.items"):
        rows = [
            {"item": item.name, **item.data, "error": item.error or ""}
            for item in studio.runs.items(run.id)
        ]
        st.dataframe(pd.DataFrame(rows), hide_index=True)


def _two(studio: Studio, first: EvaluationRun, second: EvaluationRun) -> None:
    with st.spinner("Comparing the two runs…"):
        compared = studio.runs.compare(first.id, second.id)
    st.dataframe(pd.DataFrame([_compared(figure) for figure in compared]), hide_index=True)
    st.caption(
        "The difference is second minus first over the items that both runs measured, drawn in "
        "pairs; brackets are 95 % intervals."
    )
    for name, run in (("First", first), ("Second", second)):
        st.caption(f"**{name}** · {plain(_made(run))}")
    name = f"{first.suite}-compared"
    _report(name, lambda: studio.runs.comparison_html(first.id, second.id))


def _report(name: str, page: Callable[[], str]) -> None:
    st.download_button(
        "Report as HTML",
        data=lambda: page().encode(),
        file_name=f"{name}.html",
        mime="text/html",
        icon=":material/description:",
        type="tertiary",
        on_click="ignore",
        key="evaluate.html",
    )


def _title(run: EvaluationRun) -> str:
    return f"{run.label} · {run.preset} · seed {run.seed} · {run.done} · {ago(run.created_at)}"


def _state(run: EvaluationRun) -> str:
    return f"partial ({run.status})" if run.partial else run.status


def _row(run: EvaluationRun) -> dict[str, object]:
    names = [name for name in _MAIN if name in run.figures] or list(run.figures)[:1]
    main = [f"{name} {_short(run.figures[name])}" for name in names]
    return {
        "When": ago(run.created_at),
        "Suite": run.label,
        "Models": run.preset,
        "n": run.done,
        "Seed": run.seed,
        "State": _state(run),
        "Figures": " · ".join(main),
    }


def _figure(name: str, figure: FigureView) -> dict[str, object]:
    return {
        "Figure": name,
        "Value": round(figure.value, 4),
        "95 % interval": _interval(figure),
        "n": figure.n,
        "Left out": figure.left_out,
    }


def _compared(figure: ComparedFigure) -> dict[str, object]:
    return {
        "Figure": figure.name,
        "First": _short(figure.first),
        "Second": _short(figure.second),
        "Difference": _short(figure.difference),
        "n of both": figure.difference.n if figure.difference else 0,
        "Verdict": figure.verdict,
    }


def _short(figure: FigureView | None) -> str:
    return "–" if figure is None else f"{figure.value:.3f} {_interval(figure)}".strip()


def _interval(figure: FigureView) -> str:
    if figure.low is None or figure.high is None:
        return ""
    return f"[{figure.low:.3f}, {figure.high:.3f}]"


def _made(run: EvaluationRun) -> str:
    """Which models on which device, which code: what a figure is worth little without."""
    models = run.details.get("models", {}).values()
    parts = [f"{m.get('id')} {m.get('revision')}" for m in models]
    places = sorted({f"{m['device']}, {m.get('dtype')}" for m in models if "device" in m})
    parts += [f"on {'; '.join(places)}"] if places else []
    return " · ".join([*parts, f"seed {run.seed}", f"code {run.details.get('code', 'unknown')}"])
