"""A page is judged by what was asked of it, and what is mended is said."""

import pytest

from core.ages import AGES
from core.stages.parts import Wanted, cost, tidy, told_once, trim, wish
from core.text import count_words

SAID = "A fox in a red coat was standing on the beach in the evening"


def wanted(**more) -> Wanted:
    return Wanted(caption="a fox on the beach", least=5, most=40, **more)


def test_a_page_must_tell_the_noun_of_its_caption() -> None:
    assert cost(f"{SAID}.", wanted(), []) + 9 < cost(f"{SAID.replace('fox', 'one')}.", wanted(), [])
    assert wish(f"{SAID}.", wanted()) == ""
    assert "a fox on the beach" in wish("Somebody was standing there.", wanted())


def test_a_page_that_tells_more_of_its_caption_and_beat_is_better() -> None:
    asked = wanted(beat="The hat flies away")
    whole = cost(f"{SAID}, and the hat flew away.", asked, [])
    assert whole < cost(f"{SAID}, and nothing else was there.", asked, [])
    assert cost(f"{SAID}.", asked, []) < cost("A fox stood there.", asked, [])


def test_a_page_is_long_enough_and_not_too_long() -> None:
    assert "At most 40 words" in wish(f"{SAID}. " * 6, wanted())
    assert cost(f"{SAID}.", wanted(), []) < cost("A fox on the beach.", wanted(), []) + 1
    assert cost(f"{SAID}.", Wanted(caption="a fox", least=30, most=40), []) > 0.5


@pytest.mark.parametrize(
    "more", [", in a red coat, in a red coat", " was was was was", " hummmmed"]
)
def test_a_page_does_not_stammer(more: str) -> None:
    assert cost(f"{SAID}{more}.", wanted(), []) > cost(f"{SAID}.", wanted(), [])


def test_a_page_does_not_say_what_another_said() -> None:
    before = ["An owl was singing by the castle at night, and never once blinked."]
    assert cost(f"{SAID}, and never once blinked.", wanted(), before) > cost(
        f"{SAID}, and laughed out aloud.", wanted(), before
    )


def test_likelier_pages_are_better_where_the_writer_tells() -> None:
    assert cost(f"{SAID}.", wanted(), [], likelihood=-1) < cost(
        f"{SAID}.", wanted(), [], likelihood=-2
    )


def test_sentences_as_long_as_its_readers_can_follow_are_better() -> None:
    short = "A fox was there. It had a red coat. It stood on the beach. It was evening."
    for_little, for_big = (wanted(sentence=AGES[age].sentence) for age in ("3-5", "9-12"))
    assert cost(f"{SAID}.", for_little, []) > cost(f"{SAID}.", wanted(), [])
    assert cost(short, for_little, []) == cost(short, wanted(), [])
    assert cost(short, for_big, []) > cost(short, wanted(), [])


def test_sentences_are_told_once() -> None:
    assert told_once("The fox ran. It sang. The fox ran!", ["It sang."]) == "The fox ran."
    assert told_once("It sang.", ["It sang."]) == "It sang.", "a page is never left empty"


def test_tidying_says_what_it_did() -> None:
    assert tidy("Page 2: The fox ran. And then it") == (
        "The fox ran.",
        ["its number or heading was taken off", "a last sentence without an end was cut"],
    )
    assert tidy("- The fox\n ran.")[0] == "The fox ran."
    assert tidy("The fox ran. Page 3. The owl sang.") == (
        "The fox ran.",
        ["what stood behind it as another page was cut"],
    )
    assert tidy("The fox ran.") == ("The fox ran.", [])
    repeated = (
        "The picture: a fox. What happens: The fox ran. The page must tell its picture: snow."
    )
    assert tidy(repeated) == (
        "The fox ran.",
        ["lines of the request, which it said again, were taken out"],
    )
    kept = "Tom looked at the picture: a bear. It was about 40 words long."
    assert tidy(kept) == (kept, [])


def test_trimming_keeps_what_tells_and_ends() -> None:
    parts = [
        'A fox ran. It was cold and dark there. "Who is it? Who?" it asked. It slept.',
        "It rained and rained. The bear sang. That was the very end.",
    ]
    kept, gone = trim(parts, ["fox", "bear"], 8, 14)
    assert sum(count_words(part) for part in kept) <= 14
    assert "A fox ran." in kept[0]
    assert "The bear sang." in kept[1]
    assert kept[1].endswith("That was the very end.")
    assert all(sentence in " ".join(parts) for sentence in gone)
