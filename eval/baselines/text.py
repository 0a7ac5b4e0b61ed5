"""Text by the library's own `generate`."""

from pathlib import Path

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer


class Text:
    """Any causal language model in float32."""

    def __init__(self, folder: Path, *, device: str) -> None:
        self.tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        model = AutoModelForCausalLM.from_pretrained(
            folder, dtype=torch.float32, use_safetensors=True, local_files_only=True
        )
        self.model = model.eval().to(device)

    @torch.no_grad()
    def run(self, prompt: list[int], *, max_new_tokens: int) -> list[int]:
        """What follows the prompt's tokens, the likeliest, exactly `max_new_tokens` of them."""
        ids = torch.tensor([prompt], device=self.model.device)
        out = self.model.generate(
            input_ids=ids,
            attention_mask=torch.ones_like(ids),
            max_new_tokens=max_new_tokens,
            min_new_tokens=max_new_tokens,
            do_sample=False,
        )
        written = out[0, len(prompt) :].tolist()
        self.tokenizer.decode(written)
        return written
