"""Clothes as they are worn: `art/people/clothes.toml` and what `Look` says of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from picturebook.drawing.artwork import has
from picturebook.drawing.colours import HAIRS, NAMED, SKINS, Colour, rgb
from picturebook.drawing.people.kinds import table
from picturebook.scene import Garment

PLAIN: Final[Mapping[str, tuple[str, str]]] = {
    "tee": ("top", "red"),
    "shirt": ("top", "cream"),
    "jumper": ("top", "orange"),
    "coat": ("top", "red"),
    "trousers": ("bottom", "navy"),
    "shorts": ("bottom", "blue"),
    "skirt": ("bottom", "purple"),
    "dress": ("whole", "pink"),
    "shoes": ("feet", "brown"),
    "hoodie": ("top", "grey"),
    "jacket": ("top", "blue"),
    "vest": ("top", "green"),
    "overalls": ("whole", "blue"),
    "pyjamas": ("whole", "light-blue"),
    "boots": ("feet", "brown"),
    "leggings": ("bottom", "navy"),
    "long-skirt": ("bottom", "maroon"),
    "bare": ("feet", "brown"),
    "scarf": ("neck", "turquoise"),
}
"""The cuts that figures are dressed in when the table has no such line."""


@dataclass(frozen=True, kw_only=True)
class Cloth:
    """One garment with everything that is needed to draw it."""

    kind: str
    slot: str
    cut: str
    colour: Colour
    pattern: str = ""
    art: str = ""
    chest: str = ""
    hair: str = "keep"
    ears: str = "show"


@dataclass(frozen=True)
class Outfit:
    """What somebody wears, by slot; faces may wear several things."""

    worn: Mapping[str, Cloth] = field(default_factory=dict)
    faces: tuple[Cloth, ...] = ()

    def cut(self, slot: str) -> str:
        """The cut of what is worn there, "" if nothing is."""
        cloth = self.worn.get(slot)
        return cloth.cut if cloth else ""


def known(kind: str) -> bool:
    """Whether there is such a garment."""
    return kind in table("clothes") or kind in PLAIN


def slot_of(kind: str) -> str:
    """Where a garment is worn, "" for one that is not known."""
    entry = table("clothes").get(kind)
    return str(entry["slot"]) if entry else PLAIN.get(kind, ("", ""))[0]


@cache
def _words() -> Mapping[str, str]:
    """Garments by all their words."""
    out: dict[str, str] = {}
    for kind, entry in table("clothes").items():
        for word in f"{entry.get('also', '')},{entry.get('near', '')}".split(","):
            out.setdefault(word.strip(), kind)
    return out


def garment_key(word: str) -> str:
    """The garment that a word means, "" if none."""
    plain = word.strip().lower()
    if known(plain):
        return plain
    return _words().get(plain) or _words().get(plain.replace("-", " "), "")


def colour_named(name: str, default: Colour) -> Colour:
    """A colour by its name (or "#rrggbb")."""
    if name.startswith("#"):
        return rgb(name)
    return NAMED.get(name) or HAIRS.get(name) or SKINS.get(name) or default


def cloth_of(garment: Garment) -> Cloth | None:
    """A garment as it is drawn; None for one that is not known."""
    key = garment_key(garment.kind)
    if not key:
        return None
    entry = table("clothes").get(key, {})
    slot, plain = PLAIN.get(key, ("top", "red"))
    own = str(entry.get("colour", plain))
    art = str(entry.get("art", ""))
    chest = str(entry.get("chest", ""))
    return Cloth(
        kind=key, slot=str(entry.get("slot", slot)), cut=str(entry.get("cut", "")) or key,
        colour=colour_named(garment.colour or own, colour_named(own, NAMED["red"])),
        pattern=garment.pattern or str(entry.get("pattern", "")),
        art=f"people/{art}" if art and has(f"people/{art}") else "",
        chest=f"people/{chest}" if chest and has(f"people/{chest}") else "",
        hair=str(entry.get("hair", "keep")) or "keep", ears=str(entry.get("ears", "show")),
    )  # fmt: skip


def outfit(wears: Iterable[Garment]) -> Outfit:
    """Garments put on, the first of each slot."""
    worn: dict[str, Cloth] = {}
    faces: list[Cloth] = []
    for garment in wears:
        cloth = cloth_of(garment)
        if cloth is None:
            continue
        if cloth.slot == "face":
            if all(cloth.kind != other.kind for other in faces):
                faces.append(cloth)
        else:
            worn.setdefault(cloth.slot, cloth)
    if "whole" in worn:
        worn = {k: v for k, v in worn.items() if k not in ("top", "bottom")}
    return Outfit(worn, tuple(faces))
