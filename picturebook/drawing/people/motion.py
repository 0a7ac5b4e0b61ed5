"""What tells an act besides its pose: speed lines, notes, splashes, blades, as the pose lists them."""

from collections.abc import Callable, Mapping
from typing import Final

from picturebook.drawing.colours import DUSK, WHITE, mix, rgb
from picturebook.drawing.paths import Point, blob, box, oval, poly
from picturebook.drawing.people import signs
from picturebook.drawing.people.shapes import sleeve
from picturebook.drawing.people.signs import (
    BLUE, CREAM, FOAM, GOLD, ORANGE, ROSE, TEAL, TEAR, VIOLET, WATER, strokes,
)  # fmt: skip
from picturebook.drawing.people.sitter import Sitter
from picturebook.drawing.people.skeleton import Limb

STEEL: Final = rgb("eef4f8")


class Stage:
    """A figure's points in heads, for the signs round it."""

    def __init__(self, s: Sitter) -> None:
        self.s = s
        h = s.build.head
        j = s.joints

        def at(p: Point) -> Point:
            return p[0] / h, p[1] / h

        self.head, self.hip = at(j.head), at(j.hip)
        self.hand_l, self.hand_r = at(j.arm_l.end), at(j.arm_r.end)
        self.foot_l, self.foot_r = at(j.leg_l.end), at(j.leg_r.end)
        self.middle = ((self.head[0] + self.hip[0]) / 2, (self.head[1] + self.hip[1]) / 2)
        points = [self.head, self.hip, self.hand_l, self.hand_r, self.foot_l, self.foot_r]
        self.left = min(p[0] for p in points) - 0.2
        self.right = max(p[0] for p in points) + 0.2
        self.tool = self.hand_r if s.pose.holding == "r" else self.hand_l


def draw(s: Sitter, *, behind: bool) -> None:
    """The signs of the pose, behind or before the figure."""
    names = [name for name in s.pose.marks if name in (_BEHIND if behind else _FRONT)]
    if not names:
        return
    with s.pen.at(scale=s.build.head):
        stage = Stage(s)
        for name in names:
            (_BEHIND if behind else _FRONT)[name](stage)


# Behind


def _speed(g: Stage) -> None:
    x, y = g.left, g.middle[1]
    lines = [((x - 0.62, y - 0.55), (x - 0.22, y - 0.55)), ((x - 0.8, y - 0.1), (x - 0.3, y - 0.1)),
             ((x - 0.62, y + 0.35), (x - 0.28, y + 0.35))]  # fmt: skip
    strokes(g.s, lines, ORANGE)


def _dust(g: Stage) -> None:
    for x, y, r in ((-0.35, -0.1, 0.15), (-0.66, -0.16, 0.11), (-0.1, -0.05, 0.1)):
        signs.puff(g.s, g.left + x + 0.1, y, r)


def _bounce(g: Stage) -> None:
    for side in (-1, 1):
        x = 0.16 + 0.3 * (side > 0)
        strokes(g.s, [((side * (x + 0.2), -0.3), (side * (x + 0.26), -0.08)),
                      ((side * (x + 0.45), -0.4), (side * (x + 0.58), -0.2))], ORANGE)  # fmt: skip


def _hops(g: Stage) -> None:
    arcs = [((-1.3, -0.05), (-1.08, -0.4), (-0.86, -0.05)), ((-0.86, -0.05), (-0.64, -0.34), (-0.44, -0.05))]
    strokes(g.s, arcs, ORANGE, 0.045)


def _wind(g: Stage) -> None:
    x, y = g.left, g.middle[1]
    strokes(g.s, [((x - 0.7, y - 0.5), (x - 0.25, y - 0.48)), ((x - 0.55, y), (x - 0.22, y + 0.02)),
                  ((x - 0.75, y + 0.5), (x - 0.3, y + 0.5))], BLUE)  # fmt: skip


def _air(g: Stage) -> None:
    x, y = g.left, (g.foot_l[1] + g.hip[1]) / 2
    strokes(g.s, [((x - 0.6, y - 0.3), (x - 0.1, y - 0.3)), ((x - 0.75, y), (x - 0.2, y)),
                  ((x - 0.5, y + 0.3), (x - 0.05, y + 0.3))], BLUE)  # fmt: skip
    for dx, dy in ((-0.55, 0.75), (0.65, 0.85)):
        signs.puff(g.s, g.middle[0] + dx, g.hip[1] + dy, 0.22, WHITE)


