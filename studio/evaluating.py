"""The captioner's run on held-out world scenes: a few pictures a step, so it can stop and go on."""

from pathlib import Path
from typing import Any

from PIL import Image

from core.models.pool import ModelPool
from db.evaluations import Evaluations, Run
from eval.metrics import load
from eval.scenes import held_out
from studio.worker import outcome_of

BATCH = 10


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
        with self.pool.use(run.details["model"]) as lease:
            results = lease.backend.caption(images, check=lambda: None)
            details |= {"device": lease.device, "dtype": lease.dtype}
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
