"""How fast this processor can read weights at all: the upper bound beside which a writer is put.

Writing a token reads every weight once.  One stream of memory says too little: a plain sum may
read more slowly than a good product of matrices does, and how busy the machine is changes within a
minute.  So several streams and products are tried, in every form that weights may have, in a
process of their own that takes its turns with the others; what counts is the fastest of the whole
run, the writer's own fastest turn included.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import torch

from core.models.int8 import Int8Linear

_ROWS: Final = 4 * 4480
_WIDTH: Final = 8960
"""A layer of 160 million weights: larger than the caches in each form."""
_TINY: Final = (320, 64)
_REPEATS: Final = 5


def limit(*, tiny: bool = False) -> Callable[[], dict[str, Any]]:
    """Work for a turn: bytes a second by way of reading (`rates`)."""
    rows, width = _TINY if tiny else (_ROWS, _WIDTH)
    plain = torch.nn.Linear(width, rows, bias=False)
    half = torch.nn.Linear(width, rows, bias=False, dtype=torch.bfloat16)
    small = Int8Linear.of(half)
    one = torch.ones(1, width)
    other = torch.empty_like(plain.weight)
    full = 4 * rows * width
    ways: Mapping[str, tuple[int, Callable[[], Any]]] = {
        "float32 sum": (full, plain.weight.sum),
        "float32 copy": (2 * full, lambda: other.copy_(plain.weight)),
        "float32 product": (full, lambda: plain(one)),
        "bfloat16 product": (full // 2, lambda: half(one.bfloat16())),
        "int8 product": (full // 4, lambda: small(one)),
    }

    def run() -> dict[str, Any]:
        with torch.no_grad():
            return {"rates": {name: _rate(*way) for name, way in ways.items()}}

    return run


def fractions(
    ours: Sequence[Mapping[str, Any]], limits: Sequence[Mapping[str, Any]]
) -> list[float]:
    """Of each turn of a writer (`token_bytes` read a token, `token_s` a token) the share of the
    fastest rate of the run; at most 1, for its own fastest turn is among them."""
    turns = [turn["token_bytes"] / turn["token_s"] for turn in ours if turn.get("token_s")]
    rates = [rate for turn in limits for rate in turn.get("rates", {}).values()]
    if not turns or not rates:
        return []
    best = max(*turns, *rates)
    return [turn / best for turn in turns]


def _rate(size: int, read: Callable[[], Any]) -> float:
    best = float("inf")
    for _ in range(_REPEATS):
        begun = time.perf_counter()
        read()
        best = min(best, time.perf_counter() - begun)
    return size / best
