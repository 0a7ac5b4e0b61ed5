"""The view Ratings: stars, the five questions after a book, and what readers wrote."""

from typing import Final

import pandas as pd
import streamlit as st

from studio.comparing import SURVEY
from studio.components import board_charts, filters, opening, quality, shown
from studio.components import preference_charts as figures
from studio.components.text import some
from studio.evaluating import Board

SPAN: Final = (0.8, 5.2)
_SHOWN: Final = 200
"""Ratings in the table; all are in the CSV."""


def section(board: Board) -> None:
    """Stars, questions, reviews, each if there are any."""
    stars, ratings, surveys = board.stars(), board.ratings(), board.surveys()
    if ratings.empty and surveys.empty:
        if board.filtered:
            filters.nothing(board, "rating")
        else:
            what = "stars by mood, preset, illustrator and style, the five questions, and reviews"
            shown.empty(what, "Read a book and rate it", page="gallery")
            _deleted(board)
            return
    if len(stars):
        _stars(board, stars)
    _questions(board, surveys)
    if len(ratings):
        _reviews(ratings)
    _deleted(board)


def _stars(board: Board, stars: pd.DataFrame) -> None:
    group = quality.by()
    label = quality.GROUPS[group]
    summary = board.summary(stars, group, "stars", of="stars")
    summary = quality.in_words(summary, group, group)
    means = figures.mean_table(summary.nlargest(board_charts.MOST_GROUPS, "n"), group, label)
    left, right = st.columns(2)
    with left:
        shown.chart(
            figures.interval_figure(
                means,
                title=f"Mean stars by {label.lower()}",
                unit="Stars, mean with 95 % interval",
                span=SPAN,
            ),
            "means",
        )
        shown.csv(figures.mean_table(summary, group, label), f"stars-by-{group}")
    with right:
        counts = figures.distribution_table(quality.in_words(stars, group, group), group)
        shown.chart(figures.distribution_figure(counts, list(means[label])), "stars")
        shown.csv(counts, f"stars-shared-out-by-{group}")
    quality.course(
        board, stars, "stars", "updated_at", of="stars", group=group, key="stars.course",
        title="Stars over time", unit="Stars, mean", name="stars", span=SPAN,
    )  # fmt: skip
    if len(summary) > board_charts.MOST_GROUPS:
        st.caption(f"The {board_charts.MOST_GROUPS} most rated are drawn; the CSV has all.")


def _questions(board: Board, surveys: pd.DataFrame) -> None:
    st.header("Five questions about a book", anchor=False)
    if surveys.empty:
        st.info(
            "No answers here yet. Below every finished book are five questions: picture quality,"
            " text alignment, speed, usability, and the book as a whole; here you will see their"
            " means with intervals.",
            icon="📋",
        )
        return
    rows = []
    for question, label in SURVEY.items():
        value, low, high = board.mean(surveys, question, of="surveys")
        rows.append((label, value, low, high, len(surveys)))
    means = pd.DataFrame(rows, columns=["Question", "Mean", "95 % from", "95 % to", "n"])
    shown.chart(
        figures.interval_figure(
            means.round(3),
            title="What readers answered",
            unit="1 (poor) to 5 (excellent), mean with 95 % interval",
            span=SPAN,
        ),
        "survey",
    )
    st.caption(
        f"{some(len(surveys), 'answer')} about {some(surveys['story_id'].nunique(), 'book')}."
    )
    shown.csv(means.round(3), "survey-means")
    shown.csv(surveys, "survey", "All answers as CSV")


def _reviews(ratings: pd.DataFrame) -> None:
    st.header("What readers said", anchor=False)
    thumbs = ratings["liked"].dropna()
    up = int(thumbs.astype(bool).sum())
    reviews = ratings[ratings["review"].str.strip() != ""]
    with_reviews = st.toggle(
        f"Only those with a review ({len(reviews):,})", key="evaluate.ratings.reviews"
    )
    rows = (reviews if with_reviews else ratings).head(_SHOWN)
    opening.table(figures.rating_table(rows), rows, "ratings")
    st.caption(
        f"👍 {up:,} · 👎 {len(thumbs) - up:,} · the latest {len(rows):,} of {len(ratings):,}."
        f" {opening.HOW_ROW}"
    )
    shown.csv_of(lambda: figures.rating_table(ratings), "ratings", "All ratings as CSV")


def _deleted(board: Board) -> None:
    counts = board.deleted()
    told = [some(counts[name], name) for name in ("rating", "answer") if counts[name]]
    if told:
        st.caption(f"Left out: {' and '.join(told)} about deleted books.")
