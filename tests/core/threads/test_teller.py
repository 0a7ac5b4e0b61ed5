"""Books: length, slots, heroes, variety, and captions of every bad kind."""

import random
import re

import pytest

from core.errors import BadInput
from core.story import MOODS
from core.text import count_words
from core.threads import tell, versions
from core.threads.casting import Hero
from core.threads.check import check, faults, sampled
from core.threads.library import TELLING, library, of_mood
from core.threads.teller import Told
from core.threads.tidying import tidy

CAPTIONS = [
    "Two dogs wrestling in the grass.", "A red bus parked on the side of the road",
    "A woman is feeding the ducks in the park.", "A boy jumps over a fence",
    "There are two cats sleeping on a couch",
]  # fmt: skip


def total(book: Told) -> int:
    return sum(count_words(part) for part in book.parts)


def sound(book: Told) -> None:
    """What holds of every book."""
    assert 200 <= total(book) <= 250, (book.thread, total(book))
    for part in book.parts:
        assert faults(part) == [], part
        assert part[0].isupper() or part[0] in "“…*", part
    assert len(set(book.wordings)) == len(book.wordings)
    assert book.title[0].isupper()
    assert "{" not in book.title + book.plan


@pytest.mark.parametrize("mood", MOODS)
def test_a_book_of_every_mood(mood: str) -> None:
    book = tell(CAPTIONS, mood=mood, seed=3)
    sound(book)
    assert len(book.parts) == 5
    assert book.notes == ()
    assert book.beats[0] == "opening"
    assert book.beats[-1] == "ending"
    assert sum(book.hero.name in part for part in book.parts) >= 4


@pytest.mark.parametrize(
    ("hero", "namesake"),
    [("Wren", "cold-today-said-wren"), ("Old Ned", "three-footed-burglar"),
     ("Gerald", "a-stone-called-gerald")],
)  # fmt: skip
def test_nobody_in_the_plot_is_called_like_the_hero(hero: str, namesake: str) -> None:
    plots = [namesake, "nobody-saw-a-thing"]
    told = {tell(CAPTIONS, mood="comedy", hero=hero, seed=s, threads=plots).thread for s in (1, 2)}
    assert told == {"nobody-saw-a-thing"}


@pytest.mark.parametrize("count", range(1, 11))
def test_one_to_ten_pictures(count: int) -> None:
    captions = sampled(count, seed=count)
    for seed in range(2):
        book = tell(captions, mood="comedy", seed=seed)
        assert len(book.parts) == (count if count > 2 else 4)
        sound(book)


def test_the_same_arguments_give_the_same_book_and_another_seed_another() -> None:
    one, again, other = (tell(CAPTIONS, mood="funny", seed=s) for s in (1, 1, 2))
    assert one == again
    assert one != other


def test_a_named_fox_is_the_fox_of_the_pictures() -> None:
    captions = ["A fox in the snow", "A fox looks out of a window", "A fox is reading a book",
                "A fox and an owl in a tree", "A fox is sleeping"]  # fmt: skip
    book = tell(captions, mood="bedtime", hero="Pip the fox", pronoun="he", seed=5)
    sound(book)
    assert book.hero.name == "Pip"
    assert book.hero.kind == "fox"
    assert all("Pip" in part for part in book.parts)
    assert not any(re.search(r"\bfox\b", part) for part in book.parts)
    assert "owl" in book.parts[3]
    assert tell(captions, mood="bedtime", hero="Pip", seed=5).hero.kind == "fox"


def test_a_name_is_not_forced_on_another_figure() -> None:
    book = tell(CAPTIONS, mood="funny", hero="Mary Ann", seed=2)
    sound(book)
    assert book.hero.kind == ""
    assert book.hero.pronoun == "she"
    assert all("Mary Ann" in p or "she" in p.lower() for p in book.parts)
    assert not re.search(r"\bMary (?!Ann)|(?<!Mary )Ann\b", " ".join(book.parts))


@pytest.mark.parametrize(
    "hero",
    ["Captain Whiskers", "Will", "Hope", "Bear", "the", "Zoë", "O’Hara", "Ånd", "Mr. B", "R2",
     "the old king"],
)  # fmt: skip
def test_heroes_of_all_names(hero: str) -> None:
    for seed in range(1):
        book = tell(CAPTIONS, mood="scary", hero=hero, seed=seed)
        assert 200 <= total(book) <= 250
        assert sum(hero.lower() in part.lower() for part in book.parts) >= 3
        assert not any(re.search(r"[{}]", part) for part in book.parts)


def test_a_hero_of_whom_no_more_is_known_is_they_and_agrees() -> None:
    for mood in MOODS:
        book = tell(CAPTIONS, mood=mood, hero="Xan", seed=1)
        assert book.hero.pronoun == "they"
        assert not re.search(r"\b[Tt]hey (?:was|is|has|does)\b", " ".join(book.parts))


