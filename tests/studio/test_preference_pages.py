"""Comparing, answering and looking at what is liked, driven from the entry point."""

from studio.comparing import SURVEY
from studio.compose import Studio
from tests.studio.pages import (  # noqa: F401
    build,
    make,
    pick,
    quiet,
    studio_of_pages,
    visit,
    words,
)


def regenerated(studio: Studio) -> str:
    """A book whose first page has two pictures."""
    story_id = make(studio)
    build(studio, story_id)
    studio.editing.regenerate(story_id, "illustration/0")
    build(studio, story_id)
    return story_id


def test_compare_says_how_to_get_something_to_compare(studio: Studio) -> None:
    app = visit("compare")
    quiet(app)
    assert "Nothing to compare yet" in words(app)
    assert "Another picture" in words(app)
    pick(app, "compare.kind", "segment")
    quiet(app)
    assert "Rewrite" in words(app)


def test_a_blind_comparison_is_judged_and_then_revealed(studio: Studio) -> None:
    story_id = regenerated(studio)
    app = visit("compare")
    quiet(app)
    (pair,) = [app.session_state["compare.pair.illustration"]]
    assert pair.story_id == story_id
    assert "0 of 1 pair" in words(app)
    for side in (pair.left, pair.right):
        assert "seed" not in words(app)
        assert side.source not in words(app)
    app.button(key="compare.skip").click().run()
    quiet(app)
    assert "skipped" in words(app)
    next(b for b in app.button if b.label == "Show them again").click().run()
    app.button(key="compare.left").click().run()
    quiet(app)
    (vote,) = studio.comparing.votes.all()
    assert (vote.outcome, vote.left_key) == ("left", pair.left.key)
    assert "you found left better" in words(app)
    assert "which is in the book now" in words(app)
    assert "seed" in words(app), "in the details"
    assert "every pair of pictures" in words(app)
    app.toggle(key="_compare.tell").set_value(False).run()
    assert "in the book now" not in words(app)


def test_a_vote_on_a_book_that_was_deleted_is_answered_in_words(studio: Studio) -> None:
    story_id = regenerated(studio)
    app = visit("compare")
    studio.books.delete(story_id)
    app.button(key="compare.tie").click().run()
    assert not app.exception
    assert "cannot be compared any more" in app.error[0].value
    assert "Nothing to compare yet" in words(app)


def test_five_questions_are_answered_once_and_can_be_changed(studio: Studio) -> None:
    story_id = make(studio)
    build(studio, story_id)
    app = visit("story", story_id)
    quiet(app)
    assert [e.label for e in app.expander] == ["Five quick questions about this book"]
    send = f"survey.{story_id}.send"
    app.button(key=send).click().run()
    assert "all five questions" in app.error[0].value
    assert studio.comparing.survey(story_id) is None
    for i, question in enumerate(SURVEY):
        app.segmented_control(key=f"survey.{story_id}.{question}").set_value(i + 1)
    app.text_area(key=f"survey.{story_id}.comment").set_value("Lovely *pie*")
    app.button(key=send).click().run()
    quiet(app)
    said = studio.comparing.survey(story_id)
    assert said
    assert (said.pictures, said.overall, said.comment) == (1, 5, "Lovely *pie*")
    again = visit("story", story_id)
    assert [e.label for e in again.expander] == ["Your answers to the five questions"]
    again.segmented_control(key=f"survey.{story_id}.overall").set_value(2)
    again.button(key=send).click().run()
    quiet(again)
    assert studio.comparing.survey(story_id).overall == 2


def test_ratings_and_comparisons_are_summed_up(studio: Studio) -> None:
    app = visit("evaluate")
    for view, promise in (
        ("ratings", "stars by mood, preset, illustrator and style"),
        ("compare", "whose makers are hidden"),
    ):
        pick(app, "evaluate.view", view)
        quiet(app)
        assert promise in words(app), view
    assert "about 60 ratings or votes" in words(app)

    story_id = regenerated(studio)
    studio.rating_desk.rate(story_id, stars=4)
    studio.rating_desk.rate(story_id, 0, stars=5, liked=True, review="Lovely *pie*")
    studio.comparing.save_survey(story_id, dict.fromkeys(SURVEY, 4))
    pair = studio.comparing.next_pair("illustration", seed=0)
    assert pair
    studio.comparing.vote(pair, "left")
    for view, charts, said in (
        ("ratings", 4, ["👍 1", "1 answer about 1 book"]),
        # Both pictures are the same model's: a vote between them says nothing about models.
        ("compare", 0, ["1 of 1 votes had the same on both sides", "1 of about 60 needed"]),
    ):
        pick(app, "evaluate.view", view)
        quiet(app)
        for sentence in said:
            assert sentence in words(app).replace("\\", "").replace("\u2060", ""), view
        assert len(app.get("plotly_chart")) == charts, view
    pick(app, "evaluate.view", "ratings")
    for by in ("preset", "model", "style"):
        pick(app, "evaluate.by", by)
        quiet(app)
