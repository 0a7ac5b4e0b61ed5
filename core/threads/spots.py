"""Where a picture is, in a short phrase: "beside a pizza", "in the kitchen", "near two dogs".

And what it shows, where that is a thing with a name: "a pizza", "two kayaks", "a clock tower".
Which words are things and which are places, and how one is "on" a beach and "at" an airport, the
vocabulary knows.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from zlib import crc32

from core.threads.articles import COUNTS
from core.threads.gists import Gist
from picturebook.sampling.tables import places
from picturebook.scene import Scene
from picturebook.words import Lexicon, lexicon
from picturebook.words.forms import is_plural

_FAR: Final = frozenset(
    """sun moon star cloud rainbow lightning mountain hill volcano wave mud smoke grass planet comet
    snowflake drop crater footprint""".split()
)
"""Things of the land and the sky, which nobody can carry a plot on."""
_NO_NAME: Final = frozenset(
    """close detail look image photo picture view shot scene animation collage recreation item
    thing object appliance display variety selection concept design pattern decoration equipment
    """.split()
)
_NEAR: Final = ("beside", "next to", "by")
_OVERHEAD: Final = frozenset("fly soar hover float drift sail glide".split())
_ALOFT: Final = frozenset(
    "airplane small-plane fighter-jet helicopter hot-air-balloon rocket parachute kite".split()
)
_NAME: Final = 5
"""So many words a thing's name has at most."""
_FIGURE: Final = 7
"""So many words a figure has at most that is a place."""
HERE: Final = "there"
"""The spot of a picture of which nothing can be told."""


@dataclass(frozen=True)
class Thing:
    """What a picture shows that is not alive: "two kayaks", then "the kayaks"."""

    met: str
    known: str
    several: bool


@dataclass(frozen=True)
class Spot:
    """A place: "in" "the kitchen", "beside" "a pizza"; only `HERE` has no name."""

    preposition: str
    name: str
    room: bool = False
    """Whether one goes into it."""
    several: bool = False

    @property
    def at(self) -> str:
        """ "in the kitchen", "beside a pizza"."""
        return f"{self.preposition} {self.name}" if self.name else HERE

    @property
    def to(self) -> str:
        """ "into the kitchen", "to a pizza"."""
        if not self.name:
            return HERE
        over = self.preposition in ("under", "over")
        return f"{self.preposition if over else 'into' if self.room else 'to'} {self.name}"


@lru_cache(maxsize=2048)
def thing_of(gist: Gist) -> Thing | None:
    """The thing that a picture is about, None if it has none with a name."""
    words = lexicon()
    if (gist.alive and not gist.toy) or not gist.kinds or not gist.who.startswith("the "):
        return None
    drawn = words.entry("thing", gist.kinds[0]) or words.entry("garment", gist.kinds[0])
    if drawn is None or gist.kinds[0] in _FAR:
        return None
    if not _has_name(gist, words):
        return None
    group = gist.plural and gist.was == "was"
    met = _met(gist, group=group)
    known = gist.bare.partition(" of ")[0] if " of " not in gist.noun else gist.bare
    if " and " not in met:
        known = known.partition(" and ")[0]
    noun = known.split(" ")[-1] if " of " not in known else known.split(" ")[1]
    several = " and " in known or (is_plural(noun) and (group or gist.was == "were"))
    return Thing(met, known, several) if len(met.split()) <= _NAME else None


def _has_name(gist: Gist, words: Lexicon) -> bool:
    """Whether its noun says what it is: no "display", no "move furniture"."""
    noun = gist.noun.split(" ")[-1]
    single = noun.removesuffix("s")
    if {noun, single} & (_NO_NAME | words.grounds):
        return False
    if {noun, single} & words.void and words.noun(gist.noun) is None:
        return False
    known = words.noun(gist.noun) or words.noun(noun)
    return known is not None and known.sort in ("thing", "garment")


