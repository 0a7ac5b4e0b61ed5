"""A figure below the chin: coat, arms, legs in each action; puts head, marks and props to it."""

from collections.abc import Callable, Mapping
from typing import Protocol

import numpy as np
import skia

from train.world.brush import Brush
from train.world.characters import FURS, HEADS, WORN, Sitter, Worn, tail
from train.world.marks import BEHIND, FRONT, HAND_MARKS
from train.world.palette import COATS, WHITE, Light, mix, rgb
from train.world.palette import light as light_at
from train.world.poses import POSES, Pose, turned
from train.world.props import BACK_PROPS, CLASSIC_PROPS, FRONT_PROPS, Held
from train.world.shapes import PAGE, Point, blob, join, oval, poly, thick


class Actor(Protocol):
    """Whatever can be drawn as a figure."""

    @property
    def character(self) -> str: ...

    @property
    def colour(self) -> str: ...

    @property
    def action(self) -> str: ...

    @property
    def prop(self) -> str: ...


def draw_figure(
    brush: Brush,
    actor: Actor,
    light: Light,
    *,
    x: float,
    y: float,
    flip: bool,
    scale: float = 1.0,
    outward: bool = False,
) -> None:
    """Any actor with its shadow, feet at (x, y), looking right or (flip) left.

    Figures wear their character's accessory; `outward` ones hold their prop behind them, so that
    it is not in the way of whom they look at.
    """
    pose = POSES[actor.action]
    if outward:
        pose = turned(pose)
    worn = WORN[actor.character]
    if pose.shadow:
        shade = 0.30 if light.lamps < 1 else 0.45
        ground = oval(x, y + 1 * scale, pose.shadow * scale, 6.5 * scale)
        brush.plain(ground, (0.10, 0.06, 0.22), shade, 2.0 * scale)
    canvas = brush.canvas
    canvas.save()
    canvas.translate(x, y - pose.lift * scale)
    canvas.scale(-scale if flip else scale, scale)
    sitter = Sitter(
        brush,
        FURS[actor.character],
        ambient=light.hero,
        glow=mix(light.glow, WHITE, 0.25),
        look=pose.look,
        gaze=pose.gaze,
        mouth=pose.mouth,
        flip=flip,
    )
    brush.steep = True
    if actor.action == "skating":
        _mark(BEHIND, sitter, actor)
    if pose.lean:
        canvas.rotate(pose.lean)
    if actor.action != "skating":
        _mark(BEHIND, sitter, actor)
    held = Held(
        sitter,
        _hand(actor, pose),
        light,
        raised=actor.action == "jumping",
        side=pose.side,
        upright=0.0 if actor.action == "walking" else -pose.lean,
    )
    if actor.prop in BACK_PROPS:
        BACK_PROPS[actor.prop](held)
    canvas.save()
    if pose.cut is not None:
        canvas.clipRect(skia.Rect.MakeLTRB(-200, -400, 200, pose.cut))
    _body(sitter, actor, pose, worn)
    canvas.save()
    _head_frame(canvas, pose)
    HEADS[actor.character](sitter)
    if worn.head:
        worn.head(sitter)
    canvas.restore()
    canvas.restore()
    _arms(sitter, actor, pose, worn)
    if actor.prop in FRONT_PROPS:
        FRONT_PROPS[actor.prop](held)
        if actor.prop not in CLASSIC_PROPS:
            hx, hy = held.hand
            palm = oval(hx + pose.side * 1.5, hy, 7.0)
            sitter.form(palm, sitter.fur.hand or sitter.fur.main, shadow=0.3)
    if pose.swapped and actor.action in HAND_MARKS:
        canvas.scale(-1, 1)
    _mark(FRONT, sitter, actor)
    brush.steep = False
    canvas.restore()


