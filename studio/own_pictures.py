"""A person's own picture as the illustration of a page: as it is, or framed in the book's style.

It stands as a version made by a person, so it is undone, locked and exported like any other.
"""

import io
from collections.abc import Iterable
from typing import Final

from PIL import Image

from core.build import Artifact, Step, artifact_key, seed_for
from core.errors import BadInput, UnknownName
from core.pages import Leaf
from core.story import SHAPES, Picture, StoryRequest
from db.artifacts import SqlArtifactStore
from picturebook.drawing.framing import FRAMES, framed
from studio.contexts import Media
from studio.graphs import Graphs
from studio.jobs import Jobs
from studio.picture_scores import score_again
from studio.uploads import Uploads

AS_IS: Final = "none"
WAYS: Final = {AS_IS: "As it is", **FRAMES}
"""How an own picture may be put on a page, and what people call that."""
LEAST_SIDE: Final = 64
MOST_TIMES: Final = 4
"""A picture of a page has at least so many pixels a side, and one side at most so many times the
other."""


class OwnPictures:
    """The use cases of own pictures as illustrations."""

    def __init__(
        self,
        graphs: Graphs,
        store: SqlArtifactStore,
        media: Media,
        uploads: Uploads,
        jobs: Jobs,
    ) -> None:
        self._graphs = graphs
        self._store = store
        self._media = media
        self._uploads = uploads
        self._jobs = jobs

    def put(
        self,
        story_id: str,
        pages: Iterable[int],
        *,
        picture: Picture | None = None,
        frame: str = AS_IS,
    ) -> None:
        """Let a picture be the illustration of pages; without one, each page gets the
        picture that it tells.  Locked pages among several stay; a single one is refused.
        """
        request, states = self._graphs.request(story_id), self._graphs.states(story_id)
        shown = {leaf.page: leaf for leaf in self._graphs.pages(story_id).leaves}
        wanted = list(pages)
        for page in wanted:
            slot = f"illustration/{page}"
            if slot not in states or page not in shown:
                raise BadInput(f"This book has no page {page + 1}.")
            if states[slot].choice.locked:
                if len(wanted) == 1:
                    raise BadInput("This picture is locked; unlock it first.")
                continue
            mine = picture or _told(request, shown[page])
            check(mine, frame)
            self._stand(story_id, slot, mine.sha256, mine.name, frame, request)
        if picture is not None:
            self._uploads.use([picture])
        score_again(self._graphs, self._jobs, story_id, wanted)

    def follow(self, story_id: str) -> None:
        """Frame own pictures anew after style or shape changed; locked ones stay."""
        request = self._graphs.request(story_id)
        for slot, state in self._graphs.states(story_id).items():
            own = state.artifact.data if state.artifact and is_own(state.artifact) else None
            if own and own["frame"] != AS_IS and not state.choice.locked:
                self._stand(story_id, slot, own["own"], own["name"], own["frame"], request)

    def preview(self, sha256: str, frame: str, style: str, *, side: int) -> bytes:
        """A small picture (PNG) of what `put` would do."""
        with Image.open(io.BytesIO(self._media(sha256))) as opened:
            small = opened.convert("RGB")
        small.thumbnail((side, side), Image.Resampling.LANCZOS)
        if frame == AS_IS:
            out = io.BytesIO()
            small.save(out, "PNG")
            return out.getvalue()
        return framed(small, frame=frame, style=style, seed=1, width=side, height=side)

    def _stand(
        self, story_id: str, slot: str, sha256: str, name: str, frame: str, request: StoryRequest
    ) -> None:
        looks = {} if frame == AS_IS else {"style": request.style, "shape": request.shape}
        step = Step(
            slot=slot,
            stage="illustrating",
            sources=(sha256,),
            params={"frame": frame, **looks},
            seed=0 if frame == AS_IS else seed_for(request.seed, slot, 0),
        )
        key, store = artifact_key(step, ()), self._store
        own = {"own": sha256, "name": name}
        artifact = store.artifact(key)
        if artifact is None:
            content = self._media(sha256)
            mime, size = "image/png", SHAPES[request.shape]
            with Image.open(io.BytesIO(content)) as opened:
                if frame == AS_IS:
                    mime, size = Image.MIME[opened.format or "PNG"], opened.size
                else:
                    content = framed(
                        opened, frame=frame, style=request.style, seed=step.seed,
                        width=size[0], height=size[1],
                    )  # fmt: skip
            artifact = Artifact(
                key=key,
                stage="illustrating",
                maker="person",
                inputs=(sha256,),
                params=step.params,
                seed=step.seed,
                media=store.put_media(content, mime),
                mime=mime,
                data={**own, "frame": frame, "width": size[0], "height": size[1]},
            )
        store.put_edit(story_id, slot, artifact)


def check_all(request: StoryRequest, frame: str = AS_IS) -> None:
    """Whether a book's pictures can be those of its pages; `BadInput` says why not."""
    if not request.pictures:
        raise BadInput(
            "A book made from a text has no pictures of yours yet: make it, then put your own "
            "pictures on its pages."
        )
    for picture in request.pictures:
        check(picture, frame)


def is_own(artifact: Artifact | None) -> bool:
    """Whether a picture is somebody's own."""
    return artifact is not None and "own" in artifact.data


def check(picture: Picture, frame: str = AS_IS) -> None:
    """Whether a picture can be a page's; `BadInput` says why not."""
    if frame not in WAYS:
        raise UnknownName("frame", frame, WAYS)
    small, large = sorted((picture.width, picture.height))
    if small < LEAST_SIDE or large > MOST_TIMES * small:
        raise BadInput(
            f"“{picture.name}” has {picture.width} × {picture.height} pixels, which makes no "
            f"picture of a page: both sides need {LEAST_SIDE} pixels, and one may be at most "
            f"{MOST_TIMES} times the other."
        )


def _told(request: StoryRequest, leaf: Leaf) -> Picture:
    told = leaf.tells(request)
    if told is None:
        raise BadInput("No picture was brought for this page: choose a picture file.")
    return request.pictures[told]
