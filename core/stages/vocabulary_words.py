"""The words of the picture-book world that the starter models learned: a copy of its tables.

`core` may not import the training code; a test keeps both equal.
"""

from collections.abc import Mapping
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
    "mouse": ("mouse", "little mouse", "mouse with big ears"),
    "pig": ("pig", "pink pig", "little pig"),
    "duck": ("duck", "yellow duck", "little duck"),
    "sheep": ("sheep", "woolly sheep", "little sheep"),
    "hedgehog": ("hedgehog", "prickly hedgehog", "little hedgehog"),
    "squirrel": ("squirrel", "red squirrel", "little squirrel"),
    "monkey": ("monkey", "brown monkey", "little monkey"),
    "cow": ("cow", "spotted cow", "little cow"),
    "penguin": ("penguin", "little penguin", "round penguin"),
    "elephant": ("elephant", "grey elephant", "little elephant"),
    "lion": ("lion", "golden lion", "little lion"),
    "panda": ("panda", "little panda", "round panda"),
    "wolf": ("wolf", "grey wolf", "young wolf"),
    "deer": ("deer", "brown deer", "young deer"),
    "dragon": ("dragon", "little dragon", "friendly dragon"),
    "robot": ("robot", "little robot", "silver robot"),
    "grandmother": ("grandmother", "kind grandmother", "grey-haired grandmother"),
    "grandfather": ("grandfather", "kind grandfather", "white-bearded grandfather"),
    "woman": ("woman", "young woman", "curly-haired woman"),
    "man": ("man", "man with a moustache", "cheerful man"),
    "wizard": ("wizard", "old wizard", "white-bearded wizard"),
    "pirate": ("pirate", "bold pirate", "one-eyed pirate"),
    "astronaut": ("astronaut", "young astronaut", "brave astronaut"),
    "knight": ("knight", "brave knight", "young knight"),
    "fairy": ("fairy", "little fairy", "pink-haired fairy"),
    "princess": ("princess", "young princess", "dark-haired princess"),
    "cook": ("cook", "young cook", "cheerful cook"),
    "clown": ("clown", "funny clown", "red-nosed clown"),
}
COLOURS: Final[dict[str, tuple[str, ...]]] = {
    "red": ("red",),
    "blue": ("blue",),
    "yellow": ("yellow",),
    "green": ("green",),
    "purple": ("purple",),
}
"""Of a coat."""
ACTIONS: Final[dict[str, tuple[str, ...]]] = {
    "standing": ("standing", "waiting"),
    "walking": ("walking", "strolling"),
    "jumping": ("jumping", "leaping"),
    "running": ("running", "racing", "hurrying"),
    "sitting": ("sitting", "sitting on a tree stump", "resting"),
    "sleeping": ("sleeping", "napping", "dreaming"),
    "waving": ("waving", "waving hello", "greeting"),
    "dancing": ("dancing", "twirling"),
    "singing": ("singing", "singing a song"),
    "crying": ("crying", "weeping", "shedding tears"),
    "laughing": ("laughing", "giggling"),
    "thinking": ("thinking", "wondering", "pondering"),
    "skating": ("skating", "skating on ice", "ice-skating"),
    "flying": ("flying", "flying through the air", "soaring"),
    "swimming": ("swimming", "paddling", "floating in a swim ring"),
    "bowing": ("bowing", "taking a bow"),
    "pointing": ("pointing", "pointing the way"),
    "hiding": ("hiding", "hiding behind a bush", "peeking over a bush"),
    "climbing": ("climbing", "climbing a ladder"),
    "sailing": ("sailing", "sailing in a little boat", "boating"),
    "trembling": ("trembling", "shivering", "shaking with fright"),
}
"""What one figure does; those of `TOGETHER` also two or three beside each other."""
TOGETHER: Final = frozenset(
    (
        "standing walking jumping running sitting waving dancing singing laughing crying thinking "
        "skating flying swimming bowing pointing trembling"
    ).split()
)
BETWEEN: Final[dict[str, tuple[str, ...]]] = {
    "chasing": ("chasing {them}", "running after {them}"),
    "following": ("following {them}", "walking behind {them}"),
    "giving": ("giving {thing} to {them}", "handing {thing} to {them}"),
    "greeting": ("greeting {them}", "waving hello to {them}"),
    "bowing to": ("bowing to {them}", "taking a bow before {them}"),
    "hiding from": ("hiding from {them}", "hiding behind a bush from {them}"),
    "comforting": ("comforting {them}", "consoling {them}"),
}
"""What one figure does to another."""
DEEDS: Final[dict[str, tuple[str, str]]] = {
    "chasing": ("running", "running"),
    "following": ("walking", "walking"),
    "giving": ("standing", "standing"),
    "greeting": ("waving", "standing"),
    "bowing to": ("bowing", "standing"),
    "hiding from": ("hiding", "standing"),
    "comforting": ("standing", "crying"),
}
"""What each of the two is seen doing."""
PLACES: Final[dict[str, tuple[str, ...]]] = {
    "forest": ("in the forest", "in the woods", "among the trees"),
    "meadow": ("in the meadow", "in a field of flowers", "on the green meadow"),
    "beach": ("on the beach", "by the sea", "at the seaside"),
    "village": ("in the village", "in the village street", "between the village houses"),
    "mountains": ("in the mountains", "below the high mountains", "up in the mountains"),
    "castle": ("by the castle", "in front of the castle", "near the old castle"),
    "lighthouse": ("by the lighthouse", "below the lighthouse", "near the striped lighthouse"),
    "harbour": ("in the harbour", "at the harbour", "on the pier by the ship"),
    "river": ("by the river", "on the river bank", "near the bridge over the river"),
    "lake": ("by the lake", "at the lake", "on the shore of the lake"),
    "moon": ("on the moon", "up on the moon", "beside the rocket on the moon"),
    "desert": ("in the desert", "among the sand dunes", "near a tall cactus in the desert"),
    "jungle": ("in the jungle", "in the green jungle", "near the waterfall in the jungle"),
    "cave": ("in the cave", "inside the cave", "among the crystals in the cave"),
    "farm": ("on the farm", "at the farm", "near the red barn"),
    "garden": ("in the garden", "in the rose garden", "among the garden flowers"),
    "playground": ("at the playground", "on the playground", "near the slide and the swings"),
    "market": ("at the market", "in the market square", "among the market stalls"),
    "station": ("at the train station", "on the station platform", "next to the steam train"),
    "city": ("in the city", "in the big city", "among the tall buildings"),
    "kitchen": ("in the kitchen", "inside the kitchen", "near the kitchen stove"),
    "library": ("in the library", "inside the library", "among the bookshelves"),
    "bedroom": ("in the bedroom", "inside the bedroom", "beside the bed"),
    "classroom": ("in the classroom", "inside the classroom", "at school"),
}
INDOORS: Final = frozenset(("kitchen", "library", "bedroom", "classroom"))
THROUGH: Final[dict[str, str]] = {
    "forest": "through the forest",
    "meadow": "across the meadow",
    "beach": "along the beach",
    "village": "through the village",
    "mountains": "through the mountains",
    "castle": "past the castle",
    "lighthouse": "past the lighthouse",
    "harbour": "along the harbour",
    "river": "along the river",
    "lake": "around the lake",
    "moon": "across the moon",
    "desert": "through the desert",
    "jungle": "through the jungle",
    "cave": "through the cave",
    "farm": "across the farm",
    "garden": "through the garden",
    "playground": "across the playground",
    "market": "through the market",
    "station": "along the station platform",
    "city": "through the city",
    "kitchen": "through the kitchen",
    "library": "through the library",
    "bedroom": "across the bedroom",
    "classroom": "through the classroom",
}
"""Where a walk in each place leads."""
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
    "fog": ("in the fog", "while fog drifts by", "in thick fog"),
    "storm": ("in a storm", "while lightning flashes", "in a thunderstorm"),
    "wind": ("in the wind", "while the wind blows", "among flying leaves"),
}
HAPPENING: Final[dict[str, str]] = {
    "clear": "the sky is clear over",
    "rain": "rain falls on",
    "snow": "snow falls on",
    "fog": "fog drifts around",
    "storm": "a storm rages around",
    "wind": "the wind blows around",
}
"""What each weather does, to begin a caption with."""
SKY: Final[dict[str, str]] = {
    "clear": "",
    "rain": "in the rain",
    "snow": "in the snow",
    "fog": "in the fog",
    "storm": "in a storm",
    "wind": "in the wind",
}
"""The weather's plainest words out of doors; in a room it is the second of `WEATHERS`."""
WITHOUT: Final[Mapping[str, frozenset[str]]] = {
    **dict.fromkeys(INDOORS, frozenset(("fog", "wind"))),
    "cave": frozenset(("fog", "wind", "storm")),
    "moon": frozenset(("rain", "storm", "fog", "wind", "snow")),
    "jungle": frozenset(("wind", "snow")),
}
"""Weathers that the world does not have in a place."""

