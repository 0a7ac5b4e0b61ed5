"""Bradley–Terry strengths against other ways to the same maximum, and against simulated people."""

import itertools
import math
import random

import numpy as np
import pytest

from eval.preference import Vote, bradley_terry


def simulated(strengths, n, *, tie=0.0, seed=0):
    """`n` votes between random pairs of players with these log-strengths (Davidson's model)."""
    rng = random.Random(seed)
    names = list(strengths)
    votes = []
    for _ in range(n):
        a, b = rng.sample(names, 2)
        p, q = math.exp(strengths[a]), math.exp(strengths[b])
        chances = [p, q, tie * math.sqrt(p * q)]
        votes.append(
            Vote(left=a, right=b, outcome=rng.choices(("left", "right", "tie"), chances)[0])
        )
    return votes


def hunter(votes, sweeps=20_000):
    """Hunter's (2004) MM algorithm for votes without ties: an independent way to the maximum."""
    names = sorted({name for vote in votes for name in (vote.left, vote.right)})
    worth = dict.fromkeys(names, 1.0)
    wins = dict.fromkeys(names, 0)
    for vote in votes:
        wins[vote.left if vote.outcome == "left" else vote.right] += 1
    for _ in range(sweeps):
        load = dict.fromkeys(names, 0.0)
        for vote in votes:
            share = 1 / (worth[vote.left] + worth[vote.right])
            load[vote.left] += share
            load[vote.right] += share
        after = {name: wins[name] / load[name] for name in names}
        scale = math.exp(sum(map(math.log, after.values())) / len(names))
        after = {name: value / scale for name, value in after.items()}
        done = max(abs(after[name] - worth[name]) for name in names) < 1e-13
        worth = after
        if done:
            break
    return {name: math.log(value) for name, value in worth.items()}


def likelihood(votes, strengths, tie):
    """Davidson's log-likelihood, written down directly."""
    total = 0.0
    for vote in votes:
        p, q = math.exp(strengths[vote.left]), math.exp(strengths[vote.right])
        even = tie * math.sqrt(p * q)
        total += math.log({"left": p, "right": q, "tie": even}[vote.outcome] / (p + q + even))
    return total


def as_dict(result):
    return {player.name: player.strength for player in result.players}


TRUE = {"a": 0.9, "b": 0.4, "c": 0.0, "d": -0.3, "e": -1.0}


def test_without_ties_it_is_the_exact_maximum_likelihood():
    votes = simulated(TRUE, 400, seed=3)
    result = bradley_terry(votes, samples=10)
    reference = hunter(votes)
    assert as_dict(result) == pytest.approx(reference, abs=1e-7)
    assert sum(as_dict(result).values()) == pytest.approx(0, abs=1e-9)
    assert (result.tie, result.n, result.components, result.notes) == (0.0, 400, 1, ())
    assert [p.name for p in result.players] == sorted(reference, key=reference.get, reverse=True)


def test_two_players_are_the_logarithm_of_the_odds():
    votes = [Vote(left="x", right="y", outcome="left")] * 3
    votes += [Vote(left="y", right="x", outcome="left")]
    found = as_dict(bradley_terry(votes, samples=10))
    assert found["x"] - found["y"] == pytest.approx(math.log(3), abs=1e-9)


def test_strengths_and_ties_are_recovered():
    result = bradley_terry(simulated(TRUE, 20_000, tie=0.8, seed=1), samples=50)
    assert as_dict(result) == pytest.approx(TRUE, abs=0.08)
    assert result.tie == pytest.approx(0.8, abs=0.05)
    assert result.players[0].n == sum(
        (result.players[0].wins, result.players[0].losses, result.players[0].ties)
    )


def test_no_step_from_the_answer_is_more_likely():
    votes = simulated({"a": 0.6, "b": 0.0, "c": -0.6}, 90, tie=0.5, seed=4)
    result = bradley_terry(votes, samples=10)
    best = as_dict(result)
    top = likelihood(votes, best, result.tie)
    for name, sign in itertools.product(best, (-1e-3, 1e-3)):
        assert likelihood(votes, {**best, name: best[name] + sign}, result.tie) < top
    for factor in (0.999, 1.001):
        assert likelihood(votes, best, result.tie * factor) < top
    rng = random.Random(0)
    for _ in range(300):
        other = {name: value + rng.gauss(0, 0.3) for name, value in best.items()}
        assert likelihood(votes, other, result.tie * math.exp(rng.gauss(0, 0.3))) < top


