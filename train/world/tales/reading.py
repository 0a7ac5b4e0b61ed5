"""Reads a caption: who or what it's about, and the phrases that say more.

Deliberately shallow (no parser, no tagger): a caption is cut at prepositions and participles, and
each piece keeps its own words, so that a story can weave them in as they stand.
"""

import re
from dataclasses import dataclass, field
from typing import Final, Literal

from train.world.tales import nouns
from train.world.tales.wild import plural, third_person

Role = Literal["doing", "wear", "prop", "place", "time", "weather"]

_PREPOSITIONS: Final = frozenset(
    "in on at with under by near through over into down up along across around behind beside between "
    "next inside outside among below above after before from off out onto to toward towards while "
    "late early against during for without past beneath atop".split()
)
_LINKS: Final = frozenset("is are was were that who which has have having being and as".split())
_ING_NOUNS: Final = frozenset(
    "building king ring string wing swing painting wedding ceiling railing clothing morning evening "
    "thing crossing bathing pudding duckling spring sling bring awning".split()
)
_DETERMINERS: Final = frozenset(
    "a an the two three four five six seven eight nine ten several some many his her their its "
    "one another".split()
)
_MANY: Final = frozenset("two three four five six seven eight nine ten several some many".split())
_GROUPS: Final = frozenset("group couple pair bunch crowd number team lot herd flock".split())
_LIVE_GROUPS: Final = frozenset("group couple crowd team number lot".split())
_CLOTHES: Final = frozenset(
    word for phrase in nouns.CLOTHES + nouns.CLOTHES_MANY for word in phrase.lower().split()
) - {"life", "rain", "swim", "bathing"}
_HUES: Final = frozenset((*nouns.COLOURS, "tan", "brown"))
_TIME: Final = (
    "morning",
    "evening",
    "night",
    "noon",
    "sunset",
    "sunrise",
    "dusk",
    "dawn",
    "daytime",
    "by day",
    "moon",
)
_WEATHER: Final = (
    "sky", "rain", "snow", "weather", "day", "sunshine", "winter", "fog", "storm", "wind",
    "thunderstorm", "leaves",
)  # fmt: skip
_HAPPENING: Final = tuple(
    (re.compile(rf"^{pattern} (.*)$", re.IGNORECASE), after)
    for pattern, after in (
        ("rain falls on", "in the rain"),
        ("snow falls on", "in the snow"),
        ("the sky is clear over", "under a clear sky"),
        ("fog drifts around", "in the fog"),
        ("a storm rages around", "in a storm"),
        ("the wind blows around", "in the wind"),
        (
            r"((?:early |late )?(?:in|at|by|under) (?:the |a )?"
            r"(?:morning|sunrise|day|noon|daytime|evening|sunset|dusk|night|moon)),",
            "",
        ),
    )
)
"""Captions that begin with the weather or the time, and where it goes instead."""
_ALIVE: Final = frozenset(
    nouns.WOMEN + nouns.MEN + nouns.PEOPLE + nouns.ANIMALS + ("people", "players")
)
_ALIVE_MANY: Final = frozenset(plural(word) for word in _ALIVE)
_THINGS: Final = frozenset(nouns.VEHICLES + nouns.FOOD + nouns.HOUSE + nouns.TOWN + nouns.NATURE)
_FINITE: Final[dict[str, str]] = {}
for _deed in (
    nouns.HUMAN_DEEDS
    + nouns.ANY_DEEDS
    + nouns.ANIMAL_DEEDS
    + nouns.VEHICLE_DEEDS
    + nouns.THING_DEEDS
    + nouns.PHOTO_DEEDS
    + nouns.DOG_DEEDS
):
    _participle, _base = _deed.split()[0].split("/")
    if _base != "-":
        _FINITE[_base] = _FINITE[third_person(_base)] = _participle
