"""Figures over the pages of a book: who has been met before, and what an animal is called.

A figure of an earlier page is "the girl" when it comes again; one that only is of the same kind is
"another girl".  A cow is "she", a bull "he", and any other animal whichever the
hero is not.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from core.threads.casting import Hero, adjective, alike
from core.threads.seen import Seen
from picturebook.words import lexicon
from picturebook.words.forms import with_article

_UNREAD: Final = (
    "there was a great deal to look at", "nobody could say quite what was going on",
    "there was something that had no name", "nothing was as it had been yesterday",
    "there was more to see than anybody could tell",
)  # fmt: skip
"""What is told of a picture whose caption can't be read."""
_FORMS: Final = {"he": ("he", "him", "his"), "she": ("she", "her", "her")}
_ITS: Final = re.compile(r"\bits\b")
_COUNTED: Final = re.compile(r"the (?:two|three|four|five|six|seven|eight|nine|ten) ")
"""Only so many are the same ones again; "people" may be any."""
_IDLE: Final = frozenset("looking standing sitting posing watching".split())
"""What says nothing new of a figure that is known."""
_STILL: Final = 3
"""Words of a deed that may be told once more: "the man, still walking the dog,"."""
_GIVEN: Final = {"he": "she", "she": "he", "they": "he", "it": "he"}
"""The pronoun of the animals that a hero meets."""


_SHE: Final = frozenset(
    "cow hen mare goose ewe lioness tigress sow doe vixen nanny-goat heifer".split()
)
_HE: Final = frozenset(
    "bull rooster cock cockerel stallion ram gander stag ox drake boar tomcat".split()
)
"""Animals whose name says so."""


def met_again(seen: Sequence[Seen], hero: Hero) -> list[Seen]:
    """The pictures in order, as whoever reads them one after the other knows their figures."""
    times: dict[str, int] = {}
    before: list[Seen] = []
    found: list[Seen] = []
    for one in seen:
        key = one.caption.strip().lower()
        alive = with_pronoun(one, hero)
        told = again(alive, times.get(key, 0), len(found))
        if not times.get(key) and not told.unread:
            told = _companion(told, before) if told.hero else _known(told, before)
        found.append(told)
        before.append(alive)
        times[key] = times.get(key, 0) + 1
    return found


def with_pronoun(one: Seen, hero: Hero) -> Seen:
    """A picture whose animal is "he" or "she", as its name says it or as the hero is not."""
    gist = one.gist
    if gist.they != "it" or not gist.alive or gist.toy:
        return one
    noun = gist.noun.split(" ")[-1]
    own_form = "she" if noun in _SHE else "he" if noun in _HE else ""
    they, them, their = _FORMS[own_form or _GIVEN.get(hero.pronoun, "he")]

    def own(text: str) -> str:
        return _ITS.sub(their, text)

    return replace(one, gist=replace(
        gist, they=they, them=them, their=their, clause=own(gist.clause), short=own(gist.short),
        intro=own(gist.intro), told=own(gist.told), doing=own(gist.doing), deed=own(gist.deed),
    ))  # fmt: skip


def again(one: Seen, count: int, index: int) -> Seen:
    """A picture that has been told `count` times before."""
    gist = one.gist
    if one.hero:
        return replace(one, lead=_still(one, count) if count else one.lead)
    if not gist.clause or one.unread:
        clause = _UNREAD[(index + count) % len(_UNREAD)]
        return replace(one, gist=replace(gist, clause=clause, short=clause), unread=True)
    if not count:
        return one
    forms = [
        f"{gist.bare} {gist.was} still there", f"there {gist.was} {gist.bare} again",
        f"nothing had changed with {gist.bare}", f"{gist.bare} had not gone away",
    ]  # fmt: skip
    intro = gist.bare
    if gist.deed:
        doing = (f"{gist.bare} {gist.was} still {gist.deed}", f"{gist.bare} went on {gist.deed}")
        forms = [*doing, *forms]
        brief = len(gist.deed.split()) <= _STILL
        if count == 1 and brief and gist.deed.split()[0].endswith("ing"):
            intro = f"{gist.bare}, still {gist.deed},"
    clause = forms[(count - 1) % len(forms)] if gist.who else gist.clause
    return replace(one, gist=replace(
        gist, clause=clause, short=clause, who=gist.bare, met=gist.bare, intro=intro,
    ))  # fmt: skip


