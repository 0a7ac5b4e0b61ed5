"""The view Quality: alignment of pictures and words, consistency beside it, figures of stories."""

from typing import Final

import pandas as pd
import streamlit as st

from studio.components import board_charts, filters, opening, shown, state, told
from studio.components.text import plain, some
from studio.evaluating import Board

GROUPS: Final = {"mood": "Mood", "style": "Style", "preset": "Preset", "model": "Illustrator"}
CONSISTENCY: Final = {
    "clip_i_first": "to the first page",
    "clip_i_pairs": "page by page, all pairs",
}
_CHANCE: Final = 50.0
"""Per cent of wrong words that fit less, if a scorer knows nothing."""
STORY_FIGURES: Final = {
    "clip_percent": "Alignment: CLIP score (100 · cosine)",
    "clip_percent_chance": "Alignment by chance: prompts of other pages",
    "clip_better": "Own prompts fit better than others' (share; chance 0.5)",
    "clip_i_first": "Consistency: CLIP-I to the first page",
    "clip_i_pairs": "Consistency: CLIP-I of all pairs",
    "hero_seen": "Pages that draw the hero they name (share)",
    "hero_apart": "Hero told from other books' heroes (share; chance 0.5)",
    "told_percent": "Told: uploaded pictures and their pages (100 · cosine)",
    "told_chance": "Told: others' uploaded pictures (chance)",
    "told_apart": "Told: own pictures told from others' (area under the curve)",
    "words": "Words",
    "on_target": "Words as asked for (share)",
    "reading_age": "Reading age (years, English)",
    "years_too_old": "Years too old for the age asked for",
    "distinct_1": "Distinct-1",
    "distinct_2": "Distinct-2",
    "repeated": "Repeated 4-grams (share)",
    "pictures_told": "Pictures told (share)",
    "sentences_grounded": "Sentences that tell a picture (share)",
}
_COLUMNS: Final = {
    "title": "Book",
    "segment": "Page",
    "score": "CLIP score",
    "chance": "Chance",
    "better": "Better than (%)",
    "mood": "Mood",
    "style": "Style",
    "preset": "Preset",
    "model": "Illustrator",
    "device": "Device",
    "scorer": "Scorer",
    "story_id": "Story id",
}


def section(board: Board) -> None:
    """Scores first, then what was measured of whole stories."""
    scorers = board.scorers()
    if scorers:
        _scores(board, scorers)
    elif board.filtered:
        filters.nothing(board, "page")
    else:
        shown.empty("how well every picture fits its words", "Make a book")
        return
    told.section(board)
    _stories(board)


def by(label: str = "By") -> str:
    """What figures are grouped by; the same choice in all views, and in the address."""
    return str(
        st.segmented_control(
            label,
            list(GROUPS),
            format_func=GROUPS.__getitem__,
            required=True,
            **state.kept("evaluate.by", "mood"),
        )
    )


def in_words(frame: pd.DataFrame, group: str, column: str) -> pd.DataFrame:
    """The same frame with a column of names in words."""
    return frame.assign(**{column: [filters.named(group, name) for name in frame[column]]})


def course(
    board: Board,
    frame: pd.DataFrame,
    column: str,
    when: str,
    *,
    of: str,
    group: str,
    key: str,
    title: str,
    unit: str,
    name: str,
    span: tuple[float, float] | None = None,
) -> None:
    """Means over time of one preset and one illustrator, never of several together; moods or styles
    within it as lines."""
    sizes = frame.groupby(["preset", "model"], sort=True).size().sort_values(ascending=False)
    known = [f"{preset} · {model}" for preset, model in sizes.index]
    chosen = known[0]
    if len(known) > 1:
        if state.get(f"evaluate.{key}.of") not in known:
            state.put(f"evaluate.{key}.of", chosen)
        chosen = st.selectbox(
            f"{title}, of",
            known,
            help="A preset and its illustrator: figures of several are never put together.",
            **state.kept(f"evaluate.{key}.of", chosen),
        )
    preset, model = sizes.index[known.index(chosen)]
    mine = frame[(frame["preset"] == preset) & (frame["model"] == model)]
    every = board.trend(mine, column, when, of=f"{of} {chosen}")
    lines = every.head(0)
    if group in ("mood", "style"):
        lines = board.trend(mine, column, when, of=f"{of} {chosen}", by=group)
        lines = in_words(lines, group, "group")
    shown.chart(
        board_charts.course_figure(every, lines, title=f"{title}: {chosen}", unit=unit, span=span),
        key,
    )
    shown.csv(pd.concat([every, lines]), f"{name}-over-time-by-{group}")


