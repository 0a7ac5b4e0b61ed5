"""Pictures beside wrong texts: ranks, chance and areas whose values are known by hand."""

import math

import numpy as np
import pytest

from core.vectors import packed, unpacked
from eval.measures.clip import ref_clip_score, ref_clip_scores
from eval.measures.pairs import (
    Fit,
    Told,
    area_under_curve,
    fits,
    mispaired,
    scores,
    separation,
    shuffled,
)
from eval.story_figures import matched

AXES = np.eye(4)


def test_shuffled_pairs_say_what_chance_is() -> None:
    scores = np.array([[9.0, 1.0, 3.0], [2.0, 2.0, 4.0], [0.0, 0.0, 8.0]])
    chance, less = shuffled(scores)
    assert chance.tolist() == [2, 3, 0]
    assert less.tolist() == [1, 0.25, 1]
    assert np.isnan(shuffled(scores[:1, :1])[1]).all()
    assert Fit(chance=1.0, rank=2, of=5).better == 75


def test_the_area_is_that_of_mann_and_whitney() -> None:
    area = area_under_curve
    assert area(np.array([3.0, 4.0]), np.array([1.0, 2.0])) == 1.0
    assert area(np.array([1.0, 2.0]), np.array([3.0, 4.0])) == 0.0
    assert area(np.array([1.0, 1.0]), np.array([1.0])) == 0.5
    # 2 > 1 counts one, 2 = 2 a half, 2 < 3 nothing; 4 beats all three: 4.5 of 6.
    assert area(np.array([2.0, 4.0]), np.array([1.0, 2.0, 3.0])) == pytest.approx(4.5 / 6)
    assert math.isnan(area(np.array([]), np.array([1.0])))
    rng = np.random.default_rng(0)
    right, wrong = rng.normal(1, 1, 40), rng.normal(0, 1, 60)
    by_hand = np.mean([(r > w) + 0.5 * (r == w) for r in right for w in wrong])
    assert area(right, wrong) == pytest.approx(by_hand)


def test_a_fit_is_counted_against_texts_of_other_pictures_only() -> None:
    pictures = np.array([[1.0, 0], [0, 1.0], [1.0, 0]])
    texts = np.array([[0.6, 0.8], [0.0, 1.0], [1.0, 0.0]])
    first, second, third = fits(pictures, texts, ["a", "b", "a"])
    assert first
    assert (first.chance, first.rank, first.of) == (0.0, 1, 2)  # the third is the same picture
    assert second
    assert second.chance == pytest.approx((80 + 0) / 2)
    assert (second.rank, second.of) == (1, 3)
    assert third
    assert third.rank == 1
    assert fits(pictures, texts, ["a", "a", "a"]) == [None, None, None]
    assert fits(np.zeros((0, 2)), np.zeros((0, 2)), []) == []


def test_a_worse_own_text_ranks_behind() -> None:
    pictures = np.array([[1.0, 0, 0], [0, 1.0, 0], [0, 0, 1.0]])
    texts = np.array([[0.1, 0.9, 0], [0.9, 0.1, 0], [0.5, 0, 0.5]])
    ranks = [fit.rank for fit in fits(pictures, texts, [0, 1, 2]) if fit]
    assert ranks == [3, 2, 1]


def told(*axes: int, names: str) -> Told:
    vectors = AXES[list(axes)]
    return Told(pictures=vectors, texts=vectors, sources=tuple(names))


def test_books_are_told_apart_by_their_pictures() -> None:
    found = separation([told(0, 1, names="ab"), told(2, 3, names="cd")])
    assert found
    assert (found.area, found.own, found.chance, found.books, found.wrong) == (1, 100, 0, 2, 2)
    swapped = [
        Told(pictures=AXES[[2, 3]], texts=AXES[[0, 1]], sources=("c", "d")),
        Told(pictures=AXES[[0, 1]], texts=AXES[[2, 3]], sources=("a", "b")),
    ]
    worse = separation(swapped)
    assert worse
    assert worse.area == 0


def test_books_of_the_same_pictures_are_no_wrong_pairs() -> None:
    one, two = told(0, 1, names="ab"), told(1, 2, names="bc")
    assert mispaired(one, two) is None
    assert separation([one, two]) is None
    assert separation([one]) is None
    assert mispaired(told(0, 1, 2, names="abc"), told(3, names="d")) == 0.0


def test_scores_are_on_the_scale_of_the_clip_score() -> None:
    assert scores(np.array([[3.0, 4.0]]), np.array([[1.0, 0], [-1.0, 0]])).tolist() == [[60.0, 0.0]]


def test_vectors_come_back_from_an_artifacts_data() -> None:
    vector = np.random.default_rng(1).normal(size=96).astype(np.float32)
    vector /= np.linalg.norm(vector)
    text = packed(vector)
    assert len(text) == 256
    again = unpacked(text)
    assert again is not None
    assert np.abs(again - vector).max() < 1e-3
    for nonsense in (None, "", "not base 64!", 7, packed(np.array([np.nan])), "AAA"):
        assert unpacked(nonsense) is None


def test_a_story_is_told_from_others_by_its_own_pictures() -> None:
    own = told(0, 1, names="ab")
    found = matched(own, [told(2, 3, names="cd"), told(0, 2, names="ex"), told(1, 0, names="by")])
    # The second shares one axis of two: 50; the third shares a picture and does not count.
    assert found["told_percent"] == pytest.approx(100)
    assert found["told_chance"] == pytest.approx((0 + 50) / 2)
    assert found["told_apart"] == 1.0
    worst = Told(pictures=AXES[[2, 3]], texts=AXES[[0, 1]], sources=("c", "d"))
    assert matched(worst, [told(0, 1, names="ab")])["told_apart"] == 0.0
    assert matched(own, [])["told_chance"] is None
    assert set(matched(None, [own]).values()) == {None}


def test_ref_clip_scores_of_others_captions_are_those_of_the_pairs_one_by_one() -> None:
    rng = np.random.default_rng(4)
    images, captions = rng.normal(size=(4, 6)), rng.normal(size=(4, 6))
    references = [rng.normal(size=(m, 6)) for m in (1, 3, 2, 5)]
    every = ref_clip_scores(images, captions, references)
    for i, j in np.ndindex(4, 4):
        (alone,) = ref_clip_score(images[[i]], captions[[j]], [references[i]])
        assert every[i, j] == pytest.approx(alone)
    assert (every > 0).any()
