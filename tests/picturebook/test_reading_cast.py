"""The reader: names in stories, and the cast with one look each."""

import pytest

from picturebook.casting import expected
from picturebook.reading import Cast, read
from picturebook.reading.cast import cast_of
from picturebook.reading.names import names_in
from picturebook.words import lexicon


@pytest.mark.parametrize(
    "name", ["Captain Whiskers", "Mary Ann", "Dr. Fox", "O'Brien", "D'Arcy", "Anne-Marie"]
)
def test_names_are_one_unit(name: str) -> None:
    story = [f"One day {name} found a map. “Hello!” said {name}.", f"Then {name} ran home."]
    assert names_in(story, lexicon()) == (name,)
    (member, *_) = cast_of(story, hero=name).members
    assert member.names == (name,)


def test_openers_months_places_and_greetings_are_no_names() -> None:
    story = [
        "Suddenly, the fox stopped. Suddenly it was Christmas. On Monday in June they left.",
        "They went to Paris.",
        "“Hello,” said the owl. Hello was all it said. Everybody came at Christmas. Nobody slept.",
        "Down came the rain. Snow fell on Fern Street. Dogs barked in London.",
    ]
    assert names_in(story, lexicon()) == ()


def test_names_that_are_words() -> None:
    story = ["Rose had a red rose. Then Will met Bear. “Come,” said Bear, and Rose ran to Will."]
    assert set(names_in(story, lexicon())) == {"Rose", "Will", "Bear"}
    kinds = {m.names[0]: m.look.kind for m in cast_of(story).members if m.names}
    assert kinds["Bear"] == "bear"
    assert kinds["Rose"] in ("girl", "woman")


def test_the_cast_has_one_look_each() -> None:
    pages = [
        "Mia, a girl with red hair, lived by the sea with Bruno the dog.",
        "One day Mia and Bruno met an old man in a blue coat. “Good day,” said Mia.",
        "The old man gave Mia a key. Bruno barked.",
    ]
    cast = cast_of(pages)
    looks = {m.names[0] if m.names else m.look.kind: m.look for m in cast.members}
    assert looks["Mia"].kind == "girl"
    assert looks["Mia"].hair_colour == "red"
    assert looks["Bruno"].kind == "dog"
    assert looks["grandfather"].wears[0].colour == "blue"
    assert Cast.from_json(cast.to_json()) == cast
    for page in pages:
        scene = read(page, cast=cast).scene
        assert next(f for f in scene.figures if f.id == "mia").look == looks["Mia"]


def test_the_hero_is_who_is_in_all_pictures() -> None:
    captions = ["a fox in a red coat in the forest", "a fox in a red coat on a boat"]
    hero = cast_of(["Pip woke up.", "Pip rowed home."], captions, "Pip").members[0]
    assert (hero.names, hero.look.kind, hero.look.dressed) == (("Pip",), "fox", True)
    assert hero.look.wears[0].colour == "red"


def test_a_fox_that_is_told_besides_is_not_the_hero() -> None:
    pages = ["Yuki met a fox. She waved.", "The fox and Yuki danced."]
    hero = cast_of(pages, ["a fox and a girl", "a fox dancing"], "Yuki").members[0]
    assert hero.look.kind == "girl"


def test_members_look_different() -> None:
    pages = ["Ada, Nora and Ivy ran. Ada laughed.", "Nora, Ada and Ivy slept."]
    looks = [m.look for m in cast_of(pages).members]
    assert len({look.wears[0].colour for look in looks}) == 3


def test_who_tells_the_story_is_in_it() -> None:
    pages = ["I opened the door. My dog ran out.", "I ran after it."]
    cast = cast_of(pages)
    assert any(m.pronoun == "i" for m in cast.members)
    assert any(f.id == "narrator" for f in read(pages[1], cast=cast).scene.figures)


def test_no_cast_is_read_from_nothing() -> None:
    assert cast_of([]).members == ()
    assert cast_of(["Der Fuchs schlief."], ["a fox"]).members == ()
    with pytest.raises(ValueError, match="no cast"):
        Cast.from_json('{"members": 3}')


