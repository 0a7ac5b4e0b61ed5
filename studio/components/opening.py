"""From a point of a chart or a row of a table to the page of the book behind it."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from studio.components import shown

HOW = "Click a point to open its page in the book."
HOW_ROW = "Choose a row to open its page in the book."


def target(point: Mapping[str, Any]) -> dict[str, str] | None:
    """The address of the Story page for a point whose custom data starts with story and page."""
    data = point.get("customdata")
    values = list(data.values()) if isinstance(data, Mapping) else list(data or ())
    if len(values) < 2 or not isinstance(values[0], str):
        return None
    story_id, page = values[:2]
    return {"story": story_id} if page is None else {"story": story_id, "page": str(page)}


def chart(figure: go.Figure, key: str) -> None:
    """A chart whose points open what they stand for."""
    event = st.plotly_chart(
        figure,
        theme="streamlit",
        key=f"evaluate.{key}",
        config={"displayModeBar": False},
        on_select="rerun",
        selection_mode="points",
    )
    for point in event["selection"]["points"]:
        if found := target(point):
            st.switch_page("app_pages/story.py", query_params=found)


def table(frame: pd.DataFrame, rows: pd.DataFrame, key: str, **options: Any) -> None:
    """A table whose rows open what they stand for: `rows` has story_id and segment for each."""
    event = shown.grid(
        frame,
        key=f"evaluate.{key}",
        on_select="rerun",
        selection_mode="single-row",
        **options,
    )
    for index in event["selection"]["rows"]:
        story_id, segment = rows.iloc[index][["story_id", "segment"]]
        page = None if pd.isna(segment) else int(segment) + 1
        if found := target({"customdata": [story_id, page]}):
            st.switch_page("app_pages/story.py", query_params=found)
