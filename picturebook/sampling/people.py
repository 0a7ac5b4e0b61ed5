"""Sampled people, and animals in clothes: their looks, as far as captions say them."""

import random
import tomllib
from functools import cache
from typing import Final

from picturebook.sampling.draft import COLOURS, Draft
from picturebook.sampling.tables import HEROES
from picturebook.scene import Figure, Garment, Look
from picturebook.tables import ART

PEOPLE: Final = ("baby", "toddler", "boy", "girl", "teenager", "man", "woman", "grandmother",
                 "grandfather")  # fmt: skip
_TOPS: Final = (
    "coat",
    "jumper",
    "shirt",
    "jacket",
    "tee",
    "hoodie",
    "raincoat",
    "vest",
    "dress",
    "overalls",
)
_FEMALE: Final = ("girl", "woman", "grandmother", "teenager")
_HATS: Final = (
    "bobble-hat",
    "straw-hat",
    "top-hat",
    "cowboy-hat",
    "beret",
    "scarf",
    "cape",
    "boots",
)
_BARE: Final = frozenset({"swim", "dive", "surf", "float"})


def person(draft: Draft, who: str, act: str, count: int) -> Figure:
    """Somebody by kind or role; "hero": an animal in clothes."""
    rng = draft.rng
    if who == "hero":
        kind = rng.choice(HEROES)
        look = Look(kind=kind, dressed=True, wears=_clothes(rng, kind, always=True))
    elif who in PEOPLE:
        wears = () if act in _BARE or who == "baby" else _clothes(rng, who, always=False)
        style, hair = "", ""
        traits: tuple[str, ...] = ()
        if rng.random() < 0.14 and who != "baby":
            hair = rng.choice(
                ("blond", "red", "black", "brown", *(("grey",) if "grand" in who else ()))
            )
            style = rng.choice(("long", "curly", "ponytail")) if who in _FEMALE else "short"
        elif rng.random() < 0.07 and who in ("man", "grandfather"):
            traits = (rng.choice(("beard", "glasses", "moustache")),)
        elif rng.random() < 0.05 and who != "baby":
            traits = ("glasses",)
        skin = rng.choice(("fair", "light", "tan", "brown", "dark"))
        look = Look(kind=who, wears=wears, hair=style, hair_colour=hair, traits=traits, skin=skin)
    else:
        usual = str(_roles().get(who, {}).get("kind", "")) or rng.choice(("man", "woman"))
        look = Look(
            kind=usual, role=who, skin=rng.choice(("fair", "light", "tan", "brown", "dark"))
        )
    return Figure(id=draft.name(look.role or look.kind), look=look, act=act, count=count)


@cache
def roles() -> tuple[str, ...]:
    """All roles by name."""
    return tuple(_roles())


@cache
def _roles() -> dict[str, dict[str, str]]:
    """The roles' table."""
    return tomllib.loads((ART / "people" / "roles.toml").read_text("utf-8"))


def _clothes(rng: random.Random, who: str, *, always: bool) -> tuple[Garment, ...]:
    found = []
    if always or rng.random() < 0.45:
        tops = [top for top in _TOPS if top != "dress" or who in _FEMALE or who in HEROES]
        found.append(Garment(kind=rng.choice(tops), colour=rng.choice(COLOURS[:10])))
    if rng.random() < 0.18:
        found.append(Garment(kind=rng.choice(_HATS), colour=rng.choice(COLOURS[:10])))
    return tuple(found)
