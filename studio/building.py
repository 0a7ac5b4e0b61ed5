"""Builds, batch by batch: what the worker does for a story that is in the queue."""

import logging
import threading
import time
from collections.abc import Callable
from typing import Final

from core.builder import Builder
from core.errors import PassingTrouble
from db.artifacts import SqlArtifactStore
from db.builds import Build, Builds
from studio.attempts import Attempts
from studio.contexts import BuildContext, Media, Stopping, outcome_of
from studio.graphs import Graphs

log = logging.getLogger(__name__)

CAREFUL: Final = "careful"
"""The kind of a build that stops before the story while the captioner is unsure of a picture."""
RETRY_S: Final = 2.0
"""Seconds between two attempts while storage is in trouble."""
KILLER: Final = (
    "This book ended the studio again and again, probably for want of memory, and was set aside:"
    " choose smaller models, then press Rebuild."
)


class Building:
    """Builds the next batch of a build.

    `guesses` names the captions that want a person's look before a careful build goes on; `settle`
    is called when all of a story is made.
    """

    def __init__(
        self,
        graphs: Graphs,
        store: SqlArtifactStore,
        builds: Builds,
        builder: Builder,
        attempts: Attempts,
        media: Media,
        *,
        guesses: Callable[[str], set[str]],
        settle: Callable[[str], None],
        stopping: threading.Event,
    ) -> None:
        self._graphs = graphs
        self._store = store
        self._builds = builds
        self._builder = builder
        self._attempts = attempts
        self._media = media
        self._guesses = guesses
        self._settle = settle
        self._stopping = stopping
        self.trouble: str | None = None
        """What the work waits for, in a sentence."""

    def step(self, build_id: str) -> str:
        """Build the next batch of a build; "more" or its final status. Called by the worker.

        Trouble with storage that may pass is waited for, however long it lasts.
        """
        try:
            outcome = self._attempt(build_id)
            self.trouble = None
            return outcome
        except PassingTrouble as error:
            log.warning("waiting: %s", error)
            self.trouble = str(error)
            time.sleep(RETRY_S)
            return "more"

    def _attempt(self, build_id: str) -> str:
        """A batch, unless its build ended too many processes."""
        if not self._attempts.begin(build_id):
            self._attempts.end(build_id)
            self._builds.set_status(build_id, "failed", error=KILLER)
            return "failed"
        try:
            return self._try(build_id)
        finally:
            self._attempts.end(build_id)

    def _try(self, build_id: str) -> str:
        """A batch; what goes wrong ends the build with a sentence."""
        build = self._builds.get(build_id)
        if build is None or not build.active:
            return build.status if build else "gone"
        try:
            return self._batch(build)
        except Stopping:
            return "more"
        except PassingTrouble:
            raise
        except Exception as error:
            if self._stopping.is_set():  # whatever fails now fails because this process ends
                return "more"
            status, sentence = outcome_of(error)
            self._builds.clear(build.story_id)
            self._builds.set_status(build_id, status, error=sentence)
            return status

    def _batch(self, build: Build) -> str:
        story = self._graphs.story(build.story_id)
        if build.status == "queued":
            self._builds.set_status(build.id, "running", message="Starting")
        context = BuildContext(
            self._builds, self._media, self._stopping, build_id=build.id, story_id=story.id
        )
        context.check()
        steps = self._graphs.steps(story.request, self._store.snapshot(story.id))
        # A wish may have been taken back since.
        there = {step.slot for step in steps}
        targets = None if build.targets is None else there.intersection(build.targets)
        batch = self._builder.batch(steps, story.id, targets)
        looked = not any(slot.startswith("caption/") for slot in batch)
        waits = build.kind == CAREFUL and looked and bool(self._guesses(story.id))
        if not batch or waits:
            self._settle(story.id)
            self._builds.clear(story.id)
            message = "Waiting for a look at the captions" if waits else "Done"
            self._builds.set_status(build.id, "done", message=message)
            return "done"
        waited = time.time() - build.queued_at if build.status == "queued" else 0.0
        self._builder.build(steps, story.id, batch, context, queued_s=max(waited, 0.0))
        for slot in batch:
            self._builds.clear(story.id, slot)
        return "more"