def _rush(g: Stage) -> None:
    x, y = g.foot_l
    lines = [((x - 0.5, y - 0.25), (x - 0.12, y + 0.05)), ((x - 0.2, y - 0.55), (x + 0.08, y - 0.25)),
             ((x - 0.55, y + 0.15), (x - 0.2, y + 0.4))]  # fmt: skip
    strokes(g.s, lines, BLUE)


def _falling(g: Stage) -> None:
    y = min(g.head[1], g.foot_l[1], g.foot_r[1], g.hand_l[1]) - 0.25
    x = g.middle[0]
    strokes(g.s, [((x + dx, y - 0.3 - dy), (x + dx, y - dy)) for dx, dy in ((-0.6, -0.1), (-0.1, 0.12), (0.45, 0.0))],
            BLUE)  # fmt: skip


def _rays(g: Stage) -> None:
    x, y = g.head
    lines: list[tuple[Point, ...]] = []
    for side in (-1, 1):
        lines += [((x + side * 0.78, y), (x + side * 1.0, y - 0.03)),
                  ((x + side * 0.72, y - 0.32), (x + side * 0.92, y - 0.46)),
                  ((x + side * 0.72, y + 0.3), (x + side * 0.9, y + 0.4))]  # fmt: skip
    strokes(g.s, lines, GOLD, 0.065)


def _tremble(g: Stage) -> None:
    lines = []
    for side in (-1, 1):
        for x, y in ((0.72, -0.9), (0.86, -1.7)):
            lines.append(tuple((side * (x + (i % 2) * 0.1), y + i * 0.12) for i in range(5)))
    strokes(g.s, lines, BLUE, 0.05)


def _notes(g: Stage) -> None:
    x, y = g.head
    signs.note(g.s, x - 0.95, y - 0.25, VIOLET, twin=True)
    signs.note(g.s, x - 0.72, y - 0.8, ROSE)
    signs.note(g.s, x + 0.92, y - 0.62, TEAL)


def _whirl(g: Stage) -> None:
    for y, w in ((-0.12, 0.8), (-1.0, 1.15)):
        strokes(g.s, [((-w, y), (-w * 0.6, y + 0.16), (0.0, y + 0.2)), ((w, y), (w * 0.6, y - 0.16), (0.1, y - 0.2))],
                ROSE)  # fmt: skip


def _rolling(g: Stage) -> None:
    x, y = g.middle
    strokes(g.s, [((x - 1.0, y + 0.3), (x - 1.05, y - 0.2), (x - 0.7, y - 0.75)),
                  ((x + 1.0, y - 0.4), (x + 0.75, y - 0.8), (x + 0.3, y - 0.95))], ORANGE)  # fmt: skip


def _swinging(g: Stage) -> None:
    x, y = g.left, g.hip[1]
    strokes(g.s, [((x - 0.3, y - 0.5), (x - 0.32, y - 0.1), (x - 0.16, y + 0.2)),
                  ((x - 0.55, y - 0.35), (x - 0.56, y - 0.05), (x - 0.44, y + 0.2))], ORANGE)  # fmt: skip


def _loud(g: Stage) -> None:
    x, y = g.head[0] + 0.62, g.head[1] + 0.2
    strokes(g.s, [((x + 0.2, y - 0.3), (x + 0.48, y - 0.48)), ((x + 0.28, y - 0.02), (x + 0.62, y - 0.02)),
                  ((x + 0.2, y + 0.26), (x + 0.48, y + 0.44))], ORANGE, 0.075)  # fmt: skip
    signs.exclaim(g.s, x + 0.62, y - 0.72, 0.26)


def _poles(g: Stage) -> None:
    """Poles from the hands back to the snow, and skis below the feet."""
    for hand in (g.hand_r, g.hand_l):
        tip = (hand[0] - 1.25, -0.06)
        grip = (hand[0] + 0.16, hand[1] - 0.2)
        g.s.pen.line(poly(grip, tip, closed=False), rgb("3d4660"), 0.05)
        g.s.pen.line(oval(tip[0] + 0.12, tip[1] - 0.06, 0.1, 0.03), rgb("3d4660"), 0.03)
    for x, y in (g.foot_r, g.foot_l):
        ski = sleeve([(x - 1.1, 0.02), (x, 0.02), (x + 1.0, 0.02), (x + 1.3, -0.12)], 0.055, 0.05)
        g.s.pen.form(ski, rgb("e8483d") if (x, y) == g.foot_l else rgb("c23a3a"), volume=0.3, shadow=0.4)


