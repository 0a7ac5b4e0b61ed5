"""What all sessions of the application share: settings, the studio and its worker, made once."""

import logging
import os
import threading
from dataclasses import replace
from typing import Final

import streamlit as st

from core.errors import StorageError
from core.settings import Settings
from studio.compose import Studio

log = logging.getLogger(__name__)

_OF_THIS_COMPUTER: Final = ("localhost", "127.0.0.1", "::1")
_opening = threading.Lock()
_opened: Studio | None = None


SHARED: Final = (
    "Other computers may reach the studio, which has no accounts: whoever does can read, change and"
    " delete every book. Put it behind a server that asks for a password, or start it with"
    " --server.address localhost."
)


def open_studio() -> Studio:
    """The studio of this process, with its worker started and its models being loaded.

    After a failure it is tried anew: when the cause is mended, reloading the page is enough.
    """
    global _opened
    with _opening:
        if _opened is None:
            _opened = _open()
        return _opened


def opened_studio() -> Studio | None:
    """The studio of this process if it is open; waits for nothing."""
    return _opened


def close_studio() -> None:
    """Stop the work of this process and let go of everything, if the studio was opened."""
    global _opened
    opened = _opened
    if opened is not None:
        opened.stopping.set()  # what is being made hears of it even while something waits
        with _opening:
            opened.close()
            _opened = None


def _open() -> Studio:
    settings = Settings.from_environment({**_secrets(), **os.environ})
    if st.get_option("server.address") not in _OF_THIS_COMPUTER:
        settings = replace(settings, shared=True)
        log.warning("%s", SHARED)
    try:
        studio = Studio(settings)
        studio.worker.start()
        if settings.example:
            threading.Thread(target=studio.example.bring, name="example", daemon=True).start()
        studio.library.fetch_wanted(settings.preset)
        studio.library.warm_up(settings.preset)
    except OSError as error:
        reason = error.strerror or str(error)
        raise StorageError(
            f"The studio cannot use its data folder “{settings.data_dir}” ({reason}); free some"
            " space, allow writing there, or set STUDIO_DATA_DIR to another folder."
        ) from error
    return studio


def _secrets() -> dict[str, str]:
    """The Hugging Face token from .streamlit/secrets.toml, if there is one; the environment's
    prevails."""
    if not st.secrets.load_if_toml_exists() or not st.secrets.get("HF_TOKEN"):
        return {}
    return {"HF_TOKEN": str(st.secrets["HF_TOKEN"])}
