"""The filters that all views of Evaluate share: one bar, kept in the session and in the address.

The address names view and filters, so a link shows what its sender saw.
"""

import time
from typing import Any, Final

import pandas as pd
import streamlit as st

from studio.components import state
from studio.components.cards import sign
from studio.components.charts import device_name, mood_name, style_name
from studio.components.text import listed, plain
from studio.evaluating import Board, Filters

FIELDS: Final = {
    "mood": ("moods", "Mood"),
    "style": ("styles", "Style"),
    "preset": ("presets", "Preset"),
    "model": ("models", "Model"),
    "device": ("devices", "Device"),
}
"""The name in the address: the field of `Filters`, and its label."""
TIMES: Final = {
    "all": "All time",
    "7": "Last 7 days",
    "30": "Last 30 days",
    "90": "Last 90 days",
    "365": "Last year",
}
_HOUR: Final = 3600
_LONGEST: Final = 200
_ADDRESS: Final = "evaluate.address"
_OPEN: Final = "evaluate.filters.open"
_WIDTH: Final = 210


def adopt(choices: dict[str, tuple[str, ...]]) -> None:
    """Take over what a link says, if it was not this page that wrote it.

    `choices` are further names in the address with the values that each may have.
    """
    given = {name: st.query_params.get_all(name) for name in (*FIELDS, "time", *choices)}
    given = {name: values for name, values in given.items() if values}
    if not given or given == state.get(_ADDRESS):
        return
    for name in FIELDS:
        state.put(_key(name), [one[:_LONGEST] for one in given.get(name, [])])
    single = {"time": tuple(TIMES), **choices}
    for name, allowed in single.items():
        value = given.get(name, [""])[-1]
        state.put(_key(name), value if value in allowed else allowed[0])


def publish(choices: dict[str, tuple[str, ...]]) -> None:
    """Write view and filters into the address; what is as always is left out."""
    said = {name: list(state.get(_key(name), [])) for name in FIELDS}
    for name, allowed in {"time": tuple(TIMES), **choices}.items():
        value = state.get(_key(name), allowed[0])
        said[name] = [value] if value != allowed[0] or name == "view" else []
    said = {name: values for name, values in said.items() if values}
    state.put(_ADDRESS, said)
    if said != {name: st.query_params.get_all(name) for name in st.query_params}:
        st.query_params.from_dict(said)


def _key(name: str) -> str:
    """Where a choice is kept; those of views have names of their own."""
    own = name in FIELDS or name == "time"
    return f"evaluate.filter.{name}" if own else f"evaluate.{name}"


def chosen() -> Filters:
    """What is filtered by now."""
    days = state.get(_key("time"), "all")
    # Whole hours: a moment that moves with every rerun would never be found again.
    hour = int(time.time()) // _HOUR * _HOUR
    return Filters(
        since=None if days == "all" else float(hour - int(days) * 24 * _HOUR),
        **{field: tuple(state.get(_key(name), ())) for name, (field, _) in FIELDS.items()},
    )


def bar(board: Board) -> None:
    """The controls, what they leave, and the way back to everything."""
    active = [name for name in FIELDS if state.get(_key(name))]
    count = len(active) + (state.get(_key("time"), "all") != "all")
    shown = state.get(_OPEN, False)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            f"Filters ({count})" if count else "Filters",
            icon=":material/expand_less:" if shown else ":material/filter_alt:",
            key="evaluate.filters",
            on_click=state.put,
            args=(_OPEN, not shown),
        )
        st.markdown(_left(board), width="stretch")
        if count:
            reset("evaluate.reset")
    if shown:
        # Not in a popover: what is mounted only when it is opened forgets values set before.
        with st.container(border=True, horizontal=True):
            _controls(board)
    elif active:
        parts = [f"{FIELDS[name][1]}: {listed(_words(name))}" for name in active]
        st.caption(plain(" · ".join(parts)))


def reset(key: str) -> None:
    """A button that takes all filters off."""
    st.button("Reset filters", icon=":material/filter_alt_off:", key=key, on_click=_clear)


def nothing(board: Board, what: str) -> None:
    """Say that no `what` fits the filters, and offer to take them off."""
    with st.container(border=True, horizontal_alignment="center"):
        sign("🔍")
        words = f"No {what} fits these filters. Choose others, or look at everything again."
        st.markdown(words, text_alignment="center")
        reset("evaluate.reset.empty")


def named(name: str, value: Any) -> str:
    """A mood, style, preset, model or device in words."""
    known = {"mood": mood_name, "style": style_name, "device": device_name}
    return str(known[name](value) if name in known else value)


def _words(name: str) -> list[str]:
    return [named(name, value) for value in state.get(_key(name), [])]


def _controls(board: Board) -> None:
    st.selectbox(
        "Time",
        list(TIMES),
        format_func=TIMES.__getitem__,
        help="When pages were scored, ratings and votes were given, and runs were started.",
        width=_WIDTH,
        **state.kept(_key("time"), "all"),
    )
    known = board.names()
    for name, (field, label) in FIELDS.items():
        have = state.get(_key(name), [])
        st.multiselect(
            label,
            [*known[field], *(one for one in have if one not in known[field])],
            format_func=lambda value, name=name: named(name, value),
            placeholder="All",
            help=_HELP.get(name),
            width=_WIDTH,
            **state.kept(_key(name), []),
        )


_HELP: Final = {
    "model": "Who painted, wrote, read or scored it. Models of one kind widen the choice, models"
    " of different kinds narrow it.",
    "device": "Where the picture was painted.",
}


def _left(board: Board) -> str:
    """How many pages and ratings there are, and of how many."""
    every = board.everything()
    parts = []
    for noun, frame, whole in (
        ("page", board.pages(), every.pages()),
        ("rating", board.ratings(), every.ratings()),
    ):
        parts.append(_of(frame, whole, noun) if board.filtered else f"{len(whole):,} {noun}s")
    return " · ".join(parts)


def _of(frame: pd.DataFrame, whole: pd.DataFrame, noun: str) -> str:
    return f"**{len(frame):,} of {len(whole):,}** {noun}s"


def _clear() -> None:
    for name in FIELDS:
        state.put(_key(name), [])
    state.put(_key("time"), "all")
