"""The gist of a caption in the past: who, one act, one place, for the page's own sentences.

"A small boy in a blue shirt jumps over a bench and lands on the grass." is told as "a small boy was
jumping over a bench".  What can't be read is told by its figure or its place alone.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

from core.threads.acting import STATES, Acts
from core.threads.articles import a_of_one, first_met, new, plural_form, says_nothing, some
from core.threads.entering import entrances
from core.threads.gists import Gist
from core.threads.grim import grim, grim_word
from core.threads.personal import as_written, personal
from core.threads.phrases import Wording
from core.threads.placing import TOWARDS, Places, definite
from core.threads.sentences import Part, english, inflected, parts, plain
from core.threads.shown import HE, SHE, shown
from core.threads.telling import cut_short
from core.threads.wearing import looks
from picturebook.reading.phrase import Phrase
from picturebook.reading.saying import Saying
from picturebook.reading.units import Unit
from picturebook.words import Lexicon, lexicon
from picturebook.words.forms import singulars

__all__ = ["english", "gist", "longest_run", "plain"]

LONGEST: Final = 10
"""Words of a clause; longer ones lose their place, then their adjectives."""
RUN: Final = 5
"""So many words in a row as the caption has them are avoided."""
_SHE_TOO: Final = frozenset("lady mother mom mum grandma granny waitress sister aunt".split())
_HE_TOO: Final = frozenset("guy father dad grandpa grandad gentleman brother uncle santa".split())
_SEX: Final = {"female": "her", "male": "his"}
_KNOWN: Final = {"someone": "the stranger", "somebody": "the stranger", "everyone": "everyone",
                 "everybody": "everybody"}  # fmt: skip
_COSTUME: Final = 2
"""So many words more in a row may be the caption's, where a costume is what is seen first."""
_INTRO: Final = 12
"""Words of a figure with its deed."""
_DOES: Final = re.compile(r"(?i)\bdo(?:es|ing)?\b")
_PUTS: Final = frozenset("put set place".split())
_POSTURES: Final = frozenset("seat perch gather dress".split())
_NO_PICTURE: Final = re.compile(
    r"(?i)\bno (?:image|picture|photo|description)\b"
    r"|\b(?:unable to|cannot|can['’]?t) (?:see|view)\b"
)
"""Some captions say only that there was nothing to be described."""
_NUMBERS: Final = ("", "one", "two", "three", "four", "five", "six", "seven", "eight")


@lru_cache(maxsize=512)
def gist(caption: str) -> Gist:
    """The gist of a caption; an empty one where nothing can be read."""
    if _NO_PICTURE.search(caption):
        return Gist()
    found = as_written(_read(caption), personal(caption))
    return _alone(found) if grim(caption) else found


def _alone(found: Gist) -> Gist:
    """The figure without what it does and where; nothing, where that is grim too."""
    if not found.alive or grim_word(f"{found.who} {found.met}"):
        return Gist()
    met = some(found.met, {"was": found.was})
    one = met.startswith(("a ", "an ")) and " and " not in met
    clause = f"there {'was' if one else found.was} {met}"
    if found.met[:1].isupper():
        clause = f"{found.met} {found.was} there"
    return replace(found, clause=clause, short=clause, intro=met, told="", doing="", deed="",
                   place="", worn="", verb="")  # fmt: skip


def _read(caption: str) -> Gist:
    text = plain(caption)
    if not english(text):
        return Gist()
    words = lexicon()
    for part in parts(text, words):
        found = _Teller(part, words).gist()
        if found.clause:
            return _plainly(found) if _DOES.search(caption) else found
    return shown(text, words)


def _plainly(found: Gist) -> Gist:
    """ "doing a trick", where a caption says so."""

    def said(text: str) -> str:
        return text.replace("performing ", "doing ")

    return replace(
        found, clause=said(found.clause), short=said(found.short), intro=said(found.intro),
        told=said(found.told), doing=said(found.doing), deed=said(found.deed),
    )  # fmt: skip


