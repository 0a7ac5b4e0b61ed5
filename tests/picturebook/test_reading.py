"""The reader: what captions show."""

from pathlib import Path

import pytest

from picturebook.reading import read, readable
from picturebook.reading.check import check, load
from picturebook.reading.tokens import sentences, told
from picturebook.scene import Scene
from picturebook.words import lexicon
from tests.picturebook.scenes import figures, relations

CAPTIONS = Path(__file__).parent / "captions"
BARS = {
    "who": 0.92, "acts": 0.93, "things": 0.90, "relations": 0.88, "place": 0.90, "when": 0.9,
    "looks": 0.85,
}  # fmt: skip


def test_captions_are_read_as_people_read_them() -> None:
    report = check(load(CAPTIONS / "dev.toml"))
    assert {f: round(report.share(f), 2) for f in BARS if report.share(f) < BARS[f]} == {}


def test_pages_of_stories_are_read_as_people_read_them() -> None:
    report = check(load(CAPTIONS / "held_out_2.toml"))
    bars = {"who": 0.7, "acts": 0.88, "things": 0.8, "relations": 0.7, "place": 0.93, "when": 0.95}
    assert {f: round(report.share(f), 2) for f in bars if report.share(f) < bars[f]} == {}


def test_the_whole_of_a_caption() -> None:
    scene = read("three men eating bananas on a boat at sunset").scene
    assert figures(scene) == [(3, "man", "eat")]
    assert {("man", "holding", "banana"), ("man", "on", "boat")} <= relations(scene)
    assert scene.time == "evening"


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("A dog is being washed by a man.", "wash"),
        ("A man taking a bite of a sandwich.", "eat"),
        ("Two boys go for a walk.", "walk"),
        ("A boy is trying to catch a ball.", "catch"),
        ("A woman is taking a picture of a dog.", "photograph"),
        ("A man riding a wave.", "surf"),
        ("A man plays the guitar.", "play-guitar"),
        ("A girl is asleep on a couch.", "sleep"),
        ("A man working on a laptop.", "type"),
    ],
)
def test_acts(text: str, act: str) -> None:
    assert act in [f.act for f in read(text).scene.figures]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("There is no dog in the garden.", set()),
        ("He thought of his mother.", {"boy"}),
        ("A picture of a dog hangs on the wall.", set()),
        ("A stuffed bear sits on the bed.", set()),
        ("A statue of a man.", set()),
        ("The dog did not bark.", {"dog"}),
        ("A cloud that looks like a sheep.", set()),
        ("A girl wants a horse.", {"girl"}),
        ("Nobody in the family could do it.", set()),
        ("No one in the garden sat with the dog.", {"dog"}),
    ],
)
def test_who_is_only_mentioned_is_not_there(text: str, who: set[str]) -> None:
    assert {f.look.kind for f in read(text).scene.figures} == who


def test_toys_are_toys() -> None:
    (figure,) = read("A toy elephant stands on a table.").scene.figures
    assert figure.look.toy
    assert "teddy-bear" in [t.kind for t in read("a stuffed bear on a bed").scene.things]


def test_looks() -> None:
    (figure,) = read("A girl with long black hair and glasses in a red coat.").scene.figures
    assert (figure.look.hair, figure.look.hair_colour) == ("long", "black")
    assert "glasses" in figure.look.traits
    assert [g.colour for g in figure.look.wears] == ["red"]
    first, second = read("A man in a blue shirt next to a woman in a white dress.").scene.figures
    assert [g.colour for g in first.look.wears] == ["blue"]
    assert [g.colour for g in second.look.wears] == ["white"]


def test_groups_and_numbers() -> None:
    assert figures(read("two dogs and a cat on a couch").scene)[0][:2] == (2, "dog")
    assert read("a couple of kids running").scene.figures[0].count == 2
    assert read("a herd of cows grazing").scene.figures[0].count > 3
    assert read("a crowd of people").scene.figures[0].count > 5


def test_time_weather_and_season() -> None:
    scene = read("On a rainy autumn night a fox walked through the forest.").scene
    assert (scene.time, scene.weather, scene.season) == ("night", "rain", "autumn")
    assert read("It was snowing, and the bear slept.").scene.weather == "snow"


def test_what_was_replaced_and_left_out_is_said() -> None:
    reading = read("A labrador carries a flibbertigibbet and a xylotron lid.")
    assert dict(reading.replaced) == {"labrador": "dog"}
    assert reading.left_out
    assert (0, 10) in reading.taken


@pytest.mark.parametrize("text", ["", "   ", "🦊🎈🌙", "!!! ???", "12345", "“", "a a a the the of"])
def test_nothing_to_read_is_an_empty_scene(text: str) -> None:
    scene = read(text).scene
    assert scene.figures == ()
    assert Scene.from_json(scene.to_json()) == scene


def test_nothing_drawable_leaves_a_mood() -> None:
    assert read("Hope is the thing that whispers.").scene.mood
    assert read("Fear and darkness.").scene.mood == "scary"


def test_many_figures_leave_the_six_most_important() -> None:
    kinds = lexicon().keys("animal")[:30]
    text = " ".join(f"A {kind.replace('-', ' ')} was there and ran." for kind in kinds)
    reading = read(text)
    assert len(reading.scene.figures) == 6
    assert len(reading.left_out) >= 20


