"""Blind comparisons and what comes of them, over a real database with artifacts made by hand."""

import math
import random
from collections.abc import Iterator

import pytest

from core.build import Artifact
from core.errors import BadInput, UnknownName
from core.settings import Settings
from core.story import StoryRequest
from db.filters import Filters
from studio.comparing import SURVEY
from studio.compose import Studio
from studio.summaries import summary


@pytest.fixture
def quiet_studio(settings: Settings) -> Iterator[Studio]:
    """A studio without a worker."""
    opened = Studio(settings)
    yield opened
    opened.close()


def put(studio: Studio, story_id: str, slot: str, name: str, stage: str, **more) -> str:
    """An artifact in a slot; returns its key."""
    values = {"maker": "model", "model_id": f"{stage}-model", "model_revision": "r1", **more}
    artifact = Artifact(key=f"{story_id}/{name}"[-64:].rjust(64, "0"), stage=stage, **values)
    studio.store.put(story_id, slot, 0, artifact)
    return artifact.key


def book(studio: Studio, *, models=("good", "bad"), score=(30.0, 20.0), mood="scary") -> str:
    """A story of one page whose picture was painted by each of the models, with CLIP scores."""
    story_id = studio.stories.create(
        StoryRequest(text="Once upon a time. " * 30, mood=mood, preset="tiny")
    )
    story = put(studio, story_id, "story", "story", "writing", params={"mood": mood})
    page = put(
        studio,
        story_id,
        "segment/0",
        "page",
        "segmenting",
        inputs=(story,),
        text="Once.",
        model_id=None,
        maker="code",
    )
    for i, (model, points) in enumerate(zip(models, score, strict=True)):
        prompt = put(
            studio,
            story_id,
            "prompt/0",
            f"prompt{i}",
            "prompting",
            inputs=(page, story),
            params={"style": "cut paper"},
        )
        picture = put(
            studio,
            story_id,
            "illustration/0",
            f"picture{i}",
            "illustrating",
            inputs=(prompt,),
            model_id=model,
            media=studio.files.put(f"picture {i}".encode(), "image/png"),
            seed=i,
        )
        put(
            studio,
            story_id,
            "score/0",
            f"score{i}",
            "scoring",
            inputs=(prompt, picture),
            model_id="clip",
            data={"score": points},
        )
    return story_id


def vote_all(studio: Studio, taste, *, seed: int = 0, person: str = "local") -> int:
    """Judge every pair by `taste(left source, right source)`; returns how many there were."""
    count = 0
    while pair := studio.comparing.next_pair("illustration", seed=seed, person=person):
        outcome = taste(pair.left.source, pair.right.source)
        studio.comparing.vote(pair, outcome, person=person)
        count += 1
    return count


def likes_good(left: str, right: str) -> str:
    return "left" if left.startswith("good") else "right"


def test_a_pair_shows_two_versions_without_saying_whose(quiet_studio: Studio) -> None:
    story_id = book(quiet_studio)
    pair = quiet_studio.comparing.next_pair("illustration", seed=1)
    assert (pair.story_id, pair.slot) == (story_id, "illustration/0")
    media = [pair.left.media, pair.right.media]
    assert {quiet_studio.files.read(one) for one in media} == {b"picture 0", b"picture 1"}
    assert pair.left.words == pair.right.words == "Once."
    assert {pair.left.source, pair.right.source} == {
        "good · Cut paper · Scary · seed 0",
        "bad · Cut paper · Scary · seed 1",
    }
    assert quiet_studio.comparing.next_pair("illustration", seed=1) == pair


def test_sides_are_drawn_and_can_be_drawn_again_from_the_seed(quiet_studio: Studio) -> None:
    for _ in range(40):
        book(quiet_studio)
    assert vote_all(quiet_studio, likes_good, seed=3) == 40
    votes = quiet_studio.comparing.votes.all()
    left_first = [vote.left_key < vote.right_key for vote in votes]
    assert 10 <= sum(left_first) <= 30
    assert left_first == [vote.seed % 2 == 0 for vote in votes]


