"""Intervals hold what they promise, and say of how many items they are."""

import math

import numpy as np
import pytest

from core.errors import BadInput
from eval.intervals import (
    mean_interval,
    median_limits,
    ratio_change_limits,
    ratio_limits,
    statistic_interval,
    sum_intervals,
)


def test_the_mean_of_many_has_the_interval_of_the_textbook() -> None:
    values = np.random.default_rng(1).normal(3, 2, 400)
    around = mean_interval(values, seed=2)
    error = 1.96 * values.std(ddof=1) / math.sqrt(400)
    assert around.value == pytest.approx(values.mean())
    assert (around.low, around.high) == pytest.approx(
        (values.mean() - error, values.mean() + error), abs=0.04
    )
    assert around.n == 400


def test_95_of_100_intervals_hold_the_truth() -> None:
    """Skewed values, 40 a sample, truth 1: between 88 and 100 of 100 intervals hold it."""
    random = np.random.default_rng(3)
    held = 0
    for seed in range(100):
        around = mean_interval(random.exponential(1, 40), seed=seed, resamples=500)
        held += around.low <= 1 <= around.high
    assert 88 <= held <= 100


def test_skewed_values_lean_the_interval_to_their_long_side() -> None:
    values = np.random.default_rng(4).exponential(1, 60)
    around = mean_interval(values)
    assert around.high - around.value > around.value - around.low


def test_the_same_seed_gives_the_same_interval() -> None:
    values = np.random.default_rng(5).random(30)
    assert mean_interval(values, seed=7) == mean_interval(values, seed=7)
    assert mean_interval(values, seed=7).low != mean_interval(values, seed=8).low


def test_a_figure_of_sums_is_not_the_mean_of_ratios() -> None:
    """Hits and tries: 1 of 1 and 0 of 9 make 0.1; drawn again it lies between 0 and 1."""
    counts = np.array([[1.0, 1.0], [0.0, 9.0]])
    (around,) = sum_intervals(counts, lambda sums: sums[:, :1] / sums[:, 1:])
    assert around.value == pytest.approx(0.1)
    assert (around.low, around.high, around.n) == (0, 1, 2)


def test_any_statistic() -> None:
    random = np.random.default_rng(6)
    x = random.normal(size=200)
    pairs = np.stack([x, x + random.normal(size=200)], axis=1)
    around = statistic_interval(pairs, lambda rows: float(np.corrcoef(rows.T)[0, 1]), resamples=300)
    assert 0.5 < around.low < around.value < around.high < 0.85


def test_one_item_has_no_interval() -> None:
    around = mean_interval([0.5])
    assert (around.value, around.n) == (0.5, 1)
    assert around.low is None
    assert "too few" in str(around)


def test_equal_values_have_an_interval_of_no_width() -> None:
    around = mean_interval([2.0] * 10)
    assert (around.low, around.high) == (2, 2)
    assert str(around) == "2 [2, 2], n = 10"


@pytest.mark.parametrize("values", [[], [1.0, math.nan], [[1.0, 2.0]]])
def test_what_is_no_list_of_numbers_is_refused(values: list[float]) -> None:
    with pytest.raises(BadInput):
        mean_interval(values)


def test_a_mean_over_few_books_has_the_interval_of_student() -> None:
    """Means of five normal books: 95 % of the intervals hold the truth; the bootstrap's do not."""
    inside = resampled = 0
    for seed in range(400):
        values = np.random.default_rng(seed).normal(0, 1, 5)
        low, high = ratio_limits(values, np.ones(5))
        inside += low <= 0 <= high
        found = statistic_interval(values, lambda x: float(x.mean()), resamples=300)
        resampled += found.low <= 0 <= found.high
        assert (mean_interval(values).low, mean_interval(values).high) == (low, high)
    assert 370 <= inside <= 392
    assert resampled < 360
    t = ratio_limits(np.array([1.0, 2.0, 4.0]), np.ones(3))
    assert t == pytest.approx((7 / 3 - 3.7945, 7 / 3 + 3.7945), abs=1e-3)
    assert all(math.isnan(end) for end in ratio_limits(np.array([1.0]), np.ones(1)))
    assert all(math.isnan(end) for end in ratio_limits(np.array([4.0, 8.0]), np.array([1.0, 2.0])))


def rated(rng: np.random.Generator, books: int) -> tuple[np.ndarray, np.ndarray]:
    """Sums and counts of books of 1 to 9 pages that belong together; their mean is 0."""
    counts = rng.integers(1, 10, books).astype(float)
    shared = rng.normal(0, math.sqrt(0.3), books)
    sums = np.array([
        (own + math.sqrt(0.7) * rng.normal(size=int(n))).sum()
        for own, n in zip(shared, counts, strict=True)
    ])  # fmt: skip
    return sums, counts


@pytest.mark.parametrize("books", [3, 5, 10, 30])
def test_books_of_unequal_length_have_intervals_that_hold(books: int) -> None:
    limits = [ratio_limits(*rated(np.random.default_rng(seed), books)) for seed in range(600)]
    assert sum(low <= 0 <= high for low, high in limits) / 600 >= 0.92


@pytest.mark.parametrize(("new", "old"), [(5, 5), (5, 40), (12, 12)])
def test_an_unchanged_mean_is_seldom_called_changed(new: int, old: int) -> None:
    nothing, wrong = np.zeros(new), 0
    for seed in range(600):
        rng = np.random.default_rng(seed)
        late, early = rated(rng, new), rated(rng, old)
        low, high = ratio_change_limits(
            (np.concatenate([late[0], np.zeros(old)]), np.concatenate([late[1], np.zeros(old)])),
            (np.concatenate([nothing, early[0]]), np.concatenate([nothing, early[1]])),
        )
        wrong += low > 0 or high < 0
    assert wrong / 600 <= 0.07


def test_a_change_is_known_better_of_books_that_are_on_both_sides() -> None:
    rng = np.random.default_rng(2)
    liked = rng.normal(3, 1, 30)
    before, now = liked + rng.normal(0, 0.1, 30), liked + 0.2 + rng.normal(0, 0.1, 30)
    ones = np.ones(30)
    low, high = ratio_change_limits((now, ones), (before, ones))
    assert 0.1 < low < 0.2 < high < 0.3
    only = ratio_change_limits((now[:1], ones[:1]), (before[:1], ones[:1]))
    assert all(math.isnan(end) for end in only)


def test_a_mean_of_few_ends_where_such_numbers_do() -> None:
    around = mean_interval([0.9, 1.0, 1.0, 0.7], between=(0.0, 1.0))
    assert around.high == 1.0
    assert mean_interval([0.9, 1.0, 1.0, 0.7]).high > 1.0


def test_a_median_of_few_has_exact_limits_or_none() -> None:
    assert median_limits(np.arange(6.0)) == (0.0, 5.0)
    assert median_limits(np.arange(9.0)) == (1.0, 7.0)
    assert all(math.isnan(end) for end in median_limits(np.arange(5.0)))
    inside = 0
    for seed in range(400):
        low, high = median_limits(np.random.default_rng(seed).exponential(1, 8))
        inside += low <= math.log(2) <= high
    assert inside >= 380