def _met(gist: Gist, *, group: bool) -> str:
    """ "a pizza" of "a pizza with a fork", "some doughnuts" of "a bunch of doughnuts"."""
    met = gist.met
    if group:
        met = gist.who.removeprefix("the ")
    first = met.split(" ")[0]
    if first not in COUNTS and first != "the" and not first[:1].isupper():
        met = f"some {met}"
    if len(met.split()) > _NAME and " and " in met:
        met = met.partition(" and ")[0]
    return met


def spot_of(gist: Gist, scene: Scene, *, known: bool = False) -> Spot:
    """Where a picture is; `known`: its page has told its figure."""
    words = lexicon()
    if not gist.clause or not gist.who:
        return Spot("", "")
    if gist.alive and not gist.toy:
        return (
            _told(gist.place) if known else Spot("near", _figure(gist), several=gist.was == "were")
        )
    thing = thing_of(gist)
    place = _place(gist, words)
    if place and (thing is None or words.entry("place", gist.kinds[0]) is not None):
        return _at(place, gist, words)
    if thing is not None:
        name = thing.known if known else thing.met
        aloft = gist.kinds[0] in _ALOFT and gist.verb.split(" ")[0] in _OVERHEAD
        near = _NEAR[crc32(gist.clause.encode()) % len(_NEAR)]
        return Spot("under" if aloft else near, name, several=thing.several)
    unnamed = not gist.kinds and gist.noun.split(" ")[-1].removesuffix("s") in _NO_NAME
    if scene.place in places() and (unnamed or not gist.kinds):
        said = places()[scene.place].says[0]
        preposition, _, name = said.partition(" ")
        return Spot(preposition, name, room=preposition == "in")
    if unnamed:
        return Spot("", "")
    name = gist.bare if known else _met(gist, group=gist.plural and gist.was == "was")
    if len(name.split()) > _FIGURE:
        return Spot("", "")
    return Spot("near", name, several=gist.was == "were")


def inert(gist: Gist) -> bool:
    """Whether nobody acts in a picture: a thing, a room, or somebody who is only there."""
    return not gist.doing and (not gist.alive or gist.toy or gist.clause.startswith("there "))


def _figure(gist: Gist) -> str:
    """ "two dogs running in the grass"; a known one by its name alone."""
    intro = gist.intro.removesuffix(",")
    told = [intro] if ", now " not in intro else []
    told += [f"{gist.met} {rest}" for rest in (gist.doing, gist.deed, gist.place) if rest]
    return next((name for name in told if len(name.split()) <= _FIGURE), gist.met)


def _told(place: str) -> Spot:
    """The place of somebody who is known: "in the grass"."""
    preposition, _, name = place.partition(" ")
    return Spot(preposition, name, room=preposition == "in") if name else Spot("", "")


def _place(gist: Gist, words: Lexicon) -> str:
    """The key of the place that a picture's main noun names, "" if it names none."""
    for noun in (gist.noun, gist.noun.split(" ")[-1]):
        match = words.noun(noun, "place")
        first = words.noun(noun)
        if match is not None and first is not None and first.sort == "place":
            return match.key
    return gist.kinds[0] if gist.kinds and words.entry("place", gist.kinds[0]) else ""


def _at(place: str, gist: Gist, words: Lexicon) -> Spot:
    """ "in the kitchen" of "a small kitchen area", "on the beach" of "a beach with palms"."""
    said = places()[place].says[0] if place in places() else f"in the {place.replace('-', ' ')}"
    preposition, _, usual = said.partition(" ")
    noun, own = gist.noun, place.replace("-", " ")
    vague = noun.split(" ")[-1] in words.void
    if noun == "sky":
        return Spot("under", "the sky")
    if " of " in noun or vague or set(own.split()) < set(noun.split()):
        name = usual
    elif noun == "room":
        name = gist.clause.removeprefix("there was ")
        name = name if name.startswith("a room with ") and len(name.split()) <= _NAME else "a room"
    elif is_plural(noun) and gist.was == "were":
        name = _met(gist, group=False) if noun != own else usual
    else:
        name = f"the {noun}"
    if " and " in gist.bare:
        preposition, name = "near", _met(gist, group=False)
    if not words.indoors(place) and preposition == "in" and name.startswith(("a ", "some ")):
        preposition = "near"
    return Spot(preposition, name, room=preposition == "in")
