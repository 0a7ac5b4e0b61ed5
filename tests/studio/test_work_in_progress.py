"""What the pages say of books that are being made, and pages, shelves and covers of the gallery."""

import io
import time

import pytest
from PIL import Image

from core.errors import BadInput
from core.story import StoryRequest
from studio.browsing import COVER, PER_PAGE
from studio.compose import Studio
from studio.making import Making, in_words, line
from tests.studio.conftest import STORY


@pytest.fixture
def idle(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> Studio:
    """Nothing is built behind the test."""
    monkeypatch.setattr(studio.queue, "put", lambda *args, **kwargs: None)
    return studio


def make(studio: Studio, title: str = "The Long Day") -> str:
    return studio.books.create(StoryRequest(text=STORY, preset="tiny", title=title))


def build(studio: Studio, story_id: str, steps: int = 1000) -> None:
    latest = studio.builds.latest(story_id)
    assert latest
    for _ in range(steps):
        if studio.building.step(latest.id) != "more":
            return


def test_books_wait_in_their_order(idle: Studio) -> None:
    first, second, third = (make(idle, title) for title in ("One", "Two", "Three"))
    assert [(m.title, m.ahead, m.waiting) for m in idle.making.now()] == [
        ("One", 0, True),
        ("Two", 1, True),
        ("Three", 2, True),
    ]
    build(idle, second, steps=1)
    now = idle.making.now()
    assert [m.story_id for m in now] == [second, first, third]
    assert not now[0].waiting
    assert 0 < now[0].done < now[0].total
    idle.books.delete(third)
    assert third not in [m.story_id for m in idle.making.now()]


def test_what_ended_is_told_once_it_is_whole(idle: Studio) -> None:
    before = time.time()
    story_id = make(idle)
    assert idle.making.ended(before) == []
    build(idle, story_id)
    (ended,) = idle.making.ended(before)
    assert (ended.story_id, ended.title, ended.finished, ended.error) == (
        story_id,
        "The Long Day",
        True,
        None,
    )
    assert idle.making.ended(time.time()) == []
    # Once a book of this kind was made, the next one's time is known.
    another = make(idle, "Another")
    build(idle, another, steps=2)
    (making,) = idle.making.now()
    assert making.left_s is not None
    assert making.left_s >= 0


def test_how_it_stands_is_said_in_words() -> None:
    def making(**values: object) -> Making:
        usual = dict(
            story_id="s",
            title="T",
            message="",
            waiting=False,
            done=1,
            total=2,
            ahead=0,
            left_s=None,
        )
        return Making(**{**usual, **values})  # type: ignore[arg-type]

    assert line(making(waiting=True, ahead=2)) == "Waiting: 2 books before it"
    assert line(making(waiting=True, ahead=1)) == "Waiting: 1 book before it"
    assert line(making(waiting=True)) == "Waiting for its turn"
    assert line(making(message="Drawing page 3", left_s=21)) == "Drawing page 3 · about 20 s left"
    assert [in_words(s) for s in (1, 52, 58, 200)] == [
        "a few seconds",
        "about 50 s",
        "about 1 minute",
        "about 3 minutes",
    ]


def test_the_gallery_has_pages(idle: Studio) -> None:
    for n in range(PER_PAGE + 2):
        make(idle, f"Book {n}")
    page = idle.browsing.page(1)
    assert (len(page.cards), page.number, page.pages, page.count) == (24, 1, 2, 26)
    last = idle.browsing.page(99)
    assert [card.title for card in last.cards] == ["Book 1", "Book 0"]
    assert idle.browsing.page(1, search="walrus").pages == 1


def test_shelves_take_names_of_people(idle: Studio) -> None:
    story_id = make(idle)
    idle.browsing.put_on(story_id, [" Bedtime \n", "", "Mia’s books"])
    assert idle.browsing.shelves() == {"Bedtime": 1, "Mia’s books": 1}
    assert idle.browsing.shelves_of(story_id) == ["Bedtime", "Mia’s books"]
    with pytest.raises(BadInput, match="too long for a shelf"):
        idle.browsing.put_on(story_id, ["x" * 41])
    with pytest.raises(BadInput, match="at most 20 shelves"):
        idle.browsing.put_on(story_id, [str(n) for n in range(21)])
    with pytest.raises(BadInput, match="no story"):
        idle.browsing.put_on("0" * 32, ["Bedtime"])


def test_covers_are_made_small_once(idle: Studio) -> None:
    out = io.BytesIO()
    Image.new("RGB", (900, 300), "red").save(out, "PNG")
    name = idle.files.put(out.getvalue(), "image/png")
    path = idle.browsing.cover_file(name)
    with Image.open(path) as small:
        assert small.size == COVER
        assert small.format == "JPEG"
    made = path.stat().st_mtime_ns
    assert idle.browsing.cover_file(name).stat().st_mtime_ns == made
