"""Things with names, and where a picture is."""

import re

import pytest

from core.threads import tell
from core.threads.casting import Hero, with_hero
from core.threads.doubts import thread_faults
from core.threads.filling import fill
from core.threads.library import Faulty, Wording, parse
from core.threads.seen import see
from core.threads.spots import spot_of, thing_of

PIP = Hero(name="Pip", pronoun="he", kind="boy")

THINGS = (
    """
A blurry image of pizza with a fork, knife and drink | a pizza | the pizza
Two kayaks are shown on the shore. | two kayaks | the kayaks
A bunch of doughnuts that are on a plate. | some doughnuts | the doughnuts
An ancient clock tower with turrets on top. | a clock tower | the clock tower
A large number of boats that have been beached. | many boats | the boats
There are a toilet, a sink, and a shower stall in a large bathroom. | a toilet and a sink \
| the toilet and the sink
A variety of fruit is displayed in a market. | some fruit | the fruit
a close up of a street parking meter | a street parking meter | the street parking meter
The pair of shoes is on the bathroom floor near the cabinet. | some shoes | the shoes
a train at a station | a train | the train
""".strip()
    .replace("\\\n", "")
    .splitlines()
)

NO_THINGS = """
A kitchen with white appliances and a window.
This photo shows four copies of the same fire hydrant.
A recreation of some battle .
A group of different appliances sitting on top of a table.
A sky filled with lots of colorful flying kites.
A mountain under a cloudy sky
A dog with a ball
""".strip().splitlines()

SPOTS = (
    """
A bathroom with a sink, counter, toilet and shower curtain. | in the bathroom | into the bathroom
A bathroom area with toilet, sink and black curtain. | in the bathroom | into the bathroom
A small kitchen area with an angled ceiling. | in the kitchen | into the kitchen
An airport filled with jets parked on top of it's tarmacs. | at the airport | to the airport
A sandy beach | on the beach | to the beach
a room with a clock on the wall | in a room with a clock | into a room with a clock
This shot is of a crowded highway full of traffic | on the highway | to the highway
A fighter jet is flying through a clear sky. | under a fighter jet | under a fighter jet
A banana that is sitting in a bowl on the table. | by a banana | to a banana
Two dogs running in the grass | near two dogs running in the grass \
| to two dogs running in the grass
Ein Hund läuft über die Wiese | there | there
""".strip()
    .replace("\\\n", "")
    .splitlines()
)


@pytest.mark.parametrize("line", THINGS)
def test_a_thing_has_a_short_name(line: str) -> None:
    caption, met, known = (part.strip() for part in line.split("|"))
    seen = see(caption)
    found = thing_of(seen.gist)
    assert found is not None
    assert (found.met, found.known) == (met, known)
    assert "thing" in seen.conditions


@pytest.mark.parametrize("caption", NO_THINGS)
def test_rooms_skies_and_displays_are_no_things(caption: str) -> None:
    assert "thing" not in see(caption).conditions


@pytest.mark.parametrize("line", SPOTS)
def test_any_picture_has_a_spot(line: str) -> None:
    caption, at, to = (part.strip() for part in line.split("|"))
    seen = see(caption)
    spot = spot_of(seen.gist, seen.scene)
    assert (spot.at, spot.to) == (at, to)


def test_a_thing_is_met_and_then_known_in_its_number() -> None:
    text = (
        "{Thing} was warm. {It} {was} all there {was}. Pip put {its} lid on, and {they} let {it}."
    )
    one = fill(text, see("A pizza with a fork"), PIP)
    assert one == "A pizza was warm. It was all there was. Pip put its lid on, and it let it."
    many = fill(text, see("Two kayaks are shown on the shore."), PIP)
    assert many == (
        "Two kayaks were warm. They were all there were. Pip put their lid on, and they let them."
    )
    there = "There was only {thing}, and on {thing} was a hat."
    many = fill(there, see("Two kayaks are shown on the shore."), PIP)
    assert many == "There were only two kayaks, and on the kayaks was a hat."
    known = fill("{hero} took {thing}.", see("A pizza with a fork"), PIP, met=True)
    assert known == "Pip took the pizza."


def test_whoever_stands_at_the_spot_is_known_after_it() -> None:
    dogs = see("Two dogs running in the grass")
    told = fill("{hero} sat down {spot}, and {who} came.", dogs, PIP)
    assert told == "Pip sat down near two dogs running in the grass, and the dogs came."
    assert fill("{hero} sat {spot}.", dogs, PIP, met=True) == "Pip sat in the grass."
    alone = with_hero(see("A boy sits at a table"), PIP, 1)
    assert fill("{hero} sat {spot}.", alone, PIP) == "Pip sat there."


