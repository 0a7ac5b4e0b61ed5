"""The tables on disk: those of the art and those of the vocabulary itself."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).parent
ART: Final = HERE.parent / "art"
SORTS: Final = {
    "people/people": "person", "people/roles": "role", "people/clothes": "garment",
    "people/poses": "act", "people/hair": "hair", "animals": "animal", "places": "place",
    "things": "thing",
}  # fmt: skip
"""Which sort of entries a table below `art` holds."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of an art table: what can be drawn, and the words for it."""

    key: str
    sort: str
    table: str
    also: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)


def words(line: str) -> tuple[str, ...]:
    """The words of "one, two words, three", in the form in which they are looked up."""
    return tuple(plain(word) for word in line.split(",") if word.strip())


def plain(word: str) -> str:
    """A word as it is looked up: small letters, spaces for hyphens, straight apostrophes."""
    return " ".join(word.lower().replace("’", "'").replace("-", " ").split())


def art(folder: Path) -> Iterator[Entry]:
    """All lines of the art's tables."""
    for prefix, sort in SORTS.items():
        path = folder / f"{prefix}.toml"
        files = [path] if path.is_file() else sorted((folder / prefix).glob("*.toml"))
        for file in files:
            if file.stem == "poses" and sort != "act":
                continue
            for key, line in _lines(file):
                yield Entry(
                    key=key,
                    sort=sort,
                    table=file.stem,
                    also=words(str(line.get("also", ""))),
                    near=words(str(line.get("near", ""))),
                    data=line,
                )


def own(name: str) -> dict[str, dict[str, tuple[str, ...]]]:
    """One of the vocabulary's own tables: section, key, words."""
    with (HERE / f"{name}.toml").open("rb") as file:
        data = tomllib.load(file)
    return {
        section: {key: words(line) for key, line in lines.items()}
        for section, lines in data.items()
    }


def _lines(file: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    with file.open("rb") as stream:
        for key, line in tomllib.load(stream).items():
            if isinstance(line, Mapping):
                yield key, line
