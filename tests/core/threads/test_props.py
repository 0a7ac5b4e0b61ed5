"""What a plot speaks of was brought in before."""

from core.threads.library import library, thread
from core.threads.props import brings, needs, props
from core.threads.teller import tell

CAPTIONS = [
    "a girl is lying on a sofa", "a woman is holding up a dress", "a boy climbs a tree",
    "two dogs run on the beach", "a man reads a book at a table",
]  # fmt: skip


def test_the_coats_want_a_coat() -> None:
    known = props(thread("somebody-said-brrr"))
    assert "coat" in known
    assert needs(known, "She thought about it, inside the coats.") == {"coat"}
    assert not needs(known, "She took off a coat, and the coat stood there.")
    assert brings(known, "They were all in their coats.") == {"coat"}


def test_what_every_plot_knows_needs_no_bringing_in() -> None:
    for one in library():
        assert not props(one) & {"door", "road", "town", "sky", "place", "water"}


def test_books_speak_of_what_they_told_of() -> None:
    unmet = pages = 0
    for one in [t for t in library() if t.moods[0] in ("scary", "noir")][:6]:
        book = tell(CAPTIONS, mood=one.moods[0], threads=[one.id], hero="Mia", seed=3)
        known, told = props(one), frozenset[str]()
        for text in book.parts:
            unmet += len(needs(known, text) - told)
            told |= brings(known, text)
            pages += 1
    assert unmet <= 0.15 * pages


def test_a_title_says_what_its_book_tells() -> None:
    book = tell(CAPTIONS, mood="comedy", threads=["the-sandwich-with-everything"], seed=1)
    assert "cheese" not in book.title.lower() or "cheese" in " ".join(book.parts).lower()
