"""What the catalogue knows: models, presets, the revision of each, and whether it is ready here.

Reads TOML and looks at folders; imports no model library and never touches the network.
`core.models.downloads` fetches what is missing, `core.models.loading` turns an entry into a loaded
model.
"""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from importlib import metadata, util
from pathlib import Path
from typing import Any, Final

from core.build import ModelRef
from core.errors import BadInput, ModelUnavailable, UnknownName
from core.models import adapters, bark_voices, checksums, disk, own, packaged
from core.models.chat_address import ChatAddress
from core.models.entry import (
    DISTRIBUTIONS,
    GONE,
    ONNX,
    PACKAGES,
    PLOTS,
    SCENES,
    SERVERS,
    ModelEntry,
    ModelStatus,
    Preset,
    languages_of,
    read_entry,
    read_files,
)
from core.models.piper_voices import language_of, name_of, speakers_of, voices_of
from core.models.weights import FileEntry, short_of, words_for_mib
from core.plan import COMPOSER, ROLES
from core.settings import ROOT
from core.threads.edition import edition
from picturebook import EDITION

BUILTIN: Final = Path(__file__).with_name("catalog.toml")


class Catalog:
    """All models and presets of this installation."""

    def __init__(self, models: Mapping[str, ModelEntry], presets: Mapping[str, Preset]) -> None:
        self.models = dict(models)
        self.files: dict[str, FileEntry] = {}
        self.presets = dict(presets)

    @classmethod
    def load(cls, extra: Path | None = None, *, root: Path = ROOT) -> "Catalog":
        """The built-in catalogue (bundled models lie under `root`), and the user's own file."""
        catalog = cls({}, {})
        catalog._read(BUILTIN, base=root, bundled=True)
        if extra is not None:
            catalog._read(Path(extra), base=Path(extra).resolve().parent, bundled=False)
        return catalog

    def model(self, model_id: str) -> ModelEntry:
        """The entry of a model."""
        if model_id in GONE:
            raise BadInput(
                f"The model “{model_id}” is no longer part of the studio; name "
                f"“{GONE[model_id]}” in its place."
            )
        if model_id not in self.models:
            raise UnknownName("model", model_id, self.models)
        return self.models[model_id]

    def preset(self, preset_id: str) -> Preset:
        """A preset."""
        if preset_id not in self.presets:
            raise UnknownName("preset", preset_id, self.presets)
        return self.presets[preset_id]

    def choose(self, preset_id: str, role: str, name: str) -> None:
        """Let a preset do a role with another model: one of the catalogue, or one in a folder.

        A folder holds what `python -m train.captioner`, `train.writer` or `train.diffusion` made,
        a language model, or a pipeline of diffusers.
        """
        preset, folder = self.preset(preset_id), Path(name).expanduser()
        if name not in self.models and folder.is_dir():
            entry = own.in_folder(role, folder, self.models)
            if entry.id in self.models:
                entry = replace(entry, id=f"{entry.id} in {folder.resolve().parent}")
            self.models[entry.id] = entry
            name = entry.id
        if self.model(name).role != role:
            raise BadInput(f"“{name}” is no {role}; it is a {self.model(name).role}.")
        self.presets[preset_id] = replace(preset, models={**preset.models, role: name})

    def refs(self, preset_id: str) -> dict[str, ModelRef]:
        """The model and its revision for each role; cheap, and never fails for missing weights.

        A model that is not here yet is left to the one that the catalogue names `instead`.
        """
        return {role: self.ref(model_id) for role, model_id in self._standing(preset_id).items()}

    def ref(self, model_id: str) -> ModelRef:
        """A model and its revision, as steps name it."""
        entry = self.model(model_id)
        reads = "scene" if entry.family in SCENES else "prompt"
        plans = retells = False
        languages: tuple[str, ...] = ()
        if entry.role == "writer":
            reads = "captions" if entry.family in PLOTS else "outline"
            plans = reads == "outline" and bool(entry.options.get("plans", entry.family in SERVERS))
            retells = reads == "outline" and bool(entry.options.get("retells", False))
            languages = languages_of(entry)
        revision = self.revision(model_id)
        return ModelRef(
            id=model_id, revision=revision, reads=reads, plans=plans, retells=retells,
            languages=languages,
        )  # fmt: skip

    def revision(self, model_id: str) -> str:
        """Names the weights: other weights, other revision. "missing" when there are none."""
        entry = self.model(model_id)
        own, adapter = self._own_revision(entry), adapters.revision_of(entry)
        if adapter is None:
            return own
        if "missing" in (own, adapter):
            return "missing"
        return hashlib.sha256(f"{own}\n{adapter}".encode()).hexdigest()[:12]

    @staticmethod
    def _own_revision(entry: ModelEntry) -> str:
        """The same without the adapter."""
        if entry.family in SERVERS:
            try:
                return ChatAddress.of(entry.options).revision
            except ModelUnavailable:
                return "missing"
        if entry.weights:
            return short_of(entry.weights)
        if entry.repository:
            return entry.revision or "missing"
        if entry.path is None:
            if entry.family in SCENES:
                return EDITION
            if entry.family == "threads":
                return edition()
            try:
                return metadata.version(DISTRIBUTIONS[entry.family])
            except metadata.PackageNotFoundError:
                return "missing"
        folder = entry.base / entry.path
        listed = checksums.listed(folder)
        if listed or entry.bundled:
            return checksums.short(listed) if listed else "missing"
        return checksums.by_stats(folder) or "missing"

    def folder(self, model_id: str) -> Path | None:
        """Where a model's files lie here; None when it has none. `ModelUnavailable` if missing."""
        entry = self.model(model_id)
        if entry.family in SERVERS:
            ChatAddress.of(entry.options)
            return None
        if entry.weights:
            folder = packaged.folder_of(entry)
            if folder is None:
                size = words_for_mib(entry.download_mib)
                raise ModelUnavailable(
                    f"{entry.label} ({size}) is not downloaded yet: {entry.how}."
                )
            adapters.check(entry)
            return self._voice_folder(entry, folder) if entry.family in ONNX else folder
        if entry.path is None and entry.repository is None:
            if util.find_spec(PACKAGES[entry.family]) is None:
                raise ModelUnavailable(f"{entry.label} is not installed: {entry.how}.")
            return None
        if entry.repository:
            folder = disk.downloaded(entry)
            if folder is None:
                what = f"{entry.repository}, {words_for_mib(entry.download_mib)}"
                raise ModelUnavailable(
                    f"{entry.label} ({what}) is not downloaded yet: {entry.how}."
                )
        else:
            folder = entry.base / str(entry.path)
            if not folder.is_dir():
                raise ModelUnavailable(f"{entry.label} is missing: {entry.how}.")
            if entry.bundled and not checksums.listed(folder):
                raise ModelUnavailable(
                    f"{entry.label} is not listed in {checksums.sums_file(folder)}: {entry.how}, "
                    "or list your own weights with `python -m core.models.checksums write`."
                )
        if entry.family in ONNX:
            return self._voice_folder(entry, folder)
        if not any(folder.rglob("*.safetensors")):
            raise ModelUnavailable(
                f"{entry.label} has no safetensors weights in {folder}; other formats can run "
                f"code and are not loaded: {entry.how}."
            )
        adapters.check(entry)
        return folder

    @staticmethod
    def _voice_folder(entry: ModelEntry, folder: Path) -> Path:
        """The folder in which the one ONNX file of an entry lies; a repository may have many."""
        if util.find_spec("onnxruntime") is None:
            raise ModelUnavailable(
                f"{entry.label} runs by onnxruntime, which is not installed: run "
                "`pip install onnxruntime`."
            )
        named = [name for name in entry.files if name.endswith(".onnx") and "*" not in name]
        if named:
            return (folder / named[0]).parent
        if not any(folder.glob("*.onnx")):
            raise ModelUnavailable(f"{entry.label} has no .onnx file in {folder}: {entry.how}.")
        return folder

    def status(self, model_id: str) -> ModelStatus:
        """Whether a model can be loaded here (weights are verified only when they are loaded)."""
        entry = self.model(model_id)
        try:
            self.folder(model_id)
        except ModelUnavailable as error:
            return ModelStatus(ready=False, why=str(error))
        if entry.family in SERVERS:
            address = ChatAddress.of(entry.options)
            why = f"{entry.label} is set to {address}; whether it answers is seen when it writes."
            return ModelStatus(ready=True, why=why)
        return ModelStatus(ready=True, why=f"{entry.label} is ready.")

    def missing(self, preset_id: str) -> dict[str, str]:
        """Models of a preset that are not ready: id to the sentence that says why."""
        states = {m: self.status(m) for m in self._standing(preset_id).values()}
        return {model_id: state.why for model_id, state in states.items() if not state.ready}

    def download_mib(self, preset_id: str) -> float:
        """What a preset would still have to download, in MiB."""
        return sum(self.model(model_id).download_mib for model_id in self.missing(preset_id))

    def wanted_at_start(self, preset_id: str) -> list[ModelEntry]:
        """What of a preset is fetched during set-up and is not here yet; others stand in for it."""
        entries = [self.model(model_id) for model_id in self.preset(preset_id).models.values()]
        return [entry for entry in entries if entry.instead and not self.status(entry.id).ready]

    def stand_ins(self, preset_id: str) -> list[str]:
        """A sentence for each model of a preset that another stands in for."""
        return [
            f"{self.model(str(entry.instead)).label} stands in for {entry.label}, which is not "
            f"here yet ({words_for_mib(entry.download_mib)}): {entry.how}."
            for entry in self.wanted_at_start(preset_id)
        ]

    def _standing(self, preset_id: str) -> dict[str, str]:
        absent = {entry.id: str(entry.instead) for entry in self.wanted_at_start(preset_id)}
        models = self.preset(preset_id).models
        return {role: absent.get(model_id, model_id) for role, model_id in models.items()}

    def voices(self, model_id: str) -> dict[str, dict[str, str]] | None:
        """A narrator's languages (BCP 47) and their voices (id to name), if its files tell.

        None means that only the loaded model knows.
        """
        entry = self.model(model_id)
        if entry.family == "bark":
            return self._bark_voices(entry)
        language = entry.options.get("language")
        if entry.family == "piper":
            return self._piper_voices(entry)
        if entry.family != "vits" or not language:
            return None
        folder = self.folder(model_id)
        assert folder is not None
        config = _json(folder / "config.json")
        if config is None or config.get("num_speakers", 1) != 1:
            return None
        return {str(language): {"default": entry.label}}

    def _bark_voices(self, entry: ModelEntry) -> dict[str, dict[str, str]] | None:
        folder = self.folder(entry.id)
        assert folder is not None
        try:
            return bark_voices.voices(folder)
        except ValueError:  # What is wrong with it is said when the model is loaded.
            return None

    def _piper_voices(self, entry: ModelEntry) -> dict[str, dict[str, str]] | None:
        folder = self.folder(entry.id)
        assert folder is not None
        config = next((_json(file) for file in sorted(folder.glob("*.onnx.json"))), None)
        if config is None:
            return None
        try:
            speakers = speakers_of(config)
            language = language_of(config, entry.options)
        except (ValueError, TypeError, AttributeError):
            return None
        return voices_of(language, entry.label, speakers, name=name_of(entry.options))

    def beside(self, preset_id: str) -> list[ModelEntry]:
        """Other narrators whose voices may be chosen for a preset, here or not yet."""
        narrator = self.model(self.preset(preset_id).models["narrator"])
        return [self.model(other) for other in narrator.beside]

    def narrator(self, preset_id: str, language: str, voice: str | None) -> str:
        """Who reads a language with a voice: the preset's narrator, one `beside` it, or the one
        `instead` of it.

        A narrator of few languages names another for all others, and for the other's own voices.
        """
        wanted = language.strip().lower().replace("_", "-").split("-")[0]
        for entry in self.beside(preset_id):
            offered = entry.options.get("language"), entry.options.get("voice")
            if voice is not None and (wanted, voice) == offered:
                return entry.id
        model_id = self._standing(preset_id)["narrator"]
        other = self.model(model_id).instead
        if other is None:
            return model_id
        known = self.voices(model_id)
        if known is None:
            return model_id
        own = {code.lower().split("-")[0]: names for code, names in known.items()}.get(wanted)
        return model_id if own is not None and (voice is None or voice in own) else other

    def _read(self, file: Path, *, base: Path, bundled: bool) -> None:
        try:
            data = tomllib.loads(file.read_text(encoding="utf-8"))
        except OSError as error:
            raise BadInput(f"The catalogue {file} cannot be read: {error.strerror}.") from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise BadInput(f"The catalogue {file} is not valid TOML: {error}.") from error
        for model_id, values in data.get("models", {}).items():
            if model_id in self.models:
                raise BadInput(f"{file}: there is already a model “{model_id}”; choose another id.")
            entry = read_entry(file, model_id, values, base=base, bundled=bundled)
            self.models[model_id] = entry
        for files_id, values in data.get("files", {}).items():
            if files_id in self.files or files_id in self.models:
                raise BadInput(f"{file}: there is already “{files_id}”; choose another id.")
            self.files[files_id] = read_files(file, files_id, values, base=base)
        for entry in self.models.values():
            if entry.instead and self.model(entry.instead).role != entry.role:
                raise BadInput(f"{file}: “{entry.instead}” cannot stand in for “{entry.id}”.")
            for other in entry.beside:
                found = self.model(other)
                if found.role != "narrator" or not {"language", "voice"} <= set(found.options):
                    raise BadInput(
                        f"{file}: “{other}” cannot read beside “{entry.id}”; it has to be a "
                        "narrator whose options name its `language` and `voice`."
                    )
        for preset_id, values in data.get("presets", {}).items():
            if preset_id in self.presets:
                raise BadInput(f"{file}: there is already a preset “{preset_id}”.")
            self.presets[preset_id] = self._preset(file, preset_id, values)

    def _preset(self, file: Path, preset_id: str, values: Mapping[str, Any]) -> Preset:
        models: dict[str, str] = {}
        for role in ROLES:
            if role not in values:
                raise BadInput(f"{file}: preset “{preset_id}” names no {role}.")
            entry = self.model(values[role])
            if entry.role != role:
                raise BadInput(
                    f"{file}: preset “{preset_id}” wants “{entry.id}” as {role}, "
                    f"but it is a {entry.role}."
                )
            models[role] = entry.id
        composer = values.get(COMPOSER)
        if composer is not None and self.model(composer).role != COMPOSER:
            raise BadInput(f"{file}: preset “{preset_id}” wants “{composer}” as {COMPOSER}.")
        return Preset(
            id=preset_id,
            label=values.get("label", preset_id),
            blurb=values.get("blurb", ""),
            models=models,
            composer=composer,
        )


def _json(file: Path) -> dict[str, Any] | None:
    """A configuration file; None if it is not there or damaged, which loading will say."""
    try:
        return dict(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
