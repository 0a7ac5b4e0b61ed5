"""Evaluation: what was recorded while books were made, and runs of a captioner on held-out scenes.

A run does a few pictures a step, so that it can stop and go on.
"""

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PIL import Image

from core.errors import BadInput
from core.models.base import Lease
from core.models.pool import ModelPool
from db.evaluations import Evaluations, Run
from eval.metrics import load
from eval.scenes import held_out
from studio.views import EvaluationRun
from studio.worker import outcome_of

if TYPE_CHECKING:
    from studio.services import Studio

BATCH = 10


class Evaluating:
    """The use cases of the page Evaluate; `Studio.evaluating`."""

    def __init__(self, studio: "Studio") -> None:
        self._studio = studio

    def clip_scores(self) -> list[dict[str, Any]]:
        """One row a scored segment: story_id, title, segment, score (100·cos), model, mood, style,
        preset, created_at."""
        return self._studio.dashboard.clip_scores()

    def latencies(self) -> list[dict[str, Any]]:
        """One row an artifact made by a model: stage, model, device, dtype, load_s, run_s,
        queued_s, story_id, created_at."""
        return self._studio.dashboard.latencies()

    def ratings(self) -> list[dict[str, Any]]:
        """One row a rating: story_id, title, segment, stars, liked, review, mood, style, preset,
        updated_at."""
        return self._studio.ratings.rows()

    def start(self, *, preset: str = "starter", n: int = 50, seed: int = 0) -> str:
        """Enqueue a BLEU run of a preset's captioner on held-out world scenes; returns its id."""
        if not 1 <= n <= 1000:
            raise BadInput(f"{n} scenes are not possible; choose 1 to 1000.")
        if not 0 <= seed < 2**31:
            raise BadInput("The seed must be a whole number from 0 to 2147483647.")
        studio = self._studio
        model = studio.models(preset)["captioner"]
        studio.catalog.folder(model.id)
        details = {"model": model.id, "revision": model.revision}
        run_id = studio.evaluations.create(
            suite="captions of world scenes", preset=preset, n=n, seed=seed, details=details
        )
        studio.queue.put("evaluate", run_id)
        return run_id

    def runs(self, limit: int = 20) -> list[EvaluationRun]:
        """Runs so far, newest first, with progress."""
        fields = {field.name for field in dataclasses.fields(EvaluationRun)}
        views = []
        for run in self._studio.evaluations.recent(limit):
            values = {k: v for k, v in vars(run).items() if k in fields}
            details = {"preset": run.preset, "n": run.n, "seed": run.seed, **run.details}
            views.append(EvaluationRun(**{**values, "details": details}))
        return views

    def cancel(self, run_id: str) -> None:
        """Ask a run to stop; it keeps what it has and is marked partial ("cancelled")."""
        self._studio.evaluations.request_cancel(run_id)

    def step(self, run_id: str) -> str:
        """Do the next pictures of a run; "more" or its final status. Called by the worker."""
        studio = self._studio
        suite = CaptionerSuite(studio.evaluations, studio.pool, studio.settings.data_dir / "work")
        return suite.step(run_id)


class CaptionerSuite:
    """Captions `n` held-out scenes and computes BLEU-1…4 against their references."""

    def __init__(self, runs: Evaluations, pool: ModelPool, work: Path) -> None:
        self.runs = runs
        self.pool = pool
        self.work = work

    def step(self, run_id: str) -> str:
        """Do the next pictures; returns "more" or the run's final status."""
        run = self.runs.get(run_id)
        if run is None or run.status not in ("queued", "running"):
            return run.status if run else "gone"
        try:
            return self._step(run)
        except Exception as error:
            status, sentence = outcome_of(error)
            self.runs.update(run_id, status=status, error=sentence)
            return status

    def _step(self, run: Run) -> str:
        if run.cancel_requested:
            return self._finish(run, "cancelled")
        if not run.items:
            self.runs.update(run.id, status="running", message="Drawing the scenes")
        scenes = held_out(self.work / f"scenes-{run.seed}-{run.n}", n=run.n, seed=run.seed)
        done = len(run.items)
        todo = scenes[done : done + BATCH]
        if not todo:
            return self._finish(run, "done")
        images = []
        for scene in todo:
            with Image.open(scene.image) as image:
                images.append(image.convert("RGB"))
        details = dict(run.details)

        def caption(lease: Lease) -> Any:
            details.update(device=lease.device, dtype=lease.dtype)
            return lease.backend.caption(images, check=lambda: None)

        results = self.pool.run(run.details["model"], caption)
        items: list[dict[str, Any]] = [
            {
                "scene": scene.image.name,
                "caption": result.text,
                "confidence": result.confidence,
                "references": list(scene.captions),
            }
            for scene, result in zip(todo, results, strict=True)
        ]
        done += len(items)
        self.runs.update(
            run.id,
            status="running",
            message=f"Captioned {done} of {run.n} scenes",
            fraction=done / run.n,
            items=[*run.items, *items],
            details=details,
        )
        return "more"

    def _finish(self, run: Run, status: str) -> str:
        figures: dict[str, float] = {}
        if run.items:
            figures = load("bleu").compute(
                predictions=[item["caption"] for item in run.items],
                references=[item["references"] for item in run.items],
            )
        words = f"{len(run.items)} of {run.n} scenes"
        message = f"Partial: {words}" if status == "cancelled" else f"Done: {words}"
        self.runs.update(run.id, status=status, message=message, figures=figures)
        return status
