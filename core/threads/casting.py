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

from core.threads.grammar import Gist
from core.threads.seen import CONDITIONS, OF_FIGURE, Seen
from picturebook.words import lexicon
from picturebook.words.forms import with_article

NAMES: Final = {
    "she": """Mia Nora Clara Tilda Poppy Hazel Ivy Ada Wren Juno Maya Zara Ruby Luna Freya Greta
        Amina Flora Edie Nell Saoirse Yuki Anouk Priya Lotte Ines""".split(),
    "he": """Max Leo Finn Otto Hugo Tom Felix Milo Theo Jasper Bruno Kofi Ravi Emil Arlo Gus Jonas
        Barnaby Tariq Kit Mateo Piet Ollie Caspar Idris Sami""".split(),
}
"""Names for heroes whom nobody named."""
_CALLED: Final = re.compile(r"(?i)^(?:(an?|the) )?(.*?),? (?:called|named) (.+)$")
_THE: Final = re.compile(r"^(.+?),? (?:the|an?) ([^,]+)$")
ALONE: Final = (
    "it was quiet all around", "everything else kept still", "there was not much else to see",
    "hardly anything stirred", "the world took its time",
)  # fmt: skip
"""What is told beside a hero who is alone in a picture."""
_WHILE: Final = frozenset("action sport sleep moving talks crowd parent couple".split())
_SHARE: Final = 0.5
"""In more than so many of the pictures a figure must stand to be the hero, and in two at least."""
_SHARE_UNNAMED: Final = 0.7
"""The same where nobody named a hero."""


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
    kind = kind or _recurring(seen, pronoun, named=bool(name))
    if name:
        return Hero(name=name, pronoun=pronoun or _pronoun(name, kind, seen), kind=kind)
    rng = random.Random(f"hero/{seed}")
    known = pronoun or _pronoun("", kind, seen) if kind or pronoun else ""
    chosen = known if known in NAMES else rng.choice(("she", "he"))
    free = [n for n in NAMES[chosen] if not re.search(rf"\b{n}\b", taken)]
    return Hero(name=rng.choice(free or NAMES[chosen]), pronoun=known or chosen, kind=kind)


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
    """The kind of the one figure that stands in most of the pictures, "" if there is none."""
    different = {one.caption: one for one in seen}.values()
    found: Counter[str] = Counter()
    looks: dict[str, set[str]] = {}
    for one in different:
        gist = one.gist
        if not gist.alive or gist.plural or len(gist.kinds) != 1:
            continue
        kind = gist.kinds[0]
        found[kind] += 1
        looks.setdefault(kind, set()).add(gist.who)
    for kind, times in found.most_common(1):
        enough = times > (1 if named else 2) or (named and len(different) == 1)
        fits = not pronoun or pronoun in ("they", _of_kind(kind, seen)) or (
            _of_kind(kind, seen) in ("it", "they")
        )  # fmt: skip
        alike = len({w for w in looks[kind] if len(w.split()) > 2}) < 2
        share = _SHARE if named else _SHARE_UNNAMED
        if enough and times > share * len(different) and fits and alike:
            return kind
    return ""


def _of_kind(kind: str, seen: Sequence[Seen]) -> str:
    return next((s.gist.they for s in seen if kind in s.gist.kinds and not s.gist.plural), "")


def _pronoun(name: str, kind: str, seen: Sequence[Seen]) -> str:
    words = lexicon()
    for part in name.split(" "):
        given = words.given.get(part.lower().strip(".,")) or words.given.get(part)
        if given in ("she", "he"):
            return given
    title = name.split(" ")[0].lower().strip(".")
    if title in _TITLES:
        return _TITLES[title]
    shown = _of_kind(kind, seen) if kind else ""
    if shown in ("she", "he"):
        return shown
    return "they" if name else ""


_TITLES: Final = {
    "mr": "he", "sir": "he", "king": "he", "prince": "he", "uncle": "he", "grandpa": "he",
    "lord": "he", "mrs": "she", "miss": "she", "ms": "she", "queen": "she", "princess": "she",
    "aunt": "she", "auntie": "she", "granny": "she", "grandma": "she", "lady": "she",
    "madam": "she", "madame": "she", "dad": "he", "mum": "she", "mom": "she",
}  # fmt: skip


def with_hero(one: Seen, hero: Hero, index: int) -> Seen:
    """A picture as the hero is in it: the figure is the hero, and what is left is met."""
    gist = one.gist
    if not hero.kind or hero.kind not in gist.kinds:
        return one
    if gist.plural and len(gist.kinds) == 1:
        return one
    others = [part for part in gist.met.split(" and ")] if len(gist.kinds) > 1 else []
    at = gist.kinds.index(hero.kind)
    doing = gist.doing or gist.place
    if len(others) == 2:
        other = others[1 - at]
        noun = re.sub(r"^(an?|the|one|his|her|their) ", "", other)
        rest = Gist(
            clause=f"{other} was there too", short=f"{other} was there too", who=f"the {noun}",
            bare=f"the {noun}", met=other, alive=True, noun=noun, kinds=(gist.kinds[1 - at],),
        )  # fmt: skip
        lead = f"{hero.name} and {other} were {doing}." if doing else f"{hero.name} met {other}."
    else:
        rest = _rest(one, hero, index, doing)
        lead = f"{hero.name} {gist.told or 'was ' + (doing or 'there')}."
    own = {c for c in one.conditions if c in CONDITIONS - OF_FIGURE} - _WHILE
    own |= {"one", "living", *_animal(rest.kinds)} if rest.alive else {"empty"}
    return replace(
        one, gist=replace(rest, doing="", deed="", place=""), conditions=frozenset(own),
        around=frozenset(own), hero=True, lead=lead,
    )  # fmt: skip


def _animal(kinds: Sequence[str]) -> set[str]:
    if not kinds:
        return set()
    return {"animal"} if lexicon().entry("animal", kinds[0]) is not None else {"person", "talks"}


def _rest(one: Seen, hero: Hero, index: int, doing: str) -> Gist:
    """Whoever or whatever else is in the hero's picture."""
    others = [f for f in one.scene.figures[1:] if not f.look.toy and f.look.kind != hero.kind]
    if others and others[0].count == 1:
        kind = others[0].look.role or others[0].look.kind
        noun = kind.replace("-", " ")
        animal = lexicon().entry("animal", kind) is not None
        pronouns = ("it", "it", "its") if animal else ("they", "them", "their")
        if kind in ("man", "boy", "grandfather"):
            pronouns = ("he", "him", "his")
        if kind in ("woman", "girl", "grandmother"):
            pronouns = ("she", "her", "her")
        clause = f"there was {with_article(noun)}"
        if noun in doing.split():
            clause = f"{'the ' + noun} was there too"
        return Gist(
            clause=clause, short=clause, who=f"the {noun}", bare=f"the {noun}",
            met=with_article(noun), they=pronouns[0], them=pronouns[1], their=pronouns[2],
            alive=True, noun=noun, kinds=(kind,),
        )  # fmt: skip
    clause = ALONE[index % len(ALONE)]
    return Gist(clause=clause, short=clause)
