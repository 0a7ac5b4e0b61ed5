"""Captions that a search found, put in order by a scorer beside the captioner."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import torch

from core.models.caption_encoders import Encoder
from core.models.caption_model import CaptionModel, load_model, save_model
from core.models.caption_reranking import Reranker
from core.models.caption_search import Said
from core.models.dual_encoder import load_dual
from core.models.encoder_decoder import EncoderDecoder
from tests.core.models.test_encoder_decoder import config, pictures
from tests.core.models.tiny import make_scorer, make_scorer_of_drawings
from train.captioning import building
from train.captioning.words import of_texts, tokenizer_of

TEXTS = ["a fox in the snow", "two bears dance", "the sea at night", "a boat on it"]
ENCODER = Encoder("efficientnet-lite2")
SAID = [Said(ids=(4 + i,), chances=(-1.0,)) for i in range(len(TEXTS))]


@pytest.fixture
def captioner(tmp_path: Path) -> Path:
    """A captioner that knows nothing, with a scorer beside it that knows as much."""
    torch.manual_seed(3)
    make_scorer_of_drawings(tmp_path / "scorer", TEXTS)
    words = of_texts(TEXTS, threshold=1)
    folder = tmp_path / "captioner"
    named = {"folder": "../scorer", "weight": 500.0}
    save_model(CaptionModel(config(words=len(words)) | {"reranker": named}), folder)
    words.save(folder)
    return folder


def reranker(folder: Path, weight: float) -> Reranker:
    named = {"folder": "../scorer", "weight": weight}
    return Reranker.of_config(named, folder, ENCODER, tokenizer_of)


def features(count: int) -> torch.Tensor:
    torch.manual_seed(0)
    return torch.rand(count, 81, 1280)


def test_the_scorer_decides_among_equals_and_the_search_where_it_weighs_nothing(
    captioner: Path,
) -> None:
    found, seen = [SAID, SAID[::-1]], features(2)
    judged = reranker(captioner, 1.0)
    ordered = judged.in_order(seen, found, [TEXTS, TEXTS[::-1]])
    scorer = load_dual(captioner.parent / "scorer")
    vectors = scorer.of_features(scorer.picture.pooled(seen))
    for vector, captions in zip(vectors, ordered, strict=True):
        fits = [
            float(scorer.of_ids(
                torch.tensor([judged.tokenizer(TEXTS[one.ids[0] - 4])["input_ids"]])
            )[0].detach() @ vector.detach())
            for _, one in captions
        ]  # fmt: skip
        assert fits == sorted(fits, reverse=True)
        assert {one for _, one in captions} == set(SAID)
        assert [worth for worth, _ in captions] == pytest.approx([fit - 1 for fit in fits])
    plain = reranker(captioner, 0.0).in_order(seen, found, [TEXTS, TEXTS[::-1]])
    assert [[one for _, one in said] for said in plain] == found


def test_likelier_words_outweigh_a_small_difference(captioner: Path) -> None:
    sure = [*SAID[:3], Said(ids=(7,), chances=(-0.01,))]
    ordered = reranker(captioner, 1e-3).in_order(features(1), [sure], [TEXTS])
    assert ordered[0][0][1].ids == (7,)


def test_a_captioner_says_what_its_reranker_prefers(captioner: Path) -> None:
    own = EncoderDecoder.of_folder(captioner, tokenizer_of)
    judged = own.speaker.reranker
    assert judged is not None
    shown, said = pictures(3), {}
    for weight in (500.0, -500.0):
        judged.weight = weight
        said[weight] = [one.text for one in own.caption(shown, check=lambda: None)]
        alone = [own.caption([one], check=lambda: None)[0].text for one in shown]
        assert alone == said[weight]
    assert all(best != worst for best, worst in zip(said[500.0], said[-500.0], strict=True))


@pytest.mark.parametrize("name", ["scorer", "../../scorer", "/tmp/scorer", "..", "../.."])
def test_only_a_folder_beside_it_is_read(captioner: Path, name: str) -> None:
    with pytest.raises(ValueError, match="is not in a folder beside it"):
        Reranker.of_config({"folder": name, "weight": 1.0}, captioner, ENCODER, tokenizer_of)


def test_a_scorer_that_looks_otherwise_is_refused(captioner: Path) -> None:
    make_scorer(captioner.parent / "other", TEXTS)
    named = {"folder": "../other", "weight": 1.0}
    with pytest.raises(ValueError, match=r"reranker \.\./other looks through clip-vit"):
        Reranker.of_config(named, captioner, ENCODER, tokenizer_of)


def test_a_captioner_without_its_scorer_says_so(captioner: Path) -> None:
    shutil.rmtree(captioner.parent / "scorer")
    with pytest.raises(ValueError, match=r"its reranker \.\./scorer is missing"):
        EncoderDecoder.of_folder(captioner, tokenizer_of)


def test_one_that_is_taught_on_has_neither_reranker_nor_gate(
    captioner: Path, tmp_path: Path
) -> None:
    before = load_model(captioner)
    gated = CaptionModel({**before.config, "gate": {"of": 1}}, before.encoder)
    save_model(gated, captioner)
    model, _ = building.finished(captioner)
    save_model(model, tmp_path / "new")
    kept: dict[str, Any] = json.loads((tmp_path / "new" / "config.json").read_text("utf-8"))
    assert not {"reranker", "gate"} & set(kept)
    assert load_model(tmp_path / "new").gate is None
