"""What new books begin with because readers preferred it, and the switch for that."""

import streamlit as st

from studio.components import state
from studio.components.guard import attempt
from studio.components.text import plain, sentence
from studio.learned import Learned


def style(learned: Learned) -> str:
    """The style that was chosen on *Create*, else the one that a new book begins with."""
    return str(state.get("create.style") or learned.style().value)


def preset(learned: Learned) -> None:
    """Let *Create* begin with the preset whose writer readers preferred, unless one was chosen."""
    found = learned.preset()
    if found.learnt and not state.get("create.preset"):
        state.put("create.preset", found.value)


def line(learned: Learned) -> str:
    """Why a new book begins with this style, length and preset, where readers chose them."""
    known = (learned.style(), learned.length(), learned.preset())
    learnt = [one for one in known if one.learnt]
    return " ".join(sentence(one.why) for one in learnt)


def missing(learned: Learned) -> None:
    """What is not known yet, for those who look at details."""
    for name, one in (("Style", learned.style()), ("Length", learned.length())):
        if not one.learnt:
            st.caption(f"{name}: {plain(one.why.replace('*', ''))}")


def settings(learned: Learned) -> None:
    """All that was learnt, how many comparisons are missing, and the switch."""
    st.header("What readers preferred", anchor=False)
    on = st.toggle(
        "Begin new books with what readers preferred",
        value=learned.on,
        key="learned.on",
        help="Styles, lengths and writers that won votes on Compare, or got more stars, are chosen "
        "when a new book begins; you can still choose others.",
    )
    if on != learned.on:
        attempt(learned.switch, on)
        st.rerun()
    rows = {
        "Style": learned.style(),
        "Length": learned.length(),
        "Writer": learned.preset(),
    }
    for name, one in rows.items():
        mark = ":material/check:" if one.learnt else ":material/hourglass_empty:"
        st.markdown(f"{mark} **{name}**: {plain(one.why.replace('*', ''))}")
