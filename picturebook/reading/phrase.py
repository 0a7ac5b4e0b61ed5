"""`Phrase`: one noun phrase, with what its words say."""

from dataclasses import dataclass, field
from typing import Final

from picturebook.reading.units import Unit
from picturebook.words import Match

TOYS: Final = frozenset("doll teddy-bear puppet".split())
"""Who is one of these is a toy: "Azizi is my doll", "her teddy bear Bruno"."""


@dataclass
class Phrase:
    """One noun phrase. Words that are "" or 0 are not said."""

    start: int
    end: int
    head: str = ""
    """The noun in the singular; a name as written; a pronoun's kind ("she", "they")."""
    kind: str = "noun"
    """"noun", "name" or "pronoun"."""
    said: str = ""
    """The head as it stands in the text."""
    match: Match | None = None
    count: int = 0
    plural: bool = False
    definite: bool = False
    denied: bool = False
    other: bool = False
    """"another dog", "the other boy": not one that is known already."""
    colours: list[str] = field(default_factory=list)
    pattern: str = ""
    size: str = ""
    face: str = ""
    toy: bool = False
    old: bool = False
    young: bool = False
    hair: str = ""
    doing: str = ""
    """A verb that describes: "a sleeping cat"."""
    describing: list[Unit] = field(default_factory=list)
    moments: list[Match] = field(default_factory=list)
    hints: list[Match] = field(default_factory=list)
    """Nouns before the head: "kitchen" of "kitchen table"."""
    owner: "Phrase | None" = None
    contents: "Phrase | None" = None
    """What a vessel holds: "food" of "a plate of food"."""
    shows: "Phrase | None" = None
    """What a picture or a book shows or is about."""
    measure: str = ""
    """What was before "of" and is not drawn: "bite" of "a bite of a sandwich"."""
    entity: object = None
    """The figure or thing on the stage, once it is found."""
    more: list["Phrase"] = field(default_factory=list)
    """Appositions: "a girl with red hair" of "Mia, a girl with red hair"."""

    @property
    def sort(self) -> str:
        """The sort of what is drawn, "name" and "pronoun" for those, "" if nothing is."""
        if self.kind != "noun":
            return self.kind
        return self.match.sort if self.match else ""

    @property
    def alive(self) -> bool:
        """Whether this is somebody: a person, an animal, a name, a pronoun other than "it"."""
        if self.toy:
            return False
        return self.kind in ("name", "pronoun") or self.sort in ("person", "role", "animal")

    @property
    def several(self) -> bool:
        """Whether more than one is meant."""
        return self.plural or self.count > 1