NAMED = (
    "Once upon a time Captain Whiskers met Dr. Fox. Dr. Fox was old. “Good morning,” said Dr. Fox. "
    "Captain Whiskers bowed. Whiskers was hungry. Anne-Marie and D’Arcy came too. Anne-Marie "
    "laughed. D’Arcy did not. Mary Ann sang with O’Brien. O’Brien danced."
)


def test_names_of_several_words_are_one() -> None:
    found = {member.names for member in cast_of([NAMED]).members}
    assert {("Dr. Fox",), ("D'Arcy",), ("O'Brien",), ("Anne-Marie",), ("Mary Ann",)} <= found
    assert any(names[0] == "Captain Whiskers" for names in found)


@pytest.mark.parametrize("hero", ["Captain Whiskers", "de la Cruz", "D’Arcy", "Jean-Luc Petit"])
def test_a_hero_of_several_words_is_one_member_of_the_cast(hero: str) -> None:
    pages = [f"“Come!” said {hero}. {hero}’s dog ran to the beach.", f"By and by {hero} slept."]
    first, *others = cast_of(pages, (), hero).members
    assert first.names[0] == hero.replace("’", "'")
    assert not any(set(member.names) & set(hero.split()) for member in others)


def test_months_feasts_and_openers_are_no_persons() -> None:
    text = (
        "Suddenly, the fox stopped. Suddenly the owl laughed. Hello, said the owl. June was warm. "
        "In June the hen sang. On Monday it rained. Easter came. At Easter they hid eggs."
    )
    assert not any(member.names for member in cast_of([text]).members)
    santa = cast_of(["Father Christmas lost his boot. The elves helped Father Christmas."])
    assert santa.members[0].names == ("Father Christmas",)


def test_here_was_a_dog_says_nothing_of_who_came_before() -> None:
    page = "Mia was a great one for whys, and here already was a dog called Bruno. Bruno barked."
    cast = cast_of([page])
    assert {m.names[0]: m.look.kind for m in cast.members} == {"Mia": "girl", "Bruno": "dog"}
    assert cast_of(["Mia was here, with a hat."]).members[0].look.kind == "girl"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("A fox is counting sheep.", 3),
        ("Deer stand in the snow.", 3),
        ("A sheep stands in a field.", 1),
        ("A man's sheep stands in a field.", 1),
        ("Two sheep stand in a field.", 2),
    ],
)
def test_herds_are_several_without_a_word_for_it(text: str, count: int) -> None:
    figures = {f.look.kind: f.count for f in read(text).scene.figures}
    assert figures.get("sheep", figures.get("deer")) == count


def test_what_captions_call_a_name_is_what_it_is_in_the_story() -> None:
    captions = ["Mia rides her bike with her dog Rex", "Our cat Minka sits on a chair"]
    cast = cast_of(["Mia laughed.", "Rex barked, and Minka ran."], captions, "Mia")
    kinds = {name: member.look.kind for member in cast.members for name in member.names}
    assert kinds == {"Mia": "girl", "Rex": "dog", "Minka": "cat"}


def test_whom_captions_call_otherwise_is_not_the_hero() -> None:
    captions = ["our old dog Bello is at the beach", "our dog Bello jumps", "Bello sleeps"]
    assert cast_of(["Mia laughed."], captions, "Mia").members[0].look.kind == "girl"
    assert cast_of(["Bello laughed."], captions, "Bello").members[0].look.kind == "dog"
    assert [m.look.kind for m in expected(captions, "Bello").members] == ["dog"]


def test_a_toy_with_a_name_is_that_toy() -> None:
    caption = "Mia's teddy bear Bruno has a cup of tea in the garden"
    assert [f.look.kind for f in read(caption).scene.figures] == ["bear"]
    assert "teddy-bear" not in [t.kind for t in read(caption).scene.things]
    cast = cast_of(["Mia laughed.", "“Hello,” said Bruno."], [caption], "Mia")
    assert {n: m.look.kind for m in cast.members for n in m.names}["Bruno"] == "bear"
    given = read("Mia gave the teddy bear Tom made to Ben.").scene
    assert "teddy-bear" in [thing.kind for thing in given.things]
