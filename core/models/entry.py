"""One entry of the catalogue, as it stands in a TOML file: what a model is and where it is.

Only names and numbers: nothing here looks at files or knows a model library.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Final

from core.errors import BadInput, UnknownName
from core.languages import ENGLISH, LANGUAGES
from core.models.options import check_options
from core.models.weights import FileEntry, WeightFile, read_weights
from core.plan import COMPOSER, ROLES
from core.settings import ROOT

FAMILIES: Final[Mapping[str, str]] = {
    "bark": "core.models.bark:Bark",
    "blip": "core.models.blip:Blip",
    "causal_lm": "core.models.causal_lm:CausalLM",
    "diffusion": "core.models.diffusion:Diffusion",
    "drawn": "core.models.drawn:Drawn",
    "dual_encoder": "core.models.dual_encoder:DualEncoder",
    "encoder_decoder": "core.models.encoder_decoder:EncoderDecoder",
    "image_text_to_text": "core.models.image_text_to_text:ImageTextToText",
    "clip": "core.models.clip:Clip",
    "espeak": "core.models.espeak:Espeak",
    "openai_compatible": "core.models.openai_compatible:OpenAICompatible",
    "musicgen": "core.models.musicgen:MusicGen",
    "piper": "core.models.piper:Piper",
    "threads": "core.models.storyteller:Storyteller",
    "vision_encoder_decoder": "core.models.vision_encoder_decoder:VisionEncoderDecoder",
    "vits": "core.models.vits:Vits",
}
"""Family name to "module:Class"; a module is imported when its first model is loaded."""

OLD_NAMES: Final[Mapping[str, str]] = {"chat_server": "openai_compatible"}
"""Families by the names that users' files may still call them."""

PACKAGES: Final[Mapping[str, str]] = {
    "drawn": "skia", "espeak": "espeakng_loader", "threads": "lemminflect",
}  # fmt: skip
"""Families that need no weight files: the module of the Python package they run with."""

DISTRIBUTIONS: Final[Mapping[str, str]] = {
    "drawn": "skia-python", "espeak": "espeakng-loader", "threads": "lemminflect",
}  # fmt: skip
"""What those packages are called where they are installed from."""

GONE: Final[Mapping[str, str]] = {
    "starter-illustrator": "starter-drawn",
    "starter-writer": "starter-storyteller",
}
"""Bundled models of earlier editions, and what stands in their place."""

SCENES: Final = frozenset({"drawn"})
"""Families of illustrators that are given scenes instead of prompts."""

PLOTS: Final = frozenset({"threads"})
"""Families of writers that bring their own plots; the others are given an outline."""

SERVERS: Final = frozenset({"openai_compatible"})
"""Families whose model runs elsewhere; `options` say where (`core.models.chat_address`)."""

ONNX: Final = frozenset({"piper"})
"""Families whose weights are one ONNX file, run by onnxruntime on the processor, without torch."""

EXTRAS: Final[Mapping[str, tuple[str, ...]]] = {
    "adapter": ("causal_lm", "diffusion"),
    "tiny_autoencoder": ("diffusion",),
}
"""What a model can be completed with (`core.models.adapters`), and which families take it."""


@dataclass(frozen=True, kw_only=True)
class ModelEntry:
    """One model of the catalogue. `base` is the folder that `path` starts from.

    A model with an `instead` is fetched during set-up for whoever uses it; until it is here, that
    other model does its work.  So does a narrator's for the languages that it does not speak.  A
    narrator's `beside` are others whose voices may be chosen instead of its own.
    """

    id: str
    role: str
    family: str
    label: str
    blurb: str
    licence: str
    hardware: str = ""
    path: str | None = None
    repository: str | None = None
    revision: str | None = None
    files: tuple[str, ...] = ()
    weights: tuple[WeightFile, ...] = ()
    instead: str | None = None
    beside: tuple[str, ...] = ()
    dtype: str | None = None
    download_mib: float = 0
    memory_mib: float = 0
    options: Mapping[str, Any] = field(default_factory=dict)
    base: Path = ROOT
    bundled: bool = False

    @property
    def has_weights(self) -> bool:
        """Whether weight files of it are loaded here, by torch onto a device."""
        return self.family not in (*PACKAGES, *SERVERS, *ONNX)

    @property
    def how(self) -> str:
        """What to do when its files are missing or damaged."""
        if self.repository or self.weights:
            base = self.options.get("base", self.id)
            if "/" in base:
                return f"run `hf download {self.repository} --revision {self.revision}`"
            return f"run `python -m studio models download {base}`"
        if self.bundled:
            return f"restore it with `git checkout -- {self.path}`"
        if self.path:
            return f"put its files into {self.base / self.path}"
        if self.family in SERVERS:
            return "correct its `url` and `model` in the catalogue"
        return f"run `pip install {DISTRIBUTIONS[self.family]}`"


