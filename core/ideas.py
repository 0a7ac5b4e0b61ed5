"""An idea for a story, in a line: "about sharing", "a fox who can't sleep"."""

import re
from collections.abc import Mapping
from typing import Final

from core.errors import BadInput
from core.text import clean, count_words
from core.threads.shown import HE, SHE
from picturebook.reading import read, readable
from picturebook.reading.cast import cast_of
from picturebook.reading.language import known_share

IDEA_LETTERS: Final = 200
MADE_UP_PAGES: Final = (3, 8)
"""The least and the most pages of a story from an idea alone."""
USUAL_PAGES: Final = 5
_FEW: Final = 6
"""With fewer words the letters don't tell a language."""
_KNOWN: Final = 0.3
"""The least share of words of a short idea that the vocabulary has."""
_ORDERS: Final = re.compile(
    r"\b(?:ignore|disregard|forget)\b.{0,30}\b(?:instructions?|prompts?|everything above)\b"
    r"|\b(?:system|developer) (?:prompt|message)\b"
    r"|\byou are (?:now\b|an? (?:ai|assistant|model)\b)"
    r"|<[|/a-z]|\|>|^(?:system|assistant):",
    re.IGNORECASE,
)
_SOMEBODY: Final = re.compile(r"^(?:about )?(?:an?|the|one|some) ", re.IGNORECASE)
_SPOKEN_OF: Final = {
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
}
_AGAINST: Final[Mapping[str, tuple[str, str]]] = {
    "bedtime": (
        "a bedtime story grows sleepier and ends with everybody asleep",
        r"(?:stay(?:s|ing)?|be|being) awake|never (?:\w+ )?sleep|scare|scary|monsters?|ghosts?"
        r"|wars?|fight\w*|battles?|explo\w+|scream\w*|kill\w*|dies?|died|dead|death",
    ),
    "comedy": ("a comedy is light-hearted", r"never laugh|dies?|died|dead|death|war|kill\w*|grief"),
    "funny": ("a funny story jokes", r"never laugh|dies?|died|dead|death|war|kill\w*|grief"),
    "cartoonish": (
        "a cartoonish story is silly",
        r"never laugh|serious|dies?|died|dead|death|war|kill\w*",
    ),
    "romance": ("a romance is tender", r"hate\w*|revenge|war|kill\w*|dies?|died|dead|death"),
    "scary": (
        "an eerie story creaks before it ends well",
        r"nothing (?:\w+ )?to (?:fear|be afraid)|never afraid",
    ),
    "action": (
        "an adventure never stands still",
        r"do(?:ing)? nothing|sit(?:ting)? still|no hurry|slow(?:ly|ness)?",
    ),
    "noir": ("a detective asks until he knows", r"never ask|no questions|curiosity is bad"),
    "poetic": ("a poetic story is quiet", r"loud\w*|nois[ey]\w*|battles?|war|kill\w*"),
}
"""Of each mood what it is, and what an idea says that goes against it."""


def tidy_idea(text: str | None) -> str | None:
    """An idea on one line, None for none.

    Raises `BadInput` for one that is too long, and for one without words.
    """
    idea = " ".join(clean(text or "").split())
    if not idea:
        return None
    if len(idea) > IDEA_LETTERS:
        raise BadInput(
            f"The idea is too long: {len(idea):,} characters. Say it in one line of at most "
            f"{IDEA_LETTERS}, such as “a fox who can’t sleep”."
        )
    if order := _ORDERS.search(idea):
        raise BadInput(
            f"The idea speaks to the writer (“{order.group()[:40]}”): say what the story is about, "
            "such as “a fox who can’t sleep”."
        )
    if not count_words(idea):
        raise BadInput("There are no words in the idea: say it in words, such as “about sharing”.")
    return idea


def check_english(idea: str) -> None:
    """Raise `BadInput` for an idea that a writer of English plots can't read."""
    short = len(idea.split()) < _FEW
    if not readable(idea) or (short and known_share(idea) < _KNOWN):
        raise BadInput(
            "The storyteller reads ideas in English only: say it in English, or choose a language "
            "model as the writer."
        )


def against_mood(idea: str | None, mood: str) -> str:
    """A sentence for an idea or moral that goes against a mood; "" where they can be together."""
    kind, against = _AGAINST.get(mood, ("", ""))
    found = re.search(rf"\b(?:{against})\b", idea or "", re.IGNORECASE) if against else None
    if found is None:
        return ""
    return (
        f"“{found.group()}” goes against the mood, as {kind}: the mood goes first; another mood "
        "may suit the idea better."
    )


def hero_of_idea(idea: str | None) -> str | None:
    """The name of whom an idea is about ("Mia has a new baby brother"), None if it names nobody."""
    members = cast_of([idea]).members if idea else ()
    return next((member.names[0] for member in members if member.names), None)


def pronoun_of_idea(idea: str | None) -> str:
    """How an idea speaks of a hero without a name: "she" for "a hedgehog who shares her apples".

    "" if it doesn't, or if the word for the hero tells it ("a boy whose mother lost her ring").
    """
    words = re.findall(r"[\w'’]+", (idea or "").lower())
    told = next((_SPOKEN_OF[word] for word in words if word in _SPOKEN_OF), "")
    if not told or not _SOMEBODY.match(idea or ""):
        return ""
    hero = next((figure.look for figure in read(idea or "").scene.figures), None)
    return "" if hero is not None and (hero.role or hero.kind) in SHE | HE else told
