"""A part of a story is judged by what its caption says."""

from core.stages.formats import FORMATS
from core.stages.parts import Wanted, cost
from core.stages.starter_cast import HEROES, cast_for

CAPTION = frozenset("fox red coat standing beach evening".split())


def wanted(**more) -> Wanted:
    return Wanted(noun="fox", details=CAPTION, least=5, most=40, **more)


def test_a_part_must_tell_the_words_of_its_caption() -> None:
    whole = "A fox in a red coat was standing on the beach in the evening."
    assert cost(whole, wanted(), []) == 0
    assert cost("A fox in a red coat was standing in the evening.", wanted(), []) > 0


def test_a_part_leaves_the_words_of_other_pictures_alone() -> None:
    text = "A fox in a red coat was standing on the beach in the evening, by the castle."
    assert cost(text, wanted(), []) == 0
    assert cost(text, wanted(foreign=frozenset({"castle"})), []) > 0


def test_a_part_does_not_stammer() -> None:
    text = "A fox in a red coat, in a red coat, was standing on the beach in the evening."
    assert cost(text, wanted(), []) > 0


def test_slips_in_titles_are_seen_where_titles_are_known() -> None:
    assert FORMATS["starter"].good_title("The Trouble with the Moustache")
    assert not FORMATS["starter"].good_title("Mi't the urmur")
    assert FORMATS["chat"].good_title("The quiet river")


def test_either_stand_in_means_the_hero() -> None:
    cast = cast_for("comedy", "Zelda", ("a girl on the beach",), 1)
    assert {cast.real(name) for name in HEROES.values()} == {"Zelda"}
