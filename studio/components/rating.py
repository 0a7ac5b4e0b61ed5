"""Stars, thumbs and a written review, for a story or one of its pages."""

import streamlit as st

from studio.components import drafts
from studio.components.guard import attempt
from studio.rating import Rating


def rating(desk: Rating, story_id: str, segment: int | None, label: str) -> None:
    """Show and change what the person at this computer said."""
    said = desk.rating(story_id, segment)
    prefix = _prefix(story_id, segment)
    with st.container(gap="small", key=prefix.replace(".", "-")):
        with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
            st.markdown(f"**{label}**", width="content")
            st.feedback(
                "stars",
                key=stars_key(story_id, segment),
                default=said.stars - 1 if said and said.stars else None,
                on_change=_stars,
                args=(desk, story_id, segment, f"{prefix}.stars"),
            )
            st.feedback(
                "thumbs",
                key=f"{prefix}.thumbs",
                default=int(said.liked) if said and said.liked is not None else None,
                on_change=_liked,
                args=(desk, story_id, segment, f"{prefix}.thumbs"),
            )
        review = said.review if said else ""
        name = f"{story_id}/review/{'book' if segment is None else segment}"
        st.text_area(
            "Review",
            value=review,
            height=80,
            max_chars=2000,
            placeholder="What worked, what did not?",
            key=f"{prefix}.review",
            on_change=_review,
            args=(desk, story_id, segment, f"{prefix}.review"),
        )
        drafts.keep(name, f"{prefix}.review", review)


def stars_key(story_id: str, segment: int | None) -> str:
    """Where the stars that are shown stand in the session: from 0, None for none."""
    return f"{_prefix(story_id, segment)}.stars"


def _prefix(story_id: str, segment: int | None) -> str:
    return f"story.rating.{story_id}.{'book' if segment is None else segment}"


def _stars(desk: Rating, story_id: str, segment: int | None, key: str) -> None:
    value = st.session_state[key]
    if value is not None:
        attempt(desk.rate, story_id, segment, stars=value + 1)


def _liked(desk: Rating, story_id: str, segment: int | None, key: str) -> None:
    value = st.session_state[key]
    if value is not None:
        attempt(desk.rate, story_id, segment, liked=bool(value))


def _review(desk: Rating, story_id: str, segment: int | None, key: str) -> None:
    if attempt(desk.rate, story_id, segment, review=st.session_state[key]):
        st.toast("Your review is kept.", icon="💬")
