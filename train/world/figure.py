"""The hero below the chin: coat, arms, legs in each action, and what the hero holds."""

from dataclasses import dataclass
from typing import Final

import skia

from train.world.brush import Brush
from train.world.characters import FURS, HEADS, Sitter, tail
from train.world.palette import COATS, WHITE, Light, mix, rgb
from train.world.scene import Scene
from train.world.shapes import Point, blob, box, join, oval, poly, thick

GOLD: Final = rgb("ffd23f")
UMBRELLA: Final = (rgb("12a5a0"), rgb("fff1d6"))
BALLOON: Final = rgb("ff4f8b")


@dataclass(frozen=True)
class Pose:
    """Where hands and feet are; the free hand is at the hero's left side in the picture."""

    free: Point
    holding: Point
    feet: tuple[tuple[float, float, float], tuple[float, float, float]]
    """x, y and turn (degrees) of each foot."""
    lift: float = 0.0
    lean: float = 0.0


POSES: Final[dict[str, Pose]] = {
    "standing": Pose((-35, -37), (37, -42), ((-13, -4, 0), (13, -4, 0))),
    "walking": Pose((-42, -46), (46, -54), ((-25, -9, 32), (23, -5, -18)), lean=5.0),
    "jumping": Pose((-54, -97), (54, -95), ((-27, -16, 38), (27, -16, -38)), lift=27.0),
}


def draw_hero(brush: Brush, scene: Scene, light: Light, *, x: float, y: float, flip: bool) -> None:
    """The hero with its shadow, feet at (x, y), looking right or (flip) left."""
    pose = POSES[scene.action]
    shade = 0.30 if light.lamps < 1 else 0.45
    width = 34.0 if pose.lift else 46.0
    brush.plain(oval(x, y + 1, width, 6.5), (0.10, 0.06, 0.22), shade, 2.0)
    canvas = brush.canvas
    canvas.save()
    canvas.translate(x, y - pose.lift)
    canvas.scale(-1 if flip else 1, 1)
    if pose.lean:
        canvas.rotate(pose.lean)
    look = 5.0 if scene.action == "walking" else 0.0
    sitter = Sitter(
        brush,
        FURS[scene.character],
        ambient=light.hero,
        glow=mix(light.glow, WHITE, 0.25),
        look=look,
    )
    brush.steep = True
    if scene.prop == "umbrella":
        _umbrella(sitter, pose)
    elif scene.prop == "balloon":
        _balloon(sitter, pose)
    _body(sitter, scene, pose)
    canvas.save()
    if pose.lean:
        canvas.translate(3, 1)
    HEADS[scene.character](sitter)
    canvas.restore()
    _arms(sitter, scene, pose)
    if scene.prop == "lantern":
        _lantern(sitter, pose, light)
    brush.steep = False
    canvas.restore()


def _body(s: Sitter, scene: Scene, pose: Pose) -> None:
    coat = COATS[scene.colour]
    tail(s, scene.character)
    trousers = mix(s.fur.main, s.fur.dark, 0.35) if scene.character != "girl" else rgb("5b4a86")
    if scene.character == "boy":
        trousers = rgb("3f4f7d")
    if scene.character == "rabbit":
        trousers = rgb("ead9d0")
    for foot_x, foot_y, _ in pose.feet:
        hip = 9.0 if foot_x > 0 else -9.0
        s.form(thick(poly((hip, -26), (foot_x, foot_y - 4), closed=False), 13), trousers)
    for foot_x, foot_y, turn in pose.feet:
        s.brush.canvas.save()
        s.brush.canvas.translate(foot_x, foot_y)
        s.brush.canvas.rotate(turn)
        s.form(oval(2.5 if foot_x > 0 else -2.5, -2.5, 13, 7.5), s.fur.feet)
        s.brush.canvas.restore()
    flare = 4.0 if scene.action == "jumping" else 0.0
    shape = blob((-20, -80), (20, -80), (28, -60), (36 + flare, -24), (20, -17), (0, -15),
                 (-20, -17), (-36 - flare, -24), (-28, -60))  # fmt: skip
    s.form(shape, coat, mix(coat, rgb("1a1040"), 0.14))
    dark = mix(coat, rgb("1a1040"), 0.32)
    seam = poly((s.look * 0.6, -70), (s.look * 0.8, -17), closed=False)
    s.brush.stroke(seam, s.lit(dark), 1.8)
    for side in (-1, 1):
        pocket = blob((side * 11, -41), (side * 24, -42), (side * 24, -31), (side * 12, -30))
        s.brush.plain(pocket, s.lit(dark), 0.7)
    for y in (-60, -46, -32):
        s.brush.plain(oval(s.look * 0.7, y, 3.2), s.lit(rgb("fff3cf")))


