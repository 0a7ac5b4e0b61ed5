"""Models to begin from: of the catalogue, of a folder, of the hub, or (writers) in a GGUF file.

They are read as the studio reads them: safetensors only, every weight there, no program of theirs.
A catalogue's model that lies here as int8 rows is unpacked, so that what is taught on it fits what
the studio will merge it with.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.errors import BadInput, ModelUnavailable
from core.models import adapters, downloads, own
from core.models.device import DevicePlan
from core.models.entry import ModelEntry
from core.models.loading import check_readable, quiet_libraries
from core.models.registry import Catalog
from core.models.source import Source, load_tokenizer, load_weights
from train.common import RUNS


@dataclass(frozen=True, kw_only=True)
class Base:
    """A model on this disk; `name` (and `revision`) is how it is found again."""

    folder: Path
    name: str
    revision: str | None = None
    licence: str = "that of the base"

    @property
    def source(self) -> Source:
        """What the studio's loaders take."""
        how = "name another one, or bring its files anew"
        return Source(folder=self.folder, label=f"The base {self.name}", how=how, options={})


def find(name: str, kind: Callable[..., ModelEntry] = own.language_model) -> Base:
    """A base by its folder, its GGUF file, its name in the catalogue, or on the hub.

    What is not here is downloaded. `kind`: a language model, or `own.illustrator`.
    """
    path = Path(name).expanduser()
    gguf = path.is_file() and path.suffix.lower() == ".gguf"
    if gguf and kind is own.language_model:
        name = str(_of_gguf(path.resolve()))
    extra = os.environ.get("STUDIO_CATALOG")
    catalog = Catalog.load(Path(extra) if extra else None)
    entry = kind(name, catalog.models)
    if adapters.revision_of(entry) is not None:
        raise BadInput(
            f"“{name}” has an adapter already: name the model below it, and the adapter by --start."
        )
    if entry.path is not None and catalog.models.get(entry.id) is not entry:
        return Base(folder=Path(entry.path), name=entry.path)
    catalog.models.setdefault(entry.id, entry)
    if entry.weights or entry.repository:
        folder = _brought(catalog, entry.id)
    else:
        folder = catalog.folder(entry.id) or Path()
    commit = folder.name if entry.repository and folder.parent.name == "snapshots" else None
    named = entry.repository or entry.id
    return Base(folder=folder, name=named, revision=commit, licence=entry.licence)


def tokenizer(base: Base) -> Any:
    """The tokenizer beside a base."""
    return load_tokenizer(base.source)


def config(base: Base) -> Any:
    """What a base's config.json says of its shape."""
    from transformers import AutoConfig

    quiet_libraries()
    try:
        return AutoConfig.from_pretrained(base.folder, local_files_only=True)
    except (OSError, ValueError, KeyError) as error:
        raise base.source.damaged(error) from error


def longest(base: Base, wanted: int) -> int:
    """So many tokens of a row as were wanted, or as the base was made for."""
    return min(wanted, getattr(config(base), "max_position_embeddings", None) or wanted)


def load(
    base: Base, *, dtype: str = "float32", device: str = "cpu", bits: int | None = None
) -> Any:
    """The model, frozen; with `bits` 4 in NF4 (Dettmers et al. 2023, "QLoRA"), computing in
    `dtype`."""
    import torch
    from transformers import AutoModelForCausalLM

    from core.models import int8

    quiet_libraries()
    check_readable(base.source)
    plan = DevicePlan(device=device, dtype=dtype, why="A training.", bits=bits)
    try:
        state = int8.unpacked(base.folder, getattr(torch, dtype))
        return load_weights(AutoModelForCausalLM, base.folder, base.source, plan, state=state)
    except (OSError, ValueError, KeyError) as error:
        raise base.source.damaged(error) from error


def _of_gguf(path: Path) -> Path:
    """A folder in half precision, made once."""
    from core.models import gguf_files

    about = path.stat()
    folder = RUNS / "bases" / f"{path.stem}-{about.st_size:x}-{about.st_mtime_ns:x}"
    if not folder.is_dir():
        made = folder.with_suffix(".partial")
        try:
            gguf_files.convert(path, made, dtype="bfloat16")
        except ModelUnavailable as error:
            raise BadInput(f"{str(error).rstrip('.')}.") from error
        made.rename(folder)
    return folder


def _brought(catalog: Catalog, model_id: str) -> Path:
    """The folder of a catalogued model; downloaded if it is not here."""
    try:
        found = catalog.folder(model_id)
    except ModelUnavailable:
        print(f"{catalog.model(model_id).label} is downloaded …", flush=True)
        found = downloads.fetch(catalog, model_id)
    assert found is not None
    return found
