"""Trainings and their curves."""

import math

import pytest

from core.errors import BadInput
from db.trainings import Point, Trainings

FACTS = {
    "command": "python -m train.illustrator --smoke",
    "git_commit": "1360d7f+changes",
    "seed": 2**40,
    "data_hash": "abc123",
    "device": "cpu",
}


def test_a_run_and_its_curves(database):
    trainings = Trainings(database)
    run_id = trainings.begin(model="illustrator", **FACTS)
    trainings.add_points(run_id, [Point(2, 1.0, "loss", 4.5), Point(1, 0.5, "loss", 5.0)])
    trainings.add_points(run_id, [Point(2, 1.0, "held out/place", 0.25)])
    trainings.add_points(run_id, [])
    assert trainings.curves(run_id) == {
        "held out/place": [Point(2, 1.0, "held out/place", 0.25)],
        "loss": [Point(1, 0.5, "loss", 5.0), Point(2, 1.0, "loss", 4.5)],
    }
    other = trainings.begin(model="writer", **FACTS)
    assert [run.id for run in trainings.runs()] == [other, run_id]
    (run,) = trainings.runs("illustrator")
    assert (run.seed, run.state, run.finished_at) == (2**40, "running", None)
    trainings.finish(run_id, "done")
    (run,) = trainings.runs("illustrator")
    assert run.state == "done"
    assert run.finished_at >= run.started_at
    assert trainings.curves(other) == {}


def test_a_point_told_twice_counts_once_and_only_numbers_count(database):
    trainings = Trainings(database)
    run_id = trainings.begin(model="illustrator", **FACTS)
    trainings.add_points(run_id, [Point(1, 1.0, "loss", 1.0), Point(1, 2.0, "loss", 2.0)])
    trainings.add_points(run_id, [Point(1, 3.0, "loss", 3.0), Point(2, 4.0, "loss", math.nan)])
    assert trainings.curves(run_id) == {"loss": [Point(1, 3.0, "loss", 3.0)]}


def test_a_resumed_run_forgets_what_comes_again(database):
    trainings = Trainings(database)
    run_id = trainings.begin(model="illustrator", **FACTS)
    trainings.add_points(run_id, [Point(step, step / 2, "loss", 1 / step) for step in (1, 2, 3)])
    trainings.finish(run_id, "stopped")
    assert trainings.resume(run_id, 2)
    assert [point.step for point in trainings.curves(run_id)["loss"]] == [1, 2]
    (run,) = trainings.runs()
    assert (run.state, run.finished_at) == ("running", None)
    assert not trainings.resume("nobody", 2)


def test_points_of_no_run_are_refused(database):
    with pytest.raises(BadInput):
        Trainings(database).add_points("nobody", [Point(1, 1.0, "loss", 1.0)])
