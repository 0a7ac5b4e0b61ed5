"""The family `encoder_decoder`: its encoders at true size, its search, files and two voices."""

from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from torch import nn

from core.errors import BadInput, UnknownName
from core.models.caption_encoders import KINDS, Encoder
from core.models.caption_lm import LmDecoder
from core.models.caption_lstm import LstmDecoder
from core.models.caption_model import CaptionModel, load_model, save_model
from core.models.caption_search import END, START, Search, beam_search
from core.models.caption_transformer import TransformerDecoder
from core.models.efficientnet_lite import EfficientNetLite, from_published
from core.models.encoder_decoder import EncoderDecoder, Speaker

WORDS = 40


def pictures(count: int) -> list[Image.Image]:
    rng = np.random.default_rng(0)
    return [Image.fromarray(rng.integers(0, 255, (30, 40, 3), np.uint8)) for _ in range(count)]


def config(**decoder: object) -> dict[str, object]:
    small = {"kind": "transformer", "words": WORDS, "width": 32, "heads": 2, "layers": 2}
    return {
        "architectures": ["StudioCaptioner"],
        "encoder": {"kind": "efficientnet-lite2"},
        "decoder": small | decoder,
        "search": {"longest": 8},
    }


class Numbers:
    """Words that are their own numbers."""

    def decode(self, ids: list[int], skip_special_tokens: bool = True) -> str:
        return " ".join(f"w{number}" for number in ids)


@pytest.mark.parametrize(
    ("kind", "million"), [("efficientnet-lite2", 4.8), ("resnet50", 23.5), ("clip-vit", 87.5)]
)
def test_encoders_have_their_true_size(kind: str, million: float) -> None:
    encoder = Encoder(kind).eval()
    assert sum(p.numel() for p in encoder.parameters()) / 1e6 == pytest.approx(million, abs=0.1)
    with torch.inference_mode():
        features = encoder(encoder.pixels(pictures(1)))
    assert features.shape == (1, KINDS[kind]["places"], KINDS[kind]["channels"])


def test_an_unknown_encoder_lists_the_known_ones() -> None:
    with pytest.raises(UnknownName, match="clip-vit, efficientnet-lite2, resnet50"):
        Encoder("vgg")


def test_published_weights_find_their_places() -> None:
    """Names and shapes of the published state; normalisation that does nothing changes nothing."""
    torch.manual_seed(0)
    model = EfficientNetLite()
    state: dict[str, torch.Tensor] = {}

    def put(name: str, norm: str, conv: nn.Conv2d) -> None:
        state[f"{name}.weight"] = conv.weight.detach()
        ones = torch.ones(len(conv.weight))
        state[f"{norm}.weight"], state[f"{norm}.running_var"] = ones, ones - 1e-3
        state[f"{norm}.bias"] = conv.bias.detach()
        state[f"{norm}.running_mean"] = 0 * ones

    put("_conv_stem", "_bn0", model.stem)
    for number, block in enumerate(model.blocks):
        name = f"_blocks.{number}."
        if block.expand is not None:
            put(f"{name}_expand_conv", f"{name}_bn0", block.expand)
        put(f"{name}_depthwise_conv", f"{name}_bn1", block.depthwise)
        put(f"{name}_project_conv", f"{name}_bn2", block.project)
    put("_conv_head", "_bn1", model.head)
    state["_fc.weight"], state["_fc.bias"] = torch.zeros(1000, 1280), torch.zeros(1000)
    read, _ = from_published(state)
    for name, part in model.state_dict().items():
        assert torch.allclose(part, read.state_dict()[name], atol=1e-6), name
    with pytest.raises(ValueError, match="is over"):
        from_published(state | {"_blocks.21._project_conv.weight": torch.zeros(1)})


