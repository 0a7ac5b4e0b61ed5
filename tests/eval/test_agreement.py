"""Rank correlations against SciPy's, and the verdicts in words."""

import math
import random

import numpy as np
import pytest
from scipy import stats

from eval.agreement import agreement, agreement_with_votes, enough


@pytest.mark.parametrize("seed", range(5))
def test_correlations_are_scipys(seed):
    rng = random.Random(seed)
    x = [rng.randint(0, 8) for _ in range(30)]
    y = [rng.randint(1, 5) for _ in range(30)]
    for one, other in ((x, y), (y, x)):
        found = agreement(one, other, samples=10)
        assert found.tau.value == pytest.approx(stats.kendalltau(x, y).statistic, abs=1e-12)
        assert found.spearman.value == pytest.approx(stats.spearmanr(x, y).statistic, abs=1e-12)


@pytest.mark.parametrize("stars", [[4, 4, 4], [1, 2, 3]])
def test_what_does_not_vary_has_no_correlation(stars):
    found = agreement([7, 7, 7], stars)
    assert math.isnan(found.tau.value)
    assert math.isnan(found.spearman.value)


def readers(n, link, seed=0):
    """Scores, and stars that follow them as closely as `link` says."""
    rng = random.Random(seed)
    scores = [rng.gauss(25, 3) for _ in range(n)]
    stars = [
        min(5, max(1, round(3 + link * (score - 25) / 3 + rng.gauss(0, 1)))) for score in scores
    ]
    return scores, stars


def test_the_verdict_says_what_the_interval_allows():
    found = agreement(*readers(300, 0.8), name="CLIP score")
    assert found.tau.low <= found.tau.value <= found.tau.high
    assert found.spearman.value > found.tau.value
    figures = f"{found.tau.value:.2f} [{found.tau.low:.2f}, {found.tau.high:.2f}]"
    assert found.verdict == f"CLIP score agrees with readers here: τ = {figures}"
    assert "does not (yet) agree" in agreement(*readers(300, 0.0, seed=2)).verdict
    assert "disagrees with readers here: τ = −" in agreement(*readers(300, -0.8)).verdict
    few = agreement(*readers(14, 0.8))
    assert few.verdict == "CLIP score: not enough ratings: 14 of about 60 needed"
    same = agreement(readers(80, 1)[0], [4] * 80)
    assert "cannot be compared" in same.verdict
    assert agreement([], []).tau.n == 0


def test_scores_that_are_not_numbers_are_left_out_and_counted():
    scores, stars = readers(100, 0.8)
    scores[3] = scores[50] = math.nan
    scores[60] = math.inf
    found = agreement(scores, stars)
    assert (found.left_out, found.tau.n) == (3, 97)
    kept = [i for i in range(100) if i not in (3, 50, 60)]
    true = stats.kendalltau([scores[i] for i in kept], [stars[i] for i in kept])
    assert found.tau.value == pytest.approx(true.statistic)


def test_replicates_are_what_repeated_items_would_give():
    """τ of weighted items is τ of the list with every item written down so often."""
    from eval.agreement import _rho, _tau_b

    rng = np.random.default_rng(1)
    x, y = rng.integers(0, 9, 25).astype(float), rng.integers(1, 6, 25).astype(float)
    weights = rng.multinomial(25, np.full(25, 1 / 25), size=4)
    for row, tau, rho in zip(weights, _tau_b(x, y, weights), _rho(x, y, weights), strict=True):
        many = (np.repeat(x, row).tolist(), np.repeat(y, row).tolist())
        assert tau == pytest.approx(stats.kendalltau(*many).statistic)
        assert rho == pytest.approx(stats.spearmanr(*many).statistic)


def test_stars_of_one_page_are_drawn_together():
    scores, stars = readers(60, 0.8)
    many = agreement(scores * 4, stars * 4, groups=list(range(60)) * 4)
    loose = agreement(scores * 4, stars * 4)
    assert many.tau.high - many.tau.low > 1.5 * (loose.tau.high - loose.tau.low)


