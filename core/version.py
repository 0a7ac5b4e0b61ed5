"""Which code this is, for figures that must say what they were measured with."""

import subprocess
import tomllib
from functools import lru_cache

from core.settings import ROOT


@lru_cache(maxsize=1)
def code_version() -> str:
    """`git describe` of the project ("…-dirty" with changes); the version where it is no clone."""
    command = ["git", "-C", str(ROOT), "describe", "--always", "--dirty", "--tags"]
    if (ROOT / ".git").exists():
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=10, check=False)
        except (OSError, subprocess.TimeoutExpired):
            done = None
        if done is not None and done.returncode == 0 and done.stdout.strip():
            return done.stdout.strip()
    with (ROOT / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])
