"""What a caption's figure does: one verb with its small words and its object, in the past."""

import re
from dataclasses import replace
from typing import Final

from core.threads.phrases import Wording
from core.threads.placing import OUT, Places
from core.threads.sentences import Part, done_to, inflected, past
from core.threads.telling import (
    NEEDS_OBJECT,
    PICKS,
    becomes,
    cut_short,
    done_to_figure,
    idiom,
    of_what_is_had,
    vague,
)
from picturebook.reading import deeds, grammar
from picturebook.reading.phrase import Phrase
from picturebook.reading.saying import Saying
from picturebook.reading.units import Unit
from picturebook.words import Lexicon
from picturebook.words.forms import gerund, lemmas, singulars

STATES: Final = frozenset("have wear contain show feature include seem appear consist".split())
_WITH_PLACE: Final = frozenset("keep make let put set stay".split())
"""After "trying to" these need more than an object: "trying to keep his car (on the course)"."""
_AT_ONCE: Final = frozenset(
    """find lose win drop break see notice discover know want like love need hear meet forget
    remember finish become arrive spot steal swallow hate own""".split()
)
"""What is done in no time, or is a state: told in the simple past."""
_STILL_THINGS: Final = frozenset(
    """sit stand lie hang park fly float sail drive travel move go come run burn glow shine roll
    stop wait rest lean pass fall overlook flow rise grow land take-off hover cross ride drift
    spin point tower head glide slide speed chug splash skid race""".split()
)
"""What things that are not alive may be said to do."""
_OF_PLACES: Final = frozenset("overlook tower surround".split())
_ALSO: Final = frozenset(
    "compete gather enjoy prepare relax perform try attempt begin do mow".split()
)
_SEEN_AS: Final = frozenset("see show take make mean call view prepare pack".split())
_BEFORE_TO: Final = frozenset("try attempt begin start want prepare get plan learn pretend".split())
_UNCOUNTED: Final = frozenset("play perform practice watch".split())
_SMALL: Final = frozenset(
    """up down out off away back together around along outside inside over alone apart home upstairs
    downstairs indoors outdoors forward backwards""".split()
)
_NO_ACTS: Final = frozenset(
    "match clothe fade blur call name engage tip bottom beam ring reflect pose".split()
)
"""What captions say of clothes and of photographs, or names of things taken for acts."""
_NO_OBJECT: Final = frozenset(
    "pause sit stand ski sleep smile laugh gather wander stroll arrive wait relax".split()
)
_GIVES: Final = frozenset("give hand show offer bring read throw feed tell teach pass".split())
"""Verbs of two objects: "giving her mother a flower"."""
_OWNERS: Final = frozenset("his her its their my our your".split())
"""Words that are left of a thing nobody knows: "his blorp"."""
_HIM: Final = frozenset("it him them me us he she they we i".split())
_PARTS: Final = frozenset("side top back front edge end bottom tip middle inside rest".split())
_RESULTS: Final = frozenset("shut open closed aloft upright upside-down".split())
_PICKED: Final = frozenset("up down off out on".split())
_BARE_STATES: Final = frozenset("asleep awake alone ready lost".split())
_NO_STATES: Final = frozenset(
    "there here visible present full several many engaged dressed involved".split()
)


