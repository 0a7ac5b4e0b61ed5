"""What all sessions of the application share: settings, the studio and its worker, made once."""

import os
import threading

import streamlit as st

from core.errors import StorageError
from core.settings import Settings
from studio.services import Studio

_opening = threading.Lock()
_opened: Studio | None = None


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
    try:
        studio = Studio(settings)
        studio.start_worker()
        studio.library.fetch_wanted(settings.preset)
        studio.warm_up(settings.preset)
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
