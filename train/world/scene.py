"""A scene of the picture-book world in words: its attributes, its captions, its data split.

Knows nothing of drawing; `draw.py` turns the same `Scene` into a picture.
"""

import hashlib
import itertools
import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from train.world.vocabulary import (
    ACTIONS,
    BETWEEN,
    CHARACTERS,
    COLOURS,
    DEEDS,
    HAPPENING,
    INDOORS,
    PLACES,
    PROPS,
    STYLES,
    THROUGH,
    TIMES,
    TOGETHER,
    WEATHERS,
    named,
)

NOBODY: Final = "none"
_OR_NOBODY: Final[dict[str, tuple[str, ...]]] = {NOBODY: ("",)}

VOCABULARY: Final[dict[str, Mapping[str, tuple[str, ...]]]] = {
    "character": CHARACTERS,
    "colour": COLOURS,
    "action": ACTIONS | BETWEEN,
    "place": PLACES,
    "time": TIMES,
    "weather": WEATHERS,
    "prop": PROPS,
    "style": STYLES,
    "second": _OR_NOBODY | CHARACTERS,
    "second_colour": _OR_NOBODY | COLOURS,
    "third": _OR_NOBODY | CHARACTERS,
    "third_colour": _OR_NOBODY | COLOURS,
}
"""Every attribute of a scene with its values and their phrases."""

HELD_OUT_SHARE: Final = 0.10
LAYOUTS: Final = 1 << 16
FIGURES: Final = (0.56, 0.31, 0.13)
"""How many scenes have one, two and three figures."""
EMPTY_HANDS: Final = 0.4
"""How many of the heroes that could hold something do not."""

_HANDS_FULL: Final = frozenset(("climbing", "swimming", "sleeping", "hiding"))
"""Actions in which the world's heroes hold nothing."""
_WITHOUT: Final[Mapping[str, frozenset[str]]] = {
    **dict.fromkeys(INDOORS, frozenset(("fog", "wind"))),
    "cave": frozenset(("fog", "wind", "storm")),
    "moon": frozenset(("rain", "storm", "fog", "wind", "snow")),
    "jungle": frozenset(("wind", "snow")),
}
"""Weathers that the world does not have in a place."""


class Figure(NamedTuple):
    """One of the scene's characters, and what it is seen doing."""

    character: str
    colour: str
    action: str
    prop: str


@dataclass(frozen=True)
class Scene:
    """One picture, said in words; each field but `seed` is a key of the vocabulary.

    Two or three figures do the same beside each other, or the first does something to the second.
    """

    character: str
    colour: str
    action: str
    place: str
    time: str
    weather: str
    prop: str
    style: str
    second: str = NOBODY
    second_colour: str = NOBODY
    third: str = NOBODY
    third_colour: str = NOBODY
    seed: int = 0
    """Layout: who stands where and looks which way."""

    def __post_init__(self) -> None:
        for name, values in VOCABULARY.items():
            if getattr(self, name) not in values:
                raise ValueError(
                    f"Unknown {name} {getattr(self, name)!r}; choose one of {', '.join(values)}."
                )
        if (self.second == NOBODY) != (self.second_colour == NOBODY):
            raise ValueError("The second figure needs a character and a colour.")
        if (self.third == NOBODY) != (self.third_colour == NOBODY):
            raise ValueError("The third figure needs a character and a colour.")
        several, three = self.second != NOBODY, self.third != NOBODY
        if three and not several:
            raise ValueError("A third figure needs a second one.")
        cast = self.cast
        if len({who for who, _ in cast}) < len(cast):
            raise ValueError("The figures of a scene must be different characters.")
        if self.action in BETWEEN:
            if not several or three:
                raise ValueError(f"{self.action!r} is between two figures.")
            if (self.action == "giving") != (self.prop != "none"):
                raise ValueError("A thing is held by those who give it, and only by them.")
        elif several and self.action not in TOGETHER:
            raise ValueError(f"{self.action!r} is for one figure alone.")
        elif several and self.prop != "none":
            raise ValueError("Figures beside each other hold nothing.")

    @property
    def cast(self) -> tuple[tuple[str, str], ...]:
        """Character and coat colour of each figure."""
        pairs = (
            (self.character, self.colour),
            (self.second, self.second_colour),
            (self.third, self.third_colour),
        )
        return tuple(pair for pair in pairs if pair[0] != NOBODY)

    @property
    def relation(self) -> str:
        """How the figures are to each other: alone, beside, or the deed between them."""
        if self.second == NOBODY:
            return "alone"
        return self.action if self.action in BETWEEN else "beside"

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Each figure as it is drawn."""
        deeds = DEEDS.get(self.action, (self.action,) * 3)
        props = (self.prop, "none", "none")
        return tuple(
            Figure(who, colour, deed, prop)
            for (who, colour), deed, prop in zip(self.cast, deeds, props, strict=False)
        )


def attributes(scene: Scene) -> dict[str, str]:
    """What the scene shows, as words; the layout seed is no attribute."""
    return {name: getattr(scene, name) for name in VOCABULARY}


def article(phrase: str) -> str:
    """A phrase with "a" or "an"."""
    vowel = phrase[0] in "aeiou" and not phrase.startswith("one")
    return f"{'an' if vowel else 'a'} {phrase}"


def _join(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def listed(people: list[str]) -> str:
    """ "a, b and c"."""
    return f"{', '.join(people[:-1])} and {people[-1]}" if len(people) > 1 else people[0]


_TIME: Final = {key: phrases[0] for key, phrases in TIMES.items()}
_SKY: Final = {
    "clear": "",
    "rain": "in the rain",
    "snow": "in the snow",
    "fog": "in the fog",
    "storm": "in a storm",
    "wind": "in the wind",
}
_OUTSIDE: Final = {key: "" if key == "clear" else WEATHERS[key][1] for key in WEATHERS}


def _weather(scene: Scene) -> str:
    """The weather's plainest phrase; in a room it is outside."""
    return (_OUTSIDE if scene.place in INDOORS else _SKY)[scene.weather]


