"""Points of a figure that signs are laid round."""

from picturebook.drawing.paths import Point
from picturebook.drawing.people.sitter import Sitter


class Stage:
    """A figure's points in heads, for the signs round it."""

    def __init__(self, s: Sitter) -> None:
        self.s = s
        h, j = s.build.head, s.joints
        self.head, self.hip, self.hand_l, self.hand_r, self.foot_l, self.foot_r = points = [
            (p[0] / h, p[1] / h)
            for p in (j.head, j.hip, j.arm_l.end, j.arm_r.end, j.leg_l.end, j.leg_r.end)
        ]
        self.ground: Point = (0.0, 0.0)
        self.middle = ((self.head[0] + self.hip[0]) / 2, (self.head[1] + self.hip[1]) / 2)
        self.left = (min(p[0] for p in points) - 0.2, self.middle[1])
        self.back = (self.left[0], -0.1)
        self.before = (max(p[0] for p in points) + 0.2, -0.1)
        self.top = (self.middle[0], min(p[1] for p in points) - 0.1)
        self.tool = self.hand_r if s.pose.holding == "r" else self.hand_l
