"""GGUF files: what is read from them is the model that was written, as int8 rows or bfloat16."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import torch
from transformers import AutoModelForCausalLM, AutoTokenizer, LlamaConfig, Qwen2Config

from core.errors import Cancelled, ModelUnavailable
from core.models import gguf_files, int8
from core.models.causal_lm import CausalLM
from core.models.device import DevicePlan
from core.models.source import Source, load_tokenizer
from core.models.weight_files import WeightFiles

WORDS = ["a", "b", "c", "Ġ", "ab", "Ġa", "Ġab", "1", "2", "!", "Ċ"]
MERGES = ["a b", "Ġ a", "Ġ ab"]
SPECIAL = ["<|im_start|>", "<|im_end|>", "<think>"]
UNUSED = "[PAD14]"
TEMPLATE = "{% for m in messages %}<|im_start|>{{ m.content }}<|im_end|>{% endfor %}"
SIZES: dict[str, Any] = {
    "vocab_size": 15,
    "hidden_size": 32,
    "intermediate_size": 64,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "max_position_embeddings": 64,
    "rms_norm_eps": 1e-5,
    "rope_parameters": {"rope_type": "default", "rope_theta": 5000.0},
}
KINDS = {
    "llama": LlamaConfig(**SIZES, tie_word_embeddings=False),
    "qwen2": Qwen2Config(**SIZES, tie_word_embeddings=True),
}


def written(kind: str, path: Path, **changes: Any) -> Any:
    """A random model, and its file as llama.cpp's converter writes it (in float32)."""
    from gguf import GGUFWriter

    torch.manual_seed(0)
    model = AutoModelForCausalLM.from_config(deepcopy(KINDS[kind])).float().eval()
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if name.endswith("bias") or "norm" in name:
                parameter.uniform_(0.5, 1.5)
            parameter.copy_(parameter.bfloat16())
    writer = GGUFWriter(path, kind)
    writer.add_block_count(2)
    writer.add_context_length(64)
    writer.add_embedding_length(32)
    writer.add_feed_forward_length(64)
    writer.add_head_count(4)
    writer.add_head_count_kv(2)
    writer.add_rope_freq_base(5000.0)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre(changes.get("pre", "smollm" if kind == "llama" else "qwen2"))
    writer.add_token_list([*WORDS, *SPECIAL, UNUSED])
    writer.add_token_types([1] * len(WORDS) + [3, 3, 4, 5])
    writer.add_token_merges(MERGES)
    writer.add_eos_token_id(12)
    writer.add_pad_token_id(12)
    writer.add_chat_template(TEMPLATE)
    names = {new: old for old, new in gguf_files._IN_LAYER.items()}
    whole = {new: old for old, new in gguf_files._WHOLE.items()}
    for name, value in model.state_dict().items():
        if name in whole:
            if not (name == "lm_head.weight" and kind == "qwen2"):
                writer.add_tensor(whole[name], value.numpy())
            continue
        _, _, layer, inner = name.split(".", 3)
        part, _, ending = inner.rpartition(".")
        if kind == "llama" and part.endswith(("q_proj", "k_proj")):
            heads = 4 if part.endswith("q_proj") else 2
            value = value.reshape(heads, 2, -1, value.shape[1]).swapaxes(1, 2).reshape(value.shape)
        writer.add_tensor(f"blk.{layer}.{names[part]}.{ending}", value.contiguous().numpy())
    if kind == "qwen2":  # as published: one table, twice
        table = model.state_dict()["model.embed_tokens.weight"]
        writer.add_tensor("output.weight", (table * 1.01).numpy())
    for name in changes.get("more", ()):
        writer.add_tensor(name, torch.ones(4).numpy())
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return model


def source(folder: Path) -> Source:
    return Source(folder=folder, label="Mine", how="make it again", options={})


IDS = torch.tensor([[0, 3, 5, 11, 6, 7, 2, 1]])


