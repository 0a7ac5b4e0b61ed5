"""Which words belong to which figure: the help that the illustrator gets while it learns."""

import random
from pathlib import Path

import numpy as np
import pytest
import torch
from diffusers.models.attention_processor import AttnProcessor

from train.binding import SIDE, Watch, binding, cells_of
from train.captioner import said_of
from train.common import WorldData
from train.illustrator import build_unet, ordered, text_for
from train.world.dataset import record
from train.world.draw import standing
from train.world.scene import sample

LEFT, RIGHT = [0.0, 0.5, 0.5, 1.0], [0.5, 0.5, 1.0, 1.0]
WORDS = 14


def looks(left: slice, right: slice) -> torch.Tensor:
    """Attention of one layer: what stands left looks at some words, the rest at others."""
    seen = torch.zeros(1, 4, SIDE * SIDE, WORDS)
    for box, words in ((LEFT, left), (RIGHT, right)):
        inside = cells_of(torch.tensor([box]))[0]
        seen[0, :, inside, words] = 1 / len(range(*words.indices(WORDS)))
    return seen


def test_looking_at_ones_own_words_costs_nothing() -> None:
    boxes, clean = torch.tensor([[LEFT, RIGHT, [0.0] * 4]]), torch.ones(1)
    own = binding([looks(slice(1, 6), slice(8, 13))], [[5, 12]], boxes, clean)
    swapped = binding([looks(slice(8, 13), slice(1, 6))], [[5, 12]], boxes, clean)
    half = binding([looks(slice(1, 13), slice(1, 13))], [[5, 12]], boxes, clean)
    assert own.abs() < 0.01
    assert own < half < swapped


def test_cells_of_two_figures_and_pictures_of_noise_teach_nothing() -> None:
    seen = [looks(slice(8, 13), slice(1, 6))]
    nothing = torch.zeros(1)
    same = torch.tensor([[LEFT, LEFT, [0.0] * 4]])
    apart = torch.tensor([[LEFT, RIGHT, [0.0] * 4]])
    assert binding(seen, [[5, 12]], same, torch.ones(1)) == nothing
    assert binding(seen, [[5, 12]], apart, nothing) == nothing
    assert binding(seen, [[]], apart, torch.ones(1)) == nothing


def test_the_watch_keeps_what_the_layers_that_read_words_saw() -> None:
    net = build_unet()
    watch = Watch(net)
    net.set_attn_processor(AttnProcessor())
    net(torch.randn(2, 32, 16, 16), torch.tensor([5, 900]), torch.randn(2, WORDS, 192))
    seen = watch.take()
    assert [tuple(layer.shape) for layer in seen] == [(2, 4, SIDE * SIDE, WORDS)] * 3
    assert torch.allclose(seen[0].sum(-1), torch.ones(()), atol=1e-4)
    assert watch.take() == []


@pytest.mark.parametrize("seed", range(12))
def test_prompts_say_whom_they_name_in_which_order(seed: int) -> None:
    scene = sample(random.Random(seed), "train")
    text, named = text_for(record(scene), np.random.default_rng(seed))
    coats = [place for place, word in enumerate(text.split()) if word.strip(",") == "coat"]
    places = ordered(coats, named)
    if named:
        words = text.replace(",", "").split()
        for (who, colour), place in zip(scene.cast, places, strict=True):
            assert words[place - 4 : place + 1] == [who, "in", "a", colour, "coat"]


def test_coats_that_do_not_match_the_figures_are_left_alone() -> None:
    assert ordered([5, 12], [1, 0]) == [12, 5]
    assert ordered([5], [0, 1]) == []


@pytest.mark.parametrize("seed", range(40, 52))
def test_those_who_stand_side_by_side_are_named_from_left_to_right(seed: int) -> None:
    scene = sample(random.Random(seed), "train")
    if scene.relation == "beside":
        assert standing(scene) == sorted(standing(scene))


def test_a_mirrored_picture_is_captioned_from_its_own_left(world: Path) -> None:
    data = WorldData(world)
    rows = np.array([row for row in range(len(data)) if data.scene(row).relation == "beside"])
    boxes = torch.from_numpy(data.boxes[rows])
    there = boxes[..., 3:] > 0
    mirrored = torch.where(there, boxes[..., [2, 1, 0, 3]] * torch.tensor([-1, 1, -1, 1]), boxes)
    mirrored = torch.where(there, mirrored + torch.tensor([1.0, 0, 1, 0]), mirrored)
    plain, told = said_of(data, rows, boxes, np.random.default_rng(0))
    turned, back = said_of(data, rows, mirrored, np.random.default_rng(0))
    assert torch.equal(told, boxes)
    for row, before, after, box in zip(rows, plain, turned, back, strict=True):
        cast = [who for who, _ in data.scene(int(row)).cast]
        words = [word for word in before.replace(",", "").split() if word in cast]
        assert [word for word in after.replace(",", "").split() if word in cast] == words[::-1]
        lefts = box[: len(cast), 0].tolist()
        assert lefts == sorted(lefts)
