"""How somebody looks when not everything is said: chosen from the id, so the same on every page."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, TypeVar

from picturebook.drawing.artwork import has
from picturebook.drawing.colours import HAIRS, NAMED, SKINS
from picturebook.drawing.people.beasts import beast, beast_name
from picturebook.drawing.people.kinds import HERO, Kind, kind_of, table
from picturebook.drawing.people.poses import chooser
from picturebook.drawing.people.wardrobe import colour_named, garment_key, slot_of
from picturebook.scene import Garment, Look

Choice = TypeVar("Choice")
SKIN_TONES: Final = ("fair", "brown", "light", "tan", "dark", "fair", "tan", "brown")
HARMONIES: Final = (
    ("red", "navy", "yellow"), ("turquoise", "maroon", "orange"), ("yellow", "blue", "red"),
    ("green", "navy", "orange"), ("purple", "grey", "turquoise"), ("orange", "blue", "cream"),
    ("blue", "grey", "red"), ("pink", "navy", "turquoise"), ("cream", "maroon", "green"),
    ("navy", "grey", "orange"), ("maroon", "dark-green", "gold"), ("light-blue", "navy", "red"),
)  # fmt: skip
"""Colours of top, bottom and accents (scarf, shoes) that go together."""
_PATTERNS: Final = {
    "jumper": ("", "striped", "", ""), "tee": ("", "", "striped", ""), "shirt": ("", "checked", ""),
    "dress": ("", "dotted", "", "checked", ""),
}  # fmt: skip
_SHOES: Final = ("brown", "red", "navy", "brown", "maroon")
_ACCENTED: Final = ("neck", "head", "over", "back", "hands")


class _Chooser:
    """Picks from lists by an id; ids that differ in their number only ("man-1", "man-2") pick
    neighbours, so that figures who stand together differ."""

    def __init__(self, id: str) -> None:
        self.id = id

    def pick(self, options: Sequence[Choice], salt: str) -> Choice:
        return options[chooser(self.id, salt) % len(options)]


def dressed_look(look: Look, id: str) -> Look:
    """The look with everything chosen that was left open. A look that is complete stays as it
    is."""
    if _complete(look):
        return look
    choose = _Chooser(id)
    animal = beast_name(look)
    kind = HERO if animal else kind_of(look.kind)
    entry: Mapping[str, Any] = {} if animal else table("people").get(look.kind, {})
    role = table("roles").get(look.role, {})
    skin = look.skin or str(role.get("skin", "")) or choose.pick(SKIN_TONES, "skin")
    tones = _listed(entry, "hair_colours") or ("brown", "black", "blond", "red")
    brought = str(role.get("hair_colour", "")) if kind.age != "old" else ""
    hair_colour = look.hair_colour or brought or _hair_colour(choose, tones, skin)
    hair = look.hair if has(f"people/hair/{look.hair}") else str(role.get("hair", ""))
    if not hair and not animal:
        bald = "bald" in look.traits
        hair = "bald" if bald else choose.pick(_listed(entry, "hairs") or ("short",), "hair")
    harmonies = list(HARMONIES)
    if animal:  # No orange coats on orange foxes.
        fur = colour_named(look.colour, beast(animal).fur)
        harmonies = [h for h in HARMONIES if math.dist(NAMED[h[0]], fur) > 0.38]
    harmony = choose.pick(harmonies, "harmony")
    given = [*look.wears, *_worn_traits(look)]
    wears = _clothes(choose, kind, entry, role, given, harmony)
    return replace(look, skin=skin, hair=hair, hair_colour=hair_colour, wears=wears)


def _complete(look: Look) -> bool:
    slots = {slot_of(garment_key(garment.kind)) for garment in look.wears}
    clothed = "feet" in slots and ("whole" in slots or {"top", "bottom"} <= slots)
    return clothed and bool(look.skin and look.hair_colour and (look.hair or beast_name(look)))


def _hair_colour(choose: _Chooser, tones: Sequence[str], skin: str) -> str:
    if skin in ("brown", "dark"):  # Mostly dark hair, or grey.
        tones = [t for t in tones if t in ("black", "grey", "white")] or ["black"]
        tones = [*tones, "brown"] if "black" in tones and skin == "brown" else tones
    return choose.pick(tones, "tone")


def _worn_traits(look: Look) -> list[Garment]:
    return [Garment(kind=garment_key(trait)) for trait in look.traits if garment_key(trait)]


def _clothes(
    choose: _Chooser,
    kind: Kind,
    entry: Mapping[str, Any],
    role: Mapping[str, Any],
    given: Sequence[Garment],
    harmony: Sequence[str],
) -> tuple[Garment, ...]:
    """What is said, then what the role brings, then what such people wear."""
    outfits = entry.get("outfits") or (
        ["coat", "trousers", "shoes", "scarf"],
        ["coat", "trousers", "boots"],
        ["jumper", "trousers", "shoes", "scarf"],
        ["overalls", "shoes"],
        ["coat", "trousers", "shoes", "scarf"],
    )
    usual = [Garment(kind=name) for name in choose.pick(outfits, "outfit")]
    brought = [_garment(text) for text in role.get("wears", ())]
    wears: list[Garment] = []
    taken: set[str] = set()
    for source in (given, brought, () if brought else usual):
        free = set(taken)
        for garment in source:
            slot = slot_of(garment_key(garment.kind))
            if not slot or slot in free:
                continue
            if slot != "face":
                taken |= {slot}
            if slot == "whole":
                taken |= {"top", "bottom"}
            elif slot in ("top", "bottom"):
                taken |= {"whole"}
            if source is usual:
                garment = _coloured(choose, garment, slot, harmony)
            wears.append(garment)
        taken |= free
    for slot, garment in _needed(kind, taken):
        wears.append(_coloured(choose, garment, slot, harmony))
    return tuple(wears)


def _needed(kind: Kind, taken: set[str]) -> list[tuple[str, Garment]]:
    """Nobody goes without trousers."""
    out = []
    if "whole" not in taken or "top" in taken or "bottom" in taken:
        if "top" not in taken and "whole" not in taken:
            out.append(("top", Garment(kind="jumper")))
        if "bottom" not in taken:
            out.append(("bottom", Garment(kind="trousers")))
    if "feet" not in taken:
        out.append(("feet", Garment(kind="bare" if kind.age == "baby" else "shoes")))
    return out


def _coloured(choose: _Chooser, garment: Garment, slot: str, harmony: Sequence[str]) -> Garment:
    """A garment of everyday in colours that go together."""
    if slot in ("top", "whole"):
        pattern = choose.pick(_PATTERNS.get(garment.kind, ("",)), "pattern")
        return replace(garment, colour=harmony[0], pattern=garment.pattern or pattern)
    if slot == "bottom":
        return replace(garment, colour=harmony[1])
    if slot == "feet" and garment.kind == "shoes":
        return replace(garment, colour=choose.pick(_SHOES, "shoes"))
    return replace(garment, colour=harmony[2]) if slot in _ACCENTED else garment


def _garment(text: str) -> Garment:
    """A line of a role: the garment, then perhaps its colour and pattern."""
    kind, *rest = text.split()
    pattern = next((w for w in rest if w in ("striped", "dotted", "checked")), "")
    colour = next((w for w in rest if w in NAMED or w in HAIRS or w in SKINS), "")
    return Garment(kind=kind, colour=colour, pattern=pattern)


def _listed(entry: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in str(entry.get(key, "")).split(",") if word.strip())
