"""A language model as a decoder: what it remembers changes nothing of what it says or learns."""

from typing import Any

import pytest
import torch
from torch import Tensor
from torch.nn import functional as F

from core.models.caption_lm import LmDecoder
from core.models.caption_search import Search, beam_search

WORDS, PREFIX = 40, 9
CONFIGS = {
    "gpt2": {"n_embd": 32, "n_layer": 2, "n_head": 2, "n_positions": 64},
    "llama": {
        "hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 2,
        "num_attention_heads": 4, "num_key_value_heads": 2,
    },
}  # fmt: skip


@pytest.fixture(params=list(CONFIGS))
def decoder(request: pytest.FixtureRequest) -> LmDecoder:
    torch.manual_seed(0)
    marks = {"bos_token_id": 1, "eos_token_id": 2, "pad_token_id": 0}
    config = {"model_type": request.param, "vocab_size": WORDS, **CONFIGS[request.param], **marks}
    made = LmDecoder(channels=8, places=81, config=config, prefix=PREFIX).eval()
    for weight in made.lm.parameters():  # as loud as a taught one, so that words differ
        weight.data *= 4 if weight.ndim > 1 else 1
    return made


def before(decoder: LmDecoder, features: Tensor) -> Tensor:
    """What stands before the words, (B, prefix, width)."""
    grid = F.adaptive_avg_pool2d(features.mT.unflatten(2, (9, 9)), 3)
    return decoder.map(grid.flatten(2).mT) + decoder.place


class WithoutMemory:
    """The same decoder, which reads picture and words anew for every word."""

    def __init__(self, decoder: LmDecoder) -> None:
        self.decoder = decoder

    def see(self, features: Tensor) -> dict[str, Tensor]:
        return {"seen": before(self.decoder, features)}

    def step(self, state: dict[str, Tensor], ids: Tensor, at: int) -> Any:
        told = torch.cat([state["told"], ids[:, None]], 1) if at else ids[:, None]
        rows = len(ids) // len(state["seen"])
        words = self.decoder.lm.get_input_embeddings()(told)
        both = torch.cat([state["seen"].repeat_interleave(rows, 0), words], 1)
        logits = self.decoder.lm(inputs_embeds=both, use_cache=False).logits[:, -1]
        return logits, {"seen": state["seen"], "told": told}


@pytest.mark.parametrize("beams", [1, 3])
def test_what_is_remembered_changes_no_caption(decoder: LmDecoder, beams: int) -> None:
    features, search = 30 * torch.randn(5, 81, 8), Search(beams=beams, longest=12)
    found = beam_search(decoder, features, search)
    wanted = beam_search(WithoutMemory(decoder), features, search)
    assert [[s.ids for s in said] for said in found] == [[s.ids for s in said] for said in wanted]
    for said, same in zip(found, wanted, strict=True):
        assert said[0].mean == pytest.approx(same[0].mean, abs=1e-3)
    assert len({said[0].ids for said in found}) > 1


def test_a_picture_is_read_once_for_all_beams(decoder: LmDecoder) -> None:
    read: list[int] = []
    decoder.lm.register_forward_pre_hook(
        lambda _, __, given: read.append(given["inputs_embeds"].shape[:2].numel()),
        with_kwargs=True,
    )
    with torch.inference_mode():
        seen = decoder.see(torch.rand(2, 81, 8))
    for _ in range(2):
        beam_search(decoder, torch.rand(2, 81, 8), Search(beams=3, longest=4), seen=seen)
    assert read[0] == 2 * PREFIX
    assert max(read[1:]) == 2 * 3, "one word a beam"


def test_captions_in_one_row_are_learnt_as_if_each_stood_alone(decoder: LmDecoder) -> None:
    features = torch.rand(3, 81, 8)
    ids = torch.randint(3, WORDS, (3, 4, 7))
    kept = torch.arange(7) < torch.randint(1, 8, (3, 4, 1))
    kept[0, 0, :2] = torch.tensor([False, True])  # a word that nobody knows
    rows = before(decoder, features).repeat_interleave(4, 0)
    words = decoder.lm.get_input_embeddings()(ids.flatten(0, 1))
    plain = decoder.lm(inputs_embeds=torch.cat([rows, words], 1)).logits[:, PREFIX:]
    wanted = plain.unflatten(0, (3, 4))[kept]
    wanted.square().mean().backward()
    grads = [p.grad for p in decoder.parameters()]
    decoder.zero_grad(set_to_none=True)
    found = decoder(decoder.see(features), ids, kept)
    found.square().mean().backward()
    assert torch.allclose(found, wanted, atol=1e-4)
    for grad, weight in zip(grads, decoder.parameters(), strict=True):
        assert torch.allclose(grad, weight.grad, atol=1e-4)
