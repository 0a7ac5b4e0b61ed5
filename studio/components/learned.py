"""What new books begin with because readers preferred it, and the switch for that."""

import streamlit as st

from studio.components import state
from studio.components.guard import attempt
from studio.components.text import plain, sentence
from studio.services import Studio


def style(studio: Studio) -> str:
    """The style that was chosen on *Create*, else the one that a new book begins with."""
    return str(state.get("create.style") or studio.learned.style().value)


def line(studio: Studio) -> str:
    """Why a new book begins with this style and length, where readers chose them."""
    learnt = [one for one in (studio.learned.style(), studio.learned.length()) if one.learnt]
    return " ".join(sentence(one.why) for one in learnt)


def missing(studio: Studio) -> None:
    """What is not known yet, for those who look at details."""
    for name, one in (("Style", studio.learned.style()), ("Length", studio.learned.length())):
        if not one.learnt:
            st.caption(f"{name}: {plain(one.why.replace('*', ''))}")


def settings(studio: Studio) -> None:
    """All that was learnt, how many comparisons are missing, and the switch."""
    st.header("What readers preferred", anchor=False)
    on = st.toggle(
        "Begin new books with what readers preferred",
        value=studio.learned.on,
        key="learned.on",
        help="Styles and lengths that won votes on Compare, or got more stars, are chosen when a "
        "new book begins; you can still choose others.",
    )
    if on != studio.learned.on:
        attempt(studio.learned.switch, on)
        st.rerun()
    rows = {
        "Style": studio.learned.style(),
        "Length": studio.learned.length(),
        "Writer": studio.learned.writer(),
    }
    for name, one in rows.items():
        mark = ":material/check:" if one.learnt else ":material/hourglass_empty:"
        st.markdown(f"{mark} **{name}**: {plain(one.why.replace('*', ''))}")
