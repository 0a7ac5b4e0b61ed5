"""BLIP captioners (`BlipForConditionalGeneration`): a batch of pictures, greedily."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import torch
from PIL import Image
from transformers import BlipForConditionalGeneration, BlipImageProcessorPil

from core.models import int8
from core.models.base import CaptionResult, Check
from core.models.blip_decoding import CaptionDecoding, see
from core.models.device import DevicePlan
from core.models.source import Source, load_tokenizer, load_weights


class Blip:
    """Fulfils `core.models.base.Captioner`."""

    def __init__(self, model: Any, tokenizer: Any, processor: Any, *, max_new_tokens: int) -> None:
        self.model = model
        self.tokenizer = tokenizer
        self.processor = processor
        self.max_new_tokens = max_new_tokens

    @classmethod
    def load(cls, source: Source, plan: DevicePlan) -> "Blip":
        """Model, tokenizer and preprocessing, all from one folder."""
        folder = source.folder
        wide = replace(plan, dtype="float32") if plan.dtype == "int8" else plan
        model = load_weights(BlipForConditionalGeneration, folder, source, wide)
        if plan.dtype == "int8":
            int8.quantise_layers(model)
        return cls(
            model,
            load_tokenizer(source),
            BlipImageProcessorPil.from_pretrained(folder, local_files_only=True),
            max_new_tokens=int(source.options.get("max_new_tokens", 30)),
        )

    @torch.inference_mode()
    def caption(self, images: Sequence[Image.Image], *, check: Check) -> list[CaptionResult]:
        """Caption pictures in one batch; `confidence` counts the token that ends a caption too."""
        check()
        if not images:
            return []
        rgb = [image.convert("RGB") for image in images]
        pixels = self.processor(images=rgb, return_tensors="pt")["pixel_values"]
        model, text_config = self.model, self.model.config.text_config
        room = min(self.max_new_tokens, text_config.max_position_embeddings)
        seen = see(model, pixels.to(model.device, model.dtype), check=check)
        decoding = CaptionDecoding(model, seen, room=room)
        end = text_config.sep_token_id
        said = torch.full((len(rgb),), text_config.bos_token_id, device=model.device)
        ended = torch.zeros(len(rgb), dtype=torch.bool, device=model.device)
        steps: list[tuple[torch.Tensor, torch.Tensor]] = []
        for _ in range(room):
            check()
            # (n,) each: the likeliest token and its log-probability
            log_p, said = decoding.logits(said).log_softmax(-1).max(-1)
            steps.append((said, log_p))
            ended |= said == end
            if ended.all():
                break
        results = []
        tokens = torch.stack([said for said, _ in steps], 1)
        values = torch.stack([log_p for _, log_p in steps], 1)
        for row, row_log_p in zip(tokens.tolist(), values, strict=True):
            length = row.index(end) + 1 if end in row else len(row)
            text = self.tokenizer.decode(row[:length], skip_special_tokens=True)
            confidence = row_log_p[:length].mean().exp().item()
            results.append(CaptionResult(text=text.strip(), confidence=confidence))
        return results