def _arms(s: Sitter, scene: Scene, pose: Pose) -> None:
    coat = COATS[scene.colour]
    sleeve = mix(coat, rgb("1a1040"), 0.08)
    hands = [(-1, pose.free), (1, _hand(scene, pose))]
    for side, (x, y) in hands:
        shoulder = (side * 22.0, -66.0)
        s.form(oval(x + side * 2.5, y + (-4.5 if y < -70 else 4.5), 7.6), s.fur.main)
        arm = blob(shoulder, ((shoulder[0] + x) / 2 + side * 3, (shoulder[1] + y) / 2), (x, y),
                   closed=False)  # fmt: skip
        s.form(thick(arm, 15), sleeve)
    collar = join(
        blob((0, -71), (-9, -64), (-21, -68), (-19, -78), (0, -75)),
        blob((0, -71), (9, -64), (21, -68), (19, -78), (0, -75)),
    )
    s.form(collar, mix(coat, WHITE, 0.35), line=0.7, shadow=0.4)


def _hand(scene: Scene, pose: Pose) -> Point:
    """Where the holding hand is: raised to hold a prop, except when jumping."""
    if scene.prop == "none" or scene.action == "jumping":
        return pose.holding
    return {"lantern": (44.0, -58.0), "balloon": (44.0, -66.0), "umbrella": (44.0, -62.0)}[
        scene.prop
    ]


def _grip(pose: Pose) -> Point:
    return (56.0, -100.0) if pose.lift else (46.0, -66.0)


def _umbrella(s: Sitter, pose: Pose) -> None:
    x, y = _grip(pose)
    top, rim = (-178.0, -128.0) if pose.lift else (-186.0, -134.0)
    middle, half = 16.0, 72.0
    tip = (middle, top)
    s.brush.stroke(
        poly((x - 2, y + 26), (x - 4, top + 24), closed=False), s.lit(rgb("6b4226")), 4.2
    )
    left, right = middle - half, middle + half
    dome = skia.Path()
    dome.moveTo(left, rim)
    dome.cubicTo(left + 2, top + 6, middle - 34, top, *tip)
    dome.cubicTo(middle + 34, top, right - 2, top + 6, right, rim)
    quarters = [left + (right - left) * i / 4 for i in range(5)]
    for a, b in zip(quarters[::-1][:-1], quarters[::-1][1:], strict=True):
        dome.quadTo((a + b) / 2, rim - 11, b, rim)
    dome.close()
    s.form(dome, UMBRELLA[0])
    panel = skia.Path()
    panel.moveTo(*tip)
    panel.cubicTo(middle - 18, top + 8, quarters[1] + 2, rim - 26, quarters[1], rim)
    panel.quadTo((quarters[1] + middle) / 2, rim - 11, middle, rim)
    panel.quadTo((quarters[3] + middle) / 2, rim - 11, quarters[3], rim)
    panel.cubicTo(quarters[3] - 2, rim - 26, middle + 18, top + 8, *tip)
    s.form(panel, UMBRELLA[1], shadow=0.0, line=0.6)
    s.patch(box(middle - 2.2, top - 7, middle + 2.2, top + 3, 2), rgb("6b4226"))


def _balloon(s: Sitter, pose: Pose) -> None:
    x, y = _grip(pose)
    bx, by = (62.0, -168.0) if pose.lift else (60.0, -160.0)
    string = blob((x, y + 4), (x + 7, (y + by + 30) / 2), (bx, by + 28), closed=False)
    s.brush.stroke(string, s.lit(rgb("fff6e6")), 1.8)
    s.form(
        poly((bx - 5, by + 33), (bx + 5, by + 33), (bx, by + 24)), mix(BALLOON, rgb("5a1030"), 0.2)
    )
    balloon = blob((bx, by - 30), (bx + 24, by - 12), (bx + 16, by + 16), (bx, by + 28),
                   (bx - 16, by + 16), (bx - 24, by - 12))  # fmt: skip
    s.form(balloon, BALLOON)
    s.brush.plain(blob((bx + 8, by - 21), (bx + 16, by - 11), (bx + 14, by - 4), (bx + 7, by - 13)),
                  WHITE, 0.75)  # fmt: skip


def _lantern(s: Sitter, pose: Pose, light: Light) -> None:
    x, y = (58.0, -98.0) if pose.lift else (48.0, -56.0)
    strength = 0.55 + 0.35 * light.lamps
    s.brush.halo(x, y + 24, 46 + 24 * light.lamps, rgb("ffcf4d"), strength)
    iron = rgb("3b2b33")
    s.brush.stroke(blob((x - 9, y + 8), (x, y - 4), (x + 9, y + 8), closed=False), iron, 2.6)
    glass = box(x - 11, y + 10, x + 11, y + 38, 4)
    s.brush.fill(glass, rgb("ffe27a"), to=rgb("ffb02e"), line=1.0)
    s.brush.plain(blob((x, y + 16), (x + 5, y + 26), (x, y + 34), (x - 5, y + 26)), rgb("fffbe6"))
    frame = join(
        poly((x - 13, y + 12), (x, y + 3), (x + 13, y + 12)), box(x - 13, y + 36, x + 13, y + 42, 2)
    )
    s.brush.plain(frame, iron)
    for side in (-1, 1):
        s.brush.stroke(
            poly((x + side * 11, y + 11), (x + side * 11, y + 38), closed=False), iron, 2.2
        )
