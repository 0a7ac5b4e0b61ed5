"""Captioners of ViT and GPT-2: a tiny one in the published layout, from a user's own catalogue."""

from pathlib import Path

import pytest
import torch

from core.errors import Cancelled, DamagedWeights
from core.models.device import DevicePlan
from core.models.loading import load
from core.models.registry import Catalog
from core.models.vision_encoder_decoder import VisionEncoderDecoder
from tests.core.models.test_families import Stop, never, pictures
from tests.core.models.tiny_published import make_vision_language, make_vit_gpt2

OWN = """
[models.mine]
role = "captioner"
family = "vision_encoder_decoder"
path = "captioner"
label = "My captioner"
licence = "Apache-2.0"
options = {max_new_tokens = 12}
"""
PLAN = DevicePlan(device="cpu", dtype="float32", why="A test.")


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    torch.set_num_threads(1)
    torch.manual_seed(0)
    folder = tmp_path_factory.mktemp("captioner")
    make_vit_gpt2(folder / "captioner")
    (folder / "own.toml").write_text(OWN)
    return Catalog.load(folder / "own.toml")


@pytest.fixture(scope="module")
def captioner(own: Catalog) -> VisionEncoderDecoder:
    return load(own, "mine", PLAN)


def test_captions_of_a_batch_are_those_of_single_pictures(captioner: VisionEncoderDecoder) -> None:
    batch = captioner.caption([*pictures(3), pictures(1)[0].convert("L")], check=never)
    alone = [captioner.caption([p], check=never)[0] for p in pictures(3)]
    assert [c.text for c in batch[:3]] == [c.text for c in alone]
    assert [c.confidence for c in batch[:3]] == pytest.approx([c.confidence for c in alone], 1e-3)
    assert all(c.text and 0 < c.confidence <= 1 for c in batch)
    assert captioner.caption([], check=never) == []


def test_the_likeliest_words_are_said(captioner: VisionEncoderDecoder) -> None:
    [said] = captioner.caption(pictures(1), check=never)
    pixels = captioner.processor(images=pictures(1), return_tensors="pt")["pixel_values"]
    ids = [captioner.tokenizer.bos_token_id]
    with torch.inference_mode():
        while len(ids) <= captioner.max_new_tokens:
            out = captioner.model(pixel_values=pixels, decoder_input_ids=torch.tensor([ids]))
            ids.append(int(out.logits[0, -1].argmax()))
            if ids[-1] == captioner.tokenizer.eos_token_id:
                break
    assert said.text == captioner.tokenizer.decode(ids, skip_special_tokens=True).strip()


def test_it_can_be_cancelled_between_words(captioner: VisionEncoderDecoder) -> None:
    stop = Stop(3)
    with pytest.raises(Cancelled):
        captioner.caption(pictures(2), check=stop)
    assert stop.calls == 4


def test_half_precision_sees_the_same(own: Catalog) -> None:
    half = load(own, "mine", DevicePlan(device="cpu", dtype="bfloat16", why="A test."))
    assert half.model.dtype == torch.bfloat16
    assert all(c.text for c in half.caption(pictures(2), check=never))


def test_another_architecture_is_refused(tmp_path: Path) -> None:
    make_vision_language(tmp_path / "captioner")
    (tmp_path / "own.toml").write_text(OWN)
    with pytest.raises(DamagedWeights, match=r"Idefics3.*loads VisionEncoderDecoderModel"):
        load(Catalog.load(tmp_path / "own.toml"), "mine", PLAN)


def test_a_tokenizer_is_needed(tmp_path: Path) -> None:
    make_vit_gpt2(tmp_path / "captioner")
    (tmp_path / "captioner/merges.txt").unlink()
    (tmp_path / "captioner/vocab.json").unlink()
    (tmp_path / "own.toml").write_text(OWN)
    with pytest.raises(DamagedWeights, match="it has no tokenizer"):
        load(Catalog.load(tmp_path / "own.toml"), "mine", PLAN)
