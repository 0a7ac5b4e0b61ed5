"""What every narrator that draws chance must hold."""

from typing import Any

import numpy as np
import torch

from core.models.base import Narrator, Utterance
from tests.core.models.test_families import never


def speak(narrator: Narrator, text: str, **changes: Any) -> Utterance:
    """English, at normal speed, with the seed 7, unless changed."""
    values = {"language": "en", "voice": None, "speed": 1.0, "check": never, "seed": 7, **changes}
    return narrator.speak(text, **values)


def assert_a_seed_means_a_reading(narrator: Narrator, text: str, *, rate: int) -> None:
    """The same seed the same samples, another others; the global generator stays as it was."""
    first = speak(narrator, text)
    torch.manual_seed(99)
    state = torch.get_rng_state()
    again = speak(narrator, text)
    assert again.samples.tobytes() == first.samples.tobytes()
    assert again.words == first.words
    assert torch.equal(torch.get_rng_state(), state)
    assert speak(narrator, text, seed=8).samples.tobytes() != first.samples.tobytes()
    assert (first.sample_rate, first.samples.dtype) == (rate, np.float32)
    assert np.isfinite(first.samples).all()
    assert 0 < np.abs(first.samples).max() <= 1
