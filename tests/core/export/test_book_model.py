"""The model of a book that all exports are made from."""

from made_books import ARABIC, WORDS, book

from core.export.book import About, fitting, stanzas


def test_stanzas_keep_the_lines_of_verse() -> None:
    poem = "\nThe fox went out,\n    he prayed to the moon \n \t\nfor he had\n\n\nmany a mile\n"
    assert stanzas(poem) == (
        ("The fox went out,", "    he prayed to the moon"), ("for he had",), ("many a mile",),
    )  # fmt: skip
    assert stanzas(" \n ") == ()


def test_word_times_that_do_not_fit_the_text_are_left_out() -> None:
    assert fitting("The fox", WORDS) == WORDS
    assert fitting("The dog", WORDS) == WORDS[:1]
    assert fitting("A the fox", WORDS) == ()


def test_a_book_knows_its_language_and_direction() -> None:
    assert (book().language, book().rtl) == ("en", False)
    assert (book(ARABIC).language, book(ARABIC).rtl) == ("ar", True)
    assert book("きつねが山に住んでいました").language == "ja"


def test_what_people_say_about_a_book_survives_json() -> None:
    about = About(author="Anna", dedication="For Mia,\nwho asks")
    assert About.from_json({**about.to_json(), "cover": "x"}) == about
