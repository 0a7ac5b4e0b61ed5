"""Puts a look into a pose: everything that is known of a figure before it is drawn."""

from dataclasses import replace

from picturebook.drawing.colours import HAIRS, SKINS, Colour
from picturebook.drawing.paths import Point
from picturebook.drawing.pen import Pen
from picturebook.drawing.people.beasts import beast, beast_name
from picturebook.drawing.people.chair import chair_height
from picturebook.drawing.people.kinds import kind_of
from picturebook.drawing.people.looks import dressed_look
from picturebook.drawing.people.poses import Pose, pose_of
from picturebook.drawing.people.sitter import Sitter
from picturebook.drawing.people.skeleton import build_of, holding_on, joints_of
from picturebook.drawing.people.wardrobe import colour_named, outfit
from picturebook.scene import Look


def standing_height(look: Look) -> float:
    """How tall such a figure is, in centimetres."""
    size = {"small": 0.85, "big": 1.15}.get(look.size, 1.0)
    return cm_of(look) * size


def cm_of(look: Look) -> float:
    """How tall its kind is."""
    return kind_of(look.kind, dressed=bool(beast_name(look))).cm


def sitter(
    pen: Pen,
    look: Look,
    *,
    id: str,
    act: str,
    face: str = "",
    seated_on: float | None = None,
    water: bool = True,
    grip: Point | None = None,
    raised: bool = False,
) -> Sitter:
    """Everything that is known of a figure before it is drawn; `grip` is in its own units, `raised`
    holds up a hand with what is in it."""
    look = dressed_look(look, id)
    name = beast_name(look)
    kind = kind_of(look.kind, dressed=bool(name))
    slim = {"slim": 1.0, "thin": 1.0, "round": -1.0, "fat": -1.3, "plump": -1.0}
    build = build_of(kind, slim=sum(slim.get(t, 0.0) for t in look.traits))
    if "pregnant" in look.traits:
        build = replace(build, round=build.round + 0.9)
    pose = pose_of(act, id)
    if face:
        pose = replace(pose, face=face)
    if raised and not pose.lying:
        up = ("", 0.5, -0.42)
        pose = replace(pose, hand_r=up, holding="r", prop="near", prop_turn=0.0, arms="front")
    if pose.cut and not water:
        pose = replace(pose, cut=0.0, lift=0.24, marks=("air",))
    rolling = "wheelchair" in look.traits and seated_on is None and not (pose.cut or pose.lying)
    if rolling:
        pose = _in_chair(pose)
        seated_on = chair_height(build)
    if pose.seat and seated_on is None:
        seated_on = 0.0
    if seated_on is not None and not pose.seat:
        pose = replace(
            pose,
            seat="chair",
            foot_l=(0.42, 0.52),
            foot_r=(0.52, 0.5),
            feet=(0, 0),
            knees=(0, 0),
            spin=0.0,
            lift=0.0,
            cut=0.0,
            turn=max(pose.turn, 0.45),
        )
    if pose.seat in ("chair", "boat") and seated_on == 0.0:
        pose = replace(pose, foot_l=(0.9, 0.2), foot_r=(0.96, 0.14), feet=(-24, -24), knees=(0, 0))
    joints = joints_of(build, pose, seat=seated_on, wide=0.6 if name else 0.46)
    if grip is not None:
        joints = holding_on(build, joints, pose, grip)
        pose = replace(pose, hand_l=("", 0.0, 0.0), hand_r=("", 0.0, 0.0))
    skin = SKINS.get(look.skin) or colour_named(look.skin, SKINS["fair"])
    animal = beast(name) if name else None
    if animal:
        skin = colour_named(look.colour, animal.fur) if look.colour else animal.fur
    hair: Colour = HAIRS.get(look.hair_colour) or colour_named(look.hair_colour, HAIRS["brown"])
    return Sitter(
        pen=pen,
        look=look,
        kind=kind,
        build=build,
        pose=pose,
        joints=joints,
        outfit=outfit(look.wears),
        skin=skin,
        hair=hair,
        beast=animal,
        rolling=rolling,
    )


def _in_chair(pose: Pose) -> Pose:
    return replace(
        pose,
        seat="chair",
        foot_l=(0.78, 0.56),
        foot_r=(0.84, 0.54),
        feet=(-8, -8),
        knees=(0, 0),
        spin=0.0,
        lift=0.0,
        cut=0.0,
        turn=max(pose.turn, 0.5),
        lean=pose.lean * 0.4,
    )


def seat_of(height: float, look: Look, seated_on: float | None) -> float | None:
    """The seat's height in the figure's units."""
    if seated_on is None:
        return None
    return seated_on * cm_of(look) / height
