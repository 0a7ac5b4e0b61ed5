"""Faces: eyes, brows, mouth, cheeks and age, in the head's frame (skull 92 units high)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import skia

from picturebook.drawing.colours import DUSK, WHITE, Colour, mix, rgb
from picturebook.drawing.paths import blob, oval, poly, within
from picturebook.drawing.pen import Pen

EYE: Final = rgb("2b2030")
MOUTH: Final = rgb("8c1f34")
TONGUE: Final = rgb("ff7f8f")
TEAR: Final = rgb("5cc2ff")
TEETH: Final = rgb("fff8ee")


@dataclass(frozen=True)
class Mood:
    """What a face does: eyes (open shut happy wide wink), brows (up down worried none), mouth,
    and how far the eyes look."""

    eyes: str = "open"
    brows: str = ""
    mouth: str = "smile"
    tears: bool = False
    blush: float = 1.0


MOODS: Final[Mapping[str, Mood]] = {
    "": Mood(), "happy": Mood(mouth="grin"), "joy": Mood("happy", mouth="grin", blush=1.3),
    "laughing": Mood("happy", "up", "open", blush=1.3), "sad": Mood("open", "worried", "sad"),
    "crying": Mood("shut", "worried", "wail", tears=True, blush=1.4),
    "scared": Mood("wide", "worried", "wavy", blush=0.5), "angry": Mood("open", "down", "grim"),
    "surprised": Mood("wide", "up", "round"), "asleep": Mood("shut", "", "small"),
    "thinking": Mood("open", "one", "aside"), "singing": Mood("happy", "up", "round"),
    "shouting": Mood("squint", "down", "shout"), "shout": Mood("open", "down", "shout"),
    "open": Mood("open", "up", "open"), "shut": Mood("shut", "", "smile"),
    "strain": Mood("squint", "down", "teeth"), "busy": Mood("open", "", "small"),
    "tongue": Mood("open", "", "tongue"), "sly": Mood("open", "one", "smirk"),
    "puzzled": Mood("open", "one", "aside"), "chewing": Mood("happy", "", "chew", blush=1.3),
    "drink": Mood("shut", "", "small"), "kiss": Mood("shut", "", "kiss", blush=1.6),
    "talk": Mood("open", "up", "talk"), "whisper": Mood("open", "", "kiss"),
    "hush": Mood("wide", "up", "small"), "listening": Mood("shut", "up", "smile"),
    "yawn": Mood("shut", "up", "yawn"), "sneeze": Mood("squint", "worried", "shout", blush=1.5),
    "blow": Mood("happy", "", "kiss", blush=1.6), "teeth": Mood("happy", "", "teeth"),
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Features:
    """Where things are in a face, and how big."""

    left: tuple[float, float] = (-12.0, 3.0)
    right: tuple[float, float] = (24.0, 3.0)
    mouth: tuple[float, float] = (7.0, 24.0)
    size: float = 7.0
    brows: bool = True
    lashes: bool = False
    cheeks: float = 0.5
    beak: bool = False
    """The mouth is a beak, which is drawn already."""
    wide: float = 1.0
    hair: Colour = DUSK
    skin: Colour = WHITE


def draw_face(pen: Pen, f: Features, mood: Mood, look: tuple[float, float] = (0.0, 0.0)) -> None:
    """Cheeks, eyes, brows, mouth and tears; `look` is where the eyes turn."""
    if f.cheeks:
        _cheeks(pen, f, mood)
    for i, (x, y) in enumerate((f.left, f.right)):
        # The far eye is a little narrower: the head is turned.
        _eye(pen, x, y, f.size, 0.94 if i else 1.0, mood, look, f.lashes, 1 if i else -1)
        if f.brows and (mood.brows or f.hair is not DUSK):
            _brow(pen, x, y, f, mood, 1 if i else -1)
    _mouth(pen, f, mood.mouth)
    if mood.tears:
        for (x, y), side in ((f.left, -1), (f.right, 1)):
            x += side * 5
            tear = blob((x, y + 4), (x + 4.5, y + 14), (x + side * 4, y + 30), (x - 4, y + 20))
            pen.flat(tear, TEAR, alpha=0.92)
            pen.flat(oval(x + 1, y + 17, 1.3, 3.6), WHITE, alpha=0.85)


def _cheeks(pen: Pen, f: Features, mood: Mood) -> None:
    middle = (f.left[0] + f.right[0]) / 2
    for (x, y), side in ((f.left, -1), (f.right, 1)):
        x = x + side * f.size * 0.9 + (middle - x) * 0.02
        pen.flat(oval(x, y + f.size * 2.0, f.size * 1.18, f.size * 0.8), rgb("ff6f7d"),
                 alpha=min(0.75, f.cheeks * mood.blush), blur=1.6)  # fmt: skip


def _eye(
    pen: Pen,
    x: float,
    y: float,
    r: float,
    narrow: float,
    mood: Mood,
    look: tuple[float, float],
    lashes: bool,
    side: int,
) -> None:
    dx, dy = look[0] * r * 0.3, look[1] * r * 0.32
    kind = mood.eyes
    if kind == "open":
        pen.flat(oval(x + dx, y + dy, r * 0.86 * narrow, r * 1.08), EYE)
        pen.flat(oval(x + r * 0.3 + dx * 1.5, y - r * 0.42 + dy * 1.3, r * 0.34), WHITE)
        pen.flat(oval(x - r * 0.3 + dx, y + r * 0.48 + dy, r * 0.16), WHITE, alpha=0.8)
        if lashes:
            _lash(pen, x + dx + side * r * 0.7, y + dy - r * 0.5, r, side)
        return
    if kind == "wide":
        pen.flat(oval(x, y, r * 1.32 * narrow, r * 1.5), mix(EYE, WHITE, 0.25))
        pen.flat(oval(x, y, r * 1.14 * narrow, r * 1.32), WHITE)
        pen.flat(oval(x + dx, y + r * 0.1 + dy, r * 0.66), EYE)
        pen.flat(oval(x + dx + r * 0.22, y - r * 0.14 + dy, r * 0.22), WHITE)
        return
    wide = r * 1.2
    if kind == "squint":  # ">" and "<".
        bend = poly((x - side * wide * -0.8, y - r * 0.6), (x - side * wide * 0.7, y),
                    (x - side * wide * -0.8, y + r * 0.6), closed=False)  # fmt: skip
        pen.line(bend, EYE, 2.8)
        return
    deep = r * 0.7 if kind == "shut" else -r * 1.0
    arch = skia.Path()
    arch.moveTo(x - wide, y - deep * 0.35)
    arch.quadTo(x, y + deep * 1.25, x + wide, y - deep * 0.35)
    pen.line(arch, EYE, 3.0)
    if lashes and kind == "shut":
        _lash(pen, x + side * wide * 0.9, y, r, side)


def _lash(pen: Pen, x: float, y: float, r: float, side: int) -> None:
    lash = skia.Path()
    lash.moveTo(x, y)
    lash.quadTo(x + side * r * 0.35, y - r * 0.05, x + side * r * 0.62, y - r * 0.42)
    pen.line(lash, EYE, 2.2)


def _brow(pen: Pen, x: float, y: float, f: Features, mood: Mood, side: int) -> None:
    high = y - f.size * 2.05
    inner = outer = 0.0
    if mood.brows == "up":
        high -= 3.5
    elif mood.brows == "worried":
        inner, outer = -4.0, 2.5
    elif mood.brows == "down":
        inner, outer, high = 4.5, -2.0, high + 3.5
    elif mood.brows == "one":
        high += -4.5 if side > 0 else 2.0
    wide = f.size * 0.95
    left, right = (outer, inner) if side < 0 else (inner, outer)
    path = skia.Path()
    path.moveTo(x - wide, high + left + 1.6)
    path.quadTo(x, high - 2.4 + (left + right) / 2, x + wide, high + right + 1.6)
    pen.line(path, f.hair, 2.9)


def _mouth(pen: Pen, f: Features, kind: str) -> None:
    x, y = f.mouth
    k = f.wide
    if f.beak and kind in ("smile", "grin", "small", "smirk", "aside", "sad", "wavy", "grim"):
        return
    if kind in ("smile", "grin", "small", "sad", "smirk", "aside"):
        wide, deep = {
            "smile": (8.0, 6.0),
            "grin": (10.5, 9.0),
            "small": (4.5, 3.0),
            "sad": (7.5, -6.5),
            "smirk": (7.0, 4.0),
            "aside": (6.0, 1.0),
        }[kind]
        tip = -3.0 if kind in ("smirk", "aside") else 0.0
        down = 4.0 if kind == "sad" else 0.0
        curve = skia.Path()
        curve.moveTo(x - wide * k, y + down)
        curve.quadTo(x, y + deep * 1.5 + down, x + wide * k, y + down + tip)
        pen.line(curve, EYE, 2.7)
        return
    if kind in ("open", "shout", "talk", "wail"):
        wide, deep = {"open": (11.0, 13.0), "shout": (11.0, 17.0), "talk": (7.5, 8.5),
                      "wail": (12.0, 12.0)}[kind]  # fmt: skip
        _laugh(pen, x, y - 1.5, wide * k, deep, wail=kind == "wail")
        return
    if kind in ("round", "yawn"):
        rx, ry = (6.5, 8.0) if kind == "round" else (9.5, 12.0)
        pen.flat(oval(x, y + 4, rx, ry), MOUTH)
        pen.flat(oval(x, y + 4 + ry * 0.5, rx * 0.64, ry * 0.4), TONGUE)
    elif kind == "kiss":
        pen.flat(oval(x + 1, y + 2.5, 3.8, 4.6), rgb("c23a52"))
        pen.flat(oval(x + 1, y + 2.5, 1.5, 2.0), MOUTH)
    elif kind == "chew":
        pen.flat(oval(x + 13, y + 0.5, 8.5, 7.5), mix(f.skin, rgb("ff6f7d"), 0.3), alpha=0.9)
        curve = skia.Path()
        curve.moveTo(x - 8, y)
        curve.cubicTo(x - 4, y + 7, x + 4, y + 5, x + 7, y - 1)
        pen.line(curve, EYE, 2.7)
    elif kind == "wavy":
        wave = blob((x - 9, y + 3), (x - 5, y), (x, y + 3.5), (x + 5, y), (x + 9, y + 3),
                    closed=False)  # fmt: skip
        pen.line(wave, EYE, 2.6)
    elif kind == "grim":
        path = blob((x - 8, y + 4), (x, y + 1), (x + 8, y + 4), closed=False)
        pen.line(path, EYE, 3.0)
    elif kind == "teeth":
        shape = blob(
            (x - 10 * k, y),
            (x, y - 1.5),
            (x + 10 * k, y),
            (x + 8 * k, y + 7),
            (x, y + 8.5),
            (x - 8 * k, y + 7),
        )
        pen.flat(shape, TEETH)
        pen.line(shape, EYE, 2.0)
        pen.line(poly((x - 8.5 * k, y + 3.6), (x + 8.5 * k, y + 3.6), closed=False), EYE, 1.3)
        pen.line(poly((x, y), (x, y + 7.4), closed=False), EYE, 1.3)
    elif kind == "tongue":
        curve = blob((x - 8, y), (x, y + 5), (x + 8, y), closed=False)
        pen.flat(blob((x, y + 3), (x + 7, y + 1), (x + 7.5, y + 7), (x + 3, y + 9.5)), TONGUE)
        pen.line(curve, EYE, 2.6)


def _laugh(pen: Pen, x: float, y: float, wide: float, deep: float, *, wail: bool) -> None:
    """A wide open mouth whose upper lip is at y."""
    shape = skia.Path()
    if wail:
        shape.moveTo(x - wide, y + deep * 0.8)
        shape.cubicTo(
            x - wide, y - deep * 0.25, x + wide, y - deep * 0.25, x + wide, y + deep * 0.8
        )
        shape.quadTo(x, y + deep * 0.5, x - wide, y + deep * 0.8)
        shape.close()
        pen.flat(shape, MOUTH)
        return
    shape.moveTo(x - wide, y)
    shape.quadTo(x, y + 2.5, x + wide, y)
    shape.cubicTo(x + wide, y + deep * 1.3, x - wide, y + deep * 1.3, x - wide, y)
    shape.close()
    pen.flat(shape, MOUTH)
    pen.flat(within(shape, oval(x, y + deep, wide * 0.72, deep * 0.5)), TONGUE)
    teeth = poly((x - wide * 0.7, y), (x + wide * 0.7, y), (x + wide * 0.6, y + deep * 0.22),
                 (x - wide * 0.6, y + deep * 0.22))  # fmt: skip
    pen.flat(within(shape, teeth), TEETH)
