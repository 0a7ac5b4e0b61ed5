"""The page Evaluate over records made by hand: filters, links, clicks, downloads, odd data."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
import streamlit as st
from recorded import book, put
from sqlalchemy import text
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest

from db.evaluations import RunItem
from db.filters import Filters
from studio.comparing import SURVEY
from studio.components import opening
from studio.compose import Studio
from tests.studio.pages import (  # noqa: F401
    APP,
    pick,
    quiet,
    studio_of_pages,
    visit,
    words,
)

VIEWS = ("quality", "speed", "ratings", "compare", "runs")


def written(app: AppTest) -> str:
    return words(app).replace("\\", "").replace("\u2060", "")


def open_filters(app: AppTest) -> None:
    if not any((one.key or "").startswith("_evaluate.filter.") for one in app.multiselect):
        app.button(key="evaluate.filters").click().run()


def choose(app: AppTest, name: str, *values: str) -> None:
    open_filters(app)
    app.multiselect(key=f"_evaluate.filter.{name}").set_value(list(values)).run()


@pytest.fixture
def downloads(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[dict[str, str]]]:
    """What the download buttons of the latest run would give, by file name."""
    found: dict[str, list[dict[str, str]]] = {}
    button: Callable[..., Any] = st.download_button

    def noted(label: str, *, data: Any, file_name: str, **options: Any) -> Any:
        if file_name.endswith(".csv"):
            table = io.StringIO(data().decode("utf-8-sig"))
            found[file_name.removesuffix(".csv")] = list(csv.DictReader(table))
        return button(label, data=data, file_name=file_name, **options)

    monkeypatch.setattr(st, "download_button", noted)
    return found


def test_filters_reach_every_view_and_are_taken_off_again(
    studio: Studio,
    downloads: dict[str, list[dict[str, str]]],
) -> None:
    scary = book(studio, 21.0, 22.0, mood="scary", title="Owl", painter="one")
    funny = book(studio, 31.0, mood="funny", title="Fox", painter="two")
    for story_id, stars in ((scary, 2), (funny, 5)):
        studio.rating_desk.rate(story_id, stars=stars)
        studio.comparing.save_survey(story_id, dict.fromkeys(SURVEY, stars))
        other = put(
            studio,
            story_id,
            "illustration/0",
            "illustrating",
            take=1,
            model_id="three",
            media=studio.files.put(b"other", "image/png"),
        )
        left = f"{story_id}/illustration/0/0".rjust(64, "0")
        place = (story_id, "illustration/0")
        studio.comparing.votes.add(*place, left=left, right=other, outcome="left", seed=0)
    app = visit("evaluate")
    quiet(app)
    assert "3 pages · 2 ratings" in words(app)
    assert [metric.value for metric in app.metric][::2] == ["26.0", "3.5 of 5"]  # one illustrator's
    choose(app, "mood", "scary")
    assert "**2 of 3** pages · **1 of 2** ratings" in words(app)
    assert [metric.value for metric in app.metric][::2] == ["22.0", "2.0 of 5"]
    assert {row["Book"] for row in downloads["clip-scores"]} == {"Owl"}
    assert app.query_params == {"view": "quality", "mood": "scary"}
    for view in VIEWS[1:]:
        pick(app, "evaluate.view", view)
        quiet(app)
        assert app.multiselect(key="_evaluate.filter.mood").value == ["scary"], view
    assert {row["Book"] for row in downloads["ratings"]} == {"Owl"}
    assert [row["overall"] for row in downloads["survey"]] == ["2"]
    assert {row["left_mood"] for row in downloads["votes"]} == {"Scary"}
    choose(app, "mood", "noir")
    for view, noun in (("quality", "page"), ("ratings", "rating"), ("compare", "vote")):
        pick(app, "evaluate.view", view)
        quiet(app)
        assert f"No {noun} fits these filters" in words(app)
    app.button(key="evaluate.reset.empty").click().run()
    quiet(app)
    assert "3 pages · 2 ratings" in words(app)
    assert app.query_params == {"view": "compare"}
    choose(app, "model", "two")
    assert "**0 of 3** pages" in words(app)  # its picture was replaced by that of "three"
    choose(app, "model", "three")
    assert "**2 of 3** pages · **2 of 2** ratings" in words(app)


def test_a_link_shows_what_its_sender_saw(studio: Studio) -> None:
    book(studio, 20.0, mood="scary")
    book(studio, 30.0, mood="funny", days_ago=20)
    book(studio, 40.0, mood="funny", days_ago=50)
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.query_params |= {"view": "ratings", "mood": ["funny", "grim"], "time": "30", "by": "style"}
    app.switch_page("app_pages/evaluate.py").run()
    quiet(app)
    assert app.segmented_control(key="_evaluate.view").value == "ratings"
    assert "**1 of 3** pages" in words(app)
    assert "Mood: Funny and grim" in written(app)
    open_filters(app)
    assert app.multiselect(key="_evaluate.filter.mood").value == ["funny", "grim"]
    assert app.query_params["time"] == "30"
    pick(app, "evaluate.view", "quality")
    assert app.segmented_control(key="_evaluate.by").value == "style"
    app.query_params.clear()
    app.query_params |= {"view": "nonsense", "time": "soon", "mood": "scary"}
    app.run()
    quiet(app)
    assert app.segmented_control(key="_evaluate.view").value == "quality"
    assert "**1 of 3** pages" in words(app)
    app.switch_page("app_pages/gallery.py").run()
    app.query_params.clear()
    app.switch_page("app_pages/evaluate.py").run()
    open_filters(app)
    assert app.multiselect(key="_evaluate.filter.mood").value == ["scary"]
    assert app.query_params["mood"] == "scary"


def test_a_click_opens_the_page_behind_a_point(studio: Studio) -> None:
    book(studio, 30.0, title="Another")
    story_id = book(studio, 20.0, 21.0, 99.0)
    for i in range(3):
        put(studio, story_id, f"segment/{i}", "segmenting", text=f"Words of page {i + 1}.")
    app = visit("evaluate")
    chart = app.get("plotly_chart")[0].proto
    figure = json.loads(chart.spec)
    (points,) = [t["customdata"] for t in figure["data"] if "pages" in t.get("name", "")]
    (point,) = [p for p in points if p[:2] == [story_id, 3]]
    click = {"points": [{"customdata": point}], "point_indices": [0], "box": [], "lasso": []}
    states = app._tree.get_widget_states()
    states.widgets.append(WidgetState(id=chart.id, string_value=json.dumps({"selection": click})))
    app._run(states)
    quiet(app)
    assert (app.query_params["story"], app.query_params["page"]) == (story_id, "3")
    assert app.title[0].value == "The Fox"
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.query_params |= {"story": story_id, "page": "3"}
    app.switch_page("app_pages/story.py").run()
    pick(app, "story.mode", "edit")
    area = next(a for a in app.text_area if a.label == "The words of this page")
    assert area.value == "Words of page 3."


def test_a_point_without_a_story_opens_nothing() -> None:
    assert opening.target({"x": 1}) is None
    assert opening.target({"customdata": [1.5, 2]}) is None
    assert opening.target({"customdata": ["s", None]}) == {"story": "s"}
    assert opening.target({"customdata": {"0": "s", "1": 4}}) == {"story": "s", "page": "4"}


@pytest.mark.parametrize("page", ["0", "99", "x", "-1", ""])
def test_a_page_that_a_book_does_not_have_is_not_asked_for(
    studio: Studio,
    page: str,
) -> None:
    story_id = book(studio, 20.0)
    put(studio, story_id, "segment/0", "segmenting", text="Words.")
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.query_params |= {"story": story_id, "page": page}
    app.switch_page("app_pages/story.py").run()
    quiet(app)
    assert app.title[0].value == "The Fox"


def test_odd_records_are_counted_and_never_drawn_as_nothing(
    studio: Studio,
    downloads: dict[str, list[dict[str, str]]],
) -> None:
    story_id = book(studio, 20.0, None, "high", 30.0, title=None, mood="funny")
    put(studio, story_id, "score/4", "scoring", model_id="clip", data={})
    with studio.database.session() as session:
        for change in (
            "UPDATE stories SET mood = 'grim', style = 'oil'",
            "UPDATE artifacts SET data = '{\"score\"\\: NaN}' WHERE data = '{\"score\"\\: 30.0}'",
        ):
            session.execute(text(change))
    app = visit("evaluate")
    quiet(app)
    assert app.metric[0].value == "20.0"
    assert "4 pages without a number left out" in words(app)
    assert [row["mean"] for row in downloads["clip-score-by-mood"]] == ["20.0"]
    assert [row["mood"] for row in downloads["clip-score-by-mood"]] == ["grim"]
    drawn = json.loads(app.get("plotly_chart")[0].proto.spec)
    assert "grim" in json.dumps(drawn["layout"])
    for by in ("style", "preset", "model"):
        pick(app, "evaluate.by", by)
        quiet(app)
    choose(app, "style", "oil")
    assert "**5 of 5** pages" in words(app)


def test_scorers_are_never_mixed(
    studio: Studio,
    downloads: dict[str, list[dict[str, str]]],
) -> None:
    for i in range(3):
        book(studio, 20.0 + i)
    story_id = book(studio)
    put(studio, story_id, "score/0", "scoring", model_id="other", data={"score": 80.0})
    newer = {"model_id": "clip", "model_revision": "0123456789", "data": {"score": 50.0}}
    put(studio, story_id, "score/1", "scoring", **newer)
    app = visit("evaluate")
    quiet(app)
    assert app.metric[0].value == "21.0"
    assert "clip @ r1; 2 other scorers under Quality" in written(app)
    scorers = app.selectbox(key="_evaluate.scorer")
    assert scorers.options[0] == "clip @ r1"
    assert set(scorers.options) == {"clip @ r1", "clip @ 01234567", "other @ r1"}
    scorers.set_value("clip @ 01234567").run()
    quiet(app)
    assert [row["mean"] for row in downloads["clip-score-by-mood"]] == ["50.0"]
    assert {row["Scorer"] for row in downloads["clip-scores"]} == {"clip @ 01234567"}


def test_headlines_speak_of_one_preset(studio: Studio) -> None:
    for i in range(3):
        studio.rating_desk.rate(book(studio, 20.0 + i), stars=4)
    for _ in range(2):
        studio.rating_desk.rate(book(studio, 60.0, preset="starter"), stars=1)
    app = visit("evaluate")
    quiet(app)
    assert app.metric[0].value == "21.0"
    assert app.metric[2].value == "4.0 of 5"
    assert "Of the preset **tiny**, which made most here; 1 other preset under" in written(app)
    choose(app, "preset", "starter")
    assert app.metric[0].value == "60.0"
    assert app.metric[2].value == "1.0 of 5"
    assert "other preset under" not in written(app)


def test_ratings_of_deleted_books_are_left_out_and_counted(studio: Studio) -> None:
    kept, gone = book(studio, 20.0), book(studio, 30.0)
    studio.rating_desk.rate(kept, stars=4)
    studio.rating_desk.rate(gone, stars=1)
    studio.comparing.save_survey(gone, dict.fromkeys(SURVEY, 1))
    app = visit("evaluate")
    pick(app, "evaluate.view", "ratings")
    assert app.metric[2].value == "2.5 of 5"
    studio.books.delete(gone)
    app.run()
    quiet(app)
    assert app.metric[2].value == "4.0 of 5"
    assert app.metric[0].value == "20.0"
    assert "Left out: 1 rating and 1 answer about deleted books" in words(app)
    studio.rating_desk.rate(kept, stars=3)
    app.run()
    assert app.metric[2].value == "3.0 of 5"


def test_no_cell_that_people_wrote_is_a_formula(studio: Studio) -> None:
    """A table's own download is made by the browser, of what the table shows."""
    story_id = book(studio, 20.0, title="=1+1")
    studio.rating_desk.rate(story_id, stars=4, review="@SUM(A1)")
    app = visit("evaluate")
    pick(app, "evaluate.view", "ratings")
    quiet(app)
    cells = {cell for table in app.dataframe for row in table.value.values for cell in row}
    assert {"'=1+1", "'@SUM(A1)"} <= cells


