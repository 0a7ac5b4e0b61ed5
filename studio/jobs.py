"""Builds in the queue: put there, cancelled, found again when they were forgotten."""

from collections.abc import Sequence

from core.errors import BadInput
from db.builds import EXPORT, Builds
from db.stories import Stories
from studio.work_queue import EXPORTS, Queue


class Jobs:
    """The work on stories that waits for the worker, or that it does now."""

    def __init__(self, stories: Stories, builds: Builds, queue: Queue) -> None:
        self._stories = stories
        self._builds = builds
        self._queue = queue

    def build(
        self, story_id: str, targets: Sequence[str] | None = None, *, kind: str = "story"
    ) -> None:
        """Enqueue a build of what is stale or missing (all, or just what `targets` need)."""
        if self._stories.get(story_id) is None:
            raise BadInput("There is no story with this address; look for it in the gallery.")
        build_id = self._builds.enqueue(story_id, targets, kind=kind)
        self._queue.put("build_story", build_id)

    def cancel(self, story_id: str) -> None:
        """Ask the running build to stop; what is finished stays."""
        for build_id in self._builds.request_cancel(story_id):
            build = self._builds.get(build_id)
            if build and build.status == "queued":
                self._builds.set_status(build_id, "cancelled", error="Cancelled before it began.")

    def enqueue_forgotten(self, waiting: set[str]) -> None:
        """Enqueue what is unfinished but not among those `waiting` in the queue (a crash between
        the two databases)."""
        for build in self._builds.unfinished():
            if build.id in waiting:
                continue
            if build.kind == EXPORT:
                self._queue.put("export_book", build.id, again=True, queue=EXPORTS)
            else:
                self._queue.put("build_story", build.id, again=True)
