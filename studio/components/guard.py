"""Failures in words: no page ever shows a traceback."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import streamlit as st

from core.errors import StudioError
from studio.components.text import sentence

log = logging.getLogger(__name__)

_FLASH: Final = "guard.flash"
_UNEXPECTED: Final = (
    "Something unexpected went wrong. What was finished is kept: reload the page, and if it happens"
    " again, tell whoever set the studio up; its own messages say more."
)


@contextmanager
def guard() -> Iterator[None]:
    """Around a page's (or fragment's) body: an error becomes one sentence on the page."""
    for message in st.session_state.pop(_FLASH, []):
        st.error(sentence(message), icon="⚠️")
        # The button that failed may stand far below the top of the page.
        st.toast(sentence(message), icon="⚠️", duration="long")
    try:
        yield
    except StudioError as error:
        st.error(sentence(str(error)), icon="⚠️")
    except Exception:
        log.exception("A page failed")
        st.error(_UNEXPECTED, icon="⚠️")


def attempt(action: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
    """Do `action`; False if it failed, and the next run of the page says why."""
    try:
        action(*args, **kwargs)
    except StudioError as error:
        flash(str(error))
    except Exception:
        log.exception("An action failed")
        flash(_UNEXPECTED)
    else:
        return True
    return False


def do(action: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
    """`attempt` as a widget's callback."""
    attempt(action, *args, **kwargs)


def flash(message: str) -> None:
    """Say something at the top of the page in the next run."""
    st.session_state.setdefault(_FLASH, []).append(message)
