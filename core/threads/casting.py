"""Who the hero is: the figure of the captions that fits, or somebody of the thread's own.

A figure that is the hero is called by name in every picture where it stands, and is not told as a
second one beside the hero.
"""

import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from core.given_names import pronoun_of
from core.threads.articles import says_nothing, some
from core.threads.gists import Gist
from core.threads.naming import KIN
from core.threads.seen import CONDITIONS, OF_FIGURE, Seen
from core.threads.shown import HE, SHE
from core.threads.snapshots import ALL, ONE
from picturebook.words import lexicon
from picturebook.words.forms import is_plural, with_article

PRONOUNS: Final = {
    "she": ("she", "her", "her", "herself"), "he": ("he", "him", "his", "himself"),
    "they": ("they", "them", "their", "themselves"), "it": ("it", "it", "its", "itself"),
}  # fmt: skip
NAMES: Final = {
    "she": """Mia Nora Clara Tilda Poppy Hazel Ivy Ada Wren Juno Maya Zara Ruby Luna Freya Greta
        Amina Flora Edie Nell Saoirse Yuki Anouk Priya Lotte Ines""".split(),
    "he": """Max Leo Finn Otto Hugo Tom Felix Milo Theo Jasper Bruno Kofi Ravi Emil Arlo Gus Jonas
        Barnaby Tariq Kit Mateo Piet Ollie Caspar Idris Sami""".split(),
}
"""Names for heroes whom nobody named."""
_CALLED: Final = re.compile(r"(?i)^(?:(an?|the) )?(.*?),? (?:called|named) (.+)$")
_THE: Final = re.compile(r"^(.+?),? (?:the|an?) ([^,]+)$")
_WHILE: Final = frozenset("action sport sleep moving talks crowd parent couple".split())
_SHARE: Final = 0.75
"""In so many of the pictures a figure must stand to be the named hero, in two at least: who meets
the people of the others reads better than who does what each of them does."""
_SHARE_UNNAMED: Final = 0.5
"""The same where nobody but the captions named a hero."""
_CHILDREN: Final = frozenset("boy girl child toddler".split())
"""With no name at all a child or an animal is the hero, if it is in every picture; who else is in
them is met by a hero of the book's own: blind readers put such books first (docs/readings)."""
_NAME: Final = re.compile(r"\b[A-Z]\w+")
_SINGLE: Final = re.compile(r"(?:an?|the|one|his|her|their) ")
_SOME: Final = re.compile(r"(?:some|two|three|four|five|six|seven|eight|several|many) ")
_SOMEBODY: Final = re.compile(r"\b(?:an?|the) (?:(?:little|small|young|old|big) )?([a-z]+)\b")
_BY_NAME: Final = re.compile(r"an? .+ called ([A-Z][\w’'-]*)")
_BEGUN: Final = ("Soon", "Now", "Before long", "A little later", "By and by")
"""How a page begins whose picture has the hero in it."""
_FORMS: Final = {
    "she": ("she", "her", "her"), "he": ("he", "him", "his"), "it": ("it", "it", "its"),
    "they": ("they", "them", "their"),
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Hero:
    """The hero of a book."""

    name: str
    pronoun: str
    kind: str = ""
    """What is drawn for the figure that the hero is, "" if no picture shows the hero."""


def hero_of(
    asked: str | None, pronoun: str, seen: Sequence[Seen], *, seed: int, taken: str = ""
) -> Hero:
    """The hero that a person named, or one with a name chosen by seed.

    `taken`: text whose names are somebody else's already.
    """
    name, kind = _asked(asked or "")
    called = pronoun or (_pronoun(name, "", seen) if name else "")
    kind = kind or _recurring(seen, called.replace("they", ""), named=bool(name))
    name = name or _name_of(kind, seen) or _often_named(seen)
    if not name and not _carries(kind, seen):
        kind = ""
    if name:
        return Hero(name=name, pronoun=pronoun or _pronoun(name, kind, seen), kind=kind)
    rng = random.Random(f"hero/{seed}")
    known = pronoun or _pronoun("", kind, seen) if kind or pronoun else ""
    chosen = known if known in NAMES else rng.choice(("she", "he"))
    others = set(_NAME.findall(" ".join([taken, *(one.caption.title() for one in seen)])))
    free = [n for n in NAMES[chosen] if n not in others]
    return Hero(name=rng.choice(free or NAMES[chosen]), pronoun=pronoun or chosen, kind=kind)


def _asked(text: str) -> tuple[str, str]:
    """Name and kind of "Pip", "Pip the fox", "a fox called Pip", "Captain Bear"."""
    text = " ".join(text.split()).strip(' .,;:!"“”')
    words = lexicon()
    called, the = _CALLED.match(text), _THE.match(text)
    if called:
        match = words.noun(called[2].split(" ")[-1])
        return called[3], match.key if match else ""
    if the and the[1][:1].isupper():
        match = words.noun(the[2].split(" ")[-1])
        if match is not None and match.sort in ("animal", "person", "role"):
            return text if match.sort == "role" else the[1], match.key
        return text, ""
    kind = ""
    for part in text.split(" "):
        match = words.noun(part)
        if part.lower() not in words.given and match is not None and match.exact:
            kind = match.key if match.sort in ("animal", "person", "role") else kind
    return text, kind


def _recurring(seen: Sequence[Seen], pronoun: str, *, named: bool) -> str:
    """The kind of the one figure that stands in most of the pictures, "" if there is none.

    People come before animals; whoever looks different from picture to picture is not one figure.
    """
    different = list({one.caption: one for one in seen}.values())
    found: dict[str, list[Seen]] = {}
    for one in different:
        for kind in alone_of(one.gist):
            found.setdefault(kind, []).append(one)

    def enough(kind: str) -> bool:
        times = len(found[kind])
        return times > 1 and times >= (_SHARE if named else _SHARE_UNNAMED) * len(different)

    def suits(kind: str) -> bool:
        said = _of_kind(kind, seen)
        return not pronoun or said in (pronoun, "it", "they", "")

    fit = [k for k in found if enough(k) and suits(k) and alike(found[k], kind=k)]
    people = [k for k in fit if lexicon().entry("animal", k) is None]
    return max(people or fit, key=lambda k: len(found[k]), default="")


def _carries(kind: str, seen: Sequence[Seen]) -> bool:
    """Whether a figure may be the hero without a name."""
    young = kind in _CHILDREN or lexicon().entry("animal", kind) is not None
    return young and all(kind in alone_of(s.gist) for s in seen)


def _name_of(kind: str, seen: Sequence[Seen]) -> str:
    """What captions call the figure of a kind: "the dog Bruno", else ""."""
    names = (s.gist.bare for s in seen if s.gist.kinds == (kind,) and not s.gist.plural)
    return next((name for name in names if kind and name[:1].isupper()), "")


def _often_named(seen: Sequence[Seen]) -> str:
    """The one person whom half of the pictures' captions, two at least, call by name."""
    different = list({one.caption: one for one in seen}.values())
    names = Counter(
        name
        for one in different
        for name in re.split(r", | and ", one.gist.met)
        if one.gist.alive and name.lower() not in KIN and re.fullmatch(r"[A-Z][\w’'-]+", name)
    )
    name, times = next(iter(names.most_common(1)), ("", 0))
    return name if times > 1 and times >= _SHARE_UNNAMED * len(different) else ""


def alone_of(gist: Gist) -> list[str]:
    """The kinds of whom a picture has exactly one: "girl" of "a girl and two dogs"."""
    if not gist.alive or gist.toy:
        return []
    if len(gist.kinds) == 1:
        return [] if gist.plural else list(gist.kinds)
    parts = gist.met.split(" and ")
    if len(parts) != len(gist.kinds) or len(set(gist.kinds)) < len(gist.kinds):
        return []
    single = [bool(_SINGLE.match(part)) and " of " not in part for part in parts]
    return [k for k, one in zip(gist.kinds, single, strict=True) if one]


def alike(seen: Sequence[Seen], *, kind: str) -> bool:
    """Whether a kind's figures may all be one: none looks different from another."""
    looks = [next((f.look for f in s.scene.figures if f.look.kind == kind), None) for s in seen]
    known = [look for look in looks if look is not None]
    colours = {look.colour for look in known} - {""}
    hair = {look.hair_colour for look in known} - {""}
    dressed = [set(look.wears) for look in known if look.wears]
    clothes = len(dressed) > 1 and not set.intersection(*dressed)
    adjectives = {adjective(s.gist) for s in seen if len(s.gist.kinds) == 1} - {""}
    return not (len(colours) > 1 or len(hair) > 1 or clothes or len(adjectives) > 1)


def adjective(gist: Gist) -> str:
    """ "young" of "the young girl", "" if none is told."""
    return gist.who.removeprefix("the ").removesuffix(gist.bare.removeprefix("the ")).strip()


def _of_kind(kind: str, seen: Sequence[Seen]) -> str:
    """The pronoun with which captions speak of a kind's figure, "" if they don't."""
    alone = (s.gist.they for s in seen if s.gist.kinds == (kind,) and not s.gist.plural)
    return next(alone, "she" if kind in SHE else "he" if kind in HE else "")


def _pronoun(name: str, kind: str, seen: Sequence[Seen]) -> str:
    words = lexicon()
    for part in name.split(" "):
        given = words.given.get(part.lower().strip(".,")) or words.given.get(part)
        if given in ("she", "he"):
            return given
    first = name.split(" ")[0].strip(".,")
    if first.lower() in _TITLES:
        return _TITLES[first.lower()]
    shown = _of_kind(kind, seen) if kind else ""
    if shown in ("she", "he"):
        return shown
    if words.noun(first) is None and (said := pronoun_of(first)):
        return said
    return "they" if name else ""


_TITLES: Final = {
    "mr": "he", "sir": "he", "king": "he", "prince": "he", "uncle": "he", "grandpa": "he",
    "lord": "he", "mrs": "she", "miss": "she", "ms": "she", "queen": "she", "princess": "she",
    "aunt": "she", "auntie": "she", "granny": "she", "grandma": "she", "lady": "she",
    "madam": "she", "madame": "she", "dad": "he", "mum": "she", "mom": "she",
}  # fmt: skip


def _tells(gist: Gist, hero: Hero) -> bool:
    """Whether the hero, if a person, is whoever wrote the caption."""
    person = not hero.kind or lexicon().entry("animal", hero.kind) is None
    return person and gist.teller == ONE


def with_hero(one: Seen, hero: Hero, index: int) -> Seen:
    """A picture as the hero is in it: the figure is the hero, and what is left is met."""
    one = replace(one, gist=_with_family(one.gist, hero))
    gist = one.gist
    named = called(gist, hero.name) or _tells(gist, hero)
    if not named and (not hero.kind or hero.kind not in alone_of(gist)):
        return _mentioned(one, hero) if hero.kind else one
    gist = _of_its_own(gist, hero)
    doing, idle = gist.doing or gist.place, False
    parts = gist.met.split(" and ")
    if len(parts) == 2:
        at = next((i for i, p in enumerate(parts) if _is_name(p, hero.name)), -1)
        at = parts.index(ONE) if at < 0 and gist.teller == ONE else at
        at = gist.kinds.index(hero.kind) if at < 0 else at
        other = parts[1 - at]
        kind = gist.kinds[1 - at] if len(gist.kinds) == 2 else "".join(gist.kinds[:1])
        other = some(other, {"was": "were"}) if is_plural(other.split(" ")[-1]) else other
        beside, other = ", " in other, other.replace(", ", " and ")
        rest = _somebody(kind, other)
        together = f"{hero.name}{',' if beside else ' and'} {other}"
        lead = f"{together} were {doing}." if doing else f"{hero.name} met {other}."
    else:
        rest = _rest(one, hero, doing)
        told = gist.told or f"was {doing or 'there'}"
        if gist.verb == "sleep":
            told = f"slept for a little while {_where(gist)}".strip()
        lead = f"{hero.name} {told}."
        idle = told == "was there" or says_nothing(told)
    mine = replace(
        gist, clause=lead[:-1], short=lead[:-1], who="", bare="", met="", intro="",
        doing=gist.doing if len(parts) == 1 and gist.verb != "sleep" else "",
    )  # fmt: skip
    lead = "" if idle else _later(lead, hero, index)
    own = {c for c in one.conditions if c in CONDITIONS - OF_FIGURE} - _WHILE
    own |= {"one", "living", *_beside(rest.kinds)} if rest.alive else {"empty"}
    if rest.alive and re.search(
        rf"\b(?:sleeping|napping) (?:\w+ )?{re.escape(rest.noun)}\b", gist.doing
    ):
        own = own - {"talks"} | {"sleep"}
    own.add("hero")
    return replace(
        one, gist=rest, conditions=frozenset(own), around=frozenset(own), hero=True, lead=lead,
        mine=mine,
    )  # fmt: skip


def _with_family(gist: Gist, hero: Hero) -> Gist:
    """ "Mia's little brother", "Mia's family", where a caption says "my" and "we"."""
    if hero.kind and lexicon().entry("animal", hero.kind) is not None:
        return gist
    ours = [*gist.kin, *([ALL] if gist.teller == ALL else [])]
    for words in ours:
        own = f"{hero.name}'s {words.removeprefix('the ')}"
        gist = replace(
            gist, clause=gist.clause.replace(words, own), short=gist.short.replace(words, own),
            met=gist.met.replace(words, own), intro=gist.intro.replace(words, own),
            doing=gist.doing.replace(words, own), deed=gist.deed.replace(words, own),
        )  # fmt: skip
    return gist


def _of_its_own(gist: Gist, hero: Hero) -> Gist:
    """An animal's "its cage" is the hero's own: "Pip was in his cage"."""
    own = PRONOUNS.get(hero.pronoun)
    if gist.they != "it" or own is None:
        return gist

    def said(text: str) -> str:
        return re.sub(r"\bitself\b", own[3], re.sub(r"\bits\b", own[2], text))

    return replace(gist, doing=said(gist.doing), deed=said(gist.deed), place=said(gist.place),
                   told=said(gist.told))  # fmt: skip


def _where(gist: Gist) -> str:
    """ "in a bed" of "sleeping in a bed"."""
    return gist.place or gist.doing.removeprefix(gist.deed).strip()


def called(gist: Gist, name: str) -> bool:
    """Whether the caption calls its figure, or one of two, by this name."""
    return any(_is_name(part, name) for part in re.split(r" and |, ", gist.met))


def _is_name(part: str, name: str) -> bool:
    return part == name or part.endswith(f" called {name}")


def _later(lead: str, hero: Hero, index: int) -> str:
    """ "Soon Pip was skating by the castle." on a page that isn't the first."""
    begun = _BEGUN[index % len(_BEGUN)] if index else ""
    return f"{begun} {lead}".strip() if lead.startswith(hero.name) else lead


def _mentioned(one: Seen, hero: Hero) -> Seen:
    """A picture in which the hero is not the figure, but is told of: "a dog chases a girl"."""
    words, gist = lexicon(), one.gist
    there = [f for f in one.scene.figures if f.look.kind == hero.kind]
    if sum(f.count for f in there) > 1 or hero.kind in gist.kinds:
        return one

    def called(match: re.Match[str]) -> str:
        noun = None if match[0] in gist.met else words.noun(match[1])
        return hero.name if noun is not None and noun.key == hero.kind else match[0]

    def own(text: str) -> str:
        return _SOMEBODY.sub(called, text)

    return replace(one, gist=replace(
        gist, clause=own(gist.clause), short=own(gist.short), intro=own(gist.intro),
        told=own(gist.told), doing=own(gist.doing), deed=own(gist.deed), place=own(gist.place),
    ))  # fmt: skip


def _beside(kinds: Sequence[str]) -> set[str]:
    """The conditions of whoever is beside the hero; a baby does not talk."""
    if not kinds:
        return {"person", "talks"}
    if kinds[0] == "baby":
        return {"baby"}
    return {"animal"} if lexicon().entry("animal", kinds[0]) is not None else {"person", "talks"}


def _somebody(kind: str, met: str, *, known: bool = True) -> Gist:
    """Somebody beside the hero; `known`, if the hero's own sentence tells of them."""
    several = bool(_SOME.match(met))
    noun = _SOME.sub("", _SINGLE.sub("", met, count=1), count=1)
    the = f"the {noun}" if noun != met else met
    by_name = _BY_NAME.fullmatch(met)
    the = by_name[1] if by_name else the
    was = "were" if several else "was"
    clause = f"{the} {was} close by" if known else f"there {was} {met} as well"
    animal = lexicon().entry("animal", kind) is not None
    they, them, their = _FORMS["it" if animal and not several else "they"]
    if kind in SHE | HE and not several:
        they, them, their = _FORMS["she" if kind in SHE else "he"]
    return Gist(
        clause=clause, short=clause, who=the, bare=the, met=met, intro=met,
        they=they, them=them, their=their, alive=True, noun=noun, kinds=(kind,) if kind else (),
        was=was, plural=several,
    )  # fmt: skip


def _rest(one: Seen, hero: Hero, doing: str) -> Gist:
    """Whoever else is in the hero's picture; an empty gist if nobody is."""
    others = [f for f in one.scene.figures[1:] if not f.look.toy and f.look.kind != hero.kind]
    if others and others[0].count == 1:
        kind = others[0].look.role or others[0].look.kind
        noun = kind.replace("-", " ")
        family = next((w for w in doing.split() if w.istitle() and w.lower() in KIN), "")
        if family:
            return _somebody(kind, family)
        return _somebody(kind, with_article(noun), known=noun in doing.split())
    return Gist()
