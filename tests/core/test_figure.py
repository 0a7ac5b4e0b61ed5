"""Numbers with their intervals."""

import math

from core.figure import Figure


def test_limits_that_are_not_known() -> None:
    found = Figure.within(3.0, math.nan, math.nan, n=1)
    assert (found.low, found.high) == (None, None)
    assert all(math.isnan(limit) for limit in found.limits)
    assert found.between(1, 5) == found


def test_limits_end_where_the_numbers_do() -> None:
    found = Figure.within(4.6, 3.9, 5.3, n=7, unit="stars").between(1, 5)
    assert (found.limits, found.unit, found.n) == ((3.9, 5), "stars", 7)
