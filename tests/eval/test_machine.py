"""Seconds are compared within one machine and thread count, and load is said."""

import pytest

from core.models.machine import circumstances, machine, moment, place
from eval.caption_suites import WorldScenes
from eval.comparing import cautions
from eval.latency_suite import Latency
from eval.machine import caution


def test_a_machine_says_what_it_is() -> None:
    found = machine()
    assert found["processor"]
    assert found["threads"] >= 1
    assert found["load"] >= 0
    assert found["free_mib"] > 0
    assert found["versions"]["torch"]
    assert set(moment()) <= set(found)


def test_a_place_is_the_processor_and_the_threads_of_models_with_weights() -> None:
    plain, threaded = place("cpu", weights=False), place("cpu", weights=True)
    assert plain == machine()["processor"]
    assert threaded.startswith(f"{plain}, ")
    assert "thread" in threaded
    assert {"load", "free_mib", "versions"} <= set(circumstances())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, None),
        ({"threads": 99}, "number of threads"),
        ({"processor": "another"}, "another processor"),
        ({"card": "H200"}, "another card"),
    ],
)
def test_seconds_of_another_machine_are_not_compared(change: dict, said: str | None) -> None:
    here = machine()
    pairs, lines = cautions(Latency, {"machine": here}, {"machine": {**here, **change}})
    assert pairs is (said is None)
    assert (said in lines[0]) if said else not lines
    assert cautions(WorldScenes, {"machine": here}, {"machine": {**here, **change}}) == (True, [])
    assert cautions(Latency, {}, {"machine": here})[0] is False


def test_a_busy_machine_is_said() -> None:
    here = {**machine(), "load": 0.2}
    busy = {**here, "load": 4.0}
    pairs, lines = cautions(Latency, {"machine": here}, {"machine": busy})
    assert pairs
    assert "not equally busy (load 0.2 and 4.0)" in lines[0]
    assert caution(here, here) is None
    assert "battery" in (caution({**here, "power": "mains"}, {**here, "power": "battery"}) or "")
