"""Whether a checkpoint is of the kind that its catalogue entry says, told from its configuration.

Reads plain JSON only, so that a download is stopped before gigabytes of the wrong model arrive.
"""

from collections.abc import Mapping
from fnmatch import fnmatch
from typing import Any, Final

EXPECTED: Final[Mapping[str, str]] = {
    "bark": "BarkModel",
    "blip": "BlipForConditionalGeneration",
    "causal_lm": "*ForCausalLM",
    "clip": "CLIPModel",
    "diffusion": "*Pipeline",
    "dual_encoder": "StudioScorer",
    "encoder_decoder": "StudioCaptioner",
    "image_text_to_text": "*ForConditionalGeneration",
    "musicgen": "MusicgenForConditionalGeneration",
    "vision_encoder_decoder": "VisionEncoderDecoderModel",
    "vits": "VitsModel",
}
"""Family to the class names that it loads; what other families load is not judged here."""

CONFIGS: Final = ("model_index.json", "config.json")
"""Where a checkpoint says what it is; diffusers' pipelines have the first."""


def mismatch(family: str, config: Mapping[str, Any]) -> str | None:
    """What `config` describes when `family` cannot load it; None if it fits or says nothing."""
    wanted = EXPECTED.get(family)
    given = config.get("architectures") or config.get("_class_name") or ()
    names = [given] if isinstance(given, str) else [str(name) for name in given]
    if wanted is None or not names or any(fnmatch(name, wanted) for name in names):
        return None
    return f"it is a {' or '.join(names)}, and the family “{family}” loads {wanted}"
