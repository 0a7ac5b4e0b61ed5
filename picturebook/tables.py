"""The tables beside the drawings: what there is, how big, and how it is held or stood on.

One TOML file a group, one line an entry; `also` and `near` words are the vocabulary's
(`picturebook.words`), the rest is for the drawing.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

ART: Final = Path(__file__).parent / "art"
SORTS: Final = ("things", "animals", "places")


@dataclass(frozen=True)
class Entry:
    """One line of a table. `art` is the drawing's name for `picturebook.drawing.artwork.art`."""

    key: str
    sort: str
    group: str
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def art(self) -> str:
        """Where its drawing is."""
        return f"{self.sort}/{self.group}/{self.key}"

    @property
    def cm(self) -> float:
        """How long its longer side really is."""
        return float(self.values.get("cm", 60))

    def word(self, name: str, default: str = "") -> str:
        """A word of the line, "" if it is not given."""
        return str(self.values.get(name, default))


@cache
def table(sort: str) -> Mapping[str, Entry]:
    """All entries of a sort ("things", "animals", "places") by key."""
    found: dict[str, Entry] = {}
    for file in sorted((ART / sort).glob("*.toml")):
        if file.stem == "poses":
            continue
        for key, values in tomllib.loads(file.read_text("utf-8")).items():
            found[key] = Entry(key, sort, file.stem, values)
    return found
