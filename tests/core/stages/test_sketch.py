"""What a text shows is asked for in the words that the starter illustrator learned."""

import random

import pytest

from core.nouns import main_noun, words_of
from core.stages import vocabulary, vocabulary_words
from core.stages.pasted import names_in, scene_of
from core.stages.sketch import Figure, Sketch, drawable, dressed, phrase, read, usual_colour
from core.stages.vocabulary_ways import COLOUR_WORDS, WAYS_TO_SAY
from core.stages.vocabulary_words import CHARACTERS, COLOURS
from train.world import scene as world_scene
from train.world import vocabulary as world
from train.world.scene import Scene, canonical, captions, sample
from train.world.tales.picture import picture_caption

TABLES = (
    "CHARACTERS COLOURS ACTIONS TOGETHER BETWEEN DEEDS PLACES INDOORS THROUGH TIMES WEATHERS "
    "HAPPENING PROPS"
).split()


def scenes(n: int, seed: int = 4) -> list[Scene]:
    rng = random.Random(seed)
    return [sample(rng, "test" if i % 2 else "train") for i in range(n)]


def asked(text: str) -> str:
    """What the illustrator is asked for, for a caption."""
    return " ".join(phrase(dressed(drawable(read(text)))))


@pytest.mark.parametrize("name", TABLES)
def test_the_vocabulary_is_that_of_the_world(name: str) -> None:
    """`core` may not import `train`, so it has a copy; the illustrator was trained on the other."""
    assert getattr(vocabulary_words, name) == getattr(world, name)


def test_what_the_world_does_not_have_is_known() -> None:
    assert vocabulary_words.WITHOUT == world_scene._WITHOUT
    assert vocabulary_words.SKY == world_scene._SKY


def test_every_way_to_say_something_means_something_and_one_thing_only() -> None:
    assert set(WAYS_TO_SAY["character"]) == set(CHARACTERS)
    assert set(WAYS_TO_SAY["place"]) == set(world.PLACES)
    assert set(WAYS_TO_SAY["weather"]) == set(world.WEATHERS)
    assert set(COLOUR_WORDS.values()) == set(COLOURS)
    for kind, ways in WAYS_TO_SAY.items():
        assert set(ways) <= set(vocabulary.TABLES[kind]), kind
        said = [way for value in ways.values() for way in value.split(", ")]
        assert len(said) == len(set(said)), kind


def test_canonical_captions_read_back_word_for_word() -> None:
    counts = [0, 0, 0, 0]
    for scene in scenes(300):
        seen = drawable(read(canonical(scene)))
        assert " ".join(phrase(seen)) == canonical(scene)
        assert (seen.replaced, seen.left_out) == ({}, ())
        assert dressed(seen) == seen
        counts[len(seen.cast)] += 1
    assert min(counts[1:]) > 10


def test_other_wordings_of_a_scene_ask_for_the_same() -> None:
    for scene in scenes(100, seed=9):
        for caption in (captions(scene)[3], captions(scene)[4]):
            assert asked(caption) == canonical(scene), caption


@pytest.mark.parametrize(
    ("text", "prompt"),
    [
        ("two owls in the snow", "an owl in a green coat standing in the snow"),
        ("a tiger", "a lion in a green coat standing"),
        (
            "a girl in a pink dress and a dog, both asleep",
            "a girl in a purple coat and a wolf in a red coat sitting",
        ),
        ("a fox chasing a ball", "a fox in a red coat running with a ball"),
        (
            "a cat gives something to a mouse",
            "a cat in a purple coat giving a present to a mouse in a green coat",
        ),
        (
            "a cat followed by a bear",
            "a bear in a yellow coat following a cat in a purple coat",
        ),
        ("a zimblon dancing at school", "a fox in a red coat dancing in the classroom"),
        ("a wizard on the moon in the fog", "a wizard in a green coat standing on the moon"),
        ("a bare wall", ""),
    ],
)
def test_what_the_world_has_not_becomes_the_nearest_it_has(text: str, prompt: str) -> None:
    assert asked(text) == prompt


def test_what_is_not_drawn_is_said() -> None:
    many = drawable(
        read("a wolf, a fox, an owl and a dog with a lantern climbing on the moon in fog")
    )
    assert [who for who, _ in many.cast] == ["wolf", "fox", "owl"]
    assert many.action == "walking"
    assert set(many.left_out) == {"lantern", "fog"}
    assert many.replaced == {"dog": "wolf", "climbing": "walking"}
    bicycle = read("a knight repairing a bicycle")
    assert bicycle.left_out == ("repairing", "bicycle")
    alone = drawable(Sketch(cast=(Figure("fox"),), action="comforting"))
    assert (alone.action, alone.replaced) == ("standing", {"comforting": "standing"})


def test_everybody_keeps_one_coat_through_a_pasted_story() -> None:
    pages = [
        "Once a dog named Max lived by the sea. He loved to run.",
        "One stormy night Max heard a cat crying on the pier.",
        '"Where is the dragon?" asked Max. He gave the cat a fish. Her coat was lost.',
        "At dawn they slept in a warm bed.",
        "The cat in her green coat chased Max through the kitchen while it rained.",
    ]
    told = [scene_of(pages[: i + 1], pages[i + 1 :]) for i in range(len(pages))]
    assert [" ".join(phrase(sketch)) for sketch in told] == [
        "a wolf in a red coat standing on the beach",
        "a wolf in a red coat and a cat in a green coat crying in the harbour at night in a storm",
        "a wolf in a red coat giving a fish to a cat in a green coat in the harbour at night",
        "a wolf in a red coat sleeping in the bedroom in the morning",
        "a cat in a green coat chasing a wolf in a red coat in the kitchen in the morning "
        "while it rains",
    ]
    assert told[0].replaced == {"dog": "wolf"}


def test_somebody_is_on_every_page_of_a_story_about_somebody() -> None:
    lonely = ["Zorblax was lonely. He wandered over the hills.", "Then came the night."]
    assert [figure.character for figure in scene_of(lonely).cast] == ["boy"]
    pair = scene_of(["Tom and Lily walked to the market."])
    assert [figure.character for figure in pair.cast] == ["boy", "girl"]
    assert pair.replaced == {"Tom": "boy", "Lily": "girl"}
    assert scene_of(["Ottoline sat down."], hero="Ottoline").cast == (Figure("girl", "blue"),)
    assert not scene_of(["The old wall was grey."]).cast


def test_names_are_those_the_story_gives() -> None:
    story = (
        "Suddenly, the fox ran. Rosa was a little girl. A bear called Ben sang. Then the owl slept."
    )
    assert names_in(story) == {"rosa": "girl", "ben": "bear"}


def test_usual_coats_are_of_all_colours() -> None:
    assert {usual_colour(character) for character in CHARACTERS} == set(COLOURS)


def test_the_main_noun_is_the_first_character() -> None:
    rng = random.Random(5)
    said = [picture_caption(rng) for _ in range(3000)]
    said += [caption for scene in scenes(500) for caption in captions(scene)]
    for caption in said:
        first = next(word for word in words_of(caption) if word in CHARACTERS)
        assert main_noun(caption) == first, caption
