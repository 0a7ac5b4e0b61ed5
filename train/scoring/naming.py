"""A second lesson for the picture's side, left behind afterwards: name what the captions mention.

Contrast alone is content with whatever tells a picture from the others of its batch; naming words
asks for every subject, act and place by itself, so that they are found in new company, too.
"""

import math
from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import torch
from torch import Tensor, nn

from train.captioning.data import Captioned

RARE: Final = 3
"""Pictures that mention a word at least."""
COMMON: Final = 0.3
"""Share of pictures above which a word says nothing."""


class Naming(nn.Module):
    """What was mixed of a picture (B, width) → how surprising its captions' words are."""

    def __init__(self, pictures: Sequence[Captioned], tokenizer: Any, width: int) -> None:
        super().__init__()
        bags = [
            set(tokenizer(" ".join(p.captions), add_special_tokens=False)["input_ids"])
            for p in pictures
        ]
        counts = Counter(word for bag in bags for word in bag)
        most = max(RARE, COMMON * len(bags))
        kept = {
            w: i for i, w in enumerate(sorted(w for w, c in counts.items() if RARE <= c <= most))
        }
        weight = {word: math.log(len(bags) / counts[word]) for word in kept}
        self.bags = [sorted(kept[word] for word in bag & kept.keys()) for bag in bags]
        self.weights = torch.tensor([weight[word] for word in kept])
        self.words = nn.Linear(width, max(1, len(kept)))

    def forward(self, mixed: Tensor, pictures: np.ndarray) -> Tensor:
        """Cross entropy with the captions' words, rare ones counting more."""
        wanted = torch.zeros(len(mixed), self.words.out_features)
        for row, picture in enumerate(pictures):
            bag = self.bags[int(picture)]
            wanted[row, bag] = self.weights[bag]
        wanted = (wanted / wanted.sum(1, keepdim=True).clamp(min=1e-6)).to(mixed.device)
        guessed = self.words(mixed).float().log_softmax(-1)
        return -(wanted * guessed).sum(1).mean()