def _scores(board: Board, scorers: list[str]) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        group = by()
        scorer = scorers[0]
        if len(scorers) > 1:
            if state.get("evaluate.scorer") not in scorers:
                state.put("evaluate.scorer", scorer)
            scorer = st.selectbox(
                "Scorer",
                scorers,
                width=320,
                help="Scores of different scorers are on different scales; they are never mixed.",
                **state.kept("evaluate.scorer", scorer),
            )
    scores = board.scores(scorer)
    of = board.pages()
    numberless = int((of["score"].isna() & (of["scorer"] == scorer)).sum())
    if scores.empty:
        st.info(f"None of {some(numberless, 'page')} has a score that is a number.", icon="🔢")
        return
    placed = board.placed(scorer)
    summary = in_words(board.summary(scores, group, "score", of=scorer), group, group)
    points = in_words(board_charts.extremes(scores), group, group)
    left, right = st.columns(2)
    with left:
        title = f"How well pictures fit their words, by {GROUPS[group].lower()}"
        chance = float(placed["chance"].mean()) if len(placed) else None
        figure = board_charts.box_figure(summary, points, group, title=title, chance=chance)
        opening.chart(figure, "quality.box")
        shown.csv(summary, f"clip-score-by-{group}")
    with right:
        course(
            board, scores, "score", "created_at", of=scorer, group=group, key="quality.course",
            title="Over time", unit="CLIP score, mean (100 · cosine)", name="clip-score",
        )  # fmt: skip
    said = [
        f"CLIP score: 100 · cosine of picture and prompt, by {plain(scorer)}; higher is better."
        " Box: quartiles; whiskers: 5th and 95th percentile; intervals: 95 %, over whole books.",
        opening.HOW,
    ]
    said[1:1] = _beside_others(board, placed, scorer)
    if numberless:
        said.append(f"{some(numberless, 'page')} without a number left out.")
    if len(summary) > board_charts.MOST_GROUPS:
        said.append(f"The {board_charts.MOST_GROUPS} largest groups are drawn; the CSV has all.")
    st.caption(" ".join(said))
    _pages(scores, placed)


def _beside_others(board: Board, placed: pd.DataFrame, scorer: str) -> list[str]:
    """What the scores are worth: chance, percentile, and whether the scorer tells them apart."""
    if placed.empty:
        return ["With a second book a chance level and a percentile appear."]
    value, low, high = board.mean(placed, "better", of=f"placed {scorer}", between=(0.0, 100.0))
    said = [
        f"Chance, the words of other books: {placed['chance'].mean():.1f} (dotted line). A page's"
        f" own words fit its picture better than {value:.0f} % [{low:.0f}, {high:.0f}] of those (50"
        f" % is chance; the latest {placed['story_id'].nunique()} books)."
    ]
    if not low > _CHANCE:
        said.append(
            "⚠️ That cannot be told from chance: this scorer does not know such pictures or words,"
            " and its scores say nothing of them."
        )
    return said


