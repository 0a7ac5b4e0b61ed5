"""MusicGen: music from a few words, by transformers (`MusicgenForConditionalGeneration`).

A text encoder (T5), a decoder that says four codebooks of sound, fifty steps a second, and EnCodec,
which makes samples of them.  Source: Copet et al. 2023, "Simple and Controllable Music Generation".
"""

from typing import Any, Final

import numpy as np
import torch
from transformers import MusicgenForConditionalGeneration, StoppingCriteria, StoppingCriteriaList

from core.models.base import Step
from core.models.device import DevicePlan
from core.models.source import Source, load_tokenizer, load_weights

GUIDANCE: Final = 3.0
"""How much more the words count than music without any; the value of MusicGen's authors."""
LONGEST_S: Final = 30.0
"""MusicGen was taught on pieces of half a minute, and wanders after that."""


class MusicGen:
    """Fulfils `core.models.base.Composer`.

    Options of the catalogue: `guidance_scale` (default 3).
    """

    def __init__(self, model: Any, tokenizer: Any, *, source: Source) -> None:
        self.model = model
        self.tokenizer = tokenizer
        self.rate = int(model.config.audio_encoder.sampling_rate)
        self.steps_s = float(model.config.audio_encoder.frame_rate)
        self.guidance = float(source.options.get("guidance_scale", GUIDANCE))
        positions = int(getattr(model.decoder.config, "max_position_embeddings", 2048))
        self.delay = int(model.decoder.config.num_codebooks)
        self.longest_s = min(LONGEST_S, (positions - self.delay) / self.steps_s)

    @classmethod
    def load(cls, source: Source, plan: DevicePlan) -> "MusicGen":
        """Model and tokenizer from one folder."""
        tokenizer = load_tokenizer(source)
        model = load_weights(MusicgenForConditionalGeneration, source.folder, source, plan)
        known = model.config.text_encoder.vocab_size
        if len(tokenizer) > known:
            raise source.damaged(f"its tokenizer has {len(tokenizer)} words, and it knows {known}")
        model.audio_encoder.float()
        return cls(model, tokenizer, source=source)

    @torch.inference_mode()
    def compose(
        self, prompt: str, *, seconds: float, seed: int, on_step: Step
    ) -> tuple[np.ndarray, int]:
        """Music of about `seconds`: samples float32 of shape (n, channels), and samples a second.

        `on_step(done, total)` is called at every step, and may raise to cancel.  The same seed
        gives the same samples on the same kind of device.
        """
        total = max(1, round(min(seconds, self.longest_s) * self.steps_s))
        given = self.tokenizer(prompt, return_tensors="pt", truncation=True, max_length=256)
        device = self.model.device
        devices = [device] if device.type == "cuda" else []
        # The library draws from the global generator, which is put back afterwards.
        with torch.random.fork_rng(devices=devices):
            torch.manual_seed(seed)
            sound = self.model.generate(
                given["input_ids"].to(device),
                attention_mask=given["attention_mask"].to(device),
                do_sample=True,
                guidance_scale=self.guidance,
                max_new_tokens=total + self.delay - 1,
                stopping_criteria=StoppingCriteriaList([_Steps(on_step, total)]),
            )
        return sound[0].float().cpu().numpy().T, self.rate


class _Steps(StoppingCriteria):
    """Tells of each step; it never stops a generation."""

    def __init__(self, on_step: Step, total: int) -> None:
        self.on_step, self.total, self.done = on_step, total, 0

    def __call__(self, input_ids: torch.Tensor, scores: Any, **kwargs: Any) -> torch.Tensor:
        self.done += 1
        self.on_step(min(self.done, self.total), self.total)
        return torch.zeros(len(input_ids), dtype=torch.bool, device=input_ids.device)