def test_other_languages_are_drawn_from_the_caption() -> None:
    german = "Der Fuchs ging durch den Wald und suchte seine Laterne. Es war schon dunkel."
    assert not readable(german)
    assert not readable("سار الثعلب في الغابة")
    assert not readable("狐狸走进了森林。")
    assert readable("The fox went through the wood.")
    reading = read(german, caption="a fox in a forest")
    assert not reading.readable
    assert [f.look.kind for f in reading.scene.figures] == ["fox"]


def test_clauses_tell_who_does_what_where() -> None:
    (clause,) = read("Two dogs chase a cat in the garden.").clauses
    assert (clause.who, clause.verb, clause.act) == ("Two dogs", "chase", "chase")
    assert clause.objects == ("a cat",)
    assert clause.places == ("in the garden",)


def test_sentences_end_where_they_end() -> None:
    kept, spoken = told("“Stop!” cried Mr. Fox. He ran to No. 7. “No.” The owl left.")
    assert len(sentences(kept)) == 4
    assert [t.low for t in spoken] == ["stop", "!", "no", "."]


# -- pages of stories ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "who", "hair", "wears"),
    [
        ("Mia was a girl with red hair and a yellow raincoat.", "girl", "red", ["yellow raincoat"]),
        ("There once was a boy named Tom with curly black hair.", "boy", "black", []),
        (
            "His name was Tom. He had black hair and a green cap.",
            "boy",
            "black",
            ["green baseball-cap"],
        ),
        ("Her hair was long and brown.", "girl", "brown", []),
        ("Bruno is a big brown dog with a blue collar.", "dog", "", ["blue collar"]),
        ("The queen, a tall woman with a green dress, sat down.", "queen", "", ["green dress"]),
    ],
)
def test_what_somebody_is_makes_no_second_figure(
    text: str, who: str, hair: str, wears: list[str]
) -> None:
    (figure,) = read(text).scene.figures
    look = figure.look
    assert (look.role or look.kind, look.hair_colour) == (who, hair)
    assert [f"{g.colour} {g.kind}" for g in look.wears] == wears


def test_animals_with_a_collar_are_not_dressed() -> None:
    collared, coated = (
        read(text).scene.figures[0].look
        for text in ("A dog with a red collar sat down.", "A dog in a red coat sat down.")
    )
    assert not collared.dressed
    assert coated.dressed


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("An old man read a newspaper.", "read"),
        ("The boy hit the ball.", "hit"),
        ("The girl cut the cake.", "cut"),
        ("She shut the door.", "close"),
        ("He cast his net into the sea.", "throw"),
        ("The bear split the log.", "cut"),
        ("The horse drew the cart.", "pull"),
        ("A bear let out a roar.", "shout"),
        ("The cook made soup.", "cook"),
        ("Round the corner came two girls.", "walk"),
    ],
)
def test_acts_told_in_the_past(text: str, act: str) -> None:
    assert act in [f.act for f in read(text).scene.figures]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The family sat at the table.", ["man", "woman", "girl", "boy"]),
        ("The old couple danced.", ["grandfather", "grandmother"]),
        ("A boy walked with his parents.", ["boy", "woman", "man"]),
        ("A couple of dogs ran.", ["dog"]),
        ("The animals on the farm sang.", ["cow", "pig", "sheep", "chicken"]),
        ("A family of ducks swam.", ["duck"]),
    ],
)
def test_several_who_are_not_alike(text: str, kinds: list[str]) -> None:
    found = [f.look.kind for f in read(text).scene.figures]
    assert sorted(found) == sorted(kinds) or (
        "animals" in text and len(found) == 4 and len(set(found)) == 4
    )


def test_what_each_of_several_wears() -> None:
    scene = read("A rabbit in red, a sheep in a blue coat and a pig in a green one sang.").scene
    assert [f.look.wears[0].colour for f in scene.figures] == ["red", "blue", "green"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A girl sang on a stage.", "theatre"),
        ("A mermaid swam under the sea.", "under-water"),
        ("A crab lived at the bottom of the lake.", "under-water"),
        ("A fox walked along the path.", "forest"),
        ("We went by train.", "train-inside"),
        ("The rabbit ran into its burrow.", "burrow-home"),
        ("He walked around the kitchen.", "kitchen"),
    ],
)
def test_where_stories_are(text: str, place: str) -> None:
    assert read(text).scene.place == place


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("A zebra grazing on the grass in a field.", []),
        ("A horse standing on dirt in a park.", []),
        ("A dog sits on leaves in the forest.", []),
        ("A bowl stands on the grass in the park.", ["bowl"]),
        ("A bird on a tuft of grass in the snow.", ["grass"]),
        ("A frog sitting on a leaf in a pond.", ["leaf"]),
    ],
)
def test_the_ground_is_no_thing_to_stand_upon(text: str, things: list[str]) -> None:
    """A zebra upon a tuft of grass would be drawn as small as an ant."""
    scene = read(text).scene
    assert [thing.kind for thing in scene.things] == things
    assert scene.place


def test_who_leans_on_somebody_stands_beside_them() -> None:
    scene = read("Mia leaned on an elephant.").scene
    assert ("girl", "beside", "elephant") in relations(scene)
    assert "ride" not in [figure.act for figure in scene.figures]
