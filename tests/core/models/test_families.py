"""The torch families on tiny models of the real classes."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from core.errors import BadInput, Cancelled, DamagedWeights, UnknownName
from core.models.blip import Blip
from core.models.causal_lm import CausalLM
from core.models.device import DevicePlan, choose_device
from core.models.loading import load
from core.models.pool import ModelPool
from core.models.source import Source
from core.models.talk import Row, pick
from tests.core.models.conftest import tiny_catalog_of

ASKED = [{"role": "user", "content": "the quick brown fox jumps over Zoë"}]


class Stop:
    """A `check` that cancels at its n-th call."""

    def __init__(self, after: int) -> None:
        self.after = after
        self.calls = 0

    def __call__(self, *_: int) -> None:
        self.calls += 1
        if self.calls > self.after:
            raise Cancelled


def never() -> None:
    """A `check` that does not cancel."""


def pictures(n: int) -> list[Image.Image]:
    rng = np.random.default_rng(0)
    return [Image.fromarray(rng.integers(0, 255, (40, 50, 3), np.uint8)) for _ in range(n)]


def write(writer: CausalLM, **changes: object) -> list[str]:
    """What is heard of an answer, as it grows."""
    options = {"seeds": [3], "max_new_tokens": 60, "temperature": 1.5, "top_p": 0.95}
    heard: list[str] = []
    replies = writer.talk().answers(
        ASKED, **{**options, "check": never, "hear": heard.append, **changes}
    )  # type: ignore[arg-type]
    assert heard[-1] == replies[0].text
    return heard


def test_captions_of_a_batch_are_those_of_single_pictures(pool: ModelPool) -> None:
    with pool.use("starter-captioner") as lease:
        batch = lease.backend.caption([*pictures(3), pictures(1)[0].convert("L")], check=never)
        alone = [lease.backend.caption([p], check=never)[0] for p in pictures(3)]
        assert lease.backend.caption([], check=never) == []
    assert [c.text for c in batch[:3]] == [c.text for c in alone]
    assert [c.confidence for c in batch[:3]] == pytest.approx([c.confidence for c in alone], 1e-3)
    assert all(0 < c.confidence <= 1 for c in batch)
    assert len({c.confidence for c in batch}) > 1


def test_confidence_is_the_calibrated_mean_of_the_words(pool: ModelPool) -> None:
    with pool.use("starter-captioner") as lease:
        captioner = lease.backend
        [result] = captioner.caption(pictures(1), check=never)
        speaker = captioner.speaker
        decoder, search = speaker.model.decoder, speaker.search
        said = speaker.tokenizer(result.text, add_special_tokens=False)["input_ids"]
        with torch.inference_mode():
            seen = decoder.see(captioner.encoder(captioner.encoder.pixels(pictures(1))))
            logits = decoder(seen, torch.tensor([[[search.start, *said]]]))[0, 0]
        chances = logits.log_softmax(-1)[range(len(said) + 1), [*said, search.end]]
    curve = captioner.calibration
    score = curve["slope"] * float(chances.mean()) + curve["offset"]
    assert result.confidence == pytest.approx(1 / (1 + np.exp(-score)), rel=1e-3)
    assert result.text not in result.candidates
    assert len(set(result.candidates)) == len(result.candidates) > 0


def test_a_blips_confidence_is_the_geometric_mean_of_its_tokens(tiny_root: Path) -> None:
    folder, options = tiny_root / "starter/blip", {"max_new_tokens": 56}
    source = Source(folder=folder, label="Tiny", how="make it", options=options)
    captioner = Blip.load(source, DevicePlan(device="cpu", dtype="float32", why="A test."))
    [result] = captioner.caption(pictures(1), check=never)
    model, ids = captioner.model, [captioner.tokenizer.bos_token_id]
    pixels = captioner.processor(images=pictures(1), return_tensors="pt")["pixel_values"]
    log_p = []
    with torch.inference_mode():
        seen = model.vision_model(pixels)[0]
        for _ in range(captioner.max_new_tokens):
            out = model.text_decoder(torch.tensor([ids]), encoder_hidden_states=seen)
            best = out.logits[0, -1].log_softmax(-1).max(-1)
            ids.append(int(best.indices))
            log_p.append(float(best.values))
            if ids[-1] == captioner.tokenizer.sep_token_id:
                break
    assert result.confidence == pytest.approx(np.exp(np.mean(log_p)), rel=1e-3)


def test_captioning_can_be_cancelled(pool: ModelPool) -> None:
    with pool.use("starter-captioner") as lease, pytest.raises(Cancelled):
        lease.backend.caption(pictures(2), check=Stop(3))


def test_a_story_is_heard_as_it_is_sampled(pool: ModelPool) -> None:
    with pool.use("tiny-writer") as lease:
        writer = lease.backend
        heard = write(writer)
        ids = writer.encode(ASKED)
        tokens = list(writer.tokens(ids, 3, 60, 1.5, 0.95, never))
        whole = writer.tokenizer.decode([t for t in tokens if t not in writer.ends])
    assert len(heard) > 3
    assert whole.lstrip().startswith(heard[-1])
    assert writer.prompt_format == "plain"


def test_a_seed_means_a_story(pool: ModelPool) -> None:
    with pool.use("tiny-writer") as lease:
        first = write(lease.backend)
        torch.manual_seed(99)
        assert write(lease.backend) == first
        assert write(lease.backend, seeds=[4]) != first
        greedy = write(lease.backend, temperature=0.0)
        assert write(lease.backend, temperature=0.0, seeds=[8]) == greedy
        assert write(lease.backend, top_p=0.0) == greedy
        assert not torch.is_inference_mode_enabled()


def test_the_loop_agrees_with_generate(pool: ModelPool) -> None:
    with pool.use("tiny-writer") as lease:
        writer = lease.backend
        ids = writer.encode(ASKED)
        ours = list(writer.tokens(ids, 0, 30, 0.0, 1.0, never))
        theirs = writer.model.generate(torch.tensor([ids]), max_new_tokens=30, do_sample=False)
    assert ours == theirs[0, len(ids) :].tolist()


def test_writing_stops_at_the_end_without_its_mark(pool: ModelPool) -> None:
    with pool.use("tiny-writer") as lease:
        writer = lease.backend
        end = writer.tokenizer.eos_token_id
        embedding = writer.model.get_input_embeddings().weight
        before = embedding.clone()
        try:
            embedding[:] = 0.0  # all tokens are equally likely: greedy takes token 0
            writer.ends.add(0)
            assert set(write(writer, temperature=0.0)) == {""}
        finally:
            writer.ends.discard(0)
            embedding.copy_(before)
        assert end in writer.ends


def test_writing_can_be_cancelled(pool: ModelPool, monkeypatch: pytest.MonkeyPatch) -> None:
    with pool.use("tiny-writer") as lease:
        monkeypatch.setattr(lease.backend, "ends", set())
        with pytest.raises(Cancelled):
            write(lease.backend, max_new_tokens=100, check=Stop(2))
        assert len(write(lease.backend)) > 3


def test_conversations_must_fit(pool: ModelPool) -> None:
    with pool.use("tiny-writer") as lease:
        for said in ("", "fox " * 5000):
            asked = [{"role": "user", "content": said}] if said else []
            with pytest.raises(BadInput, match=r"reads 1 to \d+ tokens"):
                lease.backend.talk().answers(
                    asked, seeds=[0], max_new_tokens=9, temperature=1, top_p=1, check=never
                )


def test_the_nucleus_keeps_the_likely_tokens() -> None:
    logits = torch.tensor([0.5, 0.3, 0.15, 0.05]).log()
    generator = torch.Generator().manual_seed(0)
    drawn = [pick(logits, 1.0, 0.7, generator) for _ in range(300)]
    assert set(drawn) == {0, 1}
    assert 0.5 < drawn.count(0) / 300 < 0.75
    assert {pick(logits, 1.0, 1.0, generator) for _ in range(300)} == {0, 1, 2, 3}


def test_no_four_tokens_in_a_row_are_said_twice() -> None:
    told = {}
    for block in (0, 4):
        row = Row(seed=0, block=block)
        for count in range(60):
            likes = torch.zeros(50)
            likes[count % 3] = 2.0  # It would go on in circles of three.
            row.add(likes, 0, 1, set())
        fours = [tuple(row.tokens[i : i + 4]) for i in range(57)]
        told[block] = len(fours) - len(set(fours))
    assert told == {0: 54, 4: 0}


def test_chat_models_are_asked_in_their_own_template(tiny_root: Path) -> None:
    source = Source(
        folder=tiny_root / "starter/writer",
        label="Tiny",
        how="mend it",
        options={"prompt_format": "chat"},
    )
    with pytest.raises(DamagedWeights, match="no chat template"):
        CausalLM.load(source, choose_device("cpu"))
    with pytest.raises(UnknownName, match="chat, plain"):
        CausalLM.load(replace(source, options={"prompt_format": "riddle"}), choose_device("cpu"))
    starter = load(tiny_catalog_of(tiny_root), "tiny-writer", choose_device("cpu"))
    starter.tokenizer.chat_template = (
        "<|pad|>{{ messages[0]['content'] }}{% if add_generation_prompt %}<|pad|>{% endif %}"
    )
    chat = CausalLM(starter.model, starter.tokenizer, prompt_format="chat")
    assert chat.tokenizer.decode(chat.encode("hi fox")) == "<|pad|>hi fox<|pad|>"
    assert "<|" not in write(chat, max_new_tokens=200)[-1]
    assert chat.encode([{"role": "user", "content": "hi fox"}]) == chat.encode("hi fox")


def test_a_picture_depends_on_its_prompt_and_seed_alone(pool: ModelPool) -> None:
    with pool.use("tiny-illustrator") as lease:
        paint = lease.backend.paint
        steps: list[tuple[int, int]] = []
        both = paint(
            ["a fox", "the bear"],
            seeds=[1, 2],
            num_inference_steps=3,
            on_step=lambda done, total: steps.append((done, total)),
        )
        torch.manual_seed(5)
        [alone] = paint(["the bear"], seeds=[2], num_inference_steps=3, on_step=lambda *_: None)
        [other] = paint(["the bear"], seeds=[3], num_inference_steps=3, on_step=lambda *_: None)
        assert lease.backend.size == (32, 32)
    assert steps == [(i, 6) for i in range(1, 7)]
    assert both[1].tobytes() == alone.tobytes()
    assert other.tobytes() != alone.tobytes()
    assert alone.mode == "RGB"
    assert alone.size == (32, 32)


def test_painting_can_be_cancelled_and_goes_on_afterwards(pool: ModelPool) -> None:
    with pool.use("tiny-illustrator") as lease:
        paint, stop = lease.backend.paint, Stop(2)
        with pytest.raises(Cancelled):
            paint(["a fox"], seeds=[1], num_inference_steps=9, on_step=stop)
        assert stop.calls == 3
        first, again = (
            paint(["a fox"], seeds=[1], num_inference_steps=2, on_step=never_step)[0]
            for _ in range(2)
        )
    assert first.tobytes() == again.tobytes()


def never_step(done: int, total: int) -> None:
    """An `on_step` that does not cancel."""


def test_the_guidance_of_the_catalogue_is_used(pool: ModelPool) -> None:
    with pool.use("tiny-illustrator") as lease:
        painter = lease.backend
        options = {"seeds": [1], "num_inference_steps": 2, "on_step": never_step}
        [usual] = painter.paint(["a fox"], **options)
        [same] = painter.paint(["a fox"], guidance_scale=painter.guidance_scale, **options)
        [free] = painter.paint(["a fox"], guidance_scale=1.0, **options)
        [against] = painter.paint(["a fox"], negative_prompt="the lazy dog", **options)
    assert usual.tobytes() == same.tobytes()
    assert len({usual.tobytes(), free.tobytes(), against.tobytes()}) == 3


def test_prompts_are_never_cut_quietly(pool: ModelPool) -> None:
    with pool.use("tiny-illustrator") as lease:
        assert lease.backend.max_tokens == 77
        assert lease.backend.count_tokens("") == 2
        assert lease.backend.count_tokens("fox") < lease.backend.count_tokens("fox, bear")
        with pytest.raises(BadInput, match="too long for Tiny illustrator"):
            lease.backend.paint(["fox " * 80], seeds=[0], on_step=never_step)


def test_embeddings_are_unit_vectors(pool: ModelPool) -> None:
    with pool.use("starter-scorer") as lease:
        images = lease.backend.embed_images(pictures(35))
        texts = lease.backend.embed_texts(["a fox", "a bear " * 200, ""])
        assert lease.backend.embed_texts([]).shape == (0, 16)
        alone = lease.backend.embed_texts(["a fox"])
    assert images.shape == (35, 16)
    assert texts.shape == (3, 16)
    assert images.dtype == texts.dtype == np.float32
    assert np.linalg.norm(images, axis=1) == pytest.approx(np.ones(35), abs=1e-5)
    assert np.linalg.norm(texts, axis=1) == pytest.approx(np.ones(3), abs=1e-5)
    assert texts[0] == pytest.approx(alone[0], abs=1e-5)
