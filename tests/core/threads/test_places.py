"""Who is in the water, in the air or in a game stays there, and what is in a room stays in it."""

import pytest

from core.threads.casting import Hero
from core.threads.library import Wording
from core.threads.meeting import met_again
from core.threads.places import amiss, bound
from core.threads.returning import with_figures
from core.threads.seen import see

BOUND = """
The kayaker is going through rapids .
A surfer rides a wave
A man floating in the ocean
Six dogs swimming in a river .
A skier going down a snowy hill
A soccer player running on the field .
A man is doing a trick on a bike in the air over a ramp .
A child on a fast moving swing
A boy asleep on a bench
""".strip().splitlines()
FREE = """
Two dogs run through the grass .
A man on the street standing by his bicycle .
A woman sits on a bench by a lake
A red kayak
""".strip().splitlines()


def wording(text: str, *conditions: str) -> Wording:
    return Wording(id="late-1", conditions=frozenset(conditions), barred=frozenset(), text=text)


@pytest.mark.parametrize("caption", BOUND)
def test_who_is_held_by_what_they_do_does_not_go_along(caption: str) -> None:
    seen = see(caption)
    assert bound(seen)
    for text in (
        "“Mind out,” said {who}, and {they} followed {hero} home.",
        "{Who} let {hero} go first.",
        "“If you’re in there,” said {who}, from behind a door, “come out.”",
        "{hero} tripped over {who}.",
    ):
        assert amiss(wording(text, "living"), seen) > 0
    assert amiss(wording("“I saw it,” said {who}. {hero} followed the tune.", "living"), seen) == 0
    assert amiss(wording("{Who} came along.", "living", "action"), seen) == 0


@pytest.mark.parametrize("caption", FREE)
def test_anybody_else_may(caption: str) -> None:
    assert not bound(see(caption))
    assert amiss(wording("{Who} came along.", "living"), see(caption)) == 0


def test_what_is_in_a_room_is_not_out_in_the_street() -> None:
    stove, street = see("A toddler touches the white stove ."), see("Two dogs run down a street")
    out = "“Look!” {hero} called down the street to {who}."
    inside = "{hero} took the stairs, past {who}."
    assert amiss(wording(out, "living"), stove) > 0 == amiss(wording(out, "living"), street)
    assert amiss(wording(inside, "living"), street) > 0 == amiss(wording(inside, "living"), stove)
    assert amiss(wording("It rained. {hero} looked out there, where {clause}."), stove) > 0
    assert amiss(wording("It was wet in the street. {hero} met {who}.", "living"), stove) == 0
    assert amiss(wording(out, "living", "outdoors"), stove) == 0


def test_whoever_comes_back_was_rather_on_dry_land() -> None:
    pictures = ["A man floating in the ocean", "A clown with a drum", "A red bus", "A blue car"]
    told = met_again([see(p) for p in pictures], Hero(name="Mia", pronoun="she"))
    last = with_figures(told, Hero(name="Mia", pronoun="she"))[-1]
    assert [f.talks for f in last.before] == [True, False]
    assert "clown" in last.before[0].name


@pytest.mark.parametrize(
    ("caption", "flies"),
    [
        ("A view of a helicopter in the sky.", True), ("a white bird flies over a lake", True),
        ("a man flying a kite", False), ("A plane parked at the airport", False),
        ("a dog running", False),
    ],
)  # fmt: skip
def test_nobody_stops_beside_what_flies(caption: str, flies: bool) -> None:
    seen = see(caption)
    slot, has = ("{who}", "living") if "living" in seen.conditions else ("{thing}", "thing")
    costs = [
        amiss(
            Wording(
                id="late-1", conditions=frozenset({has}), barred=frozenset(),
                text=f"{{hero}} {did} {slot}.",
            ),
            seen,
        )
        for did in ("stopped beside", "waved to")
    ]  # fmt: skip
    assert (costs[0] > costs[1]) is flies
