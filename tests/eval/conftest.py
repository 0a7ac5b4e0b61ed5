"""Where published figures and public data lie, if they are there at all."""

import os
from pathlib import Path

import pytest

from core.settings import ROOT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """`STUDIO_SHARED_DATA`, or ../shared/data beside the project; tests skip without it."""
    folder = Path(os.environ.get("STUDIO_SHARED_DATA") or ROOT.parent / "shared/data")
    if not folder.is_dir():
        pytest.skip(f"no public data at {folder} (STUDIO_SHARED_DATA names the folder)")
    return folder
