"""How well pictures fit words, in numbers that say what they are worth: chance and rank beside."""

from typing import Final

import streamlit as st

from studio.views import Fit, SegmentView, StoryView

_ENDINGS: Final = {1: "st", 2: "nd", 3: "rd"}
_SCALE: Final = (
    "The scale is 100 · cosine, higher is better; scores of different scorers do not compare."
)


def scores(view: StoryView, segment: SegmentView) -> None:
    """The illustration against its prompt, and the uploaded picture against the page's words."""
    shown = [
        (
            "CLIP score of the picture",
            segment.score,
            segment.score_fit,
            "How well the picture fits what it should show, as the scorer sees it.",
        ),
        (
            "CLIP score of your picture and this page",
            segment.told,
            segment.told_fit,
            "Does the page tell the picture that you brought? How well your picture fits the words"
            " of this page, as the scorer sees it.",
        ),
    ]
    known = [one for one in shown if one[1] is not None]
    if not known:
        return
    with st.expander("Details: how well the picture fits"):
        for label, score, fit, meaning in known:
            st.caption(
                f"{label}: **{score:.1f}**{beside(fit)}",
                help=f"{meaning} {explained(fit)} {_SCALE}",
            )


def beside(fit: Fit | None) -> str:
    """Chance level, rank and percentile, short: " (chance 12.0, 2nd of 5: better than 75 %)"."""
    if fit is None:
        return ""
    rank = f"{nth(fit.rank)} of {fit.of}: better than {fit.better:.0f} %"
    return f" (chance {fit.chance:.1f}, {rank})"


def explained(fit: Fit | None) -> str:
    """The same in a sentence."""
    if fit is None:
        return "Beside other pages of this book a chance level and a rank would stand here."
    return (
        f"With the words of other pages it gets {fit.chance:.1f} on average: that is chance. Of"
        f" {fit.of} pages its own words fit it {nth(fit.rank)} best, better than {fit.better:.0f} %"
        " of the others' do (50 % would be chance)."
    )


def nth(rank: int) -> str:
    """A rank as people say it: "1st", "2nd", "11th"."""
    if rank % 100 in (11, 12, 13):
        return f"{rank}th"
    return f"{rank}{_ENDINGS.get(rank % 10, 'th')}"
