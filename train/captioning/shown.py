"""Names what a drawing shows, beside a captioner and on the same last stages: who, act and place.

    python -m train.captioner --data runs/drawn --tail 0.5 --shown …

A caption's loss is mostly about words that say how; here every picture has one right answer, known
from the scene that was drawn (`train.captioning.drawn`).  Only what it teaches the last stages is
kept.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from core.errors import BadInput
from train import loop
from train.captioning.data import Captioned
from train.captioning.features import Features
from train.captioning.measure import BATCH, Validation

JUDGED: Final = ("subject", "act", "place")
"""What drawn scenes are judged by."""
NAMING: Final = 0.5
"""Weight of its loss beside the captioner's."""
WIDTH: Final = 256
HEADS: Final = 4
DROPOUT: Final = 0.2
SMOOTHING: Final = 0.05
UNNAMED: Final = -100
"""Where a scene has no act, or a held-out one shows what no other does."""


class Shown(nn.Module):
    """One attention over all places for each of who, act and place, and the names it chooses among.

    `BadInput` where the pictures are no drawn scenes.
    """

    def __init__(self, pictures: Sequence[Captioned], *, channels: int, places: int) -> None:
        super().__init__()
        shown = _shown(pictures)
        self.names = {name: sorted({row[name] for row in shown if name in row}) for name in JUDGED}
        self.enter = nn.Sequential(nn.Linear(channels, WIDTH), nn.LayerNorm(WIDTH))
        self.where = nn.Parameter(torch.randn(places, WIDTH) * 0.02)
        self.asked = nn.Parameter(torch.randn(len(JUDGED), WIDTH) * 0.5)
        self.look = nn.MultiheadAttention(WIDTH, HEADS, DROPOUT, batch_first=True)
        self.say = nn.ModuleDict(
            {
                name: nn.Sequential(
                    nn.LayerNorm(WIDTH), nn.Dropout(DROPOUT), nn.Linear(WIDTH, len(known))
                )
                for name, known in self.names.items()
            }
        )
        self._right = self._numbered(shown)

    def _numbered(self, shown: Sequence[Mapping[str, str]]) -> dict[str, Tensor]:
        numbers = {name: {n: i for i, n in enumerate(known)} for name, known in self.names.items()}
        return {
            name: torch.tensor([known.get(row.get(name, ""), UNNAMED) for row in shown])
            for name, known in numbers.items()
        }

    def named(self, features: Tensor) -> dict[str, Tensor]:
        """Features (B, places, channels) → logits (B, names) of who, act and place."""
        with loop.half_precision():
            places = self.enter(features) + self.where
            asked = self.asked.expand(len(features), -1, -1)
            seen = self.look(asked, places, places, need_weights=False)[0]
            return {name: self.say[name](seen[:, i]).float() for i, name in enumerate(JUDGED)}

    def forward(self, features: Tensor, pictures: np.ndarray) -> Tensor:
        """Mean cross entropy of the three, of pictures by number."""
        losses = []
        for name, logits in self.named(features).items():
            right = self._right[name][pictures].to(logits.device)
            if (right != UNNAMED).any():
                losses.append(F.cross_entropy(logits, right, label_smoothing=SMOOTHING))
        return torch.stack(losses).mean()

    @torch.no_grad()
    def measured(self, features: Features, held: Validation) -> dict[str, float]:
        """Share of held-out pictures whose subject, act and place are named."""
        self.eval()
        places = list(held.places)
        rights = self._numbered(_shown(held.pictures))
        found: dict[str, list[Tensor]] = {name: [] for name in JUDGED}
        for first in range(0, len(places), BATCH):
            for name, logits in self.named(features(places[first : first + BATCH])).items():
                found[name].append(logits.argmax(1).cpu())
        self.train()
        named = {}
        for name, parts in found.items():
            right = rights[name]
            hits = (torch.cat(parts) == right)[right != UNNAMED].float()
            named[name] = float(hits.mean()) if len(hits) else 0.0
        return named


def _shown(pictures: Sequence[Captioned]) -> list[Mapping[str, str]]:
    """What each picture shows, in their order."""
    rows: dict[Path, Mapping[str, str]] = {}
    for folder in sorted({picture.data for picture in pictures}):
        file = folder / "captions.json"
        if not file.is_file():
            raise BadInput(f"{folder} holds no drawn scenes, so --shown can't know what they show.")
        for row in json.loads(file.read_text(encoding="utf-8")):
            if not (isinstance(row, dict) and "shows" in row):
                raise BadInput(f"{file} doesn't say what its pictures show; leave --shown away.")
            rows[folder / row["image"]] = row["shows"]
    return [rows[picture.image] for picture in pictures]
