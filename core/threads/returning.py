"""Figures that come back: whom earlier pages showed, each by one short name that tells it apart.

"the boy on the swing", "the man in the red jacket", "the two dogs": a figure has one such name in a
book, made of the caption that shows it first.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from core.threads.casting import Hero, adjective, alike
from core.threads.gists import Gist
from core.threads.library import SAYS_I, Wording
from core.threads.places import bound
from core.threads.placing import definite
from core.threads.seen import Figure, Seen
from core.threads.wearing import looks
from picturebook.words import lexicon

CALLS: Final = frozenset("met Met met2 all".split())
"""The slots that call figures back."""
_LONGEST: Final = 7
"""Words of a name."""
_AT_MOST: Final = 3
"""So many are listed by {all}."""
_BOUND: Final = 1.5
"""What it is worth less that somebody was in the water, in the air or in a game."""
_COMMON: Final = frozenset(
    """man woman boy girl child kid person guy lady people men women boys girls children kids guys
    ladies toddler baby babies persons adults group crowd male female males females""".split()
)
"""Nouns that any caption may have: alone they remind nobody of a picture."""
_NOBODY: Final = frozenset("everyone everybody someone somebody stranger nobody".split())
_COUNT: Final = r"(?:(?:two|three|four|five|six|seven|eight|nine|ten) )?"
_UNCOUNTED: Final = re.compile(rf"the {_COUNT}")


def with_figures(seen: Sequence[Seen], hero: Hero) -> list[Seen]:
    """The pictures in order, each with the figures that earlier ones showed, the best first."""
    figures: list[tuple[Seen, Figure]] = []
    found: list[Seen] = []
    for index, one in enumerate(seen):
        absent = [f for s, f in figures if not _shows(one, s, f)]
        before = sorted(absent, key=lambda f: (_late(f, index), -f.worth, f.page))
        found.append(_with(one, before))
        again = next((i for i, (s, _) in enumerate(figures) if _same(one, s)), None)
        if again is not None:
            first, known = figures[again]
            figures[again] = (first, replace(known, told=index))
            continue
        figure = _figure(one, index, seen, hero)
        if figure is not None and all(figure.name != f.name for _, f in figures):
            figures.append((one, figure))
    return found


def _late(figure: Figure, index: int) -> bool:
    """Whether the page just before told of it."""
    return figure.told == index - 1


def _with(one: Seen, before: Sequence[Figure]) -> Seen:
    named = {"met"} if before else set()
    named |= {"met2"} if len(before) > 1 else set()
    named |= {"mettalks"} if any(f.talks for f in before) else set()
    return replace(
        one, before=tuple(before), conditions=one.conditions | named, around=one.around | named
    )


def _same(one: Seen, other: Seen) -> bool:
    """Whether two pictures may show the same figure."""
    if one.caption.strip().lower() == other.caption.strip().lower():
        return True
    a, b = one.gist, other.gist
    if not a.kinds or (a.kinds, a.bare, a.plural) != (b.kinds, b.bare, b.plural):
        return False
    return alike((one, other), kind=a.kinds[0])


def _shows(one: Seen, earlier: Seen, figure: Figure) -> bool:
    """Whether a figure is in a picture, or might be taken for somebody who is."""
    if _same(one, earlier):
        return True
    plain = figure.name == earlier.gist.bare
    return plain and bool({f.look.kind for f in one.scene.figures} & set(earlier.gist.kinds))


def _figure(one: Seen, index: int, seen: Sequence[Seen], hero: Hero) -> Figure | None:
    """The figure of a page, None if it can't come back."""
    gist = one.gist
    if not (gist.alive and gist.who and gist.bare) or gist.toy or one.unread:
        return None
    if " and " in gist.bare and not all(map(_lives, gist.kinds)):
        return None
    if set(gist.who.removeprefix("the ").split()) & {*_NOBODY, *hero.name.split()}:
        return None
    others = [s.gist for s in seen if s is not one and not _same(one, s)]
    name = _name(gist, others)
    if not name:
        return None
    worth = _worth(gist, name) - (_BOUND if bound(one) else 0.0)
    return Figure(
        name=name, page=index, told=index, several=gist.plural,
        talks="talks" in one.conditions, worth=worth,
    )  # fmt: skip


def _lives(kind: str) -> bool:
    words = lexicon()
    return any(words.entry(table, kind) is not None for table in ("animal", "person", "role"))


def _name(gist: Gist, others: Sequence[Gist]) -> str:
    """What tells a figure apart in the fewest words, "" if nothing does."""
    bare = gist.bare
    counted = _UNCOUNTED.match(gist.who)
    counted_bare = counted[0] + bare.removeprefix("the ") if counted else bare
    common = gist.noun.split(" ")[-1] in _COMMON
    alone = not any(set(g.kinds) & set(gist.kinds) or g.noun == gist.noun for g in others)
    told = []
    if not common and alone:
        told.append(counted_bare)
    if any(look in f"{gist.intro} {gist.clause}" for look in looks(gist.worn) if look):
        told.append(f"{counted_bare} {definite(gist.worn)}")
    if adjective(gist) and not common:
        told.append(gist.who)
    if gist.place and not gist.place.endswith("air"):
        told.append(f"{counted_bare} {definite(gist.place)}")
    if gist.deed.split(" ")[0].endswith("ing") and 1 < len(gist.deed.split()) <= 4:
        told.append(f"{counted_bare} {definite(gist.deed)}")
    if adjective(gist) or counted_bare != bare:
        told.append(gist.who)
    if alone:
        told.append(counted_bare)
    taken = {n for g in others for n in (g.bare, g.who)}
    fit = [n for n in told if len(n.split()) <= _LONGEST and (n not in taken or n != bare)]
    return next((n for n in fit if n not in taken), "")


def _worth(gist: Gist, name: str) -> float:
    """How well a figure is remembered."""
    common = gist.noun.split(" ")[-1] in _COMMON
    crowd = gist.plural and not re.match(r"the (?:two|three) ", gist.who)
    return (
        (0.0 if common else 1.0 if gist.kinds[:1] == ("dog",) else 2.0)
        + (1.5 if gist.worn else 0.0)
        + (1.0 if name != gist.bare else 0.0)
        + (0.5 if gist.deed else 0.0)
        - (1.5 if crowd else 0.0)
    )


def called_back(wording: Wording, seen: Seen) -> Seen | None:
    """A picture with the figures that a wording calls back, in its order; None if there are none.

    A wording with [mettalks] has somebody who can talk as {met}, one that says "I" has one alone.
    """
    if not wording.slots & CALLS:
        return seen
    fit = seen.before
    if "mettalks" in wording.conditions:
        fit = tuple(f for f in fit if f.talks)
    if SAYS_I in wording.implied:
        fit = tuple(f for f in fit if not f.several)
    if not fit:
        return None
    rest = [f for f in seen.before if f is not fit[0]]
    return replace(seen, before=(fit[0], *rest))


def names_of(before: Sequence[Figure]) -> dict[str, str]:
    """The slots that call figures back, filled."""
    if not before:
        return dict.fromkeys(CALLS, "")
    first = before[0].name
    listed = [f.name for f in sorted(before[:_AT_MOST], key=lambda f: f.page)]
    every = " and ".join([", ".join(listed[:-1]), listed[-1]] if listed[1:] else listed)
    other = before[1].name if before[1:] else ""
    return {"met": first, "Met": first[:1].upper() + first[1:], "met2": other, "all": every}
