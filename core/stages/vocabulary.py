"""What the starter illustrator can draw, and how a text says it.

The tables are those of the picture-book world that the starter models learned (`core` may not
import the training code; a test keeps both equal).  `WAYS_TO_SAY` adds the words of other stories
that mean, or come nearest to, something the illustrator can draw.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

CHARACTERS: Final[dict[str, tuple[str, ...]]] = {
    "fox": ("fox", "little fox", "young fox"),
    "rabbit": ("rabbit", "little rabbit", "white rabbit"),
    "bear": ("bear", "brown bear", "little bear"),
    "owl": ("owl", "little owl", "round owl"),
    "cat": ("cat", "grey cat", "little cat"),
    "frog": ("frog", "green frog", "little frog"),
    "girl": ("girl", "little girl", "young girl"),
    "boy": ("boy", "little boy", "young boy"),
}
COLOURS: Final[dict[str, tuple[str, ...]]] = {
    "red": ("red",),
    "blue": ("blue",),
    "yellow": ("yellow",),
    "green": ("green",),
    "purple": ("purple",),
}
ACTIONS: Final[dict[str, tuple[str, ...]]] = {
    "standing": ("standing", "waiting"),
    "walking": ("walking", "strolling"),
    "jumping": ("jumping", "leaping"),
}
PLACES: Final[dict[str, tuple[str, ...]]] = {
    "forest": ("in the forest", "in the woods", "among the trees"),
    "meadow": ("in the meadow", "in a field of flowers", "on the green meadow"),
    "beach": ("on the beach", "by the sea", "at the seaside"),
    "village": ("in the village", "in the village street", "between the village houses"),
    "mountains": ("in the mountains", "below the high mountains", "up in the mountains"),
    "castle": ("by the castle", "in front of the castle", "near the old castle"),
}
TIMES: Final[dict[str, tuple[str, ...]]] = {
    "morning": ("in the morning", "early in the morning", "at sunrise"),
    "day": ("by day", "at noon", "in the daytime"),
    "evening": ("in the evening", "at sunset", "at dusk"),
    "night": ("at night", "under the moon", "late at night"),
}
WEATHERS: Final[dict[str, tuple[str, ...]]] = {
    "clear": ("under a clear sky", "in fine weather", "with a clear sky"),
    "rain": ("in the rain", "while it rains", "on a rainy walk"),
    "snow": ("in the snow", "while it snows", "in falling snow"),
}
PROPS: Final[dict[str, tuple[str, ...]]] = {
    "none": ("",),
    "balloon": ("holding a balloon", "with a balloon"),
    "lantern": ("carrying a lantern", "with a lantern"),
    "umbrella": ("under an umbrella", "with an umbrella"),
}
TABLES: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "character": CHARACTERS,
    "colour": COLOURS,
    "action": ACTIONS,
    "place": PLACES,
    "time": TIMES,
    "weather": WEATHERS,
    "prop": PROPS,
}

WAYS_TO_SAY: Final[Mapping[str, Mapping[str, str]]] = {
    "character": {
        "fox": "fox foxes vixen wolf dog puppy",
        "rabbit": "rabbit rabbits bunny hare mouse hedgehog squirrel",
        "bear": "bear bears badger",
        "owl": "owl owls",
        "cat": "cat cats kitten kitty lion tiger",
        "frog": "frog frogs toad",
        "girl": "girl girls daughter princess queen woman sister mother grandmother granny lady",
        "boy": "boy boys son prince king man brother father grandfather knight wizard",
    },
    "action": {
        "standing": "standing stood waiting waited watched stopped slept sat",
        "walking": "walking walked walks strolling strolled wandered ran run running hurried went "
        "marched tiptoed crept followed travelled climbed",
        "jumping": "jumping jumped jumps leaping leapt leaped hopped hopping danced "
        "skipped bounced",
    },
    "place": {
        "forest": "forest woods wood trees tree jungle",
        "meadow": "meadow meadows field fields garden grass flowers park",
        "beach": "beach sea seaside shore ocean island sand waves",
        "village": "village street town city house houses market cottage",
        "mountains": "mountains mountain hills cliff cave peak",
        "castle": "castle palace tower",
    },
    "time": {
        "morning": "morning sunrise dawn breakfast",
        "day": "noon daytime midday",
        "evening": "evening sunset dusk twilight",
        "night": "night midnight moon moonlight stars bedtime",
    },
    "weather": {
        "clear": "sunny sunshine",
        "rain": "rain rains rained rainy raining raindrops storm puddle puddles",
        "snow": "snow snows snowed snowy snowing snowflakes",
    },
    "prop": {
        "balloon": "balloon balloons",
        "lantern": "lantern lanterns lamp torch",
        "umbrella": "umbrella umbrellas",
    },
}
_CLOTHES: Final = "coat|jacket|cloak|dress|scarf|jumper|sweater|raincoat|cape|hood"
_COLOUR: Final = re.compile(rf"\b({'|'.join(COLOURS)})\s+(?:\w+\s+)?(?:{_CLOTHES})\b")
_WORDS: Final = re.compile(r"[a-z]+")
_MEANS: Final = {
    (kind, word): value
    for kind, values in WAYS_TO_SAY.items()
    for value, words in values.items()
    for word in words.split()
}
_SEEN: Final = ("character", "colour", "place", "time", "weather", "prop")
"""What a changed text changes in the picture; verbs are too many and too vague for that."""


def said(text: str) -> dict[str, list[str]]:
    """What a text says of each attribute, in the order it says so: {"place": ["forest", …], …}."""
    text = text.lower()
    found: dict[str, list[str]] = {}
    for match in _COLOUR.finditer(text):
        _add(found, "colour", match.group(1))
    for kind in WAYS_TO_SAY:
        for word in _WORDS.findall(text):
            value = _MEANS.get((kind, word))
            if value:
                _add(found, kind, value)
    return found


def _add(found: dict[str, list[str]], kind: str, value: str) -> None:
    values = found.setdefault(kind, [])
    if value not in values:
        values.append(value)


def changed(caption: str, text: str) -> dict[str, str]:
    """What a text says otherwise than a caption; attributes on which both agree are left out."""
    before, after = said(caption), said(text)
    return {
        kind: values[0]
        for kind, values in after.items()
        if kind in _SEEN and not set(values) & set(before.get(kind, ()))
    }


def first(found: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """The first value of each attribute."""
    return {kind: next(iter(values)) for kind, values in found.items()}


def phrase(scene: Mapping[str, str]) -> list[str]:
    """A scene as the parts of a caption, in the word order that the illustrator learned.

    Joined by spaces they read "a fox in a red coat walking in the forest at night".
    """
    who = scene.get("character", "")
    coat = scene.get("colour", "")
    weather = scene.get("weather", "clear")
    prop = PROPS[scene.get("prop", "none")]
    parts = [
        (("an " if who[0] in "aeiou" else "a ") + who) if who else "",
        f"in a {coat} coat" if who and coat else "",
        ACTIONS[scene.get("action", "standing")][0] if who else "",
        PLACES[scene["place"]][0] if "place" in scene else "",
        TIMES[scene["time"]][0] if "time" in scene else "",
        WEATHERS[weather][0] if weather != "clear" else "",
        prop[-1],
    ]
    return [part for part in parts if part]
