"""Scenes become drawings: repeatable, whole, sharp as vectors, everybody the same on every page."""

import random
import xml.etree.ElementTree as ElementTree

import pytest

from picturebook.drawing.artwork import art, parse
from picturebook.drawing.compose import draw
from picturebook.drawing.gather import gather
from picturebook.drawing.hands import Supply, held
from picturebook.drawing.layout import Spot, arrange
from picturebook.drawing.marks import HIGH, Drawing
from picturebook.drawing.places import stage_for
from picturebook.drawing.styles import STYLES
from picturebook.scene import CROWD, Figure, Garment, Look, Relation, Scene, Thing
from picturebook.tables import table
from tests.picturebook.colours import colours_of

GIRL = Look(
    kind="girl",
    hair="braids",
    hair_colour="red",
    skin="fair",
    wears=(Garment(kind="coat", colour="yellow"), Garment(kind="boots", colour="blue")),
)
PAGES = (
    ("walk", "park", "day", "clear"),
    ("run", "beach", "evening", "clear"),
    ("sit", "kitchen", "night", ""),
    ("jump", "forest", "dawn", "rain"),
    ("wave", "street", "morning", "snow"),
    ("read", "library", "day", ""),
    ("dance", "meadow", "night", "clear"),
    ("cry", "castle", "day", "storm"),
    ("sleep", "bedroom", "night", ""),
    ("carry", "farm", "evening", "fog"),
)


def hero(act: str = "stand", **more: object) -> Figure:
    return Figure(id="mia", look=GIRL, act=act, **more)  # type: ignore[arg-type]


def test_the_same_scene_style_and_seed_give_the_same_picture() -> None:
    scene = Scene(figures=(hero("walk"),), things=(Thing(id="t", kind="tree"),), place="park")
    first, again = (draw(scene, seed=4).png(256, 256) for _ in range(2))
    assert first == again
    assert first != draw(scene, seed=5).png(256, 256)
    assert draw(scene, style="ink", seed=4).png(256, 256) != first


@pytest.mark.parametrize("style", STYLES)
def test_a_hero_is_the_same_on_ten_pages(style: str) -> None:
    """Her colours by role, before light and weather tint them, in the recorded drawing."""
    seen = []
    for seed, (act, place, time, weather) in enumerate(PAGES):
        scene = Scene(figures=(hero(act),), place=place, time=time, weather=weather)
        seen.append(colours_of(draw(scene, style=style, seed=seed), "mia"))
    for role in ("skin", "hair", "coat"):
        found = [colours[role] for colours in seen if role in colours]
        assert len(found) >= 9, f"{role} is missing on a page"
        assert all(colours & found[0] for colours in found), role
    shades = set.union(*(colours["coat"] for colours in seen if "coat" in colours))
    assert len(shades) <= 6, "one coat has a few shades, not one for every page"


@pytest.mark.parametrize("size", [(1024, 1024), (1024, 768), (1280, 720), (300, 600)])
def test_any_size_and_shape(size: tuple[int, int]) -> None:
    drawing = draw(Scene(figures=(hero(),)), width=size[0], height=size[1])
    assert drawing.wide == pytest.approx(HIGH * size[0] / size[1])
    assert (drawing.image(*size).width(), drawing.image(*size).height()) == size


@pytest.mark.parametrize(
    ("style", "size"), [("oil", (512, 512)), ("paper", (10, 10)), ("paper", (4000, 500))]
)
def test_what_cannot_be_drawn_is_said(style: str, size: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match=r"choose one of|cannot be drawn"):
        draw(Scene(), style=style, width=size[0], height=size[1])


@pytest.mark.parametrize("style", STYLES)
def test_svg_and_pdf_are_whole(style: str) -> None:
    scene = Scene(figures=(hero("walk"),), place="street", weather="rain")
    drawing = draw(scene, style=style, label="Mia & the <rain>")
    root = ElementTree.fromstring(drawing.svg())
    assert root.attrib["viewBox"] == "0 0 256 256"
    assert root.findtext("{http://www.w3.org/2000/svg}title") == "Mia & the <rain>"
    owned = [g for g in root if g.get("data-figure") == "mia"]
    assert owned, "a figure's marks are a group of its own"
    used = {v for e in root.iter() for v in e.attrib.values() if v.startswith("url(#")}
    ids = {f"url(#{e.get('id')})" for e in root.iter() if e.get("id")}
    assert used <= ids
    pdf = drawing.pdf()
    assert pdf.startswith(b"%PDF")
    assert pdf.rstrip().endswith(b"%%EOF")