# In front


def _blades(g: Stage) -> None:
    for x, y, turn in ((*g.foot_r, g.s.joints.foot_r), (*g.foot_l, g.s.joints.foot_l)):
        sole = g.s.build.sole / g.s.build.head
        with g.s.pen.at(x, y, turn=turn):
            for dx in (-0.1, 0.16):
                g.s.pen.line(poly((dx, sole), (dx, sole + 0.08), closed=False), rgb("46586a"), 0.05)
            blade = blob((-0.2, sole + 0.1), (0.25, sole + 0.1), (0.38, sole + 0.02), closed=False)
            g.s.pen.line(blade, rgb("46586a"), 0.085)
            g.s.pen.line(blade, STEEL, 0.045)


def _water(g: Stage) -> None:
    wide = 1.05
    for dx, dy, w in ((0.0, 0.0, wide), (-0.35, 0.12, 0.55), (0.5, 0.13, 0.5)):
        ring = blob((dx - w, dy), (dx - w * 0.5, dy - 0.05), (dx, dy + 0.03), (dx + w * 0.5, dy - 0.05),
                    (dx + w, dy), closed=False)  # fmt: skip
        g.s.pen.line(ring, FOAM, 0.05)
    for side in (-1, 1):
        signs.drop(g.s, side * 0.95, -0.3, 0.07)
        signs.drop(g.s, side * 1.12, -0.12, 0.05)


def _spray(g: Stage) -> None:
    x = g.left - 0.35
    wave = blob((x - 0.5, 0.1), (x - 0.45, -0.35), (x - 0.2, -0.6), (x + 0.05, -0.4), (x + 0.3, 0.0), (x + 0.5, 0.12))
    g.s.pen.flat(wave, WATER)
    crest = blob((x - 0.46, -0.3), (x - 0.2, -0.56), (x + 0.05, -0.38), (x + 0.26, -0.02), closed=False)
    g.s.pen.line(crest, FOAM, 0.07)
    for dx, dy in ((-0.1, -0.85), (0.2, -0.7), (-0.4, -0.75)):
        signs.drop(g.s, x + dx, dy, 0.06)


def _zzz(g: Stage) -> None:
    x, y = g.head
    for dx, dy, size in ((0.15, -0.62, 0.1), (0.42, -0.92, 0.14), (0.78, -1.28, 0.19)):
        signs.zed(g.s, x + dx, y + dy, size)


def _waves(g: Stage) -> None:
    x, y = g.hand_r
    strokes(g.s, [((x + 0.26, y - 0.34), (x + 0.36, y - 0.16), (x + 0.34, y + 0.06)),
                  ((x - 0.26, y - 0.3), (x - 0.1, y - 0.42), (x + 0.06, y - 0.44))], ROSE)  # fmt: skip


def _finger(g: Stage) -> None:
    s = g.s
    arm: Limb = s.joints.arm_r
    h = s.build.head
    x, y = arm.end[0] / h + s.build.hand / h, arm.end[1] / h
    role = s.skin_role
    tip = sleeve([(x - 0.02, y - 0.02), (x + 0.2, y - 0.05)], 0.055, 0.05)
    s.pen.form(tip, s.skin, role=role, volume=0.0, shadow=0.3)
    strokes(s, [((x + 0.34, y - 0.07), (x + 0.52, y - 0.09)), ((x + 0.28, y - 0.26), (x + 0.4, y - 0.4)),
                ((x + 0.28, y + 0.1), (x + 0.42, y + 0.22))], ROSE)  # fmt: skip


def _puddle(g: Stage) -> None:
    g.s.pen.flat(oval(0, 0.05, 0.75, 0.1), TEAR, alpha=0.9)
    g.s.pen.flat(oval(-0.15, 0.03, 0.36, 0.035), FOAM, alpha=0.8)
    x, y = g.head
    for side in (-1, 1):
        for dx, dy, size in ((0.66, 0.0, 0.085), (0.82, 0.26, 0.07)):
            signs.drop(g.s, x + side * dx, y + dy, size)


