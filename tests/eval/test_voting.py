"""Which pair is asked about next, and whether voters agree."""

import numpy as np
import pytest

from eval.active import worth
from eval.correlating import kendall_tau_b
from eval.preference import Vote, bradley_terry
from eval.voters import Judged, voters


def test_a_pair_is_worth_more_where_less_is_known() -> None:
    votes = [Vote(left="a", right="b", outcome="left") for _ in range(6)]
    votes += [Vote(left="a", right="b", outcome="right") for _ in range(6)]
    known, new, same = worth(votes, [("a", "b"), ("a", "c"), ("a", "a")])
    assert new > 2 * known > 0
    assert same == 0
    # Of two new ones that is worth more whose outcome is open.
    beaten = [Vote(left="a", right="z", outcome="left") for _ in range(40)]
    open_, sure = worth([*votes, *beaten], [("b", "c"), ("a", "z")])
    assert open_ > sure


def test_nothing_is_needed_to_begin_with() -> None:
    first, second = worth([], [("a", "b"), ("b", "c")])
    assert first == second > 0


def test_chosen_pairs_find_strengths_and_order_with_fewer_votes_than_drawn_ones() -> None:
    rng = np.random.default_rng(0)
    orders: dict[bool, list[float]] = {True: [], False: []}
    errors: dict[bool, list[float]] = {True: [], False: []}
    for repeat in range(40):
        truth = rng.normal(0, 1.2, 8)
        names = [f"v{i}" for i in range(8)]
        pairs = [(a, b) for i, a in enumerate(names) for b in names[i + 1 :]]
        for chosen in (True, False):
            draw = np.random.default_rng(1000 + repeat)
            votes: list[Vote] = []
            for _ in range(60):
                a, b = pairs[draw.integers(len(pairs))]
                if chosen:
                    a, b = pairs[int(np.argmax(worth(votes, pairs)))]
                p = 1 / (1 + np.exp(truth[names.index(b)] - truth[names.index(a)]))
                votes.append(
                    Vote(left=a, right=b, outcome="left" if draw.random() < p else "right")
                )
            orders[chosen].append(kendall_tau_b(_told(votes, names, prior=0.5), truth))
            apart = _told(votes, names, prior=1.0) - (truth - truth.mean())
            errors[chosen].append(float((apart**2).mean()))
    assert np.mean(orders[True]) > np.mean(orders[False]) + 0.03
    assert np.mean(errors[True]) < 0.9 * np.mean(errors[False])


def _told(votes: list[Vote], names: list[str], *, prior: float) -> np.ndarray:
    """Strengths around their mean; 0 for whom nobody voted on."""
    known = {p.name: p.strength for p in bradley_terry(votes, prior=prior, samples=1).players}
    found = np.array([known.get(name, 0.0) for name in names])
    return found - found.mean()


def judged(pairs: int, people: int, say, *, seed: int = 0) -> list[Judged]:
    rng = np.random.default_rng(seed)
    return [
        Judged(pair=i, voter=f"p{k}", outcome=say(i, k, rng), turned=False)
        for i in range(pairs)
        for k in range(people)
    ]


def test_voters_who_always_agree_and_such_as_vote_by_lot() -> None:
    agreed = voters(judged(40, 3, lambda i, k, rng: ("left", "right", "tie")[i % 3]))
    assert (agreed.same, agreed.pairs, agreed.voters) == (1, 40, 3)
    assert agreed.alpha
    assert agreed.alpha.value == pytest.approx(1)
    by_lot = voters(judged(300, 2, lambda i, k, rng: rng.choice(["left", "right"])))
    assert by_lot.alpha
    assert by_lot.alpha.low < 0 < by_lot.alpha.high
    assert by_lot.same == pytest.approx(0.5, abs=0.08)


def test_the_same_version_on_the_other_side_is_the_same_vote() -> None:
    both = [
        Judged(pair="p", voter="a", outcome="left", turned=False),
        Judged(pair="p", voter="b", outcome="right", turned=True),
    ]
    found = voters(both)
    assert found.same == 1
    assert found.alpha is None  # too few pairs
    assert found.left
    assert found.left.value == 0.5


def test_a_preferred_side_is_found() -> None:
    leaning = voters(judged(200, 1, lambda i, k, rng: "left" if rng.random() < 0.65 else "right"))
    assert leaning.left
    assert leaning.left.low > 0.5
    assert leaning.same is None
    assert voters([]).left is None
