"""Stages summed up: cold and warm, units, what is unknown, filters, suites, trends."""

import pytest

from db.filters import Filters
from db.speed import StoryFacts, TimedRun
from eval.speed import (
    BOOKS,
    SUITES,
    filtered,
    item_frame,
    piece_frame,
    stage_speeds,
    whole_frame,
)
from eval.speed_trend import trend

DAY = 86_400.0
STORIES = {
    name: StoryFacts(mood=mood, style="paper", preset="p", pages=1, pictures=1, text=None)
    for name, mood in (("s", "noir"), ("t", "comedy"))
}
RUN = TimedRun(
    id="r",
    suite="latency",
    preset="p",
    created_at=5.0,
    models={"writer": {"id": "w", "device": "cuda", "dtype": "float16"}},
    machine={"processor": "Chip", "threads": 2, "card": "Card"},
)


def row(
    stage="writing", *, model="w", load=0.0, run=1.0, units=None, batch=None, peak=None, at=0.0,
    story="s", machine="Chip, 2 threads",
):  # fmt: skip
    made = (stage, model, "cpu", "float32", load, run, units, batch, peak, at, story, "story")
    return (*made, machine)


def frame(rows, items=()):
    return whole_frame(piece_frame(rows), item_frame(items, {"r": RUN}), STORIES)


def test_cold_and_warm_are_apart_and_units_are_counted():
    rows = [row(run=run, units=200, peak=run * 100) for run in (1.0, 2.0, 3.0)]
    rows.append(row(load=5.0, run=4.0, units=200, batch=1))
    (speed,) = stage_speeds(frame(rows))
    assert (speed.n, speed.source, speed.unit) == (4, BOOKS, "100 tokens")
    assert (speed.warm.p50, speed.warm.n) == (2.0, 3)
    assert speed.warm.p95 == pytest.approx(2.9)
    assert (speed.cold.p50, speed.loading.p50) == (9.0, 5.0)
    assert (speed.per_unit.p50, speed.per_unit.n) == (1.0, 3)
    assert speed.peak_mib == 300


def test_what_is_unknown_is_none_and_never_zero():
    (speed,) = stage_speeds(frame([row(), row(units=0)]))
    assert (speed.per_unit, speed.peak_mib, speed.cold, speed.loading) == (None, None, None, None)
    assert speed.warm.n == 2
    assert stage_speeds(frame([])) == []


def test_a_batch_loads_once():
    rows = [row("captioning", load=0.7, run=0.1, units=1, batch=5) for _ in range(5)]
    (speed,) = stage_speeds(frame(rows))
    assert (speed.loading.p50, speed.loading.n) == (pytest.approx(3.5), 1)
    assert (speed.cold.p50, speed.cold.n) == (pytest.approx(0.8), 5)
    assert speed.warm is None


def test_suites_stand_beside_books_with_the_place_of_their_run():
    items = [
        ("r", "writing/0", "writing", 0.0, 2.0, None, None, None, True),
        ("r", "writing/1", "writing", 0.0, 1.0, 50.0, None, 640.0, False),
        ("r", "painting/0", "illustrating", 0.0, 1.0, 1.0, None, None, False),
        ("gone", "writing/0", "writing", 0.0, 9.0, None, None, None, False),
    ]
    built, suite = stage_speeds(frame([row()], items))
    assert (built.source, built.device) == (BOOKS, "cpu")
    assert (suite.source, suite.device, suite.dtype) == (SUITES, "cuda", "float16")
    assert (suite.warm.p50, suite.cold.p50, suite.per_unit.p50) == (1.0, 2.0, 2.0)


def test_filters():
    items = [("r", "writing/0", "writing", 0.0, 2.0, None, None, None, False)]
    whole = frame([row(at=1), row(at=9, story="t"), row(at=9, model="x")], items)

    def left(**wanted):
        return len(filtered(whole, Filters(**wanted)))

    assert (left(), left(moods=("noir",)), left(presets=("p",))) == (4, 2, 4)
    assert (left(models=("x", "y")), left(devices=("cuda",)), left(since=5)) == (1, 1, 3)
    assert left(moods=("noir",), models=("w",), since=5) == 0


def test_a_trend_goes_by_day_where_there_are_days():
    rows = [row(run=day + 1.0, units=100, at=day * DAY + i) for day in (0, 1, 5) for i in range(4)]
    found = trend(frame(rows))
    assert (found.by, found.unit) == ("day (UTC)", "100 tokens")
    assert [p.spread.p50 for p in found.points] == [1.0, 2.0, 6.0]
    assert found.points[2].at == pytest.approx(5 * DAY + 1.5)


@pytest.mark.parametrize(
    ("days", "by", "points"),
    [(30, "day (UTC)", 30), (100, "week (UTC)", 15), (400, "four weeks (UTC)", 15)],
)
def test_a_long_trend_has_no_more_points_than_can_be_seen(days: int, by: str, points: int):
    # Day 4 after the epoch was a Monday.
    found = trend(frame([row(run=1.0, at=(4 + day) * DAY) for day in range(days)]))
    assert (found.by, len(found.points)) == (by, points)
    assert sum(point.spread.n for point in found.points) == days


def test_within_a_day_a_trend_goes_by_pieces_and_knows_their_stories():
    rows = [row(run=float(i), at=float(i), units=10) for i in range(1, 13)]
    rows.append(row(load=3.0, run=1.0, at=20.0, units=None, story="t"))
    found = trend(frame(rows))
    assert (found.by, found.unit) == ("5 pieces in a row", "piece")
    assert [p.spread.n for p in found.points] == [5, 7]
    last = found.pieces[-1]
    assert (last.seconds, last.cold, last.story_id, last.slot) == (4.0, True, "t", "story")
    assert len(trend(frame(rows), pieces=3).pieces) == 3
    assert trend(frame([])).points == ()


def test_seconds_of_two_machines_are_two_rows():
    rows = [row(run=1.0), row(run=9.0, machine="Other, 8 threads"), row(run=2.0, machine=None)]
    found = {speed.machine: speed.warm.p50 for speed in stage_speeds(frame(rows))}
    assert found == {"Chip, 2 threads": 1, "Other, 8 threads": 9, "unknown": 2}


def test_a_suite_names_its_machine_as_artifacts_do():
    items = [("r", "one", "writing", 0.0, 1.0, None, None, None, False)]
    (speed,) = stage_speeds(frame([], items))
    assert speed.machine == "Card"
    on_cpu = {"writer": {"id": "w", "device": "cpu", "dtype": "int8"}}
    run = TimedRun(**{**vars(RUN), "models": on_cpu})
    assert item_frame(items, {"r": run})["machine"].tolist() == ["Chip, 2 threads"]
