"""Animals: every entry has its drawing, every pose stands on the ground, looks stay over poses."""

import pytest

from picturebook.drawing.animal_poses import act_for, acts, plan_of, poses, stance
from picturebook.drawing.animals import draw_animal, entries
from picturebook.drawing.artwork import Part, art, has
from picturebook.drawing.colours import NAMED, light
from picturebook.drawing.marks import Drawing
from picturebook.drawing.pen import Pen
from picturebook.drawing.placed import Placed
from picturebook.drawing.styles import STYLES
from picturebook.scene import Garment, Look
from picturebook.tables import table
from tests.picturebook.colours import colours_of

ANIMALS = table("animals")
SEEN = ("dog", "horse", "hedgehog", "giraffe", "elephant", "bird", "fish", "bee", "snake", "monkey",
        "octopus", "bat", "dragon")  # fmt: skip


def drawn(kind: str, act: str = "stand", **options: object) -> tuple[Pen, Placed]:
    pen = Pen(STYLES["paper"], light("day"))
    given = {key: options.pop(key) for key in ("face", "part", "under_water") if key in options}
    look = Look(kind=kind, **options)  # type: ignore[arg-type]
    with pen.at(100, 200):
        return pen, draw_animal(pen, look, id="it", act=act, length=80, **given)  # type: ignore[arg-type]


def own(pen: Pen) -> list[float]:
    """Left, top, right, bottom of the animal's own sheets, without shadows and light."""
    boxes = [m.path.computeTightBounds() for m in pen.marks if m.base is not None and not m.blur]
    return [min(b.left() for b in boxes), min(b.top() for b in boxes),
            max(b.right() for b in boxes), max(b.bottom() for b in boxes)]  # fmt: skip


@pytest.mark.parametrize("name", ANIMALS)
def test_every_entry_has_its_drawing(name: str) -> None:
    entry = ANIMALS[name]
    assert has(entry.art)
    drawing = art(entry.art)
    assert {"mouth", "top"} <= drawing.anchors.keys()
    assert "eye" in drawing.parts
    assert "eye-closed" in drawing.parts
    assert entry.cm > 0
    assert entry.word("home")
    assert entry.word("moves")
    assert all(part.pivot for part in drawing.items if isinstance(part, Part) and part.id != "body")


@pytest.mark.parametrize("name", [n for n, e in ANIMALS.items() if e.group == "four-legged"])
def test_puppets_on_four_legs_have_all_parts(name: str) -> None:
    drawing = art(ANIMALS[name].art)
    legs = {f"leg-{end}-{side}" for end in ("front", "back") for side in ("near", "far")}
    assert {"tail", "body", "head", "skull", *legs} <= drawing.parts
    assert {"seat", "back", "neck", "mouth", "top"} <= drawing.anchors.keys()
    assert "head" in drawing.anchors["neck"].within


@pytest.mark.parametrize("name", SEEN)
def test_every_pose_stands_on_the_ground(name: str) -> None:
    plan = plan_of(name, ANIMALS[name].word("plan"))
    for act in poses(plan):
        pose = stance(ANIMALS[name].art, plan, act)
        pen, placed = drawn(name, act)
        left, top, right, bottom = own(pen)
        if pose.cut:
            assert placed.box[3] == pytest.approx(200, abs=0.01)
        elif pose.lift:
            assert placed.box[3] < 200, act
        else:
            assert bottom == pytest.approx(200, abs=1.5), act
            assert placed.box[0] - 2 <= left
            assert placed.box[1] - 2 <= max(top, placed.box[1])
            assert right <= placed.box[2] + 30
        assert max(right - left, bottom - top) < 160, act
        assert placed.head[2] > placed.head[0]  # type: ignore[index]


def test_feet_reach_the_ground_when_sitting() -> None:
    for name in ("dog", "cat", "horse", "cow", "pig", "giraffe", "elephant"):
        pen, _ = drawn(name, "sit")
        x = [p for m in pen.marks if m.base and (b := m.path.getBounds()).bottom() > 196
             for p in (b.left(), b.right())]  # fmt: skip
        assert max(x) - min(x) > 15, name  # Front and back, not only the rump.


def test_the_same_is_drawn_the_same() -> None:
    def svg() -> str:
        pen, _ = drawn("cat", "sleep", pattern="spotted", toy=True)
        return Drawing(256, pen.marks).svg()

    assert svg() == svg()


@pytest.mark.parametrize("act", ["stand", "run", "sleep", "sit", "swim"])
def test_colours_stay_over_poses(act: str) -> None:
    for name in ("dog", "horse", "duck", "dragon"):
        pen, _ = drawn(name, act, colour="blue")
        assert colours_of(Drawing(256, pen.marks), "it")["body"] == {NAMED["blue"]}


def test_sides_of_a_rider_make_the_whole() -> None:
    def count(part: str) -> int:
        return len(drawn("horse", part=part)[0].marks)

    assert 0 < count("front") < count("behind")
    assert count("behind") + count("front") == count("all")


def test_swimming_is_cut_at_the_water_line() -> None:
    pen, _ = drawn("dog", "swim")
    assert all(m.clip is not None and m.clip.getBounds().bottom() <= 200.01 for m in pen.marks)
    whole, placed = drawn("dog", "swim", under_water=True)
    assert placed.box[3] == pytest.approx(200, abs=1)
    assert len(whole.marks) == len(pen.marks)


def test_a_collar_lies_under_the_chin_in_every_pose() -> None:
    for name in ("dog", "cat", "horse", "pig", "lion", "duck"):
        for act in ("stand", "eat", "sit"):
            pen, placed = drawn(name, act, wears=(Garment(kind="collar", colour="green"),))
            found = [m.path.getBounds() for m in pen.marks if m.role == "collar"]
            assert found
            assert all(m.base == NAMED["green"] for m in pen.marks if m.role == "collar")
            assert placed.box[0] < found[0].centerX() < placed.box[2]


def test_faces_show() -> None:
    plain = len(drawn("lion")[0].marks)
    assert len(drawn("lion", face="angry")[0].marks) > plain
    assert len(drawn("lion", face="crying")[0].marks) > plain
    black = drawn("cat", colour="black")[0]
    assert any(m.base and sum(m.base) > 2.3 and not m.role for m in black.marks)


def test_acts_fall_back_to_the_nearest() -> None:
    plans = {plan_of(n, e.word("plan")) for n, e in ANIMALS.items()}
    for plan in plans:
        for act in acts():
            assert act_for(plan, act) in poses(plan)
    assert act_for("quadruped", "ride") == "sit"
    assert act_for("quadruped", "chase") == "run"
    assert act_for("fish", "no-such-act") == "stand"


def test_contact_sheets_have_all() -> None:
    labels = [label for label, _ in entries()]
    assert len(labels) == len(set(labels))
    assert set(ANIMALS) <= set(labels)
    assert "dog sit" in labels
