"""Scorers of the family dual_encoder: a tiny real one saved and loaded, unit vectors that don't
depend on company, and files that are refused."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import load_file, save_file

from core.errors import DamagedWeights
from core.models.device import choose_device
from core.models.dual_encoder import DualEncoder, load_dual, save_dual
from core.models.source import Source
from tests.core.models.tiny import make_scorer, make_scorer_of_drawings

CPU = choose_device("cpu")
TEXTS = ("a fox in the snow", "two bears dance", "the sea at night, and a boat on it")


def source(folder: Path) -> Source:
    return Source(folder=folder, label="Tiny scorer", how="make it again", options={})


def pictures() -> list[Image.Image]:
    rng = np.random.default_rng(0)
    return [
        Image.fromarray(rng.integers(0, 255, (60 + 9 * i, 80, 3), dtype=np.uint8)).resize(
            (200, 100 + i), Image.Resampling.NEAREST
        )
        for i in range(3)
    ]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A scorer of few numbers on an encoder of few numbers."""
    folder = tmp_path_factory.mktemp("models") / "scorer"
    make_scorer(folder, TEXTS)
    return folder


@pytest.fixture
def own(made: Path, tmp_path: Path) -> Path:
    """A copy of it that may be damaged."""
    return Path(shutil.copytree(made, tmp_path / "models" / "scorer"))


def test_vectors_are_of_length_one_and_keep_no_company(made: Path) -> None:
    scorer = DualEncoder.load(source(made), CPU)
    seen, read = scorer.embed_images(pictures()), scorer.embed_texts(TEXTS)
    for vectors in (seen, read):
        assert vectors.shape == (3, 16)
        assert vectors.dtype == np.float32
        assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(3), abs=1e-5)
        assert abs(vectors[0] - vectors[1]).max() > 1e-3
    alone = np.concatenate([scorer.embed_images([picture]) for picture in pictures()])
    assert alone == pytest.approx(seen, abs=1e-5)
    apart = np.concatenate([scorer.embed_texts([text]) for text in TEXTS])
    assert apart == pytest.approx(read, abs=1e-5)


def test_odd_texts_have_vectors_too(made: Path) -> None:
    scorer = DualEncoder.load(source(made), CPU)
    read = scorer.embed_texts(["", "fox " * 500, "🦊", "FOX in the snow!"])
    assert np.linalg.norm(read, axis=1) == pytest.approx(np.ones(4), abs=1e-5)
    assert scorer.embed_texts([]).shape == scorer.embed_images([]).shape == (0, 16)
    many = scorer.embed_texts(["a fox"] * 40)
    assert abs(many - many[0]).max() < 1e-5
    assert len(scorer.embed_images([*pictures(), *pictures()] * 3)) == 18


def test_it_comes_back_as_it_was_saved(made: Path, tmp_path: Path) -> None:
    first = load_dual(made)
    save_dual(first, tmp_path / "again")
    second = load_dual(tmp_path / "again")
    for name, part in first.state_dict().items():
        assert torch.allclose(second.state_dict()[name], part, atol=2e-2), name


def test_the_encoder_may_lie_in_the_captioner_beside_it(own: Path) -> None:
    before = DualEncoder.load(source(own), CPU).embed_images(pictures())
    captioner = own.parent / "captioner"
    captioner.mkdir()
    shutil.move(own / "encoder.safetensors", captioner / "model-00001-of-00002.safetensors")
    with pytest.raises(ValueError, match=r"encoder\.safetensors is missing"):
        load_dual(own)
    change(own, file="../captioner/model-00001-of-00002.safetensors")
    assert DualEncoder.load(source(own), CPU).embed_images(pictures()) == pytest.approx(before)
    for other in ("../../models/captioner/x.safetensors", "/etc/passwd", "..", "../captioner/../x",
                  "../captioner/a/b/x"):  # fmt: skip
        change(own, file=other)
        with pytest.raises(ValueError, match="neither in its folder nor in one beside it"):
            load_dual(own)


