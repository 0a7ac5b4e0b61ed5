"""A wording with its slots filled: the page's text for one picture."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from core.text import count_words
from core.threads.articles import says_nothing, some
from core.threads.beside import beside
from core.threads.casting import PRONOUNS, Hero
from core.threads.fitting import CLAUSE, ENDS, NOW, SPOTS, lost, plainly, worth
from core.threads.gists import Gist
from core.threads.library import OPTIONAL, SLOT, TELLING, Wording
from core.threads.places import amiss
from core.threads.returning import CALLS, called_back, names_of
from core.threads.seen import OF_BOOK, OF_FIGURE, Seen
from core.threads.showing import named, with_shown
from core.threads.speaking import says_first
from core.threads.tidying import tidy
from core.threads.variety import jobs
from picturebook.words.forms import capital, lemmas

_WHO: Final = re.compile(r"\{([Ww]ho)\}")
_CLAUSES: Final = frozenset({"{clause}", "{Clause}"})
_ABOUT: Final = frozenset("who Who they them their They themselves was doing".split())
_AGREE: Final = {
    "’s": "’re", " is": " are", " was": " were", " has": " have", " does": " do",
    " wasn’t": " weren’t", " isn’t": " aren’t", " hasn’t": " haven’t", " doesn’t": " don’t",
}  # fmt: skip
_HE: Final = re.compile(rf"\{{([hH]e)\}}({'|'.join(map(re.escape, _AGREE))})\b")
_ASKED_OF_MANY: Final = {
    one: many
    for pair in ("is are", "was were", "has have", "does do", "Is Are", "Was Were", "Has Have",
                 "Does Do")
    for one, many in [pair.split()]
}  # fmt: skip
_ASKED: Final = re.compile(rf"\b({'|'.join(_ASKED_OF_MANY)})(?= \{{he\}})")
_THEY: Final = re.compile(rf"\{{(Who|[Tt]hey|[Tt]hing|It)\}}({'|'.join(map(re.escape, _AGREE))})\b")
_OF_ONE: Final = {"were": "was", "have": "has", "are": "is"}
_OF_MANY: Final = re.compile(r"\{([Tt]hey)\} (were|have|are)\b")
_AFTER_PREPOSITION: Final = re.compile(
    r"\b(?:of|to|by|on|in|under|behind|beside|with|from|at|near|round|past|into|over|inside|than"
    r"|beyond) $"
)
_THING_THERE: Final = re.compile(r"\b([Tt]h|[Hh])ere was(?= (?:only |just |still )?\{thing\})")
_THERE_WAS: Final = re.compile(
    r"(?<![Ii]t )(?<![Tt]hat )(?<![Tt]his )\bwas (?=\{who\})"
    r"|(?<=here )was (?=(?:only|just|still|also) \{who\})"
)
_IS: Final = re.compile(
    r"\{hero\}’s(?= (in|on|at|not|a|an|the|here|there|got|been|gone|going|still|up|under|having)\b)"
)
"""A short "is", hard to read after a name that ends in s."""
_HAS: Final = frozenset("got been gone".split())
_SAID_NEXT: Final = re.compile(r" (?:only |just |both |all |\w+ly )?(\w+)")
"""The verb after a figure."""
_GIVEN: Final = re.compile(r" (?:the|an?|some|\{his\}|all of) (?!same\b)\w")
"""What somebody is shown or given: "showed {who} the page"."""
_AGAIN: Final = (
    "There {was} {who} again, {doing}.", "Now {who} {was} {doing}.",
    "Here {was} {who} once more, {doing}.",
)  # fmt: skip
"""How a known figure comes again, before it says something."""
_MODES: Final = ((False, False, 0.0), (True, False, 0.2), (False, True, 0.3), (True, True, 0.5))
"""Without what may be dropped; with the short clause; what it costs."""
_MET_BY_OWN: Final = 1.2
"""What it costs to bring a picture in with a sentence of its own: the thread's,"""
_MET_BY_ANY: Final = 2.2
"""or one that any thread may tell."""
_LABELLED: Final = 6.0
"""What the caption's bare clause as a sentence costs."""
_BRIEFLY_LABELLED: Final = 3.0
"""The same on a brief page."""
_SOMEBODY_ELSE: Final = re.compile(
    r"(?:⟦?“[^”]*” )?(?:It was (?:an?|the|\{)|It (?!was|is|took)|She |They )"
)
_MISLEADING: Final = 4.0
"""What a sentence about a figure costs before a wording that is about somebody else: "Tom went up
to a man. It was an old lady.", or "… a skater. “You’ve done it!” cried the clown."."""
_SILENT: Final = 8.0
"""What it costs to tell nothing of the picture."""
_LABEL_INSIDE: Final = 1.5
"""What the bare clause as a later sentence costs."""
_ASIDE: Final = re.compile(
    r"\b(?:thought|told|dreamt|dreamed|spoke|heard) (?:about|of) (?:the place where )?"
    r"\{(?:who|clause)\}|\b(?:was|were) \w+ by \{who\}"
)
_OBLIQUE: Final = 3.0
"""What it costs that a picture is only thought or told of, or that its figure is put in a passive:
"it was smelled by a rabbit"."""
_SENTENCE: Final = re.compile(r"[.!?…⟦⟧”] ?\{Clause\}[.!]")
_LABEL: Final = "{Clause}. "
"""A wording that begins so tells its picture as well without it, with another sentence."""
_LONG: Final = 9
"""Words that a figure may have when it is named first."""
WEIGHT: Final = dict(
    cat=4, horse=4, bird=4, crowd=3, talks=1.5, couple=2, parent=2, indoors=1.5, outdoors=1,
    still=0.5, moving=0.7, night=3, toy=2.5, reading=3.5, music=4, machine=3, high=2.5, tree=2.5,
    sport=3, dog=4, baby=5, animal=3, snow=5, water=4, sleep=5, action=3.5, food=4, road=3,
    room=2.5, child=3, grownup=0.5, person=2, group=1, one=0.5, living=1, empty=3, mouth=5, hero=6,
    young=6, older=24, met=0.5, mettalks=0.8, met2=0.8, thing=3.5,
)  # fmt: skip
"""How particular a condition is."""


