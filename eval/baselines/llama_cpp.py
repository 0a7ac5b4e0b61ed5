"""Text by llama.cpp, as the package cyllama brings it, from a GGUF file as it was published."""

from pathlib import Path
from typing import Any


class LlamaCpp:
    """One model on the processor, with `threads` threads."""

    def __init__(self, file: Path, *, threads: int, most: int) -> None:
        """`most`: the longest text with its prompt, in tokens."""
        from cyllama import LLM, GenerationConfig, api

        params = api.LlamaContextParams

        def with_threads() -> Any:
            # It would take four, on whatever machine; with more than there are cores it crawls.
            made = params()
            made.n_threads = made.n_threads_batch = threads
            return made

        api.LlamaContextParams = with_threads
        self._config, self._most = GenerationConfig, most
        self.model = LLM(str(file), n_gpu_layers=0)

    def run(self, prompt: str, *, max_new_tokens: int) -> int:
        """Tokens that it wrote behind the prompt, the likeliest ones, until it ends."""
        config = self._config(
            max_tokens=max_new_tokens,
            temperature=0.0,
            n_gpu_layers=0,
            n_ctx=self._most,
            add_bos=False,
        )
        return int(self.model.generate_with_stats(prompt, config).stats.generated_tokens)