@pytest.mark.parametrize("kind", ["transformer", "lstm", "attention-lstm", "lm"])
def test_a_step_says_what_the_whole_says(kind: str) -> None:
    torch.manual_seed(0)
    lm = {
        "model_type": "gpt2", "vocab_size": WORDS, "n_embd": 32, "n_layer": 2, "n_head": 2,
        "n_positions": 32,
    }  # fmt: skip
    given = {"kind": kind, "heads": 2, **({"config": lm, "prefix": 4} if kind == "lm" else {})}
    decoder = CaptionModel(config(**given)).eval().decoder
    features = torch.rand(2, 81, 1280)
    ids = torch.tensor([[[START, 5, 6]] * 2, [[START, 7, 8]] * 2])
    with torch.inference_mode():
        whole = decoder(decoder.see(features), ids)
        kept = torch.rand(ids.shape) < 0.5
        assert torch.allclose(decoder(decoder.see(features), ids, kept), whole[kept], atol=1e-5)
        state = decoder.see(features)
        for at in range(3):
            logits, state = decoder.step(state, ids[:, :, at].flatten(), at)
            assert torch.allclose(logits, whole[:, :, at].flatten(0, 1), atol=1e-4)


def test_beams_find_what_greedy_search_misses() -> None:
    """A decoder whose likeliest first word leads to an unlikely second one."""

    class Trap:
        def see(self, features: torch.Tensor) -> dict[str, torch.Tensor]:
            return {"seen": features}

        def step(self, state: dict, ids: torch.Tensor, at: int):  # type: ignore[no-untyped-def]
            logits = torch.full((len(ids), 8), -9.0)
            for row, last in enumerate(ids.tolist()):
                if last == START:
                    logits[row, 4], logits[row, 5] = 1.0, 0.9
                elif last == 4:
                    logits[row, 4:] = 0.0
                else:
                    logits[row, END] = 5.0
            return logits, state

    features = torch.zeros(3, 1, 1)
    greedy = beam_search(Trap(), features, Search(beams=1, longest=4))
    wide = beam_search(Trap(), features, Search(beams=3, longest=4))
    assert [said[0].ids for said in wide] == [(5,)] * 3
    assert greedy[0][0].ids[0] == 4
    avoided = beam_search(Trap(), features, Search(beams=3, longest=4), avoid=[{5}] * 3)
    assert avoided[0][0].ids != (5,)


def test_pictures_are_searched_as_if_each_were_alone() -> None:
    torch.manual_seed(2)
    decoder = TransformerDecoder(words=9, channels=8, places=4, width=16, heads=2, layers=1).eval()
    features, search = 20 * torch.rand(6, 4, 8), Search(longest=9)
    together = beam_search(decoder, features, search, avoid=[{4}, {5}, {6}] * 2)
    alone = [
        beam_search(decoder, features[i : i + 1], search, avoid=[{4 + i % 3}])[0] for i in range(6)
    ]
    assert [[s.ids for s in said] for said in together] == [[s.ids for s in said] for said in alone]
    assert len({len(said[0].ids) for said in together}) > 1, "some are done before others"


def test_no_three_words_are_said_twice() -> None:
    torch.manual_seed(1)
    decoder = TransformerDecoder(words=6, channels=8, places=4, width=16, heads=2, layers=1).eval()
    for said in beam_search(decoder, torch.rand(4, 4, 8), Search(longest=30)):
        ids = said[0].ids
        runs = [ids[i : i + 3] for i in range(len(ids) - 2)]
        assert len(runs) == len(set(runs))
        assert len(ids) <= 29


@pytest.mark.parametrize("int8", [False, True])
def test_what_was_saved_loads(tmp_path: Path, int8: bool) -> None:
    torch.manual_seed(0)
    model = CaptionModel(config(width=128)).eval()
    save_model(model, tmp_path, int8=int8)
    again = load_model(tmp_path)
    for name, part in model.state_dict().items():
        apart = (part - again.state_dict()[name]).abs().max()
        assert apart <= (part.abs().max() / 100 if int8 else 1e-3), name
    shard = sorted(tmp_path.glob("*.safetensors"))[1]
    shard.rename(tmp_path / "model-00003.safetensors")
    with pytest.raises(OSError, match="model-00002"):
        load_model(tmp_path)


