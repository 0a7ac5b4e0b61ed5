"""What was found in a data set: numbers, charts and tables by what they are about."""

from functools import partial
from typing import Any, Final

import pandas as pd
import streamlit as st

from studio.components import data_inside, shown, state
from studio.components.charts import colour
from studio.components.text import plain, sentence
from studio.exploring import Exploring, Look

VIEWS: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "texts": (
        "💬 Captions",
        (
            "captions_words", "captions_lengths", "captions_each", "captions_growth",
            "captions_vocabulary", "languages", "splits", "captions_repeated",
        ),
    ),
    "stories": (
        "📖 Stories",
        (
            "stories_words", "stories_lengths", "pages_lengths", "stories_pages",
            "stories_pictures", "stories_growth", "stories_vocabulary",
        ),
    ),
    "pictures": ("🖼️ Pictures", ("sizes", "aspects", "forms", "broken", "same", "alike")),
    "inside": ("🎲 Look inside", ()),
    "search": ("🔎 Search", ()),
}  # fmt: skip
_PAIRS: Final = ("same", "alike")
_WIDE: Final = ("_words", "_repeated", "broken")
"""Endings of names of tables that want the whole width."""
_MOST_PAIRS: Final = 12
_PIXELS: Final = 240


def show(exploring: Exploring, look: Look) -> None:
    """One look: its numbers, and the view that was chosen."""
    found = exploring.found(look.id)
    for note in found.notes:
        st.caption(f"ℹ️ {sentence(note)}")
    with st.container(horizontal=True):
        for name, value in exploring.tiles(look.id):
            short = name.removesuffix(", median")
            said = "The median." if short != name else None
            st.metric(plain(short), value, border=True, width=166, help=said)
    offered = [
        view
        for view, (_, names) in VIEWS.items()
        if not names or any(name in found.tables for name in names)
    ]
    if state.get("data.view") not in offered:
        state.put("data.view", offered[0])
    st.download_button(
        "Report (HTML)",
        data=partial(exploring.html, look.id),
        file_name=f"{look.label}.html",
        mime="text/html",
        icon=":material/download:",
        on_click="ignore",
        help="All of this as one file that needs nothing else.",
        key=f"data.html.{look.id}",
    )
    # By itself: beside a button its row would not wrap on a phone.
    view = st.segmented_control(
        "Look closer",
        offered,
        format_func=lambda one: VIEWS[one][0],
        required=True,
        label_visibility="collapsed",
        **state.kept("data.view", offered[0]),
    )
    if view == "inside":
        data_inside.leaf(exploring, look)
    elif view == "search":
        data_inside.search(exploring, look)
    else:
        _tables(exploring, look, found, VIEWS[view][1])


def _tables(exploring: Exploring, look: Look, found: Any, names: tuple[str, ...]) -> None:
    charts = exploring.charts(look.id, (colour(0), colour(1)))
    left: list[str] = []
    for name in names:
        if name not in found.tables:
            continue
        if name.endswith(_WIDE) or name in _PAIRS:
            _part(exploring, look, name, found.tables[name], charts.get(name))
            continue
        left.append(name)
        if len(left) == 2:
            _beside(exploring, look, found, left, charts)
            left = []
    _beside(exploring, look, found, left, charts)


def _beside(exploring: Exploring, look: Look, found: Any, names: list[str], charts: Any) -> None:
    """One or two tables next to each other, on a phone below each other."""
    if names:
        for column, name in zip(st.columns(2), names, strict=False):
            with column:
                _part(exploring, look, name, found.tables[name], charts.get(name))


def _part(exploring: Exploring, look: Look, name: str, table: Any, chart: Any) -> None:
    with st.container(border=True):
        st.header(plain(table.title), anchor=False)
        if table.note:
            st.caption(sentence(table.note))
        if chart is not None:
            st.plotly_chart(chart, key=f"data.chart.{name}")
        if name.endswith("_words"):
            st.image(exploring.cloud(look.id, name), width="stretch")
        if name in _PAIRS:
            _pairs(exploring, look, table.rows)
        if (chart is None and name not in _PAIRS) or st.toggle("Table", key=f"data.table.{name}"):
            _table(exploring, look, name, table)


def _table(exploring: Exploring, look: Look, name: str, table: Any) -> None:
    frame = pd.DataFrame(list(table.rows), columns=list(table.columns))
    shares = [column for column in table.columns if column.startswith("share")]
    config = {column: st.column_config.NumberColumn(format="percent") for column in shares}
    shown.grid(frame, column_config=config)
    st.download_button(
        "CSV",
        data=lambda: exploring.csv(look.id, name).encode("utf-8-sig"),
        file_name=f"{name}.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key=f"data.csv.{name}",
    )


def _pairs(exploring: Exploring, look: Look, rows: Any) -> None:
    with st.container(horizontal=True):
        for first, second, *_ in rows[:_MOST_PAIRS]:
            with st.container(width=_PIXELS * 2 + 40):
                files = [exploring.file_of(look.id, name) for name in (first, second)]
                small = [exploring.small(file, _PIXELS) for file in files]
                st.image([one for one in small if one], width=_PIXELS)
                st.caption(f"{plain(first)} · {plain(second)}")