def test_a_change_is_told_only_where_it_can_be_told(studio: Studio) -> None:
    for i in range(8):
        book(studio, 20.0 + i % 2, days_ago=60)
    app = visit("evaluate")
    assert app.metric[0].delta == "too early for a trend"
    for i in range(8):
        book(studio, 20.0 + i % 2)
    app = visit("evaluate")
    assert app.metric[0].delta == "no clear change in 30 days"
    for _ in range(8):
        book(studio, 24.0)
    app = visit("evaluate")
    assert app.metric[0].delta == "+1.8 in the last 30 days"


def test_consistency_stands_beside_alignment(studio: Studio) -> None:
    app = visit("evaluate")
    stories = [book(studio, 20.0 + i) for i in range(3)]
    details = {"models": {"scorer": {"id": "clip", "revision": "r1"}}}
    run_id = studio.evaluations.create(suite="stories", preset="tiny", n=3, seed=0, details=details)
    items = [
        RunItem(name=one, data={"clip_percent": 25.0, "clip_i_first": 0.7, "words": 210.0})
        for one in stories
    ]
    studio.evaluations.update(run_id, status="done", more=items)
    app.run()
    quiet(app)
    assert len(app.get("plotly_chart")) == 3
    means = app.dataframe[1].value.set_index("Figure")
    assert means.loc["Consistency: CLIP-I to the first page", "Mean"] == 0.7
    assert means.loc["Words", "n"] == 3
    pick(app, "evaluate.consistency", "clip_i_pairs")
    quiet(app)
    assert "None of these books has both" in words(app)
    pick(app, "evaluate.view", "runs")
    choose(app, "preset", "starter")
    assert "0 of 1 run" in words(app)
    assert "No run fits these filters" in words(app)


def test_what_was_kept_is_made_anew_after_a_change(studio: Studio) -> None:
    story_id = book(studio, 20.0)
    board = studio.evaluating.board()
    assert board.pages() is studio.evaluating.board().pages()
    assert board.good().value == 20.0
    put(studio, story_id, "score/0", "scoring", take=1, model_id="clip", data={"score": 30.0})
    assert studio.evaluating.board().good().value == 30.0
    assert studio.evaluating.board(Filters(moods=("noir",))).good() is None
