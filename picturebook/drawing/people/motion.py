"""What tells an act besides its pose: the signs that the pose lists, behind or before the figure.

Signs that are lines only are a table; the others are drawn in `effects`.
"""

from collections.abc import Mapping
from typing import Final

from picturebook.drawing.colours import Colour
from picturebook.drawing.people.effects import BEHIND, FRONT
from picturebook.drawing.people.signs import BLUE, GOLD, ORANGE, ROSE, TEAL, VIOLET, strokes
from picturebook.drawing.people.sitter import Sitter
from picturebook.drawing.people.stage import Stage

Strokes = tuple[str, str, Colour, float, str]
"""Where it is laid ("behind" or "front"), the point it is measured from, colour, width, and lines:
points with a space, lines with a semicolon between them."""

LINES: Final[Mapping[str, Strokes]] = {
    "speed": (
        "behind",
        "left",
        ORANGE,
        0.055,
        "-.62,-.55 -.22,-.55; -.8,-.1 -.3,-.1; -.62,.35 -.28,.35",
    ),
    "wind": ("behind", "left", BLUE, 0.055, "-.7,-.5 -.25,-.48; -.55,0 -.22,.02; -.75,.5 -.3,.5"),
    "bounce": (
        "behind",
        "ground",
        ORANGE,
        0.055,
        "-.36,-.3 -.42,-.08; -.61,-.4 -.74,-.2; .66,-.3 .72,-.08; .91,-.4 1.04,-.2",
    ),
    "hops": (
        "behind",
        "ground",
        ORANGE,
        0.045,
        "-1.3,-.05 -1.08,-.4 -.86,-.05; -.86,-.05 -.64,-.34 -.44,-.05",
    ),
    "steps": (
        "behind",
        "ground",
        TEAL,
        0.05,
        "-1.5,-.02 -1.34,-.02; -1.18,.03 -1.02,.03; -.86,-.02 -.7,-.02",
    ),
    "rush": (
        "behind",
        "foot_l",
        BLUE,
        0.055,
        "-.5,-.25 -.12,.05; -.2,-.55 .08,-.25; -.55,.15 -.2,.4",
    ),
    "falling": (
        "behind",
        "top",
        BLUE,
        0.055,
        "-.6,-.45 -.6,-.15; -.1,-.67 -.1,-.37; .45,-.55 .45,-.25",
    ),
    "rays": (
        "behind",
        "head",
        GOLD,
        0.065,
        "-.78,0 -1,-.03; -.72,-.32 -.92,-.46; -.72,.3 -.9,.4; .78,0 1,-.03; .72,-.32 .92,-.46;"
        ".72,.3 .9,.4",
    ),
    "tremble": (
        "behind",
        "ground",
        BLUE,
        0.05,
        "-.72,-.9 -.82,-.78 -.72,-.66 -.82,-.54 -.72,-.42;"
        "-.86,-1.7 -.96,-1.58 -.86,-1.46 -.96,-1.34 -.86,-1.22;"
        ".72,-.9 .82,-.78 .72,-.66 .82,-.54 .72,-.42;"
        ".86,-1.7 .96,-1.58 .86,-1.46 .96,-1.34 .86,-1.22",
    ),
    "whirl": (
        "behind",
        "ground",
        ROSE,
        0.055,
        "-.8,-.12 -.48,.04 0,.08; .8,-.12 .48,-.28 .1,-.32;"
        "-1.15,-1 -.69,-.84 0,-.8; 1.15,-1 .69,-1.16 .1,-1.2",
    ),
    "rolling": (
        "behind",
        "middle",
        ORANGE,
        0.055,
        "-1,.3 -1.05,-.2 -.7,-.75; 1,-.4 .75,-.8 .3,-.95",
    ),
    "swinging": (
        "behind",
        "left",
        ORANGE,
        0.055,
        "-.3,0 -.32,.4 -.16,.7; -.55,.15 -.56,.45 -.44,.7",
    ),
    "loud": ("front", "head", ORANGE, 0.075, ".82,-.1 1.1,-.28; .9,.18 1.24,.18; .82,.46 1.1,.64"),
    "waves": (
        "front",
        "hand_r",
        ROSE,
        0.055,
        ".26,-.34 .36,-.16 .34,.06; -.26,-.3 -.1,-.42 .06,-.44",
    ),
    "kick": ("front", "foot_r", ORANGE, 0.055, ".18,-.36 .3,-.5; .32,-.2 .52,-.26; .26,.2 .42,.3"),
    "knock": ("front", "tool", ORANGE, 0.055, ".3,-.2 .44,-.32; .36,0 .56,0; .3,.2 .44,.3"),
    "clash": ("front", "tool", GOLD, 0.055, ".5,-.6 .66,-.76; .62,-.4 .84,-.42; .3,-.7 .34,-.9"),
    "swoosh": ("front", "head", ORANGE, 0.06, ".3,-.75 .8,-.5 1.05,0"),
    "claps": (
        "front",
        "hand_r",
        ROSE,
        0.055,
        ".28,-.16 .44,-.26; .32,.06 .5,.06; .16,-.3 .22,-.46",
    ),
    "wobble": ("front", "ground", BLUE, 0.055, "-.55,-.2 -.68,-.1 -.6,0; .85,-.2 .95,-.1 .88,0"),
    "sound": (
        "front",
        "head",
        TEAL,
        0.055,
        ".86,-.22 .93,.02 .86,.26; 1.02,-.28 1.11,.02 1.02,.32",
    ),
    "pst": ("front", "head", VIOLET, 0.045, ".8,.16 .98,.1; .82,.32 1.02,.34"),
    "nods": ("front", "head", TEAL, 0.055, ".66,-.3 .78,-.05 .7,.22"),
    "stroke": ("front", "hand_r", ROSE, 0.1, ".36,-.42 .54,-.1 .4,.16 .56,.42"),
}


def draw(s: Sitter, *, behind: bool) -> None:
    """The signs of the pose, behind or before the figure."""
    where = "behind" if behind else "front"
    effects = BEHIND if behind else FRONT
    with s.pen.at(scale=s.build.head):
        stage = Stage(s)
        for name in s.pose.marks:
            if name in LINES and LINES[name][0] == where:
                _, at, colour, width, lines = LINES[name]
                strokes(s, _points(lines, *getattr(stage, at)), colour, width)
            if name in effects:
                effects[name](stage)


def _points(lines: str, x: float, y: float) -> list[list[tuple[float, float]]]:
    return [
        [(x + float(a), y + float(b)) for a, b in (pair.split(",") for pair in line.split())]
        for line in lines.split(";")
    ]