def test_telling_words_are_said_once_and_colours_twice() -> None:
    """A decoder that says "a black dog black a dog dog …" if it may."""

    class Dogs:
        def see(self, features: torch.Tensor) -> dict[str, torch.Tensor]:
            return {"seen": features}

        def step(
            self, state: dict[str, torch.Tensor], ids: torch.Tensor, at: int
        ) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
            logits = torch.full((len(ids), 8), -20.0)
            logits[:, (4, 5, 6, 5, 4, 6, 6)[at] if at < 7 else END] = 5.0
            logits[:, END] = -1.0
            return logits, state

    search = Search(beams=1, longest=9, once=True, free=frozenset({4, 5}))
    said = beam_search(Dogs(), torch.zeros(1, 1, 1), search)[0][0]
    assert said.ids == (4, 5, 6, 5, 4)
    assert beam_search(Dogs(), torch.zeros(1, 1, 1), Search(beams=1, longest=9))[0][0].ids == (
        4, 5, 6, 5, 4, 6, 6,
    )  # fmt: skip


def test_the_gate_chooses_who_speaks(tmp_path: Path) -> None:
    torch.manual_seed(0)
    photos = CaptionModel(config()).eval()
    drawings = CaptionModel({**config(), "gate": {"of": 1}}, photos.encoder).eval()
    save_model(photos, tmp_path)
    save_model(drawings, tmp_path / "drawings", with_encoder=False)
    for bias, number in ((100.0, 1), (-100.0, 0)):
        captioner = EncoderDecoder.of_folder(tmp_path, lambda folder: Numbers())
        assert captioner.drawings is not None
        gate = captioner.drawings.model.gate
        nn.init.zeros_(gate.weight)
        nn.init.constant_(gate.bias, bias)
        said = captioner.caption(pictures(2), check=lambda: None)
        alone = EncoderDecoder(Speaker((photos, drawings)[number], Numbers()))
        wanted = alone.caption(pictures(2), check=lambda: None)
        assert [one.text for one in said] == [one.text for one in wanted]


def test_a_tail_is_looked_through_by_its_own_decoder(tmp_path: Path) -> None:
    torch.manual_seed(0)
    photos = CaptionModel(config()).eval()
    drawings = CaptionModel({**config(), "gate": {"of": 1}, "tail": True}, photos.encoder).eval()
    middle = photos.encoder.middle(photos.encoder.pixels(pictures(2)))
    plain = photos.encoder.after(middle)
    assert drawings.tail is not None
    assert torch.allclose(drawings.tail(middle), plain, atol=1e-5), "as the encoder, untaught"
    nn.init.constant_(drawings.tail.head.bias, 3.0)
    drawings.gate.bias.data.fill_(100.0)
    drawings.gate.weight.data.zero_()
    save_model(photos, tmp_path)
    save_model(drawings, tmp_path / "drawings", with_encoder=False, int8=True)
    read = EncoderDecoder.of_folder(tmp_path, lambda folder: Numbers())
    assert read.drawings is not None
    tail = read.drawings.model.tail
    assert torch.allclose(tail(middle), drawings.tail(middle), atol=0.1)
    assert not torch.allclose(tail(middle), plain, atol=0.5)
    alone = read.drawings.say(tail(middle), check=lambda: None)
    said = read.caption(pictures(2), check=lambda: None)
    assert [one.text for one in said] == [one.text for one in alone]


def test_only_the_bundled_encoder_has_a_tail() -> None:
    with pytest.raises(BadInput, match="Only efficientnet-lite2"):
        CaptionModel({**config(), "encoder": {"kind": "resnet50"}, "tail": True})


def test_a_language_model_keeps_its_size() -> None:
    """GPT-2 as *Image-to-Story Generator* uses it, with ResNet's 2,048 pooled features."""
    with torch.device("meta"):
        decoder = LmDecoder(
            channels=2048, places=49, config={"model_type": "gpt2"}, prefix=1, mapping="linear"
        )
        story = LstmDecoder(words=7727, channels=2048, width=512)
    assert sum(p.numel() for p in decoder.lm.parameters()) == 124_439_808
    assert decoder.map.weight.shape == (768, 2048)
    assert story.first.weight.shape == (2 * 512, 2048)
