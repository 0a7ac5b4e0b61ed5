"""A stored run is named by either end of its id."""

import pytest

from core.errors import BadInput
from db.evaluations import Evaluations
from db.ids import new_id, short_ids
from db.session import Database


def test_ids_of_one_minute_are_told_apart_by_their_ends() -> None:
    ids = [new_id() for _ in range(200)]
    assert len({one[:8] for one in ids}) < 3
    assert len(set(short_ids(ids).values())) == 200
    alike = {"a" * 23 + "b" * 9: "ab" + "b" * 8, "c" * 23 + "b" * 9: "cb" + "b" * 8}
    assert {one: short[-10:] for one, short in short_ids(alike).items()} == alike
    assert short_ids([]) == {}


def test_a_run_is_found_by_either_end_of_its_id(database: Database) -> None:
    runs = Evaluations(database)
    first, second = (
        runs.create(suite="world", preset="starter", n=1, seed=0) for _ in range(2)
    )  # fmt: skip
    for given in (first, first[-8:], f" {first[-8:].upper()} ", first[:-1]):
        assert runs.named(given).id == first
    with pytest.raises(BadInput, match="Several runs' ids begin or end with"):
        runs.named(second[:5])
    for nobody in ("", "zzz", "%", "_"):
        with pytest.raises(BadInput, match="No run's id"):
            runs.named(nobody)
