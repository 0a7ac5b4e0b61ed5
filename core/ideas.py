"""An idea for a story, in a line: "about sharing", "a fox who can't sleep"."""

from typing import Final

from core.errors import BadInput
from core.text import clean, count_words
from picturebook.reading import readable
from picturebook.reading.cast import cast_of

IDEA_LETTERS: Final = 200
MADE_UP_PAGES: Final = (3, 8)
"""The least and the most pages of a story from an idea alone."""
USUAL_PAGES: Final = 5


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
    if not count_words(idea):
        raise BadInput("There are no words in the idea: say it in words, such as “about sharing”.")
    return idea


def check_english(idea: str) -> None:
    """Raise `BadInput` for an idea that a writer of English plots can't read."""
    if not readable(idea):
        raise BadInput(
            "The storyteller reads ideas in English only: say it in English, or choose a language "
            "model as the writer."
        )


def hero_of_idea(idea: str | None) -> str | None:
    """The name of whom an idea is about ("Mia has a new baby brother"), None if it names nobody."""
    members = cast_of([idea]).members if idea else ()
    return next((member.names[0] for member in members if member.names), None)
