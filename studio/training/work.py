"""Trainings at work: what the worker does, from the trainer's command line to a version."""

import os
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from core.models.machine import place
from core.settings import Settings
from db.training_jobs import TrainingJob, TrainingJobs
from studio.contexts import outcome_of
from studio.training import child, data
from studio.training.kinds import KINDS, STORIES, Kind
from studio.training.versions import MODEL, TrainedModels
from studio.work_queue import TRAININGS, Queue


class TrainingWork:
    """The worker's side of the training room; `folder` holds a folder for each training."""

    def __init__(
        self,
        jobs: TrainingJobs,
        models: TrainedModels,
        queue: Queue,
        settings: Settings,
        *,
        folder: Path,
        stopping: threading.Event,
    ) -> None:
        self._jobs = jobs
        self._models = models
        self._queue = queue
        self._settings = settings
        self._folder = folder
        self._stopping = stopping

    def put(self, job_id: str, device: str) -> None:
        """Enqueue a training behind the others of its device."""
        self._queue.put("train", job_id, again=True, queue=TRAININGS, part=device)

    def step(self, job_id: str) -> str:
        """Run a training to its end; "more" if this process is stopping. Called by the worker."""
        job = self._jobs.get(job_id)
        if job is None or not job.active:
            return job.status if job else "gone"
        try:
            return self._train(job)
        except Exception as error:
            _, sentence = outcome_of(error)
            self._jobs.end(job_id, "failed", error=sentence)
            return "failed"

    def enqueue_forgotten(self, waiting: set[str]) -> None:
        """Enqueue trainings that are unfinished but not among those `waiting` in the queue, and
        learn of versions that another process finished."""
        for job in self._jobs.all():
            if job.active and job.id not in waiting:
                self.put(job.id, str(job.plan["device"]))
        self._models.bring()

    def _train(self, job: TrainingJob) -> str:
        kind, room = KINDS[str(job.plan["kind"])], self._folder / job.id
        device, whole = str(job.plan["device"]), not (room / "run").exists()
        begun = time.monotonic()
        self._jobs.note(job.id, message="Beginning")
        noted: dict[str, Any] = {}

        def note(said: Mapping[str, Any]) -> None:
            if dict(said) != noted:
                noted.update(said)
                self._jobs.note(
                    job.id,
                    message=str(said.get("message", "")),
                    fraction=said.get("fraction"),
                    eta=said.get("eta"),
                )

        ended = child.run(
            room,
            kind.module,
            self._arguments(job, kind, room),
            settings=self._settings,
            device=device,
            wanted=lambda: not self._jobs.wish(job.id),
            note=note,
            stopping=self._stopping,
        )
        if self._stopping.is_set():
            return "more"
        if ended.stopped:
            status = "paused" if self._jobs.wish(job.id) == "pause" else "cancelled"
            self._jobs.end(job.id, status)  # type: ignore[arg-type]
            return status
        if ended.error:
            self._jobs.end(job.id, "failed", error=ended.error)
            return "failed"
        data.clear(room / "run" / "cache")
        if whole:  # never interrupted: its time says how long such a training takes
            took = time.monotonic() - begun
            self._jobs.publish(job.id, took_s=took, machine=place(device, weights=False))
        else:
            self._jobs.publish(job.id)
        self._models.bring()
        return "done"

    def _arguments(self, job: TrainingJob, kind: Kind, room: Path) -> list[str]:
        """The trainer's command line."""
        plan, size = job.plan, str(job.plan["size"])
        where = Path(str(plan["folder"]))
        data_files = data.files_of(where) if kind.reads == STORIES else [where]
        begin = list(kind.fresh.get(size, ()))
        base = str(plan.get("base", ""))
        if job.parent:
            before = self._folder / job.parent / MODEL
            if (before / "model_index.json").exists():  # a whole pipeline, no LoRA on its base
                begin, base = [], str(before)
            else:
                begin = ["--start", str(before), *kind.further]
        if base:
            begin += ["--base", base]
        if plan.get("subject"):
            begin += ["--instance-prompt", f"a picture of {plan['subject']}"]
        if plan.get("species"):
            begin += ["--class-prompt", f"a picture of {plan['species']}"]
            begin += ["--class-pictures", str(kind.others[size])]
        if plan.get("others"):
            begin += ["--class-data", str(plan["others"])]
        return [
            "--data", *map(str, data_files),
            *kind.sizes[size].options,
            *begin,
            "--seed", str(plan["seed"]),
            "--threads", str(_threads()),
            *(["--cache", str(room / "run" / "cache")] if kind.caches else []),
            "--runs", str(room / "run"),
            "--out", str(room / MODEL),
            "--resume",
        ]  # fmt: skip


def _threads() -> int:
    """Threads of a trainer on the processor: half of the cores, so that the studio stays quick."""
    return max(1, (os.cpu_count() or 2) // 2)
