"""Books as files: made at once where that takes no longer than a second, else by the worker.

What the worker wrote lies in `exports/` of the data directory for a day (`studio.tidying`), or
until the story changes; writing it is durable like a build (`db.builds.EXPORT`).
"""

import logging
import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from core.build import digest
from core.errors import BadInput, StudioError
from core.export.formats import FORMATS, Format, file_stem, form_of, write
from db.artifacts import Snapshot, SqlArtifactStore
from db.builds import EXPORT, Build, Builds
from db.stories import Story
from studio.binding import Binder
from studio.contexts import BuildContext, Stopping, outcome_of
from studio.graphs import Graphs, pages_of, title_of
from studio.views import ExportView
from studio.work_queue import EXPORTS, Queue

log = logging.getLogger(__name__)

AT_ONCE_S: Final = 1.0


class Exports:
    """The use cases of taking a book along; what the worker writes lies in `folder`."""

    def __init__(
        self,
        graphs: Graphs,
        store: SqlArtifactStore,
        builds: Builds,
        binder: Binder,
        queue: Queue,
        folder: Path,
        *,
        stopping: threading.Event,
    ) -> None:
        self._graphs = graphs
        self._store = store
        self._builds = builds
        self._binder = binder
        self._queue = queue
        self.folder = folder
        self._stopping = stopping

    def offers(self, story_id: str) -> list[ExportView]:
        """Every format, and how it stands for this story."""
        story, snapshot = self._graphs.story(story_id), self._store.snapshot(story_id)
        builds = self._builds.exports(story_id)
        version = _version(story, snapshot)
        name = file_stem(title_of(story, snapshot))
        pages = len(pages_of(story.request, snapshot).leaves)
        return [
            self._offer(story_id, form, name, version, pages, builds) for form in FORMATS.values()
        ]

    def content(self, story_id: str, name: str) -> bytes:
        """A format's bytes: the file that the worker made, or made at once."""
        form = form_of(name)
        path = self._path(story_id, form, self._version(story_id))
        if path.is_file():
            return path.read_bytes()
        with TemporaryDirectory(prefix="storybook-") as folder:
            book = self._binder.book(story_id)
            return write(book, form, Path(folder) / f"book{form.ending}").read_bytes()

    def start(self, story_id: str, name: str) -> None:
        """Enqueue the writing of a format; nothing happens where it is being written."""
        form = form_of(name)
        if why := form.lacking():
            raise BadInput(why)
        build = self._builds.exports(story_id).get(name)
        if build is None or not build.active:
            build_id = self._builds.enqueue(story_id, [form.id], kind=EXPORT)
            self._queue.put("export_book", build_id, queue=EXPORTS)

    def cancel(self, story_id: str, name: str) -> None:
        """Ask the writing of a format to stop; no half file stays."""
        builds = self._builds
        build = builds.exports(story_id).get(name)
        if build is not None and build.active:
            builds.request_cancel(story_id, build.id)
            if build.status == "queued":
                builds.set_status(build.id, "cancelled", error="Cancelled before it began.")

    def step(self, build_id: str) -> str:
        """Write a queued format; "more" if this process is stopping, or how it ended."""
        builds = self._builds
        build = builds.get(build_id)
        if build is None or not build.active or not build.targets:
            return build.status if build else "gone"
        story_id, slot = build.story_id, _slot(build.targets[0])
        try:
            form = form_of(build.targets[0])
            builds.set_status(build_id, "running", message="Starting")
            path = self._path(story_id, form, self._version(story_id))
            context = BuildContext(
                builds, _no_media, self._stopping, build_id=build_id, story_id=story_id
            )
            write(self._binder.book(story_id), form, path, _Watched(context, slot))
            self._forget_others(story_id, form, path)
            builds.set_status(build_id, "done", message="Done")
            return "done"
        except Stopping:
            return "more"
        except Exception as error:
            status, sentence = outcome_of(error)
            if not isinstance(error, StudioError):
                sentence = f"Something unexpected went wrong ({type(error).__name__}: {error})."
            builds.set_status(build_id, status, error=sentence)
            return status
        finally:
            builds.clear(story_id, slot)

    # -- inside -----------------------------------------------------------------------------
    def _offer(
        self,
        story_id: str,
        form: Format,
        name: str,
        version: str,
        pages: int,
        builds: Mapping[str, Build],
    ) -> ExportView:
        build = builds.get(form.id)
        active = build is not None and build.active
        now = self._builds.progress(story_id).get(_slot(form.id)) if active else None
        ready = self._path(story_id, form, version).is_file()
        failed = build is not None and build.status == "failed" and not ready
        return ExportView(
            id=form.id,
            label=form.label,
            blurb=form.blurb,
            icon=form.icon,
            file_name=f"{name}{form.ending}",
            mime=form.mime,
            lacking=form.lacking(),
            ready=ready,
            at_once=form.page_s * pages <= AT_ONCE_S,
            active=active,
            message=now.message if now else "Waiting for the worker" if active else "",
            fraction=now.fraction if now else None,
            error=build.error if build is not None and failed else None,
            music=form.music,
            seconds=form.page_s * pages,
        )

    def _version(self, story_id: str) -> str:
        return _version(self._graphs.story(story_id), self._store.snapshot(story_id))

    def _path(self, story_id: str, form: Format, version: str) -> Path:
        return self.folder / f"{story_id}-{version}-{form.id}{form.ending}"

    def _forget_others(self, story_id: str, form: Format, path: Path) -> None:
        for other in self.folder.glob(f"{story_id}-*-{form.id}{form.ending}"):
            if other != path:
                with suppress(OSError):
                    other.unlink()


def _version(story: Story, snapshot: Snapshot) -> str:
    """Another value when the book would be another."""
    keys = {slot: choice.key for slot, choice in snapshot.choices().items()}
    lost = sorted(slot for slot, place in snapshot.standing.items() if place.lost)
    return digest([story.title, story.request.to_json(), keys, *lost])[:16]


class _Watched:
    """A format's work as the pages see it: progress is stored, and a wish to cancel is heard."""

    def __init__(self, context: BuildContext, slot: str) -> None:
        self._context = context
        self._slot = slot

    def note(self, message: str, done: int | None = None, total: int | None = None) -> None:
        """Say what is being done, and how far it is."""
        self._context.note(self._slot, message, done=done, total=total)

    def check(self) -> None:
        """Raise `Cancelled` if the user cancelled, `Stopping` if the worker is stopping."""
        self._context.check()


def _no_media(sha256: str) -> bytes:
    raise StudioError(f"{sha256} is no part of a book that is bound already.")


def _slot(name: str) -> str:
    return f"export/{name}"
