"""Turns a catalogue entry into a loaded model, and refuses weights that are not exactly right.

What every torch family shares: quiet libraries, safetensors only, local files only, no random
weights.  Families are imported here, lazily, by the name the catalogue gives.
"""

import importlib
import json
import logging
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from core.errors import DamagedWeights, StudioError
from core.models import adapters, checksums
from core.models.architecture import CONFIGS, mismatch
from core.models.device import DevicePlan
from core.models.entry import FAMILIES, ONNX
from core.models.memory import is_out_of_memory
from core.models.registry import Catalog

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


def family_of(name: str) -> Any:
    """The class that loads a family's models."""
    module, _, cls = FAMILIES[name].partition(":")
    return getattr(importlib.import_module(module), cls)


def load(catalog: Catalog, model_id: str, plan: DevicePlan) -> Any:
    """Load a model onto the planned device; `ModelUnavailable` or `DamagedWeights` if it cannot.

    Running out of memory comes out as it is (`core.models.memory.is_out_of_memory`).
    """
    entry = catalog.model(model_id)
    folder = catalog.folder(model_id)
    if folder is None:
        return family_of(entry.family)(entry.options)
    source = Source(
        folder=folder,
        label=entry.label,
        how=entry.how,
        options=entry.options,
        repository=entry.repository,
        adapter=adapters.folder_of(entry),
        tiny_autoencoder=adapters.folder_of(entry, "tiny_autoencoder"),
    )
    checksums.verify(folder, label=entry.label, how=entry.how)
    if entry.family not in ONNX:
        check_readable(source)
        _check_architecture(source, entry.family)
        quiet_libraries()
    try:
        backend = family_of(entry.family).load(source, plan)
    except StudioError:
        raise
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RuntimeError) as error:
        if is_out_of_memory(error):
            raise
        raise source.damaged(error) from error
    if plan.sparing:
        _work_in_slices(backend.pipeline)
    return backend


def check_readable(source: Source) -> None:
    """Every weight file must be whole: a truncated one is found by its header."""
    from safetensors import SafetensorError, safe_open

    folders = [f for f in (source.folder, source.adapter, source.tiny_autoencoder) if f]
    for file in sorted(file for folder in folders for file in folder.rglob("*.safetensors")):
        try:
            with safe_open(file, framework="numpy") as opened:
                empty = not opened.keys()
        except (SafetensorError, OSError) as error:
            raise source.damaged(f"{file.name} is not whole: {error}") from error
        if empty:
            raise source.damaged(f"{file.name} holds no weights")
    for file in sorted(source.folder.rglob("*.safetensors.index.json")):
        try:
            named = set(read_json(file)["weight_map"].values())
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise source.damaged(f"{file.name} does not list files of weights") from error
        if lacking := sorted(str(name) for name in named if not (file.parent / name).is_file()):
            more = f" and {len(lacking) - 1} more" if len(lacking) > 1 else ""
            raise source.damaged(f"{lacking[0]}{more}, named in {file.name}, is not there")


def _check_architecture(source: Source, family: str) -> None:
    file = next((source.folder / n for n in CONFIGS if (source.folder / n).is_file()), None)
    if file is None:
        raise source.damaged("its config.json is missing")
    try:
        config = read_json(file)
        wrong = mismatch(family, config)
    except (ValueError, AttributeError) as error:
        raise source.damaged(f"{file.name} is no JSON of a model: {error}") from error
    if wrong:
        raise source.damaged(wrong)
    if "auto_map" in config and not _knows(config):
        raise source.damaged(
            "it needs a program that comes with its files (auto_map), and such programs are never "
            "run; choose a model that the library transformers knows"
        )


def _knows(config: Mapping[str, Any]) -> bool:
    from transformers.models.auto.configuration_auto import CONFIG_MAPPING

    return config.get("model_type") in CONFIG_MAPPING


def check_numbers(model: Any, source: Source) -> None:
    """Weights must be numbers: with one that is none, all that a model says is nonsense."""
    import torch

    for name, weights in model.named_parameters():
        # A sum is no number as soon as one of its terms is none.
        if weights.is_floating_point() and not weights.sum(dtype=torch.float32).isfinite():
            raise source.damaged(f"not all weights are numbers, e.g. in {name}")


def _work_in_slices(pipeline: Any) -> None:
    """Less memory at a time: attention head by head, the decoder tile by tile."""
    pipeline.enable_attention_slicing()
    # Not the tiny autoencoders: they need little, and tile only for one scale of latents.
    if type(pipeline.vae).__name__ == "AutoencoderKL":
        pipeline.vae.enable_tiling()


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
    tokenizer = AutoTokenizer.from_pretrained(
        source.folder, local_files_only=True, trust_remote_code=False
    )
    if len(tokenizer) <= len(tokenizer.added_tokens_decoder):
        raise source.damaged("its tokenizer knows no words")
    template = source.adapter / CHAT_TEMPLATE if source.adapter else None
    if template is not None and template.is_file():
        tokenizer.chat_template = template.read_text(encoding="utf-8")
    return tokenizer


def read_json(file: Path) -> dict[str, Any]:
    """A configuration file."""
    return json.loads(file.read_text(encoding="utf-8"))


def quiet_libraries() -> None:
    """No progress bars and advice of the model libraries in the user's sight.

    Called before a family is imported: diffusers makes transformers talk while it is imported.
    """
    import transformers

    # It tells of an optional package that is not wanted here.
    logging.getLogger("bitsandbytes.backends.cpu.ops").setLevel(logging.ERROR)
    # peft asks for it by a name that transformers is about to change.
    warnings.filterwarnings("ignore", message="`is_gradient_checkpointing`")
    transformers.utils.logging.set_verbosity_error()
    transformers.utils.logging.disable_progress_bar()
