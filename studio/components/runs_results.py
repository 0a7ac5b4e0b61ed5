"""What evaluation runs found: the list, one run closer, downloads. Several: `runs_compared`."""

from typing import Final

import pandas as pd
import streamlit as st

from studio.components import runs_compared, shown, state
from studio.components.guard import do
from studio.components.run_words import download, interval, made, report, short
from studio.components.text import ago, plain, sentence, some
from studio.run_results import RunResults
from studio.views import EvaluationRun, Figure

_MAIN: Final = ("BLEU-4", "CIDEr-D", "Words as asked for (share)", "Picture, warm p50 (s)")
"""Figures that the list shows, where a run has them; else its first."""
_MOST: Final = 6
"""So many others are compared at once."""


def section(results: RunResults, runs: list[EvaluationRun]) -> None:
    """All finished runs, and the chosen ones."""
    st.header("Runs so far", anchor=False)
    found = _found(runs)
    st.dataframe(pd.DataFrame([_row(run) for run in found]), hide_index=True, placeholder="–")
    if not found:
        st.info("No run has all of these words. Clear the search to see all runs.", icon="🔍")
        return
    by_id = {run.id: run for run in runs}
    newest = runs[0].id
    if state.get("evaluate.newest") != newest or state.get("evaluate.run") not in by_id:
        state.put("evaluate.newest", newest)
        state.put("evaluate.run", newest)
    offered = [run.id for run in found]
    if state.get("evaluate.run") not in offered:
        state.put("evaluate.run", offered[0])
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            "Look at",
            offered,
            format_func=lambda run_id: _title(by_id[run_id]),
            width=420,
            **state.kept("evaluate.run", offered[0]),
        )
        run = by_id[chosen]
        others = [o.id for o in runs if o.suite == run.suite and o.id != chosen and o.figures]
        before = state.get("evaluate.others", ())
        if any(one not in others for one in before):
            state.put("evaluate.others", [one for one in before if one in others])
        other = st.multiselect(
            "Compare with",
            others,
            format_func=lambda run_id: _title(by_id[run_id]),
            placeholder="no other run",
            max_selections=_MOST,
            width=420,
            **state.kept("evaluate.others", []),
        )
    if other:
        runs_compared.compared(results, [run, *(by_id[one] for one in other)], _title)
    else:
        _one(results, run)


def _found(runs: list[EvaluationRun]) -> list[EvaluationRun]:
    """The runs that have every word of the search in what is shown of them."""
    if len(runs) < 2:
        return runs
    asked = st.text_input(
        "Search",
        placeholder="suite, models, seed, state, tag or a word of a note",
        width=420,
        **state.kept("evaluate.search", ""),
    )
    words = str(asked).casefold().split()
    found = [run for run in runs if all(word in _text(run) for word in words)]
    if words:
        st.caption(f"{len(found):,} of {some(len(runs), 'run')}.")
    return found


def _text(run: EvaluationRun) -> str:
    models = run.details.get("models", {}).values()
    parts = [run.label, run.suite, run.preset, f"seed {run.seed}", _state(run), *_tags(run)]
    parts += [str(model.get("id")) for model in models]
    return " ".join([*parts, str(run.details.get("note", ""))]).casefold()


def _tags(run: EvaluationRun) -> list[str]:
    return [str(tag) for tag in run.details.get("tags", ())]


def _one(results: RunResults, run: EvaluationRun) -> None:
    if run.error:
        st.error(sentence(run.error), icon="⚠️")
    (st.warning if run.partial else st.caption)(plain(run.message))
    for note in run.details.get("facts", {}).get("notes", ()):
        st.caption(plain(note))
    if run.figures:
        st.dataframe(
            pd.DataFrame([_figure(*item) for item in run.figures.items()]),
            hide_index=True,
            placeholder="–",
            column_config={"Figure": st.column_config.Column(width=190)},
        )
    st.caption(plain(made(run)))
    name = f"{run.suite}-{run.preset}-{run.seed}"
    with st.container(horizontal=True):
        download(
            "Items as CSV", f"{name}.csv", "text/csv", "csv.items", lambda: results.csv(run.id)
        )
        download("Run as JSON", f"{name}.json", "application/json", "json",
                  lambda: results.json(run.id))  # fmt: skip
        report(name, lambda: results.html(run.id))
    _labels(results, run)
    if run.done and st.toggle("Show the items", key="evaluate.items"):
        rows = [
            {"item": item.name, **item.data, "error": item.error or ""}
            for item in results.items(run.id)
        ]
        shown.grid(pd.DataFrame(rows))


def _labels(results: RunResults, run: EvaluationRun) -> None:
    with (
        st.expander("Tags and note", icon=":material/label:"),
        st.form(f"evaluate.label.{run.id}", border=False),
    ):
        tags = st.text_input("Tags, with commas between them", value=", ".join(_tags(run)))
        note = st.text_area("Note", value=str(run.details.get("note", "")), height=100)
        if st.form_submit_button("Save", icon=":material/save:"):
            do(results.label, run.id, tags=tags.split(","), note=note)
            st.rerun()


def _title(run: EvaluationRun) -> str:
    tags = f" · {', '.join(_tags(run))}" if _tags(run) else ""
    return (
        f"{run.label} · {run.preset} · seed {run.seed} · {run.done} · {ago(run.created_at)}{tags}"
    )


def _state(run: EvaluationRun) -> str:
    return f"partial ({run.status})" if run.partial else run.status


def _row(run: EvaluationRun) -> dict[str, object]:
    names = [name for name in _MAIN if name in run.figures] or list(run.figures)[:1]
    main = [f"{name} {short(run.figures[name])}" for name in names]
    return {
        "When": ago(run.created_at),
        "Suite": run.label,
        "Models": run.preset,
        "n": run.done,
        "Seed": run.seed,
        "State": _state(run),
        "Tags": ", ".join(_tags(run)),
        "Figures": " · ".join(main),
    }


def _figure(name: str, figure: Figure) -> dict[str, object]:
    return {
        "Figure": name,
        "Value": round(figure.value, 4),
        "95 % interval": interval(figure),
        "n": figure.n,
        "Left out": figure.left_out,
    }
