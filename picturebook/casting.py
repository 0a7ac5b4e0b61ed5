"""Looks in full: what nobody says of a figure's looks, a seed chooses once for the whole book."""

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Final

from picturebook.drawing.people import dressed_look
from picturebook.reading.cast import Cast, cast_of
from picturebook.scene import Look, Scene
from picturebook.tables import table
from picturebook.wishes import kind_of

COATS: Final[Mapping[str, tuple[str, ...]]] = {
    "dog": ("", "", "black", "white", "golden", "grey"),
    "puppy": ("", "", "black", "white", "golden", "grey"),
    "cat": ("", "", "black", "white", "grey", "brown"),
    "kitten": ("", "", "black", "white", "grey"),
    "horse": ("", "", "black", "white", "chestnut", "grey"),
    "rabbit": ("", "", "white", "grey"),
    "bird": ("", "", "red", "yellow", "green"),
}
"""Coats of animals of which no colour is said; "" is the drawing's own."""


def dressed(cast: Cast, seed: int) -> Cast:
    """The cast with every look complete; the same seed gives the same looks."""
    return replace(
        cast, members=tuple(replace(m, look=_full(m.look, f"{m.id}|{seed}")) for m in cast.members)
    )


def expected(captions: Sequence[str], hero: str | None = None) -> Cast:
    """Who will play in a story that is not written yet: the hero, then who returns in the captions
    of the pictures."""
    first = cast_of((), captions, hero).members[:1]
    kinds = {kind_of(member) for member in first}
    others = [m for m in cast_of(captions, captions).members if kind_of(m) not in kinds]
    return Cast(members=(*first, *others))


def strangers(scene: Scene, seed: int, members: Collection[str] = ()) -> Scene:
    """The scene with other ids for those who are no `members`.

    The drawing takes what nobody says of their looks from their ids.
    """
    others = {f.id: f"{f.id}~{seed % 10_000}" for f in scene.figures if f.id not in members}
    figures = tuple(
        replace(f, id=others[f.id], look=_coat(f.look, f"{f.id}|{seed}")) if f.id in others else f
        for f in scene.figures
    )
    relations = tuple(
        replace(
            r,
            subject=others.get(r.subject, r.subject),
            object=others.get(r.object, r.object),
            other=others.get(r.other, r.other),
        )
        for r in scene.relations
    )
    return replace(scene, figures=figures, relations=relations)


def _full(look: Look, key: str) -> Look:
    look = _coat(look, key)
    if look.kind in table("animals") and not look.dressed:
        return look
    return dressed_look(look, key)


def _coat(look: Look, key: str) -> Look:
    if look.colour or look.pattern or look.toy or look.dressed or look.kind not in COATS:
        return look
    return replace(look, colour=random.Random(key).choice(COATS[look.kind]))