def _near_head(draw: Callable[[Sitter, float, float, float], None], dx: float, dy: float, size: float):  # type: ignore[no-untyped-def]
    def put(g: Stage) -> None:
        draw(g.s, g.head[0] + dx, g.head[1] + dy, size)

    return put


def _sweat(g: Stage) -> None:
    x, y = g.head
    signs.drop(g.s, x - 0.62, y - 0.36, 0.09)
    signs.drop(g.s, x + 0.64, y - 0.5, 0.07)


def _sparkles(g: Stage) -> None:
    x, y = g.head
    for dx, dy, size in ((-0.92, 0.1, 0.15), (0.95, -0.35, 0.17), (0.8, 0.35, 0.1), (-0.75, -0.5, 0.1)):
        signs.sparkle(g.s, x + dx, y + dy, size)


def _confetti(g: Stage) -> None:
    x, y = g.head
    tints = (ROSE, GOLD, TEAL, VIOLET, ORANGE)
    spots = ((-0.9, -0.1), (-0.5, -0.85), (0.1, -1.0), (0.62, -0.8), (0.95, -0.15), (-1.1, -0.6), (1.1, -0.6),
             (-0.2, -0.78))  # fmt: skip
    for i, (dx, dy) in enumerate(spots):
        with g.s.pen.at(x + dx, y + dy, turn=37.0 * i):
            g.s.pen.flat(box(-0.07, -0.04, 0.07, 0.04, 0.01), tints[i % 5], lit=False)


def _from_tool(lines: tuple[tuple[Point, ...], ...], colour=ORANGE):  # type: ignore[no-untyped-def]
    def put(g: Stage) -> None:
        x, y = g.tool
        strokes(g.s, [[(x + dx, y + dy) for dx, dy in line] for line in lines], colour)

    return put


def _arc(g: Stage) -> None:
    x, y = g.head
    for i in range(3):
        g.s.pen.flat(oval(x + 0.75 + i * 0.26, y - 0.5 - 0.1 * i + 0.05 * i * i, 0.045), ORANGE)


def _kick(g: Stage) -> None:
    x, y = g.foot_r
    strokes(g.s, [((x + 0.18, y - 0.36), (x + 0.3, y - 0.5)), ((x + 0.32, y - 0.2), (x + 0.52, y - 0.26)),
                  ((x + 0.26, y + 0.2), (x + 0.42, y + 0.3))], ORANGE)  # fmt: skip


def _bubbles(g: Stage) -> None:
    x, y = g.hand_r
    for dx, dy, r in ((-0.1, -0.18, 0.1), (0.14, -0.3, 0.13), (0.3, -0.02, 0.09), (-0.02, -0.52, 0.08),
                      (0.34, -0.6, 0.06), (0.1, 0.1, 0.1)):  # fmt: skip
        signs.bubble(g.s, x + dx, y + dy, r)


def _foam(g: Stage) -> None:
    x, y = g.head
    for dx, dy, r in ((0.02, 0.34, 0.06), (0.14, 0.37, 0.05), (0.5, 0.0, 0.06), (0.6, -0.18, 0.05)):
        signs.bubble(g.s, x + dx, y + dy, r)


def _steam(g: Stage) -> None:
    x, y = g.hand_r
    for dx in (0.3, 0.52, 0.74):
        wave = blob((x + dx, y - 0.3), (x + dx + 0.08, y - 0.48), (x + dx - 0.04, y - 0.64), (x + dx + 0.06, y - 0.82),
                    closed=False)  # fmt: skip
        g.s.pen.line(wave, CREAM, 0.07, alpha=0.85)


def _crumbs(g: Stage) -> None:
    x, y = g.head
    for dx, dy in ((0.3, 0.5), (0.14, 0.58), (0.42, 0.62), (0.02, 0.5)):
        g.s.pen.flat(oval(x + dx, y + dy, 0.028), rgb("c98a45"))


def _sticks(g: Stage) -> None:
    for hand, to in ((g.hand_l, (0.5, 0.3)), (g.hand_r, (0.02, 0.46))):
        stick = poly((hand[0] - to[0] * 0.3, hand[1] - to[1] * 0.3), (hand[0] + to[0], hand[1] + to[1]), closed=False)
        g.s.pen.line(stick, rgb("b5733c"), 0.06)
        g.s.pen.flat(oval(hand[0] + to[0], hand[1] + to[1], 0.055), rgb("e8bf86"))


