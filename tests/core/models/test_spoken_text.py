"""What a VITS model is given to read, and where each character of it comes from."""

import string

from hypothesis import given
from hypothesis import strategies as st

from core.models.spoken_text import pieces, sentence_spans, written_words

LETTERS = frozenset(string.ascii_lowercase + " '-")


def read(text: str, vocabulary: frozenset[str] = LETTERS, language: str = "en") -> list[str]:
    return [piece.characters for piece in pieces(text, vocabulary, language=language)]


def test_sentences_are_pieces_of_known_letters() -> None:
    assert read("Hello, little FOX! It's\nlate…") == ["hello little fox", "it's late"]
    assert read("Zoë’s café—“yes”") == ["zoe's cafe yes"]
    assert read("Straße", language="de") == ["strasse"]
    assert read("Straße", LETTERS | {"ß"}, "de") == ["straße"]
    assert read("a\u00adb 🦊👩‍👧 ‘c’ d/e") == ["ab c d e"]
    assert read("Пора", LETTERS) == []
    assert read("țară", frozenset("ţară"), "ro") == ["ţară"]
    assert read("ab cd", frozenset("abcd")) == ["abcd"]
    assert read("") == read(" \n") == read("🦊 … !") == []


def test_numbers_are_read_unless_the_letters_have_digits() -> None:
    assert read("The 3 bears, no2 and B52.") == ["the three bears no two and b fifty-two"]
    assert read("Route 66", LETTERS | set(string.digits)) == ["route 66"]
    assert read("Route 66", LETTERS | {"6"}) == ["route sixty-six"]
    assert read("66 lišek", LETTERS | {"š"}, "cs") == ["lišek"]


def test_pauses_say_what_is_between() -> None:
    text = "One. Two!\n\nThree, and 🦊.\n\n…\n\nFour."
    found = pieces(text, LETTERS, language="en")
    assert [(p.characters, p.pause) for p in found] == [
        ("one", "none"),
        ("two", "sentence"),
        ("three and", "paragraph"),
        ("four", "paragraph"),
    ]
    assert pieces("🦊!\n\nOne.", LETTERS, language="en")[0].pause == "none"


def test_long_sentences_are_cut_at_clauses_then_words_then_anywhere() -> None:
    text = "the fox ran over the hill, and the bear slept in the green forest"
    found = pieces(text, LETTERS, language="en", longest=40)
    assert [p.characters for p in found] == [
        "the fox ran over the hill",
        "and the bear slept in the green forest",
    ]
    assert [p.pause for p in found] == ["none", "clause"]
    assert read(" ".join(["fox"] * 200))[0] == " ".join(["fox"] * 75)
    cut = pieces("a" * 25, LETTERS, language="en", longest=10)
    assert [len(p.characters) for p in cut] == [10, 10, 5]


@given(st.text(alphabet="abZé’'12. ,\n—🦊!", max_size=60), st.integers(1, 20))
def test_every_character_comes_from_its_place(text: str, longest: int) -> None:
    found = pieces(text, LETTERS, language="en", longest=longest)
    sources = [source for piece in found for source in piece.sources]
    assert sources == sorted(sources)
    assert all(0 <= source < len(text) for source in sources)
    for piece in found:
        assert 0 < len(piece.characters) == len(piece.sources) <= longest
        assert set(piece.characters) <= LETTERS
    spoken = {i for i, c in enumerate(text) if c.isalnum() and not c.isdigit()}
    assert spoken <= set(sources)
    spans = list(sentence_spans(text))
    assert spans == sorted(spans)
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())


def test_words_are_what_stands_between_spaces() -> None:
    text = "“Hello,” said … Zoë-Ann !"
    assert [text[w.start : w.end] for w in written_words(text)] == ["Hello", "said", "Zoë-Ann"]
    assert next(text[w.token_start : w.token_end] for w in written_words(text)) == "“Hello,”"
