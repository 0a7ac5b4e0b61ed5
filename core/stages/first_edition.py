"""What the bundled illustrator's present weights know: the picture-book world's first edition.

They were trained before the world grew: one hero, eight characters, three actions, six places.
Whatever else a sketch has is drawn as the nearest of these, and it is kept what stood in for what.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from core.stages.sketch import Sketch

_LIKE: Final[Mapping[str, Mapping[str, str]]] = {
    "character": {
        "fox": "squirrel wolf",
        "rabbit": "mouse sheep deer",
        "bear": "pig hedgehog monkey cow elephant panda",
        "owl": "duck penguin",
        "cat": "lion",
        "frog": "dragon",
        "girl": "grandmother woman fairy princess cook",
        "boy": "robot grandfather man wizard pirate astronaut knight clown",
    },
    "action": {
        "standing": "sitting sleeping waving singing crying laughing thinking bowing pointing "
        "hiding trembling greeting giving comforting",
        "walking": "running skating swimming climbing sailing chasing following",
        "jumping": "dancing flying",
    },
    "place": {
        "forest": "jungle cave",
        "meadow": "farm garden playground river",
        "beach": "lighthouse harbour lake desert",
        "village": "market station city kitchen library bedroom classroom",
        "mountains": "moon",
    },
    "weather": {"clear": "fog wind", "rain": "storm"},
}
_DEEDS: Final = {"bowing to": "standing", "hiding from": "standing"}
_NEAREST: Final = {
    kind: {word: value for value, words in rows.items() for word in words.split()}
    for kind, rows in _LIKE.items()
}
_PROPS: Final = frozenset(("balloon", "lantern", "umbrella"))


def simplified(sketch: Sketch) -> Sketch:
    """The nearest that the first edition has: the hero alone, in a place it knows."""
    swapped, lost = dict(sketch.replaced), list(sketch.left_out)

    def nearest(kind: str, word: str) -> str:
        known = _NEAREST[kind].get(word) or _DEEDS.get(word, word)
        if known != word:
            swapped[word] = known
        return known

    lost += [figure.character for figure in sketch.cast[1:]]
    if sketch.prop and sketch.prop not in _PROPS:
        lost.append(sketch.prop)
    return replace(
        sketch,
        cast=tuple(
            hero._replace(character=nearest("character", hero.character))
            for hero in sketch.cast[:1]
        ),
        action=nearest("action", sketch.action),
        place=nearest("place", sketch.place),
        weather=nearest("weather", sketch.weather),
        prop=sketch.prop if sketch.prop in _PROPS else "",
        replaced=swapped,
        left_out=tuple(dict.fromkeys(lost)),
    )
