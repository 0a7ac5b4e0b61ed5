"""Models by a folder or a name that no catalogue has: what a person trained, what it began from.

Makes entries of them. Looks at folders only; what is to be downloaded is not here yet.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from core.errors import BadInput
from core.models import adapters
from core.models.entry import ModelEntry

FILES: Final = ("model*.safetensors", "*.json", "*.jinja", "*.txt", "*.model")
"""What is fetched of a language model of the hub that the catalogue does not know."""
PAINTERS: Final = (
    "model_index.json", "*/*.json", "*/*.txt", "*/model.safetensors",
    "*/diffusion_pytorch_model.safetensors",
)  # fmt: skip
"""The same of an illustrator."""
LATEST: Final = "main"
_HUB: Final = re.compile(r"[\w.\-]+(/[\w.\-]+)?")


def in_folder(role: str, folder: Path, models: Mapping[str, ModelEntry]) -> ModelEntry:
    """What `python -m train.captioner`, `train.writer` or `train.diffusion` made, or any language
    model or pipeline of diffusers in a folder; `models` are those that an adapter may have been
    made for."""
    folder = folder.resolve()
    if role == "illustrator":
        if (folder / adapters.PICTURE_WEIGHTS).is_file():
            return _repainted(folder, models)
        return illustrator(str(folder), models)
    if role == "writer" and (folder / adapters.CONFIG).is_file():
        return _adapted(folder, models)
    if not (folder / "config.json").is_file():
        wanted = f"config.json or {adapters.CONFIG}" if role == "writer" else "config.json"
        raise BadInput(f"{folder} holds no {role}: it has no {wanted}.")
    if role == "writer":
        return language_model(str(folder), models)
    return ModelEntry(
        id=folder.name,
        role=role,
        family="encoder_decoder",
        label=folder.name,
        blurb="Trained here.",
        licence="that of its data",
        path=str(folder),
        dtype="float32",
    )


def language_model(
    name: str, models: Mapping[str, ModelEntry], revision: str | None = None
) -> ModelEntry:
    """A language model by its folder, its id or repository in the catalogue, or on the hub."""
    folder = Path(name).expanduser()
    about: dict[str, Any] = {
        "role": "writer",
        "family": "causal_lm",
        "licence": "that of the model",
    }
    about |= {"blurb": "A language model of your own.", "options": {"prompt_format": "chat"}}
    if folder.is_dir():
        if not (folder / "config.json").is_file():
            raise BadInput(f"{name} holds no language model: its config.json is missing.")
        folder = folder.resolve()
        size = sum(file.stat().st_size for file in folder.glob("*.safetensors")) / 2**20
        return ModelEntry(
            id=folder.name, label=folder.name, path=str(folder), memory_mib=size, **about
        )
    if name in models:
        if models[name].family != "causal_lm":
            raise BadInput(f"“{name}” is no language model with weights of its own.")
        return models[name]
    for entry in models.values():
        same = (entry.repository or "").lower() == name.lower()
        if same and entry.family == "causal_lm" and adapters.revision_of(entry) is None:
            return entry
    if not _HUB.fullmatch(name):
        raise BadInput(f"There is no language model {name}: no folder, no file, none of the hub.")
    return ModelEntry(
        id=name, label=name, repository=name, revision=revision or LATEST, files=FILES, **about
    )


def illustrator(
    name: str, models: Mapping[str, ModelEntry], revision: str | None = None
) -> ModelEntry:
    """A pipeline of diffusers by its folder, its id or repository in the catalogue, or on the
    hub."""
    folder = Path(name).expanduser()
    about: dict[str, Any] = {
        "role": "illustrator",
        "family": "diffusion",
        "licence": "that of the model",
        "blurb": "An illustrator of your own.",
    }
    if folder.is_dir():
        if not (folder / "model_index.json").is_file():
            raise BadInput(
                f"{name} holds no illustrator: neither model_index.json nor "
                f"{adapters.PICTURE_WEIGHTS} is there."
            )
        folder = folder.resolve()
        size = sum(file.stat().st_size for file in folder.glob("*/*.safetensors")) / 2**20
        return ModelEntry(
            id=folder.name, label=folder.name, path=str(folder), memory_mib=size, **about
        )
    if name in models:
        if models[name].family != "diffusion":
            raise BadInput(f"“{name}” is no illustrator with weights of its own.")
        return models[name]
    for entry in models.values():
        same = (entry.repository or "").lower() == name.lower()
        if same and entry.family == "diffusion" and adapters.revision_of(entry) is None:
            return entry
    if not _HUB.fullmatch(name):
        raise BadInput(f"There is no illustrator {name}: no folder, none of the hub.")
    return ModelEntry(
        id=name, label=name, repository=name, revision=revision or LATEST, files=PAINTERS, **about
    )


def _repainted(folder: Path, models: Mapping[str, ModelEntry]) -> ModelEntry:
    """An illustrator with the LoRA in `folder`; the file itself names its base."""
    about = adapters.about(folder / adapters.PICTURE_WEIGHTS)
    named = about.get("base_model")
    if not named:
        raise BadInput(
            f"{folder / adapters.PICTURE_WEIGHTS} does not say which model it was made for: name "
            "that model in a catalogue of your own, and the folder as its `adapter`."
        )
    base = illustrator(named, models, about.get("base_revision"))
    options = {key: value for key, value in base.options.items() if not key.startswith("adapter")}
    return replace(
        base,
        id=folder.name,
        label=folder.name,
        blurb=f"{base.label}, taught here.",
        options=options | {"adapter": str(folder), "base": base.id},
        instead=None,
    )


def _adapted(folder: Path, models: Mapping[str, ModelEntry]) -> ModelEntry:
    """A language model with the adapter in `folder`, whose configuration names it."""
    try:
        config = json.loads((folder / adapters.CONFIG).read_text(encoding="utf-8"))
        named, revision = config.get("base_model_name_or_path"), config.get("revision")
    except (OSError, ValueError, AttributeError) as error:
        raise BadInput(f"{folder / adapters.CONFIG} is no adapter's configuration.") from error
    if not named:
        raise BadInput(f"{folder / adapters.CONFIG} does not say which model it was made for.")
    base = language_model(str(named), models, revision)
    options = {key: value for key, value in base.options.items() if not key.startswith("adapter")}
    options |= {"adapter": str(folder), "base": base.id}
    return replace(
        base,
        id=folder.name,
        label=folder.name,
        blurb=f"{base.label}, taught here.",
        options=options,
        instead=None,
    )