def _still(one: Seen, count: int) -> str:
    """ "Pip was still skating." where the hero's picture is told a second time."""
    told = one.mine.short if one.mine is not None and not one.gist.who else ""
    still = re.sub(r"(?<!there) (was|were) (?=[a-z]+ing\b)", r" \1 still ", told, count=1)
    return f"{still}." if count == 1 and still != told else ""


def _known(one: Seen, before: Sequence[Seen]) -> Seen:
    """A picture whose figure was met on an earlier page."""
    gist = one.gist
    if not gist.who or not gist.alive or gist.toy or len(gist.kinds) != 1:
        return one
    if gist.plural and not _COUNTED.match(gist.who):
        return one
    earlier = [s for s in before if s.gist.kinds == gist.kinds and s.gist.bare == gist.bare]
    earlier = [s for s in earlier if s.gist.plural == gist.plural and s.gist.met != gist.bare]
    if not earlier:
        return one
    kind = gist.kinds[0]
    same = [s for s in earlier if alike((one, s), kind=kind) and not _told_apart(one, s, kind)]
    if same:
        return _named(one, gist.who if gist.plural else gist.bare)
    told = any(adjective(s.gist) != adjective(gist) for s in earlier)
    if gist.plural or told:
        return _named(one, gist.met)
    return _named(one, re.sub("^an? ", "another ", gist.met))


def _told_apart(one: Seen, other: Seen, kind: str) -> bool:
    """Whether both pictures say how a person looks, and nothing alike: a bald man in grey is no
    young man in gold shorts."""
    if lexicon().entry("animal", kind) is not None:
        return False
    looks = [_looks(s, kind) for s in (one, other)]
    return all(looks) and not looks[0] & looks[1]


def _looks(one: Seen, kind: str) -> set[str]:
    look = next((f.look for f in one.scene.figures if f.look.kind == kind), None)
    if look is None:
        return set()
    worn = {word for g in look.wears for word in (g.kind, g.colour)}
    return ({adjective(one.gist), look.hair, look.hair_colour, *look.traits} | worn) - {""}


def _companion(one: Seen, before: Sequence[Seen]) -> Seen:
    """A picture of the hero with somebody whom an earlier page told: "Pip and the bear"."""
    gist = one.gist
    known = gist.who and any(
        s.gist.kinds == gist.kinds and s.gist.bare == gist.bare for s in before
    )
    if not known or gist.plural or gist.met == gist.bare:
        return one

    def named(text: str) -> str:
        return re.sub(rf"\b{re.escape(gist.met)}\b", gist.bare, text)

    mine = one.mine and replace(
        one.mine, clause=named(one.mine.clause), short=named(one.mine.short),
        doing=named(one.mine.doing), deed=named(one.mine.deed),
    )  # fmt: skip
    return replace(one, lead=named(one.lead), mine=mine, gist=replace(
        gist, clause=named(gist.clause), short=named(gist.short), met=gist.bare, intro=gist.bare,
    ))  # fmt: skip


def _worn(rest: str, worn: str) -> str:
    """What follows a known figure's name, without what it wears."""
    if not worn:
        return rest
    kind, _, look = worn.partition(" ")
    look = re.sub("^an? ", "", look)
    return re.sub(rf"^ {kind} (?:an? |its |his |her |their )?{re.escape(look)}\b", "", rest)


def _named(one: Seen, name: str) -> Seen:
    """A picture whose figure is met as "the girl" or "another girl"."""
    gist = one.gist
    noun = gist.bare.removeprefix("the ")
    plain = noun if gist.was == "were" else with_article(noun)

    def named(text: str) -> str:
        for start in ("", f"there {gist.was} "):
            for met in (gist.met, plain, f"the {noun}"):
                if f"{text} ".startswith(f"{start}{met} "):
                    rest = text[len(start) + len(met) :]
                    if name.startswith("the "):
                        rest = _worn(rest, gist.worn)
                    known = start and name.startswith("the ")
                    return f"{name} {gist.was}{rest or ' there'}" if known else start + name + rest
        return text

    intro = named(gist.intro)
    if name.startswith("the ") and gist.doing and gist.doing.split()[0].endswith("ing"):
        doing = gist.doing if len(gist.doing.split()) < 7 else gist.deed
        intro = name if doing in _IDLE else f"{name}, now {doing},"
    return replace(one, gist=replace(
        gist, clause=named(gist.clause), short=named(gist.short), intro=intro, met=name,
        who=gist.bare if name == gist.bare else gist.who,
    ))  # fmt: skip