class _Teller:
    """Makes the gist of one sentence."""

    def __init__(self, part: Part, words: Lexicon) -> None:
        self.part, self.words = part, words
        self.sayings = [s for s in part.sayings if (s.subjects or s.verb) and not s.denied]
        self.places = Places(part, words)
        self.acts = Acts(part, words, self.places)

    def gist(self) -> Gist:
        main = self.acts.main(self.sayings)
        if main is None:
            return Gist()
        told = [self.places.wording(p) for p in self.acts.together(main)]
        several = len(told) > 1
        told = [w for w in told if w.known and w.said() and not w.said().startswith("no ")]
        told = [w for w in told if not (several and (w.pronoun or w.lifeless))]
        if any(w.alive for w in told):
            told = [w for w in told if w.phrase.sort != "place"]
            if main.verb not in ("", "be"):
                told = [w for w in told if w.alive or w.said()[:1].isupper()]
        if not told:
            return Gist()
        was = "were" if len(told) > 1 or told[0].many else "was"
        deed, place = self.acts.deed(main), self.places.acting(main)
        deed, place = _once(deed, place)
        alone = len(self.acts.together(main)) < len(main.subjects) and not told[0].alive
        deed = "" if alone else deed
        standing = self.places.standing(main)
        at_once = bool(deed) and self.acts.at_once(main)
        verb = ""
        if deed:
            verb = deed if at_once else f"{was} {deed}"
            bound = cut_short(main.verb, "", person=True) and len(deed.split()) == 1
            bound = bound or (main.verb in _PUTS and bool(place))
            clause, short = self._acted(told, verb, place, standing, bound=bound)
        else:
            clause, short = self._there(told, main)
        clause, short = (a_of_one(c) for c in (clause, short))
        figure = self._figure(main)
        names = told if figure is None or figure in main.subjects else [self.places.wording(figure)]
        other = names is not told
        if other:
            deed = standing = ""
        elif any(w.alive for w in names):
            names = [w for w in names if w.alive or w.head.lower() in self.words.given]
        passive = main.passive and main.verb not in _POSTURES
        lively = bool(deed) and any(w.alive for w in names) and not passive and not at_once
        lively = lively and main.verb not in ("be", "")
        doing = (deed if deed.endswith(place) else f"{deed} {place}") if lively else ""
        towards = TOWARDS.match(place)
        met = [a_of_one(w.said()) for w in told[:2]]
        after = clause.partition(met[0])[2].strip() if len(met) == 1 else ""
        intros = [i for c in (clause, short) for i in self._intros(told, c, verb, main)]
        intros = [i for i in intros if len(i.split()) <= _INTRO and not says_nothing(i)]
        fresh = [i for i in intros if deed and longest_run(i, self.part.units) < RUN]
        intro = next(iter(fresh or intros), "")
        worn = "" if other else self.places.wearing.worn_by(main.subjects[0])
        if not intro and worn and clause.endswith(f"{worn} {verb}"):
            intro = clause.removesuffix(f" {verb}")
        names_of = self._names(names)
        plainly = other or len(names) < len(told)
        doing = doing if len(doing.split()) <= (8 if towards else 7) else deed
        doing = "" if says_nothing(doing) else doing
        return Gist(
            clause=clause,
            short=short,
            **names_of,
            intro=some(names_of["met"] if plainly or not intro else intro, names_of),
            told=self._after_figure(verb if deed else "", place, after, was),
            doing=doing,
            deed=deed if doing else "",
            place=standing,
            worn=worn,
            verb=main.verb,
        )  # fmt: skip

    def _intros(self, told: Sequence[Wording], clause: str, verb: str, main: Saying) -> list[str]:
        """ "a woman putting a letter into a mailbox" of a clause, in the ways it can be said."""
        there = re.match(r"there (?:was|were) ", clause)
        if there:
            return [clause[there.end() :]]
        if told[0].pronoun or main.subjects[0].kind == "name" or not verb or verb not in clause:
            return []
        subject, rest = clause.split(verb, 1)
        if subject.strip()[:1].isupper() or subject.strip() in _KNOWN:
            return []
        at_once = not verb.startswith(("was ", "were "))
        done = inflected(main.verb.split(" ")[0], "VBN")[0] if at_once else ""
        return list(entrances(subject, verb, rest, alive=told[0].alive, done=done))

    def _after_figure(self, verb: str, place: str, after: str, was: str) -> str:
        """What a clause says of its figure, for one who is called by name."""
        if verb:
            said = f"{verb} {place}".strip()
            return said if len(said.split()) < 8 else verb
        if not after:
            return ""
        return after if after.split()[0] in ("was", "were") else f"{was} {after}"

    def _acted(
        self, told: Sequence[Wording], verb: str, place: str, standing: str, *, bound: bool
    ) -> tuple[str, str]:
        subject, bare = self._joined(told, adjective=True), self._joined(told, adjective=False)
        if place.startswith("with "):
            owned = re.sub(r"^with an? ", f"with {self._owner(told) or 'the'} ", place)
            owned = place if self._company(place) else owned
            return self._fit((subject, bare), verb, (place, owned, "")), self._fit(
                (bare,), verb, (owned,)
            )
        dressed = self._dressed(told, subject, bare, verb, (place, definite(place)))
        if dressed and not (bound and dressed.endswith(verb)):
            towards = TOWARDS.match(place) and len(verb.split()) < 3
            brief = "" if towards else self._dressed(told, bare, bare, verb, ("",))
            short = "" if len(verb.split()) > 2 else place
            return dressed, brief or self._fit((bare,), verb, (short,))
        wheres = (place, definite(place), standing)
        clause = self._fit((subject, bare), verb, wheres, bound=bound)
        near = place if bound or len(verb.split()) <= 2 else ""
        short = self._fit((bare,), verb, (near,), bound=bound)
        return clause, short

    def _dressed(
        self, told: Sequence[Wording], subject: str, bare: str, verb: str, places: tuple[str, ...]
    ) -> str:
        """ "a man in a red jacket was looking out", or "in red"; "" if there is nothing striking or
        no room, or where it is an animal: a deed is enough of one that wears a coat."""
        worn = self.places.wearing.striking(told[0].phrase) if len(told) == 1 else ""
        if not worn or " wearing" in verb or told[0].phrase.sort == "animal":
            return ""
        wheres = places if TOWARDS.match(places[0]) else (*places, "")
        said = [
            " ".join(f"{who} {look} {verb} {where}".split())
            for look in looks(worn)
            for where in wheres for who in (subject, bare)
        ]  # fmt: skip
        short = [s for s in said if len(s.split()) <= LONGEST + 1 and not says_nothing(s)]
        most = RUN + (_COSTUME if "costume" in worn else 0)
        fresh = [s for s in short if longest_run(s, self.part.units) <= most]
        idle = f"{subject} {worn} {verb}"
        return next(iter(fresh), idle if says_nothing(verb) and not places[0] else "")

    def _there(self, told: Sequence[Wording], main: Saying) -> tuple[str, str]:
        """ "there was a bed with a mirror behind it"."""
        where = self.places.around(main) or self.places.wearing.worn_by(main.subjects[0])
        if main.verb in STATES and main.verb != "wear" and not told[0].alive:
            where = ""
        first = told[0]
        twins = len(told) > 1 and _same(told[0], told[1])
        several = (first.many and (first.counted or not first.group)) or twins
        start = "there were" if several else "there was"
        subject = new(self._joined(told, adjective=True), several)
        bare = new(self._joined(told, adjective=False), several)
        if first.phrase.kind == "name" and where:
            was = "were" if len(told) > 1 else "was"
            return f"{subject} {was} {where}", f"{bare} {was} {where}"
        worn = where in (self.places.wearing.worn_by(main.subjects[0]), "")
        wheres = (where,) if worn or not self.places.of(main) else (where, definite(where))
        clause = self._fit((f"{start} {subject}", f"{start} {bare}"), "", wheres)
        return clause, f"{start} {bare}"

    def _joined(self, told: Sequence[Wording], *, adjective: bool) -> str:
        if len(told) > 1 and _same(told[0], told[1]):
            return f"{_sum(told)} {_plural_noun(told[0])}".strip()
        return " and ".join(w.said(adjective=adjective) for w in told[:2])

    def _fit(
        self, subjects: Sequence[str], verb: str, places: tuple[str, ...], *, bound: bool = False
    ) -> str:
        """The clause in at most `LONGEST` words, no `RUN` of them in a row as the caption's; where
        the verb is `bound` to its place, it isn't told without."""
        said = [
            " ".join(f"{who} {verb} {where}".split()) for where in (*places, "") for who in subjects
        ]
        short = [s for s in said if len(s.split()) <= LONGEST]
        fresh = [s for s in short if longest_run(s, self.part.units) < RUN]
        if TOWARDS.match(places[0]) or (bound and places[0]):
            short = [
                s
                for s in said
                if len(s.split()) <= LONGEST + 1 and s.endswith(tuple(p for p in places[:2] if p))
            ]
            return ([s for s in short if s in fresh] or short or fresh or said[-1:])[0]
        bald = " ".join(f"{subjects[0]} {verb}".split())
        if fresh and places[0] and len(verb.split()) < 3 and fresh[0] == bald:
            fresh = []
        told = (fresh or short or said[-1:])[0]
        if not says_nothing(told) or not places[0]:
            return told
        longer = [s for s in said if len(s.split()) <= LONGEST + 2 and s.endswith(places[:2])]
        return longer[-1] if longer else told

    # -- who ---------------------------------------------------------------------------------
    def _names(self, told: Sequence[Wording]) -> dict[str, Any]:
        first = told[0]
        plural = len(told) > 1 or first.plural
        met = " and ".join(w.said() for w in told[:2])
        if len(told) > 1 and _same(told[0], told[1]):
            many = _plural_noun(told[0])
            met = self._joined(told, adjective=True)
            who, bare = " ".join(f"the {_sum(told)} {many}".split()), f"the {many}"
        else:
            who = " and ".join(w.the(adjective=True, number=True) for w in told[:2])
            bare = " and ".join(w.the() for w in told[:2])
        who, bare = _KNOWN.get(first.head, who), _KNOWN.get(first.head, bare)
        kinds = tuple(w.phrase.match.key for w in told if w.phrase.match is not None)
        alive = any(w.alive for w in told)
        forms = self._forms(told)
        return {
            "who": who if len(who.split()) <= 5 else bare,
            "bare": bare,
            "met": first_met(met, forms[3]),
            "they": forms[0], "them": forms[1], "their": forms[2], "was": forms[3],
            "alive": alive,
            "plural": plural,
            "noun": first.head,
            "kinds": kinds,
            "toy": any(w.phrase.toy for w in told),
        }  # fmt: skip

    def _forms(self, told: Sequence[Wording]) -> tuple[str, str, str, str]:
        """A figure's "she", "her", "her" and "was"."""
        first = told[0]
        if len(told) > 1 or first.plural:
            return "they", "them", "their", "were" if len(told) > 1 or first.many else "was"
        kind = first.phrase.match.key if first.phrase.match is not None else ""
        return {
            "she": ("she", "her", "her", "was"), "he": ("he", "him", "his", "was"),
            "they": ("they", "them", "their", "was"), "it": ("it", "it", "its", "was"),
        }[self._pronoun(first, kind, any(w.alive for w in told))]  # fmt: skip

    def _company(self, place: str) -> bool:
        """Whether it is somebody that the figure is with: they aren't the figure's own."""
        known = self.words.noun(place.split(" ")[-1])
        return known is not None and known.sort in ("person", "role")

    def _owner(self, told: Sequence[Wording]) -> str:
        """ "his" of a man, "" of a detective, who may be she or he."""
        owner = self._forms(told)[2]
        return "" if owner == "their" and not told[0].many else owner

    def _pronoun(self, wording: Wording, kind: str, alive: bool) -> str:
        if not alive:
            return "it"
        given = self.words.given.get(wording.head.lower(), "")
        if wording.phrase.kind == "name" and given in ("she", "he"):
            return given
        if kind in SHE or wording.head in _SHE_TOO:
            return "she"
        if kind in HE or wording.head in _HE_TOO:
            return "he"
        if wording.phrase.sort == "animal":
            return "it"
        owners = {u.low for u in self.part.units if u.tag in ("DET", "PRON")}
        owners |= {_SEX[u.low] for u in self.part.units if u.low in _SEX}
        if owners & {"his", "he", "him"}:
            return "he"
        return "she" if owners & {"her", "she"} else "they"

    def _figure(self, main: Saying) -> Phrase | None:
        """Whom the page is about: the subject, or whoever else is alive in the picture."""
        if self.places.wording(main.subjects[0]).lifeless:
            return main.subjects[0]
        if any(p.alive for p in main.subjects) or any(p.toy for p in main.subjects):
            return main.subjects[0]
        for saying in self.sayings:
            for phrase in [*saying.subjects, *saying.objects, *(p.phrase for p in saying.places)]:
                if phrase.alive and phrase.kind == "noun" and phrase.match and not phrase.denied:
                    return phrase
        return None