_THINGS: Final[tuple[str, ...]] = (
    "an acorn", "an apple", "a ball", "a basket", "a bell", "a book", "a bottle", "a branch",
    "a bread", "a broom", "a bucket", "a cake", "a camera", "a candle", "a carrot", "a clock",
    "a compass", "a cookie", "a crown", "a doll", "a drum", "a feather", "a fish",
    "a fishing rod", "a flag", "a flower", "a guitar", "a hammer", "an ice cream", "a jam",
    "a key", "a kite", "a leaf", "a letter", "a lollipop", "a magnifying glass", "a map",
    "a mushroom", "a paintbrush", "a pinwheel", "a present", "a pretzel", "a pumpkin",
    "a rocket", "a rope", "a saw", "a scissors", "a shell", "a shield", "a shovel", "a snail",
    "a snowball", "a star", "a suitcase", "a sunflower", "a sword", "a teacup", "a teddy",
    "a telescope", "a toy boat", "a trumpet", "a wand", "a watering can",
)  # fmt: skip
_SAID: Final[dict[str, str]] = {
    "a bread": "a loaf of bread",
    "a jam": "a jar of jam",
    "a rocket": "a toy rocket",
    "a rope": "a coil of rope",
    "a saw": "a small saw",
    "a scissors": "a pair of scissors",
    "a star": "a shining star",
    "a sword": "a wooden sword",
    "a wand": "a magic wand",
}

PROPS: Final[dict[str, tuple[str, ...]]] = {
    "none": ("",),
    "balloon": ("holding a balloon", "with a balloon"),
    "lantern": ("carrying a lantern", "with a lantern"),
    "umbrella": ("under an umbrella", "with an umbrella"),
} | {
    thing.split(" ", 1)[1]: tuple(
        f"{verb} {_SAID.get(thing, thing)}" for verb in ("holding", "with")
    )
    for thing in _THINGS
}
"""What the hero holds."""


def named(prop: str) -> str:
    """A held thing with its article ("a loaf of bread")."""
    return PROPS[prop][0].partition(" ")[2]
