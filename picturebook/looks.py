"""What a person may choose of a figure's look, and the look with one thing chosen otherwise.

A look that was changed here is complete: the drawing adds nothing to it, so that what was taken off
stays off.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from picturebook.drawing.animals import COATS
from picturebook.drawing.colours import HAIRS, NAMED, SKINS
from picturebook.drawing.people import dressed_look
from picturebook.drawing.people.kinds import kinds
from picturebook.drawing.people.kinds import table as people_table
from picturebook.drawing.people.wardrobe import garment_key, slot_of
from picturebook.scene import Garment, Look
from picturebook.tables import table

SKIN: Final = tuple(SKINS)
HAIR_COLOURS: Final = (*HAIRS, "blue", "green", "pink", "purple")
COLOURS: Final = tuple(name for name in NAMED if name not in ("blond", "tan"))
SIZES: Final = ("small", "", "big")
WHEELCHAIR: Final = "wheelchair"
BANDS: Final = ("collar", "scarf", "bandana", "bow", "bow-tie", "bell", "ribbon", "necklace")
"""What animals without clothes wear round the neck."""
NECESSARY: Final = ("top", "bottom")
"""What nobody goes without, unless they wear one garment for both."""
FACES: Final[Mapping[str, tuple[str, ...]]] = {
    "glasses": (
        "glasses", "round-glasses", "cat-eye-glasses", "sunglasses", "star-glasses", "goggles",
        "swim-goggles", "ski-goggles", "snorkel", "monocle", "eyepatch", "mask", "carnival-mask",
    ),
    "beard": (
        "beard", "short-beard", "long-beard", "santa-beard", "forked-beard", "goatee", "stubble",
        "moustache", "big-moustache", "thin-moustache",
    ),
    "cheeks": ("freckles", "rosy-cheeks", "face-paint", "cat-whiskers", "clown-nose"),
    "jewels": ("earrings", "pearl-earrings"),
}  # fmt: skip
"""What faces wear, by group: one of each."""
FAVOURITES: Final[Mapping[str, tuple[str, ...]]] = {
    "top": (
        "tee", "shirt", "jumper", "striped-jumper", "cardigan", "hoodie", "jacket", "coat",
        "raincoat", "vest", "star-shirt", "flower-shirt",
    ),
    "bottom": ("trousers", "jeans", "shorts", "leggings", "skirt", "long-skirt", "kilt", "tutu"),
    "whole": (
        "dress", "flower-dress", "striped-dress", "overalls", "gown", "pyjamas", "robe", "swimsuit",
        "spacesuit", "kimono",
    ),
    "over": ("apron", "cape", "cloak", "poncho", "shawl"),
    "feet": (
        "shoes", "trainers", "boots", "wellingtons", "sandals", "slippers", "ballet-shoes", "bare",
    ),
    "head": (
        "bobble-hat", "baseball-cap", "straw-hat", "sun-hat", "headscarf", "turban", "hood",
        "crown", "wizard-hat", "pirate-hat", "hair-bow", "flower-wreath", "headphones",
    ),
    "neck": ("scarf", "striped-scarf", "tie", "bow-tie", "necklace", "medal"),
    "hands": ("gloves", "mittens"),
    "back": ("backpack", "wings", "fairy-wings", "jetpack", "quiver"),
}  # fmt: skip
"""Where clothes are worn, and what is offered there first."""
_EXTRA: Final = 0.35
"""How likely a surprise has glasses, a hat and so on, each."""


@cache
def people() -> tuple[str, ...]:
    """Kinds of people, the youngest first."""
    return tuple(kinds())


@cache
def animals() -> tuple[str, ...]:
    """Animals with bodies of their own, by name."""
    return tuple(sorted(table("animals")))


@cache
def upright() -> tuple[str, ...]:
    """Animals and beings that can walk upright in clothes, by name."""
    return tuple(sorted(people_table("heads")))


@cache
def hairs() -> tuple[str, ...]:
    """Ways to wear one's hair."""
    return tuple(people_table("hair"))


@cache
def roles() -> tuple[str, ...]:
    """What people can be: "pirate", "nurse" …, by name."""
    return tuple(sorted(people_table("roles")))


@cache
def clothes(slot: str) -> tuple[str, ...]:
    """All garments of a slot ("top", "feet", "head" …), in the order of the table."""
    return tuple(key for key, line in people_table("clothes").items() if line["slot"] == slot)


def is_person(look: Look) -> bool:
    """Whether somebody has hair and skin to choose."""
    return look.kind in kinds() and not look.dressed


def is_clothed(look: Look) -> bool:
    """Whether somebody wears clothes: a person, or an animal that walks upright."""
    return look.dressed or look.kind not in table("animals")


def coats(look: Look) -> tuple[str, ...]:
    """Colours that an animal's coat can have; "" is its own."""
    return ("", *COLOURS) if look.dressed else ("", *COATS)


def worn(look: Look, slot: str) -> Garment | None:
    """What is worn there."""
    return next((g for g in look.wears if slot_of(garment_key(g.kind)) == slot), None)


