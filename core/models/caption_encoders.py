"""What looks at a picture for a captioner: pictures → features of places, (B, places, channels).

EfficientNet-Lite2 is our own code; ResNet-50 and CLIP's ViT come from transformers. Knows how each
wants its pictures (a plain square resize), and nothing of words.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import torch
from PIL import Image
from torch import Tensor, nn

from core.errors import BadInput, UnknownName
from core.models.efficientnet_lite import TAIL, EfficientNetLite, late

_IMAGENET: Final = {"mean": [0.485, 0.456, 0.406], "std": [0.229, 0.224, 0.225]}
_CLIP: Final = {
    "mean": [0.48145466, 0.4578275, 0.40821073],
    "std": [0.26862954, 0.26130258, 0.27577711],
}
KINDS: Final[Mapping[str, Mapping[str, Any]]] = {
    "efficientnet-lite2": {
        "size": 260, "places": 81, "channels": 1280,
        "mean": [127 / 255] * 3, "std": [128 / 255] * 3,
    },
    "resnet50": {"size": 224, "places": 49, "channels": 2048, **_IMAGENET},
    "clip-vit": {"size": 224, "places": 49, "channels": 768, **_CLIP},
}  # fmt: skip
"""Encoders by name: pixels a side, what comes out, and how pictures are made of mean 0."""


class Encoder(nn.Module):
    """One of `KINDS`; `settings` are kept in the captioner's config.json."""

    def __init__(self, kind: str, settings: Mapping[str, Any] | None = None) -> None:
        """`settings` may hold `config`, that of the transformers model inside."""
        super().__init__()
        if kind not in KINDS:
            raise UnknownName("image encoder", kind, KINDS)
        self.kind = kind
        self.settings = {**KINDS[kind], **(settings or {})}
        self.body = _body(kind, self.settings.get("config"))

    def pixels(self, pictures: Sequence[Image.Image]) -> Tensor:
        """Pictures as (B, 3, size, size), resized to a square without cropping."""
        size = self.settings["size"]
        squares = [
            np.asarray(p.convert("RGB").resize((size, size), Image.Resampling.BICUBIC))
            for p in pictures
        ]
        batch = torch.from_numpy(np.stack(squares)).permute(0, 3, 1, 2).float() / 255.0
        mean, std = (torch.tensor(self.settings[name])[:, None, None] for name in ("mean", "std"))
        return ((batch - mean) / std).contiguous(memory_format=torch.channels_last)

    def middle(self, pixels: Tensor) -> Tensor:
        """Pixels → what EfficientNet-Lite2 sees before its last stages (B, 120, 17, 17)."""
        return self.lite.middle(pixels)

    def after(self, middle: Tensor) -> Tensor:
        """What `middle` gave → features (B, places, channels)."""
        features = late(self.lite.blocks[TAIL:], self.lite.head, middle)
        return features.flatten(2).transpose(1, 2)

    @property
    def lite(self) -> EfficientNetLite:
        """The body, which must be EfficientNet-Lite2."""
        if not isinstance(self.body, EfficientNetLite):
            raise BadInput(
                f"Only efficientnet-lite2 has a tail that can be taught, not {self.kind}."
            )
        return self.body

    def forward(self, pixels: Tensor) -> Tensor:
        """Pixels → features (B, places, channels)."""
        if self.kind == "efficientnet-lite2":
            features = self.body(pixels)
        else:
            features = self.body(pixel_values=pixels).last_hidden_state
        if features.ndim == 4:
            features = features.flatten(2).transpose(1, 2)
        elif self.kind == "clip-vit":
            features = features[:, 1:]  # without the class token: places alone
        return features


def _body(kind: str, config: Mapping[str, Any] | None) -> nn.Module:
    if kind == "efficientnet-lite2":
        return EfficientNetLite()
    from transformers import CLIPVisionConfig, CLIPVisionModel, ResNetConfig, ResNetModel

    if kind == "resnet50":
        return ResNetModel(ResNetConfig(**(config or {})))
    return CLIPVisionModel(CLIPVisionConfig(**(config or {})))
