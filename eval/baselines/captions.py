"""Captions, one picture after the other."""

from collections.abc import Sequence
from pathlib import Path

import torch
from PIL import Image
from transformers import AutoTokenizer, BlipForConditionalGeneration, BlipImageProcessorPil


class Captions:
    """BLIP in float32."""

    def __init__(self, folder: Path, *, device: str) -> None:
        self.processor = BlipImageProcessorPil.from_pretrained(folder, local_files_only=True)
        self.tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        model = BlipForConditionalGeneration.from_pretrained(
            folder, dtype=torch.float32, use_safetensors=True, local_files_only=True
        )
        self.model = model.eval().to(device)

    @torch.no_grad()
    def run(self, pictures: Sequence[Image.Image], *, max_new_tokens: int) -> list[str]:
        """A caption each, all of `max_new_tokens` tokens."""
        captions = []
        for picture in pictures:
            inputs = self.processor(images=picture.convert("RGB"), return_tensors="pt")
            out = self.model.generate(
                pixel_values=inputs["pixel_values"].to(self.model.device),
                max_new_tokens=max_new_tokens,
                min_new_tokens=max_new_tokens,
                do_sample=False,
                num_beams=1,
            )
            captions.append(str(self.tokenizer.decode(out[0], skip_special_tokens=True)))
        return captions
