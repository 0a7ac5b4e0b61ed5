"""`python -m studio threads`: books of captions alone, and the check of the plots."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from core.errors import BadInput
from core.text import count_words
from studio.cli_threads import threads

RUN = CliRunner()


def test_a_book_of_captions() -> None:
    asked = ["tell", "two dogs in the snow", "a red bus", "a girl on a swing", "--mood", "scary"]
    result = RUN.invoke(threads, [*asked, "--json", "--hero", "Pip"])
    assert result.exit_code == 0, result.output
    book = json.loads(result.stdout)
    assert len(book["parts"]) == 3
    assert "Pip" in " ".join(book["parts"])
    told = RUN.invoke(threads, [*asked, "--thread", book["thread"]]).stdout
    assert f"thread {book['thread']}" in told


def test_a_book_has_the_length_and_the_pronoun_asked_for() -> None:
    asked = ["tell", "two dogs in the snow", "a red bus", "a tree", "a hill", "a lamp", "--json"]
    result = RUN.invoke(threads, [*asked, "--length", "long", "--pronoun", "she", "--hero", "Sam"])
    assert result.exit_code == 0, result.output
    book = json.loads(result.stdout)
    assert 350 <= sum(count_words(part) for part in book["parts"]) <= 450
    assert " she " in " ".join(book["parts"])


@pytest.mark.parametrize(("option", "known"), [("--length", "usual"), ("--pronoun", "they")])
def test_an_unknown_length_or_pronoun_lists_the_known_ones(option: str, known: str) -> None:
    result = RUN.invoke(threads, ["tell", "a dog", option, "none"])
    assert isinstance(result.exception, BadInput)
    assert known in str(result.exception)


def test_an_unknown_mood_lists_the_known_ones() -> None:
    result = RUN.invoke(threads, ["tell", "a dog", "--mood", "grumpy"])
    assert isinstance(result.exception, BadInput)
    assert "bedtime" in str(result.exception)


def test_the_list_and_the_check(tmp_path: Path) -> None:
    assert "one-too-many" in RUN.invoke(threads, ["list", "--mood", "scary"]).stdout
    captions = tmp_path / "captions.txt"
    captions.write_text("\n".join(f"A {animal} in a {place}" for animal in "dog cat cow fox".split()
                                  for place in "park forest kitchen".split()))  # fmt: skip
    asked = ["check", "one-too-many", "--sets", "5", "--each", "2", "--captions", str(captions)]
    result = RUN.invoke(threads, asked)
    assert result.exit_code == 0, result.output
    assert "1 threads" in result.stdout
    captions.write_text("a dog\n")
    with pytest.raises(BadInput, match="at least 10"):
        RUN.invoke(threads, asked, catch_exceptions=False)
