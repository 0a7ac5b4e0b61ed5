"""Trainings as durable work: check, start, watch, pause, go on, cancel, and the model at the end.

Every training has a folder `trainings/<id>` in the data directory: what was brought (`data`),
checkpoints and curves (`run`), the result (`model`), and what the trainer said (`log.txt`). The
worker runs trainers as processes of their own, one at a time on a device.
"""

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Final

from core.errors import BadInput
from core.models.device import Card, cards
from core.models.machine import place
from core.models.memory import free_memory_mib
from core.models.pool import ModelPool
from core.settings import Settings
from db.blind_tests import BlindTests
from db.ids import new_id
from db.training_jobs import TrainingJob, TrainingJobs
from db.trainings import Trainings
from studio.training import child, data
from studio.training.bringing import Bringing
from studio.training.kinds import KINDS, Kind, lacking
from studio.training.versions import MODEL, TrainedModels, id_of
from studio.training.views import (
    Curve,
    KindView,
    SampleView,
    SizeView,
    TrainingView,
)
from studio.training.work import TrainingWork

NOTHING: Final = "nothing"
"""What a training begins from that begins from nothing."""
PROCESSOR: Final = "cpu"
_LONGEST_NAME: Final = 60
_SAMPLES: Final = 10


class TrainingRoom:
    """The use cases of the page Train."""

    def __init__(
        self,
        jobs: TrainingJobs,
        trainings: Trainings,
        models: TrainedModels,
        bringing: Bringing,
        work: TrainingWork,
        tests: BlindTests,
        pool: ModelPool,
        settings: Settings,
        *,
        folder: Path,
    ) -> None:
        self._jobs = jobs
        self._trainings = trainings
        self.models = models
        self._bringing = bringing
        self._pool = pool
        self._work = work
        self._tests = tests
        self._settings = settings
        self._folder = folder

    # -- what can be done -----------------------------------------------------------------------
    def closed(self) -> str:
        """Why visitors may only look here, or ""."""
        if self._settings.shared and not self._settings.train:
            return (
                "Other computers reach this studio, so nothing is trained from its pages: whoever"
                " runs it can allow that with STUDIO_TRAIN=1."
            )
        return ""

    def devices(self) -> dict[str, str]:
        """Where trainings can run, the best first, in words."""
        found = {card.device: f"{card.name} ({card.gib:.0f} GiB)" for card in self._cards()}
        return {**found, PROCESSOR: "The processor"}

    def kinds(self, device: str = PROCESSOR) -> list[KindView]:
        """What can be trained, with how long it takes on a device."""
        jobs = self._jobs.all()
        return [self._kind(name, kind, jobs, device) for name, kind in KINDS.items()]

    def lacking(self, kind: str, *, size: str, device: str, beginning: str | None) -> str:
        """Why that cannot be done on this machine, and what can; "" if it can."""
        found = _known(kind, size)
        try:
            _, base = self._begins(found, beginning or "")
        except BadInput as error:
            return str(error)
        card = next((card for card in self._cards() if card.device == device), None)
        return lacking(
            found,
            size,
            card_gib=card.gib if card else 0.0,
            free_gib=None if card else free_memory_mib(PROCESSOR) / 1024,
            base_gib=self.models.memory_gib(base),
        )

    def start(
        self,
        kind: str,
        *,
        size: str,
        name: str,
        device: str = PROCESSOR,
        beginning: str = NOTHING,
        files: Sequence[tuple[str, bytes]] = (),
        folder: str = "",
        books: bool = False,
        subject: str = "",
        species: str = "",
        others: Sequence[tuple[str, bytes]] = (),
        seed: int = 0,
    ) -> str:
        """Check everything, keep what was brought, and enqueue a training; returns its id.

        It begins from nothing, from a version (its id), or from a model of the catalogue, and
        learns from `files`, a `folder`, or the studio's `books` that were rated well. `subject`
        says who the hero is, `species` what (“a dog”): pictures of `others` of that kind, painted
        by the base where none are brought, are learnt beside so that they stay as they are.
        """
        self._check_open()
        found = _known(kind, size)
        if device not in self.devices():
            raise BadInput(f"There is no device “{device}” here; reload the page.")
        if why := self.lacking(kind, size=size, device=device, beginning=beginning):
            raise BadInput(why)
        subject = " ".join(subject.split())[:_LONGEST_NAME]
        if found.asks and not subject:
            raise BadInput("Say who it is, such as “Bruno the brown dog”.")
        name = " ".join(name.split())[:_LONGEST_NAME] or subject or f"My {found.label.lower()}"
        species = " ".join(species.split())[:_LONGEST_NAME]
        if others and not species:
            raise BadInput("Say what those others of its kind are, such as “a dog”.")
        self._check_name(name, found)
        self._check_disk(found, size, [*files, *others])
        parent, base = self._begins(found, beginning)
        job_id = new_id()
        room = self._folder / job_id
        try:
            where, brought = self._bringing.bring(
                found, room, files=files, folder=folder, books=books
            )
            plan = {
                "kind": kind,
                "size": size,
                "device": device,
                "seed": seed,
                "data": brought.words,
                "notes": list(brought.notes),
                "folder": str(where),
                "base": base,
                "subject": subject,
                "species": species,
                "others": self._bringing.others(room, others),
            }
            self._jobs.create(role=found.role, name=name, plan=plan, parent=parent, job_id=job_id)
        except BaseException:
            data.clear(room)
            raise
        self._work.put(job_id, device)
        return job_id

    def good_books(self) -> int:
        """How many of the studio's books were rated well."""
        return self._bringing.good_books()

    # -- what is being done ---------------------------------------------------------------------
    def all(self) -> list[TrainingView]:
        """Every training, newest first."""
        jobs = self._jobs.all()
        self.models.learn_of(jobs)
        labels = {job.id: f"{job.name} {job.number}" for job in jobs if job.number}
        waits = _waiting_words(jobs)
        return [self._view(job, labels, waits.get(job.id, "")) for job in jobs]

    def curves(self, job_id: str) -> dict[str, Curve]:
        """A training's curves by name: "loss/…" of what it learns, the others of what it was held
        back."""
        return {
            name: [(point.step, point.value) for point in points]
            for name, points in self._trainings.curves(job_id).items()
        }

    def samples(self, job_id: str) -> list[SampleView]:
        """What the model made at the last measuring."""
        room = self._folder / job_id
        rows = child.samples(room, _SAMPLES)
        latest = [row for row in rows if row.get("step") == rows[-1].get("step")]
        return [
            SampleView(
                step=int(row["step"]),
                text=str(row["text"]),
                picture=str(room / "samples" / row["picture"]) if row.get("picture") else None,
                wanted=str(row.get("wanted", "")),
            )
            for row in latest
        ]

    def card(self, job_id: str) -> str:
        """The model's card (Markdown) without its front matter, once there is one."""
        try:
            text = (self._folder / job_id / MODEL / "README.md").read_text(encoding="utf-8")
        except OSError:
            return ""
        return text.split("---\n", 2)[-1].strip()

    def pause(self, job_id: str) -> None:
        """Let a training save what it has learnt, and rest; others may use the device."""
        self._check_open()
        self._jobs.ask(job_id, "pause")

    def cancel(self, job_id: str) -> None:
        """End a training; its curves stay."""
        self._check_open()
        if not self._jobs.ask(job_id, "cancel") and self._job(job_id).status == "paused":
            self._jobs.end(job_id, "cancelled")

    def go_on(self, job_id: str) -> None:
        """Go on from the last checkpoint."""
        self._check_open()
        job = self._job(job_id)
        if self._jobs.queue(job_id):
            self._work.put(job_id, str(job.plan["device"]))

    def delete(self, job_id: str) -> None:
        """Delete a training that rests, with its files, its curves and its blind tests."""
        self._check_open()
        job = self._job(job_id)
        if job.active:
            raise BadInput("This training is at work; cancel it first.")
        if job.in_use:
            raise BadInput(f"{job.name} {job.number} is in use; put it away first.")
        self.models.drop(job)
        if job.number is not None:
            self._tests.forget(id_of(job))
        self._jobs.forget(job_id)
        self._trainings.forget(job_id)
        data.clear(self._folder / job_id)

    def use(self, job_id: str) -> None:
        """Let new books that are made with “Your own models” be made with this version."""
        self._check_open()
        self.models.use(job_id)

    def put_away(self, role: str) -> None:
        """Use no own model for a role."""
        self._check_open()
        self.models.put_away(role)

    # -- inside ---------------------------------------------------------------------------------
    def _kind(self, name: str, kind: Kind, jobs: Sequence[TrainingJob], device: str) -> KindView:
        machine = place(device, weights=False)
        took: dict[str, list[float]] = {}
        for job in jobs:
            same = (job.plan["kind"], job.plan["device"], job.machine) == (name, device, machine)
            if same and job.took_s is not None:
                took.setdefault(str(job.plan["size"]), []).append(job.took_s)
        sizes = []
        for size_id, size in kind.sizes.items():
            known = took.get(size_id, [])
            seconds = median(known) if known else size.guess_s
            sizes.append(
                SizeView(
                    id=size_id, label=size.label, blurb=size.blurb, seconds=seconds,
                    trainings=len(known),
                )
            )  # fmt: skip
        beginnings = self.models.bases(kind.family) if kind.family else {NOTHING: "From nothing"}
        for job in jobs:
            if job.number and job.role == kind.role and self._here(job):
                beginnings[job.id] = f"From {job.name} {job.number}"
        return KindView(
            id=name, role=kind.role, label=kind.label, blurb=kind.blurb, data=kind.data,
            layouts=kind.layouts, endings=kind.endings, sizes=tuple(sizes), beginnings=beginnings,
            asks=kind.asks,
        )  # fmt: skip

    def _cards(self) -> list[Card]:
        """Graphics cards; none while torch starts, and without one torch is not asked."""
        plan = self._pool.planned
        return cards() if plan is not None and plan.device.startswith("cuda") else []

    def _check_open(self) -> None:
        if why := self.closed():
            raise BadInput(why)

    def _check_disk(self, kind: Kind, size: str, files: Sequence[tuple[str, bytes]]) -> None:
        need = kind.sizes[size].disk_mib + data.size_mib(files)
        free = shutil.disk_usage(self._settings.data_dir).free / 2**20
        if free < need:
            raise BadInput(
                f"“{kind.sizes[size].label}” needs {need:,.0f} MiB of free space in the studio's "
                f"data folder, and {free:,.0f} MiB are free: delete what is not needed."
            )

    def _check_name(self, name: str, kind: Kind) -> None:
        for job in self._jobs.all():
            if job.name == name and job.role != kind.role:
                raise BadInput(f"“{name}” is a {job.role} already; give this {kind.role} a name.")

    def _begins(self, kind: Kind, beginning: str) -> tuple[str | None, str]:
        """The version (its id) and the model of the catalogue that a training begins from."""
        if not kind.family and beginning == NOTHING:
            return None, ""
        if kind.family and beginning in self.models.bases(kind.family):
            return None, beginning
        job = self._jobs.get(beginning)
        if job is not None and job.number and job.role == kind.role and self._here(job):
            return job.id, str(job.plan.get("base", ""))
        raise BadInput(
            f"Choose what the {kind.role} begins from: a model that lies on this computer (the "
            "page Models brings more), or a version that was trained here."
        )

    def _job(self, job_id: str) -> TrainingJob:
        job = self._jobs.get(job_id)
        if job is None:
            raise BadInput("There is no training with this address; it was deleted.")
        return job

    def _here(self, job: TrainingJob) -> bool:
        return (self._folder / job.id / MODEL).is_dir()

    def _view(self, job: TrainingJob, labels: Mapping[str, str], waits: str) -> TrainingView:
        plan = job.plan
        kind = KINDS.get(str(plan["kind"]))
        size = kind.sizes.get(str(plan["size"])) if kind else None
        status = {"pause": "pausing", "cancel": "cancelling"}.get(job.wish, job.status)
        return TrainingView(
            id=job.id,
            kind=kind.label if kind else str(plan["kind"]),
            role=job.role,
            name=job.name,
            status=status if job.active else job.status,
            message=waits or job.message,
            fraction=min(max(job.fraction, 0.0), 1.0),
            eta=job.eta,
            error=job.error,
            queued_at=job.queued_at,
            size=size.label if size else str(plan["size"]),
            data=str(plan["data"]),
            device=str(plan["device"]),
            facts=self._facts(job),
            number=job.number,
            model_id=id_of(job) if job.number else "",
            parent=labels.get(job.parent or "", ""),
            in_use=job.in_use,
            subject=str(plan.get("subject", "")),
            here=self._here(job),
        )

    def _facts(self, job: TrainingJob) -> dict[str, str]:
        """What made a version, as the trainer wrote it down."""
        run = self._trainings.get(job.id)
        if run is None:
            return {}
        return {
            "Data": f"{job.plan['data']} ({run.data_hash})",
            "Commit": run.git_commit,
            "Seed": str(run.seed),
            "Ran on": run.device,
            "Command": run.command,
        }


def _known(kind: str, size: str) -> Kind:
    if kind not in KINDS or size not in KINDS[kind].sizes:
        raise BadInput(f"There is no training “{kind}” of the size “{size}”; reload the page.")
    return KINDS[kind]


def _waiting_words(jobs: Sequence[TrainingJob]) -> dict[str, str]:
    """What each waiting training waits for."""
    found = {}
    for job in jobs:
        if job.status == "queued":
            device = job.plan["device"]
            ahead = [
                other.name
                for other in jobs
                if other.active
                and other.plan["device"] == device
                and (other.status == "running" or other.queued_at < job.queued_at)
                and other.id != job.id
            ]
            found[job.id] = f"Waits for “{ahead[-1]}”" if ahead else "Waits for the worker"
    return found
