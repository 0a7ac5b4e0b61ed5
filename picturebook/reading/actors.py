"""Who and what is on the stage while a text is read, before it becomes a scene."""

from dataclasses import dataclass, field
from typing import Final

from picturebook.scene import Figure, Garment, Look, Thing

_SHE: Final = frozenset("woman girl grandmother queen princess witch mermaid bride fairy".split())
_HE: Final = frozenset("man boy grandfather king prince wizard groom monk santa".split())
LIVING: Final = frozenset({"person", "role", "animal"})
"""Sorts of words for figures."""
WORN_BY_ANIMALS: Final = {
    "collar": "collar", "dog collar": "collar", "scarf": "scarf", "bow": "bow",
    "bow tie": "bow-tie", "bell": "bell", "ribbon": "ribbon", "blue ribbon": "ribbon",
    "harness": "harness",
    "bandana": "bandana", "bandanna": "bandana", "neckerchief": "bandana", "necklace": "necklace",
    "leash": "", "lead": "", "muzzle": "", "bridle": "harness", "reins": "harness",
}  # fmt: skip
"""What animals wear without being dressed; "" is drawn with who leads them."""
_BANDS: Final = frozenset(WORN_BY_ANIMALS.values())


@dataclass
class Actor:
    """A figure in the making. `acts` are (weight, number of the clause, act, face)."""

    id: str
    sort: str
    kind: str
    order: int
    role: str = ""
    count: int = 1
    plural: bool = False
    pronoun: str = ""
    names: tuple[str, ...] = ()
    skin: str = ""
    hair: str = ""
    hair_colour: str = ""
    traits: list[str] = field(default_factory=list)
    wears: list[Garment] = field(default_factory=list)
    colour: str = ""
    pattern: str = ""
    size: str = ""
    face: str = ""
    toy: bool = False
    look: Look | None = None
    """The cast's look, which holds whatever the page says."""
    present: bool = False
    acts: list[tuple[float, int, str]] = field(default_factory=list)
    said: str = ""
    exact: bool = True
    definite: bool = False
    """Whether the first word of this figure was "the": the reader is to know who that is."""
    guessed: bool = False
    """Whether only the name or nothing tells what kind this is."""
    spans: list[tuple[int, int]] = field(default_factory=list)
    mentioned: int = 0
    led: int = 0
    """In which sentence this was last spoken of, and was a subject."""
    clauses: int = 0
    """How often it is a subject."""

    def wear(self, garment: Garment) -> None:
        """Puts on a garment; one of each kind."""
        if all(known.kind != garment.kind for known in self.wears):
            self.wears.append(garment)

    def add_trait(self, trait: str) -> None:
        """One more feature."""
        if trait not in self.traits:
            self.traits.append(trait)

    def does(self, act: str, weight: float, clause: int) -> None:
        """An act of this figure."""
        self.acts.append((weight, clause, act))
        self.clauses += 1

    def fits(self, pronoun: str) -> bool:
        """Whether a pronoun can mean this figure."""
        if pronoun == "they":
            return self.count > 1 or self.plural
        if self.count > 1 or self.plural:
            return False
        if self.pronoun and self.pronoun != "it":
            return pronoun == self.pronoun or (pronoun == "it" and self.sort == "animal")
        if pronoun == "it":
            return self.sort == "animal" or self.kind == "baby"
        if pronoun == "she":
            return self.kind not in _HE
        return pronoun != "he" or self.kind not in _SHE

    def surely(self, pronoun: str) -> bool:
        """Whether a pronoun is known to fit, not only because nothing speaks against it."""
        if pronoun == "she":
            return self.pronoun == "she" or self.kind in _SHE
        if pronoun == "he":
            return self.pronoun == "he" or self.kind in _HE
        return True

    def as_look(self, kind: str) -> Look:
        """The look, the cast's if there is one."""
        if self.look is not None:
            return self.look
        return Look(
            kind=kind,
            role=self.role,
            skin=self.skin,
            hair=self.hair,
            hair_colour=self.hair_colour,
            traits=tuple(self.traits),
            wears=tuple(self.wears),
            colour=self.colour,
            pattern=self.pattern,
            size=self.size,
            toy=self.toy,
            dressed=self.sort == "animal" and any(g.kind not in _BANDS for g in self.wears),
        )

    def as_figure(self, kind: str, act: str, face: str, posture: str) -> Figure:
        """The figure, doing one act."""
        return Figure(
            id=self.id,
            look=self.as_look(kind),
            act=act,
            face=face or self.face,
            count=max(1, self.count),
            posture=posture,
        )


@dataclass
class Item:
    """A thing in the making."""

    id: str
    kind: str
    order: int
    colour: str = ""
    pattern: str = ""
    size: str = ""
    count: int = 1
    plural: bool = False
    present: bool = False
    said: str = ""
    exact: bool = True
    spans: list[tuple[int, int]] = field(default_factory=list)

    def as_thing(self) -> Thing:
        """The thing."""
        return Thing(
            id=self.id,
            kind=self.kind,
            colour=self.colour,
            pattern=self.pattern,
            size=self.size,
            count=max(1, self.count),
        )
