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
    def run(self, prompt: str, *, max_new_tokens: int) -> str:
        """What follows the prompt, likeliest tokens, exactly `max_new_tokens` of them."""
        inputs = self.tokenizer(prompt, return_tensors="pt").to(self.model.device)
        out = self.model.generate(
            input_ids=inputs["input_ids"],
            attention_mask=inputs["attention_mask"],
            max_new_tokens=max_new_tokens,
            min_new_tokens=max_new_tokens,
            do_sample=False,
        )
        return self.tokenizer.decode(out[0][inputs["input_ids"].shape[1] :])