def put_on(look: Look, garment: Garment) -> Look:
    """The look with a garment in place of what was worn there (and of what it covers)."""
    slot = slot_of(garment_key(garment.kind))
    gone = {slot}
    gone |= {"whole": {"top", "bottom"}, "top": {"whole"}, "bottom": {"whole"}}.get(slot, set())
    if slot == "face":
        kept = [g for g in look.wears if g.kind != garment.kind]
    else:
        kept = [g for g in look.wears if slot_of(garment_key(g.kind)) not in gone]
    return replace(look, wears=_decent([*kept, garment]), traits=_traits(look, gone))


def take_off(look: Look, slot: str) -> Look:
    """The look without what is worn there; something simple takes the place of what nobody goes
    without."""
    kept = [g for g in look.wears if slot_of(garment_key(g.kind)) != slot]
    return replace(look, wears=_decent(kept), traits=_traits(look, {slot}))


def on_face(look: Look, group: str, kind: str) -> Look:
    """The look with this thing of a group of `FACES` on the face, and no other of the group."""
    kept = [g for g in look.wears if garment_key(g.kind) not in FACES[group]]
    traits = tuple(t for t in look.traits if garment_key(t) not in FACES[group])
    return replace(look, wears=(*kept, *([Garment(kind=kind)] if kind else [])), traits=traits)


def face_of(look: Look, group: str) -> str:
    """Which thing of a group of `FACES` is on the face, "" for none."""
    found = (garment_key(g.kind) for g in look.wears)
    return next((key for key in found if key in FACES[group]), "")


def in_wheelchair(look: Look, rolls: bool) -> Look:
    """The look with a wheelchair or without."""
    others = tuple(t for t in look.traits if t != WHEELCHAIR)
    return replace(look, traits=(*others, WHEELCHAIR) if rolls else others)


def banded(look: Look, kind: str, colour: str = "") -> Look:
    """An animal without clothes, with this round its neck ("" for nothing)."""
    return replace(look, wears=(Garment(kind=kind, colour=colour),) if kind else ())


def as_kind(look: Look, kind: str, *, dressed: bool, id: str) -> Look:
    """The look of another kind, which keeps what both have.

    `dressed`: an animal that walks upright in clothes.  What it lacks is chosen by `id`.
    """
    if kind in kinds():
        given = replace(look, kind=kind, dressed=False, colour="", pattern="", toy=False)
        if not is_clothed(look):
            given = replace(given, wears=())
        return dressed_look(given, id)
    if dressed or kind not in table("animals"):
        wears = look.wears if is_clothed(look) else ()
        traits = tuple(t for t in look.traits if t == WHEELCHAIR)
        skin, tone = look.skin, look.hair_colour
        given = Look(kind=kind, dressed=True, wears=wears, traits=traits, skin=skin,
                     hair_colour=tone, size=look.size)  # fmt: skip
        return dressed_look(given, id)
    return Look(kind=kind, colour="" if is_clothed(look) else look.colour, size=look.size)


def as_role(look: Look, role: str, *, id: str) -> Look:
    """The look in the clothes of what somebody is ("" for everyday clothes)."""
    return dressed_look(replace(look, role=role, wears=(), traits=_only_wheels(look)), id)


def surprise(look: Look, seed: int) -> Look:
    """Another look of the same kind; each seed has its own."""
    rng = random.Random(f"{look.kind}|{seed}")
    size = rng.choice(SIZES) if rng.random() < _EXTRA else ""
    if not is_clothed(look):
        coat = rng.choice(coats(look))
        bare = Look(kind=look.kind, colour=coat, size=size)
        return banded(bare, rng.choice(BANDS), rng.choice(COLOURS))
    colour = rng.choice(coats(look)) if look.dressed else ""
    new = dressed_look(
        Look(kind=look.kind, dressed=look.dressed, colour=colour, traits=_only_wheels(look)),
        f"{look.kind}|{seed}",
    )
    for slot in ("head", "neck", "back"):
        if rng.random() < _EXTRA:
            new = put_on(new, Garment(kind=rng.choice(clothes(slot))))
    if is_person(new):
        tones = HAIR_COLOURS if rng.random() < _EXTRA else tuple(HAIRS)
        new = replace(new, skin=rng.choice(SKIN), hair_colour=rng.choice(tones))
    if rng.random() < _EXTRA:
        new = on_face(new, "glasses", rng.choice(FACES["glasses"][:4]))
    return new


def _only_wheels(look: Look) -> tuple[str, ...]:
    return tuple(t for t in look.traits if t == WHEELCHAIR)


def _traits(look: Look, slots: set[str]) -> tuple[str, ...]:
    """The traits without those that are worn ("headscarf") where something else is now."""
    return tuple(t for t in look.traits if slot_of(garment_key(t)) not in slots - {"face"})


def _decent(wears: Sequence[Garment]) -> tuple[Garment, ...]:
    """Clothes in which nobody stands without trousers, so that the drawing adds nothing."""
    slots = {slot_of(garment_key(g.kind)) for g in wears}
    more = []
    if "whole" not in slots:
        more += [Garment(kind="tee")] if "top" not in slots else []
        more += [Garment(kind="trousers")] if "bottom" not in slots else []
    more += [Garment(kind="bare")] if "feet" not in slots else []
    return (*wears, *more)
