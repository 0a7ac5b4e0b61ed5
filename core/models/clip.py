"""CLIP (`CLIPModel`): pictures and texts as unit vectors whose cosine says how well they fit."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import torch
from PIL import Image
from transformers import CLIPImageProcessorPil, CLIPModel

from core.models.device import DevicePlan
from core.models.source import Source, load_tokenizer, load_weights

BATCH = 32


class Clip:
    """Fulfils `core.models.base.Scorer`."""

    def __init__(self, model: Any, tokenizer: Any, processor: Any) -> None:
        self.model = model
        self.tokenizer = tokenizer
        self.processor = processor
        self.max_tokens = min(
            tokenizer.model_max_length, model.config.text_config.max_position_embeddings
        )

    @classmethod
    def load(cls, source: Source, plan: DevicePlan) -> "Clip":
        """Model, tokenizer and preprocessing, all from one folder."""
        folder = source.folder
        return cls(
            load_weights(CLIPModel, folder, source, plan),
            load_tokenizer(source),
            CLIPImageProcessorPil.from_pretrained(folder, local_files_only=True),
        )

    @torch.inference_mode()
    def embed_images(self, images: Sequence[Image.Image]) -> np.ndarray:
        """Unit vectors, float32, shape (n, d)."""
        rows = []
        for batch in _batches(images):
            rgb = [image.convert("RGB") for image in batch]
            pixels = self.processor(images=rgb, return_tensors="pt")["pixel_values"]
            pixels = pixels.to(self.model.device, self.model.dtype)
            pooled = self.model.vision_model(pixel_values=pixels).pooler_output
            rows.append(self.model.visual_projection(pooled))
        return self._unit(rows)

    @torch.inference_mode()
    def embed_texts(self, texts: Sequence[str]) -> np.ndarray:
        """Unit vectors, float32, shape (n, d); CLIP reads a text's first `max_tokens` tokens."""
        rows = []
        for batch in _batches(texts):
            tokens = self.tokenizer(
                list(batch),
                padding=True,
                truncation=True,
                max_length=self.max_tokens,
                return_tensors="pt",
            ).to(self.model.device)
            pooled = self.model.text_model(
                input_ids=tokens["input_ids"], attention_mask=tokens["attention_mask"]
            ).pooler_output
            rows.append(self.model.text_projection(pooled))
        return self._unit(rows)

    def _unit(self, rows: list[torch.Tensor]) -> np.ndarray:
        if not rows:
            return np.zeros((0, self.model.config.projection_dim), np.float32)
        vectors = torch.cat(rows).float()
        return (vectors / vectors.norm(dim=-1, keepdim=True)).cpu().numpy()


def _batches(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]
