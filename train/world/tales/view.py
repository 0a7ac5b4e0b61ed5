"""A caption's pieces, ready to be woven: who, doing what, where, when, in what, with what."""

import re
from dataclasses import dataclass, replace
from typing import Final

from core.text import singular
from train.world.tales import nouns
from train.world.tales.reading import Role, Seen, plainer, read
from train.world.tales.wild import article

_MASS: Final = frozenset(
    "food water grass snow traffic fruit luggage furniture bread rain sand graffiti ice money "
    "something broccoli meat rice".split()
)
_FRONTS: Final = frozenset(
    "in on at by near under behind beside next between among along outside inside below above up "
    "across around beneath".split()
)
_LINK: Final = re.compile(r"^(?:(?:who|that|which|is|are|was|were|as|being)\b\s*)+")
_ARTICLE: Final = re.compile(r"^(?:an?|the|some|his|her|its|their)\s+")
_NEVER_HERO: Final = frozenset(
    "couple group crowd family team pair people players herd flock".split()
)
_NOWHERE: Final = frozenset("air hand hands mouth head face back row side middle top".split())
_NOT_HELD: Final = frozenset(
    "beard hair tail nose roof face moustache mustache eyes head ears wings mouth legs".split()
)
_CLOTHES: Final = frozenset(
    singular(phrase.split()[-1]) for phrase in nouns.CLOTHES + nouns.CLOTHES_MANY
)
_COATED: Final = r"an? (?:[\w-]+ ){1,3}?(?:in|wearing|with) an? \w+ coat"
_SIDE_BY_SIDE: Final = re.compile(rf"({_COATED}(?:, {_COATED})* and {_COATED}) (.*)$")
"""Two or three in coats who do the same."""
_IN_COAT: Final = re.compile(r" (?:in|wearing|with) an? \w+ coat")
_TAKES: Final = frozenset("covered surrounded decorated filled topped loaded dressed".split())
TIMES: Final[dict[str, tuple[str, ...]]] = {
    "morning": ("morning", "sunrise", "dawn", "early"),
    "evening": ("evening", "sunset", "dusk", "twilight"),
    "night": ("night", "moon", "midnight", "stars"),
    "day": ("day", "noon", "afternoon"),
}
WEATHERS: Final[dict[str, tuple[str, ...]]] = {
    "rain": ("rain", "storm", "lightning"),
    "snow": ("snow", "winter", "ice", "cold"),
    "fog": ("fog", "mist", "cloudy", "clouds"),
    "clear": ("clear", "sun", "fine", "blue", "warm", "summer"),
}


@dataclass(frozen=True)
class View:
    """One picture; the pieces keep the caption's own words."""

    seen: Seen
    subject: str
    """Without an article ("little fox", "two dogs", "man and a woman")."""
    many: bool
    deed: str
    deed_is_ing: bool
    wear: str
    """With its article, without "in" ("a red coat")."""
    wearing: bool
    """Whether the caption says "wearing"."""
    odd: str
    """What fits no piece and stays with the deed."""
    place: str
    prop: str
    time: str
    weather: str

    @property
    def alive(self) -> bool:
        return self.seen.alive or self.seen.noun in ("herd", "flock")

    @property
    def can_be_hero(self) -> bool:
        return self.alive and not self.many and self.seen.noun not in _NEVER_HERO

    @property
    def several(self) -> bool:
        """Whether different ones are named ("a man and a dog"; not "two black and white dogs")."""
        return self.many and bool(re.search(r"\b(?:and|,) (?:an?|the|his|her|its) ", self.subject))

    @property
    def a(self) -> str:
        """The subject as it's first met."""
        if self.many and not self.several:
            prefix = self.seen.article
            return f"{prefix} {self.subject}".strip() if prefix else self.subject
        if self.seen.article == "the":
            return f"the {self.subject}"
        if self.seen.noun in _MASS and not self.seen.article:
            return self.subject
        if not self.seen.article and re.match(
            r"(his|her|its|their|my|one|another)\b", self.subject
        ):
            return self.subject
        return article(self.subject)

    @property
    def the(self) -> str:
        """The subject as it's known."""
        subject = re.sub(r"(\band|,) an? ", r"\1 the ", self.subject)
        return f"the {_ARTICLE.sub('', subject).removeprefix('several ')}"

    @property
    def short(self) -> str:
        """The shortest way to name it again."""
        if self.several:
            return _IN_COAT.sub("", self.the)
        return f"the {self.seen.noun}"

    @property
    def where(self) -> str:
        """The place as a thing ("the snowy hill"), or nothing."""
        first, _, rest = self.place.partition(" ")
        if rest.startswith(("front of ", "the middle of ", "to ")):
            rest = rest.split(" of ", 1)[-1].removeprefix("to ")
        if first == "up":
            rest = rest.partition(" ")[2]
        known = _ARTICLE.sub("", rest)
        if known.split(" ")[-1] in _NOWHERE:
            return ""
        if not known or first not in _FRONTS or len(known.split()) > 3:
            return ""
        if re.search(r"\b(in|on|at|of|by|under|next|with|it)\b", known):
            return ""
        return f"the {known}"

    @property
    def held(self) -> str:
        """What is held, without its article ("yellow umbrella"), or nothing."""
        match = re.match(
            r"(?:with|holding|carrying|under) an? ([\w-]+(?: [\w-]+){0,2})$", self.prop
        )
        return match[1] if match and match[1].split()[-1] not in _NOT_HELD else ""

    @property
    def time_kind(self) -> str:
        return _kind(self.time, TIMES)

    @property
    def weather_kind(self) -> str:
        return _kind(self.weather, WEATHERS)


