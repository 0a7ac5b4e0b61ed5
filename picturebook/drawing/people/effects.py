"""Signs of acts that are more than lines: notes, drops, blades, water, sheets of paper."""

from collections.abc import Callable, Mapping
from typing import Final

from picturebook.drawing.colours import DUSK, WHITE, Colour, mix, rgb
from picturebook.drawing.paths import blob, box, oval, poly
from picturebook.drawing.people import signs
from picturebook.drawing.people.shapes import sleeve
from picturebook.drawing.people.signs import (
    BLUE,
    CREAM,
    FOAM,
    GOLD,
    ORANGE,
    ROSE,
    TEAL,
    TEAR,
    VIOLET,
    WATER,
)
from picturebook.drawing.people.sitter import Sitter
from picturebook.drawing.people.stage import Stage

Effect = Callable[[Stage], None]
STEEL: Final = rgb("eef4f8")
DARK_STEEL: Final = rgb("46586a")
EARTH: Final = rgb("8a5a35")


def _put(sign: Callable[..., None], at: str, spots: str, *colour: Colour) -> Effect:
    """The same sign at several places ("x,y,size", spaces between them) round a point."""
    places = [tuple(float(v) for v in spot.split(",")) for spot in spots.split()]

    def draw(g: Stage) -> None:
        x, y = getattr(g, at)
        for dx, dy, size in places:
            sign(g.s, x + dx, y + dy, size, *colour)

    return draw


def _dot(s: Sitter, x: float, y: float, size: float, colour: Colour = ORANGE) -> None:
    s.pen.flat(oval(x, y, size), colour, lit=False)


def _notes(g: Stage) -> None:
    x, y = g.head
    signs.note(g.s, x - 0.95, y - 0.25, VIOLET, twin=True)
    signs.note(g.s, x - 0.72, y - 0.8, ROSE)
    signs.note(g.s, x + 0.92, y - 0.62, TEAL)


def _air(g: Stage) -> None:
    (x, _), y = g.left, (g.foot_l[1] + g.hip[1]) / 2
    signs.strokes(g.s, [((x - 0.6, y - 0.3), (x - 0.1, y - 0.3)), ((x - 0.75, y), (x - 0.2, y)),
                        ((x - 0.5, y + 0.3), (x - 0.05, y + 0.3))], BLUE)  # fmt: skip
    for dx, dy in ((-0.55, 0.75), (0.65, 0.85)):
        signs.puff(g.s, g.middle[0] + dx, g.hip[1] + dy, 0.22, WHITE)


def _skis(g: Stage) -> None:
    """Poles from the hands back to the snow, and skis below the feet."""
    for hand in (g.hand_r, g.hand_l):
        tip, grip = (hand[0] - 1.25, -0.06), (hand[0] + 0.16, hand[1] - 0.2)
        g.s.pen.line(poly(grip, tip, closed=False), rgb("3d4660"), 0.05)
        g.s.pen.line(oval(tip[0] + 0.12, tip[1] - 0.06, 0.1, 0.03), rgb("3d4660"), 0.03)
    for (x, _), code in ((g.foot_r, "c23a3a"), (g.foot_l, "e8483d")):
        ski = sleeve([(x - 1.1, 0.02), (x, 0.02), (x + 1.0, 0.02), (x + 1.3, -0.12)], 0.055, 0.05)
        g.s.pen.form(ski, rgb(code), volume=0.3, shadow=0.4)


def _blades(g: Stage) -> None:
    sole = g.s.build.sole / g.s.build.head
    for (x, y), turn in ((g.foot_r, g.s.joints.foot_r), (g.foot_l, g.s.joints.foot_l)):
        with g.s.pen.at(x, y, turn=turn):
            for dx in (-0.1, 0.16):
                post = poly((dx, sole), (dx, sole + 0.08), closed=False)
                g.s.pen.line(post, DARK_STEEL, 0.05)
            blade = blob((-0.2, sole + 0.1), (0.25, sole + 0.1), (0.38, sole + 0.02), closed=False)
            g.s.pen.line(blade, DARK_STEEL, 0.085)
            g.s.pen.line(blade, STEEL, 0.045)


def _water(g: Stage) -> None:
    for dx, dy, w in ((0.0, 0.0, 1.05), (-0.35, 0.12, 0.55), (0.5, 0.13, 0.5)):
        ring = blob(
            (dx - w, dy),
            (dx - w * 0.5, dy - 0.05),
            (dx, dy + 0.03),
            (dx + w * 0.5, dy - 0.05),
            (dx + w, dy),
            closed=False,
        )
        g.s.pen.line(ring, FOAM, 0.05)
    for side in (-1, 1):
        signs.drop(g.s, side * 0.95, -0.3, 0.07)
        signs.drop(g.s, side * 1.12, -0.12, 0.05)


