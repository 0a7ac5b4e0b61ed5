"""The counts of the storyteller's books, on texts that are right and wrong, and the command."""

import json
from pathlib import Path

import pytest

from core.errors import BadInput
from core.threads.check import quoted
from eval.intervals import share_interval
from eval.measures.slips import slips
from eval.measures.telling import (
    first_return,
    main_verb,
    nearest_return,
    returns_within,
    says_name,
    says_verb,
    subject_noun,
    told_twice,
)
from eval.telling import (
    _VERB_OR_LIKE,
    _of_captions,
    album,
    counted,
    drawn_captions,
    figures,
    main,
    orders,
)

RIGHT = (
    "Tom made the A himself, and at six it was on the wall, from A to Z: *Bench. Five.*",
    "An owl sat in an old oak, and a unicorn waited for an hour.",
    "If she were a queen, they were to stay. “Where?” said Mia. “Here.”",
    'It was late. "Where?" said Mia. "Here."',
    "She gave her her pencil. He knew that that had had to be.",
    "Two sheep and three dogs were there, and there was a bed with two chairs.",
    "There were a few people… and then nobody. Pling! said the bell.",
    "RUN! it said, AND and AND. “P.S.,” said Ada. There was some grass. None at all.",
    "At four Grandpa came. He didn’t go to her house, Mia’s, or his.",
)
WRONG = (
    ("A owl sat there.", "article"),
    ("It was an dog.", "article"),
    ("It took a hour.", "article"),
    ("Then the the end came.", "word twice"),
    ("She ate the her soup.", "two determiners"),
    ("They was at home.", "agreement"),
    ("He were at home.", "agreement"),
    ("There was three cats.", "agreement"),
    ("Here there was some skates.", "agreement"),
    ("So two dogs was barking.", "agreement"),
    ("She went with he.", "case of a pronoun"),
    ("So {who} went.", "unfilled slot"),
    ("She saw the .", "unfilled slot"),
    ("She  went.", "spaces"),
    ("She went .", "spaces"),
    ("She went.Then it rained.", "spaces"),
    ("She went,, and came.", "marks"),
    ("She went..", "marks"),
    ("She went. then it rained.", "small letter"),
    ("“Go.” said Mia.", "small letter"),
    ("He came to where There was a cat.", "capital"),
    ("She went home", "no end"),
    ("“Go home, said Mia.", "quotation marks"),
    ("She saw a children.", "number"),
    ("She saw two child.", "number"),
    ("She didn’t went.", "form of a verb"),
)


@pytest.mark.parametrize("text", RIGHT)
def test_good_english_has_no_slips(text: str) -> None:
    assert slips(text) == []


@pytest.mark.parametrize(("text", "what"), WRONG)
def test_a_slip_is_found(text: str, what: str) -> None:
    assert any(slip.startswith(what) for slip in slips(text)), slips(text)


def test_words_in_a_row_are_counted_as_the_caption_has_them() -> None:
    assert quoted("And two dogs ran, in the snow.", "Two dogs run in the snow .") == 3
    assert quoted("Nobody came.", "Two dogs run in the snow .") == 0


@pytest.mark.parametrize(
    ("caption", "noun", "verb"),
    [
        ("A man wearing a hat sits on a bench .", "man", "sit"),
        ("In the kitchen, a cat is sleeping", "cat", "sleep"),
        ("In a hall there is a plate", "plate", ""),
        ("a red bus", "bus", ""),
        ("Two dogs run in the snow .", "dogs", "run"),
        ("A man is starting to run", "man", "run"),
        ("A girl getting ready to kick the ball", "girl", "kick"),
        ("A boy tries a trick", "boy", "try"),
        ("A woman in a shirt and matching pants looks down .", "woman", "look"),
        ("Several people in a crowd , some with their arms raised .", "people", ""),
        ("A mean looking dog runs", "dog", "run"),
    ],
)
def test_a_captions_noun_and_verb_are_found(caption: str, noun: str, verb: str) -> None:
    assert (subject_noun(caption), main_verb(caption)) == (noun, verb)


