"""A story read aloud in one go."""

from pathlib import Path

import numpy as np
import torch
from transformers import VitsModel, VitsTokenizer


class Narration:
    """VITS in float32."""

    def __init__(self, folder: Path, *, device: str) -> None:
        self.tokenizer = VitsTokenizer.from_pretrained(folder, local_files_only=True)
        model = VitsModel.from_pretrained(
            folder, dtype=torch.float32, use_safetensors=True, local_files_only=True
        )
        self.model = model.eval().to(device)

    @torch.no_grad()
    def run(self, text: str) -> np.ndarray:
        """Samples, float32, shape (n,)."""
        inputs = self.tokenizer(text, return_tensors="pt").to(self.model.device)
        return self.model(**inputs).waveform[0].cpu().numpy()
