"""A book's life: begun, deleted, brought back."""

import dataclasses
from collections.abc import Sequence

from core.story import StoryRequest
from core.threads.teller import THREADS_APART, WORDINGS_APART
from db.stories import Stories
from studio.building import CAREFUL
from studio.checking import Checking
from studio.jobs import Jobs
from studio.own_pictures import OwnPictures, check_all
from studio.plotting import SLOT as PLOT
from studio.presets import Presets
from studio.uploads import PreparedPicture, Uploads


class Books:
    """The use cases of making books and of deleting them."""

    def __init__(
        self,
        checking: Checking,
        presets: Presets,
        uploads: Uploads,
        stories: Stories,
        own: OwnPictures,
        jobs: Jobs,
    ) -> None:
        self._checking = checking
        self._presets = presets
        self._uploads = uploads
        self._stories = stories
        self._own = own
        self._jobs = jobs

    def create(
        self,
        request: StoryRequest,
        *,
        until: str = "all",
        prepared: Sequence[PreparedPicture] = (),
        frame: str | None = None,
    ) -> str:
        """Store a story and enqueue its build; returns its id.

        `until` is "captions", "plot", "all", or "sure": all, but with captions that the captioner
        is unsure of it waits for a person's look.

        `prepared` pictures are stored first; everything is checked before anything is stored.
        With a `frame` (`studio.own_pictures.WAYS`) the pictures become those of the pages.
        """
        if frame is not None:
            check_all(request, frame)
        story_id = self.enter(request, prepared=prepared)
        captions = [f"caption/{i}" for i in range(len(request.pictures))]
        parts = {"captions": captions, "plot": [PLOT] if request.written else []}
        self._jobs.build(
            story_id, parts.get(until) or None, kind=CAREFUL if until == "sure" else "story"
        )
        if frame is not None:
            self._own.put(story_id, range(request.segment_count), frame=frame)
        return story_id

    def enter(self, request: StoryRequest, *, prepared: Sequence[PreparedPicture] = ()) -> str:
        """Store a story of which nothing is built yet; everything is checked before. Its id."""
        request = self._checking.new(request)
        if self._presets.tells_plots(request.preset):
            request = dataclasses.replace(request, avoid=self._told_before())
        for picture in prepared:
            self._uploads.keep(picture)
        self._uploads.use(request.pictures)
        return self._stories.create(request)

    def delete(self, story_id: str) -> None:
        """Hide a story; `restore` brings it back."""
        self._jobs.cancel(story_id)
        self._stories.delete(story_id)

    def restore(self, story_id: str) -> None:
        """Undo `delete`."""
        self._stories.restore(story_id)

    def _told_before(self) -> tuple[str, ...]:
        """Plots of the last books and wordings of the very last, the newest at the end."""
        found: list[str] = []
        for n, data in reversed(list(enumerate(self._stories.told(THREADS_APART)))):
            found.append(str(data["thread"]))
            if n < WORDINGS_APART:
                found += [f"{data['thread']}/{name}" if "/" not in str(name) else str(name)
                          for name in data.get("wordings", ())]  # fmt: skip
        return tuple(found)