def _spray(g: Stage) -> None:
    x = g.left[0] - 0.35
    wave = blob(
        (x - 0.5, 0.1),
        (x - 0.45, -0.35),
        (x - 0.2, -0.6),
        (x + 0.05, -0.4),
        (x + 0.3, 0.0),
        (x + 0.5, 0.12),
    )
    g.s.pen.flat(wave, WATER)
    crest = blob((x - 0.46, -0.3), (x - 0.2, -0.56), (x + 0.05, -0.38), (x + 0.26, -0.02),
                 closed=False)  # fmt: skip
    g.s.pen.line(crest, FOAM, 0.07)
    for dx, dy in ((-0.1, -0.85), (0.2, -0.7), (-0.4, -0.75)):
        signs.drop(g.s, x + dx, dy, 0.06)


def _finger(g: Stage) -> None:
    s, h = g.s, g.s.build.head
    x, y = g.hand_r[0] + s.build.hand / h, g.hand_r[1]
    gloves = s.outfit.worn.get("hands")
    tip = sleeve([(x - 0.02, y - 0.02), (x + 0.2, y - 0.05)], 0.055, 0.05)
    s.pen.form(tip, gloves.colour if gloves else s.skin, volume=0.0, shadow=0.3)
    signs.strokes(
        s,
        [
            ((x + 0.34, y - 0.07), (x + 0.52, y - 0.09)),
            ((x + 0.28, y - 0.26), (x + 0.4, y - 0.4)),
            ((x + 0.28, y + 0.1), (x + 0.42, y + 0.22)),
        ],
        ROSE,
    )


def _puddle(g: Stage) -> None:
    g.s.pen.flat(oval(0, 0.05, 0.75, 0.1), TEAR, alpha=0.9)
    g.s.pen.flat(oval(-0.15, 0.03, 0.36, 0.035), FOAM, alpha=0.8)
    x, y = g.head
    for side in (-1, 1):
        for dx, dy, size in ((0.66, 0.0, 0.085), (0.82, 0.26, 0.07)):
            signs.drop(g.s, x + side * dx, y + dy, size)


def _confetti(g: Stage) -> None:
    x, y = g.head
    tints = (ROSE, GOLD, TEAL, VIOLET, ORANGE)
    spots = ((-0.9, -0.1), (-0.5, -0.85), (0.1, -1.0), (0.62, -0.8), (0.95, -0.15), (-1.1, -0.6),
             (1.1, -0.6), (-0.2, -0.78))  # fmt: skip
    for i, (dx, dy) in enumerate(spots):
        with g.s.pen.at(x + dx, y + dy, turn=37.0 * i):
            g.s.pen.flat(box(-0.07, -0.04, 0.07, 0.04, 0.01), tints[i % 5], lit=False)


def _steam(g: Stage) -> None:
    x, y = g.hand_r
    for dx in (0.3, 0.52, 0.74):
        wave = blob((x + dx, y - 0.3), (x + dx + 0.08, y - 0.48), (x + dx - 0.04, y - 0.64),
                    (x + dx + 0.06, y - 0.82), closed=False)  # fmt: skip
        g.s.pen.line(wave, CREAM, 0.07, alpha=0.85)


def _sticks(g: Stage) -> None:
    for (x, y), (dx, dy) in ((g.hand_l, (0.5, 0.3)), (g.hand_r, (0.02, 0.46))):
        stick = poly((x - dx * 0.3, y - dy * 0.3), (x + dx, y + dy), closed=False)
        g.s.pen.line(stick, rgb("b5733c"), 0.06)
        g.s.pen.flat(oval(x + dx, y + dy, 0.055), rgb("e8bf86"))


def _earth(g: Stage) -> None:
    x = g.tool[0] + 0.5
    mound = blob(
        (x - 0.3, 0.06), (x - 0.1, -0.14), (x + 0.12, -0.2), (x + 0.36, -0.08), (x + 0.5, 0.06)
    )
    g.s.pen.form(mound, EARTH, volume=0.3, shadow=0.3)
    for dx, dy in ((0.2, -0.42), (0.42, -0.32), (0.02, -0.34)):
        g.s.pen.flat(oval(x + dx, dy, 0.05), mix(EARTH, DUSK, 0.15))


