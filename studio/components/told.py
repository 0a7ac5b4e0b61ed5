"""Does the book tell my pictures? Uploaded pictures against the words of the pages made of them."""

import pandas as pd
import streamlit as st

from studio.components import filters, opening, shown
from studio.components.text import plain, some
from studio.evaluating import TOLD, Board

_WORST = 8
_COLUMNS = {
    "title": "Book",
    "segment": "Page",
    "score": "Score",
    "mood": "Mood",
    "preset": "Preset",
}


def section(board: Board) -> None:
    """The figure with what it is worth, and the pages that tell their picture least."""
    pages = board.told()
    if pages.empty:
        return
    st.header("Do the books tell the pictures that people brought?", anchor=False)
    scorer = str(pages["scorer"].iloc[0])
    value, low, high = board.mean(pages, "score", of="told")
    found, fit = board.separation(), board.chance(TOLD)
    with st.container(horizontal=True, gap="medium"):
        st.metric(
            "Own pictures",
            f"{value:.1f}",
            border=True,
            width=165,
            help="The mean score of an uploaded picture and the words of the page that tells it"
            f" (100 · cosine, by {plain(scorer)}); 95 % interval {low:.1f} to {high:.1f}.",
        )
        if found:
            st.metric(
                "Others' pictures",
                f"{found.chance:.1f}",
                border=True,
                width=165,
                help="Chance: the same books with the pictures of other books.",
            )
            st.metric(
                "Told apart",
                f"{found.area:.2f}",
                border=True,
                width=165,
                help="Area under the curve: how often a book with its own pictures scores higher"
                f" than a book with others'; 0.5 is guessing. {some(found.books, 'book')} against"
                f" {some(found.wrong, 'wrong pairing')}.",
            )
        if fit:
            st.metric(
                "Percentile",
                f"{fit.better:.0f} %",
                border=True,
                width=165,
                help="The median picture: the words of its own page fit it better than so many of"
                f" other books' pages; 50 % is chance. Rank {fit.rank} of {fit.of}.",
            )
    if not found:
        st.caption("With a second book of other pictures, chance and area under the curve appear.")
    rows = pages.sort_values("score").head(_WORST)
    opening.table(_table(rows), rows, "quality.told")
    st.caption(f"The pages that tell their picture least. {opening.HOW_ROW}")
    shown.csv_of(lambda: _table(pages), "told-pictures", "All these pages as CSV")


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    table = rows[list(_COLUMNS)].assign(segment=rows["segment"] + 1, score=rows["score"].round(2))
    table["mood"] = [filters.named("mood", mood) for mood in table["mood"]]
    return table.rename(columns=_COLUMNS)
