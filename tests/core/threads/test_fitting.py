"""Wordings that use what a picture shows are worth more than those that hang its clause on."""

from core.threads.casting import Hero
from core.threads.filling import pieces
from core.threads.fitting import lost, plainly, worth
from core.threads.library import Wording
from core.threads.meeting import met_again
from core.threads.seen import see

MIA = Hero(name="Mia", pronoun="she")
PIZZA, BOY = see("A pizza with a fork"), see("A boy eats an apple")


def wording(text: str, *conditions: str, step: str = "late") -> Wording:
    return Wording(id=f"{step}-1", conditions=frozenset(conditions), barred=frozenset(), text=text)


def of(written: Wording, seen: object) -> float:
    return worth(written, written.slots, seen, first=True)  # type: ignore[arg-type]


def test_a_picture_is_not_hung_on_as_scenery() -> None:
    hung = wording("{hero} sat down, where {clause}.")
    assert of(wording("{hero} asked {who}.", "living"), BOY) > 0 > of(hung, PIZZA) > of(hung, BOY)
    assert of(wording("{hero} ate {thing}.", "thing"), PIZZA) > of(hung, PIZZA)
    assert of(wording("{Clause}, and {he} sat.", step="late"), PIZZA) < of(hung, PIZZA)


def test_least_of_all_where_the_plot_turns_and_ends() -> None:
    text = "{hero} sat down, where {clause}."
    for seen in (PIZZA, BOY):
        assert of(wording(text, step="ending"), seen) < of(wording(text), seen)
    asked = wording(text, "food", step="ending")
    assert of(asked, PIZZA) == of(wording(text, "food"), PIZZA)


def test_known_figures_end_a_book_by_their_name_alone() -> None:
    _, again = met_again([BOY, see("A boy rides a bike")], MIA)
    assert ", now riding a bike" in again.gist.intro
    assert plainly(again).gist.intro == "the boy"
    told = [
        {p.text for p in pieces(wording("{Who} laughed.", "living", step=step), again, MIA,
                                score=0.0, first=True)}
        for step in ("ending", "middle")
    ]  # fmt: skip
    assert "The boy laughed." in told[0]
    assert told[1] == {"The boy, now riding a bike, laughed."}


def test_a_room_is_told_by_its_spot() -> None:
    room = see("A bathroom area with toilet, sink and black curtain.")
    assert lost("Mia sat down in the bathroom.", room) == 0
    assert lost("Mia sat down.", room) > 0