class Acts:
    """The acts of one sentence."""

    def __init__(self, part: Part, words: Lexicon, places: Places) -> None:
        self.part, self.words, self.places = part, words, places

    # -- which clause ------------------------------------------------------------------------
    def main(self, sayings: list[Saying]) -> Saying | None:
        """The clause that is worth telling."""
        whole = [s for s in sayings if s.subjects and self._can_tell(s.subjects[0])]
        told = [s for s in whole if not s.unreal and not self._meant(s) and not self._beside(s)]
        if not told:
            had = [s for s in whole if self._beside(s)]
            return _idle(had[0]) if had else None
        alive = [s for s in told if any(p.alive for p in s.subjects)]
        free = [s for s in alive if not self._owned(s.subjects[0])]
        alive, told = (
            (free, [s for s in told if s not in alive or s in free]) if free else (alive, told)
        )
        if not alive and self._lost(told):
            return None
        idle_too = [s for s in whole if s.subjects[0].alive and not s.unreal]
        if not alive and idle_too and all(self.places.wearing.worn(s.subjects[0]) for s in told):
            return _idle(idle_too[0])
        if alive:
            told = [s for s in told if not self.places.wearing.worn(s.subjects[0])]
        idle = STATES | _NO_ACTS | {"be", ""}
        acting = [s for s in alive if s.verb not in idle]
        pool = [s for s in acting or alive if s in told] or alive or told
        own = [s for s in pool if s.subjects[0] is pool[0].subjects[0]]
        good = [s for s in own if self.deed(s)]
        if alive and not good and own[0].subjects[0] is not alive[0].subjects[0]:
            return _idle(alive[0])
        return max(good or own, key=self._weight)

    def together(self, main: Saying) -> list[Phrase]:
        """The subjects that really are joined: no "plate topped with pasta and (chicken)"."""
        first = main.subjects[0]
        lost = {"PREP", "VERB", "AUX"}
        return [first] + [
            p for p in main.subjects[1:]
            if not any(u.tag in lost and u.low != "of" and first.end <= u.start < p.start
                       for u in self.part.units)
        ]  # fmt: skip

    def _lost(self, told: list[Saying]) -> bool:
        """Whether only somebody's clothes are told of: "(round an owl) a coat strolling"."""
        worn = all(self.places.wearing.worn(s.subjects[0]) for s in told)
        living = any(p.phrase.alive for s in self.part.sayings for p in s.places)
        return worn and living and any(s.verb not in ("", "be") for s in told)

    def _can_tell(self, phrase: Phrase) -> bool:
        moment = phrase.sort in ("time", "weather", "season")
        if moment or phrase.kind == "pronoun" or phrase.head in self.words.body:
            return False
        if phrase.kind == "noun" and phrase.match is None and vague(phrase):
            return False
        return self.places.wording(phrase).known

    def _owned(self, phrase: Phrase) -> bool:
        """Whether somebody is told of by whose they are: "its owner"."""
        return phrase.said.split(" ")[0].lower() in _OWNERS or any(
            u.low in _OWNERS and phrase.start <= u.start < phrase.end for u in self.part.units[:-1]
        )

    def _meant(self, saying: Saying) -> bool:
        """Whether it only is to be done: "waiting to come down"."""
        if saying.unit is None or saying.unit.form != "base":
            return False
        before = [u for u in self.part.units if u.end <= saying.unit.start]
        return bool(before) and before[-1].tag == "TO"

    def _beside(self, saying: Saying) -> bool:
        """Whether it is said of what is there too: "with waves coming in", "in rolled up jeans"."""
        if saying.unit is None:
            return False
        if of_what_is_had(saying, self.part.units):
            return True
        if self._a_look(saying.unit):
            return True
        at = saying.unit.start
        before = [u for u in self.part.units if u.end <= at][-1:]
        if saying.unit.form == "past" and before and before[0].tag == "PREP":
            return True
        if saying.passive and before and singulars(before[0].low)[-1] in self.words.body:
            return True
        if saying.unit.form != "ing" or saying.verb not in _STILL_THINGS:
            return False
        for other in self.part.sayings:
            for place in other.places:
                near = place.relation == "with" and 0 <= at - place.phrase.end <= 2
                if near and place.phrase not in saying.subjects:
                    clothes = self.places.wearing.worn(place.phrase)
                    clothes = clothes and place.phrase.head not in self.words.body
                    if place.phrase.alive and not any(p.alive for p in saying.subjects):
                        return True
                    return not (place.phrase.alive or clothes)
        return False

    def _a_look(self, unit: Unit) -> bool:
        """Whether it only is a look of what follows: "on an HP branded motorcycle"."""
        units = self.part.units
        i = next((i for i, u in enumerate(units) if u.start == unit.start), 0)
        around = [u.tag for u in units[max(i - 3, 0) : i]], [u.tag for u in units[i + 1 : i + 2]]
        return unit.form == "past" and around[1] == ["NOUN"] and (
            around[0][-1:] in (["NOUN"], ["NAME"]) and around[0][:-1][-2:] == ["PREP", "DET"]
        )  # fmt: skip

    def _weight(self, saying: Saying) -> float:
        """How much a clause is worth telling: what is seen best, and what is said first."""
        match = self.words.verb(saying.verb) if saying.verb else None
        act = match is not None and match.sort == "act"
        weight = deeds.weight(match.key) if match is not None and act else 1.5
        weight = 0.3 if saying.verb in ("", "be") else weight - (1.0 if saying.passive else 0)
        return weight - 0.4 * self.part.sayings.index(saying)

    # -- how it is said ----------------------------------------------------------------------
    def deed(self, saying: Saying) -> str:
        """ "jumping", "holding a red frisbee", "parked"; "" if it can't be told."""
        unit, verb = saying.unit, saying.verb
        if verb in ("be", ""):
            return self._state(saying) or (self._worn(saying) if verb else "")
        if unit is None or verb in _NO_ACTS or not self._known(saying, unit):
            return ""
        shown = verb == "show" and any(p.word == "to" and p.phrase.alive for p in saying.places)
        if verb in STATES and verb != "wear" and not shown:
            return ""
        alive = any(p.alive for p in saying.subjects)
        objects = self._objects(saying) if alive else []
        if verb in ("lie", "lay"):
            verb = "lay" if objects else "lie"
        particle = ""
        place = next((p for p in saying.places if p.phrase.start > unit.start), None)
        out = place is not None and verb in OUT and place.word == "out the"
        if not objects and place is not None and out:
            particle, objects = "out", [place.phrase]
        elif not (objects or saying.passive) and place is not None and verb in PICKS and (
            place.word in _PICKED and not place.phrase.alive
        ):  # fmt: skip
            particle, objects = place.word, [place.phrase]
        after = [particle] if particle else self._after(unit)
        if saying.passive and objects:
            return ""
        person = alive and saying.subjects[0].sort != "animal"
        if not objects and after in ([], ["off"], ["over"]) and (
            cut_short(verb, self.places.acting(saying), person=person)
        ):  # fmt: skip
            return ""
        if idiom(verb, objects, self.words) or becomes(unit, objects, self.part.units):
            return ""
        if (saying.passive or done_to(unit.form, unit.low, verb)) and not objects:
            own = any(
                p.phrase.start > unit.start and w != "with" for w, p in self.places.of(saying)
            )
            form = unit.low if unit.form == "past" else inflected(verb, "VBN")[0]
            return " ".join([form, *after]) if own and verb not in _SEEN_AS else ""
        if verb in (NEEDS_OBJECT if alive else PICKS) and not objects:
            return ""
        moved = particle or saying.particle or self.places.of(saying)
        if verb in ("put", "set", "place", "lay") and not moved:
            return ""
        named = self._named(objects, saying)
        if verb in ("face", "watch") and objects and objects[0].head == "camera":
            return ""
        if (objects and not named) or self._part_of_what(named):
            return ""
        if verb in _BEFORE_TO and any(p.word == "to" for p in saying.places):
            return ""
        follow = self._to(saying) if not objects else ""
        if verb in _BEFORE_TO and not objects:
            return f"{gerund(verb)} {follow}" if follow else ""
        start = past(verb) if self.at_once(saying) else gerund(verb)
        bare = particle == "out" and out and not named.startswith("another ")
        named = f"the {named}" if bare else named
        if not any(p.several for p in saying.subjects) and len(saying.subjects) == 1:
            after = [w for w in after if w != "together"]
        return " ".join(w for w in [start, *after, named, self._result(objects)] if w)

    def _part_of_what(self, named: str) -> bool:
        """Whether it isn't told whose part it is: "touching the side", "holding the ankle"."""
        the, _, part = named.partition(" ")
        return the == "the" and (part in _PARTS or part in self.words.body)

    def _result(self, objects: list[Phrase]) -> str:
        """ "shut" of "holding a door shut", "in" of "tucking her chicks in"."""
        units = self.part.units
        end = objects[-1].end if objects else -1
        i = next((i for i, u in enumerate(units) if 0 <= end <= u.start), len(units))
        if not objects or i >= len(units):
            return ""
        ends = i + 1 == len(units) or units[i + 1].tag in ("PREP", "CONJ") or (
            not units[i + 1].low[:1].isalpha()
        )  # fmt: skip
        low = units[i].low
        if low == "in" and i + 1 < len(units):
            return ""
        return low if low in _RESULTS or (ends and low in _PICKED | {"in"}) else ""

    def at_once(self, saying: Saying) -> bool:
        """Whether it is told in the simple past: "found a mitten"."""
        unit, verb = saying.unit, saying.verb
        if unit is None or saying.passive or verb in ("be", ""):
            return False
        before = unit.form == "past" and unit.low in inflected(verb, "VBD")
        return verb in _AT_ONCE or (before and not done_to(unit.form, unit.low, verb))

    def _known(self, saying: Saying, unit: Unit) -> bool:
        verb = saying.verb
        if not lemmas(verb.split(" ")[0], "VERB"):
            return False
        alive = any(p.alive for p in saying.subjects)
        if alive and (verb in _OF_PLACES or done_to_figure(verb, unit, saying)):
            return False
        if self.words.describes(verb, "colour"):
            return False
        if not alive and not saying.passive and verb not in _STILL_THINGS:
            return False
        several = any(p.several for p in saying.subjects)
        before = unit.form == "past" and bool(saying.objects) and unit.tag == "VERB"
        sure = unit.form in ("ing", "s") or verb in _ALSO or before
        sure = sure or (several and unit.form == "base" and unit.tag == "VERB")
        return sure or self.words.verb(verb) is not None

    def _objects(self, saying: Saying) -> list[Phrase]:
        if saying.verb in _NO_OBJECT:
            return []
        named = [p for p in saying.objects if not p.denied and p.said[:1].isalpha()]
        objects = [p for p in named if p.said.lower() not in _HIM and not self._joins(p)][:2]
        objects = objects[:1] if len(objects) > 1 and (
            vague(objects[1]) or objects[1].head == "other"
        ) else objects  # fmt: skip
        if len(objects) < 2:
            return objects
        other = objects[1]
        if saying.verb in _GIVES and objects[0].alive and not other.alive:
            return objects
        deed = other.match is None and self.words.verb(other.said) is not None
        if other.kind == "pronoun" or objects[0].alive != other.alive or deed:
            return objects[:1]
        return objects

    def _joins(self, phrase: Phrase) -> bool:
        """Whether it is a second deed: "they walk together and talk"."""
        before = [u for u in self.part.units if u.end <= phrase.start][-2:]
        if len(before) < 2 or before[1].low != "and" or before[0].tag not in ("VERB", "ADV"):
            return False
        return bool(lemmas(phrase.said.split(" ")[-1].lower(), "VERB"))

    def _named(self, objects: list[Phrase], saying: Saying) -> str:
        if any(vague(p) for p in objects):
            return ""
        worded = [Wording(p, self.part.units, self.words, shown=False) for p in objects]
        if not all(w.known for w in worded):
            return ""
        said = [w.said(adjective=len(objects) == 1) for w in worded]
        if _OWNERS & set(said):
            return ""
        said = [self.places.another(s, w, saying) for s, w in zip(said, worded, strict=True)]
        determined = any(u.tag == "DET" for w in worded for u in w.chunks[0])
        if saying.verb in _UNCOUNTED and not determined:
            said = [re.sub(r"^an? (?=\S+$|(?:first|second|third) )", "", w) for w in said]
        given = saying.verb in _GIVES and len(objects) == 2 and not objects[1].alive
        return (" " if given and objects[0].alive else " and ").join(w for w in said if w)

    def _after(self, unit: Unit) -> list[str]:
        """Small words right after the verb: "up", "together", "outside"."""
        found: list[str] = []
        units = self.part.units
        i = next((i for i, u in enumerate(units) if u.start == unit.start), -1) + 1
        while 0 < i < len(units) and len(found) < 2:
            u = units[i]
            small = u.tag == "ADV" and u.low in _SMALL
            moved = u.tag == "PREP" and u.low in grammar.PARTICLES and u.low == self._particle(i)
            if not (small or moved):
                break
            found.append(u.low)
            i += 1
        return found

    def _particle(self, i: int) -> str:
        """A preposition that belongs to its verb, where an object follows: "picks up a key"."""
        units = self.part.units
        for saying in self.part.sayings:
            if saying.particle and saying.objects and not saying.denied:
                first = saying.objects[0]
                placed = any(p.phrase is first for p in saying.places)
                if first.start > units[i].start and not placed:
                    return saying.particle
        following = units[i + 1] if i + 1 < len(units) else None
        ends = following is None or following.low in ("and", ",", "as", "while")
        return units[i].low if ends else ""

    def _to(self, saying: Saying) -> str:
        """ "to catch a ball" of "trying to catch a ball"."""
        at = self.part.sayings.index(saying)
        following = self.part.sayings[at + 1] if at + 1 < len(self.part.sayings) else None
        if following is None or following.unit is None or following.unit.form != "base":
            return ""
        if any(p.kind == "pronoun" for p in following.objects):
            return ""
        objects = [self.places.wording(p).said() for p in following.objects[:1]]
        if following.verb in NEEDS_OBJECT and not objects:
            return ""
        if following.verb in _WITH_PLACE or any(vague(p) for p in following.objects[:1]):
            return ""
        return " ".join(["to", following.verb, *self._after(following.unit), *objects])

    def _state(self, saying: Saying) -> str:
        """ "asleep", "happy": how the figure is, where it does nothing."""
        if not any(p.alive for p in saying.subjects):
            return ""
        for unit in saying.states:
            if unit.tag == "ADJ" and (unit.low in _BARE_STATES or saying.verb == "be"):
                looks = {m.sort for m in self.words.describing(unit.low)}
                if unit.low not in _NO_STATES and not looks & {"colour", "pattern", "number"}:
                    return unit.low
        return ""

    def _worn(self, saying: Saying) -> str:
        worn = [p.phrase for p in saying.places if p.relation == "wear"][:1]
        names = [self.places.wording(p).said() for p in worn]
        return f"wearing {names[0]}" if names and names[0] else ""


def _idle(saying: Saying) -> Saying:
    """The same figure, doing nothing."""
    return replace(saying, verb="", unit=None, objects=[], passive=False)
