"""A training that the studio started (`--room FOLDER`): it tells how far it is and shows samples.

The folder's name is the training's id in the database. The studio holds the other end of standard
input; when the studio is gone, the training saves its checkpoint and ends, so that whoever takes it
up again finds nobody at work. Without a room nothing here does anything.
"""

import json
import os
import signal
import threading
import time
from pathlib import Path
from typing import Final

from filelock import FileLock
from PIL import Image

PROGRESS: Final = "progress.json"
SAMPLES: Final = "samples.jsonl"
_EVERY_S: Final = 0.4
_SIDE: Final = 320
"""Pixels that a sample picture's longer side has at most."""

_folder: Path | None = None
_lock: FileLock | None = None
_told = 0.0


def enter(folder: Path | None) -> None:
    """Work for the studio's folder from now on; waits until an earlier process has left it."""
    global _folder, _lock
    if folder is None:
        return
    folder.mkdir(parents=True, exist_ok=True)
    _lock = FileLock(folder / "lock")
    _lock.acquire()
    _folder = folder
    threading.Thread(target=_end_with_the_studio, name="room", daemon=True).start()


def run_id() -> str | None:
    """The training's id in the database, if the studio gave it one."""
    return _folder.name if _folder else None


def tell(
    message: str, *, fraction: float | None = None, eta: float | None = None, at_once: bool = False
) -> None:
    """Say what is being done, how much of it (0..1), and the seconds to go."""
    global _told
    now = time.monotonic()
    if _folder is None or (now - _told < _EVERY_S and not at_once):
        return
    _told = now
    partial = _folder / f"{PROGRESS}.partial"
    said = {"message": message, "fraction": fraction, "eta": eta}
    partial.write_text(json.dumps(said), encoding="utf-8")
    partial.replace(_folder / PROGRESS)


def sample(
    step: int, text: str, picture: Path | Image.Image | None = None, wanted: str = ""
) -> None:
    """Show what the model makes by now: a text, a picture, or a text of a picture.

    `wanted` is what it ought to be, where that is known.
    """
    if _folder is None:
        return
    name = None
    if picture is not None:
        folder = _folder / "samples"
        folder.mkdir(exist_ok=True)
        name = f"{time.time_ns()}.jpg"
        opened = Image.open(picture) if isinstance(picture, Path) else picture
        small = opened.convert("RGB")
        small.thumbnail((_SIDE, _SIDE))
        small.save(folder / name, quality=85)
    row = {"step": step, "text": text, "picture": name, "wanted": wanted}
    with (_folder / SAMPLES).open("a", encoding="utf-8") as file:
        file.write(json.dumps(row) + "\n")


def _end_with_the_studio() -> None:
    # Not by `sys.stdin`: Python cannot end while a thread holds that.
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