def _kind(phrase: str, kinds: dict[str, tuple[str, ...]]) -> str:
    return next((k for k, words in kinds.items() if any(w in phrase for w in words)), "")


def view(caption: str) -> View:
    """Read one caption."""
    if match := _SIDE_BY_SIDE.match(plainer(caption)):
        lead = _IN_COAT.split(match[1])[0]
        one = view(f"{lead} {match[2]}")
        subject = match[1].split(" ", 1)[1]
        return replace(one, seen=replace(one.seen, caption=caption), subject=subject, many=True)
    seen = read(caption)
    chunks = [(role, _LINK.sub("", text).strip(" ,")) for role, text in seen.chunks]
    chunks = [(role, text) for role, text in chunks if text]
    chunks = _joined(chunks)
    subject, many = seen.phrase.strip(" ,"), seen.many
    if chunks and chunks[0][1].startswith("and ") and len(chunks[0][1].split()) > 1:
        subject, many = f"{subject} {chunks[0][1]}", True
        chunks = chunks[1:]
    if chunks and chunks[0][1].startswith("with ") and chunks[0][1].split()[-1] in _NOT_HELD:
        subject = f"{subject} {chunks[0][1]}"
        chunks = chunks[1:]
    told: dict[str, list[str]] = {k: [] for k in ("doing", "wear", "place", "prop", "time", "odd")}
    told["weather"] = []
    for role, text in chunks:
        if (
            role == "wear"
            and " coat" in text
            and re.search(
                r" an? [\w-]+(?: [\w-]+)?$",
                told["odd"][-1] if told["odd"] else "".join(told["doing"][-1:]),
            )
        ):  # "chasing a cat" + "in a blue coat"
            last = told["odd"] or told["doing"]
            last[-1] += f" {text}"
            continue
        text = re.sub(r"while it (rain|snow)s", r"while the \1 came down", text)
        text = text.replace("fog drifts", "fog drifted").replace(
            "lightning flashes", "lightning flashed"
        )
        text = text.replace("wind blows", "wind blew")
        key: str = role
        if role == "doing" and told["doing"]:
            told["doing"].append(text)
            continue
        nowhere = len(text.split()) == 2 and text.split()[1] in _NOWHERE
        if role == "place" and (text.split()[0].lower() not in _FRONTS or nowhere):
            key = "odd"
        if role == "place" and told["doing"][1:]:
            told["doing"][-1] += " " + text
            continue
        told[key].append(text)
    deeds = told["doing"]
    if len(deeds) > 1:
        deeds = [
            " ".join([deeds[0], *told["odd"], *told["place"]]) + ", " + " and ".join(deeds[1:])
        ]
        told["place"], told["odd"] = [], []
    wears = [re.sub(r"^(in|wearing)\s+", "", text) for text in told["wear"]]
    return View(
        seen, subject, many, " ".join(deeds), bool(deeds) and deeds[0].split()[0].endswith("ing"),
        " and ".join(wears), any("wearing" in text for text in told["wear"]), " ".join(told["odd"]), " ".join(told["place"]),
        " ".join(told["prop"]), " ".join(told["time"]), " ".join(told["weather"]),
    )  # fmt: skip


def _joined(chunks: list[tuple[Role, str]]) -> list[tuple[Role, str]]:
    """Pieces that mean nothing apart: "covered" + "in snow", "a phone" + "in his hand"."""
    made: list[tuple[Role, str]] = []
    for role, text in chunks:
        words = text.split()
        if role == "place" and words[0] == "in" and singular(words[-1]) in _CLOTHES:
            role = "wear"
        taken = made and made[-1][1] in _TAKES and words[0] in ("with", "in", "by", "of")
        if taken or (made and re.match(r"in (his|her|its|their)\b", text)):
            made[-1] = (made[-1][0], f"{made[-1][1]} {text}")
        else:
            made.append((role, text))
    return made


def is_she(noun: str) -> bool:
    """Whether the noun says "she"."""
    return noun.split()[-1] in nouns.WOMEN


def is_he(noun: str) -> bool:
    """Whether the noun says "he"."""
    return noun.split()[-1] in nouns.MEN
