"""Features of a part of a picture."""

import numpy as np
import torch

from train.captioning import features


def test_a_part_of_a_picture_is_stretched_to_the_whole() -> None:
    """A part of a slope from 0 to 1 is a slope, too, of a smaller rise."""
    slope = torch.linspace(0, 1, 17).expand(6, 3, 17, 17).contiguous()
    seen = features.nearer(slope, 0.5, np.random.default_rng(0))
    assert seen.shape == slope.shape
    rise = (seen.amax(-1) - seen.amin(-1))[:, 0, 0]
    assert ((rise > 0.45) & (rise < 1.0)).all()
    assert rise.unique().numel() == 6, "of each picture another part"
    whole = features.nearer(slope, 0.0, np.random.default_rng(0))
    torch.testing.assert_close(whole, slope, rtol=0, atol=1e-5)