_PARTICIPLES: Final = frozenset(
    "parked covered surrounded decorated filled topped loaded dressed".split()
)
_GLUED: Final = frozenset("at for into down up over through along off across after out on".split())
_PREAMBLE: Final = re.compile(
    r"^(?:(?:there (?:is|are)|this is|here (?:is|are))\s+)?"
    r"(?:(?:an?|the)\s+)?(?:(?:close[- ]?up|picture|photo|photograph|image|view)(?: view| shot)? of\s+)",
    re.IGNORECASE,
)
_THERE: Final = re.compile(r"^(?:there (?:is|are)|this is|here (?:is|are))\s+", re.IGNORECASE)
_ARTICLES: Final = (["a"], ["an"], ["the"], ["his"], ["her"], ["its"], ["their"])
_PLURALS: Final = frozenset("people men women children sheep geese mice".split())


@dataclass(frozen=True)
class Seen:
    """What a caption shows."""

    caption: str
    noun: str
    """The main noun as the caption has it ("fox", "dogs")."""
    phrase: str
    """Its noun phrase without the article ("little fox", "two dogs")."""
    article: str
    """"a", "an", "the" or nothing."""
    many: bool
    alive: bool
    chunks: tuple[tuple[Role, str], ...] = field(default=())

    @property
    def indefinite(self) -> str:
        return f"{self.article} {self.phrase}".strip()

    @property
    def definite(self) -> str:
        phrase = self.phrase.removeprefix("some ").removeprefix("several ")
        return f"the {phrase}"

    def of(self, *roles: Role) -> list[str]:
        """The phrases in these roles, in the caption's order."""
        return [text for role, text in self.chunks if role in roles]


def plainer(caption: str) -> str:
    """The caption with its subject first ("snow falls on a fox" -> "a fox in the snow")."""
    for pattern, after in _HAPPENING:
        if match := pattern.match(caption.strip()):
            what, when = match[match.lastindex or 1], match[1] if match.lastindex == 2 else after
            return f"{what.rstrip(' .')} {when}"
    return caption


def read(caption: str) -> Seen:
    """Read one caption; any text gives an answer."""
    caption = plainer(caption)
    words = (
        _THERE.sub("", _PREAMBLE.sub("", caption.replace(" ,", ",").strip())).rstrip(".").split()
    )
    words = words or ["something"]
    words = [words[0][0].lower() + words[0][1:], *words[1:]]
    end = _subject_end(words)
    subject, rest = words[:end], words[end:]
    article = subject[0] if subject[0] in ("a", "an", "the") else ""
    phrase = subject[1:] if article and len(subject) > 1 else subject
    many = phrase[0] in _MANY or (
        article in ("a", "") and phrase[0] in _LIVE_GROUPS and "of" in phrase
    )
    noun = _main_noun(phrase)
    if not article and phrase[0] not in _DETERMINERS and (noun.endswith("s") or noun in _PLURALS):
        many = True
    chunks = tuple(_chunks(rest))
    last = noun.split()[-1]
    known = noun in _ALIVE or last in _ALIVE or last in _ALIVE_MANY
    alive = known and noun not in _THINGS
    if not known and noun not in _THINGS and phrase[0] not in _GROUPS and "of" not in phrase:
        alive = any(
            role in ("doing", "wear") and text.split()[0] not in _PARTICIPLES
            for role, text in chunks
        )
    return Seen(caption, noun, " ".join(phrase), article, many, alive, chunks)


def main_noun(caption: str) -> str:
    """The noun that the caption's part of the story has to tell."""
    return read(caption).noun


