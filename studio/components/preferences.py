"""The view Compare: what people prefer when they cannot see who made it, and metrics beside it."""

from typing import Final

import pandas as pd
import streamlit as st

from studio.comparing import KINDS
from studio.components import filters, opening, shown, state
from studio.components import preference_charts as figures
from studio.components.text import plain, some
from studio.evaluating import Board
from studio.preferring import BY

_MOST: Final = 20
"""Versions that are drawn; all are in the table."""
_MOST_MAPPED: Final = 12
"""Versions that a map of who beat whom has room for."""


def section(board: Board) -> None:
    """Strengths from blind votes, then metrics against people."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = st.segmented_control(
            "Of",
            list(KINDS),
            format_func=lambda one: KINDS[one].capitalize(),
            required=True,
            **state.kept("evaluate.strengths.kind", "illustration"),
        )
        by = st.selectbox(
            "By",
            BY,
            format_func=lambda one: one[:1].upper() + one[1:],
            width=220,
            **state.kept("evaluate.strengths.by", "model"),
        )
        st.page_link("app_pages/compare.py", label="Vote", icon=":material/how_to_vote:")
    votes = board.votes(kind)
    if board.filtered and len(votes):
        st.caption(
            f"{len(votes):,} of {some(len(board.everything().votes(kind)), 'vote')}: models and"
            " devices of either side, moods and styles of both."
        )
    if len(votes):
        _strengths(board, by, kind, votes)
    elif board.filtered and len(board.everything().votes(kind)):
        filters.nothing(board, "vote")
    else:
        shown.empty(
            "how strong models, styles and moods are against each other, by votes between two"
            " versions whose makers are hidden",
            "Compare two versions",
            page="compare",
        )
    if left_out := board.deleted()["vote"]:
        st.caption(f"Left out: {some(left_out, 'vote')} about deleted books.")
    _metrics(board)


def _strengths(board: Board, by: str, kind: str, votes: pd.DataFrame) -> None:
    found = board.strengths(by, kind)
    if found.players:
        strengths = figures.strength_table(found.players)
        drawn = strengths.nlargest(_MOST, "n").sort_values("Strength", ascending=False)
        shown.chart(
            figures.interval_figure(
                drawn,
                title=f"What people prefer, by {by}",
                unit="Log-strength with 95 % interval",
                zero=True,
                hover=("Won", "Lost", "Tied"),
            ),
            "strengths",
        )
        st.caption(
            "0 is average; 0.69 more means twice the odds of winning."
            f" Bradley–Terry strengths with Davidson's ties (ν = {found.tie:.2f}) from"
            f" {some(found.n, 'vote')} between different ones; intervals "
            + (
                "that know that votes of one person, and about one book, belong together."
                if found.by_clusters
                else f"from {found.samples} resamples of the votes, seed {found.seed}."
            )
        )
        if len(strengths) > len(drawn):
            st.caption(f"The {_MOST} with most votes are drawn; the table has {len(strengths)}.")
    else:
        st.info(
            "No vote here is between two different ones. Choose something else above, or compare"
            " more versions.",
            icon="⚖️",
        )
    for note in found.notes:
        st.caption(f"💡 {plain(note)}")
    if found.players:
        shown.table(strengths, f"strengths-by-{by.partition(' ')[0]}")
    pairs = figures.pair_table(board.named_votes(by, kind))
    if len(pairs):
        st.markdown("**Who met whom**")
        order = [player.name for player in found.players]
        if 1 < len(order) <= _MOST_MAPPED:
            shown.chart(figures.win_rate_figure(pairs, order), "win-rates")
        shown.table(pairs, "pairs")
    _voters(board, kind)
    latest = votes.iloc[::-1].head(_MOST)
    st.markdown("**The latest votes**")
    rows = latest.assign(segment=[int(slot.rpartition("/")[2]) for slot in latest["slot"]])
    opening.table(figures.vote_table(latest), rows, "votes")
    st.caption(opening.HOW_ROW)
    shown.csv(votes, "votes", "All votes as CSV")


def _voters(board: Board, kind: str) -> None:
    """Can the votes be relied upon: do people agree, is a side preferred."""
    found = board.voters(kind)
    lines = []
    if found.left:
        left = found.left
        low, high = left.limits
        sure = "no side is preferred" if low <= 0.5 <= high else "a side is preferred"
        lines.append(
            f"The left version won {100 * left.value:.0f} % [{100 * low:.0f},"
            f" {100 * high:.0f}] of {some(left.n, 'decided vote')} (50 % without a bias; sides"
            f" are drawn by lot): {sure}."
        )
    if found.same is not None:
        alpha = found.alpha
        says = "too few pairs for more than that"
        if alpha:
            value, least, most = (f"{x:.2f}" for x in (alpha.value, *alpha.limits))
            says = f"Krippendorff's α {value} [{least}, {most}] (1: all agree, 0: as by chance)"
        lines.append(
            f"Two people who judged the same pair said the same in {100 * found.same:.0f} % of"
            f" {some(found.pairs, 'pair')}; {says}."
        )
    elif found.votes:
        lines.append(
            f"No pair was judged by two people yet ({some(found.voters, 'voter')}), so nothing is"
            " known of how far people agree."
        )
    for line in lines:
        st.caption(f"🗳️ {line}")


def _metrics(board: Board) -> None:
    st.header("Do metrics agree with people?", anchor=False)
    found = board.agreements()
    if not any(one.tau.n for one in found):
        st.info(
            "Nothing to hold scores against yet. Here you will see whether the CLIP score goes"
            " along with stars and with blind votes; about 60 ratings or votes are needed for a"
            " verdict.",
            icon="🤝",
        )
        return
    for one in found:
        if one.tau.n:
            st.markdown(f"{_sign(one.verdict)} {plain(one.verdict)} ({plain(one.against)})")
    frame = figures.agreement_table(found)
    drawn = frame[frame["n"] > 1].dropna(subset=["τ"])
    if len(drawn):
        shown.chart(
            figures.interval_figure(
                drawn,
                title="Rank correlation of metrics and people",
                unit="τ with 95 % interval",
                span=(-1.05, 1.05),
                zero=True,
            ),
            "metrics",
        )
    st.caption(
        "τ is 1 for the same order, 0 for none, −1 for the opposite. Stars: Kendall's τ-b. Votes:"
        " share of decided votes that the better score won, minus the share that it lost. Pages"
        " whose picture was replaced after the rating are left out."
    )
    shown.table(frame, "metrics-against-people")


def _sign(verdict: str) -> str:
    """A sign that says what the verdict says, which asks for more than an interval beyond 0."""
    signs = {"not enough": "⏳", "disagrees with": "❌", " agrees with": "✅"}
    return next((sign for words, sign in signs.items() if words in verdict), "➖")
