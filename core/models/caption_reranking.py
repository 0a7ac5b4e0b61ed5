"""Puts the captions that a search found in order by how well a scorer thinks they fit the picture.

A decoder knows best which words follow each other, a scorer which picture a sentence is of.  A
captioner's config.json names the scorer, a folder beside its own, and what its cosine weighs beside
the mean log-probability of a word: `"reranker": {"folder": "../scorer", "weight": 1.0}`.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from core.models.caption_encoders import Encoder
from core.models.caption_search import Said
from core.models.dual_encoder import DualModel, load_dual, numbered


class Reranker:
    """A scorer that reads what the captioner's encoder saw."""

    def __init__(self, model: DualModel, tokenizer: Any, *, weight: float) -> None:
        self.model, self.tokenizer, self.weight = model, tokenizer, weight

    @classmethod
    def of_config(
        cls, config: Mapping[str, Any], folder: Path, encoder: Encoder, read: Any
    ) -> "Reranker":
        """The one that the captioner in `folder` names; `read` gives the tokenizer of a folder.

        `ValueError` where it lies elsewhere than beside the captioner, is missing, or reads what
        another kind of `encoder` saw.
        """
        name = str(config["folder"])
        parts = Path(name).parts
        if len(parts) != 2 or parts[0] != ".." or parts[1] == "..":
            raise ValueError(f"its reranker “{name}” is not in a folder beside it")
        beside = folder.parent / parts[1]
        if not (beside / "config.json").is_file():
            raise ValueError(f"its reranker {name} is missing")
        model = load_dual(beside)
        if model.encoder.kind != encoder.kind:
            raise ValueError(f"its reranker {name} looks through {model.encoder.kind}")
        model.encoder = encoder  # nothing is looked at twice, and photos alone are judged
        model.tail = model.drawn = model.gate = None
        return cls(model, read(beside), weight=float(config["weight"]))

    def in_order(
        self, features: Tensor, found: Sequence[Sequence[Said]], texts: Sequence[Sequence[str]]
    ) -> list[list[tuple[float, Said]]]:
        """Captions of each picture with what they are worth, the best first.

        `features` (B, places, channels): what the encoder saw, through its own last stages;
        `texts`: what the captions say, in words.
        """
        seen = self.model.of_features(self.model.picture.pooled(features.float()))
        longest = self.model.text.longest
        ordered: list[list[tuple[float, Said]]] = []
        for vector, captions, said in zip(seen, found, texts, strict=True):
            ids = numbered(self.tokenizer, said, longest).to(vector.device)
            fits = self.model.of_ids(ids) @ vector
            chances = torch.tensor([one.mean for one in captions])
            worth = chances + self.weight * fits.cpu()
            order = worth.argsort(descending=True, stable=True).tolist()
            ordered.append([(float(worth[i]), captions[i]) for i in order])
        return ordered
