"""BLIP captioners (`BlipForConditionalGeneration`): a batch of pictures, greedily."""

from collections.abc import Sequence
from typing import Any

import torch
from PIL import Image
from transformers import (
    AutoTokenizer,
    BlipForConditionalGeneration,
    BlipImageProcessorPil,
    StoppingCriteria,
    StoppingCriteriaList,
)

from core.models.base import CaptionResult, Check
from core.models.device import DevicePlan
from core.models.loading import Source, load_weights


class _Watch(StoppingCriteria):
    """Never stops by itself; lets `check` raise between tokens."""

    def __init__(self, check: Check) -> None:
        self.check = check

    def __call__(self, input_ids: torch.Tensor, scores: Any, **kwargs: Any) -> torch.Tensor:
        self.check()
        return torch.zeros(len(input_ids), dtype=torch.bool, device=input_ids.device)


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
        return cls(
            load_weights(BlipForConditionalGeneration, folder, source, plan),
            AutoTokenizer.from_pretrained(folder, local_files_only=True),
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
        out = self.model.generate(
            pixel_values=pixels.to(self.model.device, self.model.dtype),
            max_new_tokens=self.max_new_tokens,
            do_sample=False,
            num_beams=1,
            output_scores=True,
            return_dict_in_generate=True,
            stopping_criteria=StoppingCriteriaList([_Watch(check)]),
        )
        # (n, steps): what was generated behind the start token, and its log-probability
        tokens = out.sequences[:, -len(out.scores) :]
        log_p = torch.stack([s.float().log_softmax(-1) for s in out.scores], 1)
        log_p = log_p.gather(-1, tokens.unsqueeze(-1)).squeeze(-1)
        end = self.model.config.text_config.sep_token_id
        results = []
        for row, values in zip(tokens.tolist(), log_p, strict=True):
            length = row.index(end) + 1 if end in row else len(row)
            text = self.tokenizer.decode(row[:length], skip_special_tokens=True)
            confidence = values[:length].mean().exp().item()
            results.append(CaptionResult(text=text.strip(), confidence=confidence))
        return results
