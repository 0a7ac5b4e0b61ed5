"""How likely a writer finds a text: log-likelihoods of its tokens, for perplexity and mood.

A perplexity is of one writer and its vocabulary: figures of writers with other tokens compare only
as bits per character.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from core.errors import BadInput
from core.stages.conversation import BookAsked, messages

if TYPE_CHECKING:
    from core.models.causal_lm import CausalLM


def of_tokens(writer: "CausalLM", text: str, *, prompt: str = "") -> np.ndarray:
    """Natural log-likelihood of each token of `text` behind `prompt`, shape (tokens,).

    Without a prompt the first token has nothing before it and is left out.  `BadInput` for a text
    that is too short, or longer than the writer reads at once.
    """
    import torch

    before = writer.encode(prompt) if prompt else []
    tokens = writer.tokenizer.encode(text, add_special_tokens=False)
    start = max(1, len(before))
    ids = before + tokens
    if len(ids) <= start or not tokens:
        raise BadInput("The text is too short for a likelihood: it has no token after the first.")
    if len(ids) > writer.max_tokens:
        raise BadInput(
            f"The writer reads {writer.max_tokens} tokens at once, and this text has {len(ids)}."
        )
    with torch.inference_mode():
        logits = writer.model(input_ids=torch.tensor([ids], device=writer.model.device)).logits[0]
        log_p = logits[start - 1 : -1].float().log_softmax(-1)
        wanted = torch.tensor(ids[start:], device=log_p.device)
        return log_p.gather(1, wanted[:, None])[:, 0].cpu().numpy()


def of_moods(
    writer: "CausalLM", book: BookAsked, *, parts: Sequence[str], moods: Iterable[str]
) -> dict[str, float]:
    """Log-likelihood of a whole story under the writer, had it been asked for each of the moods.

    It is a judgement of that writer alone, which is asked in the words of `core.story.MOODS`.
    """
    text = "\n\n".join(parts)
    asked = {mood: messages(replace(book, mood=mood))[0]["content"] for mood in moods}
    return {mood: float(of_tokens(writer, text, prompt=said).sum()) for mood, said in asked.items()}


def totals(log_likelihoods: Sequence[np.ndarray], texts: Sequence[str]) -> np.ndarray:
    """What perplexity is computed from, shape (n, 3): nats, tokens and characters of each text."""
    rows = [
        (-float(np.sum(values)), len(values), len(text))
        for values, text in zip(log_likelihoods, texts, strict=True)
    ]
    if not rows or not all(tokens and characters for _, tokens, characters in rows):
        raise BadInput("There is a text without a token, or no text, to take a perplexity of.")
    counts = np.array(rows, dtype=float)
    if not np.isfinite(counts).all():
        raise BadInput("A log-likelihood is not a number; leave that text out.")
    return counts


def perplexities(counts: np.ndarray) -> np.ndarray:
    """Perplexity and bits a character of rows of `totals` (or of their sums), shape (m, 2)."""
    nats, tokens, characters = counts.T
    return np.stack([np.exp(nats / tokens), nats / math.log(2) / characters], axis=1)
