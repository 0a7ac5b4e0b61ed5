"""Vision language models that follow instructions, as captioners: SmolVLM, Idefics3 and the like.

Any model that `AutoModelForImageTextToText` and `AutoProcessor` load without torchvision and that
has a chat template.  Pictures are captioned in one batch, greedily.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PIL import Image
from transformers import AutoModelForImageTextToText, AutoProcessor

from core.models.base import CaptionResult, Check
from core.models.device import DevicePlan
from core.models.greedy_captions import greedy_captions
from core.models.source import Source, check_tokenizer, load_weights
from core.text import sentences

INSTRUCTION = "Say in one short sentence what this picture shows."


class ImageTextToText:
    """Fulfils `core.models.base.Captioner`."""

    def __init__(
        self, model: Any, processor: Any, *, instruction: str, max_new_tokens: int
    ) -> None:
        self.model = model
        self.processor = processor
        self.max_new_tokens = max_new_tokens
        asked = [{"type": "image"}, {"type": "text", "text": instruction}]
        self.prompt = processor.apply_chat_template(
            [{"role": "user", "content": asked}], add_generation_prompt=True
        )
        ends = model.generation_config.eos_token_id
        self.ends = {ends} if isinstance(ends, int) else set(ends or ())

    @classmethod
    def load(cls, source: Source, plan: DevicePlan) -> "ImageTextToText":
        """Model, tokenizer, chat template and preprocessing, all from one folder.

        Pictures are looked at whole unless the option `image_splitting` is set: in parts (17 for
        SmolVLM) a caption takes as many times longer and says no more of what is to be seen.
        """
        options = source.options
        check_tokenizer(source)
        processor = AutoProcessor.from_pretrained(
            source.folder, local_files_only=True, trust_remote_code=False
        )
        if not processor.chat_template:
            raise source.damaged("it has no chat template")
        processor.tokenizer.padding_side = "left"
        if hasattr(processor.image_processor, "do_image_splitting"):
            splitting = bool(options.get("image_splitting", False))
            processor.image_processor.do_image_splitting = splitting
        return cls(
            load_weights(AutoModelForImageTextToText, source.folder, source, plan),
            processor,
            instruction=str(options.get("instruction", INSTRUCTION)),
            max_new_tokens=int(options.get("max_new_tokens", 48)),
        )

    def caption(self, images: Sequence[Image.Image], *, check: Check) -> list[CaptionResult]:
        """The first sentence about each picture; `confidence` counts all that was generated."""
        check()
        if not images:
            return []
        inputs = self.processor(
            text=[self.prompt] * len(images),
            images=[[image.convert("RGB")] for image in images],
            padding=True,
            return_tensors="pt",
        ).to(self.model.device, self.model.dtype)
        found = greedy_captions(
            self.model,
            self.processor.tokenizer,
            ends=self.ends,
            check=check,
            max_new_tokens=self.max_new_tokens,
            **inputs,
        )
        said = [(sentences(one.text) or [one.text])[0].strip() for one in found]
        return [replace(one, text=text) for one, text in zip(found, said, strict=True)]