def test_nothing_gives_a_place_in_the_moods_light() -> None:
    day, night = (draw(Scene(mood=m), seed=1).image(64, 64).toarray() for m in ("comedy", "scary"))
    assert day.std() > 10, "never a blank page"
    assert night[..., :3].mean() < day[..., :3].mean() - 30


def test_every_place_is_drawn_in_every_hour() -> None:
    for key in table("places"):
        for time in ("day", "night"):
            drawing = draw(Scene(place=key, time=time), seed=7)
            assert len(drawing.marks) > 10, key


def test_every_thing_is_drawn_alone_and_in_a_hand() -> None:
    for key in table("things"):
        alone = draw(Scene(things=(Thing(id="it", kind=key, colour="red"),)), seed=2)
        sky = key in ("sun", "moon", "star", "cloud", "lightning", *table("places"))
        assert sky or any(mark.figure == "it" for mark in alone.marks), key
        held = Scene(
            figures=(hero("hold"),), things=(Thing(id="it", kind=key),),
            relations=(Relation(kind="holding", subject="mia", object="it"),),
        )  # fmt: skip
        assert any(mark.figure == "mia" for mark in draw(held, seed=2).marks), key


def test_files_say_what_is_wrong_with_them() -> None:
    with pytest.raises(ValueError, match="no drawing"):
        art("things/nothing/such")
    with pytest.raises(ValueError, match="style, which is not used"):
        parse('<svg viewBox="0 0 9 9"><path style="fill:red" d="M0 0"/></svg>', "bad")
    with pytest.raises(ValueError, match="<text>"):
        parse('<svg viewBox="0 0 9 9"><text x="1">a</text></svg>', "bad")
    with pytest.raises(ValueError, match="cannot be read"):
        parse("<svg", "bad")


def lowest(drawing: Drawing, owner: str) -> float:
    """How far down the marks of a figure or thing reach, its shadow aside."""
    owned = (m for m in drawing.marks if m.figure == owner and not m.blur)
    return max(mark.path.getBounds().bottom() for mark in owned)


def spots(scene: Scene, seed: int) -> list[Spot]:
    rng = random.Random(seed)
    stage = stage_for(scene.place, wide=256.0, time="", weather="", season="", rng=rng)
    return arrange(gather(scene, place=stage.entry.key, wet=stage.wet), stage, rng)


KINDS = ("dog", "horse", "elephant", "mouse", "owl", "man", "baby")


@pytest.mark.parametrize("seed", range(12))
def test_nobody_leaves_the_page_or_floats(seed: int) -> None:
    rng = random.Random(seed)
    figures = tuple(
        Figure(
            id=f"f{i}", look=Look(kind=rng.choice(KINDS)), act=rng.choice(("stand", "walk", "sit"))
        )
        for i in range(rng.randint(1, 6))
    )
    for spot in spots(Scene(figures=figures, place="park"), seed):
        assert spot.left >= -4
        assert spot.right <= 260
        assert spot.top >= 0
        assert 180 <= spot.y <= 245


def test_relations_are_seen() -> None:
    def pair(kind: str, seed: int = 3) -> dict[str, tuple[float, float, float]]:
        scene = Scene(
            figures=(hero(),), things=(Thing(id="box", kind="tree"),),
            relations=(Relation(kind=kind, subject="mia", object="box"),), place="meadow",
        )  # fmt: skip
        return {s.item.ids[0]: (s.x, s.y, s.z) for s in spots(scene, seed)}

    behind, before = pair("behind"), pair("in front of")
    assert behind["mia"][2] < behind["box"][2]
    assert before["mia"][2] > before["box"][2]


def test_the_chaser_is_behind_and_both_look_ahead() -> None:
    cat, dog = (Figure(id=k, look=Look(kind=k), act="run") for k in ("cat", "dog"))
    chase = Relation(kind="chasing", subject="dog", object="cat")
    for seed in range(8):
        found = {
            s.item.ids[0]: s for s in spots(Scene(figures=(cat, dog), relations=(chase,)), seed)
        }
        assert found["cat"].flip == found["dog"].flip
        ahead = found["cat"].x < found["dog"].x
        assert ahead == found["cat"].flip


