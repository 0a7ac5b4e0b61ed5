"""A figure that acts stands for the place where it does."""

from core.threads.beside import beside
from core.threads.casting import Hero
from core.threads.filling import fill
from core.threads.meeting import met_again
from core.threads.seen import see

MIA = Hero(name="Mia", pronoun="she")
AT = "Mia sat down at the place where {clause}."
DOGS = see("two dogs wrestle in the grass").gist


def test_a_figure_that_acts_is_named_itself() -> None:
    told = beside(AT, DOGS)
    assert told.endswith("two dogs wrestling in the grass.")
    assert "where" not in told
    first = beside("From the place where {clause} came a noise.", DOGS)
    assert first == "From two dogs wrestling in the grass came a noise."


def test_the_place_stays_where_nobody_acts_or_the_wording_names_them() -> None:
    assert beside(AT, see("an empty bench in the park").gist) == AT
    named = "{Who} laughed at the place where {clause}."
    assert beside(named, DOGS) == named


def test_known_figures_are_found_at_their_place() -> None:
    told = fill(AT, see("two dogs wrestle in the grass"), MIA, met=True)
    assert told == "Mia sat down at the place where two dogs were wrestling in the grass."


def test_some_plain_ways_lead_to_the_figure_and_some_to_its_place() -> None:
    wordings = [f"Mia went {n} miles to where {{clause}}." for n in range(40)]
    places = sum("where" in beside(wording, DOGS) for wording in wordings)
    assert 8 < places < 32


def test_a_figure_that_comes_again_is_named_with_its_deed() -> None:
    _, again = met_again([see("A dog sleeps"), see("The dog jumps over a bar")], MIA)
    assert ", now jumping" in again.gist.intro
    assert beside(AT, again.gist).endswith(" the dog jumping over the bar.")
