"""Captions of the picture-book world, in many wordings: its own, and looser ones."""

import random
from dataclasses import replace

from train.world import vocabulary as words
from train.world.scene import Scene, canonical, captions, sample
from train.world.tales.wild import article


def picture_caption(
    rng: random.Random, character: str | None = None, colour: str | None = None
) -> str:
    """One caption of the world; the hero's character and coat may be given."""
    if rng.random() < 0.3:
        return _loose(rng, character, colour)
    scene = _with_hero(sample(rng, "train"), character, colour)
    return canonical(scene) if rng.random() < 0.6 else rng.choice(captions(scene))


def _with_hero(scene: Scene, character: str | None, colour: str | None) -> Scene:
    """The scene with another hero, if there is one and nobody else in it is like that."""
    who = character or scene.character
    if who in (scene.second, scene.third):
        return scene
    return replace(scene, character=who, colour=colour or scene.colour)


def _loose(rng: random.Random, character: str | None, colour: str | None) -> str:
    """A hero alone, its attributes in any order and some of them unsaid."""
    character = character or rng.choice(list(words.CHARACTERS))
    colour = colour or rng.choice(list(words.COLOURS))
    subject = rng.choice((character, rng.choice(words.CHARACTERS[character])))
    coat = rng.choice((f"in {article(colour + ' coat')}", f"wearing {article(colour + ' coat')}"))
    deed = rng.choice(words.ACTIONS[rng.choice(list(words.ACTIONS))])
    place_key = rng.choice(list(words.PLACES))
    place = rng.choice(words.PLACES[place_key])
    if deed in ("walking", "strolling", "running") and rng.random() < 0.5:
        place = words.THROUGH[place_key]
    time = rng.choice(words.TIMES[rng.choice(list(words.TIMES))])
    weather = rng.choice(words.WEATHERS[rng.choice(list(words.WEATHERS))])
    prop = rng.choice(words.PROPS[rng.choice(list(words.PROPS))])
    tail = [time, weather, prop]
    if rng.random() < 0.4:
        tail = [prop, time, weather]
    kept = [chunk for chunk in tail if chunk and rng.random() < 0.72]
    start = f"{article(subject)} {coat}" if rng.random() < 0.85 else article(subject)
    verb = f"is {deed}" if rng.random() < 0.25 else deed
    return " ".join([start, verb, place, *kept])
