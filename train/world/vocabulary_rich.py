"""The words of the rich world's figures, in the form of `vocabulary.py`: plainest phrase first.

Places, times and weathers of the rich world have a table of their own.
"""

from typing import Final

from train.world import vocabulary

CHARACTERS: Final[dict[str, tuple[str, ...]]] = {
    **vocabulary.CHARACTERS,
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

ACCESSORIES: Final[dict[str, str]] = {
    "fox": "a striped scarf",
    "rabbit": "a pink flower",
    "bear": "a woolly hat",
    "owl": "a square black hat",
    "cat": "a golden bell",
    "frog": "a little crown",
    "girl": "two pink bows",
    "boy": "an orange backpack",
    "mouse": "a dotted bow",
    "pig": "a bow tie",
    "duck": "a sailor hat",
    "sheep": "a straw hat",
    "hedgehog": "a red apple on its spines",
    "squirrel": "flying goggles",
    "monkey": "a propeller cap",
    "cow": "three big flowers",
    "penguin": "pink earmuffs",
    "elephant": "a party hat",
    "lion": "dark sunglasses",
    "panda": "blue-green headphones",
    "wolf": "a dotted neckerchief",
    "deer": "a wreath of flowers",
    "dragon": "a golden medal",
    "robot": "a wind-up key",
    "grandmother": "round glasses",
    "grandfather": "a feathered hat",
    "woman": "big gold earrings",
    "man": "a flat cap",
    "wizard": "a starry hat",
    "pirate": "a pirate hat",
    "astronaut": "a space helmet",
    "knight": "a helmet with a plume",
    "fairy": "shining wings",
    "princess": "a tiara",
    "cook": "a tall white hat",
    "clown": "a frilly collar",
}
"""What each character always wears besides its coat."""

ACTIONS: Final[dict[str, tuple[str, ...]]] = {
    **vocabulary.ACTIONS,
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
    "swimming": ("swimming", "bathing", "floating in a swim ring"),
    "bowing": ("bowing", "taking a bow"),
    "pointing": ("pointing", "pointing the way"),
    "hiding": ("hiding", "hiding behind a bush", "peeking over a bush"),
    "climbing": ("climbing", "climbing a ladder"),
    "sailing": ("sailing", "sailing in a little boat", "boating"),
    "trembling": ("trembling", "shivering", "shaking with fright"),
}

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
    **vocabulary.PROPS,
} | {
    thing.split(" ", 1)[1]: tuple(
        f"{verb} {_SAID.get(thing, thing)}" for verb in ("holding", "with")
    )
    for thing in _THINGS
}
"""What the hero holds."""
