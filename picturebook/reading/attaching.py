"""What belongs to what in a sentence: decisions of the reader of clauses."""

from collections.abc import Sequence
from typing import Final

from picturebook.reading import grammar, phrases
from picturebook.reading.apposing import Apposing
from picturebook.reading.phrase import Phrase
from picturebook.reading.saying import Saying
from picturebook.reading.units import Unit
from picturebook.words import Lexicon
from picturebook.words.forms import may_be_participle

_DRESSED: Final = frozenset({"in", "wearing", "dressed in", "clad in"})
_INVERTING: Final = frozenset(
    """come go sit stand lie run walk hang live fly burst roll fall jump climb step lay rise
    wait hide crouch cower gather float swim grow lean kneel""".split()
)
"""Verbs that may stand before their subject where a place comes first."""
_INTRANSITIVE: Final = _INVERTING - frozenset({"hang", "lay", "hide", "grow", "roll"}) | frozenset(
    "jog stroll wander skate ski surf swim dive dance sleep smile laugh play stare gaze".split()
)
_BY_PEOPLE: Final = frozenset("hold carry wear ride push pull".split())
"""What an animal beside somebody hardly does itself."""
_NEXT_TO: Final = frozenset({"with", "of", "beside", "to", "behind", "in front of", "facing"})
"""What is told with "-ing" of somebody after these is theirs: "she ran to a man selling apples"."""
_SEEING: Final = frozenset("watch see look photograph show find meet glance stare gaze".split())
"""After these verbs what follows belongs to who is seen: "watching a man on a skateboard"."""


def _opens_object(unit: Unit, lexicon: Lexicon) -> bool:
    return unit.tag in ("DET", "NUM", "PRON", "NAME", "NOUN") and unit.low not in ("up", "out")