@pytest.mark.parametrize(
    "captions",
    [
        ["dog"] * 10,
        ["A dog on a sofa"] * 5,
        ["", "", ""],
        ["???", "A", "l;l;", "Ein Hund läuft über die Wiese", "海辺の犬"],
        ["A MAN RIDES A HORSE", "IS THIS A DOG", "TWO CATS"],
        ["Is that a bear?", "What is this?", "apples, bananas, a book and bread"],
        ["word " * 60, "a man " * 30, "x" * 300],
        ["A dog glorps the wug", "A man sleeps furiously", "the the the"],
        [f"A {size} dog runs" for size in ("big", "small", "black", "white", "brown", "red", "old",
                                           "young")],
        [""],
    ],
)  # fmt: skip
def test_bad_captions_make_whole_books(captions: list[str]) -> None:
    for seed, mood in enumerate(("comedy", "noir")):
        book = tell(captions, mood=mood, seed=seed)
        assert 195 <= total(book) <= 258, book.thread
        assert not any(re.search(r"[{}⟦⟧]|  ", part) for part in book.parts)
        if not any(any(c.isalpha() for c in caption) for caption in captions):
            assert book.notes


@pytest.mark.parametrize("captions", [[], ["a dog"] * 11])
def test_too_few_and_too_many_pictures_are_refused(captions: list[str]) -> None:
    with pytest.raises(BadInput, match="one to 10 pictures"):
        tell(captions, mood="funny")


def test_two_hundred_books_of_one_album_do_not_repeat_themselves() -> None:
    """In a mood of thirty threads none returns within twenty books, no wording within five."""
    album, rng = sampled(40, seed=9), random.Random(1)
    avoid: list[str] = []
    books: list[Told] = []
    for seed in range(30):
        book = tell(rng.sample(album, 5), mood="funny", seed=seed, avoid=avoid)
        avoid += [book.thread, *book.wordings]
        books.append(book)
    for i, book in enumerate(books):
        assert book.thread not in {b.thread for b in books[max(0, i - 20) : i]}
        assert not set(book.wordings) & {w for b in books[max(0, i - 5) : i] for w in b.wordings}


def test_a_mood_of_few_threads_tells_the_one_told_longest_ago(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    few = of_mood("noir")[:4]
    monkeypatch.setattr("core.threads.teller.of_mood", lambda mood: few)
    avoid: list[str] = []
    told = []
    for seed in range(10):
        book = tell(CAPTIONS, mood="noir", seed=seed, avoid=avoid)
        avoid += [book.thread, *book.wordings]
        told.append(book.thread)
    assert len(set(told[:4])) == 4
    for i in range(4, 10):
        assert told[i] == told[i - 4]


def test_other_words_for_one_page() -> None:
    book = tell(CAPTIONS, mood="comedy", seed=4)
    texts = [text for text, _ in versions(CAPTIONS, book, 2, seed=4, least=3)[:3]]
    assert len({book.parts[2], *texts}) == 4
    for text in texts:
        rest = sum(count_words(p) for i, p in enumerate(book.parts) if i != 2)
        assert faults(text) == []
        assert rest + count_words(text) <= 262


def test_the_check_of_threads() -> None:
    report = check(library()[:2], sampled(120), sets=12, each=4)
    lines = "\n".join(report.lines(library()[:2]))
    assert report.books == 8
    assert "2 threads" in lines
    assert [f for f in report.faults if "says “I”" not in f] == [], lines
    assert report.labelled == 0
    assert report.named >= 0.85 * report.pages


def test_pages_ask_for_what_their_pictures_show_and_tell_it() -> None:
    wordings = {f"{t.id}/{w.id}": w for t in library() for w in t.wordings}
    pages, own, meets = 0, 0, 0
    for seed, mood in enumerate(("funny", "scary", "romance", "noir")):
        book = tell(sampled(5, seed=40 + seed), mood=mood, seed=seed)
        meets += sum("/meet-" in name for name in book.wordings)
        told = [wordings[name] for name in book.wordings if name in wordings]
        pages += len(told)
        own += sum(bool(w.conditions and w.slots & TELLING) for w in told)
    assert own >= 0.75 * pages, (own, pages)
    assert meets <= 0.2 * pages


def test_the_hero_is_not_named_twice_in_a_sentence() -> None:
    mia = Hero(name="Mia", pronoun="she")
    assert tidy("Then Mia ran to Mia's sister. Mia's cat sat.", mia) == (
        "Then Mia ran to her sister. Mia’s cat sat."
    )


def test_one_of_two_begins_a_page_with_a_capital() -> None:
    mia = Hero(name="Mia", pronoun="she")
    assert tidy("One of the father and the son called.", mia) == "The father called."
    assert tidy("So one of the father and the son called.", mia) == "So the father called."
