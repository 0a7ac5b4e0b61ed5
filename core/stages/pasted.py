"""Who plays in a pasted story, and what each of its pages shows.

A page may leave out who and where it is about: the story says it.  So everybody keeps one coat
from the first page to the last, and a page that names nobody shows the story's hero.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from core.nouns import content_words
from core.stages.sketch import Figure, Sketch, drawable, dressed, read_page
from core.stages.starter_cast import WHOSE, Gender
from core.stages.vocabulary import said
from core.stages.vocabulary_ways import WAYS_TO_SAY
from core.stages.vocabulary_words import CHARACTERS

_WHO: Final = {
    way: value for value, ways in WAYS_TO_SAY["character"].items() for way in ways.split(", ")
} | {value: value for value in CHARACTERS}
_ANYBODY: Final = "|".join(sorted(map(re.escape, _WHO), key=len, reverse=True))
_NAMED: Final = (
    re.compile(
        rf"\b(?P<name>[A-Z][a-z]+),? (?:the|was an?|was the|is an?|an?) (?:[a-z-]+ ){{0,3}}?"
        rf"(?P<who>{_ANYBODY})\b"
    ),
    re.compile(rf"\b(?P<who>{_ANYBODY})(?:,? (?:named|called))? (?P<name>[A-Z][a-z]+)\b"),
    re.compile(rf"\b(?P<who>{_ANYBODY})\b[^.!?]*[.!?] (?:His|Her|Its) name was (?P<name>[A-Z]\w+)"),
)
_CAPITAL: Final = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b")
_OPENERS: Final = frozenset(
    "today tomorrow yesterday soon nearby everyone everybody nobody maybe perhaps later".split()
)
_WHO_IS: Final[Mapping[Gender, tuple[str, ...]]] = {"she": ("girl", "woman"), "he": ("boy", "man")}


def names_in(story: str) -> dict[str, str]:
    """Names that the story itself gives to characters: "Rosa was a little girl"."""
    found: dict[str, str] = {}
    for pattern in _NAMED:
        for match in pattern.finditer(story):
            name = match["name"]
            if _is_name(name, story):
                found.setdefault(name.lower(), _WHO[match["who"]])
    return found


def _is_name(word: str, story: str) -> bool:
    lower = word.lower()
    adverb = lower.endswith("ly") and word not in WHOSE
    common = adverb or lower in _OPENERS or not content_words(word) or bool(said(word))
    return not common and not re.search(rf"\b{lower}\b", story)


def strangers(story: str, hero: str | None, known: Mapping[str, str]) -> dict[str, str]:
    """Names of whom the story never says who they are: girls and boys, women and men."""
    names = [w for w in re.findall(r"\b[A-Z][a-z]+\b", story) if w in WHOSE]
    names += [w for w in _CAPITAL.findall(story) if _pronoun(w, story)]
    names += [w for w in (hero or "").split()[:1] if w in story]
    found: dict[str, str] = {}
    for name in dict.fromkeys(names):
        if name.lower() in known or not _is_name(name, story):
            continue
        gender: Gender = WHOSE.get(name) or _pronoun(name, story) or "she"
        taken = [*known.values(), *found.values()]
        free = [who for who in _WHO_IS[gender] if who not in taken]
        found[name.lower()] = (free or _WHO_IS[gender])[0]
    return found


def _pronoun(name: str, story: str) -> Gender | None:
    """Whether a name is "she" or "he" where one of them follows soon."""
    match = re.search(rf"\b{name}\b[^A-Z]{{0,60}}?\b(she|he|her|his)\b", story)
    return None if not match else "she" if match[1] in ("she", "her") else "he"


def scene_of(told: Sequence[str], later: Sequence[str] = (), hero: str | None = None) -> Sketch:
    """What the last of `told` shows, as the picture-book world has it.

    `later` are the pages that follow, `hero` is the name that the person gave to the hero.
    """
    pages = [*told, *later]
    story = "\n".join(pages)
    given = names_in(story)
    invented = strangers(story, hero, given)
    names = given | invented
    read = [read_page(page, names) for page in pages]
    wardrobe: dict[str, str] = {}
    for page in read:
        for who, colour in page.cast:
            if colour:
                wardrobe.setdefault(who, colour)
    lead = _lead(read, story)
    place = time = ""
    for text, page in zip(told[:-1], read, strict=False):
        place = (said(text).get("place") or [place])[-1]
        time = page.time or time
    if lead:
        lead = Figure(lead.character, wardrobe.get(lead.character, ""))
    here = read_page(told[-1], names, lead)
    replaced = {**here.replaced}
    if not here.cast and lead:
        here = replace(here, cast=(lead,))
    for name, who in invented.items():
        if re.search(rf"\b{name}\b", told[-1].lower()):
            replaced[name.capitalize()] = who
    here = replace(
        here,
        place=here.place or place,
        time=here.time or time,
        replaced={k: v for k, v in replaced.items() if k not in names},
    )
    return dressed(drawable(here), wardrobe)


def _lead(pages: Sequence[Sketch], story: str) -> Figure | None:
    """Who is on most pages, the first of them; if nobody is named, who the pronouns mean."""
    counts = Counter(figure.character for page in pages for figure in page.cast)
    if counts:
        return Figure(max(counts, key=lambda who: counts[who]))
    spoken = Counter(re.findall(r"\b(she|he|her|his|we|they|i)\b", story.lower()))
    if not spoken:
        return None
    return Figure("girl" if spoken["she"] + spoken["her"] > spoken["he"] + spoken["his"] else "boy")