def test_votes_are_won_by_the_better_score_or_not():
    left = [30.0] * 60 + [20.0] * 20 + [25.0] * 5 + [math.nan] * 3
    right = [20.0] * 60 + [30.0] * 20 + [25.0] * 5 + [20.0] * 3
    outcomes = ["left"] * 80 + ["right"] * 8
    outcomes[0] = "tie"
    found = agreement_with_votes(left, right, outcomes)
    assert found.share.value == pytest.approx(59 / 79)
    assert found.tau.value == pytest.approx(2 * 59 / 79 - 1)
    assert (found.tau.n, found.ties, found.left_out) == (79, 6, 3)
    assert found.tau.low < found.tau.value < found.tau.high
    assert found.verdict.startswith("CLIP score agrees with readers here: τ = 0.49 [")
    few = agreement_with_votes(left, right, outcomes, groups=[i % 4 for i in range(len(left))])
    assert few.verdict == "CLIP score: not enough books: 4 of about 10 needed"
    none = agreement_with_votes([], [], [])
    assert none.verdict == "CLIP score: not enough decided votes: 0 of about 60 needed"


def test_intervals_hold_the_truth_about_as_often_as_they_say():
    """80 small samples of 70 readers; their τ in the long run is taken from 4,000."""
    true = stats.kendalltau(*readers(4000, 0.6, seed=99)).statistic
    found = (agreement(*readers(70, 0.6, seed=i), samples=200).tau for i in range(80))
    assert 70 <= sum(tau.low <= true <= tau.high for tau in found) <= 80


def rated_books(rng, books, pages, people, link):
    """Books that differ as wholes, in score and in stars; strict and mild people; stars follow the
    scores of pages as closely as `link` says."""
    scores, stars, owners, raters = [], [], [], []
    strict = rng.normal(0, 0.7, people)
    for book in range(books):
        good, liked = rng.normal(0, 0.7, 2)
        for _ in range(pages):
            quality = good + rng.normal()
            for person in range(people):
                said = 3 + link * quality + liked + strict[person] + rng.normal()
                scores.append(25 + 3 * quality)
                stars.append(float(min(5, max(1, round(said)))))
                owners.append(book)
                raters.append(person)
    return scores, stars, owners, raters


def verdicts(books, pages, people, link, repeats, metrics=1):
    found = []
    for seed in range(repeats):
        rng = np.random.default_rng(seed)
        scores, stars, owners, raters = rated_books(rng, books, pages, people, link)
        found.append(
            agreement(scores, stars, groups=owners, raters=raters, metrics=metrics, samples=200)
        )
    concluded = [" agrees" in one.verdict or "disagrees" in one.verdict for one in found]
    return sum(concluded) / repeats, sum(one.tau.value for one in found) / repeats


@pytest.mark.parametrize(("books", "pages", "people"), [(40, 5, 1), (20, 8, 2), (15, 10, 1)])
def test_without_agreement_there_is_seldom_a_verdict(books, pages, people):
    wrong, tau = verdicts(books, pages, people, 0.0, 60)
    assert wrong <= 0.06
    assert abs(tau) < 0.05


def test_a_true_tau_of_a_third_is_mostly_found():
    right, tau = verdicts(40, 5, 1, 0.49, 60)
    assert 0.28 <= tau <= 0.32
    assert right >= 0.8


def test_whoever_is_strict_about_good_books_hides_nothing():
    """Two people, each with books of their own: the strict one had the better half."""
    rng = np.random.default_rng(5)
    scores, stars, owners, raters = [], [], [], []
    for book in range(24):
        strict = book % 2
        for _ in range(6):
            quality = rng.normal() + 1.5 * strict
            scores.append(quality)
            stars.append(float(round(3 + 0.9 * (quality - 1.5 * strict) - 1.2 * strict)))
            owners.append(book)
            raters.append(strict)
    alone = agreement(scores, stars, groups=owners)
    fair = agreement(scores, stars, groups=owners, raters=raters)
    assert fair.tau.value > alone.tau.value + 0.3
    assert " agrees" in fair.verdict


def test_more_metrics_ask_for_more():
    data = rated_books(np.random.default_rng(3), 40, 5, 1, 0.4)
    one, many = (agreement(*data[:2], groups=data[2], metrics=metrics) for metrics in (1, 10_000))
    assert one.tau == many.tau
    assert (" agrees" in one.verdict, " agrees" in many.verdict) == (True, False)


def test_enough_are_sixty_items_of_ten_books():
    assert enough([i % 10 for i in range(60)])
    assert not enough([i % 10 for i in range(59)])
    assert not enough([i % 9 for i in range(600)])
    assert not enough([])
