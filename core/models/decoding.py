"""How a language model goes on from token to token: what it remembers, and the step itself.

Two ways with one face.  `LibraryDecoding` calls the model as transformers has it, on any device.
`LeanDecoding` goes through the layers of a Llama, Qwen2 or Gemma by itself, with room for keys and
values set aside beforehand: on a processor the library's bookkeeping costs a quantised model a
good part of its time.
"""

from copy import deepcopy
from typing import Any, Final, Protocol

import torch
from torch.nn import functional as F
from transformers import DynamicCache

LEAN: Final = frozenset({"LlamaForCausalLM", "Qwen2ForCausalLM", "GemmaForCausalLM"})
"""Classes whose layers `LeanDecoding` knows."""


class Decoding(Protocol):
    """One text that a model is reading and writing."""

    def logits(self, ids: list[int]) -> torch.Tensor:
        """Of the token behind `ids`, which follow what was read before: float32, (vocabulary,)."""

    def keep(self, length: int) -> None:
        """Forget all but the first `length` tokens."""

    def branch(self, count: int, length: int) -> "Branches":
        """`count` texts of at most `length` tokens that go on from here; this one stays."""


class Branches(Protocol):
    """Several texts with a common beginning, going on side by side."""

    def logits(self, tokens: list[int]) -> torch.Tensor:
        """Of what follows when each text has got one token more: float32, (texts, vocabulary)."""


class LibraryDecoding:
    """By the model's own forward pass; `alone`: single tokens on one processor core."""

    def __init__(self, model: Any, *, alone: bool) -> None:
        self.model = model
        self.alone = alone
        self.cache = DynamicCache(config=model.config)

    def keep(self, length: int) -> None:
        """See `Decoding`."""
        if gone := self.cache.get_seq_length() - length:
            self.cache.crop(-gone)

    def branch(self, count: int, length: int) -> "Branches":
        """See `Decoding`."""
        branches = LibraryDecoding(self.model, alone=self.alone)
        branches.cache = deepcopy(self.cache)
        branches.cache.batch_repeat_interleave(count)
        return _LibraryBranches(branches)

    def logits(self, ids: list[int]) -> torch.Tensor:
        """See `Decoding`."""
        return self.rows([ids])[0]

    @torch.inference_mode()
    def rows(self, ids: list[list[int]]) -> torch.Tensor:
        """The same for several texts of one length: (texts, vocabulary)."""
        # Not around a whole loop: a mode would leak to the consumer at each `yield`.
        threads = torch.get_num_threads()
        alone = self.alone and len(ids[0]) == 1
        if alone:
            torch.set_num_threads(1)
        try:
            out = self.model(
                input_ids=torch.tensor(ids, device=self.model.device),
                past_key_values=self.cache,
                use_cache=True,
                logits_to_keep=1,
            )
        finally:
            if alone:
                torch.set_num_threads(threads)
        return out.logits[:, -1].float().cpu()


class _LibraryBranches:
    """Each text has its own copy of the common beginning."""

    def __init__(self, decoding: LibraryDecoding) -> None:
        self.decoding = decoding

    def logits(self, tokens: list[int]) -> torch.Tensor:
        """See `Branches`."""
        return self.decoding.rows([[token] for token in tokens])


