"""Five questions after a book: folded away below it, asked once, changeable."""

from typing import Final

import streamlit as st

from studio.comparing import COMMENT_LIMIT, SURVEY, Comparing
from studio.components import drafts
from studio.components.guard import attempt

_ASKED: Final = {
    "pictures": "How good are the pictures?",
    "alignment": "How well do pictures and text go together?",
    "speed": "How quickly was it made?",
    "usability": "How easy was it to make?",
    "overall": "And all in all?",
}


def form(comparing: Comparing, story_id: str) -> None:
    """The questions, each from 1 (poor) to 5 (excellent), and a comment if one likes."""
    said = comparing.survey(story_id)
    label = "Your answers to the five questions" if said else "Five quick questions about this book"
    key = f"survey.{story_id}"
    with (
        st.expander(label, icon=":material/fact_check:", key=f"{key}.{bool(said)}"),
        st.form(key, border=False),
    ):
        st.caption("1 is poor, 5 is excellent.")
        for question, title in SURVEY.items():
            st.segmented_control(
                f"**{title}.** {_ASKED[question]}",
                [1, 2, 3, 4, 5],
                default=getattr(said, question) if said else None,
                key=f"{key}.{question}",
            )
        comment = said.comment if said else ""
        drafts.keep(f"{story_id}/survey", f"{key}.comment", comment)
        st.text_area(
            "Anything else? (optional)",
            value=comment,
            height=80,
            max_chars=COMMENT_LIMIT,
            key=f"{key}.comment",
        )
        st.form_submit_button(
            "Change the answers" if said else "Send the answers",
            icon=":material/send:",
            key=f"{key}.send",
            on_click=_send,
            args=(comparing, story_id, key),
        )


def _send(comparing: Comparing, story_id: str, key: str) -> None:
    answers = {question: st.session_state[f"{key}.{question}"] for question in SURVEY}
    comment = st.session_state[f"{key}.comment"] or ""
    if attempt(comparing.save_survey, story_id, answers, comment=comment):
        st.toast("Thank you, your answers are kept.", icon="💛")
