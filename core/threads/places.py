"""Places that can't be: a surfer who walks round the hero, a stove that stands in the rain.

Who is in the air, in the water, on a ride or in the midst of sport goes nowhere with the plot, and
what stands in a room is not out in the street.  Which words are places, rides and weather, and
which places are rooms or waters, the vocabulary knows.
"""

import re
from functools import lru_cache
from typing import Final

from core.threads.gists import Gist
from core.threads.library import SLOT, Wording
from core.threads.seen import Seen
from core.threads.speaking import outside
from picturebook.words import lexicon

_BOUND: Final = frozenset(
    """swim dive surf float snowboard skateboard ski skate fly slide swing hang ride drive row sail
    fall sleep""".split()
)
"""Acts that nobody leaves in between."""
_IN: Final = frozenset("in into on onto through under down along over across".split())
_UP: Final = frozenset("air midair mid-air stage swing slide trampoline seesaw wave waves".split())
_MOVES: Final = re.compile(
    r"\{(?:[Ww]ho|[Tt]hey)\}(?: \w+ly| all| only| just| at once| both)? (?:came|went|walked|"
    r"followed|crept|ran|hopped|stepped|joined|knelt|bent|stooped|sat|lay|stood|bowed|curtsied|"
    r"let \{hero\}|moved|got up|turned round|carried|led|held|lent|handed|opened|shut|took off|"
    r"brought|fetched|tiptoed|climbed|danced|took|gave|put|made|licked|leaned|threw|chased|patted|"
    r"hid|pulled|scratched|knocked|pushed|passed|helped|tapped|grabbed|chewed|nibbled|measured|"
    r"signed|offered|bumped|taught|bandaged|marched|wrote|drew|sold|swapped|played|wiped|lifted|"
    r"hugged|shared|stroked|dusted|tied|sniffed|ate)(?!\w)"
)
"""The figure goes along, or does something that takes both hands."""
_STANDS: Final = re.compile(
    r"\{[Ww]ho\},? (?:up |out |down )?(?:in|at|behind|from behind|from under|through|under) "
    r"(?:the|a|an|one|his|\{his\}) (?!whisper|voice|middle|same|dark|end|row|hope)\w"
)
"""It is somewhere else than in its picture: "said a surfer, in the door"."""
_TOUCHED: Final = re.compile(
    r"\b(?:fell over|tripped over|bumped into|crept under|crept behind|hid (?:behind|beside|under)|"
    r"leaned (?:\w+ )?(?:on|against)|sat down (?:by|beside|next to)|sat (?:by|beside|next to)|"
    r"gave|lent|handed|shared [^.!?“”]{0,30}with|let|hugged|kissed|tickled|tapped|shook|"
    r"(?:held|opened) [^.!?“”]{0,20}for|followed by) \{who\}"
)
"""It is touched or handed something."""
_REACHED: Final = re.compile(
    r"\b(?:beside|behind|round|against|up to|as far as|past|inside|into|on|onto|under|next to|by"
    r"|in front of|knocked at|tapped|patted|climbed|kicked|opened|leaned) (?:the edge of )?"
    r"\{(?:who|thing)\}"
)
"""Somebody is where only who stands on the ground can be reached."""
_ALOFT: Final = re.compile(
    r"(?:in|through|across|into|up in) (?:the |mid-)?(?:[a-z]+ )?(?:sky|air|clouds)\b"
    r"|(?:flying(?! (?:an?|the|his|her|their|some|two|three|kites?|planes?|drones?)\b)|soaring"
    r"|gliding|taking off)\b"
)
_AWAY: Final = 3.0
"""What it costs that a bound figure goes with the plot,"""
_NEAR: Final = 2.0
"""or is touched."""
_WEATHER: Final = 2.5
"""What it costs that a room is out of doors, or a field indoors."""
_OUT: Final = frozenset("outside outdoors hedge rain raining puddle puddles pavement".split())
_INSIDE: Final = frozenset("indoors carpet stairs upstairs downstairs".split())
_OUT_THERE: Final = re.compile(r"\bout (?:there|in the|here)\b")
_KNOWS: Final = frozenset("action sport sleep water high moving".split())
"""Conditions of wordings that were written for who is bound,"""
_GROUND: Final = frozenset("indoors outdoors room road snow water tree hero".split())
"""or for a place."""
_ANYWHERE: Final = frozenset(
    "sky clouds space moon mountain hill city village party-room christmas-room".split()
)
"""Places that wordings speak of wherever they are."""
_TELLS: Final = re.compile(r"\{(?:[Cc]lause|[Ss]pot|[Tt]hing|[Ww]ho)\}")