@dataclass(frozen=True, kw_only=True)
class Preset:
    """One choice of model for every role, in plain words.

    `composer`: the model that may make the music of its books, for who asks for it.
    """

    id: str
    label: str
    blurb: str
    models: Mapping[str, str]
    composer: str | None = None


@dataclass(frozen=True, kw_only=True)
class ModelStatus:
    """Whether a model can be loaded here; `why` is a sentence (what is missing, how to get it)."""

    ready: bool
    why: str


def read_entry(
    file: Path, model_id: str, values: Mapping[str, Any], *, base: Path, bundled: bool
) -> ModelEntry:
    known = {f.name for f in fields(ModelEntry)} - {"id", "base", "bundled"}
    if unknown := sorted(set(values) - known):
        raise BadInput(f"{file}: model “{model_id}” has unknown settings: {', '.join(unknown)}.")
    needed = {"role", "family", "label", "licence"}
    if lacking := sorted(needed - set(values)):
        raise BadInput(f"{file}: model “{model_id}” lacks: {', '.join(lacking)}.")
    if values["role"] not in (*ROLES, COMPOSER):
        raise UnknownName("role", values["role"], (*ROLES, COMPOSER))
    family = OLD_NAMES.get(values["family"], values["family"])
    values = {**values, "family": family}
    if values["family"] not in FAMILIES:
        raise UnknownName("model family", values["family"], FAMILIES)
    where = ("path" in values) + ("repository" in values) + ("weights" in values)
    if where and values["family"] in SERVERS:
        raise BadInput(
            f"{file}: model “{model_id}” runs on a server: instead of `path` or `repository` it "
            "needs `url` and `model` in its options."
        )
    if where != (values["family"] not in PACKAGES and values["family"] not in SERVERS):
        raise BadInput(
            f"{file}: model “{model_id}” needs either `path` or `repository`, or else `weights`."
        )
    if "repository" in values and "revision" not in values:
        raise BadInput(
            f"{file}: model “{model_id}” needs a `revision` (a commit of its repository)."
        )
    check_options(file, model_id, values.get("options", {}))
    for option, families in EXTRAS.items():
        _check_extra(file, model_id, values, option=option, families=families)
    lists = {name: tuple(values.get(name, ())) for name in ("files", "beside")}
    values = {"blurb": "", **values, **lists}
    if "weights" in values:
        what = f"{file}: model “{model_id}”"
        values["weights"] = read_weights(what, values["weights"], base=base)
    return ModelEntry(id=model_id, base=base, bundled=bundled and "path" in values, **values)


def languages_of(entry: ModelEntry) -> tuple[str, ...]:
    """The languages that a writer writes besides English, as its options say; a server's model any
    of those that stories are offered in."""
    if entry.family in PLOTS:
        return ()
    told = entry.options.get("languages", "all" if entry.family in SERVERS else ())
    every = [code for code in LANGUAGES if code != ENGLISH]
    if told == "all":
        return tuple(every)
    if unknown := sorted(set(told) - set(LANGUAGES)):
        raise UnknownName("language of a writer", unknown[0], every)
    return tuple(code for code in every if code in told)


def read_files(file: Path, files_id: str, values: Mapping[str, Any], *, base: Path) -> FileEntry:
    """Files of the catalogue that no family loads."""
    what = f"{file}: files “{files_id}”"
    needed = {"label", "licence", "weights"}
    if set(values) != needed:
        raise BadInput(f"{what} need exactly: {', '.join(sorted(needed))}.")
    weights = read_weights(what, values["weights"], base=base)
    return FileEntry(id=files_id, label=values["label"], licence=values["licence"], weights=weights)


def _check_extra(
    file: Path, model_id: str, values: Mapping[str, Any], *, option: str, families: Sequence[str]
) -> None:
    options = values.get("options", {})
    words = option.replace("_", " ")
    where = (option in options) + (f"{option}_repository" in options)
    if where and values["family"] not in families:
        only = " and ".join(f"`{family}`" for family in families)
        raise BadInput(
            f"{file}: model “{model_id}” takes no {words}; only {only} "
            f"{'does' if len(families) == 1 else 'do'}."
        )
    if where > 1:
        raise BadInput(
            f"{file}: model “{model_id}” needs either `{option}` or `{option}_repository`, not "
            "both."
        )
    if f"{option}_repository" in options and not options.get(f"{option}_revision"):
        raise BadInput(
            f"{file}: model “{model_id}” needs an `{option}_revision` (a commit of the {words}'s "
            "repository)."
        )