@dataclass(frozen=True)
class Piece:
    """A wording as it would be told about one picture."""

    text: str
    words: int
    score: float
    ids: tuple[str, ...]
    steps: tuple[str, ...]
    clause: bool
    """Whether the caption's clause is in it."""
    opens: bool = False
    """Whether it opens with it."""
    own: bool = False
    """Whether a wording that asks for what the picture shows tells it in its own sentence."""
    labels: tuple[str, ...] = ()
    """How its figure enters, and what it is for."""

    def then(self, other: "Piece") -> "Piece":
        """This and another on the same page; a clause twice is worth less."""
        twice = 1.5 if self.clause and other.clause else 0.0
        return Piece(
            f"{self.text} {other.text}", self.words + other.words,
            self.score + other.score - twice, self.ids + other.ids, self.steps + other.steps,
            self.clause or other.clause, self.opens, self.own or other.own,
            self.labels + other.labels,
        )  # fmt: skip


def about(wording: Wording, seen: Seen) -> Seen | None:
    """What a wording speaks of: the hero, if it asks for [hero], or whoever else is there.

    None, if it calls somebody back and nobody fits.
    """
    if "hero" in wording.conditions and seen.mine is not None:
        seen = replace(seen, gist=seen.mine, lead="")
    return called_back(wording, seen)


def fits(wording: Wording, seen: Seen) -> float | None:
    """How particularly a wording fits a picture; None if it doesn't."""
    spoken = about(wording, seen)
    if spoken is None or wording.barred & spoken.conditions:
        return None
    seen = spoken
    slots = wording.slots
    gist = seen.gist
    if "doing" in slots and not gist.doing:
        return None
    if slots & _ABOUT - {"doing"} and not gist.who:
        return None
    if slots & CLAUSE and not gist.clause:
        return None
    score = 0.0
    for condition in wording.conditions:
        loose = condition in OF_FIGURE and not slots & _ABOUT
        loose = loose and condition not in ("group", "one", "person", "living")
        if condition not in (seen.around if loose else seen.conditions):
            return None
        score += WEIGHT[condition] * (1.0 if condition in seen.conditions else 0.8)
    return score


@dataclass(frozen=True)
class Meet:
    """A sentence that brings a picture in, filled."""

    id: str
    text: str
    score: float
    hero: bool = False
    """Whether it says what the hero does."""
    own: bool = False
    """Whether it is the thread's, told on the way."""


def meet(wording: Wording, seen: Seen, hero: Hero, *, score: float, own: bool) -> Meet:
    """A sentence of the thread's `own`, or of those for all, about one picture."""
    worth = score / 4 - (_MET_BY_OWN if own else _MET_BY_ANY)
    text = fill(wording.text, about(wording, seen) or seen, hero)
    return Meet(wording.id, text, worth, "hero" in wording.conditions, own)