def bound(seen: Seen) -> bool:
    """Whether the figure is held by what it does: in the air, in water, on a ride, in a game."""
    gist, conditions = seen.gist, seen.conditions
    if "living" not in conditions or not gist.who or seen.hero:
        return False
    living = [f for f in seen.scene.figures if not f.look.toy]
    acts = bool(living) and living[0].act in _BOUND and bool(gist.doing)
    return (
        acts or "sleep" in conditions or ("sport" in conditions and bool(gist.doing)) or _held(gist)
    )


def aloft(seen: Seen) -> bool:
    """Whether the figure or thing flies: nobody stops beside it, or counts the steps round it."""
    gist = seen.gist
    told = (gist.doing, gist.place, gist.clause.partition(f"{gist.was} ")[2])
    return bool(gist.who) and not seen.hero and any(map(_ALOFT.match, told))


@lru_cache(maxsize=16384)
def _reaches(text: str) -> bool:
    return _REACHED.search(text) is not None


@lru_cache(maxsize=2048)
def _held(gist: Gist) -> bool:
    """Whether its place is water, the air, a ride or a stage."""
    words = lexicon()
    for said in (gist.place, gist.doing.removeprefix(gist.deed).strip()):
        preposition, _, rest = said.partition(" ")
        noun = rest.split(" ")[-1]
        if preposition not in _IN or not noun:
            continue
        water = words.noun(noun, "place")
        entry = words.entry("place", water.key) if water is not None else None
        wet = entry is not None and bool(entry.data.get("water")) and noun in _waters()
        thing = words.noun(noun, "thing")
        ride = words.entry("thing", thing.key) if thing is not None else None
        if wet or noun in _UP or (ride is not None and ride.table == "vehicles"):
            return True
    return False


@lru_cache(maxsize=1)
def _waters() -> frozenset[str]:
    """Words for water itself, not for what lies beside it."""
    words = lexicon()
    keys = ("sea", "lake", "river", "pond", "swimming-pool", "waterfall", "swimming-hall")
    found = {"water", "waters", "rapids", "surf"}
    for key in keys:
        entry = words.entry("place", key)
        found |= {key, *(entry.also if entry is not None else ())}
    return frozenset(word.split(" ")[-1] for word in found)


def amiss(wording: Wording, seen: Seen) -> float:
    """What it costs that a wording has its picture where it can't be."""
    cost = 0.0
    moves, touched, grounds = _asks(wording.text)
    if not wording.conditions & _KNOWS and aloft(seen) and _reaches(wording.text):
        cost += _AWAY
    if (moves or touched) and not wording.conditions & _KNOWS and bound(seen):
        cost += _AWAY if moves else _NEAR
    if not grounds or wording.conditions & _GROUND or not seen.gist.clause:
        return cost
    inside = "indoors" in seen.conditions
    place = lexicon().entry("place", seen.scene.place) if seen.scene.place else None
    open_air = place is not None and not place.data.get("inside") and not inside
    wrong = ("outdoors" in grounds and inside) or ("indoors" in grounds and open_air)
    return cost + (_WEATHER if wrong else 0.0)


@lru_cache(maxsize=16384)
def _asks(text: str) -> tuple[bool, bool, frozenset[str]]:
    """Whether the figure of a wording moves, whether it is touched, and where it would be."""
    plain = outside(text)
    found = set()
    for sentence in re.split(r"(?<=[.!?…]) ", plain):
        if not _TELLS.search(sentence):
            continue
        words = re.findall(r"[a-z]+", SLOT.sub(" ", sentence).lower())
        found |= {ground for word in words if (ground := _ground(word))}
        found |= {"outdoors"} if _OUT_THERE.search(sentence) else set()
    moves = bool(_MOVES.search(plain) or _STANDS.search(plain))
    return moves, bool(_TOUCHED.search(plain)), frozenset(found) if len(found) == 1 else frozenset()


@lru_cache(maxsize=8192)
def _ground(word: str) -> str:
    """Whether a word is of a place indoors or outdoors, "" if of neither."""
    if word in _OUT or word in _INSIDE:
        return "outdoors" if word in _OUT else "indoors"
    words = lexicon()
    match = words.noun(word)
    if match is None or match.sort != "place" or not match.exact or match.key in _ANYWHERE:
        return ""
    entry = words.entry("place", match.key)
    return "" if entry is None else "indoors" if entry.data.get("inside") else "outdoors"
