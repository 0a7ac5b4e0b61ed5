"""A language model in a GGUF file becomes a folder as transformers has it, read a block at a time.

Either int8 rows with their scales, which is what processors run (`core.models.int8`), or bfloat16.
Knows Llama and Qwen2; names and the order of rows are those of llama.cpp's converter.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch

from core.errors import ModelUnavailable
from core.models.gguf_tokenizer import build_tokenizer
from core.models.weight_files import WeightWriter, scale_name

BLOCK: Final = 1 << 22
"""Weights that are unpacked at once."""
ALIKE: Final = 0.98
"""Cosine of two tables' rows from which on they are one table, kept in two precisions."""

_WHOLE: Final = {
    "token_embd.weight": "model.embed_tokens.weight",
    "output_norm.weight": "model.norm.weight",
    "output.weight": "lm_head.weight",
}
_IN_LAYER: Final = {
    "attn_norm": "input_layernorm",
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "ffn_norm": "post_attention_layernorm",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
}
_TABLE, _HEAD = "token_embd.weight", "output.weight"
ARCHITECTURES: Final = {
    "qwen2": ("Qwen2Config", "Qwen2ForCausalLM"),
    "llama": ("LlamaConfig", "LlamaForCausalLM"),
}
"""`general.architecture` to the classes of transformers."""
_TURNED: Final = frozenset({"llama"})
"""Architectures whose queries and keys llama.cpp stores with pairs beside each other."""


def convert(
    path: Path, folder: Path, *, dtype: str, say: Callable[[int, int], None] = lambda *_: None
) -> None:
    """Write weights, configuration and tokenizer; `dtype` is "int8" or "bfloat16".

    `say(done, total)` is called after each tensor and may raise to stop.
    """
    model = GgufModel(path)
    folder.mkdir(parents=True, exist_ok=True)
    build_tokenizer(model.about("tokenizer.ggml.", "tokenizer.")).save_pretrained(folder)
    config = model.config()
    config.save_pretrained(folder)
    quantised = dtype == "int8"
    kept = [name for name in model.tensors if model.target(name)]
    with WeightWriter(folder / "model.safetensors", _plan(model, kept, quantised)) as writer:
        for done, name in enumerate(kept):
            _write(model, name, writer, quantised)
            say(done + 1, len(kept))


