"""The pronouns in a tale, and what the moods of the grammar's own turn on.

The names themselves are the application's, which writes them in.
"""

from typing import Final

from core.stages import starter_cast
from core.stages.starter_cast import Gender

PRONOUNS: Final[dict[Gender, dict[str, str]]] = {
    "she": {"he": "she", "him": "her", "his": "her", "himself": "herself"},
    "he": {"he": "he", "him": "him", "his": "his", "himself": "himself"},
}
THINGS: Final[dict[str, tuple[str, ...]]] = {
    "funny": (
        "pickle", "noodle", "wig", "kazoo", "whoopee cushion", "sticky bun", "joke book",
        "stuffed parrot", "bathtub", "fried egg", "lumpy dumpling", "bagpipe", "meatball",
    ),
    "poetic": (
        "pebble", "feather", "small shell", "paper boat", "glass bead", "dandelion clock",
        "golden leaf", "silver thread", "seed", "blue marble", "snow globe", "raindrop",
    ),
    "noir": (
        "pearl", "ruby ring", "silver spoon", "pocket watch", "golden whistle", "blue vase",
        "bronze key", "chess queen", "porcelain cat", "fountain pen", "lucky penny", "red stamp",
    ),
    "bedtime": (
        "quilt", "teddy bear", "rag doll", "woolly rabbit", "patched pillow", "knitted owl",
        "velvet bear", "soft slipper", "moon lamp", "feather bed", "cuddly whale", "warm shawl",
    ),
    **starter_cast.THINGS,
}  # fmt: skip
"""What a tale can turn on, by mood; the first is the stand-in.  The application's own prevail."""