PLACES = (
    """
{hero} ran past where {clause}. | Pip ran past a pizza. | Pip ran past the bathroom.
{hero} came to where {clause}. | Pip came to a pizza. | Pip came into the bathroom.
On they went, to where {clause}. | On they went, to a pizza. | On they went, to the bathroom.
They rolled in to where {clause}. | They rolled in, to a pizza. | They rolled into the bathroom.
{hero} pointed to where {clause}. | Pip pointed to a pizza. | Pip pointed to the bathroom.
“Go!” said {hero}, where {clause}. | “Go!” said Pip beside a pizza. \
| “Go!” said Pip in the bathroom.
Rain fell on it, too, where {clause}. | Rain fell on it, too, beside a pizza. \
| Rain fell on it, too, in the bathroom.
It lay in the very place where {clause}. | It lay beside a pizza. | It lay in the bathroom.
The place where {clause} was dark. | A pizza was dark. | The bathroom was dark.
The thread, where {clause}, was red. | The thread, beside a pizza, was red. \
| The thread, in the bathroom, was red.
So quiet, where {clause}, that {he} slept. | So quiet beside a pizza that he slept. \
| So quiet in the bathroom that he slept.
No one saw it, there where {clause}. | No one saw it beside a pizza. \
| No one saw it in the bathroom.
It called from where {clause}. | It called from beside a pizza. | It called from the bathroom.
Where {clause}, {he} sat. | Beside a pizza, he sat. | In the bathroom, he sat.
It was as still as where {clause}. | It was as still as a pizza. | It was as still as the bathroom.
{hero} looked in the room where {clause}. | Pip looked in the room with a pizza. \
| Pip looked in the bathroom.
{hero} saw where {clause}. | Pip saw a pizza. | Pip saw the bathroom.
{hero} ran through the place where {clause}. | Pip ran past a pizza. \
| Pip ran through the bathroom.
""".strip()
    .replace("\\\n", "")
    .splitlines()
)


@pytest.mark.parametrize("line", PLACES)
def test_where_nobody_acts_is_told_by_its_spot(line: str) -> None:
    written, thing, room = (part.strip() for part in line.split("|"))
    told = fill(written, see("A pizza with a fork"), PIP)
    assert re.sub(r"\b(?i:by|next to) a pizza", "beside a pizza", told) == thing.replace(
        "Bes", "bes"
    )
    assert fill(written, see("A bathroom with two sinks"), PIP) == room


def test_many_places_were_dark_and_an_unknown_one_is_there() -> None:
    dark = "The place where {clause} was dark."
    assert fill(dark, see("Two kayaks are shown on the shore."), PIP) == "Two kayaks were dark."
    assert fill("{hero} sat, where {clause}.", see("An intricate pattern"), PIP) == "Pip sat."
    acts = fill("{hero} sat, where {clause}.", see("Two dogs wrestle in the grass"), PIP)
    assert acts == "Pip sat, where two dogs were wrestling in the grass."


def test_a_thing_is_asked_for() -> None:
    with pytest.raises(Faulty, match="but does not ask for"):
        parse("# a\n@early\n- [food] {hero} ate {thing}.")
    with pytest.raises(Faulty) as caught:
        parse("# a\n@early\n- [thing] {hero} ate {thing}, and {they} {was} good.")
    assert "thing" not in str(caught.value)


def test_what_may_be_several_is_no_object_that_acts() -> None:
    wording = Wording(
        id="early-1", conditions=frozenset({"thing"}), barred=frozenset(), text="{Thing}! {it} was."
    )

    class Only:
        id, meets, wordings = "a", (), (wording,)

    assert any("{they}" in fault for fault in thread_faults(Only()))  # type: ignore[arg-type]


def test_ten_pictures_alike_are_not_told_as_there() -> None:
    """Of the hero alone nothing is left to tell after the first page, and no “, there,” for it."""
    dogs = ["a brown dog is running on the beach"] * 10
    for mood, seed in (("funny", 1), ("noir", 2), ("scary", 3)):
        told = tell(dogs, mood=mood, seed=seed, hero="Leo")
        assert not [page for page in told.parts if re.search(r"\w, there[,.:;!?]", page)]
        assert "called there" not in " ".join(told.parts)
