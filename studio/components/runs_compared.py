"""Evaluation runs beside each other: two with their difference, more by figure."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from studio.components import shown, state
from studio.components.run_words import made, report, short
from studio.components.text import plain, some
from studio.run_results import ItemPair, RunResults
from studio.views import Comparison, EvaluationRun

_PAIRS: Final = 10
"""So many items are shown with their pictures at a time."""


def compared(
    results: RunResults, runs: Sequence[EvaluationRun], title: Callable[[EvaluationRun], str]
) -> None:
    """The chosen run and those that it is compared with."""
    if len(runs) == 2:
        _two(results, *runs)
    else:
        _many(runs, title)
    differing = results.differing([run.id for run in runs])
    if differing:
        names = [f"{i}. {run.preset}, seed {run.seed}" for i, run in enumerate(runs, 1)]
        with st.expander("What was set differently", icon=":material/tune:"):
            rows = [
                {"What": name, **dict(zip(names, values, strict=True))}
                for name, values in differing.items()
            ]
            shown.grid(pd.DataFrame(rows))


def _two(results: RunResults, first: EvaluationRun, second: EvaluationRun) -> None:
    pools = [results.same_but_seed(run.id) for run in (first, second)]
    sides = [[first.id], [second.id]]
    if any(len(pool) > 1 for pool in pools) and st.toggle(
        "Pool the runs of other seeds",
        help="Runs of the same suite, models, data and code that differ only in their seed count"
        " as one: more items, narrower intervals.",
        key="evaluate.pool",
    ):
        sides = pools
    for line in results.cautions(first.id, second.id):
        st.warning(line, icon=":material/info:")
    with st.spinner("Comparing the two runs…"):
        found = results.compare(sides[0], sides[1])
    st.dataframe(pd.DataFrame([_row(figure) for figure in found]), hide_index=True, placeholder="–")
    runs = [some(len(side), "run") for side in sides]
    pooled = f" First: {runs[0]}; second: {runs[1]}." if max(map(len, sides)) > 1 else ""
    st.caption(
        "Everything is over the items that both measured. The difference is second minus first,"
        " with its 95 % interval; p is of a randomisation test, corrected after Holm over this"
        " table; “Can be told from” is the smallest difference that so many items would show in"
        f" four of five cases.{pooled}"
    )
    for name, run in (("First", first), ("Second", second)):
        st.caption(f"**{name}** · {plain(made(run))}")
    report(f"{first.suite}-compared", lambda: results.comparison_html(sides[0], sides[1]))
    _items(results, sides, [one.name for one in found if one.difference])


def _row(one: Comparison) -> dict[str, object]:
    return {
        "Figure": one.name,
        "First": short(one.first),
        "Second": short(one.second),
        "Difference": short(one.difference),
        "n of both": one.difference.n if one.difference else 0,
        "p, corrected": _chance(one.adjusted),
        "Can be told from": "–" if one.detectable is None else f"{one.detectable:.3f}",
        "Higher / equal / lower": f"{one.wins} / {one.ties} / {one.losses}"
        if one.difference
        else "–",
        "Verdict": one.verdict,
    }


def _chance(p: float | None) -> str:
    return "–" if p is None else "< 0.001" if p < 0.001 else f"{p:.3f}"


def _items(results: RunResults, sides: list[list[str]], names: list[str]) -> None:
    if not names or not st.toggle(
        "Show the items, largest differences first", key="evaluate.pairs"
    ):
        return
    figure = st.selectbox("By", names, width=320, **state.kept("evaluate.pairs.by", names[0]))
    by = figure if figure in names else names[0]
    pairs = results.pairs(sides[0], sides[1], by)
    pages = max(1, -(-len(pairs) // _PAIRS))
    page = 1
    if pages > 1:
        page = st.number_input(f"Page, of {pages}", 1, pages, 1, width=150, key="evaluate.pairs.at")
    for pair in pairs[(page - 1) * _PAIRS : page * _PAIRS]:
        _pair(pair)
    rows = [
        {"item": p.name, "first": p.first, "second": p.second, "difference": p.difference,
         "first says": p.said[0], "second says": p.said[1], "references": " | ".join(p.references)}
        for p in pairs
    ]  # fmt: skip
    shown.csv(pd.DataFrame(rows), "items-compared", "All items as CSV")


def _pair(pair: ItemPair) -> None:
    with st.container(border=True, horizontal=True):
        if pair.picture is not None:
            _picture(pair.picture)
        with st.container():
            st.markdown(
                f"**{plain(pair.name)}** · {pair.first:.3f} → {pair.second:.3f}"
                f" ({pair.difference:+.3f})"
            )
            for name, said in zip(("First", "Second"), pair.said, strict=True):
                if said:
                    st.caption(f"{name}: {plain(said)}")
            if pair.references:
                st.caption(f"Reference: {plain(pair.references[0])}")


def _picture(file: Path) -> None:
    try:
        st.image(file.read_bytes(), width=120)
    except OSError:
        st.caption("The picture cannot be opened.")


def _many(runs: Sequence[EvaluationRun], title: Callable[[EvaluationRun], str]) -> None:
    """Each figure of three and more runs, and one of them drawn over the runs."""
    names = list(dict.fromkeys(name for run in runs for name in run.figures))
    labels = [f"{i}. {run.preset}, seed {run.seed}" for i, run in enumerate(runs, 1)]
    rows = [
        {
            "Figure": name,
            **{
                label: short(run.figures.get(name)) for label, run in zip(labels, runs, strict=True)
            },
        }
        for name in names
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, placeholder="–")
    for label, run in zip(labels, runs, strict=True):
        st.caption(f"**{plain(label)}** · {plain(title(run))}")
    name = st.selectbox("Draw", names, width=320, **state.kept("evaluate.over", names[0]))
    name = name if name in names else names[0]
    kept = [(label, run.figures[name]) for label, run in zip(labels, runs, strict=True)
            if name in run.figures]  # fmt: skip
    values = [figure.value for _, figure in kept]
    figure = go.Figure(
        go.Scatter(
            x=[label for label, _ in kept],
            y=values,
            mode="lines+markers",
            error_y={
                "type": "data",
                "symmetric": False,
                "array": [(f.high if f.high is not None else f.value) - f.value for _, f in kept],
                "arrayminus": [
                    f.value - (f.low if f.low is not None else f.value) for _, f in kept
                ],
            },
        )
    )
    figure.update_layout(title=f"{name} over the runs", yaxis_title=name)
    shown.chart(figure, "over-runs")
    st.caption(
        "Each run over its own items, with 95 % intervals. To say whether two differ, choose just"
        " one other run: then their items are paired."
    )