def _earth(g: Stage) -> None:
    x = g.tool[0] + 0.5
    mound = blob((x - 0.3, 0.06), (x - 0.1, -0.14), (x + 0.12, -0.2), (x + 0.36, -0.08), (x + 0.5, 0.06))
    g.s.pen.form(mound, rgb("8a5a35"), volume=0.3, shadow=0.3)
    for dx, dy in ((0.2, -0.42), (0.42, -0.32), (0.02, -0.34)):
        g.s.pen.flat(oval(x + dx, dy, 0.05), mix(rgb("8a5a35"), DUSK, 0.15))


def _flash(g: Stage) -> None:
    x, y = g.hand_r
    signs.glint(g.s, x + 0.34, y - 0.28, 0.26, rgb("fff3a8"))


def _shine(g: Stage) -> None:
    x, y = g.hand_r
    for dx, dy, r in ((0.32, -0.3, 0.17), (0.52, 0.05, 0.11), (0.06, -0.52, 0.1)):
        signs.glint(g.s, x + dx, y + dy, r, rgb("8fe0ff"))


def _hearts(g: Stage) -> None:
    x, y = g.head
    for dx, dy, size in ((0.72, -0.22, 0.13), (0.98, -0.52, 0.1), (0.6, -0.66, 0.08)):
        signs.heart(g.s, x + dx, y + dy, size)


def _paper(lines: int):  # type: ignore[no-untyped-def]
    """A sheet that is written or drawn on, below the hand."""

    def put(g: Stage) -> None:
        x, y = g.hand_l[0] + 0.16, g.hand_l[1] + 0.1
        sheet = poly((x - 0.32, y - 0.02), (x + 0.34, y - 0.16), (x + 0.46, y + 0.12), (x - 0.22, y + 0.28))
        g.s.pen.form(sheet, rgb("fffaf0"), volume=0.0, shadow=0.4)
        if not lines:
            g.s.pen.line(oval(x + 0.06, y + 0.06, 0.1, 0.07), ORANGE, 0.03)
            g.s.pen.line(blob((x - 0.2, y + 0.18), (x, y + 0.16), (x + 0.3, y + 0.08), closed=False), TEAL, 0.03)
        for i in range(lines):
            a = (x - 0.24 + i * 0.03, y + 0.06 + i * 0.07)
            g.s.pen.line(poly(a, (a[0] + 0.3, a[1] - 0.065), closed=False), BLUE, 0.022)

    return put


def _stroke(g: Stage) -> None:
    x, y = g.hand_r
    path = blob((x + 0.36, y - 0.42), (x + 0.52, y - 0.1), (x + 0.4, y + 0.14), (x + 0.56, y + 0.4), closed=False)
    strokes(g.s, [[(x + 0.36, y - 0.42), (x + 0.54, y - 0.1), (x + 0.4, y + 0.16), (x + 0.56, y + 0.42)]], ROSE, 0.1)
    del path


def _pouring(g: Stage) -> None:
    x, y = g.hand_r
    for i, dx in enumerate((0.5, 0.64, 0.78)):
        for k in range(3):
            signs.drop(g.s, x + dx + k * 0.03, y + 0.35 + k * 0.3 + (i % 2) * 0.14, 0.05)


def _thread(g: Stage) -> None:
    (ax, ay), (bx, by) = g.hand_l, g.hand_r
    path = blob((ax, ay), ((ax + bx) / 2 - 0.1, ay + 0.3), ((ax + bx) / 2 + 0.16, ay + 0.1), (bx, by), closed=False)
    g.s.pen.line(path, ROSE, 0.028)


