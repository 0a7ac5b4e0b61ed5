"""Votes, edits and stars of a studio's database as pairs, worded as the studio asks."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from core.build import Artifact
from core.settings import Settings
from core.story import Picture, StoryRequest
from db.artifacts import SqlArtifactStore
from db.media import MediaStore
from db.ratings import Ratings
from db.session import Database
from db.stories import Stories
from db.votes import Votes
from train import preferences
from train.preferring import pairs
from train.preferring.gathering import of_studio

CAPTIONS = ("a fox in the snow", "an owl on a hill", "a bear by the sea")


@dataclass
class House:
    """A studio's database, with books of three pages put into it by hand."""

    settings: Settings
    database: Database

    def __post_init__(self) -> None:
        self.store = SqlArtifactStore(self.database, MediaStore(self.settings.data_dir / "media"))
        self.stories, self.count = Stories(self.database), 0

    def book(self, words: str, **changes: Any) -> str:
        """A book whose pages say `words` and their number."""
        pictures = tuple(
            Picture(sha256=str(i) * 64, name=f"{i}.png", width=3, height=2) for i in range(3)
        )
        story = self.stories.create(StoryRequest(pictures=pictures, mood="scary", **changes))
        for i, caption in enumerate(CAPTIONS):
            self.put(story, f"caption/{i}", caption, stage="captioning")
        for i in range(3):
            self.page(story, i, f"{words}, page {i}.")
        return story

    def page(self, story: str, i: int, text: str, **changes: Any) -> str:
        """Another version of a page; returns its key."""
        params = {"index": i, "segments": 3, "mood": "scary", "words": [200, 250]}
        return self.put(story, f"segment/{i}", text, **{"params": params, **changes})

    def put(self, story: str, slot: str, text: str, **changes: Any) -> str:
        self.count += 1
        values = {"stage": "writing", "maker": "model", "model_id": "tiny-writer", **changes}
        made = Artifact(key=f"{self.count:064d}", text=text, **values)
        self.store.put(story, slot, 0, made)
        return made.key


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    settings = Settings.from_environment({"STUDIO_DATA_DIR": str(tmp_path)})
    database = Database(settings.database_url)
    database.migrate()
    yield House(settings, database)
    database.close()


def test_a_vote_is_two_answers_to_the_request_for_a_page(house: House) -> None:
    story = house.book("It was dark")
    first = house.page(story, 1, "An owl flew up.")
    second = house.page(story, 1, "The owl flew up, and all was well.")
    votes = Votes(house.database)
    votes.add(story, "segment/1", left=first, right=second, outcome="right", seed=0, person="Ana")
    votes.add(story, "segment/1", left=first, right=second, outcome="tie", seed=0)
    (pair,), notes = of_studio(house.settings, apart=2)
    assert pair.chosen == ({"role": "assistant", "content": "The owl flew up, and all was well."},)
    assert pair.rejected[0]["content"] == "An owl flew up."
    assert (pair.source, pair.person, pair.slot) == ("vote", "Ana", "segment/1")
    asked = [message["content"] for message in pair.prompt]
    assert [message["role"] for message in pair.prompt] == ["user", "assistant", "user"]
    assert "Tell a picture book of 3 pages" in asked[0]
    assert "The picture: a fox in the snow." in asked[0]
    assert asked[1] == "It was dark, page 0."
    assert asked[2] == (
        "Page 2.\nThe picture: an owl on a hill.\n"
        "Now tell this page as a story is told, in about 10 words."
    )
    assert notes == ["1 left out: A/B votes without a winner."]


def test_an_edit_is_better_than_what_the_writer_wrote(house: House) -> None:
    story = house.book("It was dark")
    house.page(story, 0, "The fox ran home.", maker="person", stage="edit", params={})
    (pair,), _ = of_studio(house.settings, apart=2)
    assert (pair.source, pair.chosen[0]["content"]) == ("edit", "The fox ran home.")
    assert pair.rejected[0]["content"] == "It was dark, page 0."
    house.page(story, 0, "it was dark page 0", maker="person", stage="edit", params={})
    found, notes = of_studio(house.settings, apart=2)
    assert found == []
    assert notes == ["1 left out: pairs that differ in no word."]


def test_books_of_one_request_with_other_stars_are_two_conversations(house: House) -> None:
    dull, good, other = (
        house.book("Dull"),
        house.book("Good", seed=2),
        house.book("Long", age="3-5"),
    )
    ratings = Ratings(house.database)
    for story, stars in ((dull, 2), (good, 5), (other, 1)):
        ratings.rate(story, person="Ana", stars=stars)
    ratings.rate(dull, person="Ben", stars=5)
    (pair,), _ = of_studio(house.settings, apart=2)
    assert (pair.source, pair.person, pair.story) == ("stars", "Ana", good)
    answers = [m["content"] for m in pair.chosen if m["role"] == "assistant"]
    assert answers == ["Good, page 0.", "Good, page 1.", "Good, page 2."]
    turns = [[m for m in side if m["role"] == "user"] for side in (pair.chosen, pair.rejected)]
    assert turns[0] == turns[1]
    assert of_studio(house.settings, apart=4)[0] == []
    house.stories.delete(dull)
    assert of_studio(house.settings, apart=2)[0] == []


def test_pairs_are_written_down_and_counted(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    story = house.book("It was dark")
    house.page(story, 0, "The fox ran home.", maker="person", stage="edit", params={})
    monkeypatch.setenv("STUDIO_DATA_DIR", str(tmp_path))
    preferences.main(["--write", str(tmp_path / "pairs.jsonl")])
    assert "1 pairs in" in capsys.readouterr().out
    assert len(pairs.read([tmp_path / "pairs.jsonl"])) == 1
    with pytest.raises(SystemExit):
        preferences.main(["--base", "any"])
    assert "There is 1 pair (1 edited page); 20 are needed, so 19 more" in capsys.readouterr().err
