"""What of an act may be told: no verb without what it needs, no idiom cut in two, nothing grim."""

import re
from collections.abc import Sequence
from typing import Final

from picturebook.reading.phrase import Phrase
from picturebook.reading.saying import Saying
from picturebook.reading.units import Unit
from picturebook.words import Lexicon

PICKS: Final = frozenset(
    """hold use take give put get bring have do enjoy show hit throw kick touch cross wear make
    include feature contain say raise like pet carry display depict mimic lift set lay open
    close need want love hate own know find overlook""".split()
)
"""Verbs that say nothing without what is done by them."""
NEEDS_OBJECT: Final = PICKS | frozenset(
    """offer ask keep avoid spread cover stick follow attach sell buy park turn wrap tie fill attack
    remove place press surround face tackle let help tell teach grab choose select demonstrate
    examine inspect adjust handle decide""".split()
)
"""The same, of somebody alive: "a man offering"."""
CUT_SHORT: Final = frozenset(
    """look stare gaze peer reach lean participate crash stay aim point focus compete engage
    go come head chase hang emerge belong consist depend rely vie refer lead get step
    suck""".split()
)
"""Verbs that say nothing without a place or an aim: "a person was reaching"."""
_TOWARDS: Final = frozenset("go come head chase lead emerge".split())
"""Of these it must be one to which, along which or from which they go."""
_STANDING: Final = re.compile(r"(?:in|on|at|near|by|next to|with|beside|under) ")
_NEAR: Final = ("in ", "on ", "near ", "by ", "next to ", "with ")
_LOOKS_AT: Final = frozenset("look stare gaze peer".split())
_OF_ANIMALS: Final = frozenset("hang".split())
"""What only animals may be said to do: nobody hangs in a tale for children."""
_VAGUE: Final = frozenset(
    """one ones half second third first last rest rests way ways time times part parts
    place places something-else look looks description lot lots thing things view shot none all
    kind kinds sort number progress process fact order case use purpose result""".split()
)
"""What is left of a phrase that was cut in two, or points to nothing seen."""
_OF_BODY: Final = frozenset(
    "take keep get have give make do bring use enjoy follow put set place lay stick".split()
)
"""With a part of the body these are idioms: "keeping his eye (on the game)"."""
_WHOLE: Final = frozenset({("make", "face"), ("stick", "tongue")})
_SPENT: Final = frozenset(
    """hook spot locate light lead catch watch pull push chain leash saddle park trap strand situate
    pile stack place cut build make paint decorate mount frame post hold keep find show see
    leave prepare serve load fill pack top line tie attach connect fix set bend break join
    scatter spread injure hurt beat hunt
    kill arrest feature photograph picture feed groom train""".split()
)
"""The past of these, without an object, says what was done to somebody: "cyclists spotted on"."""


def vague(phrase: Phrase) -> bool:
    """Whether a phrase names nothing that could be seen: "a half", "an otherwise"."""
    head = phrase.head.lower() if phrase.kind == "noun" else ""
    return head in _VAGUE or phrase.said.lower() in _VAGUE


def idiom(verb: str, objects: Sequence[Phrase], words: Lexicon) -> bool:
    """Whether verb and object make sense only with what follows: "keeping his eye"."""
    first = objects[0] if objects else None
    whole = first is not None and (verb, first.head) in _WHOLE
    return first is not None and verb in _OF_BODY and first.head in words.body and not whole


def cut_short(verb: str, place: str, *, person: bool) -> bool:
    """Whether it isn't told what somebody looks at, reaches for or goes to."""
    if verb in _OF_ANIMALS and person:
        return not place.startswith(("onto ", "on to "))
    if verb not in CUT_SHORT:
        return False
    if not place or (verb in _LOOKS_AT and place.startswith(_NEAR)):
        return True
    return verb in _TOWARDS and _STANDING.match(place) is not None


def done_to_figure(verb: str, unit: Unit, saying: Saying) -> bool:
    """Whether a participle says what was done to somebody, and not what they did."""
    return unit.form == "past" and not saying.objects and verb in _SPENT


def becomes(unit: Unit, objects: Sequence[Phrase], units: Sequence[Unit]) -> bool:
    """Whether it only says what becomes of it: "gets muddy", "makes his bike jump"."""
    after = [u for u in units if objects and u.start >= objects[-1].end][:1]
    if unit.lemma in ("make", "let", "stop"):
        made = any(u.form == "base" and u.tag == "VERB" for u in after)
        return made or any(p.said.lower() in _SELVES for p in objects)
    if unit.lemma != "get":
        return False
    following = [u for u in units if u.start >= unit.end][:1]
    return any(u.tag == "ADJ" for u in following) or any(u.form == "past" for u in after)


def of_what_is_had(saying: Saying, units: Sequence[Unit]) -> bool:
    """Whether it is done by a thing that the figure has: "a girl has a pen sticking out"."""
    unit = saying.unit
    if unit is None or not saying.subjects or unit.form not in ("ing", "base", "past"):
        return False
    end = saying.subjects[0].end
    between = [u for u in units if end <= u.start and u.end <= unit.start]
    had = [i for i, u in enumerate(between) if u.tag == "HAVE" or u.low in _FILLED]
    if not had:
        return False
    after = between[had[-1] + 1 :]
    parted = any(u.tag in ("AUX", "CONJ", "REL", "SUB", "MARK", "TO") for u in after)
    return bool(after) and not parted and any(u.tag == "NOUN" for u in after)


_SELVES: Final = frozenset("himself herself itself themselves".split())
_FILLED: Final = frozenset(
    "filled covered topped lined loaded packed decorated surrounded stocked".split()
) | {"filled with", "covered with", "covered in", "topped with", "lined with", "loaded with",
     "packed with", "full of", "decorated with", "surrounded by", "stocked with"}  # fmt: skip
