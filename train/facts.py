"""What a training was: command, commit, data, seed, device, steps, wall time."""

import hashlib
import shlex
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from core.settings import ROOT

UNKNOWN: Final = "unknown"
Session = dict[str, Any]
"""One start of a trainer; a resumed training has several."""


def command(module: str, argv: Sequence[str]) -> str:
    return shlex.join(["python", "-m", f"train.{module}", *argv])


def _git(*arguments: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(ROOT), *arguments], capture_output=True, text=True, check=True, timeout=20
    )
    return done.stdout.strip()


def commit() -> str:
    """The short hash, with "+changes" where files differ from it; "unknown" outside of git."""
    try:
        return _git("rev-parse", "--short", "HEAD") + (
            "+changes" if _git("status", "--porcelain", "--untracked-files=no") else ""
        )
    except (OSError, subprocess.SubprocessError):
        return UNKNOWN


def data_hash(files: Iterable[Path]) -> str:
    """SHA-256 of files in the order given, the first 16 digits."""
    total = hashlib.sha256()
    for path in files:
        with path.open("rb") as file:
            total.update(hashlib.file_digest(file, "sha256").digest())
    return total.hexdigest()[:16]


def older(steps: int, seconds: float) -> Session:
    """What is known of the sessions of a checkpoint that says nothing of them."""
    return {"steps": steps, "minutes": seconds / 60}


def total(sessions: Sequence[Mapping[str, Any]]) -> tuple[int, float]:
    """Steps and minutes of all sessions together."""
    return sum(one["steps"] for one in sessions), sum(one["minutes"] for one in sessions)


def _line(session: Mapping[str, Any]) -> str:
    said = f"`{session['command']}`" if "command" in session else "a command that was not kept"
    facts = [f"{session['steps']:,} steps", f"{session['minutes']:.1f} minutes of wall time"]
    for name, words in (
        ("start", "from the weights in {}"),
        ("commit", "commit {}"),
        ("seed", "seed {}"),
        ("data", "data {}"),
        ("device", "on {}"),
    ):
        if session.get(name) is not None:
            facts.append(words.format(session[name]))
    return f"- {said}: {', '.join(facts)}"


def training_text(*trainings: Sequence[Mapping[str, Any]]) -> str:
    """The model card's lines on one or several trainings, each given by its sessions."""
    parts = []
    for sessions in trainings:
        parts.append("\n".join(_line(session) for session in sessions))
        if len(sessions) > 1:
            steps, minutes = total(sessions)
            times = "once" if len(sessions) == 2 else f"{len(sessions) - 1} times"
            parts.append(
                f"Resumed {times}; {steps:,} steps in {minutes:.1f} minutes together, counted "
                "up to the checkpoints from which it went on."
            )
    return "\n\n".join(parts) + (
        "\n\nData are named by the first digits of their SHA-256 (`train/facts.py`)."
    )
