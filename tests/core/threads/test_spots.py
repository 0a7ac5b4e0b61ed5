"""Things with names, and where a picture is."""

import pytest

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
This shot is of a crowded highway full of traffic | in the street | into the street
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
    known = fill("{hero} took {thing}.", see("A pizza with a fork"), PIP, met=True)
    assert known == "Pip took the pizza."


def test_whoever_stands_at_the_spot_is_known_after_it() -> None:
    dogs = see("Two dogs running in the grass")
    told = fill("{hero} sat down {spot}, and {who} came.", dogs, PIP)
    assert told == "Pip sat down near two dogs running in the grass, and the dogs came."
    assert fill("{hero} sat {spot}.", dogs, PIP, met=True) == "Pip sat in the grass."
    alone = with_hero(see("A boy sits at a table"), PIP, 1)
    assert fill("{hero} sat {spot}.", alone, PIP) == "Pip sat there."


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
