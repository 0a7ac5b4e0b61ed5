"""A part of a story is judged by what its caption says."""

from core.stages.parts import Wanted, cost


def wanted(**more) -> Wanted:
    return Wanted(noun="fox", least=5, most=40, **more)


def test_a_part_must_tell_the_noun_of_its_caption() -> None:
    assert cost("A fox in a red coat was standing on the beach.", wanted(), []) == 0
    assert cost("Somebody in a red coat was standing on the beach.", wanted(), []) > 0


def test_a_part_does_not_stammer() -> None:
    text = "A fox in a red coat, in a red coat, was standing on the beach in the evening."
    assert cost(text, wanted(), []) > 0


def test_a_part_does_not_end_its_sentences_like_one_before() -> None:
    before = ["An owl was singing by the castle at night, and never blinked."]
    said = "A fox in a red coat was standing on the beach in the evening"
    assert cost(f"{said}, and never blinked.", wanted(), before) > 0
    assert cost(f"{said}, and laughed.", wanted(), before) == 0


def test_a_part_does_not_stutter_letters() -> None:
    said = "A fox in a red coat was standing on the beach in the evening"
    assert cost(f"{said}. It hummmmed.", wanted(), []) > 0
    assert cost(f"{said}. It hummed.", wanted(), []) == 0
