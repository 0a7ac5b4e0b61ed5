"""`Saying`: one clause of a sentence, as it is read."""

from dataclasses import dataclass, field

from picturebook.reading.phrase import Phrase
from picturebook.reading.units import Unit


@dataclass
class Place:
    """A phrase after a preposition, and what it belongs to (None: to the clause's subject)."""

    relation: str
    word: str
    phrase: Phrase
    of: Phrase | None = None


@dataclass
class Saying:
    """One clause. `verb` is its lemma, "be" for bare states, "" where there is none."""

    subjects: list[Phrase] = field(default_factory=list)
    verb: str = ""
    unit: Unit | None = None
    particle: str = ""
    objects: list[Phrase] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    states: list[Unit] = field(default_factory=list)
    """Adjectives and adverbs that say how the subject is."""
    denied: bool = False
    unreal: bool = False
    """Only wished, thought or possible."""
    going: bool = False
    """ "having", not "have"."""
    passive: bool = False
    exists: bool = False
    """"there is …"."""
    relative: bool = False
    speech: bool = False
    """After a speech the subject may follow its verb: "cried Mia"."""
    quoted: bool = False
    """There is a speech in the sentence."""
