"""A gist of what a caption's words show, where its sentence can't be read."""

import re
from typing import Final

from core.threads.articles import plural_form
from core.threads.gists import Gist
from core.threads.nouns import MASS, PROPER
from picturebook.reading import read
from picturebook.reading.tagging import NOT_NOUNS
from picturebook.words import Lexicon
from picturebook.words.forms import is_plural, singulars, with_article

_SKIES: Final = frozenset("snow rain fog mist storm thunderstorm sunset sunrise hail".split())
SHE: Final = frozenset("woman girl grandmother queen princess witch fairy bride nun maid".split())
HE: Final = frozenset("man boy grandfather king prince groom monk cowboy wizard".split())


def shown(text: str, words: Lexicon) -> Gist:
    """What the caption's words show, where its sentence can't be read."""
    scene = read(text).scene
    figure = next((f for f in scene.figures if not f.look.toy), None)
    thing = next(iter(scene.things), None)
    if figure is not None:
        kind, count = figure.look.role or figure.look.kind, figure.count
    elif thing is not None:
        kind, count = thing.kind, thing.count
    elif scene.place:
        kind, count = scene.place.removesuffix("-inside").removesuffix("-hall"), 1
    elif sky := next((w for w in text.lower().split() if w in _SKIES), ""):
        kind, count = sky, 1
    else:
        return Gist()
    if kind in ("boy", "girl") and kind not in text.lower():
        kind = "child"
    if kind == "child" and not _names_somebody(text, words):
        return Gist()
    if figure is None and kind not in _SKIES and not _says(text, kind, words):
        return Gist()
    many = count > 1
    noun = "water" if kind == "under-water" else kind.replace("-", " ")
    noun = " ".join(word.capitalize() if word in PROPER else word for word in noun.split())
    noun = "people" if many and noun == "person" else noun
    noun = plural_form(noun) if many and not is_plural(noun) else noun
    met = f"some {noun}"
    bare = noun in MASS and not re.search(rf"\b(?:an?|one) (?:[\w-]+ )?{noun}\b", text.lower())
    if not (many or bare or is_plural(noun)):
        met = with_article(noun)
    several = many or is_plural(noun)
    clause = f"there {'were' if several else 'was'} {met}"
    animal = figure is not None and words.entry("animal", kind) is not None
    forms = ("they", "them", "their") if many or (figure and not animal) else ("it", "it", "its")
    if kind in SHE | HE and not many:
        forms = ("she", "her", "her") if kind in SHE else ("he", "him", "his")
    return Gist(
        clause=clause, short=clause, who=f"the {noun}", bare=f"the {noun}", met=met, intro=met,
        they=forms[0], them=forms[1], their=forms[2], was="were" if several else "was",
        alive=figure is not None, plural=many, noun=noun, kinds=(kind,),
    )  # fmt: skip


def _names_somebody(text: str, words: Lexicon) -> bool:
    """Whether a caption has a word for somebody: a street alone has nobody in it."""
    said = [low.strip(".,;") for low in text.lower().split()]
    named = [words.noun(word) for word in said if word not in NOT_NOUNS]
    return any(m and m.sort in ("person", "role") for m in named) or bool({"he", "she"} & {*said})


def _says(text: str, kind: str, words: Lexicon) -> bool:
    """Whether a caption names a thing or a place by a word of its own."""
    said = [low.strip(".,;") for low in text.lower().split()]
    said = [low for low in said if low not in NOT_NOUNS]
    forms = {form for word in said for form in singulars(word)}
    named = (words.noun(word) for word in said)
    return bool(set(kind.split("-")) & forms) or any(m and m.exact and m.key == kind for m in named)
