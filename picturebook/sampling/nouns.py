"""Noun phrases for sampled figures and things: "a little girl with red hair in a blue coat"."""

import random
from functools import cache
from typing import Final

from picturebook.sampling.tables import listed, raw
from picturebook.scene import Figure, Garment, Look, Thing
from picturebook.words import forms
from picturebook.words.forms import with_article

NUMBERS: Final = ("no", "one", "two", "three", "four", "five", "six")
_COLOURS: Final = {"grey": ("grey", "gray")}
_CLOTHES: Final = {
    "tee": ("T-shirt",),
    "jumper": ("sweater", "jumper"),
    "bobble-hat": ("woolly hat", "bobble hat"),
}
_PAIRED: Final = frozenset({"overalls", "boots", "trousers", "shorts", "jeans"})
_WHOLE: Final = ("some ", "a ", "an ", "from ", "out of ")
"""Words of the table that have all they need begin so."""
_ALIKE: Final = ("fish", "deer", "sheep", "moose", "bison")


def plural(noun: str) -> str:
    """ "cows" of "cow", "fish" of "fish"."""
    return noun if noun.endswith(_ALIKE) else forms.plural(noun)


class Nouns:
    """Says who and what, each time perhaps in other words."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng

    def of(self, node: Figure | Thing, *, article: bool = True) -> str:
        """A noun phrase for anybody or anything."""
        if isinstance(node, Figure):
            return self.figure(node, detail=1)
        noun = self._noun(node.kind)
        if noun.startswith(_WHOLE):
            return noun if article else noun.split(" ", 1)[1]
        head = " ".join(word for word in (self._colour(node.colour), noun) if word)
        if node.count > 1:
            if not article:
                return plural(head)
            number = NUMBERS[node.count]
            return (
                f"{number if node.count < 3 or self.rng.random() < 0.6 else 'some'} {plural(head)}"
            )
        return head if not article or node.kind in _mass() else with_article(head)

    def figure(self, figure: Figure, *, detail: int) -> str:
        """Who, from the bare noun (`detail` 0) to hair and clothes (2)."""
        look = figure.look
        noun = self._noun(look.role or look.kind)
        words = [look.size, self._colour(look.colour) if detail else "", noun]
        head = " ".join(word for word in words if word)
        if figure.count == 5 and self.rng.random() < 0.35:
            told = f"a group of {plural(head)}"
        elif figure.count > 1:
            told = f"{NUMBERS[figure.count]} {plural(head)}"
        elif noun[0].isupper() and look.role == "santa":
            told = head
        else:
            told = with_article(head) if self.rng.random() < 0.94 else f"one {head}"
        hair = self._hair(look, figure.count) if detail == 2 else ""
        wears = self._wears(look, figure.count) if detail == 2 or look.dressed else ""
        return " ".join(part for part in (told, hair, wears) if part)

    def _hair(self, look: Look, count: int) -> str:
        if look.hair_colour:
            known = look.hair in ("long", "short", "curly") and self.rng.random() < 0.5
            style = look.hair if known else ""
            return f"with {style} {look.hair_colour} hair"
        if look.traits:
            trait = look.traits[0]
            if trait == "glasses":
                return "with glasses"
            return f"with {plural(trait) if count > 1 else with_article(trait)}"
        return ""

    def _wears(self, look: Look, count: int) -> str:
        said = " and ".join(self._garment(garment, count) for garment in look.wears)
        return f"{self.rng.choice(('in', 'in', 'wearing'))} {said}" if said else ""

    def _garment(self, garment: Garment, count: int) -> str:
        usual = (garment.kind.replace("-", " "),)
        noun = self.rng.choice(_CLOTHES.get(garment.kind, usual))
        head = f"{garment.colour} {noun}".strip()
        if garment.kind in _PAIRED:
            return head
        return plural(head) if count > 1 else with_article(head)

    def _colour(self, colour: str) -> str:
        return self.rng.choice(_COLOURS.get(colour, (colour,)))

    def _noun(self, kind: str) -> str:
        said = raw("deeds")["words"].get(kind) or (kind.replace("-", " "),)
        return str(said[0] if self.rng.random() < 0.6 else self.rng.choice(said))


@cache
def _mass() -> frozenset[str]:
    return frozenset(listed(raw("deeds")["mass"]["kinds"]))
