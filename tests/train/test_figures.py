"""Figures: every word can be drawn, and every drawing can be told from the others."""

import itertools
from dataclasses import dataclass, replace

import numpy as np
import pytest
import skia

from train.world.brush import Brush
from train.world.characters import FURS, HEADS, WORN
from train.world.figure import draw_figure, figure_box
from train.world.palette import light
from train.world.poses import POSES
from train.world.props import BACK_PROPS, FRONT_PROPS
from train.world.vocabulary import ACCESSORIES, ACTIONS, CHARACTERS, PROPS


@dataclass(frozen=True)
class Somebody:
    character: str = "fox"
    colour: str = "red"
    action: str = "standing"
    prop: str = "none"


def picture(actor: Somebody, style: str = "paper", *, size: int = 96, **how: bool) -> np.ndarray:
    surface = skia.Surface(size, size)
    canvas = surface.getCanvas()
    canvas.clear(skia.ColorWHITE)
    canvas.scale(size / 256, size / 256)
    draw_figure(
        Brush(canvas, style=style, variant=0),
        actor,
        light("day", "clear"),
        x=128,
        y=238,
        **{"flip": False, **how},
    )
    return surface.makeImageSnapshot().toarray()[..., :3].astype(float)


def test_every_word_can_be_drawn_and_every_drawing_has_a_word() -> None:
    assert set(CHARACTERS) == set(HEADS) == set(FURS) == set(WORN) == set(ACCESSORIES)
    assert set(ACTIONS) == set(POSES)
    assert set(PROPS) - {"none"} == set(BACK_PROPS) | set(FRONT_PROPS)
    assert len(CHARACTERS) >= 24
    assert len(ACTIONS) >= 16
    assert len(PROPS) >= 40
    assert len(set(ACCESSORIES.values())) == len(ACCESSORIES)


@pytest.mark.parametrize(
    ("name", "values"), [("character", CHARACTERS), ("action", ACTIONS), ("prop", PROPS)]
)
@pytest.mark.parametrize("style", ["paper", "watercolour", "crayon"])
def test_all_look_different(name: str, values: dict[str, tuple[str, ...]], style: str) -> None:
    drawn = [picture(replace(Somebody(), **{name: value}), style) for value in values]
    for (a, one), (b, other) in itertools.combinations(zip(values, drawn, strict=True), 2):
        changed = np.abs(one - other).max(axis=2) > 60
        assert changed.sum() > 40, (a, b)


def test_the_coat_shows_in_every_action_and_under_every_accessory() -> None:
    for actor in [
        *(Somebody(character=character) for character in CHARACTERS),
        *(Somebody(action=action) for action in ACTIONS),
    ]:
        red, blue = picture(actor), picture(replace(actor, colour="blue"))
        assert (np.abs(red - blue).max(axis=2) > 60).sum() > 150, actor


def test_a_figure_is_drawn_the_same_every_time_and_mirrored_when_it_looks_left() -> None:
    actor = Somebody("wolf", "green", "dancing", "drum")
    assert np.array_equal(picture(actor), picture(actor))
    right, left = picture(actor, size=128), picture(actor, size=128, flip=True)
    assert np.abs(right - left[:, ::-1]).mean() < 2.0


def test_two_figures_leave_each_other_room() -> None:
    for action in ACTIONS:
        for prop in ("none", "book", "umbrella"):
            actor = Somebody(action=action, prop=prop)
            right = figure_box(actor, x=72, y=238, flip=False, scale=0.72, outward=True)[2]
            assert right < (184 - 0.72 * 40) / 256, (action, prop, right)


def test_three_in_a_row_stay_on_the_page() -> None:
    left, top, right, bottom = figure_box(Somebody(), x=128, y=238, flip=False, scale=0.56)
    assert 0.3 < left < 0.5 < right < 0.7
    assert 0.5 < top < bottom < 1.0
