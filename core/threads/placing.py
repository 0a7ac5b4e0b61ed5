"""Where a caption's figure is, and what else is told of it with a preposition."""

import re
from typing import Final

from core.threads.nouns import GROUND
from core.threads.phrases import Wording
from core.threads.sentences import Part
from core.threads.telling import idiom
from core.threads.wearing import Wearing
from picturebook.reading.phrase import Phrase
from picturebook.reading.saying import Place, Saying
from picturebook.words import Lexicon
from picturebook.words.forms import singulars

STANDING: Final = frozenset(
    "in on at by near beside under behind inside between atop beneath underneath upon".split()
) | {"next to", "in front of", "on top of", "close to"}  # fmt: skip
"""Prepositions that say where somebody is, whatever they do."""
OUT: Final = frozenset("blow put take check clean".split())
"""Verbs that have an object after "out the": "blowing out the candles"."""
_AROUND: Final = frozenset("with outside above over around against along".split())
_DROPPED: Final = frozenset(
    "as like than of about for during wearing without besides per including featuring".split()
) | {"dressed as", "because of", "instead of", "such as", "dressed in", "clad in", "made of"}
_NOWHERE: Final = frozenset(
    """background foreground day time photo photograph picture image front way color colour
    distance daytime view frame style pose manner progress side left right each other""".split()
)
_LENS: Final = frozenset("camera photographer".split())
_AIMED: Final = frozenset("look stare gaze peer glance smile point bark laugh wave".split())
"""What is beside whom one looks at isn't beside oneself."""
_PUTS: Final = frozenset("stick dip put throw pour place drop toss lay".split())
_AT: Final = frozenset("at for to into toward towards".split())
"""What one looks into for a photograph is no place."""
_ANYBODY: Final = frozenset("person people someone somebody others other".split())
_BESIDE: Final = frozenset({"by", "beside", "near", "next to", "behind", "in front of"})
_SOMEBODY: Final = frozenset({"a person", "people", "some people", "another person", "someone"})
"""Whoever is beside a figure that does something is not told, if nothing is said of them."""
_REAL: Final = frozenset("air top middle edge corner shade dark bottom end midair line".split())
"""Words for no thing that are places all the same."""
_STOOD_ON: Final = re.compile(
    r"on (?:his|her|its|their) (?:heads?|hands|knees|toes|tiptoes?|backs?|bell(?:y|ies)|stomachs?)"
)
_WITH: Final = frozenset(
    """play wrestle work fight dance clean brush dig hit draw paint eat cut help talk struggle walk
    run pose""".split()
)
"""Verbs with which "with" belongs."""
LOOKS_AT: Final = frozenset("look stare gaze peer".split())
_WITH_TOOL: Final = frozenset("search hammer juggle play dig fish sweep".split())
"""Of these it is worth more than the place: "searching with a magnifying glass"."""
_FOR: Final = frozenset("reach wait search look".split())
"""Of these "for" says what: "reaching for a bar"."""
_ABSTRACT: Final = frozenset(
    """find contact preparation amazement progress unison celebration anticipation concentration
    excitement action competition performance practice attempt effort order""".split()
)
_NO_THING: Final = re.compile(r"(?:ment|tion|sion|ness|ity|ance|ence|ism|ship|dom)$")
_A_THING: Final = frozenset(
    "equipment pavement basement apartment vegetation station plantation ornament cement".split()
)
_WITH_HELD: Final = frozenset("kneel crouch squat stand sit perform bend lean wait pose".split())
_ACROSS: Final = frozenset("over around against along".split())
_DEEDS: Final = frozenset("stands sits goes runs walks leaps jumps poses looks holds".split())
"""What follows a preposition by mistake: "with a hood on stands"."""
_EACH_OTHER: Final = frozenset("at to with behind beside after towards around into against".split())
_INTO: Final = frozenset("at after into against".split())
TOWARDS: Final = re.compile(r"(?:to|into|onto|from|after|toward|towards) |.*['’]s ")
"""Where something goes, or whose it is done to: without it a clause is cut short."""
_PRONOUNS: Final = {"it": "it", "they": "them", "he": "him", "she": "her"}
_LOW: Final = frozenset("be play hike sit stand pose walk".split()) | {""}
"""What nobody does in the air: "playing soccer with the ball in the air"."""
_TABLES: Final = frozenset("table desk counter bar window".split())


