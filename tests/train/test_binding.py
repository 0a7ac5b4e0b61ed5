"""Which words belong to which figure: the help that the illustrator gets while it learns."""

from pathlib import Path

import pytest
import torch
from diffusers.models.attention_processor import AttnProcessor

from train.binding import SIDE, Watch, binding, cells_of
from train.drawn import Drawn
from train.illustrator import build_unet
from train.words import WIDTH, Words, build_tokenizer

LEFT, RIGHT = [0.0, 0.5, 0.5, 1.0], [0.5, 0.5, 1.0, 1.0]
COUNT = 14


def looks(left: slice, right: slice) -> torch.Tensor:
    """Attention of one layer: what stands left looks at some words, the rest at others."""
    seen = torch.zeros(1, 4, SIDE * SIDE, COUNT)
    for box, words in ((LEFT, left), (RIGHT, right)):
        inside = cells_of(torch.tensor([box]))[0]
        seen[0, :, inside, words] = 1 / len(range(*words.indices(COUNT)))
    return seen


def test_looking_at_ones_own_words_costs_nothing() -> None:
    boxes, clean = torch.tensor([[LEFT, RIGHT, [0.0] * 4]]), torch.ones(1)
    own = binding([looks(slice(2, 5), slice(7, 10))], [[4, 9]], boxes, clean)
    swapped = binding([looks(slice(7, 10), slice(2, 5))], [[4, 9]], boxes, clean)
    half = binding([looks(slice(1, 13), slice(1, 13))], [[4, 9]], boxes, clean)
    assert own.abs() < 0.01
    assert own < half < swapped


def test_cells_of_two_figures_pictures_of_noise_and_the_unnamed_teach_nothing() -> None:
    seen = [looks(slice(7, 10), slice(2, 5))]
    nothing = torch.zeros(1)
    same = torch.tensor([[LEFT, LEFT, [0.0] * 4]])
    apart = torch.tensor([[LEFT, RIGHT, [0.0] * 4]])
    assert binding(seen, [[4, 9]], same, torch.ones(1)) == nothing
    assert binding(seen, [[4, 9]], apart, nothing) == nothing
    assert binding(seen, [[]], apart, torch.ones(1)) == nothing
    assert binding(seen, [[-1, -1]], apart, torch.ones(1)) == nothing


def test_the_watch_keeps_what_the_layers_that_read_words_saw() -> None:
    net = build_unet()
    watch = Watch(net)
    net.set_attn_processor(AttnProcessor())
    net(torch.randn(2, 32, 16, 16), torch.tensor([5, 900]), torch.randn(2, COUNT, WIDTH))
    seen = watch.take()
    assert [tuple(layer.shape) for layer in seen] == [(2, 4, SIDE * SIDE, COUNT)] * 3
    assert torch.allclose(seen[0].sum(-1), torch.ones(()), atol=1e-4)
    assert watch.take() == []


@pytest.fixture(scope="module")
def words(drawn: Path) -> Words:
    return Words(build_tokenizer((c for row in Drawn(drawn).rows for c in row["captions"]), 1500))


def test_nouns_are_found_where_they_stand(words: Words) -> None:
    def named(text: str, *kinds: str) -> list[str]:
        ids = words.tokenizer(text).input_ids
        places = words.places(text, kinds)
        return ["" if p < 0 else words.tokenizer.decode(ids[p]).strip() for p in places]

    assert named("A girl and a boy are running, felt", "girl", "boy") == ["girl", "boy"]
    assert named("Three dogs in a field, ink drawing", "dog") == ["dogs"]
    assert named("Nobody is here", "girl") == [""]
    assert named("A lady is standing next to a lady", "woman", "woman") == ["lady", "lady"]
    text = "A lady is standing next to a lady"
    assert len(set(words.places(text, ["woman", "woman"]))) == 2


def test_most_figures_of_captions_are_found(words: Words, drawn: Path) -> None:
    data = Drawn(drawn)
    found = [place for row in data.rows for place in words.places(row["captions"][0], row["kinds"])]
    assert sum(place > 0 for place in found) >= 0.95 * len(found)


def test_the_tokenizer_reads_commas_strange_letters_and_whole_words(words: Words) -> None:
    tokenizer = words.tokenizer
    end = tokenizer.eos_token_id
    for text in ("A fox, in a red coat.", "Ünïcode “quotes” 42 – !"):
        ids = tokenizer(text).input_ids
        assert ids[-1] == end
        assert end not in ids[:-1]
    assert tokenizer("GIRL").input_ids == tokenizer("girl").input_ids
    assert words(["a girl", ""]).shape == (2, 48, WIDTH)