def _who(who: str, colour: str, worn: str = "in") -> str:
    return f"{article(who)} {worn} {article(colour)} coat"


def _deed(scene: Scene, them: str, wording: int = 0) -> str:
    """What is done: "dancing", "chasing a cat in a blue coat"."""
    phrases = VOCABULARY["action"][scene.action]
    thing = named(scene.prop) if scene.prop != "none" else ""
    return phrases[wording % len(phrases)].format(them=them, thing=thing)


def _subject_and_deed(
    scene: Scene, names: list[str], *, coats: bool = True, worn: str = "in", wording: int = 0
) -> tuple[str, str]:
    said = [
        _who(name, colour, worn) if coats else article(name)
        for name, (_, colour) in zip(names, scene.cast, strict=True)
    ]
    if scene.action in BETWEEN:
        return said[0], _deed(scene, said[1], wording)
    return listed(said), _deed(scene, "", wording)


def canonical(scene: Scene) -> str:
    """The caption in fixed word order that names every attribute but the style.

    A clear sky and empty hands are said by leaving them out.
    """
    subject, deed = _subject_and_deed(scene, [who for who, _ in scene.cast])
    return _join(
        subject, deed, PLACES[scene.place][0], _TIME[scene.time], _weather(scene), held(scene)
    )


def held(scene: Scene) -> str:
    """What the hero holds ("with a balloon"), where it is not what is given."""
    if scene.prop == "none" or scene.action == "giving":
        return ""
    return f"with {named(scene.prop)}"