def test_a_verb_counts_in_any_form_and_its_like_if_asked() -> None:
    assert says_verb("They ate.", "eat")
    assert not says_verb("They strolled home.", "walk")
    assert says_verb("They strolled home.", "walk", like=True)
    assert not says_verb("They slept.", "walk", like=True)


def test_a_name_is_a_word_of_its_own() -> None:
    assert says_name("“Pip,” said Pip’s aunt.", "Pip")
    assert not says_name("Pippa came.", "Pip")
    assert not says_name("Nobody.", "")


def test_sentences_told_twice_are_named() -> None:
    assert told_twice("Boom! It rained. Boom! It rained on.") == ["Boom!"]
    assert told_twice("It rained. It snowed.") == []


def test_returns_are_found_over_books() -> None:
    books = [["a", "b"], ["c"], ["b"], ["d"], ["d"]]
    assert first_return(books) == 2
    assert nearest_return(books) == 1
    assert (returns_within(books, 1), returns_within(books, 2)) == (1, 2)
    assert (first_return([["a"], ["b"]]), nearest_return([["a"], ["b"]])) == (None, None)


def test_a_share_of_all_still_has_an_interval() -> None:
    every = share_interval(36, 36)
    assert every.value == every.high == 1
    assert every.low == pytest.approx(0.9036, abs=1e-4)
    half = share_interval(5, 10)
    assert (half.low, half.high) == pytest.approx((0.2366, 0.7634), abs=1e-4)
    with pytest.raises(BadInput):
        share_interval(2, 1)


def test_books_are_ordered_in_turn_and_counted_the_same_each_time() -> None:
    pictures = drawn_captions(12, 1)
    asked = list(orders(pictures, 4, 1))
    assert [len(order["captions"]) for order in asked] == [1, 2, 3, 4]
    assert asked == list(orders(pictures, 4, 1))
    books = [counted(order) for order in asked]
    again = counted(asked[0])
    assert (again.words, again.pages) == (books[0].words, books[0].pages)
    found = figures(books)
    assert found["in_range"].n == 4
    assert 0 <= found["noun"].value <= found["noun_or_hero"].value <= 1
    assert found["verb"].value <= found["verb_or_like"].value
    assert [page[-1] is None for page in books[0].pages] == [True, True, True, False]
    assert [page[-1] is None for page in books[1].pages] == [True, False, True, False]
    with pytest.raises(BadInput, match="9 pictures are too few"):
        list(orders(pictures[:9], 1, 1))


def test_a_caption_is_told_where_one_of_its_pages_says_its_verb() -> None:
    said = ["a dog runs", "a dog runs", "a cat sleeps", "a cat sleeps", "a tree"]
    held = [0, 1, 0, 0, None]
    pages = [tuple(v if i == _VERB_OR_LIKE else 0 for i in range(6)) for v in held]
    assert _of_captions(pages, said) == [None, 1, None, 0, None]


def test_an_album_keeps_its_threads_apart() -> None:
    found = album(["a dog running", "a red bus", "a girl on a swing"], 3, ["scary"])
    assert found["books"] == found["threads_told"] == 3
    assert found["thread_nearest"] is None


def test_the_command_prints_a_table_and_writes_json(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "figures.json"
    words = ["eval.telling", "--n", "2", "--album", "2", "--seed", "3", "--out", str(out)]
    monkeypatch.setattr("sys.argv", words)
    assert main() == 0
    printed = capsys.readouterr().out
    found = json.loads(out.read_text())
    assert found == json.loads(printed.splitlines()[-1])
    assert found["drawn scenes"]["in_range"]["n"] == 2
    assert "caption's main noun on its page" in printed
    assert found["album, one mood"]["thread_within_20"] == 0


def test_a_data_set_that_is_not_there_is_said_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["eval.telling", "--data", str(tmp_path / "nothing")])
    assert main() == 2
    assert "There is no folder" in capsys.readouterr().err
