"""Heads: skull, hair, hats and what faces wear; animals' heads are drawings of their own."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from picturebook.drawing.artwork import Art, art, has
from picturebook.drawing.colours import DUSK, WHITE, Colour, mix, rgb
from picturebook.drawing.paths import blob, box, oval, poly
from picturebook.drawing.people.face import MOODS, Features, draw_face
from picturebook.drawing.people.sitter import Sitter
from picturebook.drawing.people.wardrobe import Cloth

_SKULL: Final = ((2, -46), (33, -38), (47, -8), (44, 16), (30, 38), (4, 46), (-24, 40), (-42, 18),
                 (-47, -8), (-31, -38))  # fmt: skip
_BLUSH: Final = rgb("c4503f")

_TUCKED: Final = {
    "ponytail": "side-braid",
    "pigtails": "braids",
    "puffs": "curly",
    "space-buns": "curly",
    "topknot": "short",
}
"""How hair is worn below a hat that would cut it."""


def hair_art(s: Sitter) -> Art | None:
    """The drawing of somebody's hair, None for who has none (or under a hat that hides it)."""
    hat = s.outfit.worn.get("head")
    if s.beast or not s.look.hair or (hat and hat.hair == "hide"):
        return None
    style = s.look.hair
    if hat and hat.hair == "flat":
        style = _TUCKED.get(style, style)
    name = f"people/hair/{style}"
    return art(name) if has(name) else None


@contextmanager
def _pressed(s: Sitter) -> Iterator[None]:
    """Hats press the hair that would stand above their brim."""
    hat = s.outfit.worn.get("head")
    if hat is None or hat.hair != "flat":
        yield
        return
    with s.pen.clipped(box(-200, -24, 200, 300)):
        yield


def draw_behind(s: Sitter) -> None:
    """What hangs behind head and shoulders: long hair, the back of a hat."""
    with s.head_frame():
        hair = hair_art(s)
        if hair and "back" in hair.parts:
            with _pressed(s):
                _roles(s, hair, "hair", s.hair, ("back",))
        hat = s.outfit.worn.get("head")
        if hat and hat.art and "back" in art(hat.art).parts:
            with s.pen.at(y=s.beast.hat if s.beast else 0.0):
                _roles(s, art(hat.art), "hat", hat.colour, ("back",))


def draw_head(s: Sitter) -> None:
    """The head with its face, in its frame."""
    with s.head_frame():
        drawing = art(s.beast.head) if s.beast else None
        if drawing and s.beast:
            colour = None if s.beast.own and not s.look.colour else s.skin
            hat = s.outfit.worn.get("head")
            _roles(s, drawing, "fur", colour, hide=("ears",) if hat and hat.ears == "hide" else ())
        else:
            _skull(s)
        if s.look.toy:
            _stitches(s)
        _face(s, drawing)
        hair = hair_art(s)
        if hair:
            with _pressed(s):
                _roles(
                    s, hair, "hair", s.hair, None if "front" not in hair.parts else ("", "front")
                )
        worn = s.outfit.faces
        for cloth in worn:
            _worn(s, cloth)
        hat = s.outfit.worn.get("head")
        if hat:
            _worn(s, hat)


def _stitches(s: Sitter) -> None:
    """The seam of something that is sewn."""
    tone = mix(s.skin, DUSK, 0.45)
    s.pen.line(blob((3, -44), (7, -24), (8, -8), closed=False), tone, 1.8, alpha=0.8, role="seam")
    for y in (-38, -29, -20, -11):
        s.pen.line(poly((1, y + 1), (11, y - 1), closed=False), tone, 1.8, alpha=0.8, role="seam")


def _worn(s: Sitter, cloth: Cloth) -> None:
    """A hat or what a face wears; beards have the hair's colour."""
    if not cloth.art:
        return
    drawing = art(cloth.art)
    roles = {shape.role for shape in drawing.shapes()}
    role = "hat" if cloth.slot == "head" else cloth.kind
    colour = s.hair if "hair" in roles and "body" not in roles else cloth.colour
    only = ("", "front") if "front" in drawing.parts else None
    with s.pen.at(y=s.beast.hat if s.beast and role == "hat" else 0.0):
        _roles(s, drawing, role, colour, only)


