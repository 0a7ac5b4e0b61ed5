"""The loss of answers alone: the model reads everything, its head computes what is to be said."""

import math
from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F

from train import loop
from train.writing.tokens import Batch, Encoded, batch_of


def logits(model: Any, batch: Batch) -> tuple[Tensor, Tensor]:
    """Logits (N, V) where an answer's token is next, and these tokens (N,).

    A vocabulary is 50 to 100 times as wide as a layer, so the head's product is not made for
    positions whose next token was given. Padding needs no mask: it stands at the end, and nobody
    looks ahead.
    """
    kept = batch.wanted >= 0
    head = model.get_output_embeddings()
    hook = head.register_forward_pre_hook(lambda _, given: (given[0][kept], *given[1:]))
    try:
        with loop.half_precision():
            made = model(input_ids=batch.ids, use_cache=False).logits
    finally:
        hook.remove()
    return made.float(), batch.wanted[kept]


def loss(model: Any, batch: Batch) -> Tensor:
    """Mean cross entropy of the answers' tokens, in nats."""
    return F.cross_entropy(*logits(model, batch))


def learn(training: loop.Training, model: Any, batch: Batch, most: int) -> dict[str, float]:
    """Adds up the gradients of a batch's loss, `most` rows at once; the loss."""
    total, count = 0.0, (batch.wanted >= 0).sum()
    for first in range(0, len(batch.ids), most):
        part = batch[first : first + most]
        share = loss(model, part.to(training.device)) * ((part.wanted >= 0).sum() / count)
        training.backward(share)
        total += float(share.detach())
    return {"answers": total}


@torch.inference_mode()
def measured(
    model: Any, rows: Sequence[Encoded], *, size: int, pad: int, device: torch.device
) -> dict[str, float]:
    """Loss (nats a token of all answers) and perplexity of stories."""
    learns = model.training
    rest(model)
    order = sorted(rows, key=lambda row: len(row.ids))
    total, count = 0.0, 0
    for first in range(0, len(order), size):
        batch = batch_of(order[first : first + size], pad).to(device)
        found, wanted = logits(model, batch)
        total += float(F.cross_entropy(found, wanted, reduction="sum"))
        count += len(wanted)
    model.train(learns)
    mean = total / count
    return {"loss": mean, "perplexity": math.exp(min(mean, 50))}


def rest(model: Any) -> None:
    """Nothing is left out by chance any more.

    Layers of four bits stay as they are while they learn: on processors those of bitsandbytes pack
    their weights when they are used outside of a training, and no gradient passes them afterwards.
    """
    model.eval()
    for module in model.modules():
        if type(module).__module__.startswith("bitsandbytes"):
            module.training = True
