"""What every dashboard shows alike: a chart, a table with its CSV, and "nothing yet"."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from core.text import inert
from studio.components.cards import sign


def chart(figure: go.Figure, key: str) -> None:
    """A chart in the page's own colours."""
    st.plotly_chart(
        figure, theme="streamlit", key=f"evaluate.{key}", config={"displayModeBar": False}
    )


def table(frame: pd.DataFrame, name: str) -> None:
    """A table, and its CSV to download as `name`.csv."""
    grid(frame)
    csv(frame, name)


def grid(frame: pd.DataFrame, **options: Any) -> Any:
    """A table of texts that people wrote; `options` and outcome are `st.dataframe`'s.

    Its own download is made by the browser of what is shown, so no cell begins a formula here.
    """
    return st.dataframe(frame.map(inert), hide_index=True, placeholder="–", **options)


def csv(frame: pd.DataFrame, name: str, label: str = "Download as CSV") -> None:
    """A button that downloads a table as `name`.csv (UTF-8 with a mark that Excel knows)."""
    csv_of(lambda: frame, name, label)


def csv_of(make: Callable[[], pd.DataFrame], name: str, label: str = "Download as CSV") -> None:
    """The same for a table that is made only when it is asked for."""
    st.download_button(
        label,
        data=lambda: make().map(inert).to_csv(index=False).encode("utf-8-sig"),
        file_name=f"{name}.csv",
        mime="text/csv",
        icon=":material/download:",
        type="tertiary",
        on_click="ignore",
        key=f"evaluate.csv.{name}",
    )


def empty(what: str, action: str, page: str = "create") -> None:
    """What will appear here, and the page where it comes from."""
    with st.container(border=True, horizontal_alignment="center"):
        sign("📈")
        st.markdown(f"Nothing to show yet. Here you will see {what}.", text_alignment="center")
        st.page_link(f"app_pages/{page}.py", label=action, icon=":material/arrow_forward:")
