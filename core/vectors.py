"""Vectors as text, small enough to lie in an artifact's data: half precision in base 64."""

import base64
import binascii
from typing import Any

import numpy as np


def packed(vector: np.ndarray) -> str:
    """A vector of shape (d,), d numbers of 2 bytes each."""
    return base64.b64encode(vector.astype("<f2").tobytes()).decode("ascii")


def unpacked(text: Any) -> np.ndarray | None:
    """What `packed` wrote, as float32; None for anything else, and for one that is not finite."""
    if not isinstance(text, str) or not text:
        return None
    try:
        vector = np.frombuffer(base64.b64decode(text, validate=True), "<f2").astype(np.float32)
    except (binascii.Error, ValueError):
        return None
    return vector if np.isfinite(vector).all() else None
