"""What a caption's figure wears or looks like: "in a red jacket", "with a beard"."""

import re
from typing import Final

from core.threads.phrases import Wording
from core.threads.sentences import Part
from picturebook.reading.phrase import Phrase
from picturebook.reading.saying import Saying
from picturebook.words import Lexicon, lexicon

_PUT_ON: Final = frozenset(
    """collar leash harness gear suit uniform costume outfit attire clothes clothing swimwear
    helmet mask armor""".split()
)
_CARRIED: Final = frozenset(
    """backpack rucksack bag handbag purse headphones earphones necklace collar harness leash watch
    ring earring earrings bracelet badge medal pacifier beard moustache mustache paint
    piercing piercings tattoo tattoos freckles bow bows ribbon ribbons""".split()
)
"""What somebody has "with" them, though it is worn."""
_DULL: Final = re.compile(
    r"(?:in|with) (?:an? )?(?:shirt|t-shirt|top|jacket|coat|shorts|pants|trousers|jeans|clothes|"
    r"clothing|glasses|shoes|hair|arms?|hands?|legs?|faces?|eyes|skirt|sweater|boots|gear|socks)"
)
"""What nobody would remember of anybody."""
_ALL_IN: Final = re.compile(
    r"in an? (?:\w+ )?(red|blue|green|yellow|purple|pink|orange|white|black|brown|gr[ea]y|gold)"
    r" (?:coat|jacket|shirt|t-shirt|dress|suit|sweater|jumper|uniform|robe|cloak|gown"
    r"|vest|raincoat|jersey|hoodie|top|skirt)(?! and)"
)
"""Clothes that may be told by their colour."""
_PLAIN: Final = re.compile(r"^(in|with) an? [\w-]+ ([^aeiou\W][\w-]*)$")
"""Clothes with a word for their looks, which may be left out."""
_LIVED_IN: Final = frozenset("shoe boot slipper hat mitten glove sock pocket".split())
"""Clothes that are a place to a small animal."""


class Wearing:
    """What the figures of one sentence wear."""

    def __init__(self, part: Part, words: Lexicon) -> None:
        self.part, self.words = part, words

    def worn(self, phrase: Phrase, *, beast: bool = False) -> bool:
        """Whether a phrase names clothes or a part of the body; a mouse may live in a shoe.

        Somebody else's are a place: "on a bear's head".
        """
        if phrase.owner is not None and phrase.owner.kind == "noun" and phrase.owner.alive:
            return False
        if beast and phrase.head in _LIVED_IN:
            return False
        clothes = phrase.sort == "garment" or self.words.noun(phrase.said, "garment") is not None
        return clothes or phrase.head in _PUT_ON or phrase.head in self.words.body

    def worn_by(self, figure: Phrase) -> str:
        """What somebody wears or looks like, in whichever clause it is told: "in a red jacket"."""
        sayings = [s for s in self.part.sayings if s.subjects and s.subjects[0] is figure]
        return next((told for told in map(self.told, sayings) if told), "")

    def striking(self, figure: Phrase) -> str:
        """The same, where it is worth telling: no "in a shirt"."""
        told = self.worn_by(figure)
        return "" if _DULL.fullmatch(told) else told

    def told(self, saying: Saying) -> str:
        """What somebody wears or looks like, where nothing else is told."""
        subject = saying.subjects[0]
        living = subject.alive or subject.toy or self._wording(subject).lifeless
        for place in saying.places:
            word, wording = place.word.lower(), self._wording(place.phrase)
            beast = subject.sort == "animal"
            if word not in ("in", "with", "wearing") or not self.worn(place.phrase, beast=beast):
                continue
            said = wording.looks()
            if not self._own(place.phrase, subject):
                continue
            plain = not any(u.tag == "ADJ" for c in wording.chunks for u in c)
            if plain and place.phrase.head in self.words.body - _CARRIED:
                continue
            if place.phrase.denied or "no" in place.phrase.said.lower().split():
                continue
            bare = not any(u.tag == "DET" for c in wording.chunks for u in c)
            if bare and (not living or (subject.several and said.startswith(("a ", "an ")))):
                continue
            if said and wording.known and place.phrase.owner is None:
                body = place.phrase.head in self.words.body
                carried = body or place.phrase.head in _CARRIED or said.split()[-1] in _CARRIED
                return f"{'with' if carried else 'in'} {said}"
        return ""

    def _wording(self, phrase: Phrase) -> Wording:
        return Wording(phrase, self.part.units, self.words)

    def _own(self, worn: Phrase, figure: Phrase) -> bool:
        """Whether nobody else stands nearer: "hugging another girl with a helmet"."""
        living = [
            p for s in self.part.sayings
            for p in (*s.subjects, *s.objects, *(q.phrase for q in s.places))
            if p.alive and p.end <= worn.start
        ]  # fmt: skip
        return not living or max(p.end for p in living) <= figure.end


def looks(worn: str) -> tuple[str, ...]:
    """ "in a red jacket", and the same more briefly: "in red", "in a jacket"."""
    plain = _PLAIN.sub(r"\1 a \2", worn)
    plain = worn if plain.split(" ")[-1] in lexicon().body else plain
    return worn, _ALL_IN.sub(r"in \1", worn), plain