def _pages(scores: pd.DataFrame, placed: pd.DataFrame) -> None:
    """The extremes to look at, and all of them as CSV."""
    order = st.segmented_control(
        "Pages to look at",
        ["worst", "best"],
        format_func=lambda one: f"{one.capitalize()} {board_charts.EXTREMES}",
        required=True,
        **state.kept("evaluate.extremes", "worst"),
    )
    rows = scores.sort_values("score", ascending=order == "worst").head(board_charts.EXTREMES)
    table = _table(rows, placed).drop(columns=["Scorer", "Story id"])
    opening.table(table, rows, f"quality.{order}")
    st.caption(opening.HOW_ROW)
    shown.csv_of(lambda: _table(scores, placed), "clip-scores", "All pages as CSV")


def _table(rows: pd.DataFrame, placed: pd.DataFrame) -> pd.DataFrame:
    beside = placed[["story_id", "segment", "chance", "better"]].round({"chance": 1, "better": 0})
    rows = rows.merge(beside, on=["story_id", "segment"], how="left")
    table = rows[list(_COLUMNS)].assign(segment=rows["segment"] + 1, score=rows["score"].round(2))
    table["mood"] = [filters.named("mood", mood) for mood in table["mood"]]
    table["style"] = [filters.named("style", style) for style in table["style"]]
    return table.rename(columns=_COLUMNS)


def _stories(board: Board) -> None:
    st.header("Whole books", anchor=False)
    stories = board.stories()
    if stories.empty:
        st.info(
            "No story of these was measured as a whole yet. Run “Stories of the gallery” under"
            " Runs: here you will see how much the pages of a book look alike (CLIP-I), always"
            " beside how well they fit their words, and figures of the texts.",
            icon="📚",
        )
        return
    scorers = list(stories["scorer"].value_counts().index)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = st.segmented_control(
            "Consistency",
            list(CONSISTENCY),
            format_func=CONSISTENCY.__getitem__,
            required=True,
            **state.kept("evaluate.consistency", "clip_i_first"),
        )
        scorer = scorers[0]
        if len(scorers) > 1:
            if state.get("evaluate.stories.scorer") not in scorers:
                state.put("evaluate.stories.scorer", scorer)
            scorer = st.selectbox(
                "Scorer of books", scorers, width=320, **state.kept("evaluate.stories.scorer", "")
            )
    mine = stories[stories["scorer"] == scorer]
    drawn = mine.dropna(subset=[c for c in ("clip_percent", kind) if c in mine])
    left, right = st.columns(2)
    with left:
        if {"clip_percent", kind} <= set(mine) and len(drawn):
            title = f"Alignment and consistency ({CONSISTENCY[kind]})"
            opening.chart(
                board_charts.story_figure(drawn, consistency=kind, title=title), "quality.stories"
            )
            st.caption(
                f"A point is a book, scored by {plain(scorer)}. A book of one picture repeated is"
                " perfectly consistent: read the two together. Click a point to open its book."
            )
            shown.csv(mine, "stories")
        else:
            st.info("None of these books has both an alignment and a consistency.", icon="🔢")
    with right:
        means = _means(board, mine, scorer)
        st.dataframe(
            means,
            hide_index=True,
            placeholder="–",
            column_config={"Figure": st.column_config.Column(width=190)},
        )
        st.caption("Means over books with 95 % intervals, from the latest run of the suite.")
        shown.csv(means, "story-figures")


def _means(board: Board, stories: pd.DataFrame, scorer: str) -> pd.DataFrame:
    rows = []
    for name, label in STORY_FIGURES.items():
        known = stories.dropna(subset=[name]) if name in stories else stories.head(0)
        if len(known):
            value, low, high = board.mean(known, name, of=f"stories of {scorer}")
            rows.append(
                {
                    "Figure": label,
                    "Mean": round(value, 3),
                    "95 % from": round(low, 3),
                    "95 % to": round(high, 3),
                    "n": len(known),
                    "Without": len(stories) - len(known),
                }
            )
    return pd.DataFrame(rows)
