"""Where hands, feet and head are in each action, and what the face does.

Units: the figure's own, feet at (0, 0), y upward negative, looking to the right.
"""

from dataclasses import dataclass, replace
from math import cos, radians, sin
from typing import Final

from train.world.shapes import Point

Foot = tuple[float, float, float]
"""x, y and turn (degrees)."""


@dataclass(frozen=True)
class Pose:
    """One action's pose; the free hand is at the hero's left side in the picture."""

    free: Point
    holding: Point
    """The other hand while it holds nothing."""
    feet: tuple[Foot, Foot] | None
    """None where something hides them."""
    carry: Point = (50.0, -58.0)
    """The other hand while it holds something."""
    lift: float = 0.0
    lean: float = 0.0
    look: float = 0.0
    shift: Point = (0.0, 0.0)
    """How far coat and head are moved."""
    bend: float = 0.0
    """How far the body leans over from the hips, in degrees."""
    tilt: float = 0.0
    """How far the head leans on the neck, in degrees."""
    nod: Point = (0.0, 0.0)
    """How far the head is moved besides."""
    gaze: str = "open"
    mouth: str = "smile"
    flare: float = 0.0
    side: int = 1
    """The side of the holding arm: 1 in front, -1 behind."""
    cut: float | None = None
    """Below this height nothing of the body shows."""
    lying: bool = False
    shadow: float = 46.0
    swapped: bool = False
    """Whether the arms have changed roles."""

    def on(self, point: Point) -> Point:
        """Where a point of the upright body is in this pose."""
        x, y = point
        if self.lying:
            return (y + 72.0, -28.0 + x * 0.72)
        if self.bend:
            angle = radians(self.bend)
            x, y = (
                cos(angle) * x - sin(angle) * (y + 40),
                sin(angle) * x + cos(angle) * (y + 40) - 40,
            )
        return x + self.shift[0], y + self.shift[1]


def turned(pose: Pose) -> Pose:
    """The pose with the arms in each other's place, where the body allows it."""
    if pose.lying or pose.side < 0:
        return pose
    if pose.bend:  # One arm is stretched forward, the other back.
        return replace(pose, free=pose.carry, carry=pose.free, holding=pose.free, side=-1)
    return replace(
        pose,
        free=(-pose.free[0], pose.free[1]),
        holding=(-pose.holding[0], pose.holding[1]),
        carry=(-min(pose.carry[0], 50.0), pose.carry[1]),
        look=abs(pose.look),
        side=-1,
        swapped=True,
    )


_STAND: Final[tuple[Foot, Foot]] = ((-13, -4, 0), (13, -4, 0))

POSES: Final[dict[str, Pose]] = {
    "standing": Pose((-35, -37), (37, -42), _STAND),
    "walking": Pose(
        (-42, -46), (46, -54), ((-25, -9, 32), (23, -5, -18)), lean=5.0, look=5.0, carry=(52, -58)
    ),
    "jumping": Pose(
        (-54, -97), (54, -95), ((-27, -16, 38), (27, -16, -38)), carry=(54, -95), lift=27.0,
        flare=4.0, shadow=34.0,
    ),
    "running": Pose(
        (-44, -50), (46, -64), ((-44, -26, 80), (27, -1, -22)), carry=(52, -56), lean=13.0,
        look=6.0, mouth="open", flare=3.0, lift=2.0,
    ),
    "sitting": Pose((-27, -36), (27, -36), None, carry=(48, -60), shift=(0, -4), shadow=52.0),
    "sleeping": Pose(
        (-46, -6), (40, -10), ((80, -40, -70), (82, -15, -70)), carry=(40, -48), gaze="shut",
        tilt=-20.0, nod=(-30, 52), lying=True, shadow=84.0,
    ),
    "waving": Pose((-54, -122), (37, -42), _STAND, mouth="open", tilt=5.0),
    "dancing": Pose(
        (-52, -122), (60, -78), ((-6, -4, 0), (42, -30, -62)), carry=(60, -78), lean=-9.0,
        gaze="happy", flare=6.0, tilt=-6.0,
    ),
    "singing": Pose((-12, -56), (54, -80), _STAND, carry=(54, -72), gaze="happy", mouth="round",
                    tilt=-7.0),
    "crying": Pose((-32, -36), (34, -38), ((-9, -4, 14), (9, -4, -14)), gaze="shut", mouth="sad",
                   tilt=6.0, nod=(2, 3)),
    "laughing": Pose((-8, -42), (50, -66), ((-17, -4, 0), (15, -4, 0)), carry=(54, -62),
                     gaze="happy", mouth="open", lean=-8.0, tilt=-8.0),
    "thinking": Pose((-15, -79), (37, -42), _STAND, look=-4.0, tilt=8.0),
    "skating": Pose(
        (-64, -82), (60, -72), ((-50, -34, 66), (8, -7, -14)), carry=(58, -68), lean=14.0, look=6.0,
        lift=8.0, flare=3.0,
    ),
    "flying": Pose(
        (-48, -76), (66, -62), ((-78, -20, 60), (-72, -2, 60)), carry=(54, -58), bend=62.0,
        shift=(-24, 0), tilt=10.0, look=6.0, lift=50.0, flare=6.0, shadow=30.0,
    ),
    "swimming": Pose((-62, -44), (62, -52), None, carry=(58, -48), shift=(0, 19), cut=-10.0,
                     mouth="open", shadow=0.0),
    "bowing": Pose((20, -40), (-52, -66), _STAND, carry=(-50, -66), bend=36.0, tilt=22.0,
                   gaze="shut", side=-1),
    "pointing": Pose((-66, -80), (37, -42), _STAND, look=-6.0),
    "hiding": Pose((-38, -46), (38, -46), None, carry=(54, -58), shift=(0, 5), cut=-6.0,
                   look=5.0, shadow=66.0),
    "climbing": Pose((-40, -116), (40, -92), ((-14, -2, 0), (14, -20, 0)), carry=(48, -82),
                     lift=30.0, shadow=40.0),
    "sailing": Pose((-40, -40), (44, -44), None, carry=(54, -60), shift=(0, 6), cut=-8.0, look=5.0,
                    shadow=0.0),
    "trembling": Pose((-33, -82), (30, -56), ((-6, -4, 22), (6, -4, -22)), gaze="wide",
                      mouth="sad", tilt=-3.0),
}  # fmt: skip
