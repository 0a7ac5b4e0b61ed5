"""Captions by the library's own `generate`: the likeliest token at every step, a batch at a time.

For captioners that have no loop of their own (`core.models.blip_decoding` is one).
"""

from collections.abc import Collection
from typing import Any

import torch

from core.models.base import CaptionResult, Check
from core.models.watch import watching


@torch.inference_mode()
def greedy_captions(
    model: Any, tokenizer: Any, *, ends: Collection[int], check: Check, **inputs: Any
) -> list[CaptionResult]:
    """A caption for each row of `inputs`, which `generate` takes.

    Rows end with the first token of `ends`; `confidence` counts that one, too.
    """
    out = model.generate(
        **inputs,
        do_sample=False,
        num_beams=1,
        output_scores=True,
        return_dict_in_generate=True,
        stopping_criteria=watching(check),
    )
    # (n, steps): what was generated behind the prompt, and its log-probability
    tokens = out.sequences[:, -len(out.scores) :]
    log_p = torch.stack([scores.float().log_softmax(-1) for scores in out.scores], 1)
    log_p = log_p.gather(-1, tokens.unsqueeze(-1)).squeeze(-1)
    results = []
    for row, values in zip(tokens.tolist(), log_p, strict=True):
        length = next((i + 1 for i, token in enumerate(row) if token in ends), len(row))
        text = tokenizer.decode(row[:length], skip_special_tokens=True).strip()
        results.append(CaptionResult(text=text, confidence=values[:length].mean().exp().item()))
    return results