def test_those_with_fewest_votes_come_first_and_nobody_is_asked_twice(quiet_studio) -> None:
    comparing = quiet_studio.comparing
    places = {book(quiet_studio) for _ in range(3)}
    first = comparing.next_pair("illustration", seed=0)
    comparing.vote(first, "tie", person="Ada")
    assert comparing.next_pair("illustration", seed=0).story_id != first.story_id
    asked = set()
    for _ in range(3):
        pair = comparing.next_pair("illustration", seed=0)
        asked.add(pair.story_id)
        comparing.vote(pair, "left")
    assert asked == places
    assert pair.story_id == first.story_id
    assert comparing.next_pair("illustration", seed=0) is None
    supply = comparing.supply("illustration")
    assert (supply.pairs, supply.judged) == (3, 3)
    assert comparing.supply("illustration", person="Ada").judged == 1


def test_other_models_come_before_other_takes_of_the_same(quiet_studio: Studio) -> None:
    for _ in range(4):
        book(quiet_studio, models=("good", "good"))
    wanted = book(quiet_studio)
    for seed in range(5):
        assert quiet_studio.comparing.next_pair("illustration", seed=seed).story_id == wanted


def test_skipped_pairs_do_not_come_back(quiet_studio: Studio) -> None:
    book(quiet_studio)
    pair = quiet_studio.comparing.next_pair("illustration", seed=0)
    assert quiet_studio.comparing.next_pair("illustration", seed=0, skipped={pair.place}) is None


def test_a_pair_of_a_deleted_story_cannot_be_judged(quiet_studio: Studio) -> None:
    story_id = book(quiet_studio)
    pair = quiet_studio.comparing.next_pair("illustration", seed=0)
    quiet_studio.books.delete(story_id)
    with pytest.raises(BadInput, match="deleted"):
        quiet_studio.comparing.vote(pair, "left")
    assert quiet_studio.comparing.next_pair("illustration", seed=0) is None
    with pytest.raises(UnknownName):
        quiet_studio.comparing.supply("music")


def test_strengths_of_models_come_from_the_votes(quiet_studio: Studio) -> None:
    stories = [book(quiet_studio) for _ in range(40)]
    rng = random.Random(0)
    vote_all(
        quiet_studio, lambda *s: likes_good(*s) if rng.random() < 0.75 else likes_good(*s[::-1])
    )
    found = quiet_studio.preferring.strengths("model")
    best, worst = found.players
    assert (best.name, worst.name, found.n, found.prior) == ("good", "bad", 40, 0)
    assert best.wins + worst.wins == 40
    # Two versions: the maximum likelihood is the logarithm of the odds.
    assert best.strength - worst.strength == pytest.approx(math.log(best.wins / best.losses))
    assert best.low < best.strength < best.high
    quiet_studio.books.delete(stories[0])
    assert quiet_studio.preferring.strengths("model").n == 39
    combined = quiet_studio.preferring.strengths("model × style × mood")
    assert combined.players[0].name == "good · Cut paper · Scary"
    same = quiet_studio.preferring.strengths("style")
    assert (same.n, same.players) == (0, ())
    assert "same on both sides" in same.notes[0]
    assert quiet_studio.preferring.strengths("model", chosen=Filters(moods=("comedy",))).n == 0
    scary = Filters(moods=("scary",), styles=("paper",), models=("good",))
    assert quiet_studio.preferring.strengths("model", chosen=scary).n == 39
    with pytest.raises(UnknownName):
        quiet_studio.preferring.strengths("taste")


def test_few_votes_are_held_by_a_prior_and_that_is_said(quiet_studio: Studio) -> None:
    book(quiet_studio)
    vote_all(quiet_studio, likes_good)
    found = quiet_studio.preferring.strengths("model")
    assert found.prior == 0.5
    assert 0 < found.players[0].strength < 3
    assert any("good never lost" in note for note in found.notes)
    assert "0.5 votes won" in found.notes[-1]