def test_a_tie_draws_strengths_together_and_sides_do_not_matter():
    won = [Vote(left="a", right="b", outcome="left")] * 6
    lost = [Vote(left="a", right="b", outcome="right")] * 2
    even = [Vote(left="b", right="a", outcome="tie")] * 8
    plain = as_dict(bradley_terry(won + lost, samples=10))
    with_ties = bradley_terry(won + lost + even, samples=10)
    # Two versions and three outcomes: the model fits the shares exactly.
    assert with_ties.tie == pytest.approx(8 / math.sqrt(6 * 2), abs=1e-6)
    assert as_dict(with_ties) == pytest.approx(plain, abs=1e-7)
    turned = [
        Vote(
            left=vote.right,
            right=vote.left,
            outcome={"left": "right", "right": "left"}.get(vote.outcome, "tie"),
        )
        for vote in won + lost + even
    ]
    assert as_dict(bradley_terry(turned, samples=10)) == pytest.approx(plain, abs=1e-7)


def test_who_only_won_or_lost_has_no_finite_strength_and_a_prior_gives_one():
    cycle = [Vote(left=a, right=b, outcome="left") for a, b in ("ab", "bc", "ca")]
    top = [Vote(left="top", right="a", outcome="left")] * 3
    low = [Vote(left="b", right="low", outcome="left")] * 3
    result = bradley_terry(cycle + top + low, samples=200)
    found = as_dict(result)
    assert found["top"] == math.inf
    assert found["low"] == -math.inf
    assert [found[name] for name in "abc"] == pytest.approx([0, 0, 0], abs=1e-7)
    assert any("top never lost" in note for note in result.notes)
    assert any("low never won" in note for note in result.notes)
    held = bradley_terry(cycle + top + low, prior=0.5, samples=200)
    assert all(math.isfinite(x) for p in held.players for x in (p.strength, p.low, p.high))
    assert held.players[0].name == "top"
    assert held.players[-1].name == "low"
    assert held.notes == ()


def test_two_players_of_whom_one_always_won():
    result = bradley_terry([Vote(left="a", right="b", outcome="left")] * 5, samples=20)
    assert as_dict(result) == {"a": math.inf, "b": -math.inf}
    assert (result.players[0].low, result.players[1].high) == (math.inf, -math.inf)


def test_wins_and_ties_without_any_upset_have_no_maximum():
    votes = [Vote(left="a", right="b", outcome="left"), Vote(left="a", right="b", outcome="tie")]
    result = bradley_terry(votes * 3, samples=20)
    assert all(math.isnan(player.strength) for player in result.players)
    assert math.isinf(result.tie)
    assert "no vote contradicts another" in result.notes[-1]
    # In numbers: the further along (β, log ν), the likelier.
    walk = [likelihood(votes, {"a": u, "b": -u}, math.exp(u)) for u in (1, 2, 4, 8)]
    assert walk == sorted(walk)
    held = bradley_terry(votes * 3, prior=0.5, samples=20)
    assert held.players[0].name == "a"
    assert math.isfinite(held.players[0].strength)


def test_nothing_but_ties_means_equal():
    votes = [Vote(left="a", right="b", outcome="tie"), Vote(left="b", right="c", outcome="tie")]
    assert as_dict(bradley_terry(votes, samples=20)) == {"a": 0, "b": 0, "c": 0}


def test_groups_that_never_met_are_kept_apart():
    votes = simulated({"a": 0.5, "b": -0.5}, 60, seed=1) + simulated({"x": 2, "y": 0}, 60, seed=2)
    result = bradley_terry(votes, samples=20)
    assert result.components == 2
    assert "never compared" in result.notes[0]
    by = {player.name: player for player in result.players}
    assert by["a"].component == by["b"].component != by["x"].component
    for pair in ("ab", "xy"):
        assert sum(by[name].strength for name in pair) == pytest.approx(0, abs=1e-9)
    alone = as_dict(bradley_terry(votes[:60], samples=20))
    assert by["a"].strength == pytest.approx(alone["a"], abs=1e-8)


def test_the_same_seed_gives_the_same_intervals():
    votes = simulated(TRUE, 200, tie=0.5, seed=5)
    one, two = (bradley_terry(votes, samples=200, seed=7) for _ in range(2))
    assert one == two
    assert bradley_terry(votes, samples=200, seed=8).players[0].low != one.players[0].low


def test_intervals_hold_the_truth_about_as_often_as_they_say():
    """40 small studies of 3 versions and 90 votes: 95 % intervals miss in a few of 120 cases."""
    true = {"a": 0.5, "b": 0.0, "c": -0.5}
    held = 0
    for seed in range(40):
        for player in bradley_terry(simulated(true, 90, tie=0.4, seed=seed), samples=200).players:
            held += player.low <= true[player.name] <= player.high
    assert 0.88 * 120 <= held <= 120


