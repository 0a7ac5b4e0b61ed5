"""What a family is given to load a model from, and what all of torch's load with.

Safetensors only, local files only, no random weights.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from core.errors import DamagedWeights
from core.models.device import DevicePlan

TOKENIZERS: Final = frozenset(
    "tokenizer.json tokenizer.model vocab.json vocab.txt spiece.model".split()
)
"""Files of which a tokenizer has at least one."""
CHAT_TEMPLATE: Final = "chat_template.jinja"
"""The form of a conversation's turns, in the published layout."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a family finds a model: folder, name for people, how to mend it, and options.

    `repository` is where the weights came from, if that is known; `adapter` the folder of a LoRA,
    `tiny_autoencoder` that of a small decoder for pictures.
    """

    folder: Path
    label: str
    how: str
    options: Mapping[str, Any]
    repository: str | None = None
    adapter: Path | None = None
    tiny_autoencoder: Path | None = None

    def damaged(self, what: object) -> DamagedWeights:
        """The error for files that cannot be used."""
        reason = str(what).strip().split("\n")[0].rstrip(".")
        return DamagedWeights(f"{self.label} cannot be loaded ({reason}); {self.how}.")


def check_numbers(model: Any, source: Source) -> None:
    """Weights must be numbers: with one that is none, all that a model says is nonsense."""
    import torch

    for name, weights in model.named_parameters():
        # A sum is no number as soon as one of its terms is none.
        if weights.is_floating_point() and not weights.sum(dtype=torch.float32).isfinite():
            raise source.damaged(f"not all weights are numbers, e.g. in {name}")


def load_weights(
    cls: Any,
    folder: Path,
    source: Source,
    plan: DevicePlan,
    *,
    variant: str | None = None,
    state: Mapping[str, Any] | None = None,
) -> Any:
    """`cls.from_pretrained(folder)`, ready for inference; missing weights are an error.

    The libraries fill in random numbers for weights they do not find, with a mere warning.
    `variant` names weights that lie beside the usual ones ("fp16": `model.fp16.safetensors`);
    `state` is given instead of those in the folder.
    """
    import torch

    options: dict[str, Any] = {"variant": variant} if variant else {}
    if state is not None:
        from transformers import AutoConfig

        config = AutoConfig.from_pretrained(folder, local_files_only=True, trust_remote_code=False)
        options |= {"state_dict": state, "config": config}
        cls = cls._model_mapping[type(config)] if hasattr(cls, "_model_mapping") else cls
    if cls.__module__.startswith("transformers"):
        options["trust_remote_code"] = False
    if plan.bits == 4:
        from transformers import BitsAndBytesConfig

        options["quantization_config"] = BitsAndBytesConfig(
            load_in_4bit=True,
            bnb_4bit_quant_type="nf4",
            bnb_4bit_compute_dtype=getattr(torch, plan.dtype),
        )
        options["device_map"] = {"": plan.device}
    model, info = cls.from_pretrained(
        folder if state is None else None,
        dtype=getattr(torch, plan.dtype),
        use_safetensors=True,
        local_files_only=True,
        output_loading_info=True,
        **options,
    )
    wrong = [*info.get("missing_keys", ()), *info.get("mismatched_keys", ())]
    if wrong:
        raise source.damaged(f"{len(wrong)} weights are missing in {folder.name}, e.g. {wrong[0]}")
    check_numbers(model, source)
    model = model.eval().requires_grad_(False)
    return model if plan.bits else model.to(plan.device)


def check_tokenizer(source: Source) -> None:
    """`DamagedWeights` if there are no files of a tokenizer beside a model."""
    if not any(path.name in TOKENIZERS for path in source.folder.iterdir()):
        raise source.damaged("it has no tokenizer; its files belong beside the weights")


def load_tokenizer(source: Source) -> Any:
    """The tokenizer beside a model; the library makes an empty one where it finds no files.

    An adapter that was taught in turns of its own form brings their template.
    """
    from transformers import AutoTokenizer

    check_tokenizer(source)
    tokenizer = _of_one_file(source) or AutoTokenizer.from_pretrained(
        source.folder, local_files_only=True, trust_remote_code=False
    )
    if len(tokenizer) <= len(tokenizer.added_tokens_decoder):
        raise source.damaged("its tokenizer knows no words")
    template = source.adapter / CHAT_TEMPLATE if source.adapter else None
    if template is not None and template.is_file():
        tokenizer.chat_template = template.read_text(encoding="utf-8")
    return tokenizer


def _of_one_file(source: Source) -> Any | None:
    """The tokenizer of a folder whose tokenizer.json says all; None if it has its own class.

    The library's own way reads that file three times and may build it anew: twice the time.
    """
    from transformers import PreTrainedTokenizerFast

    file, settings = (source.folder / n for n in ("tokenizer.json", "tokenizer_config.json"))
    if not file.is_file() or not settings.is_file():
        return None
    given = read_json(settings)
    if given.pop("tokenizer_class", None) != "TokenizersBackend" or "added_tokens_decoder" in given:
        return None
    if (template := source.folder / CHAT_TEMPLATE).is_file():
        given["chat_template"] = template.read_text(encoding="utf-8")
    try:
        return PreTrainedTokenizerFast(tokenizer_file=str(file), **given)
    except Exception as error:  # what the tokenizers raise has no class of its own
        raise source.damaged(f"{file.name} cannot be read: {error}") from error


def read_json(file: Path) -> dict[str, Any]:
    """A configuration file."""
    return json.loads(file.read_text(encoding="utf-8"))