def captions(scene: Scene) -> tuple[str, ...]:
    """Six different captions, the canonical one first, the others in other people's words.

    Always the same six for the same scene (its layout seed included, which picks the synonyms).
    """
    key = "|".join((*attributes(scene).values(), str(scene.seed)))
    rng = random.Random(hashlib.sha256(key.encode()).digest())
    plain = [who for who, _ in scene.cast]
    other = [rng.choice(CHARACTERS[who]) for who in plain]
    place = rng.choice(PLACES[scene.place])
    time = rng.choice(TIMES[scene.time])
    here, when, sky, thing = PLACES[scene.place][0], _TIME[scene.time], _weather(scene), held(scene)
    weather = ""
    if scene.weather != "clear":
        choices = WEATHERS[scene.weather][1:2] if scene.place in INDOORS else None
        weather = rng.choice(choices or WEATHERS[scene.weather][:2])
    prop = rng.choice(PROPS[scene.prop]) if thing else ""
    moves = scene.action in ("walking", "running", "chasing", "following")
    walk = THROUGH[scene.place] if moves else place
    wording = rng.randrange(3)
    is_are = "are" if scene.second != NOBODY and scene.action not in BETWEEN else "is"

    subject, deed = _subject_and_deed(scene, plain)
    loose, spoken = _subject_and_deed(scene, other, worn="wearing", wording=wording)
    _, synonym = _subject_and_deed(scene, plain, wording=wording)
    happening = "" if scene.place in INDOORS else HAPPENING[scene.weather]
    last = (
        _join(happening, subject, prop, deed, place, when)
        if happening and (weather or rng.random() < 0.5)
        else _join(loose, prop, is_are, synonym, here, when, weather)
    )
    return (
        canonical(scene),
        _join(subject, deed, here),
        _join(loose, spoken, walk, time),
        _join(subject, thing, deed, here, when, sky)
        if thing
        else _join(subject.replace(" in a", " with a"), deed, here, when, sky),
        _join(f"{time},", subject, is_are, deed, here, sky, prop),
        last,
    )


def references(scene: Scene) -> tuple[str, ...]:
    """The five captions a generated caption is measured against.

    Like the five people of a COCO picture they are near to each other; the canonical wording is
    one of the five, the caption without time and weather is left out as the least informative.
    """
    said = captions(scene)
    return (said[0], *said[2:])


def prompt(scene: Scene) -> str:
    """What the illustrator is asked for: the canonical caption and the style."""
    return f"{canonical(scene)}, {STYLES[scene.style][0]}"


def held_out(scene: Scene) -> bool:
    """Whether one of its characters is never trained on with this place, time and style.

    About one in ten combinations of character, place, time and style is held out.
    """
    return any(_apart(who, scene.place, scene.time, scene.style) for who, _ in scene.cast)


def _apart(*combination: str) -> bool:
    number = int.from_bytes(hashlib.sha256("|".join(combination).encode()).digest()[:8], "big")
    return number / 2**64 < HELD_OUT_SHARE


def sample(rng: random.Random, split: Literal["train", "test"]) -> Scene:
    """A scene with evenly drawn attributes; the test split is only of held-out combinations."""
    if split not in ("train", "test"):
        raise ValueError(f"Unknown split {split!r}; choose train or test.")
    while True:
        scene = _draw(rng)
        if held_out(scene) == (split == "test"):
            return scene


def _draw(rng: random.Random) -> Scene:
    place = rng.choice(tuple(PLACES))
    without = _WITHOUT.get(place, frozenset[str]())
    around = {
        "place": place,
        "time": rng.choice(tuple(TIMES)),
        "weather": rng.choice([key for key in WEATHERS if key not in without]),
        "style": rng.choice(tuple(STYLES)),
        "seed": rng.randrange(LAYOUTS),
    }
    chance = rng.random()
    count = next(i for i, end in enumerate(itertools.accumulate(FIGURES), 1) if chance < end)
    who = rng.sample(tuple(CHARACTERS), count)
    coats = [rng.choice(tuple(COLOURS)) for _ in who]
    prop = "none"
    if count == 1:
        action = rng.choice(tuple(ACTIONS))
        if action not in _HANDS_FULL and rng.random() > EMPTY_HANDS:
            prop = rng.choice([key for key in PROPS if key != "none"])
    elif count == 2 and rng.random() < 0.6:
        action = rng.choice(tuple(BETWEEN))
        if action == "giving":
            prop = rng.choice([key for key in PROPS if key != "none"])
    else:
        action = rng.choice([key for key in ACTIONS if key in TOGETHER])
        who.sort(key=list(CHARACTERS).index)  # So that a picture has one way to be said.
    pairs = [*zip(who, coats, strict=True), (NOBODY, NOBODY), (NOBODY, NOBODY)]
    return Scene(
        character=pairs[0][0],
        colour=pairs[0][1],
        action=action,
        prop=prop,
        second=pairs[1][0],
        second_colour=pairs[1][1],
        third=pairs[2][0],
        third_colour=pairs[2][1],
        **around,
    )