class GgufModel:
    """The tensors and the metadata of one file."""

    def __init__(self, path: Path) -> None:
        from gguf import GGUFReader

        self.path = path
        try:
            reader = GGUFReader(str(path))
            self.tensors = {tensor.name: tensor for tensor in reader.tensors}
            self.fields = {name: field.contents() for name, field in reader.fields.items()}
        except (ValueError, KeyError, IndexError, OverflowError) as error:
            raise ModelUnavailable(f"{path.name} is no whole GGUF file ({error})") from error
        self.architecture = str(self.fields.get("general.architecture"))
        if self.architecture not in ARCHITECTURES:
            raise ModelUnavailable(
                f"{path.name} holds a model of the kind “{self.architecture}”; known: "
                f"{', '.join(ARCHITECTURES)}"
            )
        self.tied = self._tied()

    def about(self, *prefixes: str) -> dict[str, Any]:
        """Metadata by their names without a prefix; the first of the prefixes prevails."""
        found: dict[str, Any] = {}
        for prefix in reversed(prefixes):
            names = [name for name in self.fields if name.startswith(prefix)]
            found |= {name.removeprefix(prefix): self.fields[name] for name in names}
        return found

    def config(self) -> Any:
        """The configuration in the library's words."""
        import transformers

        own = self.about(f"{self.architecture}.")
        if (scaling := own.get("rope.scaling.type", "none")) != "none":
            raise ModelUnavailable(f"{self.path.name} has scaled positions ({scaling})")
        tokens = self.about("tokenizer.ggml.")
        kind, name = ARCHITECTURES[self.architecture]
        heads = int(own["attention.head_count"])
        more = {}
        if self.architecture == "llama":
            more["head_dim"] = int(
                own.get("rope.dimension_count", own["embedding_length"] // heads)
            )
        return getattr(transformers, kind)(
            architectures=[name],
            vocab_size=int(self.tensors[_TABLE].shape[1]),
            hidden_size=int(own["embedding_length"]),
            intermediate_size=int(own["feed_forward_length"]),
            num_hidden_layers=int(own["block_count"]),
            num_attention_heads=heads,
            num_key_value_heads=int(own.get("attention.head_count_kv", heads)),
            max_position_embeddings=int(own["context_length"]),
            rms_norm_eps=float(own["attention.layer_norm_rms_epsilon"]),
            rope_parameters={
                "rope_type": "default",
                "rope_theta": float(own.get("rope.freq_base", 10_000.0)),
            },
            tie_word_embeddings=self.tied,
            bos_token_id=tokens.get("bos_token_id"),
            eos_token_id=tokens.get("eos_token_id"),
            pad_token_id=tokens.get("padding_token_id"),
            dtype="bfloat16",
            **more,
        )

    def target(self, name: str) -> str | None:
        """What transformers calls a tensor; None for the coarser of two copies of one table."""
        if self.tied and name in (_TABLE, _HEAD):
            finer = _HEAD if _HEAD in self.tensors else _TABLE
            return _WHOLE[_TABLE] if name == finer else None
        if name in _WHOLE:
            return _WHOLE[name]
        found = re.fullmatch(r"blk\.(\d+)\.(\w+)\.(weight|bias)", name)
        if found is None or found[2] not in _IN_LAYER:
            raise ModelUnavailable(f"{self.path.name} has a part that is not known here ({name})")
        return f"model.layers.{found[1]}.{_IN_LAYER[found[2]]}.{found[3]}"

    def shape(self, name: str) -> tuple[int, ...]:
        """Rows first."""
        return tuple(int(n) for n in reversed(self.tensors[name].shape))

    def rows(self, name: str, *, first: int = 0, most: int | None = None) -> Iterator[Any]:
        """Blocks of (first row, float32 rows); a vector is one row."""
        from gguf.quants import dequantize

        tensor, shape = self.tensors[name], self.shape(name)
        total = shape[0] if len(shape) > 1 else 1
        width = int(tensor.n_bytes) // total
        step = max(1, BLOCK // shape[-1])
        last = min(total, first + most) if most else total
        with self.path.open("rb") as opened:
            for begin in range(first, last, step):
                count = min(step, last - begin)
                opened.seek(int(tensor.data_offset) + begin * width)
                packed = np.fromfile(opened, np.uint8, count * width)
                if packed.size < count * width:
                    raise ModelUnavailable(f"{self.path.name} ends too early")
                values = dequantize(packed.reshape(count, width), tensor.tensor_type)
                yield begin, torch.from_numpy(np.ascontiguousarray(values, dtype=np.float32))

    def order(self, name: str) -> torch.Tensor | None:
        """The order of rows that transformers has, where llama.cpp has another."""
        if self.architecture not in _TURNED or not re.search(r"attn_[qk]\.", name):
            return None
        key = "attention.head_count" + ("_kv" if "attn_k" in name else "")
        heads = int(self.fields[f"{self.architecture}.{key}"])
        rows = torch.arange(self.shape(name)[0])
        return rows.view(heads, -1, 2).transpose(1, 2).reshape(-1)

    def _tied(self) -> bool:
        """Whether words are read and written by one table; the file may have it twice."""
        if _TABLE not in self.tensors:
            raise ModelUnavailable(f"{self.path.name} has no table of words")
        if _HEAD not in self.tensors:
            return True
        if self.shape(_HEAD) != self.shape(_TABLE):
            return False
        middle = self.shape(_TABLE)[0] // 2
        one, other = (next(self.rows(n, first=middle, most=256))[1] for n in (_TABLE, _HEAD))
        return float(torch.cosine_similarity(one, other, dim=-1).mean()) > ALIKE


def _plan(
    model: GgufModel, names: list[str], quantised: bool
) -> Mapping[str, tuple[torch.dtype, tuple[int, ...]]]:
    found: dict[str, tuple[torch.dtype, tuple[int, ...]]] = {}
    for name in names:
        target, shape = str(model.target(name)), model.shape(name)
        if len(shape) == 1:
            found[target] = (torch.float32 if quantised else torch.bfloat16, shape)
        elif quantised:
            found[target] = (torch.int8, shape)
            found[scale_name(target)] = (torch.float32, shape[:1])
        else:
            found[target] = (torch.bfloat16, shape)
    return found


def _write(model: GgufModel, name: str, writer: WeightWriter, quantised: bool) -> None:
    from core.models.int8 import quantise

    target, order = str(model.target(name)), model.order(name)
    vector = len(model.shape(name)) == 1
    for first, rows in _in_order(model.rows(name), order):
        if not rows.isfinite().all():
            raise ModelUnavailable(f"{model.path.name}: not all weights are numbers ({name})")
        if vector:
            writer.write(target, first, rows.view(-1))
        elif quantised:
            weight, scales = quantise(rows)
            writer.write(target, first, weight)
            writer.write(scale_name(target), first, scales)
        else:
            writer.write(target, first, rows)


def _in_order(blocks: Iterator[Any], order: torch.Tensor | None) -> Iterator[Any]:
    if order is None:
        yield from blocks
    else:
        yield 0, torch.cat([rows for _, rows in blocks])[order]
