"""Inside a data set: a story or some pictures drawn by chance, and a search in all texts."""

from typing import Any, Final

import streamlit as st

from studio.components import state
from studio.components.text import plain, some
from studio.exploring import Exploring, Look

_WIDTH: Final = 270
_MOST_PAGES: Final = 24


def leaf(exploring: Exploring, look: Look) -> None:
    """Something drawn by the seed, and a button for another."""
    key = f"data.turn.{look.id}"
    turn = int(state.get(key, 0))
    told = exploring.drawn(look.id, look.seed + turn)
    if told is None:
        st.info("There is nothing to leaf through.", icon="🎲")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        if told.title:
            st.header(plain(told.title), anchor=False)
        st.button(
            "Another one",
            icon=":material/casino:",
            key="data.another",
            on_click=state.put,
            args=(key, turn + 1),
        )
    with st.container(horizontal=True, gap="medium"):
        for page in told.pages[:_MOST_PAGES]:
            _page(exploring, page)
    if len(told.pages) > _MOST_PAGES:
        st.caption(f"and {some(len(told.pages) - _MOST_PAGES, 'more page')}")


def search(exploring: Exploring, look: Look) -> None:
    """Every caption and page in which all words occur."""
    asked = st.text_input(
        "Words that a caption or a page must have",
        width=420,
        icon=":material/search:",
        **state.kept("data.search", ""),
    )
    if not str(asked).strip():
        return
    found, n = exploring.search(look.id, str(asked))
    first = f", the first {len(found)} of them here" if n > len(found) else ""
    st.caption(f"{n:,} found{first}.")
    with st.container(horizontal=True, gap="medium"):
        for title, page in found:
            _page(exploring, page, title)


def _page(exploring: Exploring, page: Any, title: str = "") -> None:
    with st.container(border=True, width=_WIDTH):
        small = exploring.small(page.image)
        if small:
            st.image(small, width="stretch")
        elif page.picture:
            st.caption("The picture does not open.")
        for line in page.text.split("\n"):
            st.markdown(plain(line))
        if title:
            st.caption(plain(title))
