"""Vision language models that follow instructions, in the layout of SmolVLM."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from core.errors import Cancelled, DamagedWeights
from core.models.device import DevicePlan
from core.models.image_text_to_text import INSTRUCTION
from core.models.loading import load
from core.models.registry import Catalog
from tests.core.models.tiny_published import make_vision_language

OWN = """
[models.mine]
role = "captioner"
family = "image_text_to_text"
path = "smol"
label = "Mine"
licence = "mine"
options = {max_new_tokens = 12}

[models.parts]
role = "captioner"
family = "image_text_to_text"
path = "smol"
label = "In parts"
licence = "mine"
options = {max_new_tokens = 12, image_splitting = true, instruction = "Which fox?"}
"""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch.set_num_threads(1)
    torch.manual_seed(1)
    root = tmp_path_factory.mktemp("smol")
    make_vision_language(root / "smol")
    (root / "own.toml").write_text(OWN)
    return root


def loaded(root: Path, model: str = "mine", dtype: str = "float32") -> Any:
    plan = DevicePlan(device="cpu", dtype=dtype, why="A test.")
    return load(Catalog.load(root / "own.toml"), model, plan)


def never() -> None:
    """A `check` that does not cancel."""


def pictures(n: int) -> list[Image.Image]:
    rng = np.random.default_rng(0)
    sizes = [(40, 50), (90, 30), (32, 32)]
    return [Image.fromarray(rng.integers(0, 255, (*sizes[i % 3], 3), np.uint8)) for i in range(n)]


@pytest.mark.parametrize("model", ["mine", "parts"])
def test_captions_of_a_batch_are_those_of_single_pictures(model: str, own: Path) -> None:
    captioner = loaded(own, model)
    batch = captioner.caption([*pictures(3), pictures(1)[0].convert("L")], check=never)
    alone = [captioner.caption([p], check=never)[0] for p in pictures(3)]
    assert captioner.caption([], check=never) == []
    assert [c.text for c in batch[:3]] == [c.text for c in alone]
    assert [c.confidence for c in batch[:3]] == pytest.approx([c.confidence for c in alone], 1e-3)
    assert all(0 < c.confidence <= 1 for c in batch)
    assert len({c.text for c in batch}) > 1
    assert not any("<" in c.text and ">" in c.text for c in batch)


def test_pictures_are_looked_at_whole_unless_asked_otherwise(own: Path) -> None:
    whole, parts = loaded(own), loaded(own, "parts")
    assert INSTRUCTION in whole.prompt
    assert "Which fox?" in parts.prompt
    counts = []
    for captioner in (whole, parts):
        inputs = captioner.processor(
            text=[captioner.prompt], images=[[pictures(1)[0]]], return_tensors="pt"
        )
        counts.append(inputs["pixel_values"].shape[1])
    assert counts[0] == 1
    assert counts[1] > 4


def test_it_runs_in_half_precision(own: Path) -> None:
    captioner = loaded(own, dtype="bfloat16")
    assert captioner.model.dtype == torch.bfloat16
    assert captioner.caption(pictures(1), check=never)[0].text


def test_captioning_can_be_cancelled(own: Path) -> None:
    calls = []

    def check() -> None:
        calls.append(1)
        if len(calls) > 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        loaded(own).caption(pictures(2), check=check)
    assert len(calls) == 4


def test_a_model_without_a_chat_template_is_refused(own: Path, tmp_path: Path) -> None:
    make_vision_language(tmp_path / "smol")
    (tmp_path / "own.toml").write_text(OWN)
    (tmp_path / "smol/chat_template.json").unlink()
    config = json.loads((tmp_path / "smol/tokenizer_config.json").read_text())
    config.pop("chat_template", None)
    (tmp_path / "smol/tokenizer_config.json").write_text(json.dumps(config))
    with pytest.raises(DamagedWeights, match="no chat template"):
        loaded(tmp_path)
