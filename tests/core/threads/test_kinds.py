"""Particular conditions: what a page's own words show."""

import re

import pytest

from core.threads.doubts import thread_doubts
from core.threads.filling import fits
from core.threads.kinds import DOES, IS, LIKE, WITH, _tables, kinds
from core.threads.library import Faulty, Step, Thread, Wording, parse
from core.threads.seen import CONDITIONS, see

pytestmark = pytest.mark.filterwarnings("ignore")


def wording(*conditions: str, text: str = "{Who} stopped.") -> Wording:
    """A wording that asks for these."""
    asked = frozenset(c for c in conditions if not c.startswith("!"))
    barred = frozenset(c[1:] for c in conditions if c.startswith("!"))
    return Wording(id="middle-1", conditions=asked, barred=barred, text=text)


@pytest.mark.parametrize(
    ("caption", "shows"),
    [
        ("a man in a red jacket is riding a bike in the street", {"ride", "bicycle", "street"}),
        ("two dogs wrestling in the grass", {"fight", "grass"}),
        ("three giraffes standing by a tree", {"giraffe", "stand", "woods"}),
        ("a toilet next to a sink in a bathroom", {"toilet"}),
        ("a man is riding a dirt bike", {"ride", "motorcycle"}),
        ("a baseball player in an orange shirt", set()),
        ("a girl", set()),
    ],
)
def test_a_caption_shows_its_kinds(caption: str, shows: set[str]) -> None:
    assert see(caption).shows - kinds(LIKE) == shows


def test_wider_kinds_hold_where_one_of_them_does() -> None:
    assert {"wheels", "passing"} <= see("a man is riding a bicycle").shows
    assert "wheels" not in see("a man is riding a horse").shows
    narrow, wide = wording("person", "bicycle"), wording("person", "wheels")
    rider = see("a man is riding a bicycle")
    assert (fits(narrow, rider) or 0) > (fits(wide, rider) or 0) > 0


def test_what_a_page_does_not_say_is_not_shown() -> None:
    """The gist leaves the bicycle out, so no wording may ring its bell."""
    seen = see("a boy in a blue hat stands near his bicycle")
    assert "bicycle" not in seen.gist.clause
    assert "bicycle" not in seen.shows


def test_a_wording_is_told_of_its_kind_alone() -> None:
    rider, runner = see("a man is riding a bicycle"), see("a man is running")
    bell = wording("person", "bicycle")
    assert fits(bell, rider) is not None
    assert fits(bell, runner) is None
    assert fits(wording("person", "!bicycle"), rider) is None
    plain = fits(wording("person"), rider)
    assert plain is not None
    assert fits(bell, rider) > plain  # type: ignore[operator]


def test_a_thing_is_of_the_kind_itself() -> None:
    """Of a bus in the street {thing} is no street."""
    bus = see("a red bus is parked in the street")
    assert {"bus", "street"} <= bus.shows
    text = "{Thing} {was} in the way."
    assert fits(wording("thing", "bus", text=text), bus) is not None
    assert fits(wording("thing", "street", text=text), bus) is None


def test_kinds_are_conditions_of_their_own() -> None:
    names = [*kinds(DOES), *kinds(IS), *kinds(WITH), *kinds(LIKE)]
    assert len(names) == len(set(names)), "a name stands in two tables"
    assert kinds() < CONDITIONS
    assert {few for line in _tables()[LIKE].values() for few in line.split()} <= set(names)
    assert all(re.fullmatch(r"[a-z-]+", name) for name in names)


def test_a_kind_that_nobody_knows_is_a_fault() -> None:
    with pytest.raises(Faulty, match="asks for “bycicle”, which is no condition"):
        parse("# one\n@early\n- [person bycicle] {Who} rang.\n")


@pytest.mark.parametrize(
    ("text", "doubted"),
    [("The hat of {who} hopped off.", True), ("{Who} took it off.", False)],
)
def test_a_wider_kind_that_names_one_thing_is_doubted(text: str, doubted: bool) -> None:
    step = Step(name="short", wordings=(wording("person", "wearing", text=text),))
    one = Thread(id="one", moods=(), ages="", plan="", refrain="", titles=(), steps={"short": step})
    said = [d for d in thread_doubts(one) if "may be something else" in d]
    assert bool(said) == doubted, said
