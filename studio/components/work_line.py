"""Work in progress, said wherever one is in the studio: what is being made now, and what is ready.

It lies over the lower edge of the page, so that nothing moves when it comes and goes.
"""

import time

import streamlit as st

from studio.components import state
from studio.components.live import repeat
from studio.components.text import plain, sentence
from studio.example import Example
from studio.making import Ended, Making, MakingDesk, line

BUSY_S, CALM_S = 2.0, 20.0
"""Seconds between two looks while books are being made, and while none is."""
MOST = 3
"""So many ended books are told of at once."""
_SINCE, _SEEN = "work.since", "work.seen"


def show(desk: MakingDesk, example: Example, *, cards: bool = False) -> None:
    """Say what is being made and what was finished since this visit began. The page itself shows
    the book of its address, and with `cards` those that are being made."""
    state.put(_SINCE, state.get(_SINCE, time.time()))

    known = [desk.now()]

    def books() -> None:
        shown = st.query_params.get("story")  # A book that was just begun has its address now.
        hidden = {shown, example.story_id}
        now = known.pop() if known else desk.now()
        making = [] if cards else [one for one in now if one.story_id not in hidden]
        ended = _ended(desk, shown, hidden | {one.story_id for one in now})
        if making or ended:
            with st.container(key="work-line", gap="small"):
                for book in ended[:MOST]:
                    _tell(book)
                if making:
                    _progress(making)

    repeat(books, every=BUSY_S if known[0] else CALM_S)


def _ended(desk: MakingDesk, shown: str | None, hidden: set[str | None]) -> list[Ended]:
    """What ended and was not seen yet; what the page shows is seen."""
    seen = state.get(_SEEN, frozenset())
    found = [book for book in desk.ended(state.get(_SINCE)) if book.build_id not in seen]
    here = [book.build_id for book in found if book.story_id == shown]
    if here:
        state.put(_SEEN, seen.union(here))
    return [book for book in found if book.story_id not in hidden]


def _seen(build_id: str) -> None:
    state.put(_SEEN, state.get(_SEEN, frozenset()) | {build_id})


def _tell(book: Ended) -> None:
    title = plain(book.title, 50)
    where, label = "story", "Read it"
    if book.error:
        st.error(f"“{title}” could not be finished. {sentence(book.error)}", icon="⚠️")
        where, label = "create", "Look at it"
    elif book.finished:
        st.success(f"“{title}” is ready.", icon="📖")
    else:
        st.info(f"“{title}” waits for your look.", icon="👀")
        where, label = "create", "Go on"
    with st.container(
        horizontal=True, horizontal_alignment="right", vertical_alignment="center", gap="small"
    ):
        st.page_link(
            f"app_pages/{where}.py",
            label=label,
            icon=":material/arrow_forward:",
            query_params={"story": book.story_id},
        )
        st.button(
            "Close",
            key=f"work.close.{book.build_id}",
            type="tertiary",
            on_click=_seen,
            args=(book.build_id,),
        )


def _progress(making: list[Making]) -> None:
    first, more = making[0], len(making) - 1
    waiting = f" · {more} more after it" if more else ""
    text = f"“{plain(first.title, 40)}”: {plain(line(first))}{waiting}"
    st.progress(first.done / first.total if first.total else 0.0, text=text)
    st.page_link(
        "app_pages/create.py",
        label="Watch it being made",
        icon=":material/visibility:",
        query_params={"story": first.story_id},
    )
