"""One trainer at work: a process of its own that ends with the studio. Knows no database.

A trainer saves checkpoints and goes on from the last one, so it may be stopped at any time: asked
to (SIGTERM) it saves once more, killed it loses what came after the last checkpoint.
"""

import contextlib
import json
import logging
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from core.settings import ROOT, Settings

log = logging.getLogger(__name__)

PROGRESS: Final = "progress.json"
SAMPLES: Final = "samples.jsonl"
LOG: Final = "log.txt"
_LOOK_S: Final = 0.3
_SAVE_S: Final = 30.0
"""Seconds that a trainer may take for its last checkpoint."""
_LEAVE_S: Final = 2.0
"""And when the studio itself is stopping: the trainer goes on saving without it."""
_POLITE: Final = 5
"""A trainer gives way to books that are being made."""


@dataclass(frozen=True, kw_only=True)
class Ended:
    """How a trainer ended; `stopped`: because it was asked to. `error` is a sentence, or ""."""

    stopped: bool
    error: str = ""


def run(
    room: Path,
    module: str,
    arguments: Sequence[str],
    *,
    settings: Settings,
    device: str,
    wanted: Callable[[], bool],
    note: Callable[[Mapping[str, Any]], None],
    stopping: threading.Event,
) -> Ended:
    """Run a trainer until it ends or `wanted` is no more; `note` hears how far it is."""
    room.mkdir(parents=True, exist_ok=True)
    (room / PROGRESS).unlink(missing_ok=True)
    with (room / LOG).open("ab") as written:
        begun = written.tell()
        process = subprocess.Popen(
            [sys.executable, "-m", f"train.{module}", *arguments, "--room", str(room)],
            cwd=ROOT,
            env=_environment(settings, device),
            stdin=subprocess.PIPE,  # its end tells the trainer that the studio is gone
            stdout=written,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    with contextlib.suppress(OSError, AttributeError):
        os.setpriority(os.PRIO_PROCESS, process.pid, _POLITE)
    asked = 0.0
    try:
        while process.poll() is None:
            if not asked and (stopping.is_set() or not wanted()):
                asked = time.monotonic()
                process.terminate()
            if asked:
                limit = _LEAVE_S if stopping.is_set() else _SAVE_S
                if time.monotonic() - asked > limit:
                    break
            elif said := _progress(room):
                note(said)
            stopping.wait(_LOOK_S) if not asked else time.sleep(_LOOK_S)
    finally:
        if process.stdin is not None:
            process.stdin.close()
        if process.poll() is None and not stopping.is_set():
            process.kill()
            process.wait()
    return Ended(stopped=bool(asked), error="" if asked else _reason(room, process, begun))


def samples(room: Path, most: int) -> list[dict[str, Any]]:
    """The latest samples, newest last."""
    try:
        lines = (room / SAMPLES).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
    found = []
    for line in lines[-most:]:
        with contextlib.suppress(ValueError):  # half a line: the trainer was killed there
            found.append(json.loads(line))
    return found


def _environment(settings: Settings, device: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k != "HF_TOKEN"}
    given = {"STUDIO_DATA_DIR": str(settings.data_dir)}
    given["STUDIO_DATABASE_URL"] = settings.database_url
    if settings.extra_catalog:
        given["STUDIO_CATALOG"] = str(settings.extra_catalog.resolve())
    if settings.hub_token:
        given["HF_TOKEN"] = settings.hub_token
    kind, _, index = device.partition(":")
    if kind == "cpu":
        given["ACCELERATE_USE_CPU"] = "1"
    elif kind == "cuda":
        given["CUDA_VISIBLE_DEVICES"] = index or "0"
    return {**kept, **given}


def _progress(room: Path) -> dict[str, Any] | None:
    try:
        return dict(json.loads((room / PROGRESS).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return None


def without_options(said: str) -> str:
    """A trainer's sentence without the clauses that speak of its command line's options, which a
    page doesn't have, nor the words that lead to them; all of it if nothing else is said."""
    plain = re.sub(r" with(?: --[\w-]+(?: \d+)?)+", "", said)
    kept: list[str] = []
    for clause in re.split(r"(?<=[.;:])\s+", plain):
        if " --" not in f" {clause}":
            kept.append(clause)
            continue
        if len(kept) > 1 and kept[-1].endswith(":"):
            kept.pop()
        if kept:
            kept[-1] = re.sub(r"[;:]$", ".", kept[-1])
    return " ".join(kept) or said


def _reason(room: Path, process: subprocess.Popen[bytes], begun: int) -> str:
    code = process.returncode
    if code == 0:
        return ""
    if code is not None and code < 0:
        return (
            f"The training was ended from outside (signal {-code}); if memory ran out, a smaller "
            "size fits. “Go on” continues from its last checkpoint."
        )
    said = (room / LOG).read_bytes()[begun:].decode("utf-8", "replace")
    lines = [line for line in said.splitlines() if line.strip()]
    last = lines[-1].strip() if lines else "it said nothing"
    if "Traceback (most recent call last)" not in said:
        return without_options(last)
    log.error("a training failed:\n%s", "\n".join(lines[-30:]))
    return f"Something unexpected went wrong in the training ({last})."