@pytest.mark.parametrize("kind", KINDS)
def test_the_model_is_the_one_that_was_written(kind: str, tmp_path: Path) -> None:
    model = written(kind, tmp_path / "a.gguf")
    gguf_files.convert(tmp_path / "a.gguf", tmp_path / "wide", dtype="bfloat16")
    wide = AutoModelForCausalLM.from_pretrained(tmp_path / "wide", dtype=torch.float32).eval()
    assert wide.config.tie_word_embeddings is (kind == "qwen2")
    with torch.inference_mode():
        expected = model(input_ids=IDS).logits
        factor = 1.01 if kind == "qwen2" else 1.0
        found = wide(input_ids=IDS).logits / factor
    assert (found - expected).norm() / expected.norm() < 0.01
    gguf_files.convert(tmp_path / "a.gguf", tmp_path / "small", dtype="int8")
    small = int8.load_causal_lm(source(tmp_path / "small"))
    with torch.inference_mode():
        assert (small(input_ids=IDS).logits / factor - expected).norm() / expected.norm() < 0.05
    names = WeightFiles(tmp_path / "small").tensors
    assert ("lm_head.weight" in names) is (kind == "llama")
    sizes = [(tmp_path / f / "model.safetensors").stat().st_size for f in ("small", "wide")]
    assert sizes[0] < 0.75 * sizes[1]


@pytest.mark.parametrize("kind", KINDS)
def test_stored_rows_serve_wherever_the_model_runs(kind: str, tmp_path: Path) -> None:
    """On graphics cards, and where an adapter is merged, they become numbers again."""
    written(kind, tmp_path / "a.gguf")
    gguf_files.convert(tmp_path / "a.gguf", tmp_path / "small", dtype="int8")
    rows = int8.load_causal_lm(source(tmp_path / "small"))
    plan = DevicePlan(device="cpu", dtype="bfloat16", why="A test.")
    wide = CausalLM.load(source(tmp_path / "small"), plan)
    with torch.inference_mode():
        one, other = rows(input_ids=IDS).logits, wide.model(input_ids=IDS).logits.float()
    assert (one - other).norm() / one.norm() < 0.05
    writer = CausalLM.load(
        source(tmp_path / "small"), DevicePlan(device="cpu", dtype="int8", why="A test.")
    )
    assert writer.lean
    assert list(writer.tokens([0, 3, 5], 0, 4, 0.0, 1.0, lambda: None))


def test_the_tokenizer_cuts_text_as_the_file_says(tmp_path: Path) -> None:
    written("qwen2", tmp_path / "a.gguf")
    gguf_files.convert(tmp_path / "a.gguf", tmp_path / "b", dtype="int8")
    tokenizer = load_tokenizer(source(tmp_path / "b"))
    usual = AutoTokenizer.from_pretrained(tmp_path / "b", local_files_only=True)
    text = "<|im_start|>ab ab\n12<think>! ba"
    assert tokenizer.encode(text) == usual.encode(text)
    assert tokenizer.encode("<|im_start|>ab ab\n12<think>!") == [11, 4, 6, 10, 7, 8, 13, 9]
    assert tokenizer.decode([4, 6, 10], clean_up_tokenization_spaces=False) == "ab ab\n"
    assert tokenizer.decode([11, 4], skip_special_tokens=True) == "ab"
    assert (tokenizer.eos_token, tokenizer.pad_token) == ("<|im_end|>", "<|im_end|>")
    told = tokenizer.apply_chat_template([{"role": "user", "content": "ab"}], tokenize=False)
    assert told == "<|im_start|>ab<|im_end|>"
    config = json.loads((tmp_path / "b/config.json").read_text())
    assert config["architectures"] == ["Qwen2ForCausalLM"]
    assert config["rope_parameters"]["rope_theta"] == 5000.0


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"pre": "tekken"}, r"tokenizer \(gpt2, tekken\).*cannot build; known: gpt2 with qwen2"),
        ({"more": ["rope_freqs.weight"]}, r"a part that is not known here \(rope_freqs.weight\)"),
    ],
)
def test_what_is_not_known_is_refused(changes: dict[str, Any], said: str, tmp_path: Path) -> None:
    written("llama", tmp_path / "a.gguf", **changes)
    with pytest.raises(ModelUnavailable, match=said):
        gguf_files.convert(tmp_path / "a.gguf", tmp_path / "b", dtype="int8")


def test_damaged_files_are_said(tmp_path: Path) -> None:
    written("llama", tmp_path / "a.gguf")
    whole = (tmp_path / "a.gguf").read_bytes()
    for content in (b"GGUF", b"nothing", whole[:300], whole[:-500]):
        (tmp_path / "a.gguf").write_bytes(content)
        with pytest.raises(ModelUnavailable, match=r"a\.gguf (is no whole GGUF|ends too early)"):
            gguf_files.convert(tmp_path / "a.gguf", tmp_path / "b", dtype="int8")


def test_it_can_be_stopped(tmp_path: Path) -> None:
    written("llama", tmp_path / "a.gguf")

    def say(done: int, total: int) -> None:
        assert total == 21
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        gguf_files.convert(tmp_path / "a.gguf", tmp_path / "b", dtype="int8", say=say)
