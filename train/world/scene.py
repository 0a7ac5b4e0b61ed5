"""A scene of the picture-book world in words: its attributes, its captions, its data split.

Knows nothing of drawing; `draw.py` turns the same `Scene` into a picture.
"""

import hashlib
import random
from dataclasses import dataclass
from typing import Final, Literal

from train.world.vocabulary import (
    ACTIONS,
    CHARACTERS,
    COLOURS,
    PLACES,
    PROPS,
    STYLES,
    TIMES,
    WEATHERS,
)

VOCABULARY: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "character": CHARACTERS,
    "colour": COLOURS,
    "action": ACTIONS,
    "place": PLACES,
    "time": TIMES,
    "weather": WEATHERS,
    "prop": PROPS,
    "style": STYLES,
}
"""Every attribute of a scene, in caption order, with its values and their phrases."""

HELD_OUT_SHARE: Final = 0.10
LAYOUTS: Final = 1 << 16


@dataclass(frozen=True)
class Scene:
    """One picture, said in words; each field but `seed` is a key of the vocabulary."""

    character: str
    colour: str
    action: str
    place: str
    time: str
    weather: str
    prop: str
    style: str
    seed: int = 0
    """Layout: where the hero, the clouds, the trees stand."""

    def __post_init__(self) -> None:
        for name, values in VOCABULARY.items():
            if getattr(self, name) not in values:
                raise ValueError(
                    f"Unknown {name} {getattr(self, name)!r}; choose one of {', '.join(values)}."
                )


def attributes(scene: Scene) -> dict[str, str]:
    """What the scene shows, as words; the layout seed is no attribute."""
    return {name: getattr(scene, name) for name in VOCABULARY}


def _article(phrase: str) -> str:
    return f"{'an' if phrase[0] in 'aeiou' else 'a'} {phrase}"


def _join(*parts: str) -> str:
    return " ".join(part for part in parts if part)


_PROP: Final = {
    "none": "",
    "balloon": "with a balloon",
    "lantern": "with a lantern",
    "umbrella": "with an umbrella",
}
_WEATHER: Final = {"clear": "", "rain": "in the rain", "snow": "in the snow"}
_TIME: Final = {key: phrases[0] for key, phrases in TIMES.items()}
_THROUGH: Final = {
    "forest": "through the forest",
    "meadow": "across the meadow",
    "beach": "along the beach",
    "village": "through the village",
    "mountains": "through the mountains",
    "castle": "past the castle",
}


def canonical(scene: Scene) -> str:
    """The caption in fixed word order that names every attribute but the style.

    A clear sky and empty hands are said by leaving them out.
    """
    return _join(
        _article(scene.character),
        f"in {_article(scene.colour)} coat",
        scene.action,
        PLACES[scene.place][0],
        _TIME[scene.time],
        _WEATHER[scene.weather],
        _PROP[scene.prop],
    )


def captions(scene: Scene) -> tuple[str, ...]:
    """Six different captions, the canonical one first, the others in other people's words.

    Always the same six for the same scene (its layout seed included, which picks the synonyms).
    """
    key = "|".join((*attributes(scene).values(), str(scene.seed)))
    rng = random.Random(hashlib.sha256(key.encode()).digest())
    character = rng.choice(CHARACTERS[scene.character])
    action = ACTIONS[scene.action][rng.randrange(len(ACTIONS[scene.action]))]
    place = rng.choice(PLACES[scene.place])
    time = rng.choice(TIMES[scene.time])
    weather = "" if scene.weather == "clear" else rng.choice(WEATHERS[scene.weather][:2])
    prop = rng.choice(PROPS[scene.prop])
    plain, coat = _article(scene.character), f"in {_article(scene.colour)} coat"
    here, when, sky, held = (
        PLACES[scene.place][0],
        _TIME[scene.time],
        _WEATHER[scene.weather],
        _PROP[scene.prop],
    )
    walk = _THROUGH[scene.place] if scene.action == "walking" else place
    happening = {
        "rain": "rain falls on",
        "snow": "snow falls on",
        "clear": "the sky is clear over",
    }[scene.weather]
    return (
        canonical(scene),
        _join(plain, coat, scene.action, here),
        _join(_article(character), "wearing", _article(scene.colour), "coat", action, walk, time),
        _join(plain, coat, held, scene.action, here, when, sky)
        if held
        else _join(plain, "with", coat[3:], scene.action, here, when, sky),
        _join(f"{time},", plain, coat, "is", action, here, sky, prop),
        _join(happening, plain, coat, prop, scene.action, place, when)
        if weather or rng.random() < 0.5
        else _join(_article(character), coat, prop, "is", scene.action, here, when),
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
    """Whether this character, place, time and style are never trained on together (about 10 %)."""
    key = "|".join((scene.character, scene.place, scene.time, scene.style))
    number = int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big")
    return number / 2**64 < HELD_OUT_SHARE


def sample(rng: random.Random, split: Literal["train", "test"]) -> Scene:
    """A scene with evenly drawn attributes; the test split is only of held-out combinations."""
    if split not in ("train", "test"):
        raise ValueError(f"Unknown split {split!r}; choose train or test.")
    while True:
        words = {name: rng.choice(tuple(values)) for name, values in VOCABULARY.items()}
        scene = Scene(**words, seed=rng.randrange(LAYOUTS))
        if held_out(scene) == (split == "test"):
            return scene
