"""Captioners of a vision and a text model (`VisionEncoderDecoderModel`), such as ViT and GPT-2.

A batch of pictures, greedily.  Source of the kind: Li et al. 2021, "TrOCR"; as a captioner
https://huggingface.co/nlpconnect/vit-gpt2-image-captioning.
"""

from collections.abc import Sequence
from typing import Any

from PIL import Image
from transformers import AutoImageProcessor, VisionEncoderDecoderModel

from core.models.base import CaptionResult, Check
from core.models.device import DevicePlan
from core.models.greedy_captions import greedy_captions
from core.models.source import Source, load_tokenizer, load_weights


class VisionEncoderDecoder:
    """Fulfils `core.models.base.Captioner`. Option: `max_new_tokens` (30)."""

    def __init__(self, model: Any, tokenizer: Any, processor: Any, *, max_new_tokens: int) -> None:
        self.model = model
        self.tokenizer = tokenizer
        self.processor = processor
        given = model.generation_config
        ends = given.eos_token_id if given.eos_token_id is not None else tokenizer.eos_token_id
        self.ends: list[int] = [ends] if isinstance(ends, int) else list(ends or ())
        # Published ones begin with what ends a text, as GPT-2 has no other mark.
        start = given.decoder_start_token_id
        if start is None:
            start = model.config.decoder_start_token_id
        self.start = start if start is not None else tokenizer.bos_token_id
        room = getattr(model.config.decoder, "max_position_embeddings", max_new_tokens + 1) - 1
        self.max_new_tokens = min(max_new_tokens, room)

    @classmethod
    def load(cls, source: Source, plan: DevicePlan) -> "VisionEncoderDecoder":
        """Model, tokenizer and preprocessing, all from one folder."""
        folder = source.folder
        captioner = cls(
            load_weights(VisionEncoderDecoderModel, folder, source, plan),
            load_tokenizer(source),
            AutoImageProcessor.from_pretrained(folder, local_files_only=True, backend="pil"),
            max_new_tokens=int(source.options.get("max_new_tokens", 30)),
        )
        if captioner.start is None or not captioner.ends:
            raise source.damaged("it does not say which token begins and which ends a caption")
        return captioner

    def caption(self, images: Sequence[Image.Image], *, check: Check) -> list[CaptionResult]:
        """Caption pictures in one batch; `confidence` counts the token that ends a caption too."""
        check()
        if not images:
            return []
        rgb = [image.convert("RGB") for image in images]
        pixels = self.processor(images=rgb, return_tensors="pt")["pixel_values"]
        return greedy_captions(
            self.model,
            self.tokenizer,
            ends=self.ends,
            check=check,
            pixel_values=pixels.to(self.model.device, self.model.dtype),
            decoder_start_token_id=self.start,
            eos_token_id=self.ends,
            pad_token_id=self.ends[0],
            max_new_tokens=self.max_new_tokens,
        )
