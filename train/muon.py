"""Muon for CPUs: momentum made orthogonal, in float32 where the processor has no bfloat16.

Where every training step is dear, a transformer learns about as much in one such step as in two
of AdamW's. `torch.optim.Muon` computes in bfloat16, which processors without bfloat16
instructions do slowly. Scaled as Moonlight has it, so that AdamW's learning rates fit.
"""

from collections.abc import Callable, Iterable

import torch
from torch import Tensor, nn

_HIDDEN = (
    # Transformers' layers, and what stands between a U-Net's first and last convolution.
    "encoder.layers", "encoder.layer", "model.layers", "attentions", "resnets", "samplers",
)  # fmt: skip
HALF = torch.cpu._is_avx512_bf16_supported()
_COEFFICIENTS = (3.4445, -4.7750, 2.0315)


def orthogonal(matrix: Tensor, steps: int = 4) -> Tensor:
    """The nearest matrix with singular values near one, by Newton and Schulz's iteration."""
    a, b, c = _COEFFICIENTS
    tall = matrix.shape[0] > matrix.shape[1]
    x = matrix.T if tall else matrix
    x = x / (x.norm() + 1e-7)
    x = x.bfloat16() if HALF else x
    for _ in range(steps):
        gram = x @ x.T
        x = torch.addmm(x, torch.addmm(gram, gram, gram, beta=b, alpha=c), x, beta=a)
    x = x.to(matrix.dtype)
    return x.T if tall else x


class Muon(torch.optim.Optimizer):
    """For weight matrices only; convolution kernels are taken as matrices, a row each output."""

    def __init__(self, matrices: Iterable[Tensor], lr: float, momentum: float = 0.9) -> None:
        super().__init__(matrices, {"lr": lr, "momentum": momentum})

    @torch.no_grad()
    def step(self, closure: Callable[[], float] | None = None) -> None:  # type: ignore[override]
        for group in self.param_groups:
            for weight in group["params"]:
                if weight.grad is None:
                    continue
                state = self.state[weight]
                if not state:
                    state["momentum"] = torch.zeros_like(weight)
                mean = state["momentum"].lerp_(weight.grad, 1 - group["momentum"])
                ahead = weight.grad.lerp(mean, group["momentum"]).flatten(1)
                scale = 0.2 * max(ahead.shape) ** 0.5
                weight.add_(orthogonal(ahead).view_as(weight), alpha=-group["lr"] * scale)


def is_matrix(name: str, module: nn.Module) -> bool:
    """Whether Muon suits a module's weight: hidden linear maps, not embeddings, heads or logits."""
    return isinstance(module, nn.Linear | nn.Conv2d) and any(part in name for part in _HIDDEN)


def split(model: nn.Module) -> tuple[list[nn.Parameter], list[nn.Parameter]]:
    """A model's weights for Muon, and all the others."""
    ours = [
        module.weight
        for name, module in model.named_modules()
        if is_matrix(name, module) and module.weight.requires_grad
    ]
    chosen = {id(weight) for weight in ours}
    return ours, [weight for weight in model.parameters() if id(weight) not in chosen]
