"""Names and nouns that say more of the noun before: "Mia, a girl with red hair, ran"."""

from collections.abc import Sequence

from picturebook.reading import phrases
from picturebook.reading.phrase import Phrase
from picturebook.reading.saying import Saying
from picturebook.reading.units import Unit
from picturebook.words import Lexicon


class Apposing:
    """What a sentence that is being read needs to know appositions."""

    units: Sequence[Unit]
    lexicon: Lexicon
    now: Saying
    last: Phrase | None

    def _apart(self, i: int) -> bool:
        """Whether what ends here stands apart by commas and is no part of a list."""
        while i < len(self.units) and self.units[i].tag == "PREP":
            inner, end = phrases.parse(self.units, i + 1, self.lexicon)
            if inner is None:
                break
            i = end
        if i >= len(self.units):
            return True
        unit = self.units[i]
        if unit.low == ",":
            following = self.units[i + 1] if i + 1 < len(self.units) else None
            return following is None or following.tag not in ("DET", "NOUN", "NAME", "NUM", "CONJ")
        return unit.tag in ("MARK", "REL", "QUOTE")

    def _then_verb(self, i: int) -> bool:
        """Whether a comma and then a verb follow, after phrases of place."""
        while i < len(self.units) and self.units[i].tag == "PREP":
            inner, end = phrases.parse(self.units, i + 1, self.lexicon)
            if inner is None:
                return False
            i = end
        following = self.units[i + 1] if i + 1 < len(self.units) else None
        if self.units[i : i + 1] and self.units[i].low == "," and following is not None:
            return following.tag in ("VERB", "AUX", "HAVE", "MODAL")
        return False

    def _past_apposition(self, phrase: Phrase, i: int) -> int:
        """Where a clause goes on after "Mia, a girl with red hair,"."""
        if phrase.kind != "name" or i >= len(self.units) or self.units[i].low != ",":
            return i
        more, after = phrases.parse(self.units, i + 1, self.lexicon)
        if more is None or not more.alive or more.kind != "noun":
            return i
        while after < len(self.units) and self.units[after].low != ",":
            if self.units[after].tag in ("VERB", "AUX", "MARK", "HAVE", "MODAL"):
                return i
            after += 1
        return after + 1

    def _with_name(self, i: int) -> int:
        """ "a boy named Tom": where the name ends, 0 if there is none."""
        unit, last = self.units[i], self.last
        if unit.low not in ("named", "called") or last is None:
            return 0
        if not i or self.units[i - 1].end != last.end or last.kind != "noun":
            return 0
        phrase, after = phrases.parse(self.units, i + 1, self.lexicon)
        if phrase is None or phrase.kind != "name" or not (last.alive or not last.match):
            return 0
        last.more.append(phrase)
        return after

    def _called(self, phrase: Phrase) -> bool:
        """ "Bruno the dog", "his friend the mouse": directly one after the other."""
        last = self.last
        return (
            last is not None
            and phrase.kind == "noun"
            and phrase.definite
            and phrase.owner is None
            and phrase.alive
            and last.alive
            and last.kind in ("name", "noun")
            and not last.several
            and last.end + 1 == phrase.start
        )

    def _apposition(self, phrase: Phrase, after: int) -> bool:
        """ "Mia, a girl with red hair": a noun with "a" or "the" after a name, or the reverse."""
        last = self.last
        if last is None or not last.alive:
            return False
        if self.now.verb and (phrase.kind == "name" or not self._apart(after)):
            return False
        if last.kind == "name" and phrase.kind == "noun":
            return phrase.alive and (phrase.definite or phrase.count == 1)
        if last.kind == "noun" == phrase.kind and not last.several and not phrase.several:
            people = ("person", "role")
            alike = last.sort == phrase.sort or (last.sort in people and phrase.sort in people)
            single = phrase.definite or phrase.count == 1
            return alike and single and phrase.owner is None and self._then_verb(after)
        listed = self.lexicon.noun(phrase.head) is not None
        return last.kind == "noun" and phrase.kind == "name" and not last.several and not listed
