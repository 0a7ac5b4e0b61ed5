"""Frames of scored pages made into figures of right and wrong pairs; no database and no page.

Wrong pairs are those of other books: pages of one book look and sound alike.
"""

from typing import Final

import numpy as np
import pandas as pd

from core.vectors import unpacked
from eval.measures.pairs import Fit, Separation, Told, fits, separation

BOOKS: Final = 60
"""So many books, the latest, are compared with each other."""


def known(pages: pd.DataFrame) -> pd.DataFrame:
    """Pages of the latest books whose vectors were kept, with `seen` and `read` (arrays)."""
    if pages.empty:
        return pages
    latest = pages.groupby("story_id")["created_at"].max().nlargest(BOOKS).index
    mine = pages[pages["story_id"].isin(latest)]
    mine = mine.assign(
        seen=[unpacked(text) for text in mine["picture"]],
        read=[unpacked(text) for text in mine["text"]],
    )
    mine = mine[mine["seen"].notna() & mine["read"].notna()]
    if mine.empty:
        return mine
    length = mine["seen"].map(len)
    return mine[length == length.iloc[-1]].sort_values(["story_id", "segment"])


def separated(pages: pd.DataFrame) -> Separation | None:
    """Every book with its own pictures, and with those of every other book."""
    pages = known(pages)
    if pages.empty:
        return None
    return separation(
        [
            Told(
                pictures=np.stack(list(book["seen"])),
                texts=np.stack(list(book["read"])),
                sources=tuple(book["source"]),
            )
            for _, book in pages.groupby("story_id")
        ]
    )


def placed(pages: pd.DataFrame) -> pd.DataFrame:
    """The pages of `known` beside the words of other books: `chance`, the mean score with those,
    `better`, the percentage of them that fit the picture no better than its own do (50 is chance),
    `rank` and `of`.  Empty without two books."""
    pages = known(pages)
    if pages.empty or pages["story_id"].nunique() < 2:
        return pages.head(0).assign(chance=[], better=[], rank=[], of=[])
    seen, read = (np.stack(list(pages[name])) for name in ("seen", "read"))
    found = [fit for fit in fits(seen, read, list(pages["story_id"])) if fit]
    return pages.drop(columns=["seen", "read"]).assign(
        **{name: [getattr(fit, name) for fit in found] for name in ("chance", "better", "rank")},
        of=[fit.of for fit in found],
    )


def usual(placed: pd.DataFrame) -> Fit | None:
    """The median of such pages: chance level, rank, and of how many."""
    if placed.empty:
        return None
    return Fit(
        chance=float(placed["chance"].mean()),
        rank=int(placed["rank"].median()),
        of=int(placed["of"].median()),
    )