def _roles(
    s: Sitter,
    drawing: Art,
    role: str,
    colour: Colour | None,
    only: tuple[str, ...] | None = None,
    hide: tuple[str, ...] = (),
) -> None:
    """A drawing in a colour; its marks are told apart from those of other drawings by `role`."""
    before = len(s.pen.marks)
    colours = {}
    if colour is not None:
        colours = {"hair": colour} if role == "hair" else {"body": colour, "hair": s.hair}
    s.pen.art(drawing, colours=colours, only=only, hide=hide, volume=0.7, shadow=0.7)
    for mark in s.pen.marks[before:]:
        if mark.role:
            mark.role = role if mark.role in ("body", "hair") else f"{role}-{mark.role}"


def _skull(s: Sitter) -> None:
    ears = [oval(-45, 7, 8.5, 10.5), oval(46, 7, 6.5, 9.5)]
    hat = s.outfit.worn.get("head")
    if not (hat and hat.ears == "hide"):
        for ear in ears:
            s.form(ear, s.skin, "skin", volume=0.0, shadow=0.4)
        s.pen.flat(oval(-46, 7, 4.2, 6.0), mix(s.skin, _BLUSH, 0.35))
    plump = 1.04 if s.kind.age in ("baby", "toddler") else 1.0
    shape = blob(*((x * (plump if y > 0 else 1.0), y) for x, y in _SKULL))
    s.form(shape, s.skin, "skin", volume=0.9)


def _face(s: Sitter, drawing: Art | None) -> None:
    name = s.pose.face
    mood = MOODS.get(name) or MOODS[""]
    dx, dy = s.pose.look[0] * 3.5, s.pose.look[1] * 4.5
    old = s.kind.age == "old"
    if drawing:
        left, right, mouth = (drawing.anchors.get(n) for n in ("eye-left", "eye-right", "mouth"))
        if not (left and right):
            return
        at = (mouth.x, mouth.y - 1.0) if mouth else (8.0, 26.0)
        dark = mix(s.skin, DUSK, 0.6)
        features = Features(
            left=(left.x, left.y), right=(right.x, right.y), mouth=at, size=min(left.r, 9.0),
            brows=bool(mood.brows), cheeks=0.0, hair=dark, skin=s.skin,
            wide=0.9 if mouth else 0.0,
        )  # fmt: skip
        draw_face(s.pen, features, mood, s.pose.look)
        return
    size = {"baby": 7.6, "toddler": 7.6, "child": 7.3, "teen": 6.8}.get(s.kind.age, 6.4)
    low = {"baby": 7.0, "toddler": 6.0, "child": 4.0}.get(s.kind.age, 1.0)
    hair = mix(s.hair, DUSK, 0.25 if sum(s.hair) < 2.2 else 0.12)
    features = Features(
        left=(-12 + dx, low + dy), right=(24 + dx, low + dy), mouth=(7 + dx, 24 + dy * 0.8),
        size=size, lashes=s.kind.sex == "f" and s.kind.age != "old", hair=hair, skin=s.skin,
        cheeks=0.5 if sum(s.skin) > 1.5 else 0.38,
    )  # fmt: skip
    if old:
        _age(s, dx, dy)
    draw_face(s.pen, features, mood, s.pose.look)
    tone = _warm(s, 0.42)
    wide = 4.6 if old else 3.6 if s.kind.age == "adult" else 3.0
    s.pen.flat(oval(9 + dx * 1.2, 14.5 + dy, wide, wide * 0.76), tone)
    s.pen.flat(
        oval(10 + dx * 1.2, 13.4 + dy, wide * 0.34, wide * 0.24), mix(tone, WHITE, 0.5), alpha=0.6
    )


def _warm(s: Sitter, amount: float) -> Colour:
    """What noses and wrinkles are coloured: redder than fair skin, darker than dark skin."""
    return mix(s.skin, _BLUSH if sum(s.skin) > 1.6 else rgb("3a1a10"), amount)


def _age(s: Sitter, dx: float, dy: float) -> None:
    """The lines of many smiles."""
    tone = _warm(s, 0.4)
    for x, side in ((-27 + dx, -1), (37 + dx, 1)):
        for i in (0, 1):
            y = 3 + dy + i * 5
            s.pen.line(
                poly((x, y), (x + side * 5, y - 2 + i * 4), closed=False), tone, 1.6, alpha=0.8
            )
    for x, side in ((-8 + dx, -1), (22 + dx, 1)):
        crease = blob((x, 16 + dy), (x + side * 4, 21 + dy), (x + side * 3, 27 + dy), closed=False)
        s.pen.line(crease, tone, 1.6, alpha=0.7)
