"""The first screen of Evaluate: is it good, is it fast, what do people like?"""

from collections.abc import Callable
from typing import Final

import streamlit as st

from studio.components import charts
from studio.components.text import listed, plain, some
from studio.evaluating import DRAWN, Board
from studio.summaries import FEWEST_BOOKS, Headline

_HISTORY: Final = 3
"""So many points make a course."""


def row(board: Board) -> None:
    """Three cards, all of them about one preset."""
    _about(board)
    good, fast, liked = st.columns(3)
    with good, _card():
        _good(board)
    with fast, _card():
        _fast(board)
    with liked, _card():
        _liked(board)


def _about(board: Board) -> None:
    """Which preset the headlines speak of, where there are several."""
    others = board.others()
    if not others:
        return
    preset, _ = board.configuration()
    st.caption(
        f"Of the preset **{plain(preset)}**, which made most here;"
        f" {some(others, 'other preset')} under *Filters*. Figures of several presets are never"
        " put together."
    )


def _card() -> "st.delta_generator.DeltaGenerator":
    return st.container(border=True, height="stretch", gap="xsmall")


def _good(board: Board) -> None:
    found = board.good()
    _metric(found, "Good? How well pictures fit their words", lambda v: f"{v:.1f}")
    if found is None:
        st.caption("No page has a score yet." if not board.filtered else "No page here has one.")
        return
    scorers = board.scorers()
    more = f"; {some(len(scorers) - 1, 'other scorer')} under Quality" if scorers[1:] else ""
    fit = board.chance(DRAWN)
    chance = (
        f"; chance {fit.chance:.1f}, better than {fit.better:.0f} % of other books' words"
        if fit
        else ""
    )
    st.caption(
        f"{_interval(found, '.1f')} · {found.n:,} pages of {some(found.books, 'book')}  \n"
        f"Mean CLIP score (100 · cosine, higher is better) by {plain(scorers[0])}{more}{chance}"
        f"{_painter(board)}"
        f"{_told(board)}"
    )


def _painter(board: Board) -> str:
    """Whose pictures they are, where others painted for the same preset."""
    preset, model = board.configuration()
    scores = board.scores(board.scorers()[0])
    others = scores[scores["preset"] == preset]["model"].nunique() - 1
    return f"; pictures by {plain(model)}" if others else ""


def _told(board: Board) -> str:
    """Whether the books tell the pictures that people brought, in a line of its own."""
    told = board.told()
    if told.empty:
        return ""
    line = f"  \nUploaded pictures and their pages: {told['score'].mean():.1f}"
    found = board.separation()
    if found is None:
        return line
    return f"{line}, others' {found.chance:.1f}; area under the curve {found.area:.2f}"


def _fast(board: Board) -> None:
    found = board.fast()
    _metric(found, "Fast? How long a book takes", lambda v: seconds(v), inverse=True, digits=".1f")
    if found is None:
        st.caption("No book was made yet." if not board.filtered else "No book here.")
        return
    device, *others = board.devices()
    more = (
        f"; {plain(listed([charts.device_name(o) for o in others]))} under Speed" if others else ""
    )
    st.caption(
        f"{_interval(found, '.1f')} · {some(found.n, 'book')}  \n"
        f"Median time {_of_what(board)} on {plain(charts.device_name(device))}{more}"
    )


def _of_what(board: Board) -> str:
    if board.whole_books:
        return "of a whole book, loading included,"
    return "that models worked, loading included,"


def _liked(board: Board) -> None:
    found = board.liked()
    _metric(found, "Liked? The stars that readers give", lambda v: f"{v:.1f} of 5", digits=".2f")
    if found is None:
        st.caption("No rating yet." if not board.filtered else "No rating here.")
        return
    st.caption(
        f"{_interval(found, '.2f')} · {some(found.n, 'rating')} of {some(found.books, 'book')}  \n"
        f"{_favourites(board, found)}"
    )


def _favourites(board: Board, found: Headline) -> str:
    """Moods whose interval lies above the mean of all: at most two, or that none does."""
    moods = board.summary(board.headline_stars(), "mood", "stars", of="headline stars")
    above = moods[moods["low"] > found.value]
    if above.empty:
        return "Mean of all stars; no mood stands out"
    best = [f"{charts.mood_name(r.mood)} ({r.mean:.1f})" for r in above.head(2).itertuples()]
    return f"Liked most: {plain(listed(best))}"


def _metric(
    found: Headline | None,
    label: str,
    written: Callable[[float], str],
    *,
    inverse: bool = False,
    digits: str = ".1f",
) -> None:
    delta, clear = _change(found, digits)
    history = list(found.history) if found and len(found.history) >= _HISTORY else None
    st.metric(
        label,
        written(found.value) if found else "–",
        delta=delta,
        delta_color=("inverse" if inverse else "normal") if clear else "off",
        delta_arrow="auto" if clear else "off",
        chart_data=history,
        chart_type="line",
    )


def _change(found: Headline | None, digits: str) -> tuple[str | None, bool]:
    """The change in words, and whether it is one that can be told from chance."""
    if found is None:
        return None, False
    change = found.change
    if change is None:
        return "too early for a trend", False
    if not change.clear:
        return f"no clear change in {change.days} days", False
    return f"{change.value:+{digits}} in the last {change.days} days", True


def _interval(found: Headline, digits: str) -> str:
    if found.low is None:
        return f"No interval: {found.note}" if found.note else "Too few for an interval"
    kind = "95 % interval" if found.books >= FEWEST_BOOKS else "Few books, rough interval"
    low, high = found.limits
    return f"{kind} {low:{digits}} to {high:{digits}} {found.unit}".rstrip()


def seconds(value: float) -> str:
    """A time as people say it: "48 s", "3 min 20 s", "2 h 5 min"."""
    whole = round(value)
    if whole < 10:
        return f"{value:.1f} s"
    if whole < 100:
        return f"{whole} s"
    if whole < 5400:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"
