"""Parts of a page that change by themselves, drawn again and again without the rest of the page."""

from collections.abc import Callable, Iterable
from typing import Final, Protocol, TypeVar

import streamlit as st

from studio.components.guard import do, guard
from studio.components.text import plain

TICK_S: Final = 0.7
"""Seconds between two looks at work that goes on."""


class Work(Protocol):
    """Work that the worker does; `fraction` of 0 to 1 is done."""

    @property
    def id(self) -> str: ...
    @property
    def active(self) -> bool: ...
    @property
    def message(self) -> str: ...
    @property
    def fraction(self) -> float: ...


_T = TypeVar("_T")
_W = TypeVar("_W", bound=Work)


def repeat(body: Callable[[], object], *, every: float | None = TICK_S) -> None:
    """Draw `body` now and then every so many seconds (None: only when its own widgets ask)."""

    @st.fragment(run_every=every)
    def part() -> None:
        with guard():
            body()

    part()


def watch(look: Callable[[], _T | None], body: Callable[[_T], object]) -> None:
    """Draw `body` of what `look` finds until it finds nothing (None, or an empty list) any more;
    then the whole page runs anew."""

    def once() -> None:
        found = look()
        if not found:
            st.rerun()
        body(found)

    repeat(once)


def bars(
    every: Callable[[], Iterable[_W]],
    label: Callable[[_W], str],
    *,
    cancel: Callable[[str], object],
    key: str,
) -> None:
    """Watch what is active of `every` work: a bar, what is being done, and a button to cancel."""

    def draw(works: list[_W]) -> None:
        for work in works:
            with (
                st.container(border=True),
                st.container(horizontal=True, vertical_alignment="center"),
            ):
                words = f"{plain(label(work))}: {plain(work.message) or 'Waiting for the worker'}"
                st.progress(min(max(work.fraction, 0.0), 1.0), text=words)
                st.button(
                    "Cancel",
                    icon=":material/stop_circle:",
                    key=f"{key}.{work.id}",
                    on_click=do,
                    args=(cancel, work.id),
                )

    watch(lambda: [work for work in every() if work.active], draw)
