"""A conversation is read once: each turn costs only itself."""

from typing import Any

import pytest
import torch
from transformers import Qwen2Config, Qwen2ForCausalLM

from core.models.base import Reply
from core.models.causal_lm import CausalLM
from core.models.pool import ModelPool

ASKED = [{"role": "user", "content": "the quick brown fox"}]
MORE = [*ASKED, {"role": "assistant", "content": "a bear."}, {"role": "user", "content": "a dog?"}]


def answers(talk: Any, messages: list[dict[str, str]], seeds: list[int]) -> list[Reply]:
    return talk.answers(
        messages, seeds=seeds, max_new_tokens=20, temperature=1.2, top_p=0.95, check=lambda: None
    )


def counted(writer: CausalLM, monkeypatch: Any) -> list[int]:
    """How many tokens are read at once, from now on."""
    read: list[int] = []
    make = writer.decoding

    def decoding(length: int) -> Any:
        made = make(length)
        logits = made.logits
        made.logits = lambda ids: (read.append(len(ids)), logits(ids))[1]
        return made

    monkeypatch.setattr(writer, "decoding", decoding)
    return read


def test_what_was_read_is_not_read_again(pool: ModelPool, monkeypatch: Any) -> None:
    with pool.use("tiny-writer") as lease:
        writer = lease.backend
        read, talk = counted(writer, monkeypatch), writer.talk()
        answers(talk, ASKED, [1, 2])
        second = answers(talk, MORE, [3])
        first, whole = len(writer.encode(ASKED)), len(writer.encode(MORE))
        assert read == [first, whole - first]
        at_once = answers(writer.talk(), MORE, [3])
        assert [r.text for r in second] == [r.text for r in at_once]
        assert second[0].likelihood == pytest.approx(at_once[0].likelihood, rel=1e-4)
        again = answers(talk, MORE, [3])
        assert read[-1] == 1
        assert [r.text for r in again] == [r.text for r in second]


def test_answers_side_by_side_are_those_alone(pool: ModelPool) -> None:
    with pool.use("tiny-writer") as lease:
        talk = lease.backend.talk()
        both = answers(talk, MORE, [5, 6])
        alone = [answers(talk, MORE, [seed])[0] for seed in (5, 6)]
    assert [reply.text for reply in both] == [reply.text for reply in alone]
    assert both[0].text != both[1].text
    assert all((reply.likelihood or 0) < 0 for reply in both)


def test_a_conversation_that_outgrows_its_room_goes_on(pool: ModelPool) -> None:
    with pool.use("tiny-writer") as lease:
        talk = lease.backend.talk()
        answers(talk, ASKED, [1])
        longer = [{"role": "user", "content": "the quick brown fox " * 350}]
        assert answers(talk, longer, [2]) == answers(lease.backend.talk(), longer, [2])


def test_a_sliding_window_that_moved_on_reads_again(pool: ModelPool) -> None:
    torch.manual_seed(0)
    with pool.use("tiny-writer") as lease:
        tokenizer = lease.backend.tokenizer
    config = Qwen2Config(
        vocab_size=len(tokenizer), hidden_size=32, intermediate_size=32, num_hidden_layers=2,
        num_attention_heads=2, num_key_value_heads=2, max_position_embeddings=512,
        use_sliding_window=True, sliding_window=4, max_window_layers=0, pad_token_id=0,
    )  # fmt: skip
    writer = CausalLM(Qwen2ForCausalLM(config).eval(), tokenizer, prompt_format="plain")
    talk = writer.talk()
    answers(talk, MORE, [1])
    other = [{"role": "user", "content": "the quick brown bear"}]
    assert answers(talk, other, [2]) == answers(writer.talk(), other, [2])
