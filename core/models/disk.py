"""What of a catalogued model lies on this computer's disk, and its removal.

Knows the Hugging Face cache and that of packages; never touches the network.
"""

import json
import shutil
from pathlib import Path

from core.errors import BadInput, StorageError
from core.models import adapters, hub, packaged
from core.models.entry import ONNX, ModelEntry
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
                weights=".onnx" if entry.family in ONNX else ".safetensors",
                label=entry.label,
                token=token,
            )
        )
    return tuple(found)


def is_remote(entry: ModelEntry) -> bool:
    """Whether anything of a model is downloaded."""
    return bool(entry.weights or repositories(entry))


def downloaded(entry: ModelEntry) -> Path | None:
    """The folder of a downloaded snapshot, found without the network; None if incomplete."""
    from huggingface_hub import try_to_load_from_cache

    assert entry.repository
    wanted = [name for name in entry.files if "*" not in name]
    onnx = [name for name in wanted if name.endswith(".onnx")]
    for name in ("model_index.json", "config.json", *onnx):
        found = try_to_load_from_cache(entry.repository, name, revision=entry.revision)
        if isinstance(found, str):
            folder = Path(found).parents[len(Path(name).parts) - 1]
            wanted += _shards(folder)
            return folder if all((folder / name).exists() for name in wanted) else None
    return None


def parts_folder(repository: Repository) -> Path:
    """Where a revision lies while it is being downloaded."""
    return repository.folder / ".parts" / repository.revision.replace("/", "--")


def arrived_bytes(entry: ModelEntry) -> int:
    """How much of an unfinished download is kept on this computer."""
    folders = [parts_folder(repository) for repository in repositories(entry)]
    own = packaged.arrived_bytes(entry) if entry.weights else 0
    return own + sum(
        f.stat().st_size for folder in folders if folder.is_dir() for f in folder.iterdir()
    )


def disk_bytes(entry: ModelEntry) -> int:
    """What a model takes on disk, unfinished downloads included."""
    folders = []
    if entry.path:
        folders.append(entry.base / entry.path)
    folders += [found for r in repositories(entry) if (found := _snapshot(r)) is not None]
    sizes = (f.stat().st_size for folder in folders for f in folder.rglob("*") if f.is_file())
    return sum(sizes) + _made_bytes(entry) + arrived_bytes(entry)


def remove(entry: ModelEntry) -> int:
    """Delete the files of exactly this model's revisions; returns the bytes that became free.

    What other revisions of the same repository share stays, as do other programs' models.
    """
    from huggingface_hub import scan_cache_dir

    wanted = repositories(entry)
    if not is_remote(entry):
        raise BadInput(f"{entry.label} was not downloaded, so it cannot be removed: {entry.how}.")
    freed = arrived_bytes(entry) + _made_bytes(entry)
    try:
        if entry.weights:
            packaged.remove(entry)
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


def _shards(folder: Path) -> list[str]:
    """The weight files that a snapshot's indexes name, relative to it."""
    found: set[str] = set()
    for index in folder.rglob("*.safetensors.index.json"):
        where = index.parent.relative_to(folder)
        names = _weight_map(index).values()
        found |= {str(where / name) for name in names}
    return sorted(found)


def _weight_map(index: Path) -> dict[str, str]:
    """The files of an index by tensors; empty if it is damaged, which loading will say."""
    try:
        return dict(json.loads(index.read_text(encoding="utf-8"))["weight_map"])
    except (OSError, ValueError, TypeError, KeyError):
        return {}


def _made_bytes(entry: ModelEntry) -> int:
    """What was made of files that are known by their sums."""
    return packaged.disk_bytes(entry) - packaged.arrived_bytes(entry) if entry.weights else 0


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
