"""A hero renamed after the writing, and names that stand whole in every mood."""

import re

import pytest

from core.story import MOODS
from core.threads import tell
from eval.names_told import misnamed, pronouns
from studio.compose import Studio
from tests.studio.test_outline import WORDS, texts, told

SEEN = ("a fox walking in the snow", "a girl on a swing", "an owl in a tree at night")


def test_a_hero_is_renamed_wherever_the_name_stands(studio: Studio, finish) -> None:
    story_id = told(studio, finish, "drawn")
    assert "Pip" in " ".join(texts(studio.reading.story(story_id)))
    studio.editing.change(story_id, hero="Dr. Fox")
    assert len(studio.reading.story(story_id).stale) >= 3
    studio.jobs.build(story_id, WORDS)
    text = "\n\n".join(texts(finish(studio, story_id)))
    assert not re.search(r"\bPip\b", text)
    assert misnamed(text, "Dr. Fox") == []


@pytest.mark.parametrize("mood", list(MOODS))
@pytest.mark.parametrize("name", ["Captain Whiskers", "Dr. Fox", "Anne-Marie", "D'Arcy"])
def test_names_of_several_parts_are_one_in_every_mood(name: str, mood: str) -> None:
    for pronoun in ("she", "he", "they"):
        book = tell(SEEN, mood=mood, words=(200, 250), seed=3, hero=name, pronoun=pronoun)
        text = "\n\n".join(book.parts)
        assert misnamed(text, name) == []
        assert pronouns(text, name, pronoun)[1] == []


def test_what_is_wrong_is_found() -> None:
    assert misnamed("Captain Captain Whiskers ran.", "Captain Whiskers") == ["Captain"]
    assert misnamed("Captain Whiskers ran. Whiskers sang.", "Captain Whiskers") == ["Whiskers"]
    assert misnamed("A fox ran.", "Pip") == ["never"]
    assert pronouns("Pip put on his hat.", "Pip", "she") == (1, ["Pip put on his hat."])
    assert pronouns("Pip put on her hat.", "Pip", "she") == (1, [])
    assert pronouns("At last Pip put on his hat.", "Pip", "she")[0] == 1
    assert pronouns("Pip wound her up.", "Pip", "he") == (0, [])
    assert pronouns("The owl gave Pip his hat.", "Pip", "she") == (0, [])
    assert pronouns("It gave Pip her hat. Whatever she did, Pip lost his.", "Pip", "he")[0] == 0
    assert pronouns("Pip ran. They was late.", "Pip", "they")[1] == ["They was late."]
    assert pronouns("Dr. Fox shut her mouth.", "Dr. Fox", "they") == (
        1,
        ["Dr. Fox shut her mouth."],
    )
    assert pronouns("Pip met a boy. He ran. Pip told him.", "Pip", "she") == (0, [])
    assert pronouns("Pip told her. Pip saw a boy with his dog.", "Pip", "he") == (0, [])
