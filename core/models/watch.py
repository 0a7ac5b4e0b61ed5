"""Lets a generation of transformers be cancelled: a stopping criterion that never stops it."""

from typing import Any

import torch
from transformers import StoppingCriteria, StoppingCriteriaList

from core.models.base import Check


class Watch(StoppingCriteria):
    """Lets `check` raise between tokens."""

    def __init__(self, check: Check) -> None:
        self.check = check

    def __call__(self, input_ids: torch.Tensor, scores: Any, **kwargs: Any) -> torch.Tensor:
        self.check()
        return torch.zeros(len(input_ids), dtype=torch.bool, device=input_ids.device)


def watching(check: Check) -> StoppingCriteriaList:
    """`stopping_criteria` for `generate`."""
    return StoppingCriteriaList([Watch(check)])