def pieces(
    wording: Wording, seen: Seen, hero: Hero, *, score: float, first: bool,
    meets: Sequence[Meet] = (),
) -> list[Piece]:  # fmt: skip
    """The ways in which a wording can be told: whole or without what may be dropped.

    `first`: the page tells nothing of its picture yet. `meets`: what may bring it in, if the
    wording doesn't.
    """
    found: dict[str, Piece] = {}
    seen = about(wording, seen) or seen
    score -= _LABEL_INSIDE if _SENTENCE.search(wording.text) else 0.0
    score -= _OBLIQUE if _ASIDE.search(wording.text) else 0.0
    score -= amiss(wording, seen)
    step = wording.id.split("-")[0]
    seen = plainly(seen) if step in ENDS else seen
    whole = wording.text.removeprefix(_LABEL)
    slots = frozenset(SLOT.findall(whole))
    has_clause = bool(slots & (CLAUSE | SPOTS))
    own = bool(wording.conditions - OF_BOOK and slots & TELLING and first)
    silent = first and not seen.lead and not slots & TELLING and bool(seen.gist.clause)
    label = _BRIEFLY_LABELLED if step == "short" else _LABELLED
    for bare, short, cost in _MODES:
        if (bare and "⟦" not in whole) or (short and seen.gist.short == seen.gist.clause):
            continue
        text = OPTIONAL.sub("", whole) if bare else whole
        text = text.replace("⟦", "").replace("⟧", "")
        clause = seen.gist.short if short else seen.gist.clause
        leads = [("", seen.lead if first else "", worth(wording, slots, seen, first=first))]
        if seen.lead and first:
            leads += [(m.id, m.text, leads[0][2] + m.score + 2.0) for m in meets if m.hero]
        returns = NOW in seen.gist.intro and "doing" not in slots
        if returns and first and not seen.lead and says_first(whole):
            leads = [("", _again(seen), leads[0][2])]
        if silent:
            other = _SOMEBODY_ELSE.match(whole) or (seen.gist.alive and slots & CALLS)
            unclear = _MISLEADING if other else 0.0
            leads = [(m.id, m.text, m.score - unclear) for m in meets if not m.hero]
            leads += [("", capital(clause) + ".", -label - unclear), ("", "", -_SILENT)]
        for id_, lead, value in leads:
            opening = bool(lead) and not seen.lead
            known = opening or not first or _is_told(seen.gist, lead)
            told = fill(text, seen, hero, short=short, met=known)
            told = _after_lead(lead, told, hero, seen) if lead else told
            opens = opening or text.startswith("{Clause}")
            if told in found:
                continue
            unsaid = lost(told, seen) if first else 0.0
            found[told] = Piece(
                told, count_words(told), score + value - cost - unsaid,
                (id_, wording.id) if id_ else (wording.id,), (step,),
                has_clause or opening, opens, own, labels=jobs(wording.text),
            )  # fmt: skip
    return list(found.values())


def _is_told(gist: Gist, lead: str) -> bool:
    """Whether a sentence before the wording has told its figure."""
    return bool(gist.who) and re.search(rf"\b{re.escape(gist.noun)}\b", lead) is not None


def _again(seen: Seen) -> str:
    """ "There was the girl again, eating an apple." """
    gist = seen.gist
    form = _AGAIN[len(gist.doing + seen.caption) % len(_AGAIN)]
    doing = gist.intro.partition(NOW)[2].removesuffix(",")
    if says_nothing(doing):
        return f"There {gist.was} {gist.bare} again."
    return capital(form.format(was=gist.was, who=gist.bare, doing=doing))


