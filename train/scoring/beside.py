"""A scorer's head for drawings that learns beside a captioner, on the same last stages.

    python -m train.captioner --data runs/drawn --tail 0.5 --scorer starter/scorer …

The scorer's text side is finished and stays as it is, so that photos keep their scores. Texts and
pictures of the last steps are wrong ones, too (He et al. 2020, "MoCo"): a step of few pictures
would be too easy. `train.scoring.join` makes a scorer of the head.
"""

import json
from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from core.models.dual_encoder import PictureSide, load_dual, numbered
from train import loop
from train.captioning.data import Captioned
from train.captioning.features import Features
from train.captioning.measure import BATCH, Validation
from train.scoring import measure, words

SETTINGS: Final[dict[str, Any]] = {"grid": 9, "width": 384, "heads": 8, "dropout": 0.2}
SHARE: Final = 0.3
"""Weight of the scorer's loss beside the captioner's."""
REMEMBERED: Final = 48
"""Steps whose pictures and texts are remembered."""
NAME: Final = "side"


class Beside(nn.Module):
    """What learns: the head and its temperature; the scorer itself only reads.

    The head begins as the scorer's own for drawings, if it has one.
    """

    def __init__(self, scorer: Path, pictures: Sequence[Captioned]) -> None:
        super().__init__()
        read, self.tokenizer = load_dual(scorer), words.beside(scorer)
        self._read = [read.requires_grad_(False)]  # in a list, so that it is no part of this
        channels = read.encoder.settings["channels"]
        self.side = PictureSide(channels=channels, out=read.config["vector"], **SETTINGS)
        if read.drawn is not None and read.config["drawn"]["picture"] == SETTINGS:
            self.side.load_state_dict(read.drawn.state_dict())
        self.heat = nn.Parameter(read.heat.clone())
        self._pictures = pictures
        self._memory: deque[tuple[Tensor, Tensor]] = deque(maxlen=REMEMBERED)

    @torch.no_grad()
    def told(self, texts: Sequence[str]) -> Tensor:
        """Unit vectors of texts."""
        read = self._read[0].to(self.heat.device)
        with loop.half_precision():
            return read.of_ids(
                numbered(self.tokenizer, texts, read.text.longest).to(read.heat.device)
            )

    def seen(self, features: Tensor) -> Tensor:
        """Unit vectors of what the last stages saw (B, places, channels)."""
        with loop.half_precision():
            return F.normalize(self.side(self.side.pooled(features)).float(), dim=-1)

    def forward(self, features: Tensor, pictures: np.ndarray, rng: np.random.Generator) -> Tensor:
        """InfoNCE both ways, half of the time of the first caption, which says most."""
        captions = [self._pictures[int(picture)].captions for picture in pictures]
        looked = self.seen(features)
        texts = self.told(
            [some[0 if rng.random() < 0.5 else rng.integers(len(some))] for some in captions]
        )
        right = torch.arange(len(looked), device=looked.device)
        sharpness = self.heat.exp().clamp(max=100.0)
        every_text = torch.cat([texts, *(kept for _, kept in self._memory)])
        every_picture = torch.cat([looked, *(kept for kept, _ in self._memory)])
        to_text = F.cross_entropy(sharpness * looked @ every_text.T, right)
        to_picture = F.cross_entropy(sharpness * texts @ every_picture.T, right)
        self._memory.append((looked.detach(), texts))
        return (to_text + to_picture) / 2

    @torch.no_grad()
    def measured(self, features: Features, held: Validation) -> dict[str, float]:
        """Figures of a validation set, one caption (the first) a picture."""
        self.eval()
        places = list(held.places)
        rows = [self.seen(features(places[i : i + BATCH])) for i in range(0, len(places), BATCH)]
        texts = self.told([picture.captions[0] for picture in held.pictures])
        self.train()
        return measure.figures(torch.cat(rows).cpu().numpy(), texts.cpu().numpy())

    def save(self, folder: Path) -> None:
        """The head alone, with its settings."""
        from safetensors.torch import save_file

        folder.mkdir(parents=True, exist_ok=True)
        state = {name: part.contiguous() for name, part in self.side.state_dict().items()}
        save_file(state, folder / f"{NAME}.safetensors", metadata={"format": "pt"})
        (folder / f"{NAME}.json").write_text(json.dumps(SETTINGS) + "\n", encoding="utf-8")