_BEHIND: Final[Mapping[str, Callable[[Stage], None]]] = {
    "speed": _speed, "dust": _dust, "bounce": _bounce, "hops": _hops, "wind": _wind, "air": _air, "rush": _rush,
    "falling": _falling, "rays": _rays, "tremble": _tremble, "notes": _notes, "whirl": _whirl, "rolling": _rolling,
    "swinging": _swinging, "loud": _loud, "skis": _poles,
}  # fmt: skip
_FRONT: Final[Mapping[str, Callable[[Stage], None]]] = {
    "blades": _blades, "water": _water, "spray": _spray, "zzz": _zzz, "waves": _waves, "finger": _finger,
    "puddle": _puddle, "sweat": _sweat, "sparkles": _sparkles, "confetti": _confetti, "arc": _arc, "kick": _kick,
    "bubbles": _bubbles, "foam": _foam, "steam": _steam, "crumbs": _crumbs, "sticks": _sticks, "earth": _earth,
    "flash": _flash, "shine": _shine, "hearts": _hearts, "sheet": _paper(3), "drawing": _paper(0),
    "stroke": _stroke, "pouring": _pouring, "thread": _thread,
    "heart": _near_head(signs.heart, 0.1, -0.9, 0.16), "question": _near_head(signs.question, 0.72, -0.5, 0.26),
    "speech": _near_head(signs.speech, 0.98, -0.42, 0.27), "thought": _near_head(signs.thought, 0.86, -0.86, 0.42),
    "dots": _near_head(lambda s, x, y, r: [s.pen.flat(oval(x + i * 0.2, y, 0.055), VIOLET, lit=False) for i in range(3)], 0.55, -0.55, 0.0),
    "dust-front": lambda g: [signs.puff(g.s, g.right + 0.15 + i * 0.3, -0.12 - i * 0.06, 0.14 - i * 0.03) for i in range(2)],
    "flour": lambda g: [signs.puff(g.s, g.hand_r[0] + dx, g.hand_r[1] + 0.16 + dy, 0.11, WHITE) for dx, dy in ((-0.2, 0.0), (0.25, 0.02))],
    "knock": _from_tool((((0.3, -0.2), (0.44, -0.32)), ((0.36, 0.0), (0.56, 0.0)), ((0.3, 0.2), (0.44, 0.3)))),
    "clash": _from_tool((((0.5, -0.6), (0.66, -0.76)), ((0.62, -0.4), (0.84, -0.42)), ((0.3, -0.7), (0.34, -0.9))), GOLD),
    "swoosh": lambda g: strokes(g.s, [((g.head[0] + 0.3, g.head[1] - 0.75), (g.head[0] + 0.8, g.head[1] - 0.5), (g.head[0] + 1.05, g.head[1] + 0.0))], ORANGE, 0.06),
    "claps": lambda g: strokes(g.s, [[(g.hand_r[0] + a, g.hand_r[1] + b), (g.hand_r[0] + c, g.hand_r[1] + d)] for a, b, c, d in ((0.28, -0.16, 0.44, -0.26), (0.32, 0.06, 0.5, 0.06), (0.16, -0.3, 0.22, -0.46))], ROSE),
    "wobble": lambda g: strokes(g.s, [((-0.55, -0.2), (-0.68, -0.1), (-0.6, 0.0)), ((0.85, -0.2), (0.95, -0.1), (0.88, 0.0))], BLUE),
    "sound": lambda g: strokes(g.s, [((g.head[0] + 0.86 + i * 0.16, g.head[1] - 0.22 - i * 0.06), (g.head[0] + 0.93 + i * 0.18, g.head[1] + 0.02), (g.head[0] + 0.86 + i * 0.16, g.head[1] + 0.26 + i * 0.06)) for i in range(2)], TEAL),
    "pst": lambda g: strokes(g.s, [((g.head[0] + 0.8, g.head[1] + 0.16), (g.head[0] + 0.98, g.head[1] + 0.1)), ((g.head[0] + 0.82, g.head[1] + 0.32), (g.head[0] + 1.02, g.head[1] + 0.34))], VIOLET, 0.045),
    "hush": lambda g: signs.exclaim(g.s, g.head[0] + 0.66, g.head[1] - 0.55, 0.18, VIOLET),
    "nods": lambda g: strokes(g.s, [((g.head[0] + 0.66, g.head[1] - 0.3), (g.head[0] + 0.78, g.head[1] - 0.05), (g.head[0] + 0.7, g.head[1] + 0.22))], TEAL),
    "yawns": lambda g: [signs.puff(g.s, g.head[0] + 0.7 + i * 0.28, g.head[1] + 0.1 - i * 0.14, 0.09 + 0.03 * i, CREAM) for i in range(2)],
    "achoo": lambda g: [signs.drop(g.s, g.head[0] + 0.66 + dx, g.head[1] + 0.3 + dy, 0.05) for dx, dy in ((0.0, 0.0), (0.24, -0.12), (0.26, 0.14), (0.48, 0.02))],
}  # fmt: skip