class Attaching(Apposing):
    """A sentence that is being read: the clause so far, and what may come next to it."""

    def __init__(self, units: Sequence[Unit], lexicon: Lexicon) -> None:
        self.units = units
        self.lexicon = lexicon
        self.done: list[Saying] = []
        self.now = Saying()
        self.last: Phrase | None = None
        self.preposition: Unit | None = None
        self.joining = False
        """A conjunction or comma stands before what comes next."""
        self.conjunction = False
        self.relative = False
        self.auxiliary: Unit | None = None
        self.denied = False
        self.unreal = False
        self.target: list[Phrase] | None = None
        self.opened = False
        """A conjunction stands before the last phrase of place: a clause may begin with it."""

    def _dressed(self, i: int) -> tuple[Phrase | None, int]:
        """ "in red", "wearing black and white": colours alone are those of clothes."""
        word = self.preposition.low if self.preposition is not None else ""
        colours: list[str] = []
        after = i
        while word in _DRESSED and after < len(self.units):
            unit = self.units[after]
            colour = self.lexicon.describes(unit.low, "colour") if unit.tag == "ADJ" else ""
            if not colour and not (colours and unit.low == "and"):
                break
            colours += [colour] if colour else []
            after += 1
        if not colours:
            return None, i
        start, end = self.units[i].start, self.units[after - 1].end
        said = self.units[i].text
        return Phrase(start, end, head="clothes", said=said, colours=colours), after

    def _predicate(self, i: int) -> bool:
        """Whether an adjective says how the subject is, rather than opening a noun phrase."""
        before = self.units[i - 1] if i else None
        state = before is not None and before.tag in ("AUX", "ADV", "NEG") and self.now.verb == "be"
        if not state:
            return False
        _, after = phrases.parse(self.units, i, self.lexicon)
        return not any(u.tag == "NOUN" and u.form == "plural" for u in self.units[i:after])

    def _inverted(self) -> bool:
        """Whether the subject follows its verb: "on a bench sat Dad"."""
        unit = self.now.unit
        return (
            unit is not None
            and self.now.verb in _INVERTING
            and unit.form in ("past", "s")
            and not self.now.objects
            and not self.now.passive
        )

    def _here(self, i: int) -> bool:
        """Whether a clause that begins with "here" has its subject after "was": "and here already
        was a dog"."""
        first = i
        while first and self.units[first - 1].tag == "ADV":
            first -= 1
        opens = not first or self.units[first - 1].tag in ("CONJ", "SUB", "MARK", "QUOTE")
        here = any(unit.low == "here" for unit in self.units[first:i])
        return opens and here and self.units[i].tag == "AUX"

    def _reopened(self, unit: Unit, i: int) -> bool:
        """ "The wind blew, and in the wind went a girl": a clause that begins with its place."""
        after = self.units[i + 1] if i + 1 < len(self.units) else None
        fits = self.opened and bool(self.now.verb and self.now.places) and unit.form == "past"
        return (
            fits
            and unit.lemma in _INVERTING
            and self.last is self.now.places[-1].phrase
            and after is not None
            and after.tag in ("DET", "NUM", "NAME")
        )

    def _belongs(self, relation: str, phrase: Phrase) -> bool:
        """Whether what follows a preposition belongs to the phrase before it."""
        last, now = self.last, self.now
        if last is None:
            return False
        if relation == "with" and last not in now.subjects and any(p.alive for p in now.subjects):
            own = phrase.owner is not None and phrase.owner.kind == "pronoun"
            if (phrase.alive or own) and not last.alive:
                return False
        if relation == "wear" and now.verb == "be" and now.subjects and not now.objects:
            return False
        if relation in ("with", "of", "wear", "full", "covered", "around"):
            return True
        worn = (
            phrase.sort == "garment"
            or phrase.head == "clothes"
            or self.lexicon.noun(phrase.said, "garment") is not None
        )
        if relation == "in" and last.alive and worn:
            return True
        if now.verb in _SEEING and last in now.objects and last.alive:
            return True
        return not now.verb and not now.subjects

    def _opens(self, phrase: Phrase, after: int) -> bool:
        """Whether a phrase after "and" or a comma begins a clause of its own."""
        if not self.now.verb:
            return False
        i = self._past_apposition(phrase, after)
        while i < len(self.units):
            unit = self.units[i]
            if unit.tag in ("AUX", "HAVE", "MODAL"):
                return True
            if unit.tag == "VERB":
                if unit.form == "past" and not phrase.alive:
                    return self.conjunction
                return phrase.alive or unit.form == "s"
            if unit.tag == "PREP":
                inner, end = phrases.parse(self.units, i + 1, self.lexicon)
                if inner is None:
                    return False
                i = end
            elif unit.tag in ("ADV", "NEG"):
                i += 1
            elif unit.tag == "REL":
                return False
            else:
                return False
        return False

    def _passive(self, unit: Unit, i: int) -> bool:
        if self.auxiliary is None and unit.lemma in _INTRANSITIVE:
            return False
        if self.auxiliary is not None:
            return self.auxiliary.tag == "AUX"
        if not may_be_participle(unit.low, unit.lemma):
            return False  # "A boy in the park saw a cat."
        following = self.units[i + 1] if i + 1 < len(self.units) else None
        by = following is not None and (
            following.low == "by" or following.low in grammar.PREPOSITIONS
        )
        stated = unit.low in ("parked", "filled", "covered", "lined", "made", "seated", "dressed")
        stated = stated and (following is None or not _opens_object(following, self.lexicon))
        after_noun = self.last is not None and bool(i) and self.units[i - 1].tag in ("NOUN", "ADV")
        if (
            after_noun
            and self.last is not None
            and self.last.kind == "noun"
            and not self.last.alive
            and not self._peopled(self.last)
        ):
            return True
        return after_noun and not self.conjunction and (
            stated or (by and following is not None and following.low == "by"))  # fmt: skip

    def _peopled(self, phrase: Phrase) -> bool:
        """Whether a word of a place or a group stands for its people: "the class listened"."""
        lines = self.lexicon.attribute("peopled").values()
        return any(phrase.said.lower() in line for line in lines)

    def _of_last(self, unit: Unit, passive: bool) -> bool:
        """Whether a verb belongs to the last phrase of a preposition: "a boat with men rowing"."""
        if not (self.relative or unit.form in ("ing", "past")) or not self.now.places:
            return False
        last = self.now.places[-1]
        if self.relative:
            return True
        if not self.now.subjects and unit.lemma in _INVERTING and unit.form == "past":
            return False  # "Round the corner came two girls."
        if self.auxiliary is not None or last.phrase is not self.last:
            return False
        if not self.now.subjects:
            return True
        alive = any(p.alive for p in self.now.subjects)
        if last.relation == "with" and unit.lemma in ("park", "dock", "moor", "anchor"):
            return not alive
        return (last.relation == "with" and last.phrase.alive) or (not alive and last.phrase.alive)

    def _subjects_for(self, unit: Unit, now: Saying, last: Phrase | None) -> list[Phrase]:
        if self.relative and last is not None:
            return [last]
        if now.verb in grammar.LETTING and unit.form == "base" and now.objects and not self.joining:
            return now.objects[-1:]
        if self.joining or self.auxiliary is not None:
            return list(now.subjects)
        if unit.form == "past" and last is not None and not last.alive:
            return [last]
        seen = now.objects[-1:] if now.verb in _SEEING and unit.form == "ing" else []
        if seen and seen[0].alive and any(p.phrase is last and p.of is seen[0] for p in now.places):
            return seen  # "watching a boy in a cap skating"
        if unit.form == "ing" and last is not None:
            hung = unit.lemma == "hang" and any(p.phrase is last for p in now.places)
            beast = any(p.sort == "animal" for p in now.subjects)
            if hung or (beast and unit.lemma in _BY_PEOPLE and last.sort == "person"):
                return [last]
        if unit.form in ("ing", "past") and last is not None and last.alive and (
            last in now.objects
            or any(
                p.phrase is last and (p.relation in _NEXT_TO or p.word == "into")
                for p in now.places
            )
            or (now.verb in grammar.LOOKING and now.places and now.places[-1].phrase is last)
        ):  # fmt: skip
            with_ = next((p for p in now.places if p.phrase is last), None)
            if with_ is not None and with_.relation == "with":
                return [*now.subjects, last]
            return [last]
        return list(now.subjects) or ([last] if last else [])

    def _new_if_full(self) -> None:
        if self.now.verb or self.now.places:
            self._close()

    def _close(self) -> None:
        now = self.now
        if now.subjects or now.verb or now.places or now.objects or now.states:
            self.done.append(now)
        self.now = Saying()
        self._reset()
        self.unreal = False

    def _reset(self) -> None:
        self.joining = self.conjunction = self.relative = self.denied = False
        self.auxiliary = None
        self.preposition = None
        self.opened = False
