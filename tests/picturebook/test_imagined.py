"""What the pages of a story show of which there is only an idea."""

import pytest

from picturebook.reading import read
from picturebook.sampling.imagined import _WORLDS, found_in, imagined, said
from picturebook.tables import table

IDEAS = ("a fox who can't sleep", "about sharing", "Mia has a new baby brother",
         "two mice find a cheese", "a whale who sings", "the little red train that was late",
         "a dragon and a knight who become friends")  # fmt: skip


def test_what_an_idea_says() -> None:
    fox = found_in("a fox who can't sleep in the forest at night")
    assert fox.hero is not None
    assert fox.hero.kind == "fox"
    assert (fox.wish, fox.place, fox.time) == ("sleep", "forest", "night")
    dentist = found_in("being brave at the dentist")
    assert dentist.hero is None
    assert [f.look.role for f in dentist.others] == ["dentist"]
    assert found_in("about sharing").nothing
    named = found_in("about sharing", "Pip the fox").hero
    assert named is not None
    assert named.kind == "fox"


@pytest.mark.parametrize("idea", IDEAS)
@pytest.mark.parametrize("pages", [3, 8])
def test_the_hero_is_on_every_page_and_pages_differ(idea: str, pages: int) -> None:
    scenes = imagined(idea, pages=pages, seed=3)
    assert len(scenes) == pages
    assert len({scene.figures[0].look for scene in scenes}) == 1
    captions = [said(scene, 3) for scene in scenes]
    assert len(set(captions)) >= pages - 1
    kind = scenes[0].figures[0].look.kind
    for caption in captions:
        assert kind in {figure.look.kind for figure in read(caption).scene.figures}, caption
    assert scenes == imagined(idea, pages=pages, seed=3)
    assert scenes != imagined(idea, pages=pages, seed=4)


def test_what_the_hero_longs_for_comes_true_at_the_end() -> None:
    assert imagined("a boy who wants to fly", pages=5, seed=1)[-1].figures[0].act == "fly"
    assert imagined("a fox who can't sleep", pages=4, seed=9)[-1].figures[0].act == "sleep"


def test_who_and_what_is_in_the_idea_comes_with_the_hero() -> None:
    story = imagined("a dragon and a knight who become friends", pages=5, seed=1)
    for scene in (story[0], story[-1]):
        assert "knight" in {figure.look.role for figure in scene.figures}
    train = imagined("the little red train that was late", pages=5, seed=1)
    assert ("train", "red") in {(thing.kind, thing.colour) for thing in train[0].things}


def test_the_story_stays_near_its_place() -> None:
    for scene in imagined("a penguin in the desert", pages=6, seed=2):
        assert scene.place in {"desert", "pyramids", "canyon", "savanna"}


def test_the_worlds_name_places_that_there_are() -> None:
    assert {place for world in _WORLDS for place in world} <= set(table("places"))


@pytest.mark.parametrize(
    ("idea", "hero", "kind", "others"),
    [
        ("Our cat Minka runs away and Lena finds her", "Lena", "girl", ["cat"]),
        ("Mia's dog is lost", "Mia", "girl", ["dog"]),
        ("Grandpa Otto fixes Leo's bike", "Leo", "boy", ["grandfather"]),
        ("the mouse Lena goes to school", "Lena", "mouse", []),
        ("a dragon who is afraid of the dark", "Ben", "dragon", []),
    ],
)
def test_whom_an_idea_calls_otherwise_is_not_the_hero(
    idea: str, hero: str, kind: str, others: list[str]
) -> None:
    found = found_in(idea, hero)
    assert found.hero is not None
    assert found.hero.kind == kind
    assert [figure.look.kind for figure in found.others] == others