class Places:
    """The places of one sentence."""

    def __init__(self, part: Part, words: Lexicon) -> None:
        self.part, self.words = part, words
        self.wearing = Wearing(part, words)

    def wording(self, phrase: Phrase) -> Wording:
        """The words for a phrase of this sentence."""
        return Wording(phrase, self.part.units, self.words)

    def of(self, saying: Saying) -> list[tuple[str, Wording]]:
        """The places that a clause tells, with their prepositions."""
        beast = bool(saying.subjects) and saying.subjects[0].sort == "animal"
        return [
            (word, wording)
            for word, wording in self._told(saying)
            if word in ("to", "at") or not self.wearing.worn(wording.phrase, beast=beast)
        ]

    def _told(self, saying: Saying) -> list[tuple[str, Wording]]:
        found = []
        for place in saying.places:
            phrase, word = place.phrase, place.word.lower()
            word = "on" if word == "atop" else word
            if phrase.said.lower() == "other" and word in _EACH_OTHER:
                mutual = (word, self.wording(phrase))
                found += [mutual] if word in _INTO or len(saying.places) == 1 else []
                continue
            if word == "out the" and saying.verb in OUT:
                continue
            word = "out of" if word == "out the" else word
            dropped = word in _DROPPED and not (word == "for" and saying.verb in _FOR)
            if dropped or phrase.denied or phrase.head in _NOWHERE:
                continue
            up = phrase.head in ("air", "sky") and any(
                p.word == "with" and 0 < phrase.start - p.phrase.end < 12 for p in saying.places
            )
            if up and saying.verb in _LOW:
                continue
            if self._of_company(place, saying) or (phrase.head in _LENS and word in _AT):
                continue
            if self._abstract(phrase) or self._of_another(place, saying):
                continue
            if set(phrase.said.lower().split()) & _NOWHERE:
                continue
            if self.words.describes(singulars(phrase.head.lower())[-1], "colour"):
                continue
            if not phrase.alive and any(phrase.head == s.head for s in saying.subjects):
                continue
            wording = self.wording(phrase)
            busy = saying.verb and saying.verb not in _WITH_HELD
            if busy and word in _BESIDE and wording.said() in _SOMEBODY:
                continue
            if wording.pronoun and (
                phrase.head not in ("it", "they") or saying.verb or word == "in front of"
            ):  # fmt: skip
                continue
            void = phrase.head in self.words.void and phrase.head not in _REAL
            if void and phrase.kind == "noun" and phrase.match is None:
                continue
            act = self.words.verb(phrase.head) if word == "in" else None
            if act is not None and act.sort == "act" and phrase.match is None:
                continue
            alone = len(wording.chunks) == 1 and len(wording.chunks[0]) == 1
            if alone and phrase.said.lower() in _DEEDS:
                continue
            if wording.said() and wording.known:
                found.append((word, wording))
        return found

    def _abstract(self, phrase: Phrase) -> bool:
        """Whether it is no place and no thing: "in preparation", "in a state of amazement"."""
        if phrase.kind != "noun" or phrase.match is not None or phrase.head in _REAL:
            return False
        first = self.wording(phrase).chunks
        bare = bool(first) and not any(u.tag in ("DET", "NUM", "POSS") for u in first[0])
        no_thing = bool(_NO_THING.search(phrase.head)) and phrase.head not in _A_THING
        return phrase.head in _ABSTRACT or (bare and no_thing)

    def _of_company(self, place: Place, saying: Saying) -> bool:
        """Whether somebody else is there: "lifting a house with (a woman at the window)"."""
        if not saying.objects or saying.verb in _WITH or place.word == "with":
            return False
        gap = len(place.word) + 2
        return any(
            other.word == "with" and other.phrase.alive
            and 0 < place.phrase.start - other.phrase.end <= gap
            for other in saying.places
        )  # fmt: skip

    def _ground(self, phrase: Phrase) -> bool:
        """Whether it is a place where all of a picture may be: "in the park", "on the grass"."""
        place = phrase.match is not None and phrase.match.sort == "place"
        return place or phrase.head in self.words.grounds | GROUND

    def _of_another(self, place: Place, saying: Saying) -> bool:
        """Whether a thing is where somebody else is: "walking with a lady in (a wheel chair)"."""
        gap = len(place.word) + 2
        tool = saying.passive and not saying.subjects[0].alive
        return (tool or not self._ground(place.phrase)) and any(
            other is not place and other.phrase.kind == "noun"
            and (other.phrase.alive or (tool and other.word == "with"))
            and abs(place.phrase.start - other.phrase.end - gap) < 2
            for other in saying.places
        )  # fmt: skip

    def acting(self, saying: Saying) -> str:
        """Where the act is: the clause's own place after its verb, else another of its subject."""
        if saying.unit is not None and not saying.objects:
            following = [p for p in saying.places if p.phrase.start > saying.unit.start]
            upside = self._upside(following[0]) if following else ""
            if upside:
                return upside
        own = self.of(saying)
        if saying.unit is not None:
            start = saying.unit.start
            after = [(w, p) for w, p in own if p.phrase.start > start]
            own = after or [(w, p) for w, p in own if w in STANDING]
        own = own or self._others(saying)
        own = [
            (w, p) for w, p in own
            if w != "with"
            or (saying.verb in _WITH | _WITH_TOOL and not saying.objects and not p.phrase.other)
            or (saying.verb in _WITH_HELD and not saying.objects and self._small(p))
        ]  # fmt: skip
        if saying.verb in LOOKS_AT:
            own = [(w, p) for w, p in own if not (w == "at" and _is_time(p))]
        held = [(w, p) for w, p in own if w == "with" and self._small(p)]
        near = [(w, p) for w, p in own if w != "with"] if len(own) > 1 else own
        near = held if held and not saying.objects and saying.verb in _WITH_TOOL else near
        if not near:
            return ""
        word, wording = near[0]
        said = f"{word} {self.another(wording.where(), wording, saying)}"
        if word == "between" and not wording.plural:
            other = next((p for w, p in near[1:] if w == word), None)
            return f"{said} and {other.where()}" if other else ""
        return said

    def _upside(self, place: Place) -> str:
        """ "on her head" of "standing on her head"."""
        said = f"{place.word} {self.wording(place.phrase).said()}"
        return said if _STOOD_ON.fullmatch(said) else ""

    def another(self, said: str, wording: Wording, saying: Saying) -> str:
        """ "another man" of "a man", "other people", where the subject is one already."""
        if any(wording.phrase.head == subject.head for subject in saying.subjects):
            if wording.plural:
                return re.sub(r"^(?:some |the |an? )?(?=\S+$)", "other ", said)
            return re.sub(r"^(?:an?|the) (?=\S+$)", "another ", said)
        return said

    def _others(self, saying: Saying) -> list[tuple[str, Wording]]:
        lead = saying.subjects[0]
        return [
            (word, place)
            for other in self.part.sayings
            if other is not saying and other.subjects and other.subjects[0] is lead
            for word, place in self.of(other)
            if word in STANDING
            and not other.denied
            and not self._small(place)
            and other.verb.split(" ")[0] not in _AIMED
            and not (other.objects and other.verb in _PUTS)
        ]

    @staticmethod
    def _at_what(saying: Saying, wording: Wording) -> bool:
        """Whether it is where something is that the figure looks at."""
        aimed = saying.unit is not None and saying.verb.split(" ")[0] in _AIMED
        return aimed and saying.unit is not None and wording.phrase.start > saying.unit.start

    def _small(self, wording: Wording) -> bool:
        """Whether it is a thing for the hand, no place."""
        match = wording.phrase.match
        entry = self.words.entry("thing", match.key) if match is not None else None
        return entry is not None and bool(entry.data.get("hold"))

    def standing(self, saying: Saying) -> str:
        """Where the figure is, for "said the man on the bench"."""
        for word, wording in [*self.of(saying), *self._others(saying)]:
            match = wording.phrase.match
            if match is not None and match.sort in ("time", "season", "act"):
                continue
            small = self._small(wording)
            place = match is not None and match.sort == "place"
            if word == "at" and not (wording.head in _TABLES or place):
                continue
            if word in STANDING and not (wording.alive or wording.pronoun or small):
                said = f"{word} {wording.where()}"
                if len(said.split()) <= 4:
                    return said
        return ""

    def around(self, saying: Saying) -> str:
        """A place of something that does nothing: "with a mirror behind it"."""
        found: list[str] = []
        acts = idiom(saying.verb, saying.objects, self.words)
        acts = acts or (saying.verb == "have" and not saying.going and bool(saying.objects))
        for word, wording in self.of(saying):
            if word != "with" and self._at_what(saying, wording):
                continue
            if word not in STANDING and word not in _AROUND:
                continue
            if acts and not self._ground(wording.phrase):
                continue
            room = saying.subjects[0].sort == "place" and not saying.subjects[0].several
            if room and (wording.head in ("air", "sky") or (
                word == "on" and not self._ground(wording.phrase)
            )):  # fmt: skip
                continue
            if word == "between" and not wording.plural:
                continue
            if (word == "by" and saying.passive) or (word == "at" and wording.alive):
                continue
            if word in _ACROSS and (saying.subjects[0].alive or saying.verb not in ("", "be")):
                continue
            match = wording.phrase.match
            place = match is not None and match.sort == "place"
            if word == "with" and saying.subjects[0].alive and (place or wording.head in _ANYBODY):
                continue
            said = wording.where() if word != "with" else wording.said(adjective=False)
            said = self.another(said, wording, saying)
            if wording.pronoun:
                said = _PRONOUNS[wording.phrase.head]
                if said == "it" and saying.subjects[0].several:
                    continue
            found.append(f"{word} {said}")
        pronouns = [i for i, f in enumerate(found) if f.split()[-1] in _PRONOUNS.values()]
        if found and pronouns[:1] != [0]:
            return " ".join(found[: 2 if pronouns == [1] and found[0].startswith("with ") else 1])
        return self.wearing.told(saying)


def _is_time(wording: Wording) -> bool:
    match = wording.phrase.match
    return match is not None and match.sort in ("time", "season")


def definite(place: str) -> str:
    """ "on the shelf" of "on a shelf"."""
    if re.search(r"\ban? (?:few|couple|lot|pair)\b", place) or place.startswith(
        ("with ", "between ")
    ):
        return place
    return re.sub(r"^(.*?)\b(?:an?) ", r"\1the ", place, count=1)
