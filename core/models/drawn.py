"""The illustrator that is code: it reads a page's words into a scene and draws the scene.

No neural network and no weights: what it can draw is the vocabulary of `picturebook`.
"""

import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PIL import Image

from core.errors import BadInput
from core.story import STYLES
from picturebook.drawing.compose import draw
from picturebook.drawing.marks import Drawing
from picturebook.reading import read
from picturebook.scene import Scene

SIZE = (1024, 1024)


class Drawn:
    """Fulfils `core.models.base.Illustrator`, and draws scenes directly."""

    size = SIZE
    max_tokens = 10_000
    prompt_style = "plain"
    guidance_scale = None

    def __init__(self, options: Mapping[str, Any] | None = None) -> None:
        self.options = dict(options or {})

    def draw(
        self, scene: Scene, *, style: str, seed: int, size: tuple[int, int] = SIZE, label: str = ""
    ) -> Drawing:
        """The drawing of a scene: marks that become PNG, SVG or PDF; `label` says it in words."""
        width, height = size
        return draw(scene, style=style, seed=seed, width=width, height=height, label=label)

    def count_tokens(self, prompt: str) -> int:
        """Words: this illustrator reads as many as there are."""
        return len(prompt.split())

    def paint(
        self,
        prompts: Sequence[str],
        *,
        seeds: Sequence[int],
        negative_prompt: str = "",
        num_inference_steps: int | None = None,
        guidance_scale: float | None = None,
        init_image: Image.Image | None = None,
        strength: float = 0.6,
        on_step: Callable[[int, int], None],
    ) -> list[Image.Image]:
        """One picture a prompt, read from its words; a style's phrase at its end is its style."""
        if len(prompts) != len(seeds):
            raise ValueError(f"{len(prompts)} prompts, but {len(seeds)} seeds")
        if init_image is not None:
            raise BadInput(
                "The studio's own drawings do not start from another picture; tell the story "
                "without continuity. Its figures look the same on every page anyway."
            )
        pictures = []
        for index, (prompt, seed) in enumerate(zip(prompts, seeds, strict=True)):
            text, style = styled(prompt)
            png = self.draw(read(text).scene, style=style, seed=seed).png(*SIZE)
            pictures.append(Image.open(io.BytesIO(png)).convert("RGB"))
            on_step(index + 1, len(prompts))
        return pictures


def styled(prompt: str) -> tuple[str, str]:
    """A prompt without the style's phrase that ends it, and that style (cut paper if none does)."""
    for style in STYLES.values():
        text = prompt.rstrip(" .")
        if text.endswith(style.phrase):
            return text.removesuffix(style.phrase).rstrip(" ,"), style.id
    return prompt, "paper"