def _sheet(g: Stage) -> None:
    """Paper below the hand, written or drawn on."""
    x, y = g.hand_l[0] + 0.16, g.hand_l[1] + 0.1
    paper = poly(
        (x - 0.32, y - 0.02), (x + 0.34, y - 0.16), (x + 0.46, y + 0.12), (x - 0.22, y + 0.28)
    )
    g.s.pen.form(paper, rgb("fffaf0"), volume=0.0, shadow=0.4)
    if "drawing" in g.s.pose.marks:
        ground = blob((x - 0.2, y + 0.18), (x, y + 0.16), (x + 0.3, y + 0.08), closed=False)
        g.s.pen.line(oval(x + 0.06, y + 0.06, 0.1, 0.07), ORANGE, 0.03)
        g.s.pen.line(ground, TEAL, 0.03)
        return
    for i in range(3):
        a = (x - 0.24 + i * 0.03, y + 0.06 + i * 0.07)
        g.s.pen.line(poly(a, (a[0] + 0.3, a[1] - 0.065), closed=False), BLUE, 0.022)


def _thread(g: Stage) -> None:
    (ax, ay), (bx, by) = g.hand_l, g.hand_r
    middle = (ax + bx) / 2
    path = blob(
        (ax, ay), (middle - 0.1, ay + 0.3), (middle + 0.16, ay + 0.1), (bx, by), closed=False
    )
    g.s.pen.line(path, ROSE, 0.028)


BEHIND: Final[Mapping[str, Effect]] = {
    "air": _air, "notes": _notes, "skis": _skis,
    "dust": _put(signs.puff, "back", "-.25,0,.15 -.56,-.06,.11 0,.05,.1"),
}  # fmt: skip
FRONT: Final[Mapping[str, Effect]] = {
    "blades": _blades,
    "water": _water,
    "spray": _spray,
    "finger": _finger,
    "puddle": _puddle,
    "confetti": _confetti,
    "steam": _steam,
    "sticks": _sticks,
    "earth": _earth,
    "sheet": _sheet,
    "drawing": _sheet,
    "thread": _thread,
    "zzz": _put(signs.zed, "head", ".15,-.62,.1 .42,-.92,.14 .78,-1.28,.19"),
    "sweat": _put(signs.drop, "head", "-.62,-.36,.09 .64,-.5,.07"),
    "sparkles": _put(signs.sparkle, "head", "-.92,.1,.15 .95,-.35,.17 .8,.35,.1 -.75,-.5,.1"),
    "arc": _put(_dot, "head", ".75,-.5,.045 1.01,-.55,.045 1.27,-.5,.045"),
    "bubbles": _put(
        signs.bubble,
        "hand_r",
        "-.1,-.18,.1 .14,-.3,.13 .3,-.02,.09 -.02,-.52,.08 .34,-.6,.06 .1,.1,.1",
    ),
    "foam": _put(signs.bubble, "head", ".02,.34,.06 .14,.37,.05 .5,0,.06 .6,-.18,.05"),
    "crumbs": _put(_dot, "head", ".3,.52,.028 .14,.58,.028 .42,.62,.028", rgb("c98a45")),
    "flash": _put(signs.glint, "hand_r", ".34,-.28,.26", rgb("fff3a8")),
    "shine": _put(signs.glint, "hand_r", ".32,-.3,.17 .52,.05,.11 .06,-.52,.1", rgb("8fe0ff")),
    "heart": _put(signs.heart, "head", ".1,-.9,.16"),
    "hearts": _put(signs.heart, "head", ".72,-.22,.13 .98,-.52,.1 .6,-.66,.08"),
    "pouring": _put(
        signs.drop, "hand_r", ".5,.35,.05 .62,.48,.05 .76,.36,.05 .54,.66,.05 .67,.8,.05 .8,.68,.05"
    ),
    "question": _put(signs.question, "head", ".72,-.5,.26"),
    "speech": _put(signs.speech, "head", ".98,-.42,.27"),
    "thought": _put(signs.thought, "head", ".86,-.86,.42"),
    "dots": _put(_dot, "head", ".55,-.55,.055 .75,-.55,.055 .95,-.55,.055", VIOLET),
    "loud": _put(signs.exclaim, "head", "1.24,-.52,.26"),
    "hush": _put(signs.exclaim, "head", ".66,-.55,.18", VIOLET),
    "dust-front": _put(signs.puff, "before", ".15,0,.14 .45,-.06,.11"),
    "flour": _put(signs.puff, "hand_r", "-.2,.16,.11 .25,.18,.11", WHITE),
    "yawns": _put(signs.puff, "head", ".7,.1,.09 .98,-.04,.12"),
    "achoo": _put(signs.drop, "head", ".66,.3,.05 .9,.18,.05 .92,.44,.05 1.14,.32,.05"),
}
