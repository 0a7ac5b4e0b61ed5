"""Captioners trained by `train.captioner`: an image encoder and an LSTM, transformer or GPT-2.

Captions come from beam search; others to choose from come from a second one that avoids the words
of the first. Confidence is calibrated where the captioner's config.json says how.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import torch
from PIL import Image

from core.models.base import CaptionResult, Check
from core.models.caption_model import CaptionModel, load_model
from core.models.caption_search import Said, beam_search
from core.models.device import DevicePlan
from core.models.loading import Source, check_numbers, load_tokenizer

BATCH: Final = 16
"""Pictures looked at together."""
CHOICES: Final = 2
"""Other captions that are offered."""
SMALL_WORDS: Final = frozenset(
    "a an the of in on at with and is are to by for from into over near next front through while "
    "it its his her their there that this as up down out one two three some other another".split()
)
"""Words that name nothing; two captions that differ only in these say the same."""


class EncoderDecoder:
    """Fulfils `core.models.base.Captioner`. Options: `beams`, `max_new_tokens`."""

    def __init__(self, model: CaptionModel, tokenizer: Any, *, device: str = "cpu", **search: Any):
        self.model, self.tokenizer, self.device = model, tokenizer, device
        self.search = replace(model.search, **search)
        self.calibration = model.config.get("calibration")

    @classmethod
    def load(cls, source: Source, plan: DevicePlan) -> "EncoderDecoder":
        """Model and tokenizer from one folder; on a processor it always runs in float32."""
        model = load_model(source.folder)
        check_numbers(model, source)
        if plan.device != "cpu":
            model = model.to(plan.device, getattr(torch, plan.dtype))
        names = {"beams": "beams", "max_new_tokens": "longest"}
        given = {names[n]: int(v) for n, v in source.options.items() if n in names}
        for conv in model.encoder.modules():
            if isinstance(conv, torch.nn.Conv2d):
                conv.weight.data = conv.weight.contiguous(memory_format=torch.channels_last)
        return cls(model.requires_grad_(False), load_tokenizer(source), device=plan.device, **given)

    @torch.inference_mode()
    def caption(self, images: Sequence[Image.Image], *, check: Check) -> list[CaptionResult]:
        """Caption pictures in one batch (at most sixteen at once)."""
        check()
        results: list[CaptionResult] = []
        for first in range(0, len(images), BATCH):
            pixels = self.model.encoder.pixels(images[first : first + BATCH])
            kind = next(self.model.parameters())
            features = self.model.encoder(pixels.to(self.device, kind.dtype))
            check()
            found = beam_search(self.model.decoder, features, self.search, check=check)
            avoid = [self._telling(said[0]) for said in found]
            others = beam_search(
                self.model.decoder, features, self.search, check=check, avoid=avoid
            )
            results += [self._result(*pair) for pair in zip(found, others, strict=True)]
        return results

    def _telling(self, said: Said) -> set[int]:
        """The words of a caption that name something."""
        return {word for word in said.ids if self._text([word]) not in SMALL_WORDS}

    def _text(self, ids: Sequence[int]) -> str:
        text = self.tokenizer.decode(ids, skip_special_tokens=True)
        return re.sub(r" +([.,!?])", r"\1", text).strip()

    def _result(self, found: Sequence[Said], others: Sequence[Said]) -> CaptionResult:
        best = found[0]
        kept = [self._telling(best)]
        choices: list[str] = []
        for said in sorted([*found[1:], *others[:2]], key=lambda said: -said.mean):
            telling = self._telling(said)
            if telling and telling not in kept and len(choices) < CHOICES:
                kept.append(telling)
                choices.append(self._text(said.ids))
        return CaptionResult(
            text=self._text(best.ids),
            confidence=self._confidence(best),
            candidates=tuple(choices),
        )

    def _confidence(self, said: Said) -> float:
        """The chance that a caption is right (Platt 1999), or the mean of its words' chances."""
        if not self.calibration:
            return math.exp(said.mean)
        score = self.calibration["slope"] * said.mean + self.calibration["offset"]
        return 1 / (1 + math.exp(-score))