def test_few_votes_have_open_intervals():
    votes = [Vote(left="a", right="b", outcome=o) for o in ("left", "left", "left", "right")]
    best = bradley_terry(votes, samples=500).players[0]
    assert best.name == "a"
    assert best.high == math.inf


def test_votes_of_a_version_against_itself_say_nothing():
    votes = [Vote(left="a", right="a", outcome="left"), *simulated({"a": 0, "b": 0}, 20)]
    result = bradley_terry(votes, samples=10)
    assert result.n == 20
    assert "1 of 21 votes" in result.notes[0]
    empty = bradley_terry(votes[:1])
    assert (empty.players, empty.n) == ((), 0)


def test_wrong_votes_are_refused():
    with pytest.raises(ValueError, match="outcomes are"):
        bradley_terry([Vote(left="a", right="b", outcome="won")])


def test_every_replicate_is_a_fit_of_its_own():
    """The many tables of the bootstrap, computed together, are what single fits give."""
    from eval.davidson import fit

    rng = np.random.default_rng(0)
    pairs = np.array([(0, 1), (0, 2), (1, 2), (2, 3)])
    counts = rng.integers(0, 3, size=(40, 4, 3)).astype(float)
    component = np.zeros(4, dtype=int)
    for prior in (0.0, 0.5):
        beta, tie = fit(pairs, counts, component, prior)
        for i in range(len(counts)):
            alone = fit(pairs, counts[i : i + 1], component, prior)
            np.testing.assert_allclose(beta[i], alone[0][0], atol=1e-6)
            np.testing.assert_allclose(tie[i], alone[1][0], rtol=1e-6)


@pytest.mark.parametrize("outcome", ["left", "tie"])
def test_a_single_vote_has_no_interval(outcome: str) -> None:
    found = bradley_terry([Vote(left="a", right="b", outcome=outcome)], prior=0.5)
    assert all(math.isnan(p.low) and math.isnan(p.high) for p in found.players)
    assert all(math.isfinite(p.strength) for p in found.players)
    assert "One vote is too few for an interval." in found.notes


def judged(rng, strengths, *, books, each, spread=0.8):
    """Ten voters for each pair, each on some of the books; a book is better or worse told in each
    version by `spread`."""
    names = sorted(strengths)
    effect = rng.normal(0, spread, (books, len(names)))
    votes = []
    for i, left in enumerate(names):
        for j in range(i + 1, len(names)):
            for voter in range(10):
                for book in rng.choice(books, each, replace=False):
                    lead = strengths[left] - strengths[names[j]]
                    lead += effect[book, i] - effect[book, j]
                    outcome = "left" if rng.random() < 1 / (1 + np.exp(-lead)) else "right"
                    votes.append(
                        Vote(left=left, right=names[j], outcome=outcome, voter=str(voter),
                             book=str(book))
                    )  # fmt: skip
    return votes


@pytest.mark.parametrize(
    ("books", "each", "strengths"),
    [
        (10, 1, {"a": 0.4, "b": 0.0, "c": -0.4}),
        (5, 5, {"a": 0.4, "b": 0.0, "c": -0.4}),
        (20, 4, {"a": 0.4, "b": 0.0, "c": -0.4}),
        (10, 2, {"a": 0.4, "b": -0.4}),
    ],
)
def test_intervals_know_that_votes_on_a_book_belong_together(books, each, strengths):
    values, widths = [], []
    for seed in range(200):
        votes = judged(np.random.default_rng(seed), strengths, books=books, each=each)
        found = bradley_terry(votes, samples=100)
        if found.by_clusters:
            players = sorted(found.players, key=lambda player: player.name)
            values.append([player.strength for player in players])
            widths.append([player.high - player.strength for player in players])
    seen, half = np.array(values), np.array(widths)
    assert len(seen) > 180
    inside = np.abs(seen - seen.mean(axis=0)) <= half
    assert inside.mean() >= 0.93
    spread = np.quantile(seen, 0.975, axis=0) - np.quantile(seen, 0.025, axis=0)
    assert (2 * half.mean(axis=0) <= 1.5 * spread).all()


def test_without_voters_or_with_one_of_everything_votes_are_drawn_one_by_one():
    votes = judged(np.random.default_rng(0), {"a": 0.5, "b": 0.0}, books=5, each=2)
    loose = [Vote(left=v.left, right=v.right, outcome=v.outcome) for v in votes]
    same = [Vote(left=v.left, right=v.right, outcome=v.outcome, voter="x", book="y") for v in votes]
    assert bradley_terry(votes).by_clusters
    assert not bradley_terry(loose).by_clusters
    assert bradley_terry(loose).players == bradley_terry(same).players
