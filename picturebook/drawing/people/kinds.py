"""The kinds of people: `art/people/people.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, Final

from picturebook.drawing.artwork import ART


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of person. What the numbers mean is said in the table."""

    name: str
    cm: float
    heads: float
    torso: float
    arm: float
    shoulders: float
    hips: float
    round: float = 0.0
    limb: float = 0.1
    age: str = "adult"
    sex: str = ""


HERO: Final = Kind(
    name="hero", cm=112, heads=2.35, torso=0.63, arm=0.47, shoulders=0.32, hips=0.42, round=0.12,
    limb=0.118, age="child",
)  # fmt: skip
"""Animals that walk upright in clothes."""


@cache
def table(name: str) -> Mapping[str, Mapping[str, Any]]:
    """A table of `art/people/`; empty while there is none."""
    file = ART / "people" / f"{name}.toml"
    return tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}


@cache
def kinds() -> Mapping[str, Kind]:
    """All kinds by name."""
    known = {field.name for field in fields(Kind)}
    return {
        name: Kind(name=name, **{k: v for k, v in entry.items() if k in known})
        for name, entry in table("people").items()
    }


def kind_of(name: str, *, dressed: bool = False) -> Kind:
    """The kind of that name; animals in clothes have one build."""
    if dressed:
        return HERO
    return kinds().get(name) or kinds()["boy"]
