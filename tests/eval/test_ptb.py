"""Tokens as the published program writes them; the cases were compared with its output."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.measures.ptb import PUNCTUATION, tokenise

CASES = {
    "A dog runs .": "a dog runs",
    "A dog, a cat and a well-known t-shirt.": "a dog a cat and a well-known t-shirt",
    "Don't you can't; won't I'm he's they'll": "do n't you ca n't wo n't i 'm he 's they 'll",
    "The dog's bone and the dogs' bones": "the dog 's bone and the dogs bones",
    '"Hello," she said. ‘Quiet’ it’s “fine”': "hello she said quiet it 's fine",
    "cannot gonna wanna": "can not gon na wan na",
    "two (brown) dogs [grey]": "two -lrb- brown -rrb- dogs -lsb- grey -rsb-",
    "a - b -- c --- d — e … f ... g": "a b c d e f g",
    "1/2 cup, 10,000 men, 12:30 3pm 50% $5.00 #1": "1/2 cup 10,000 men 12:30 3pm 50 % $ 5.00 # 1",
    "Mr. Smith at St. Mary's in the U.S.": "mr. smith at st. mary 's in the u.s.",
    "No. 5 is there. no. A vs. b": "no. 5 is there no a vs. b",
    "the couch.The dog": "the couch.the dog",
    "what?! a!! b!": "what ?! a !! b",
    "o'clock O'Brien y'all rock 'n' roll ma'am": "o'clock o'brien y' all rock 'n' roll ma'am",
    "AT&T and a&b w/ w/o": "at&t and a & b w / w/o",
    "café naïve 日本": "café naïve 日本",
    "row b. The man": "row b the man",
    "a dog🐕runs ❤️ on 🏖": "a dog runs ❤ on",
    "e\u0301te\u0301 हिन्दी soft\u00adly": "e\u0301te\u0301 हिन्दी softly",
    "l’été and O’Brien’s, don’t": "l’été and o’brien 's do n't",
    "a…b, ⅓ cup, x² and a‐b": "a b 1/3 cup x ² and a‐b",
    "C++ and C# at 5'10\" in '80s": "c++ and c# at 5 10 in '80s",
    " . , ! ": "",
    "": "",
}


@pytest.mark.parametrize("text", CASES)
def test_tokens_are_those_of_the_treebank(text: str) -> None:
    assert " ".join(tokenise(text)) == CASES[text]


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_gives_clean_tokens(text: str) -> None:
    """No token is empty, has white space in it, or is one of the punctuation left out."""
    for token in tokenise(text):
        assert token
        assert token == token.strip()
        assert token not in PUNCTUATION


@settings(deadline=None)
@given(st.lists(st.sampled_from("a dog st. runs, red-and-white x can cannot Wash".split())))
def test_the_quick_way_and_the_rules_agree(words: list[str]) -> None:
    """A semicolon, which is left out, sends the same text through the rules."""
    text = " ".join(words)
    assert tokenise(text) == tokenise(f"; {text}")
