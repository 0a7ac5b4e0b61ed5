"""What is to be seen on a page: its sentences, its caption and the cast, read into a scene.

The illustrator that draws (`core.models.drawn`) makes its picture from the scene, not from the
words, so a change of words that changes nothing visible draws nothing new.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from core.build import Artifact, Context, Made, Task, digest
from picturebook.casting import strangers
from picturebook.reading import Cast, read
from picturebook.scene import Scene
from picturebook.telling import describe
from picturebook.wishes import looks_from_json, present, redressed


class Staging:
    """Stage "staging": deterministic text work."""

    name = "staging"
    role: str | None = None
    batch_size = 12

    def run(
        self, tasks: Sequence[Task], model: Any, ctx: Context
    ) -> Iterator[Sequence[tuple[Task, Made]]]:
        """A scene for each page, with what could not be drawn as it was said."""
        for task in tasks:
            yield [(task, staged(task))]


def staged(task: Task) -> Made:
    """The scene of one page: `data["scene"]` is its JSON, the text says it in words.

    A scene that a person made is taken as it is, in the looks that the cast has now.
    """
    cast = Cast.from_json(task.inputs["cast"].text or "{}")
    own = next((a for slot, a in task.inputs.items() if slot.startswith("scene/")), None)
    if own is not None:
        return _made(present(arranged(own, cast), cast), {})
    segment = next(a for slot, a in task.inputs.items() if slot.startswith("segment/"))
    caption = next((a for slot, a in task.inputs.items() if slot.startswith("caption/")), None)
    reading = read(
        segment.text or "",
        caption=(caption.text or "") if caption else "",
        cast=cast,
        place_before=_place_before(task, cast),
    )
    members = frozenset(member.id for member in cast.members)
    scene = present(strangers(reading.scene, task.seed, members), cast)
    if not (scene.figures or scene.things or scene.place):
        # Only a page on which nothing can be drawn takes its light from the mood.
        scene = replace(scene, mood=str(task.params.get("mood", "")))
    said = {
        "replaced": dict(reading.replaced),
        "dropped": list(reading.left_out),
        "foreign": not reading.readable,
    }
    return _made(scene, said)


def arranged(own: Artifact, cast: Cast) -> Scene:
    """A scene that a person made, with the cast as it looks now."""
    scene = Scene.from_json(str(own.data["scene"]))
    return redressed(scene, cast, looks_from_json(str(own.data.get("looks", "{}"))))


def _made(scene: Scene, said: Mapping[str, Any]) -> Made:
    words = scene.to_json()
    data = {"scene": words, "content": digest(words), **said}
    return Made(text=describe(scene, looks=False), data=data, units=1)


def _place_before(task: Task, cast: Cast) -> str:
    """Where the pages before were, for a story that was not told around pictures.

    A page may leave out where it plays.
    """
    story = task.inputs.get("story")
    if story is not None and not task.context:
        parts = story.data.get("parts", ())[: int(task.slot.rpartition("/")[2])]
    else:
        parts = [artifact.text or "" for artifact in task.context.values()]
    place = ""
    for part in parts:
        place = read(str(part), cast=cast, place_before=place).scene.place or place
    return place