def test_revisions_of_a_model_are_told_apart(quiet_studio: Studio) -> None:
    story_id = book(quiet_studio, models=("good",), score=(30.0,))
    put(
        quiet_studio,
        story_id,
        "illustration/0",
        "newer",
        "illustrating",
        media=quiet_studio.files.put(b"newer", "image/png"),
        inputs=(f"{story_id}/prompt0".rjust(64, "0"),),
        model_id="good",
        model_revision="renewed",
    )
    vote_all(quiet_studio, lambda left, right: "tie")
    names = {player.name for player in quiet_studio.preferring.strengths("model").players}
    assert names == {"good @ r1", "good @ renewed"}


def test_texts_are_compared_by_their_writers_and_moods(quiet_studio: Studio) -> None:
    story_id = book(quiet_studio)
    quiet_studio.lineage.traits([])
    retold = put(
        quiet_studio,
        story_id,
        "segment/0",
        "again",
        "rewriting",
        text="Twice.",
        inputs=(f"{story_id}/story".rjust(64, "0"),),
        params={"mood": "comedy"},
    )
    pair = quiet_studio.comparing.next_pair("segment", seed=0)
    sources = {side.text: side.source for side in (pair.left, pair.right)}
    assert sources == {
        "Once.": "writing-model · Scary",
        "Twice.": "rewriting-model · Comedy · seed 0",
    }
    outcome = "left" if pair.left.key == retold else "right"
    quiet_studio.comparing.vote(pair, outcome)
    assert quiet_studio.preferring.strengths("mood", kind="segment").players[0].name == "Comedy"
    assert quiet_studio.preferring.strengths("mood").n == 0
    row = quiet_studio.preferring.vote_rows(kind="segment")[0]
    assert {row["left_mood"], row["right_mood"]} == {"Comedy", "Scary"}


def test_metrics_are_held_against_stars_and_votes(quiet_studio: Studio) -> None:
    empty = quiet_studio.preferring.agreements()
    assert [one.tau.n for one in empty] == [0, 0, 0]
    assert "not enough ratings: 0 of about 60 needed" in empty[0].verdict
    rng = random.Random(1)
    for _ in range(80):
        good, bad = rng.uniform(25, 35), rng.uniform(15, 25)
        # The last picture stands in the book: it is the one that stars are given to.
        story_id = book(quiet_studio, models=("bad", "good"), score=(bad, good))
        quiet_studio.rating_desk.rate(story_id, 0, stars=min(5, max(1, round((good - 23) / 2))))
        quiet_studio.rating_desk.rate(story_id, stars=rng.randint(1, 5))
    vote_all(quiet_studio, lambda *s: likes_good(*s) if rng.random() < 0.9 else "tie")
    pages, books, votes = quiet_studio.preferring.agreements()
    assert pages.verdict.startswith("CLIP score agrees with readers here: τ = 0.8")
    assert (pages.tau.n, books.tau.n) == (80, 80)
    assert "does not (yet) agree" in books.verdict
    assert votes.share.value == 1.0
    assert votes.tau.n + votes.ties == 80
    assert votes.against == "A/B votes"


def test_stars_by_illustrator_and_survey_means(quiet_studio: Studio) -> None:
    story_id = book(quiet_studio)
    quiet_studio.rating_desk.rate(story_id, 0, stars=4)
    quiet_studio.rating_desk.rate(story_id, stars=2)
    stars = quiet_studio.evaluating.board().stars()
    assert sorted(zip(stars["stars"], stars["model"], strict=True)) == [(2, "bad"), (4, "bad")]
    assert summary(stars, "model", "stars")[["mean", "n"]].values.tolist() == [[3.0, 2]]

    with pytest.raises(BadInput, match="no story"):
        quiet_studio.comparing.save_survey("nothing", dict.fromkeys(SURVEY, 3))
    quiet_studio.comparing.save_survey(story_id, dict.fromkeys(SURVEY, 3), comment=" fine\0 ")
    quiet_studio.comparing.save_survey(story_id, dict.fromkeys(SURVEY, 5), person="Ada")
    assert quiet_studio.comparing.survey(story_id).comment == "fine"
    board = quiet_studio.evaluating.board()
    assert board.mean(board.surveys(), "overall", of="surveys")[0] == 4.0
    quiet_studio.books.delete(story_id)
    assert quiet_studio.evaluating.board().surveys().empty