def _subject_end(words: list[str]) -> int:
    for i in range(1, len(words)):
        word = words[i].lower()
        if words[i - 1].endswith(","):
            return i
        if word == "of" or (word == "and" and words[i - 1].lower() in _HUES):
            continue
        if word in _PREPOSITIONS or word in _LINKS or word in _PARTICIPLES:
            return i
        verb = word in _FINITE and word not in ("wave", "rock", "swing", "slide", "cook")
        if verb and words[i - 1] not in _DETERMINERS and f"{words[i - 1]} {word}" not in nouns.TOWN:
            return i
        if _articled(words, i) and words[i - 1] not in _DETERMINERS | _LINKS:
            return i
        if word.endswith("ing") and word not in _ING_NOUNS:
            adjective = words[i - 1] in _DETERMINERS and i + 1 < len(words)
            compound = f"{word} {words[i + 1]}" in _THINGS if i + 1 < len(words) else False
            if not compound and not (
                adjective and words[i + 1] not in _PREPOSITIONS | _DETERMINERS
            ):
                return i
    return len(words)


def _articled(words: list[str], i: int) -> bool:
    """Whether an article follows: then the word is a verb ("crossing the road")."""
    return words[i] not in _DETERMINERS and words[i + 1 : i + 2] in _ARTICLES


def _main_noun(phrase: list[str]) -> str:
    if "of" in phrase[:-1]:
        cut = phrase.index("of")
        phrase = phrase[cut + 1 :] if phrase[cut - 1] in _LIVE_GROUPS else phrase[:cut]
    for size in (3, 2):
        if len(phrase) >= size and " ".join(phrase[-size:]) in _THINGS:
            return " ".join(phrase[-size:])
    return phrase[-1].strip(",") or "something"


def _chunks(rest: list[str]) -> list[tuple[Role, str]]:
    pieces: list[list[str]] = []
    for i, word in enumerate(rest):
        lower = word.lower()
        if lower in ("is", "are", "was", "were") and i + 1 < len(rest):
            continue
        worn = i > 0 and rest[i - 1].lower() in _CLOTHES and pieces[-1][0] in ("in", "wearing")
        if lower in _FINITE and (not pieces or worn):
            pieces.append([_FINITE[lower]])
            continue
        doing = lower.endswith("ing") and (lower not in _ING_NOUNS or _articled(rest, i))
        verb = doing or lower in _PARTICIPLES
        previous = rest[i - 1].lower() if i else ""
        starts = lower in _PREPOSITIONS and not (
            previous in ("next", "out", "up", "late", "early") and pieces and len(pieces[-1]) == 1
        )
        starts = starts and not (lower == "by" and previous.startswith("drift"))
        if verb and (previous in _DETERMINERS or previous in _PREPOSITIONS):
            verb = False
        if (
            starts
            and pieces
            and lower in _GLUED
            and not (lower == "up" and rest[i + 1 : i + 2] and rest[i + 1] in _PREPOSITIONS)
            and len(pieces[-1]) == 1
            and _is_verb(pieces[-1][0])
        ) or (starts and pieces and pieces[-1][-1] == "flowers" and lower == "on"):
            pieces[-1].append(word)
        elif starts or verb or not pieces:
            pieces.append([word])
        else:
            pieces[-1].append(word)
    return [(_role(piece), " ".join(piece)) for piece in pieces]


def _is_verb(word: str) -> bool:
    return word.endswith("ing") and word not in (
        "wearing",
        "sitting",
        "standing",
        "lying",
        "playing",
    )


def _role(piece: list[str]) -> Role:
    first, text = piece[0].lower().strip(","), " ".join(piece).lower().replace(",", "")
    clothed = any(word in _CLOTHES for word in text.split())
    if first in ("in", "wearing") and clothed:
        return "wear"
    if first in ("with", "holding", "carrying") or ("an umbrella" in text and first == "under"):
        return "prop"
    if (first.endswith("ing") and first not in ("during", "morning")) or first in _PARTICIPLES:
        return "doing"
    if any(word in text for word in _TIME):
        return "time"
    words = text.split()
    if re.match(r"while (it|fog|lightning|the wind|wind)\b", text) or (
        words[-1] in _WEATHER or words[-1].endswith("walk")
    ):
        return "weather"
    return "place"
