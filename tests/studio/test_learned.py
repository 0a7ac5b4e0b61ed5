"""What readers preferred becomes what new books begin with, once there is enough of it."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.build import Artifact
from core.settings import Settings
from core.story import StoryRequest
from db.votes import Votes
from studio.compose import Studio
from studio.learned import LEAST

APP = Path(__file__).resolve().parents[2] / "studio" / "router.py"
TEXT = " ".join(["The small fox went to the river and found a red boat there."] * 10)


def rate(studio: Studio, stars: list[tuple[str, int]], person: str = "local") -> None:
    """Books of these styles, each with its stars."""
    for style, count in stars:
        story = studio.stories.create(StoryRequest(text=TEXT, preset="tiny", style=style))
        studio.ratings.rate(story, person=person, stars=count)


@pytest.fixture
def studio(settings: Settings) -> Studio:
    return Studio(settings)


def test_nothing_is_learnt_from_a_few_comparisons(studio: Studio) -> None:
    rate(studio, [("paper", 2), ("watercolour", 5), ("paper", 1)])
    style = studio.learned.style()
    assert (style.value, style.learnt, style.n) == ("paper", False, 2)
    assert style.missing == LEAST - 2
    assert f"after {LEAST - 2} more comparisons of styles" in style.why
    studio.close()


def test_a_clear_winner_is_what_books_begin_with_until_it_is_switched_off(
    studio: Studio,
) -> None:
    for person in ("Ana", "Ben"):
        rate(studio, [("paper", 2), ("watercolour", 5)] * 6, person)
    style = studio.learned.style()
    assert (style.value, style.learnt) == ("watercolour", True)
    assert style.why == (
        "Watercolour is what readers prefer: it won 22 of 22 comparisons with other styles."
    )
    studio.learned.switch(False)
    assert studio.learned.style().value == "paper"
    assert "not heeded" in studio.learned.style().why
    studio.close()
    again = Studio(studio.settings)
    assert not again.learned.on
    again.close()


def test_what_wins_as_often_as_it_loses_changes_nothing(studio: Studio) -> None:
    rate(studio, [("paper", 5), ("watercolour", 3), ("paper", 3), ("watercolour", 5)] * 7)
    assert studio.learned.style().n >= LEAST
    assert not studio.learned.style().learnt
    assert "none clearly wins" in studio.learned.style().why
    studio.close()


def test_create_says_why_and_models_has_the_switch(drawn_studio: Studio) -> None:
    for person in ("Ana", "Ben"):
        rate(drawn_studio, [("paper", 1), ("watercolour", 5)] * 6, person)
    app = AppTest.from_file(str(APP), default_timeout=60).run()
    assert any("it won 22 of 22 comparisons" in one.value for one in app.caption)
    app.switch_page("app_pages/models.py").run()
    assert not app.exception
    assert any("Length: What readers prefer" in one.value.replace("*", "") for one in app.markdown)
    app.toggle(key="learned.on").set_value(False).run()
    assert not drawn_studio.learned.on
    assert not app.exception


def vote(studio: Studio, better: str, worse: str, count: int) -> None:
    """So many votes for pages of one writer against another's."""
    story = studio.stories.create(StoryRequest(text=TEXT, preset="tiny"))
    votes = Votes(studio.database)
    for number in range(count):
        keys = []
        for model in (better, worse):
            key = f"{model}{number}".ljust(64, "0")
            made = Artifact(key=key, stage="writing", text=key, maker="model", model_id=model)
            studio.store.put(story, "segment/0", 0, made)
            keys.append(key)
        votes.add(story, "segment/0", left=keys[0], right=keys[1], outcome="left", seed=number)


def test_a_writer_who_wins_comes_by_the_preset_most_like_the_usual_one(studio: Studio) -> None:
    assert (studio.learned.preset().value, studio.learned.preset().learnt) == ("starter", False)
    vote(studio, "tiny-writer", "starter-storyteller", LEAST)
    studio.learned.switch(True)  # looked up again
    found = studio.learned.preset()
    assert (found.value, found.learnt) == ("tiny", True)
    assert "it won 20 of 20 comparisons with other writers. “Tiny” has it." in found.why
    studio.learned.switch(False)
    assert (studio.learned.preset().value, studio.learned.preset().learnt) == ("starter", False)
    studio.close()


@pytest.mark.parametrize(
    ("winner", "learnt", "says"),
    [
        ("starter-storyteller", True, "starter-storyteller is what readers prefer"),
        ("gone", False, "No preset that can be used here has it."),
    ],
)
def test_without_another_preset_the_usual_one_stays(
    studio: Studio, winner: str, learnt: bool, says: str
) -> None:
    vote(studio, winner, "another", LEAST)
    studio.learned.switch(True)
    found = studio.learned.preset()
    assert (found.value, found.learnt) == ("starter", learnt)
    assert says in found.why
    studio.close()


def test_create_begins_with_the_preset_of_the_writer_who_won(drawn_studio: Studio) -> None:
    vote(drawn_studio, "tiny-writer", "starter-storyteller", LEAST)
    app = AppTest.from_file(str(APP), default_timeout=60).run()
    assert not app.exception
    assert app.session_state["create.preset"] == "tiny"
    assert any("“Tiny” has it" in one.value for one in app.caption)
