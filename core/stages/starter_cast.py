"""Who plays in a starter story: stand-ins while the writer writes, then their real names.

A language model this small can't hold a name it has met once through a whole story, so it never
has to: in what it reads and writes the hero is always `HEROES["he"]` or `HEROES["she"]`, the other
name in the tale is always `FRIEND`, and what the tale turns on is always the first word of the
mood's `THINGS`.  A `Cast` puts the real ones in as the text comes, and takes them out again where
a story is resumed.  So any name can be asked for and none is ever mixed up.
"""

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from core.text import main_noun

Gender = Literal["she", "he"]
GENDERS: Final[tuple[Gender, ...]] = ("she", "he")

GIRLS: Final = (
    "Mia Lily Nora Clara Rosie Tilda Poppy Hazel Ivy Ada Bella Daisy Wren Juno Maya Zara Olive "
    "Ruby Luna Freya Greta Sofia Amina Kiki Penny Flora"
).split()
BOYS: Final = (
    "Pip Max Leo Finn Otto Hugo Tom Oscar Felix Milo Theo Jasper Bruno Kofi Ravi Sam Benny Rufus "
    "Toby Emil Arlo Gus Noah Jonas Barnaby Ned"
).split()
WHOSE: Final[dict[str, Gender]] = {**dict.fromkeys(GIRLS, "she"), **dict.fromkeys(BOYS, "he")}
HEROES: Final[dict[Gender, str]] = {"he": "Pip", "she": "Mia"}
FRIEND: Final = "Nora"
THINGS: Final[dict[str, tuple[str, ...]]] = {
    "romance": (
        "keepsake", "poem", "paper heart", "love letter", "red ribbon", "silver bell", "music box",
        "pressed daisy", "jar of honey", "knitted scarf", "white feather", "love song",
        "velvet rose",
    ),
    "comedy": (
        "turnip", "jelly", "very large sausage", "cheese sandwich", "wobbly cake",
        "squeaky trombone", "rubber chicken", "pot of porridge", "pair of trousers", "left sock",
        "birthday pie", "tuba", "moustache", "bucket of custard",
    ),
    "scary": (
        "murmur", "moan", "whisper", "tapping", "cold breath", "shadow", "creaking", "pale light",
        "humming", "scratching", "knocking", "long shadow", "green glow", "rattling",
    ),
    "action": (
        "crystal", "medicine", "secret map", "signal flag", "golden key", "message", "rescue rope",
        "stolen crown", "dragon egg", "firestone", "radio", "code book",
    ),
    "cartoonish": (
        "gizmo", "toaster", "rocket skate", "giant magnet", "bouncy boot", "bubble blaster",
        "spring-o-matic", "pickle cannon", "turbo toaster", "banana phone", "jumbo trampoline",
        "whizz-bang hat", "sneeze machine", "bottle of super glue", "balloon suit",
    ),
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
}  # fmt: skip
"""What a tale can turn on, by mood.  All take "a".

The first of each is the stand-in that the bundled weights know: change it only with them."""

_SHE: Final = frozenset(
    "woman girl mother lady grandmother queen princess actress waitress bride daughter sister aunt "
    "ballerina mermaid mum mom".split()
)
_HE: Final = frozenset(
    "man boy father gentleman grandfather king prince groom son brother uncle cowboy fisherman "
    "fireman policeman guy dad snowman".split()
)
_WORD: Final = re.compile(r"[A-Za-z]+")


@dataclass(frozen=True)
class Cast:
    """Stand-ins, and who they stand for."""

    stand_in: str
    """The hero's stand-in, which also says "he" or "she"."""
    parts: tuple[tuple[str, str], ...]
    """Pairs of stand-in and real one."""

    def real(self, text: str) -> str:
        """A text of the writer's, with the real names."""
        table = dict(self.parts)

        def one(match: re.Match[str]) -> str:
            word = match[0]
            if word in table:
                return table[word]
            if word[0].isupper() and word.lower() in table and word.lower() != word:
                return " ".join(w[:1].upper() + w[1:] for w in table[word.lower()].split())
            return word

        return _WORD.sub(one, text)

    def stood_in(self, text: str) -> str:
        """A story's text, as the writer would have written it."""
        for stand_in, real in self.parts:
            if stand_in != real:
                text = re.sub(rf"\b{re.escape(real)}\b", stand_in, text)
                titled = " ".join(w[:1].upper() + w[1:] for w in real.split())
                upper = stand_in[:1].upper() + stand_in[1:]
                text = re.sub(rf"\b{re.escape(titled)}\b", upper, text)
        return text

    def hear(self, pieces: Iterable[str]) -> Iterator[str]:
        """The real text, piece by piece; the last word is held back until it's whole."""
        held = ""
        try:
            for piece in pieces:
                held += piece
                cut = len(held)
                while cut and held[cut - 1].isalpha():
                    cut -= 1
                if cut:
                    yield self.real(held[:cut])
                    held = held[cut:]
            if held:
                yield self.real(held)
        finally:
            close = getattr(pieces, "close", None)
            if close is not None:
                close()


def cast_for(mood: str, hero: str | None, captions: Sequence[str], seed: int) -> Cast:
    """The cast of one story; the same for the same request and seed."""
    rng = random.Random(f"cast/{seed}/{mood}/{hero}")
    noun = main_noun(captions[0]).lower() if captions else ""
    gender: Gender
    if noun in _SHE or noun in _HE:
        gender = "she" if noun in _SHE else "he"
    else:
        known = WHOSE.get(hero or "")
        gender = known if known is not None else rng.choice(GENDERS)
    name = (hero or "").strip() or rng.choice(GIRLS if gender == "she" else BOYS)
    pool = GIRLS if mood.lower() == "comedy" else GIRLS + BOYS
    friend = rng.choice([other for other in pool if other != name])
    parts = [(HEROES[gender], name), (FRIEND, friend)]
    # A slip of the writer's: the other stand-in means the hero, too.
    parts += [(stand_in, name) for stand_in in HEROES.values() if stand_in != HEROES[gender]]
    things = THINGS.get(mood.lower())
    if things is not None:
        stand_in, *others = things
        told = " ".join(captions).lower()
        thing = rng.choice([other for other in others if other not in told])
        parts.append((stand_in, stand_in if stand_in in told else thing))
    return Cast(HEROES[gender], tuple(parts))
