"""BLEU, ROUGE-L and CIDEr-D against figures worked out by hand."""

import math

import numpy as np
import pytest

from core.errors import BadInput
from eval.measures import coco


def tokens(*texts: str) -> list[coco.Tokens]:
    return [tuple(text.split()) for text in texts]


def test_bleu_by_hand() -> None:
    """6 tokens against 5 and 8: closest is 5, so no brevity. Hits: 5 of 6, 3 of 5, 2 of 4, 1 of 3.
    "the" stands twice and at most once in a reference: clipped."""
    candidate = tokens("the cat sat on the mat")
    references = [tokens("a cat sat on the", "there is one cat lying on a mat")]
    figures = coco.bleu(coco.bleu_counts(candidate, references))
    precisions = [5 / 6, 3 / 5, 2 / 4, 1 / 3]
    for n, figure in enumerate(figures, 1):
        expected = math.prod(precisions[:n]) ** (1 / n)
        assert figure.value == pytest.approx(expected, abs=1e-8)
        assert figure.items == pytest.approx([expected], abs=1e-8)


def test_bleu_of_a_set_is_that_of_its_sums() -> None:
    """Hits 1 of 1 and 1 of 3 make 2 of 4, not the mean 2/3; lengths 4 against 5 cost exp(-1/4)."""
    counts = coco.bleu_counts(tokens("a", "b x y"), [tokens("a c"), tokens("b c d")])
    assert coco.bleu(counts)[0].value == pytest.approx(0.5 * math.exp(-1 / 4))


def test_of_two_references_equally_close_the_shorter_counts() -> None:
    counts = coco.bleu_counts(tokens("a b c"), [tokens("a b c d", "a b")])
    assert counts[0, 1] == 2


def test_rouge_takes_precision_and_recall_from_different_references() -> None:
    """Two of the candidate's four are common with either; the recall is that of the short one."""
    figure = coco.rouge_l(tokens("a x b y"), [tokens("a b", "a q r s t b")])
    precision, recall = 2 / 4, 2 / 2
    expected = (1 + 1.2**2) * precision * recall / (recall + 1.2**2 * precision)
    assert figure.value == pytest.approx(expected)


@pytest.mark.parametrize("seed", range(5))
def test_the_common_part_is_the_longest(seed: int) -> None:
    """Against the table of dynamic programming."""
    random = np.random.default_rng(seed)
    left, right = (tuple(map(str, random.integers(0, 4, random.integers(1, 90)))) for _ in "ab")
    table = np.zeros((len(left) + 1, len(right) + 1), int)
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            best = max(table[i, j + 1], table[i + 1, j])
            table[i + 1, j + 1] = table[i, j] + 1 if a == b else best
    common = table[-1, -1]
    precision, recall = common / len(left), common / len(right)
    expected = (1 + 1.2**2) * precision * recall / (recall + 1.2**2 * precision)
    assert coco.rouge_l([left], [[right]]).value == pytest.approx(expected)


def test_cider_by_hand() -> None:
    """Two items, nothing in common: each word is rare (log 2), so a perfect caption of four words
    has cosine 1 in all orders, and one of the wrong words none."""
    references = [tokens("a b c d"), tokens("e f g h")]
    figure = coco.cider_d(tokens("a b c d", "a b c d"), references)
    assert figure.items == pytest.approx([10, 0])
    assert figure.value == pytest.approx(5)


def test_cider_of_a_part_by_hand() -> None:
    """ "a b x" of "a b c d": 2 of 3 and 4 rare words, 1 of 2 and 3 pairs, one bigram shorter."""
    references = [tokens("a b c d"), tokens("e f g h")]
    figure = coco.cider_d(tokens("a b x", "e f g h"), references)
    cosines = 2 / math.sqrt(3 * 4) + 1 / math.sqrt(2 * 3)
    assert figure.items[0] == pytest.approx(10 * cosines / 4 * math.exp(-1 / (2 * 36)))


def test_words_of_every_item_weigh_nothing() -> None:
    references = [tokens("a b"), tokens("a c")]
    assert coco.cider_d(tokens("a", "a"), references).value == 0


def test_cider_clips_what_a_caption_says_too_often() -> None:
    references = [tokens("fox fox snow"), tokens("e f g h")]
    honest = coco.cider_d(tokens("fox snow", "e"), references).items[0]
    stuffed = coco.cider_d(tokens("fox fox fox fox fox fox", "e"), references).items[0]
    assert 0 < stuffed < honest


def test_an_empty_candidate_has_nothing_and_is_counted() -> None:
    candidates, references = [(), *tokens("a b c d")], [tokens("a b"), tokens("a b c d")]
    bleu = coco.bleu(coco.bleu_counts(candidates, references))
    for figure in (
        *bleu,
        coco.rouge_l(candidates, references),
        coco.cider_d(candidates, references),
    ):
        assert figure.items[0] == 0
        assert figure.items[1] > 0.9
    assert coco.rouge_l(candidates, references).value == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("candidates", "references"), [([], []), (["a"], [[]]), (["a"], []), (["a", "b"], [["a"]])]
)
def test_what_does_not_match_is_refused(candidates: list[str], references: list[list[str]]) -> None:
    with pytest.raises(BadInput):
        coco.tokenised(candidates, references)
