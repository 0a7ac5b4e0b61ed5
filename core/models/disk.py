"""What of a catalogued model lies on this computer's disk, and its removal.

Knows the Hugging Face cache; never touches the network.
"""

import shutil
from pathlib import Path

from core.errors import BadInput, StorageError
from core.models import adapters, hub
from core.models.entry import ModelEntry
from core.models.hub import Repository


def repositories(entry: ModelEntry, *, token: str | None = None) -> tuple[Repository, ...]:
    """What a model is downloaded from: its own repository, and those of what completes it."""
    found = [
        Repository(
            name=extra.repository,
            revision=str(extra.revision),
            patterns=extra.files,
            label=f"The {extra.words} of {entry.label}",
            token=token,
        )
        for extra in adapters.extras_of(entry)
        if extra.repository
    ]
    if entry.repository:
        found.append(
            Repository(
                name=entry.repository,
                revision=str(entry.revision),
                patterns=entry.files,
                label=entry.label,
                token=token,
            )
        )
    return tuple(found)


def parts_folder(repository: Repository) -> Path:
    """Where a revision lies while it is being downloaded."""
    return repository.folder / ".parts" / repository.revision.replace("/", "--")


def arrived_bytes(entry: ModelEntry) -> int:
    """How much of an unfinished download is kept on this computer."""
    folders = [parts_folder(repository) for repository in repositories(entry)]
    return sum(f.stat().st_size for folder in folders if folder.is_dir() for f in folder.iterdir())


def disk_bytes(entry: ModelEntry) -> int:
    """What a model takes on disk, unfinished downloads included."""
    folders = []
    if entry.path:
        folders.append(entry.base / entry.path)
    folders += [found for r in repositories(entry) if (found := _snapshot(r)) is not None]
    sizes = (f.stat().st_size for folder in folders for f in folder.rglob("*") if f.is_file())
    return sum(sizes) + arrived_bytes(entry)


def remove(entry: ModelEntry) -> int:
    """Delete the files of exactly this model's revisions; returns the bytes that became free.

    What other revisions of the same repository share stays, as do other programs' models.
    """
    from huggingface_hub import scan_cache_dir

    wanted = repositories(entry)
    if not wanted:
        raise BadInput(f"{entry.label} was not downloaded, so it cannot be removed: {entry.how}.")
    freed = arrived_bytes(entry)
    try:
        for repository in wanted:
            snapshot = _snapshot(repository)
            shutil.rmtree(parts_folder(repository), ignore_errors=True)
            if snapshot is not None:
                strategy = scan_cache_dir(hub.cache()).delete_revisions(snapshot.name)
                freed += strategy.expected_freed_size
                strategy.execute()
            _tidy(repository)
    except OSError as error:
        reason = error.strerror or str(error)
        raise StorageError(
            f"{entry.label} could not be removed from {hub.cache()} ({reason}); change the rights "
            "of that folder and try again."
        ) from error
    if not freed:
        raise BadInput(f"{entry.label} is not on this computer, so there is nothing to remove.")
    return freed


def _snapshot(repository: Repository) -> Path | None:
    """The folder of a revision in the cache, complete or not."""
    ref = repository.folder / "refs" / repository.revision
    commit = ref.read_text(encoding="utf-8") if ref.is_file() else repository.revision
    folder = repository.folder / "snapshots" / commit
    return folder if folder.is_dir() else None


def _tidy(repository: Repository) -> None:
    """Leave no empty folder behind where nothing else of the repository is kept."""
    for folder in (repository.folder / ".parts", repository.folder / "blobs", repository.folder):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
