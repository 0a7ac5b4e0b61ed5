"""Captions of the picture-book world, in many wordings, from `vocabulary`."""

import random

from train.world import vocabulary as words
from train.world.tales.wild import article


def picture_caption(
    rng: random.Random, character: str | None = None, colour: str | None = None
) -> str:
    """One caption of the world; the character and the colour of its coat may be given."""
    character = character or rng.choice(list(words.CHARACTERS))
    colour = colour or rng.choice(list(words.COLOURS))
    subject = rng.choice((character, rng.choice(words.CHARACTERS[character])))
    coat = rng.choice((f"in {article(colour + ' coat')}", f"wearing {article(colour + ' coat')}"))
    deed = rng.choice(words.ACTIONS[rng.choice(list(words.ACTIONS))])
    place_key = rng.choice(list(words.PLACES))
    place = rng.choice(words.PLACES[place_key])
    if deed in ("walking", "strolling") and place_key in ("forest", "meadow", "village"):
        place = rng.choice(
            (place, place.replace("in the", "through the").replace("on the", "over the"))
        )
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
