"""The words of the picture-book world: what can stand in a scene, and how people say it.

Every attribute of a scene is a key of one of these tables; the value holds the phrases that
captions choose from, plainest first.  To enlarge the world, add a row here and a way to draw it
in `draw.py`.
"""

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
"""Colour of the hero's coat."""

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

STYLES: Final[dict[str, tuple[str, ...]]] = {
    "paper": ("cut paper", "a paper collage"),
    "watercolour": ("soft watercolour", "a watercolour painting"),
    "crayon": ("crayon drawing", "drawn in crayon"),
}
