"""Clauses: who does what with whom and where, sentence by sentence."""

from collections.abc import Sequence
from typing import Final

from picturebook.reading import grammar, phrases
from picturebook.reading.attaching import Attaching
from picturebook.reading.phrase import Phrase
from picturebook.reading.saying import Place, Saying
from picturebook.reading.units import Unit
from picturebook.words import Lexicon

_TAKE_OBJECTS: Final = frozenset(
    """pick put take lift hold turn blow hang throw set give hand bring fill wake tie wrap cut
    slice chop eat pack dress clean load line show dig mix break tear open lock""".split()
)
_REPORTING: Final = grammar.THINKING | {"say", "tell", "ask", "hear", "see", "show", "know"}
_SENSING: Final = frozenset("see hear smell feel".split())
"""Who could see something saw it."""
_MOVED: Final = frozenset("up on off out over down away back".split())
"""After these verbs these words are no prepositions where a thing follows: "picked up a key"."""


class _Reader(Attaching):
    """Goes through one sentence and collects its clauses."""

    def read(self) -> list[Saying]:
        i = 0
        while i < len(self.units):
            i = self._step(i)
        self._close()
        return self.done

    def _step(self, i: int) -> int:
        unit = self.units[i]
        called = self._with_name(i)
        if called:
            return called
        if unit.tag == "ADJ" and self._predicate(i):
            self.now.states.append(unit)
            return i + 1
        phrase, after = phrases.parse(self.units, i, self.lexicon)
        if phrase is None:
            phrase, after = self._dressed(i)
        if phrase is not None:
            self._phrase(phrase, after)
            return after
        if unit.tag == "VERB":
            self._verb(unit, i)
        elif unit.tag in ("AUX", "HAVE", "MODAL"):
            self._helper(unit, i)
        elif unit.tag == "TO":
            self._to(i)
        elif unit.tag == "PREP":
            self._prep(unit)
        elif unit.tag == "REL":
            self.relative = True
        elif unit.tag == "SUB" or unit.low in (";", ":", "—", "–"):
            self._subordinate(unit, i)
        elif unit.tag == "CONJ" or unit.low == ",":
            self.joining = True
            self.conjunction = self.conjunction or unit.tag == "CONJ"
            self.auxiliary = None if self.now.states else self.auxiliary
            self.preposition = None
        elif unit.tag == "NEG":
            self.denied = True
            if self.now.verb == "be" and not self.now.objects and not self.now.states:
                self.now.denied = True
        elif unit.tag == "EX":
            self._new_if_full()
            self.now.exists = True
        elif unit.tag == "QUOTE":
            self._quote()
        elif unit.tag == "ADJ":
            self.now.states.append(unit)
        elif unit.tag == "ADV":
            self._adverb(unit)
        return i + 1

    def _phrase(self, phrase: Phrase, after: int) -> None:
        if phrase.owner is not None and phrase.owner.head == "whose" and self.last is not None:
            phrase.owner = self.last
            self._close()
            self.preposition, self.joining = None, False
        now = self.now
        phrase.denied = phrase.denied or (self.denied and bool(now.verb) and not now.denied)
        if self.preposition is not None:
            self._placed(phrase)
        elif not self.joining and self._called(phrase):
            assert self.last is not None
            self.last.more.append(phrase)
            self.last.match = self.last.match or phrase.match
            return
        elif self.joining and not self.conjunction and self._apposition(phrase, after):
            assert self.last is not None
            self.last.more.append(phrase)
            self.joining = False
            return
        elif self.joining and self._opens(phrase, after):
            self._close()
            self.now.subjects = [phrase]
        elif self.joining and self.target is not None and (
            now.verb or (now.places and now.places[-1].phrase.alive == phrase.alive)
        ):  # fmt: skip
            self._coordinate(phrase)
        elif not now.verb:
            if now.places and not self.joining and now.subjects and not now.exists:
                self._close()
            self.now.subjects.append(phrase)
            self.target = self.now.subjects
        elif not now.subjects and phrase.alive and self._inverted():
            now.subjects.append(phrase)
            self.target = now.subjects
        elif now.speech and not now.subjects:
            now.subjects.append(phrase)
        elif now.exists:
            now.subjects.append(phrase)
            self.target = now.subjects
        else:
            now.objects.append(phrase)
            self.target = now.objects
            self.auxiliary = None if now.verb == "be" else self.auxiliary
        self.last = phrase
        self.joining = self.conjunction = False
        self.preposition = None

    def _coordinate(self, phrase: Phrase) -> None:
        assert self.target is not None
        if self.target is self.now.subjects or self.target is self.now.objects:
            self.target.append(phrase)
            return
        place = self.now.places[-1]
        if place.phrase.head in self.lexicon.body and len(self.now.places) > 1:
            place = self.now.places[-2]
        self.now.places.append(Place(place.relation, place.word, phrase, place.of))

    def _placed(self, phrase: Phrase) -> None:
        assert self.preposition is not None
        word = self.preposition.low
        relation = grammar.PREPOSITIONS.get(word, "at")
        owner = self.last if self._belongs(relation, phrase) else None
        self.now.places.append(Place(relation, word, phrase, owner))
        self.target = [phrase]

    def _verb(self, unit: Unit, i: int) -> None:
        if self._reopened(unit, i):
            place = self.now.places.pop()
            self._close()
            self.now.places = [place]
        helped = self.auxiliary is not None
        passive = unit.form == "past" and self._passive(unit, i)
        inverted = bool(self.now.speech) and not self.now.verb
        if self.now.verb and not (self.now.verb == "be" and helped and not self.now.objects
                                  and not self.now.places):  # fmt: skip
            previous, last = self.now, self.last
            subjects = self._subjects_for(unit, previous, last)
            keep = (previous.unreal and self.joining) or self.unreal
            relative = self.relative
            self._close()
            self.now.subjects = subjects
            self.unreal = keep
            self.now.relative = relative
        elif not self.now.verb and self._of_last(unit, passive):
            outer = self.now
            inner = Saying(subjects=[self.last] if self.last else [])
            inner.relative = True
            self._close()
            self.now = inner
            if outer.subjects and not outer.places:
                self.now.subjects = outer.subjects
        self.now.verb, self.now.unit = unit.lemma, unit
        self.now.exists = False
        self.now.passive = passive
        self.now.denied = self.now.denied or self.denied
        self.now.unreal = self.now.unreal or self.unreal
        self.now.speech = inverted
        self._reset()
        self.target = None

    def _helper(self, unit: Unit, i: int) -> None:
        if self._here(i):
            self._new_if_full()
            self.now.exists, self.joining = True, False
        reported = unit.tag == "MODAL" and self.now.verb in _REPORTING and not self.relative
        if reported and self.now.objects and self.now.objects[-1] is self.last:
            told = self.now.objects.pop()
            self._close()
            self.now.subjects = [told]
            self.unreal = True
        following = next((u for u in self.units[i + 1 :] if u.tag not in ("ADV", "NEG")), None)
        if following is not None and following.tag in ("VERB", "AUX", "HAVE") and unit.tag != "AUX":
            before = self.now.verb or (self.done[-1].verb if self.done else "")
            sensed = following.lemma in _SENSING and unit.low == "could"
            if not sensed or reported or before in _REPORTING:
                self._unless_real(unit)
            self.auxiliary = unit if unit.tag == "AUX" else self.auxiliary or unit
            return
        does = unit.low in ("do", "does", "did") and following is not None
        does = does and following is not None and following.tag in ("DET", "NUM", "ADJ", "NOUN")
        if unit.tag == "MODAL" and not does:
            self._unless_real(unit)
            if self.now.subjects and _goes_on(self.units[i + 1 :]):
                subjects = list(self.now.subjects)  # "She ran as fast as she could, and fell."
                self._close()
                self.now.subjects = subjects
            return
        if self.now.verb and (self.relative or self.now.objects or self.now.places or
                              self.now.verb != "be"):  # fmt: skip
            subjects = [self.last] if self.relative and self.last else list(self.now.subjects)
            if not subjects and self.last is not None:
                subjects = [self.last]
            self._close()
            self.now.subjects = subjects
        elif self.relative and self.last is not None and self.now.subjects != [self.last]:
            last = self.last
            together = unit.low in ("are", "were") and not last.several
            together = together and last in self.now.subjects
            if not self.now.verb and not together:  # "a man and a woman that are sitting"
                self._close()
                self.now.subjects = [last]
        self.now.verb = "do" if does else "be" if unit.tag == "AUX" else "have"
        self.now.going = unit.low == "having"
        self.now.denied = self.now.denied or self.denied
        self.now.unreal = self.now.unreal or self.unreal
        exists = self.now.exists
        self._reset()
        self.auxiliary = unit if unit.tag == "AUX" else None
        self.now.exists = exists
        self.target = None

    def _unless_real(self, unit: Unit) -> None:
        if unit.low in grammar.UNREAL:
            self.unreal = True

    def _to(self, i: int) -> None:
        """ "to" before a verb: the same subjects do it, or only mean to."""
        subjects = list(self.now.subjects)
        verb = self.now.verb
        states = {u.low for u in self.now.states}
        last = self.last
        told = (
            self.now.verb in ("help", "teach", "ask", "tell", "let", "watch") and self.now.objects
        )
        self._close()
        self.now.subjects = list(self.done[-1].objects[:1]) if told and self.done else subjects
        if not self.now.subjects and last is not None:
            self.now.subjects = [last]
        self.now.unreal = not (
            verb in grammar.STARTING or states & {"ready", "about", "first", "last"}
        ) or (verb in grammar.THINKING and verb != "decide")  # fmt: skip
        self.joining = False

    def _prep(self, unit: Unit) -> None:
        if self.now.unit is not None and self.preposition is None and not self.now.objects:
            joined = f"{self.now.verb} {unit.low}"
            if not self.now.places and self.lexicon.verb(joined) is not None:
                self.now.particle = unit.low
            hung = not any(p.alive for p in self.now.subjects)
            clings = hung and self.now.verb == "hang" and unit.low in ("on", "off", "over")
            takes = self.now.verb in _TAKE_OBJECTS and unit.low in _MOVED and not clings
            if not self.now.places and takes:
                self.now.particle = unit.low
                return
        self.preposition = unit
        self.opened = self.opened or self.conjunction
        self.joining = False

    def _adverb(self, unit: Unit) -> None:
        if self.now.unit is not None and unit.low in grammar.PARTICLES and not self.now.places:
            self.now.particle = self.now.particle or unit.low
        self.now.states.append(unit)

    def _subordinate(self, unit: Unit, i: int) -> None:
        ahead = self.units[i + 1 : i + 3]
        if unit.low in ("as", "so") and len(ahead) == 2 and ahead[1].low == "as":
            return
        if unit.low == "as":
            before = self.units[i - 1] if i else None
            just = before is not None and before.low in ("just", "even", "exactly", "only")
            compared = i > 1 and self.units[i - 2].low in ("as", "so")  # "as quick as a fox"
            if before is not None and (before.tag in ("ADJ", "ADV") or compared) and not just:
                self.preposition = Unit(unit.text, "like", unit.start, unit.end, "PREP")
                return
            following, after = phrases.parse(self.units, i + 1, self.lexicon)
            verb = after < len(self.units) and self.units[after].tag in ("VERB", "AUX", "HAVE")
            if following is not None and not verb:
                self.preposition = Unit(unit.text, "dressed as", unit.start, unit.end, "PREP")
                return
        subjects = list(self.now.subjects)
        following_unit = self.units[i + 1] if i + 1 < len(self.units) else None
        self._close()
        doing = following_unit is not None and following_unit.low == "wearing"
        if unit.low in ("what", "which"):
            self.last = None  # Nobody knows what that is.
        elif doing or (following_unit is not None and following_unit.tag == "VERB"):
            self.now.subjects = subjects
            self.last = subjects[-1] if doing and subjects else self.last
        self.unreal = unit.low in grammar.UNREAL

    def _quote(self) -> None:
        self._new_if_full()
        if not self.now.verb:
            self.now.speech = not self.now.subjects


def clauses(units: Sequence[Unit], lexicon: Lexicon) -> list[Saying]:
    """The clauses of a tagged sentence, in the order in which they are told."""
    found = _Reader(units, lexicon).read()
    quoted = any(unit.tag == "QUOTE" for unit in units)
    for saying in found:
        saying.quoted = quoted
    return found


def _goes_on(units: Sequence[Unit]) -> bool:
    """Whether the next verb, in the past, has the subject of what was before: "…, and fell"."""
    joined = [unit for unit in units[:2] if unit.tag in ("CONJ", "MARK")]
    after = units[len(joined)] if len(joined) < len(units) else None
    return bool(joined) and after is not None and after.tag == "VERB" and after.form == "past"
