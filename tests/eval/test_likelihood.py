"""Likelihoods and CLIP vectors, with tiny models of the real classes."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from core.errors import BadInput
from core.models.causal_lm import CausalLM
from core.models.clip import Clip
from core.models.device import DevicePlan
from core.models.source import Source
from core.stages.conversation import BookAsked, PageAsked
from eval.measures import clip, likelihood

CPU = DevicePlan(device="cpu", dtype="float32", why="a test")


def source(catalog: Path, name: str, **options: Any) -> Source:
    folder = catalog.parent / "starter" / name
    return Source(folder=folder, label=name, how="", options=options)


@pytest.fixture(scope="module")
def writer(tiny_catalog: Path) -> CausalLM:
    return CausalLM.load(source(tiny_catalog, "writer", prompt_format="plain"), CPU)


def test_each_token_has_the_likelihood_that_the_model_gives_it(writer: CausalLM) -> None:
    """Against one pass a token, which sees nothing of what comes later."""
    text = "the quick brown fox"
    ids = writer.tokenizer.encode(text, add_special_tokens=False)
    expected = []
    for i in range(1, len(ids)):
        with torch.inference_mode():
            logits = writer.model(input_ids=torch.tensor([ids[:i]])).logits[0, -1]
        expected.append(float(logits.log_softmax(-1)[ids[i]]))
    assert likelihood.of_tokens(writer, text) == pytest.approx(expected, abs=1e-4)


def test_behind_a_prompt_every_token_counts(writer: CausalLM) -> None:
    ids = writer.tokenizer.encode("brown fox", add_special_tokens=False)
    assert len(likelihood.of_tokens(writer, "brown fox", prompt="the quick ")) == len(ids)
    assert len(likelihood.of_tokens(writer, "brown fox")) == len(ids) - 1


def test_a_text_without_tokens_or_with_too_many_is_refused(writer: CausalLM) -> None:
    with pytest.raises(BadInput, match="too short"):
        likelihood.of_tokens(writer, "")
    with pytest.raises(BadInput, match="at once"):
        likelihood.of_tokens(writer, "fox " * writer.max_tokens)


def test_a_story_is_weighed_under_every_mood(writer: CausalLM) -> None:
    book = BookAsked(pages=(PageAsked(caption="a fox"), PageAsked(caption="a dog")), mood="funny")
    parts = ["The fox ran.", "The dog sat."]
    found = likelihood.of_moods(writer, book, parts=parts, moods=["scary", "comedy"])
    assert list(found) == ["scary", "comedy"]
    assert all(value < 0 for value in found.values())
    assert found["scary"] != found["comedy"]


def test_captions_are_embedded_behind_the_prefix(tiny_catalog: Path) -> None:
    scorer = Clip.load(source(tiny_catalog, "clip"), CPU)
    vectors = clip.caption_vectors(scorer, ["a fox"])
    assert vectors == pytest.approx(scorer.embed_texts(["A photo depicts a fox"]))
    picture = scorer.embed_images([Image.new("RGB", (32, 32), "red")])
    expected = 2.5 * max(0.0, float((picture * vectors).sum()))
    assert clip.clip_score(picture, vectors) == pytest.approx([expected], abs=1e-5)
    assert np.isfinite(clip.percent_cosine(picture, vectors)).all()
