"""The cast of a book: everybody who returns or has a name, with one look each."""

import json
from dataclasses import asdict, dataclass

from picturebook.scene import Look, build


@dataclass(frozen=True, kw_only=True)
class Member:
    """Somebody of the cast. `words` are what the story calls them besides: "fox", "sister"."""

    id: str
    names: tuple[str, ...] = ()
    pronoun: str = ""
    """"she", "he", "it", "they"; "i" for who tells the story."""
    look: Look
    words: tuple[str, ...] = ()
    absent: bool = False
    """Whether a person wants it left out of the pictures."""


@dataclass(frozen=True, kw_only=True)
class Cast:
    """Everybody, the hero first."""

    members: tuple[Member, ...] = ()

    def called(self, name: str) -> Member | None:
        """Who has this name."""
        return next((m for m in self.members if name in m.names), None)

    def described(self, word: str) -> Member | None:
        """The only one whom the story calls so."""
        found = [m for m in self.members if word in m.words]
        return found[0] if len(found) == 1 else None

    def to_json(self) -> str:
        """Canonical JSON."""
        return json.dumps(asdict(self), sort_keys=True, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Cast":
        """The cast that `to_json` wrote. Raises `ValueError` with a sentence if it is none."""
        try:
            return build(cls, json.loads(text))
        except (TypeError, AttributeError, KeyError) as error:
            raise ValueError(f"This is no cast: {error}.") from error
