"""The poses of acts: `art/people/poses.toml`, where the numbers are explained."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from picturebook.drawing.paths import Point
from picturebook.drawing.people.kinds import table

Target = tuple[str, float, float]
"""A point of the body ("" is the shoulder) and how far from it, in arm lengths (from the shoulder)
or heads (from other points)."""


@dataclass(frozen=True, kw_only=True)
class Pose:
    """One act's pose. "l" is the viewer's left, the near side; "r" the far side, where the face
    looks."""

    name: str
    hand_l: Target = ("", -0.34, 0.88)
    hand_r: Target = ("", 0.34, 0.88)
    elbows: Point = (0.0, 0.0)
    """Which way the elbows bend, 1 or -1; 0 lets the body choose."""
    foot_l: Point = (-0.1, 1.0)
    foot_r: Point = (0.1, 1.0)
    knees: Point = (0.0, 0.0)
    feet: Point | None = None
    """How the feet are turned, in degrees; None: as they stand."""
    turn: float = 0.2
    """From frontal (0) to profile (1)."""
    lean: float = 0.0
    tilt: float = 0.0
    nod: Point = (0.0, 0.0)
    spin: float = 0.0
    shift: float = 0.0
    lift: float = 0.0
    look: Point = (0.0, 0.0)
    face: str = ""
    lying: bool = False
    crawls: bool = False
    reach: float = 1.0
    """How much longer the arms are: stretched arms pass big heads."""
    seat: str = ""
    cut: float = 0.0
    holding: str = "r"
    prop: str = "near"
    prop_turn: float = 0.0
    arms: str = ""
    """"front" or "behind": where the far arm is, where that does not follow from the turn."""
    flare: float = 0.0
    marks: tuple[str, ...] = ()
    plays: tuple[str, ...] = ()
    thing: str = ""
    """What is held or used when nothing else is said (`with` in the table)."""


@cache
def poses() -> Mapping[str, Pose]:
    """All poses by act."""
    entries = table("poses")
    return {name: _pose(name, entries) for name in entries}


def pose_of(act: str, id: str = "") -> Pose:
    """The pose of an act (of one that is not known, standing), as this figure does it: some acts
    have `variants`."""
    pose = poses().get(act) or poses()["stand"]
    return variants(pose.name)[chooser(id, "pose") % len(variants(pose.name))] if id else pose


def act_with(act: str, thing: str) -> str:
    """The act as it is done with a thing: guitars are not blown."""
    if act != "play-instrument":
        return act
    return next((name for name, pose in poses().items() if thing in pose.plays), act)


def chooser(id: str, salt: str) -> int:
    """A number by an id; ids that end in numbers follow each other."""
    base = id.rstrip("0123456789")
    digest = hashlib.sha256(f"{salt} {base}".encode()).digest()
    return int.from_bytes(digest[:4]) + int(id[len(base) :][-4:] or 0)


@cache
def variants(act: str) -> tuple[Pose, ...]:
    """All ways in which an act is done, the plain one first."""
    entries = table("poses")
    return (poses()[act], *(_pose(act, entries, more) for more in entries[act].get("variants", ())))


def _pose(
    name: str, entries: Mapping[str, Mapping[str, Any]], more: Mapping[str, Any] | None = None
) -> Pose:
    values: dict[str, Any] = dict(more or {})
    here: Mapping[str, Any] = entries[name]
    while True:
        values = {**here, **values}
        if "same" not in here:
            break
        here = entries[here["same"]]
    values["thing"] = values.pop("with", "")
    known = {field.name for field in fields(Pose)}
    if unknown := set(values) - known - {"same", "variants"}:
        raise ValueError(f"The pose {name} has {', '.join(sorted(unknown))}, which means nothing.")
    return Pose(name=name, **{k: _plain(k, v) for k, v in values.items() if k in known})


def _plain(key: str, value: Any) -> Any:
    if key in ("hand_l", "hand_r"):
        if isinstance(value, str):
            return (value, 0.0, 0.0)
        return tuple(value) if isinstance(value[0], str) else ("", *value)
    if key == "plays":
        return tuple(value.split())
    return tuple(value) if isinstance(value, list) else value
