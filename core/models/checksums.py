"""SHA-256 sums of the bundled models: `python -m core.models.checksums write|check`.

`starter/SHA256SUMS` lists every file of every model folder beside it, in the format of `sha256sum`
(so `cd starter && sha256sum -c SHA256SUMS` works too).  Model cards (*.md) may change freely.
"""

import hashlib
import sys
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from core.errors import DamagedWeights, StudioError
from core.settings import ROOT

NAME: Final = "SHA256SUMS"
_CONFIGS: Final = ("config.json", "model_index.json", "adapter_config.json")


def sums_file(folder: Path) -> Path:
    """Where the sums of a model folder are listed: in the folder above it."""
    return folder.parent / NAME


def listed(folder: Path) -> dict[str, str]:
    """File names inside a model folder to their SHA-256; empty when nothing is listed."""
    file = sums_file(folder)
    try:
        stat = file.stat()
    except OSError:
        return {}
    prefix = f"{folder.name}/"
    sums = _parse(file, stat.st_mtime_ns, stat.st_size)
    return {name.removeprefix(prefix): sha for name, sha in sums if name.startswith(prefix)}


@lru_cache(maxsize=16)
def _parse(file: Path, mtime_ns: int, size: int) -> tuple[tuple[str, str], ...]:
    """(name, sum) of each line; `mtime_ns` and `size` are there so that a changed file is read."""
    sums = []
    for line in file.read_text(encoding="utf-8").splitlines():
        sha, _, name = line.partition("  ")
        if line.strip():
            if len(sha) != 64 or not name:
                raise DamagedWeights(f"{file} is damaged: “{line[:60]}” is not a checksum line.")
            sums.append((name, sha))
    return tuple(sums)


def short(sums: Mapping[str, str]) -> str:
    """A short name for exactly these files."""
    text = "".join(f"{sha}  {name}\n" for name, sha in sorted(sums.items()))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def by_stats(folder: Path) -> str:
    """A short name for a folder's files as they are now, by name, size and time; "" if empty."""
    stats = sorted(
        (file.relative_to(folder).as_posix(), file.stat().st_size, file.stat().st_mtime_ns)
        for file in folder.rglob("*")
        if file.is_file()
    )
    return hashlib.sha256(repr(stats).encode()).hexdigest()[:12] if stats else ""


def verify(folder: Path, *, label: str, how: str) -> None:
    """Compare a model's files with their sums; `DamagedWeights` names the first wrong one."""
    for name, sha in listed(folder).items():
        file = folder / name
        if not file.is_file():
            raise DamagedWeights(f"{label}: the file {folder.name}/{name} is missing; {how}.")
        if _sha256(file) != sha:
            raise DamagedWeights(
                f"{label}: the file {folder.name}/{name} is damaged or was changed; {how}."
            )


def write(root: Path) -> Path:
    """List the sums of all model folders below `root` (those with one of `_CONFIGS`)."""
    lines = []
    for folder in sorted(path for path in root.iterdir() if path.is_dir()):
        if any((folder / name).is_file() for name in _CONFIGS):
            for file in sorted(folder.rglob("*")):
                name = file.relative_to(root).as_posix()
                if file.is_file() and file.suffix != ".md" and "/." not in name:
                    lines.append(f"{_sha256(file)}  {name}\n")
    target = root / NAME
    target.write_text("".join(lines), encoding="utf-8", newline="\n")
    return target


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def main(arguments: list[str]) -> int:
    """`write` or `check` the bundled models' sums."""
    root = ROOT / "starter"
    if arguments == ["write"]:
        print(f"wrote {write(root)}")
        return 0
    if arguments != ["check"]:
        print("usage: python -m core.models.checksums write|check", file=sys.stderr)
        return 2
    try:
        folders = sorted(path for path in root.iterdir() if path.is_dir() and listed(path))
        for folder in folders:
            how = f"restore it with `git checkout -- starter/{folder.name}`"
            verify(folder, label=folder.name, how=how)
            print(f"{folder.name}: all files as listed, revision {short(listed(folder))}")
    except StudioError as error:
        print(error, file=sys.stderr)
        return 1
    if not folders:
        print(f"{root / NAME} lists no models", file=sys.stderr)
    return 0 if folders else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