def test_riders_sit_on_what_they_ride() -> None:
    scene = Scene(
        figures=(hero("ride"), Figure(id="h", look=Look(kind="horse"), act="walk")),
        relations=(Relation(kind="riding", subject="mia", object="h"),), place="beach",
    )  # fmt: skip
    (spot,) = spots(scene, 1)
    assert set(spot.item.ids) == {"mia", "h"}
    drawing = draw(scene, seed=1)
    assert lowest(drawing, "mia") < lowest(drawing, "h"), "her feet hang above the ground"


def test_each_of_several_riders_has_a_bicycle() -> None:
    scene = Scene(
        figures=(Figure(id="p", look=Look(kind="person"), act="ride", count=3),),
        things=(Thing(id="b", kind="bicycle"),),
        relations=(Relation(kind="riding", subject="p", object="b"),),
    )
    found = spots(scene, 2)
    assert len(found) == 3
    assert len({i for s in found for i in s.item.ids if i.startswith("b")}) == 3


def test_a_crowd_is_drawn_as_so_many() -> None:
    scene = Scene(figures=(Figure(id="p", look=Look(kind="man"), count=40),))
    (spot,) = spots(scene, 2)
    assert len(spot.item.ids) == CROWD


def test_who_is_read_or_thrown_to_is_not_in_the_hands() -> None:
    child, ball = Figure(id="child", look=Look(kind="child"), count=5), Thing(id="b", kind="ball")
    baby = Figure(id="baby", look=Look(kind="baby"))

    def hands(act: str, *relations: tuple[str, str]) -> list[tuple[str, str]]:
        made = tuple(Relation(kind=kind, subject="mum", object=to) for kind, to in relations)
        mum = Figure(id="mum", look=Look(kind="woman"), act=act)
        scene = Scene(figures=(mum, child, baby), things=(ball,), relations=made)
        return [
            (one.way, one.prop.thing.id if one.prop else "somebody")
            for one in held(mum, Supply(scene, "park"))
        ]

    assert hands("read", ("facing", "child")) == []
    assert hands("stand", ("holding", "baby")) == [("both", "somebody")]
    # A ball is thrown from one hand, beside the face, though it is carried in both.
    assert hands("throw", ("holding", "b"), ("facing", "child")) == [("", "b")]
    assert hands("stand", ("holding", "b")) == [("both", "b")]


def test_things_on_a_table_lie_on_it() -> None:
    things = (Thing(id="table", kind="table"), Thing(id="cake", kind="cake"))
    on = Relation(kind="on", subject="cake", object="table")
    scene = Scene(figures=(hero(),), things=things, relations=(on,), place="kitchen")
    drawing = draw(scene, seed=3)
    assert lowest(drawing, "cake") < lowest(drawing, "table") - 15


def test_scenes_are_json_both_ways() -> None:
    scene = Scene(
        figures=(hero("ride"),),
        things=(Thing(id="b", kind="bicycle", count=2),),
        relations=(Relation(kind="riding", subject="mia", object="b"),),
        place="park",
    )
    assert Scene.from_json(scene.to_json()) == scene
    with pytest.raises(ValueError, match="no scene"):
        Scene.from_json('{"figures": [{"id": 3}]}')
    with pytest.raises(ValueError, match="Expecting property name"):
        Scene.from_json("{")


@pytest.mark.parametrize(
    ("place", "sky", "built"), [("kitchen", False, False), ("park", True, True)]
)
def test_a_room_has_its_walls_and_gets_none_of_bricks(place: str, sky: bool, built: bool) -> None:
    scene = Scene(
        things=(Thing(id="clock", kind="clock"), Thing(id="wall", kind="wall")),
        relations=(Relation(kind="on", subject="clock", object="wall"),),
        place=place,
    )
    ids = {node for item in gather(scene, place=place, sky=sky).items for node in item.ids}
    assert "clock" in ids
    assert ("wall" in ids) == built


@pytest.mark.parametrize("windows", [False, True])
def test_who_looks_out_of_a_window_has_the_rooms_own(windows: bool) -> None:
    """Another one hung beside it, with the day's sky in it at night."""
    woman = Figure(id="woman", look=Look(kind="woman"), act="look")
    window = Thing(id="window", kind="window")
    for figures, hung in (((woman,), not windows), ((), True)):
        scene = Scene(figures=figures, things=(window,), place="living-room", time="night")
        found = gather(scene, place="living-room", sky=False, windows=windows)
        assert ("window" in {node for item in found.items for node in item.ids}) == hung
