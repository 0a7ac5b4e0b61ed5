"""The words of the figures: who they are, what they wear, do and hold; plainest phrase first."""

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


TOGETHER: Final = frozenset(
    (
        "standing walking jumping running sitting waving dancing singing laughing crying thinking "
        "skating flying swimming bowing pointing trembling"
    ).split()
)
"""What two or three figures can do beside each other."""

BETWEEN: Final[dict[str, tuple[str, ...]]] = {
    "chasing": ("chasing {them}", "running after {them}"),
    "following": ("following {them}", "walking behind {them}"),
    "giving": ("giving {thing} to {them}", "handing {thing} to {them}"),
    "greeting": ("greeting {them}", "waving hello to {them}"),
    "bowing to": ("bowing to {them}", "taking a bow before {them}"),
    "hiding from": ("hiding from {them}", "hiding behind a bush from {them}"),
    "comforting": ("comforting {them}", "consoling {them}"),
}
"""What one figure can do to another."""

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