def change(folder: Path, **given: str) -> None:
    config = json.loads((folder / "config.json").read_text())
    config["encoder"] |= given
    (folder / "config.json").write_text(json.dumps(config))


@pytest.fixture
def two_heads(tmp_path: Path) -> Path:
    """A scorer with a head for drawings whose last stages lie in the captioner beside it."""
    folder = tmp_path / "models" / "scorer"
    make_scorer_of_drawings(folder, TEXTS)
    drawings = folder.parent / "captioner" / "drawings"
    drawings.mkdir(parents=True)
    shutil.move(folder / "tail.safetensors", drawings / "model-00002-of-00002.safetensors")
    config = json.loads((folder / "config.json").read_text())
    config["drawn"]["file"] = "../captioner/drawings/model-00002-of-00002.safetensors"
    (folder / "config.json").write_text(json.dumps(config))
    return folder


def test_drawings_have_a_head_of_their_own(two_heads: Path) -> None:
    model = load_dual(two_heads)
    assert model.gate is not None
    found = {}
    for name, gate in (("photos", -1e3), ("drawings", 1e3)):
        model.gate.weight.data.zero_()
        model.gate.bias.data.fill_(gate)
        found[name] = DualEncoder(model, None).embed_images(pictures())
    assert abs(found["photos"] - found["drawings"]).max() > 1e-3
    plain = model.of_features(model.picture.pooled(model.encoder(model.encoder.pixels(pictures()))))
    assert found["photos"] == pytest.approx(plain.detach().numpy(), abs=1e-4)
    model.gate.weight.data.normal_(std=50.0)
    model.gate.bias.data.zero_()
    mixed = DualEncoder(model, None).embed_images(pictures())
    for row, vector in enumerate(mixed):
        chosen = min(abs(vector - some[row]).max() for some in found.values())
        assert chosen < 1e-4, "each picture by the head of its kind"


def test_both_heads_come_back_as_they_were_saved(two_heads: Path, tmp_path: Path) -> None:
    first = load_dual(two_heads)
    drawings = two_heads.parent / "captioner/drawings/model-00002-of-00002.safetensors"
    save_dual(first, two_heads.parent / "again", tail=drawings)
    second = load_dual(two_heads.parent / "again")
    for name, part in first.state_dict().items():
        assert torch.allclose(second.state_dict()[name], part, atol=2e-2), name
    assert second.config["drawn"]["file"].endswith("drawings/model-00002-of-00002.safetensors")
    state = load_file(drawings)
    state["tail.head.bias"] += 1
    save_file(state, drawings)
    with pytest.raises(ValueError, match=r"encoder of drawings .* not the one"):
        load_dual(two_heads)
    with pytest.raises(ValueError, match="does not hold the tail"):
        save_dual(first, two_heads.parent / "third", tail=drawings)


def test_another_encoder_is_refused(own: Path) -> None:
    file = own / "encoder.safetensors"
    state = load_file(file)
    state["encoder.body.post_layernorm.bias"] += 1
    save_file(state, file)
    with pytest.raises(ValueError, match="not the one that it was trained with"):
        load_dual(own)


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda state: state.pop("picture.narrow.bias"), "lacks picture.narrow.bias"),
        (lambda state: state.update(more=torch.ones(2)), "has more, which is not wanted"),
    ],
)
def test_damaged_weights_are_refused(own: Path, damage: object, said: str) -> None:
    state = load_file(own / "model.safetensors")
    damage(state)  # type: ignore[operator]
    save_file(state, own / "model.safetensors")
    with pytest.raises(ValueError, match=said):
        load_dual(own)


def test_weights_that_are_no_numbers_are_refused(own: Path) -> None:
    state = load_file(own / "model.safetensors")
    state["text.widen.weight"][0, 0] = torch.nan
    save_file(state, own / "model.safetensors")
    with pytest.raises(DamagedWeights, match=r"not all weights are numbers, e\.g\. in text\.widen"):
        DualEncoder.load(source(own), CPU)