class LeanDecoding:
    """Layer by layer in float32, for at most `length` tokens.

    Keys and values: float32, shape (layers, key-value heads, length, size of a head).
    """

    @torch.inference_mode()
    def __init__(self, model: Any, length: int) -> None:
        inner = model.model
        self.embed, self.head = inner.embed_tokens, model.lm_head
        self.layers = [_Layer(layer) for layer in inner.layers]
        self.norm = _Norm(inner.norm)
        config = model.config
        self.heads, self.kv_heads = config.num_attention_heads, config.num_key_value_heads
        self.size = inner.layers[0].self_attn.head_dim
        self.scale = inner.layers[0].self_attn.scaling
        shape = (len(self.layers), self.kv_heads, length, self.size)
        self.keys, self.values = torch.zeros(shape), torch.zeros(shape)
        cos, sin = inner.rotary_emb(torch.zeros(1), torch.arange(length)[None])
        # Turning a pair by an angle is x cos + (x with halves swapped, first negated) sin: the sign
        # stands in the table, so that a step only has to swap.
        sign = torch.ones(self.size)
        sign[: self.size // 2] = -1
        self.cos, self.sin = cos[0, :, None], (sin[0] * sign)[:, None]
        self.read = 0

    @staticmethod
    def fits(model: Any) -> bool:
        """Whether the model's layers are of the plain kind, on a processor, in float32."""
        return (
            type(model).__name__ in LEAN
            and model.device.type == "cpu"
            and model.model.norm.weight.dtype == torch.float32
            and not any(getattr(a.self_attn, "sliding_window", None) for a in model.model.layers)
            and model.model.rotary_emb.rope_type in ("default", "linear", "llama3", "yarn")
        )

    def keep(self, length: int) -> None:
        """See `Decoding`."""
        self.read = length

    def branch(self, count: int, length: int) -> "Branches":
        """See `Decoding`."""
        return LeanBranches(self, count, length)

    @torch.inference_mode()
    def logits(self, ids: list[int]) -> torch.Tensor:
        """See `Decoding`."""
        begin, end = self.read, self.read + len(ids)
        x = self.embed(torch.tensor(ids))
        cos, sin = self.cos[begin:end], self.sin[begin:end]
        mask = None
        if len(ids) > 1:
            mask = torch.ones(len(ids), end, dtype=torch.bool).tril_(begin)
        for index, layer in enumerate(self.layers):
            x = x + layer.output(self._attend(index, layer, x, cos, sin, mask))
            h = layer.mlp_norm(x)
            x = x + layer.down(layer.act(layer.gate(h)) * layer.up(h))
        self.read = end
        return self.head(self.norm(x[-1:]))[0].float()

    def _attend(
        self,
        index: int,
        layer: "_Layer",
        x: torch.Tensor,
        cos: torch.Tensor,
        sin: torch.Tensor,
        mask: torch.Tensor | None,
    ) -> torch.Tensor:
        """x: (tokens, width); the result is (tokens, heads times size of a head)."""
        n, end = len(x), self.read + len(x)
        h = layer.norm(x)
        # Queries and keys are turned together: (tokens, heads, size).
        both = torch.cat([layer.query(h), layer.key(h)], -1).view(n, -1, self.size)
        both = torch.addcmul(both * cos, both.roll(self.size // 2, -1), sin)
        query = both[:, : self.heads]
        keys, values = self.keys[index, :, :end], self.values[index, :, :end]
        keys[:, self.read :] = both[:, self.heads :].transpose(0, 1)
        values[:, self.read :] = layer.value(h).view(n, self.kv_heads, self.size).transpose(0, 1)
        if n == 1:
            # Heads that share keys are to the kernel as if they were several tokens.
            query = query.view(1, self.kv_heads, -1, self.size)
            out = F.scaled_dot_product_attention(query, keys[None], values[None], scale=self.scale)
            return out.reshape(1, -1)
        out = F.scaled_dot_product_attention(
            query.transpose(0, 1)[None],
            keys[None],
            values[None],
            attn_mask=mask,
            scale=self.scale,
            enable_gqa=True,
        )
        return out[0].transpose(0, 1).reshape(n, -1)


class LeanBranches:
    """The common beginning is there once and read by all; each text adds keys and values of its
    own: float32, shape (layers, texts, key-value heads, length, size of a head).
    """

    @torch.inference_mode()
    def __init__(self, common: LeanDecoding, count: int, length: int) -> None:
        self.common, self.read = common, 0
        shape = (len(common.layers), count, common.kv_heads, length, common.size)
        self.keys, self.values = torch.zeros(shape), torch.zeros(shape)

    @torch.inference_mode()
    def logits(self, tokens: list[int]) -> torch.Tensor:
        """See `Branches`."""
        x = self.common.embed(torch.tensor(tokens))
        for index, layer in enumerate(self.common.layers):
            x = x + layer.output(self._attend(index, layer, x))
            h = layer.mlp_norm(x)
            x = x + layer.down(layer.act(layer.gate(h)) * layer.up(h))
        self.read += 1
        return self.common.head(self.common.norm(x)).float()

    def _attend(self, index: int, layer: "_Layer", x: torch.Tensor) -> torch.Tensor:
        """x: (texts, width); the result is (texts, heads times size of a head)."""
        common, texts, own = self.common, len(x), slice(0, self.read + 1)
        kv, size, at = common.kv_heads, common.size, common.read + self.read
        h = layer.norm(x)
        both = torch.cat([layer.query(h), layer.key(h)], -1).view(texts, -1, size)
        turned = both.roll(size // 2, -1) * common.sin[at]
        both = torch.addcmul(turned, both, common.cos[at])
        self.keys[index, :, :, self.read] = both[:, common.heads :]
        self.values[index, :, :, self.read] = layer.value(h).view(texts, kv, size)
        query = both[:, : common.heads].reshape(texts, kv, -1, size) * common.scale
        # To the common beginning the texts are like so many heads: (kv heads, texts × heads, size).
        together = query.transpose(0, 1).reshape(kv, -1, size)
        early = together @ common.keys[index, :, : common.read].transpose(1, 2)
        early = early.view(kv, texts, -1, common.read).transpose(0, 1)
        late = query @ self.keys[index, :, :, own].transpose(2, 3)
        p = torch.cat([early, late], -1).softmax(-1)
        early, late = p.split([common.read, self.read + 1], -1)
        early = early.transpose(0, 1).reshape(kv, -1, common.read)
        out = (early @ common.values[index, :, : common.read]).view(kv, texts, -1, size)
        return (out.transpose(0, 1) + late @ self.values[index, :, :, own]).reshape(texts, -1)


class _Norm:
    """RMS normalisation (Zhang and Sennrich 2019); Gemma's weights count from one."""

    def __init__(self, module: Any) -> None:
        gemma = type(module).__name__.startswith("Gemma")
        self.weight = module.weight.float() + float(gemma)
        self.eps = float(module.eps if gemma else module.variance_epsilon)

    def __call__(self, x: torch.Tensor) -> torch.Tensor:
        return F.rms_norm(x, (x.shape[-1],), self.weight, self.eps)


class _Layer:
    """The parts of a decoder layer, without the library's wrapping."""

    def __init__(self, layer: Any) -> None:
        attention, mlp = layer.self_attn, layer.mlp
        self.norm, self.mlp_norm = (
            _Norm(layer.input_layernorm),
            _Norm(layer.post_attention_layernorm),
        )
        self.query, self.key, self.value = attention.q_proj, attention.k_proj, attention.v_proj
        self.output = attention.o_proj
        self.gate, self.up, self.down, self.act = (
            mlp.gate_proj,
            mlp.up_proj,
            mlp.down_proj,
            mlp.act_fn,
        )
