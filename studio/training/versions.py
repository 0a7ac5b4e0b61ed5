"""Trained models as versions: entries of the catalogue, and the preset of those in use."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from core.errors import BadInput
from core.models import adapters, own
from core.models.entry import ModelEntry, Preset
from core.models.pool import ModelPool
from core.models.registry import Catalog
from db.training_jobs import TrainingJob, TrainingJobs
from studio.presets import Presets

OWN: Final = "own"
"""The preset of the versions in use."""
_FAMILIES: Final = {
    "captioner": "encoder_decoder", "writer": "causal_lm", "illustrator": "diffusion",
}  # fmt: skip
_OWN_IDS: Final = "own-"
MODEL: Final = "model"
"""A training's folder holds the finished model under this name."""


class TrainedModels:
    """Brings versions into the catalogue; `folder` holds a folder for each training, `base` is the
    preset that does what no own model does."""

    def __init__(
        self,
        jobs: TrainingJobs,
        catalog: Catalog,
        presets: Presets,
        pool: ModelPool,
        *,
        folder: Path,
        base: str,
    ) -> None:
        self._jobs = jobs
        self._catalog = catalog
        self._presets = presets
        self._pool = pool
        self._folder = folder
        self._base = base

    def bring(self) -> None:
        """Make the catalogue know every version, and the preset of those in use."""
        self._bring([job for job in self._jobs.all() if job.number is not None])

    def learn_of(self, jobs: Iterable[TrainingJob]) -> None:
        """The same, if there is a version among them that the catalogue does not know yet, as when
        another process finished it."""
        versions = [job for job in jobs if job.number is not None]
        if any(id_of(job) not in self._catalog.models for job in versions):
            self._bring(versions)

    def _bring(self, versions: list[TrainingJob]) -> None:
        models = self._catalog.models
        for job in versions:
            model_id = id_of(job)
            if model_id not in models or models[model_id].base == Path("."):
                models[model_id] = self._entry(job)
        if versions and self._base in self._catalog.presets:
            chosen = {job.role: id_of(job) for job in versions if job.in_use}
            self._catalog.presets[OWN] = self._preset(chosen, versions)
            self._presets.forget()

    def use(self, job_id: str) -> None:
        """Let this version be the one in use for what it does; older ones stay to go back to."""
        job = self._version(job_id)
        self.bring()
        self._catalog.folder(id_of(job))
        self._jobs.use(job.role, job_id)
        self.bring()

    def put_away(self, role: str) -> None:
        """Use none of the own models for a role: the studio's own does it again."""
        self._jobs.use(role, None)
        self.bring()

    def drop(self, job: TrainingJob) -> None:
        """Take a version's model out of memory and out of the catalogue."""
        if job.number is not None:
            self._pool.drop(id_of(job))
            self._catalog.models.pop(id_of(job), None)

    def present(self, role: str) -> str:
        """The model that does a role without own ones."""
        return self._catalog.preset(self._base).models[role]

    def bases(self, family: str) -> dict[str, str]:
        """Models of the catalogue that lie here and that trainings may begin from, in words."""
        return {
            entry.id: f"From {entry.label}"
            for entry in self._catalog.models.values()
            if entry.family == family
            and not entry.id.startswith(_OWN_IDS)
            and adapters.revision_of(entry) is None
            and self._catalog.status(entry.id).ready
        }

    def memory_gib(self, model_id: str) -> float:
        """What a model of the catalogue takes while it is loaded."""
        return self._catalog.model(model_id).memory_mib / 1024 if model_id else 0.0

    def _version(self, job_id: str) -> TrainingJob:
        job = self._jobs.get(job_id)
        if job is None or job.number is None:
            raise BadInput("There is no finished training with this address.")
        return job

    def _entry(self, job: TrainingJob) -> ModelEntry:
        label = f"{job.name} {job.number}"
        folder = self._folder / job.id / MODEL
        try:
            found = own.in_folder(job.role, folder, self._catalog.models)
        except BadInput:  # its files were deleted: books that it made still name it
            found = ModelEntry(
                id="", role=job.role, family=_FAMILIES[job.role], label="", blurb="",
                licence="that of its data", path=str(folder), base=Path("."),
            )  # fmt: skip
        return replace(
            found, id=id_of(job), label=label, blurb=f"Trained here: {job.plan.get('data', '')}."
        )

    def _preset(self, chosen: Mapping[str, str], versions: list[TrainingJob]) -> Preset:
        base = self._catalog.preset(self._base)
        labels = [self._catalog.model(model_id).label for model_id in chosen.values()]
        blurb = f"{base.label}, with {', '.join(labels)}." if labels else (
            f"Like {base.label}: none of the models that were trained here is in use."
        )  # fmt: skip
        return Preset(
            id=OWN, label="Your own models", blurb=blurb, models={**base.models, **chosen}
        )


def id_of(job: TrainingJob) -> str:
    """A version's place in the catalogue."""
    slug = re.sub(r"[^a-z0-9]+", "-", job.name.lower()).strip("-") or job.role
    return f"{_OWN_IDS}{slug}-{job.number}"
