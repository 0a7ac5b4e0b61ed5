"""Gives a fresh Llama a head start at copying.

Copying a word seen before takes two attention heads in a row: one that looks at the previous
token, and one that looks for the place where the present token came before and hands on what
followed it (an "induction head").  Random weights need millions of tokens to find the pair; on a
small budget that is most of the training.  So the pair is written into the first two layers at
the start, as one more choice of initial values; training is free to change every one of them.
"""

import math
from collections.abc import Sequence

import torch
from transformers import LlamaForCausalLM

PREVIOUS, MATCH, WRITE, HAND, QUIET = 20.0, 3.0, 0.3, 1.0, 0.1
NUMBER, NUMBER_MATCH = 12, 2.0
"""How sharply the two heads look, and how loudly they speak (tried on repeated random text)."""


@torch.no_grad()
def seed_copying(model: LlamaForCausalLM, marks: Sequence[Sequence[int]] = ()) -> None:
    """Write the heads for copying into the first two layers.

    Each of `marks` lists tokens that mean the same number (`<|picture3|>`, `<|part3|>`): they begin
    alike, one more head tells every token under which mark it stands, and another hands on the
    words that stand under the same number elsewhere.
    """
    pairs = 1
    config = model.config
    width, size = config.hidden_size, config.head_dim
    half = size // 2
    angles = model.model.rotary_emb.inv_freq[:half]
    slow = [i for i in range(half) if angles[i] < 0.0045]
    matching = slow + [i + half for i in slow]
    """Where rotary positions hardly turn over a story's length: content is compared there."""

    many = len(matching)
    basis = torch.linalg.qr(torch.randn(width, width))[0].T
    common = basis[0]
    """Every token gets a share of this direction, so that a head can ask for "any token"."""
    embedding = model.model.embed_tokens.weight
    spread = embedding.norm(dim=1).mean()
    embedding -= torch.outer(embedding @ common, common)
    written = basis[2 : 2 + pairs * many + NUMBER]
    embedding -= embedding @ written.T @ written  # kept free for what the first layer writes there
    marked = basis[1]
    embedding -= torch.outer(embedding @ marked, marked)
    for same in marks:
        embedding[list(same)] = embedding[same[0]].clone()
    embedding *= spread / embedding.norm(dim=1, keepdim=True).clamp_min(1e-6)
    for same in marks:
        embedding[list(same)] += 0.7 * spread * marked
    embedding += 0.7 * spread * common

    def subspace(rows: int) -> torch.Tensor:
        fresh = torch.randn(width, rows)
        taken = torch.cat([basis[:2], written])
        fresh -= taken.T @ (taken @ fresh)
        return torch.linalg.qr(fresh)[0].T

    for layer in model.model.layers:  # else what the random heads say drowns the embeddings
        layer.self_attn.o_proj.weight *= QUIET
        layer.mlp.down_proj.weight *= QUIET
    first, second = model.model.layers[0].self_attn, model.model.layers[1].self_attn
    strength = math.sqrt(width) * 0.57
    """How much of the common direction a normalised token holds."""
    for pair in range(pairs):
        head = slice(pair * size, (pair + 1) * size)
        query, key = torch.zeros(size), torch.zeros(size)
        for i in range(half):
            weight = 1.0 if angles[i] > 0.15 else 0.0
            query[i], query[i + half] = math.cos(angles[i]) * weight, -math.sin(angles[i]) * weight
            key[i] = 1.0
        scale = math.sqrt(PREVIOUS * math.sqrt(size)) / strength
        first.q_proj.weight[head] = scale * torch.outer(query, common)
        first.k_proj.weight[head] = scale * torch.outer(key, common)
        seen, space = subspace(many), written[pair * many : (pair + 1) * many]
        values = slice(pair * size, pair * size + many)
        first.v_proj.weight[values] = seen
        first.o_proj.weight[:, values] = WRITE * spread * space.T

        query_rows, key_rows = torch.zeros(size, width), torch.zeros(size, width)
        query_rows[matching] = seen
        key_rows[matching] = space
        second.q_proj.weight[head] = MATCH * query_rows
        second.k_proj.weight[head] = MATCH * key_rows
        handed = subspace(size)
        second.v_proj.weight[head] = handed
        second.o_proj.weight[:, head] = HAND * spread * handed.T

    if not marks:
        return
    head = slice(size, 2 * size)
    query = torch.tensor([1.0 if angles[i % half] < 0.3 else 0.0 for i in range(size)])
    query[half:] = 0.0  # no turn between query and key: the nearest mark wins
    scale = math.sqrt(3 * math.sqrt(size)) / strength
    first.q_proj.weight[head] = scale * torch.outer(query, common)
    first.k_proj.weight[head] = scale * torch.outer(query, marked)
    space = written[many:]
    values = slice(size, size + NUMBER)
    seen = subspace(NUMBER)
    first.v_proj.weight[values] = seen
    first.o_proj.weight[:, values] = 0.3 * spread * space.T
    slowest = slow[-NUMBER // 2 :]
    rows = torch.zeros(size, width)
    rows[slowest + [i + half for i in slowest]] = space
    second.q_proj.weight[head] = NUMBER_MATCH * rows
    second.k_proj.weight[head] = NUMBER_MATCH * rows
    handed = subspace(size)
    second.v_proj.weight[head] = handed
    second.o_proj.weight[:, head] = 0.5 * spread * handed.T
