"""Widget values that survive a change of page.

Streamlit forgets a widget's value when its page is left.  `kept` copies it to a plain,
page-prefixed key ("create.mood") that stays; the widget itself lives under "_create.mood".
"""

from typing import Any

import streamlit as st


def get(key: str, default: Any = None) -> Any:
    """A remembered value."""
    return st.session_state.get(key, default)


def put(key: str, value: Any) -> None:
    """Remember a value, also for the widget that shows it (if any), which is drawn anew."""
    st.session_state[key] = value
    st.session_state.pop(f"_{key}", None)


def kept(key: str, default: Any) -> dict[str, Any]:
    """Keyword arguments for a widget whose value is remembered under `key`.

    Do not pass a default value to the widget as well.
    """
    widget = f"_{key}"
    st.session_state.setdefault(key, default)
    if widget not in st.session_state:
        st.session_state[widget] = st.session_state[key]
    return {"key": widget, "on_change": _save, "args": (key,)}


def _save(key: str) -> None:
    st.session_state[key] = st.session_state[f"_{key}"]
