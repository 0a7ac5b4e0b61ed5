"""Frames of the dashboard with words where names are missing."""

from typing import Final

import pandas as pd

NOBODY: Final = "unknown"
"""What is shown where nothing says which model, style or mood it was."""


def named(frame: pd.DataFrame) -> pd.DataFrame:
    """Names that are missing in words; a scorer with revision and dtype: scores depend on them."""
    for column in ("mood", "style", "preset", "model", "device"):
        if column in frame:
            frame[column] = frame[column].fillna(NOBODY).replace("", NOBODY)
    if "title" in frame:
        frame["title"] = frame["title"].fillna("").replace("", "Untitled")
    if "scorer" in frame:
        revision = frame["revision"].fillna("").astype(str)
        frame["revision"] = revision
        dtype = frame["dtype"].fillna("").astype(str) if "dtype" in frame else ""
        frame["dtype"] = dtype
        frame["scorer"] = (
            frame["scorer"].fillna(NOBODY).astype(str)
            + revision.map(lambda one: f" @ {one[:8]}" if one else "")
            + frame["dtype"].map(lambda one: f", {one}" if one else "")
        )
    if "score" in frame:
        frame["score"] = pd.to_numeric(frame["score"])
    return frame