def figure_box(
    actor: Actor, *, x: float, y: float, flip: bool, scale: float = 1.0, outward: bool = False
) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of a dressed figure, prop and marks too, as shares of the page."""
    size = 128
    surface = skia.Surface(size, size)
    canvas = surface.getCanvas()
    canvas.scale(size / PAGE, size / PAGE)
    brush = Brush(canvas, style="paper", variant=0)
    draw_figure(
        brush, actor, light_at("day", "clear"), x=x, y=y, flip=flip, scale=scale, outward=outward
    )
    rows, columns = np.nonzero(surface.makeImageSnapshot().toarray()[..., 3] > 110)
    edges = (columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)
    return tuple(round(float(edge) / size, 4) for edge in edges)  # type: ignore[return-value]


def _mark(marks: Mapping[str, Callable[[Sitter], None]], s: Sitter, actor: Actor) -> None:
    if actor.action in marks:
        marks[actor.action](s)


def _head_frame(canvas: skia.Canvas, pose: Pose) -> None:
    if pose.lean == 5.0:  # Walking.
        canvas.translate(3, 1)
        return
    neck_x, neck_y = pose.on((0.0, -76.0))
    if pose.lying:
        neck_x, neck_y = 0.0, -76.0
    neck_x, neck_y = neck_x + pose.nod[0], neck_y + pose.nod[1]
    canvas.translate(neck_x, neck_y)
    if pose.tilt:
        canvas.rotate(pose.tilt)
    canvas.translate(0, 76)


def _body_frame(canvas: skia.Canvas, pose: Pose) -> None:
    if pose.lying:
        canvas.translate(72, -28)
        canvas.scale(1, -0.72)
        canvas.rotate(-90)
        return
    if pose.shift != (0.0, 0.0):
        canvas.translate(*pose.shift)
    if pose.bend:
        canvas.rotate(pose.bend, 0, -40)


def _body(s: Sitter, actor: Actor, pose: Pose, worn: Worn) -> None:
    coat = COATS[actor.colour]
    canvas = s.brush.canvas
    canvas.save()
    if pose.lying:
        canvas.clipRect(skia.Rect.MakeLTRB(-200, -400, 200, 3))
    _body_frame(canvas, pose)
    tail(s, actor.character)
    if worn.behind:
        worn.behind(s)
    canvas.restore()
    trousers = s.fur.trousers or mix(s.fur.main, s.fur.dark, 0.35)
    feet = pose.feet or ()
    for i, (foot_x, foot_y, _) in enumerate(feet):
        hip = pose.on((9.0 if i else -9.0, -26))
        s.form(thick(poly(hip, (foot_x, foot_y - 4), closed=False), 13), trousers)
    for i, (foot_x, foot_y, turn) in enumerate(feet):
        canvas.save()
        canvas.translate(foot_x, foot_y)
        canvas.rotate(turn)
        s.form(oval(2.5 if i else -2.5, -2.5, 13, 7.5), s.fur.feet)
        canvas.restore()
    canvas.save()
    _body_frame(canvas, pose)
    flare = pose.flare
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
    canvas.restore()


def _arms(s: Sitter, actor: Actor, pose: Pose, worn: Worn) -> None:
    coat = COATS[actor.colour]
    sleeve = mix(coat, rgb("1a1040"), 0.08)
    hands = [(-pose.side, pose.free), (pose.side, _hand(actor, pose))]
    for side, (x, y) in hands:
        shoulder = pose.on((side * 22.0, -66.0))
        hand = oval(x + side * 2.5, y + (-4.5 if y < -70 else 4.5), 7.6)
        s.form(hand, s.fur.hand or s.fur.main)
        arm = blob(shoulder, ((shoulder[0] + x) / 2 + side * 3, (shoulder[1] + y) / 2), (x, y),
                   closed=False)  # fmt: skip
        s.form(thick(arm, 15), sleeve)
    canvas = s.brush.canvas
    canvas.save()
    _body_frame(canvas, pose)
    collar = join(
        blob((0, -71), (-9, -64), (-21, -68), (-19, -78), (0, -75)),
        blob((0, -71), (9, -64), (21, -68), (19, -78), (0, -75)),
    )
    if not pose.lying:
        s.form(collar, mix(coat, WHITE, 0.35), line=0.7, shadow=0.4)
        if worn.neck:
            worn.neck(s)
    canvas.restore()


def _hand(actor: Actor, pose: Pose) -> Point:
    """Where the holding hand is: raised to hold a prop, except when jumping."""
    if actor.prop == "none":
        return pose.holding
    if actor.action in ("standing", "walking") and actor.prop in CLASSIC_PROPS:
        x, y = CLASSIC_PROPS[actor.prop]
        return x * pose.side, y
    return pose.carry
