"""What people like: stars, the five questions, blind comparisons, and metrics against people."""

from typing import Final

import pandas as pd
import streamlit as st

from studio.comparing import KINDS
from studio.components import charts, state
from studio.components import preference_charts as figures
from studio.components.shown import chart, csv, empty, table
from studio.components.text import plain, some
from studio.preferring import BY, star_means, survey_means
from studio.services import Studio

STARS, SURVEY, STRENGTHS, METRICS = "stars", "survey", "strengths", "metrics"
PARTS: Final = {
    STARS: "⭐ Stars",
    SURVEY: "📋 Five questions",
    STRENGTHS: "⚖️ Blind comparisons",
    METRICS: "🤝 Metric against people",
}
GROUPS: Final = {"mood": "Mood", "preset": "Preset", "model": "Illustrator", "style": "Style"}


def section(studio: Studio, ratings: charts.Rows) -> None:
    """One of the four parts."""
    part = st.segmented_control(
        "What people said",
        list(PARTS),
        format_func=PARTS.__getitem__,
        required=True,
        label_visibility="collapsed",
        **state.kept("evaluate.liked", STARS),
    )
    if part == SURVEY:
        _survey(studio)
    elif part == STRENGTHS:
        _strengths(studio)
    elif part == METRICS:
        _metrics(studio)
    else:
        _stars(studio, ratings)


def _stars(studio: Studio, ratings: charts.Rows) -> None:
    if not ratings:
        empty("stars, thumbs and reviews", "Read a book and rate it", page="gallery")
        return
    rows = studio.preferring.stars()
    if rows:
        by = st.segmented_control(
            "By",
            list(GROUPS),
            format_func=GROUPS.__getitem__,
            required=True,
            **state.kept("evaluate.stars.by", "mood"),
        )
        means = {figures.named(k, by): v for k, v in star_means(rows, by).items()}
        summary = figures.estimate_table(means, GROUPS[by], "Stars, mean")
        left, right = st.columns(2)
        with left:
            title = f"Mean stars by {GROUPS[by].lower()}"
            unit = "Stars, mean with 95 % interval"
            chart(
                figures.interval_figure(summary, title=title, unit=unit, span=(0.8, 5.2)), "means"
            )
            csv(summary, f"stars-by-{by}", "The means as CSV")
        with right:
            chart(figures.distribution_figure(rows, by), "stars")
        trend = figures.trend_table(rows, by)
        chart(figures.trend_figure(trend), "trend")
        if len(summary) > figures.MOST_LINES:
            st.caption(f"The {figures.MOST_LINES} most rated are drawn.")
        csv(trend, f"stars-over-time-by-{by}", "The trend as CSV")
    thumbs = [row["liked"] for row in ratings if row["liked"] is not None]
    if thumbs:
        st.caption(f"👍 {sum(thumbs)} · 👎 {len(thumbs) - sum(thumbs)}")
    table(charts.rating_table(ratings), "ratings")


def _survey(studio: Studio) -> None:
    rows = studio.preferring.surveys()
    if not rows:
        empty(
            "the means of five questions (picture quality, text alignment, speed, usability,"
            " overall) with their intervals; the questions are below every finished book",
            "Read a book and answer them",
            page="gallery",
        )
        return
    means = figures.estimate_table(survey_means(rows), "Question", "Mean")
    unit = "1 (poor) to 5 (excellent), mean with 95 % interval"
    chart(
        figures.interval_figure(means, title="Five questions", unit=unit, span=(0.8, 5.2)), "survey"
    )
    st.caption(f"Answers about {some(len({row['story_id'] for row in rows}), 'book')}.")
    csv(means, "survey-means", "The means as CSV")
    table(pd.DataFrame(rows).drop(columns=["story_id", "created_at"]), "survey")


def _strengths(studio: Studio) -> None:
    votes = studio.preferring.vote_rows()
    if not votes:
        empty(
            "how strong models, styles and moods are against each other, by votes between two"
            " versions whose makers are hidden",
            "Compare two versions",
            page="compare",
        )
        return
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
        style, mood = _only("style", votes), _only("mood", votes)
    found = studio.preferring.strengths(by, kind=kind, style=style, mood=mood)
    if found.players:
        strengths = figures.strength_table(found.players)
        chart(
            figures.interval_figure(
                strengths,
                title=f"What people prefer, by {by}",
                unit="Log-strength with 95 % interval (0: average; +0.69: twice the odds)",
                zero=True,
                hover=("Won", "Lost", "Tied"),
            ),
            "strengths",
        )
        ties = f"ν = {found.tie:.2f}"
        st.caption(
            f"Bradley–Terry strengths with Davidson's ties ({ties}) from {some(found.n, 'vote')};"
            f" intervals from {found.samples} resamples of the votes, seed {found.seed}."
        )
    else:
        st.info(
            "No vote here is between two different ones. Choose another row above, or compare more"
            " versions.",
            icon="⚖️",
        )
    for note in found.notes:
        st.caption(f"💡 {plain(note)}")
    if found.players:
        table(strengths, f"strengths-by-{by.partition(' ')[0]}")
    csv(pd.DataFrame(votes), "votes", "All votes as CSV")


def _only(trait: str, votes: charts.Rows) -> str | None:
    """A filter over what occurs; None is everything."""
    found = {row[f"{side}_{trait}"] for row in votes for side in ("left", "right")}
    known = sorted(filter(None, found))
    key = f"evaluate.strengths.{trait}"
    if state.get(key) not in known:
        state.put(key, None)
    return st.selectbox(
        trait.capitalize(),
        [None, *known],
        format_func=lambda one: one or "All",
        width=160,
        **state.kept(key, None),
    )


def _metrics(studio: Studio) -> None:
    found = studio.preferring.agreements()
    if not any(one.tau.n for one in found):
        empty(
            "whether the CLIP score goes along with stars and with blind comparisons; about 60"
            " ratings or votes are needed for a verdict",
            "Read a book and rate its pages",
            page="gallery",
        )
        return
    for one in found:
        st.markdown(
            f"{_sign(one.tau.low, one.tau.high, one.verdict)} {plain(one.verdict)}"
            f" ({plain(one.against)})"
        )
    frame = figures.agreement_table(found)
    drawn = frame[frame["n"] > 1].dropna(subset=["τ"])
    if len(drawn):
        chart(
            figures.interval_figure(
                drawn,
                title="Do metrics agree with people?",
                unit="τ with 95 % interval (1: the same order, 0: none, −1: the opposite)",
                span=(-1.05, 1.05),
                zero=True,
            ),
            "metrics",
        )
    st.caption(
        "Stars: Kendall's τ-b. Votes: share of decided votes that the better score won, minus the"
        " share that it lost. Pages whose picture was replaced after the rating are left out."
    )
    table(frame, "metrics-against-people")


def _sign(low: float, high: float, verdict: str) -> str:
    if "not enough" in verdict:
        return "⏳"
    return "✅" if low > 0 else "❌" if high < 0 else "➖"
