"""A part of a story is judged by what its caption says."""

from core.stages.formats import FORMATS
from core.stages.parts import Wanted, cost
from core.stages.starter_cast import HEROES, THINGS, cast_for
from core.story import MOODS

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


def test_a_part_does_not_end_its_sentences_like_one_before() -> None:
    before = ["An owl was singing by the castle at night, and never blinked."]
    said = "A fox in a red coat was standing on the beach in the evening"
    assert cost(f"{said}, and never blinked.", wanted(), before) > 0
    assert cost(f"{said}, and laughed.", wanted(), before) == 0
    assert cost(f"{said}.", wanted(), [f"Then {said}."]) == 0, "its caption's words may come again"


def test_a_part_does_not_stutter_letters() -> None:
    said = "A fox in a red coat was standing on the beach in the evening"
    assert cost(f"{said}. It hummmmed.", wanted(), []) > 0
    assert cost(f"{said}. It hummed.", wanted(), []) == 0


def test_a_part_has_only_words_that_there_are() -> None:
    words = frozenset("was standing the smiled softly and".split())
    said = "A fox in a red coat was standing on the beach in the evening"
    assert cost(f"{said} and smiled.", wanted(words=words), []) == 0
    assert cost(f"{said} and smilftly.", wanted(words=words), []) > 0
    assert cost(f"{said} and smilftly.", wanted(), []) == 0, "a writer of any words"
    many = Wanted(noun="mouse", details=frozenset({"mouse"}), words=words, least=2, most=40)
    assert cost("The mice smiled.", many, []) == 0


def test_a_part_says_nothing_twice_in_other_words() -> None:
    said = "A fox in a red coat was standing on the beach in the evening."
    before = ["The old clock struck nine and the whole town woke up."]
    again = "And the clock struck nine, and the town woke up."
    assert cost(f"{said} {again}", wanted(), before) > 0
    assert cost(f"{said} The town was asleep.", wanted(), before) == 0


def test_slips_in_titles_are_seen_where_titles_are_known() -> None:
    assert FORMATS["starter"].good_title("The Trouble with the Moustache")
    assert not FORMATS["starter"].good_title("Mi't the urmur")
    assert FORMATS["chat"].good_title("The quiet river")


def test_either_stand_in_means_the_hero() -> None:
    cast = cast_for("comedy", "Zelda", ("a girl on the beach",), 1)
    assert {cast.real(name) for name in HEROES.values()} == {"Zelda"}


def test_every_mood_has_things_its_tales_can_turn_on() -> None:
    assert set(THINGS) == set(MOODS)
    stand_ins = [things[0] for things in THINGS.values()]
    assert stand_ins[5:] == ["pickle", "pebble", "pearl", "quilt"]
    assert len(set(stand_ins)) == len(stand_ins)
    for mood, things in THINGS.items():
        assert len(set(things)) == len(things) > 10
        cast = cast_for(mood, None, ("a fox",), 1)
        assert things[0] not in cast.real(f"The {things[0]}!").lower().split()
        assert cast.stood_in(cast.real(f"A {things[0]}.")) == f"A {things[0]}."
