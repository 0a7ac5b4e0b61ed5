"""Stories and the gallery's cards."""

import pytest

from core.errors import BadInput, UnknownName
from db.builds import Builds
from db.pictures import Pictures
from db.ratings import Ratings
from db.shelves import Shelves
from db.tables import StoryRow
from db.tidying import Tidying


@pytest.fixture
def shelf(stories, store, database, new_request, new_artifact):
    """Three stories: a rated one with pictures, a pasted one, an empty one."""
    fox = stories.create(new_request(mood="comedy", seed=2**63 - 1))
    for i in (10, 9, 2):
        cover = new_artifact(f"pic{i}", stage="illustrating", media=f"{i:x}".rjust(64, "0"))
        store.put(fox, f"illustration/{i}", 0, cover)
    for i in range(3):
        store.put(fox, f"segment/{i}", 0, new_artifact(f"seg{i}", text=f"Page {i}: ÄRGER 100%"))
    store.put(fox, "title", 0, new_artifact("title", text="The Fox"))
    store.put(fox, "caption/0", 0, new_artifact("cap", text="a snowy hill"))
    pasted = stories.create(
        new_request(pictures=(), text="Once a Whale_song sang. " * 30, mood="scary")
    )
    store.put(pasted, "title", 0, new_artifact("whale", text="a Whale"))
    empty = stories.create(new_request(mood="action"))
    ratings, builds = Ratings(database), Builds(database)
    ratings.rate(fox, stars=5)
    ratings.rate(fox, 0, stars=2)
    ratings.rate(fox, 1, liked=True)
    ratings.rate(pasted, stars=4)
    done = builds.enqueue(fox)
    builds.set_status(done, "done")
    builds.enqueue(fox)
    return fox, pasted, empty


def test_create_get_update(stories, new_request):
    request = new_request(mood="romance", hero="Ida", seed=2**63 - 1)
    story_id = stories.create(request)
    story = stories.get(story_id)
    assert (story.request, story.title, story.deleted) == (request, None, False)
    changed = new_request(mood="scary")
    stories.update_request(story_id, changed)
    assert stories.get(story_id).request == changed
    assert [card.mood for card in stories.gallery(mood="scary")] == ["scary"]
    assert stories.get("0" * 32) is None
    with pytest.raises(BadInput, match="no story"):
        stories.update_request("0" * 32, changed)


def test_books_are_found_by_reading_age(database, stories, shelf, new_request):
    fox, pasted, empty = shelf
    toddler = stories.create(new_request(age="3-5"))
    with database.session() as session:  # as it was written before there were reading ages
        row = session.get(StoryRow, fox)
        row.request = {name: value for name, value in row.request.items() if name != "age"}
    assert [card.id for card in stories.gallery(age="3-5")] == [toddler]
    assert {card.id for card in stories.gallery(age="6-8")} == {fox, empty}
    assert pasted in {card.id for card in stories.gallery()}


def test_a_card_shows_cover_stars_segments_and_status(stories, shelf):
    card = next(card for card in stories.gallery() if card.id == shelf[0])
    assert card.cover == "2".rjust(64, "0")
    assert (card.title, card.segments, card.status) == ("The Fox", 3, "queued")
    assert (card.stars, card.ratings) == (3.5, 2)
    assert type(card.stars) is float
    assert card.excerpt == "Page 0: ÄRGER 100%"
    bare = next(card for card in stories.gallery() if card.id == shelf[2])
    assert (bare.title, bare.cover, bare.stars, bare.ratings) == (None, None, None, 0)
    assert (bare.segments, bare.status, bare.excerpt) == (0, None, "")


SEARCHES = (
    ("", {0, 1, 2}),
    ("FOX", {0}),
    ("ärger", {0}),
    ("snowy", {0}),
    ("fox snowy page", {0}),
    ("fox whale", set()),
    ("wHale", {1}),
    ("100%", {0}),
    ("%", {0}),
    ("whale_song", {1}),
    ("whaleXsong", set()),
    ("a%e", set()),
    ("\\", set()),
    ("'; DROP TABLE stories; --", set()),
    ("x" * 100_000, set()),
    ("\0", {0, 1, 2}),
)


def test_search(stories, shelf):
    for words, found in SEARCHES:
        ids = {card.id for card in stories.gallery(search=words)}
        assert ids == {shelf[i] for i in found}, words[:40]


def test_filters_sorts_and_pages(stories, shelf):
    fox, pasted, empty = shelf

    def ids(**how):
        return [card.id for card in stories.gallery(**how)]

    assert ids() == [empty, pasted, fox]
    assert ids(sort="oldest") == [fox, pasted, empty]
    assert ids(sort="best") == [pasted, fox, empty]
    assert ids(sort="title") == [pasted, fox, empty]
    assert ids(mood="scary") == [pasted]
    assert ids(preset="starter", limit=1, offset=1) == [pasted]
    assert ids(offset=2) == [fox]
    assert ids(preset="none") == []
    with pytest.raises(UnknownName, match="best, newest, oldest, title"):
        ids(sort="worst")


def test_delete_and_restore(stories, shelf):
    fox = shelf[0]
    stories.delete(fox)
    assert fox not in [card.id for card in stories.gallery()]
    assert stories.get(fox).deleted
    stories.restore(fox)
    assert fox in [card.id for card in stories.gallery()]
    assert not stories.get(fox).deleted


def test_pictures(database, new_request):
    pictures = Pictures(database)
    (picture,) = new_request().pictures
    pictures.add(picture, mime="image/png", size=12)
    pictures.add(picture, mime="image/png", size=12)
    assert pictures.find([picture.sha256[:16]]) == [picture]
    assert pictures.find(["b" * 16]) == []


def test_filters_by_hero_and_stars(stories, shelf, new_request):
    fox, pasted, empty = shelf
    ida = stories.create(new_request(hero="Ída"))
    assert [card.id for card in stories.gallery(hero="ÍDA")] == [ida]
    assert stories.heroes() == ["Ída"]
    assert {card.id for card in stories.gallery(stars=3)} == {fox, pasted}
    assert [card.id for card in stories.gallery(stars=4)] == [pasted]
    assert {card.id for card in stories.gallery(stars=0)} == {empty, ida}
    assert [card.id for card in stories.gallery(making=True)] == [fox]
    stories.delete(ida)
    assert stories.heroes() == []


def test_as_many_are_counted_as_there_are(stories, shelf):
    stories.delete(shelf[2])
    for wanted in ({}, {"mood": "scary"}, {"search": "fox"}, {"deleted": True}, {"stars": 4}):
        assert stories.count(**wanted) == len(stories.gallery(**wanted)), wanted
    assert stories.count() == 2


def test_shelves(database, stories, shelf):
    fox, pasted, _empty = shelf
    shelves = Shelves(database)
    shelves.put(fox, ["Bedtime", "Foxes", "Bedtime"])
    shelves.put(pasted, ["Bedtime"])
    assert shelves.names() == {"Bedtime": 2, "Foxes": 1}
    assert shelves.of(fox) == ["Bedtime", "Foxes"]
    assert {card.id for card in stories.gallery(shelf="Bedtime")} == {fox, pasted}
    stories.delete(pasted)
    assert shelves.names() == {"Bedtime": 1, "Foxes": 1}
    shelves.put(fox, [])
    assert shelves.names() == {}
    # An erased book leaves its shelves, too.
    assert Tidying(database).erase_story(pasted)
    assert shelves.of(pasted) == []
