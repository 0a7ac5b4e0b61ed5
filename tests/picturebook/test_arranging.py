"""Scenes changed by hand: what is added, held, moved and turned, and what is drawn of it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from picturebook import arranging
from picturebook.drawing.compose import draw
from picturebook.scene import Figure, Look, Nudge, Scene, Thing

FOX = Figure(id="fox", look=Look(kind="fox"))
GIRL = Figure(id="mia", look=Look(kind="girl"))
SCENE = Scene(figures=(GIRL, FOX), things=(Thing(id="table-1", kind="table"),), place="meadow")
Box = tuple[float, float, float, float]


def box(scene: Scene, figure: str) -> Box:
    """Round a figure's marks as the scene is drawn: left, top, right, bottom in page units."""
    marks = [m for m in draw(scene, seed=3).marks if m.figure == figure and not m.blur]
    bounds = [m.path.getBounds() for m in marks]
    return (
        min(b.left() for b in bounds),
        min(b.top() for b in bounds),
        max(b.right() for b in bounds),
        max(b.bottom() for b in bounds),
    )


def test_figures_and_things_come_and_go() -> None:
    scene = arranging.add_figure(SCENE, Look(kind="owl"))
    scene = arranging.add_figure(scene, Look(kind="owl"))
    assert [f.id for f in scene.figures] == ["mia", "fox", "owl-1", "owl-2"]
    scene = arranging.add_thing(scene, "kite", holder="mia")
    assert arranging.standing(scene, "kite-1") == ("holding", "mia")
    left = arranging.take_out(scene, "mia")
    assert [t.kind for t in left.things] == ["table"], "what only she held goes with her"
    assert arranging.take_out(scene, "kite-1").relations == ()


def test_something_stands_in_one_way_to_another() -> None:
    scene = arranging.put(SCENE, "fox", "on", "table-1")
    scene = arranging.put(scene, "fox", "under", "table-1")
    assert [(r.kind, r.subject, r.object) for r in scene.relations] == [("under", "fox", "table-1")]
    scene = arranging.put(scene, "table-1", "behind", "fox")
    assert arranging.standing(scene, "fox") == ("", "")
    assert arranging.put(scene, "table-1", "", "").relations == ()
    with pytest.raises(ValueError, match="itself"):
        arranging.put(SCENE, "fox", "on", "fox")


def test_there_is_an_end_to_figures() -> None:
    scene = SCENE
    for _ in range(arranging.MOST - 2):
        scene = arranging.add_figure(scene, Look(kind="mouse"))
    with pytest.raises(ValueError, match="12 figures"):
        arranging.add_figure(scene, Look(kind="mouse"))
    with pytest.raises(ValueError, match="already"):
        arranging.add_figure(SCENE, FOX.look, id="fox")
    with pytest.raises(ValueError, match="1 to 12"):
        arranging.with_figure(SCENE, replace(FOX, count=99))
    assert draw(scene, width=256, height=256).marks


def test_moves_add_up_and_have_an_end() -> None:
    scene = arranging.move(arranging.move(SCENE, "fox", right=1), "fox", right=1, turn=True)
    assert arranging.nudge_of(scene, "fox") == Nudge(id="fox", right=2, turned=True)
    assert arranging.move(scene, "fox", right=-2, turn=True) == SCENE
    far = arranging.move(SCENE, "fox", nearer=-99)
    assert arranging.nudge_of(far, "fox").nearer == -arranging.FARTHEST


@pytest.mark.parametrize(
    ("change", "moved"),
    [
        ({"right": 2}, lambda a, b: b[0] > a[0] and b[2] > a[2]),
        ({"right": -2}, lambda a, b: b[0] < a[0] and b[2] < a[2]),
        ({"nearer": 2}, lambda a, b: b[3] - b[1] > a[3] - a[1] and b[3] > a[3]),
        ({"nearer": -2}, lambda a, b: b[3] - b[1] < a[3] - a[1] and b[3] < a[3]),
    ],
)
def test_what_is_moved_is_drawn_there_and_the_others_stay(
    change: dict[str, int], moved: Callable[[Box, Box], bool]
) -> None:
    scene = arranging.move(SCENE, "fox", **change)
    assert moved(box(SCENE, "fox"), box(scene, "fox"))
    assert box(scene, "mia") == box(SCENE, "mia")


def test_nothing_leaves_the_page() -> None:
    for steps in (-99, 99):
        left, _, right, _ = box(arranging.move(SCENE, "fox", right=steps), "fox")
        assert 0 < (left + right) / 2 < 256


def test_a_mirrored_picture_has_left_and_right_changed() -> None:
    mirrored = replace(SCENE, mirrored=True)
    for figure in ("mia", "fox"):
        (left, _, right, _), (a, _, b, _) = box(SCENE, figure), box(mirrored, figure)
        assert (left + right) / 2 + (a + b) / 2 == pytest.approx(256, abs=4)


def test_a_scene_is_written_and_read_with_its_moves() -> None:
    scene = replace(arranging.move(SCENE, "fox", right=-1, turn=True), mirrored=True)
    assert Scene.from_json(scene.to_json()) == scene
    assert Scene.from_json(SCENE.to_json()) == SCENE
    assert "nudges" not in SCENE.to_json(), "older scenes keep their text"


def test_an_empty_scene_is_drawn() -> None:
    assert arranging.is_empty(Scene(place="forest"))
    assert draw(Scene(), width=128, height=128).png(128, 128)


def test_acts_are_those_of_the_body() -> None:
    assert "swim" in arranging.acts(Look(kind="girl"))
    assert "read" not in arranging.acts(Look(kind="fish"))
    assert arranging.acts(Look(kind="fox", dressed=True)) == arranging.acts(Look(kind="girl"))