def _once(deed: str, place: str) -> tuple[str, str]:
    """An act and its place without what both say: "racing on" "on the track"."""
    if place and place.split()[-1] in deed.split()[1:]:
        return deed, ""
    first = place.split(" ")[0]
    return (deed.removesuffix(f" {first}") if first else deed), place


def longest_run(said: str, units: Sequence[Unit]) -> int:
    """The most words in a row that stand in the caption too."""
    caption = " " + " ".join(u.text.lower() for u in units if u.text[0].isalnum()) + " "
    words = said.lower().split()
    return max(
        (n for i in range(len(words)) for n in range(1, len(words) - i + 1)
         if f" {' '.join(words[i : i + n])} " in caption), default=0,
    )  # fmt: skip


def _same(one: Wording, other: Wording) -> bool:
    """Whether two phrases name one kind: "two tan dogs and one brown dog"."""
    return singulars(one.head)[-1] == singulars(other.head)[-1] and not one.group


def _sum(told: Sequence[Wording]) -> str:
    """ "three" of "two dogs and one dog", "" if it isn't said how many."""
    alike = [w for w in told if _same(told[0], w)]
    counts = [w.phrase.count or (0 if w.plural else 1) for w in alike]
    return _NUMBERS[sum(counts)] if all(counts) and sum(counts) < len(_NUMBERS) else ""


def _plural_noun(told: Wording) -> str:
    return told.head if told.many else plural_form(told.head)
