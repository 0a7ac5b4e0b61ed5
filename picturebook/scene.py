"""What is to be seen in a picture, as data: figures with their looks, things, place, light.

Everything is frozen and plain, so a scene can be compared, hashed and written as JSON.  Words are
those of the vocabulary (`picturebook.words`); nothing here knows how a scene is read or drawn.
"""

import json
import types
import typing
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, is_dataclass
from typing import Any, Final

TIMES: Final = ("dawn", "morning", "day", "evening", "night")
WEATHERS: Final = ("clear", "cloudy", "rain", "snow", "fog", "wind", "storm")
SEASONS: Final = ("spring", "summer", "autumn", "winter")
RELATIONS: Final = (
    "on", "under", "in", "behind", "beside", "in front of", "between", "above", "riding",
    "holding", "wearing", "leading", "facing", "chasing",
)  # fmt: skip
"""How a figure or thing stands to another; "between" has a second object."""
FACES: Final = ("", "happy", "laughing", "sad", "crying", "scared", "angry", "surprised", "asleep",
                "thinking", "singing", "shouting")  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Garment:
    """Something worn: a kind of the vocabulary ("coat", "top-hat", "glasses"), its colour
    ("" is the garment's own) and pattern ("", "striped", "dotted", "checked")."""

    kind: str
    colour: str = ""
    pattern: str = ""


@dataclass(frozen=True, kw_only=True)
class Look:
    """How a figure looks, the same on every page of a book.

    `kind` is a person ("girl", "grandfather") or an animal ("fox").  Words that are "" are chosen
    by the drawing from the figure's id.  `dressed`: an animal that walks upright in clothes, as
    heroes of stories do; otherwise animals have their own bodies.
    """

    kind: str
    role: str = ""
    """What a person is ("pirate", "nurse"): clothes and hat follow it, if not said otherwise."""
    skin: str = ""
    hair: str = ""
    hair_colour: str = ""
    traits: tuple[str, ...] = ()
    """"beard", "glasses", "freckles", "wheelchair", "bald" …"""
    wears: tuple[Garment, ...] = ()
    colour: str = ""
    """Of an animal's coat or feathers."""
    pattern: str = ""
    size: str = ""
    """"", "small" or "big" for its kind."""
    toy: bool = False
    dressed: bool = False


@dataclass(frozen=True, kw_only=True)
class Figure:
    """Somebody who is seen. `id` is the cast's ("pip"), or the page's own ("dog-1").

    `count` alike figures stand together (at most `scene.CROWD`); `act` is a key of the acts;
    `face` one of `FACES`, "" as the act has it.
    """

    id: str
    look: Look
    act: str = "stand"
    face: str = ""
    count: int = 1
    posture: str = ""
    """How the body is meanwhile, if the act does not say it: "sit", "lie", "kneel"; "" is free."""


@dataclass(frozen=True, kw_only=True)
class Thing:
    """A thing that is seen: `kind` of the vocabulary, `count` of them together."""

    id: str
    kind: str
    colour: str = ""
    pattern: str = ""
    size: str = ""
    count: int = 1


@dataclass(frozen=True, kw_only=True)
class Relation:
    """`subject` (an id of a figure or thing) stands so to `object` (and `other`, for "between")."""

    kind: str
    subject: str
    object: str
    other: str = ""


@dataclass(frozen=True, kw_only=True)
class Nudge:
    """How a person moved a figure or thing from where the drawing would put it.

    `right` and `nearer` count steps (below 0: left, farther); `turned`: it looks the other way.
    """

    id: str
    right: int = 0
    nearer: int = 0
    turned: bool = False


@dataclass(frozen=True, kw_only=True)
class Scene:
    """One picture.

    Words that are "" are left to the drawing (the place to the things, at last to a meadow; the
    time to day).  Figures are in the order in which they are told: the first is the one that the
    picture is about.
    """

    figures: tuple[Figure, ...] = ()
    things: tuple[Thing, ...] = ()
    relations: tuple[Relation, ...] = ()
    place: str = ""
    time: str = ""
    weather: str = ""
    season: str = ""
    mood: str = ""
    """A mood of the story ("scary", "bedtime"): the light of a page that shows nothing else."""
    nudges: tuple[Nudge, ...] = ()
    mirrored: bool = False
    """Whether left is right: all who stand on the page, not the place."""

    def to_json(self) -> str:
        """Canonical JSON without empty words; equal scenes give equal text."""
        return json.dumps(thin(asdict(self)), sort_keys=True, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Scene":
        """The scene that `to_json` wrote. Raises `ValueError` with a sentence if it is none."""
        try:
            return build(cls, json.loads(text))
        except (TypeError, AttributeError, KeyError) as error:
            raise ValueError(f"This is no scene: {error}.") from error


CROWD: Final = 12
"""More alike figures than this are drawn as so many."""


def thin(value: Any) -> Any:
    """Plain data without what is empty, none or no."""
    if isinstance(value, dict):
        return {k: thin(v) for k, v in value.items() if v not in ("", (), [], False, None)}
    if isinstance(value, list | tuple):
        return [thin(v) for v in value]
    return value


def build(kind: Any, data: Any) -> Any:
    """A value of `kind` (one of the dataclasses here, or tuples of them) from plain JSON."""
    if isinstance(kind, types.GenericAlias) and typing.get_origin(kind) is tuple:
        item = typing.get_args(kind)[0]
        return tuple(build(item, value) for value in data)
    if isinstance(kind, types.UnionType):  # A dataclass or None.
        return None if data is None else build(typing.get_args(kind)[0], data)
    if isinstance(kind, type) and is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        known = {field.name for field in fields(kind)}
        if not isinstance(data, Mapping) or not set(data) <= known:
            raise TypeError(f"{data!r:.80} is no {kind.__name__}")
        return kind(**{name: build(hints[name], value) for name, value in data.items()})
    if kind in (str, int, bool) and not isinstance(data, kind):
        raise TypeError(f"{data!r:.80} should be {kind.__name__}")
    return data