def fill(text: str, seen: Seen, hero: Hero, *, short: bool = False, met: bool = False) -> str:
    """A wording's text with its slots filled. `met`: the figure has been told already."""
    gist = named(text, seen.gist)
    he, him, his, himself = PRONOUNS.get(hero.pronoun, PRONOUNS["they"])
    if he == "they":
        text = _HE.sub(lambda m: "{" + m[1] + "}" + _AGREE[m[2]], text)
        text = _ASKED.sub(lambda m: _ASKED_OF_MANY[m[1]], text)
    if gist.was == "were":
        text = _THEY.sub(_agreeing, text)
        text = _THERE_WAS.sub("were ", _THING_THERE.sub(r"\1ere were", text))
    if gist.they == "they" and gist.was == "was":
        text = re.sub(r"\{([Tt]hey)\} \{was\}", r"{\1} were", text)
    if gist.they != "they":
        text = _OF_MANY.sub(lambda m: f"{{{m[1]}}} {_OF_ONE[m[2]]}", text)
    if hero.name[-1:] in "sxz":
        text = _IS.sub(lambda m: "{hero} " + ("has" if m[1] in _HAS else "is"), text)
    clause = gist.short if short else gist.clause
    text = text if met else beside(text, gist)
    told = any(f"{{{slot}}}" in text for slot in CLAUSE | SPOTS)
    text = with_shown(text, seen, met=met)
    text, introduced = _figure(text, gist, met=met)
    again = "{doing}" in text and gist.place in gist.doing
    place = "" if met or told or again or introduced else gist.place
    values = {
        "hero": hero.name, "he": he, "him": him, "his": his, "himself": himself,
        "hers": {"her": "hers", "their": "theirs", "its": "its own"}.get(his, his),
        "He": capital(he), "His": capital(his), "clause": clause, "Clause": capital(clause),
        "they": gist.they, "them": gist.them, "their": gist.their, "They": capital(gist.they),
        "it": gist.them, "It": capital(gist.they), "its": gist.their,
        "is": "are" if gist.was == "were" else "is",
        "themselves": PRONOUNS[gist.they][3], "was": gist.was, "doing": gist.doing, "place": place,
        **names_of(seen.before),
    }  # fmt: skip
    text = re.sub(r"\{(\w+)\}", lambda m: values.get(m[1], m[0]), text)
    return tidy(text, hero)


def _agreeing(match: re.Match[str]) -> str:
    """ "{thing} were" of several; "beside {thing} was a dog" is the dog's."""
    if match[1] == "thing" and _AFTER_PREPOSITION.search(match.string[: match.start()]):
        return match[0]
    return "{" + match[1] + "}" + _AGREE[match[2]]


def _figure(text: str, gist: Gist, *, met: bool) -> tuple[str, bool]:
    """A wording with its {who} filled, and whether that told what the figure does.

    First "a woman putting a letter into a mailbox", then "the woman".
    """
    known, introduced = met, False
    at = min((i for i in (text.find("{clause}"), text.find("{Clause}")) if i >= 0), default=-1)

    def who(match: re.Match[str]) -> str:
        nonlocal known, introduced
        before, after = text[: match.start()], text[match.end() :]
        said = gist.bare
        if not known and not 0 <= at < match.start():
            lump = NOW in gist.intro and match[1] == "who"
            known_by = gist.intro.replace(NOW, " ").removesuffix(",")
            entering = replace(gist, intro=known_by) if lump else gist
            said, introduced = _first(entering, text, before, after)
        known = True
        return capital(said) if match[1] == "Who" else said

    return _WHO.sub(who, text), introduced


def _first(gist: Gist, text: str, before: str, after: str) -> tuple[str, bool]:
    """A figure as a page names it first, and whether its deed was said with it."""
    talk = before.count("“") > before.count("”")
    part = re.search(r"(?i)\b(?:one|all|both|each|some|most|next|rest) of $", before)
    if talk or part or set(_CLAUSES) & set(re.findall(r"\{\w+\}", after)):
        return gist.who, False
    if "{doing}" in text or after.startswith("’s") or _GIVEN.match(after) or _does(gist, after):
        known = gist.bare.startswith("the ") and gist.intro.startswith(gist.bare)
        return gist.bare if known else some(gist.met, {"was": gist.was, "met": gist.met}), False
    said = gist.intro
    if said.endswith(",") and (not after or after[0] in ",.;:!?…—)”"):
        said = said[:-1]
    place = after.startswith(" {place}") and gist.place and gist.place not in said
    with_place = len(f"{said} {gist.place}".split()) <= _LONG and not gist.intro.endswith(",")
    return said, said != gist.met and not (place and with_place)


def _does(gist: Gist, after: str) -> bool:
    """Whether a wording goes on with what the figure does: "a dog running through a field ran"."""
    said = _SAID_NEXT.match(after)
    return bool(said and gist.verb and gist.verb in lemmas(said[1], "VERB"))


def _after_lead(lead: str, told: str, hero: Hero, seen: Seen) -> str:
    """A sentence about the picture before a wording; after the hero's own it says "he"."""
    return _upon(tidy(lead, hero), told, hero) if seen.lead else f"{lead} {told}"


def _upon(lead: str, told: str, hero: Hero) -> str:
    """A sentence before a text, which says "he" for the hero if the sentence has the name."""
    he, _, his, _ = PRONOUNS.get(hero.pronoun, PRONOUNS["they"])
    name = re.escape(hero.name)
    if he != "they" and hero.name in lead:
        own = re.compile(rf"^{name}(’s)?(?= )")
        told = own.sub(lambda m: capital(his if m[1] else he), told, count=1)
    return f"{lead} {told}"
