"""Captioners trained by `train.captioner`: an image encoder and an LSTM, transformer or GPT-2.

Captions come from beam search; others to choose from come from a second one that avoids the words
of the first. Confidence is calibrated where a captioner's config.json says how. A captioner may
bring a second decoder for drawings, in the folder `drawings`: its gate tells by what the encoder
saw which of the two speaks.  Where config.json names a reranker, a scorer beside the captioner has
a say in which of the captions found is the best.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import torch
from PIL import Image
from torch import Tensor

from core.models.base import CaptionResult, Check
from core.models.caption_model import CaptionModel, load_model
from core.models.caption_reranking import Reranker
from core.models.caption_search import Said, beam_search
from core.models.device import DevicePlan
from core.models.source import Source, check_numbers, load_tokenizer

BATCH: Final = 16
"""Pictures looked at together."""
CHOICES: Final = 2
"""Other captions that are offered."""
DRAWINGS: Final = "drawings"
"""Folder of the second decoder."""
SMALL_WORDS: Final = frozenset(
    "a an the of in on at with and is are to by for from into over near next front through while "
    "it its his her their there that this as up down out one two three some other another".split()
)
"""Words that name nothing; two captions that differ only in these say the same."""
COLOURS: Final = frozenset(
    "black white red blue green yellow brown orange pink purple gray grey tan striped dark light "
    "colored covered".split()
)
"""What several things of a picture may have; other telling words said twice make nonsense ("a car
in front of a car")."""


class Speaker:
    """A decoder with its words, and how sure it may be: features → captions."""

    def __init__(
        self,
        model: CaptionModel,
        tokenizer: Any,
        *,
        reranker: Reranker | None = None,
        **search: Any,
    ) -> None:
        self.model, self.tokenizer, self.reranker = model, tokenizer, reranker
        self.search = replace(model.search, **search)
        if self.search.once:
            known = tokenizer.get_vocab()
            free = {known[word] for word in SMALL_WORDS | COLOURS if word in known}
            self.search = replace(self.search, free=frozenset(free))
        self.calibration = model.config.get("calibration")

    def say(
        self, features: Tensor, *, check: Check, plain: Tensor | None = None
    ) -> list[CaptionResult]:
        """Captions of features (B, places, channels); `plain`: those of the encoder's own last
        stages, where these are of others."""
        decoder = self.model.decoder
        seen = decoder.see(features)
        found = beam_search(decoder, features, self.search, check=check, seen=seen)
        worth = [said[0].mean for said in found]
        if self.reranker is not None:
            texts = [[self._text(one.ids) for one in said] for said in found]
            ordered = self.reranker.in_order(features if plain is None else plain, found, texts)
            worth = [said[0][0] for said in ordered]
            found = [[one for _, one in said] for said in ordered]
        avoid = [self._telling(said[0]) for said in found]
        others = beam_search(decoder, features, self.search, check=check, avoid=avoid, seen=seen)
        return [self._result(*each) for each in zip(found, others, worth, strict=True)]

    def _telling(self, said: Said) -> set[int]:
        """The words of a caption that name something."""
        return {word for word in said.ids if self._text([word]) not in SMALL_WORDS}

    def _text(self, ids: Sequence[int]) -> str:
        text = self.tokenizer.decode(ids, skip_special_tokens=True)
        return re.sub(r" +([.,!?])", r"\1", text).strip()

    def _result(self, found: Sequence[Said], others: Sequence[Said], worth: float) -> CaptionResult:
        best = found[0]
        kept = [self._telling(best)]
        choices: list[str] = []
        for said in sorted([*found[1:], *others[:2]], key=lambda said: -said.mean):
            telling = self._telling(said)
            new = all(len(telling ^ other) > 1 for other in kept)
            if telling and new and len(choices) < CHOICES:
                kept.append(telling)
                choices.append(self._text(said.ids))
        return CaptionResult(
            text=self._text(best.ids),
            confidence=self._confidence(best, worth),
            candidates=tuple(choices),
        )

    def _confidence(self, said: Said, worth: float) -> float:
        """The chance that a caption is right (Platt 1999), or the mean of its words' chances;
        `worth`: the mean log-probability of a word, with the scorer's say where it has one."""
        if not self.calibration:
            return math.exp(said.mean)
        score = self.calibration["slope"] * worth + self.calibration["offset"]
        return 1 / (1 + math.exp(-score))


class EncoderDecoder:
    """Fulfils `core.models.base.Captioner`. Options: `beams`, `max_new_tokens`."""

    def __init__(self, speaker: Speaker, drawings: Speaker | None = None) -> None:
        self.encoder = speaker.model.encoder
        self.speaker, self.drawings = speaker, drawings
        self.calibration = speaker.calibration

    @classmethod
    def of_folder(cls, folder: Path, read: Any, **search: Any) -> "EncoderDecoder":
        """The captioner of a folder; `read` gives the tokenizer of a folder."""
        model = load_model(folder)
        second = folder / DRAWINGS
        drawings = None
        if (second / "config.json").is_file():
            drawings = Speaker(load_model(second, encoder=model.encoder), read(second), **search)
        for conv in model.encoder.modules():
            if isinstance(conv, torch.nn.Conv2d):
                conv.weight.data = conv.weight.contiguous(memory_format=torch.channels_last)
        named = model.config.get("reranker")
        reranker = Reranker.of_config(named, folder, model.encoder, read) if named else None
        return cls(Speaker(model, read(folder), reranker=reranker, **search), drawings)

    @classmethod
    def load(cls, source: Source, plan: DevicePlan) -> "EncoderDecoder":
        """Everything from one folder; on a processor it always runs in float32."""
        names = {"beams": "beams", "max_new_tokens": "longest"}
        given = {names[n]: int(v) for n, v in source.options.items() if n in names}
        made = cls.of_folder(
            source.folder, lambda folder: load_tokenizer(replace(source, folder=folder)), **given
        )
        for speaker in made.speakers:
            check_numbers(speaker.model, source)
            speaker.model.requires_grad_(False)
            if plan.device != "cpu":
                speaker.model.to(plan.device, getattr(torch, plan.dtype))
        if (reranker := made.speaker.reranker) is not None:
            check_numbers(reranker.model, source)
            reranker.model.requires_grad_(False).to(plan.device)
        return made

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """The decoder, and that for drawings where there is one."""
        return (self.speaker,) if self.drawings is None else (self.speaker, self.drawings)

    @torch.inference_mode()
    def caption(self, images: Sequence[Image.Image], *, check: Check) -> list[CaptionResult]:
        """Caption pictures in one batch (at most sixteen at once)."""
        check()
        weights = next(self.speaker.model.parameters())
        results: list[CaptionResult] = []
        for first in range(0, len(images), BATCH):
            pixels = self.encoder.pixels(images[first : first + BATCH])
            pixels = pixels.to(weights.device, weights.dtype)
            middle = None
            if any(speaker.model.tail for speaker in self.speakers):
                middle = self.encoder.middle(pixels)
            features = self.encoder(pixels) if middle is None else self.encoder.after(middle)
            check()
            results += self._said(features, middle, check)
        return results

    def _said(self, features: Tensor, middle: Tensor | None, check: Check) -> list[CaptionResult]:
        drawn = [False] * len(features)
        if self.drawings is not None and self.drawings.model.gate is not None:
            drawn = (self.drawings.model.gate(features.mean(1))[:, 0] > 0).tolist()
        said: dict[int, CaptionResult] = {}
        for number, speaker in enumerate(self.speakers):
            rows = [row for row, is_drawn in enumerate(drawn) if is_drawn == bool(number)]
            if not rows:
                continue
            tail = speaker.model.tail
            seen = features[rows] if tail is None or middle is None else tail(middle[rows])
            captions = speaker.say(seen, check=check, plain=features[rows])
            said |= dict(zip(rows, captions, strict=True))
        return [said[row] for row in range(len(features))]
