"""Memory while a model works: of this process, and of nobody that is not seen from here."""

import gc

import numpy as np

from core.measured import Unknown, measured
from core.models.device import DevicePlan
from core.models.meters import Process, meter_for, resident_mib


def plan(device: str, dtype: str = "float32") -> DevicePlan:
    return DevicePlan(device=device, dtype=dtype, why="")


def test_the_peak_of_each_group_is_its_own() -> None:
    def work():
        yield "small"
        block = np.ones(80 * 2**17)  # 80 MiB
        del block
        yield "large"
        yield "small again"

    before = resident_mib()
    found = {done.group: done for done in measured(work(), Process())}
    assert found["small"].peak_mib < before + 40
    assert all(done.seconds >= 0 for done in found.values())


def test_a_peak_in_the_middle_is_seen() -> None:
    gc.collect()  # What tests before this one left would be given back in its middle.
    with Process().watch() as peak:
        before = peak.take()
        block = np.ones(400 * 2**17)
        highest = peak.take()
        assert highest > before + 300
        assert len(block)


def test_programs_and_servers_are_not_seen() -> None:
    assert isinstance(meter_for(plan("cpu", "none")), Unknown)
    assert isinstance(meter_for(plan("cpu")), Process)
    (done,) = measured(iter(["x"]), Unknown())
    assert (done.group, done.peak_mib) == ("x", None)
