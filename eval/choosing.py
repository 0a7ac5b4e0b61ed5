"""From a suite's name and options to the suite."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from core.errors import BadInput, UnknownName
from eval.caption_suites import PictureFolder, WorldScenes
from eval.custom import OwnMetric
from eval.latency_suite import Latency
from eval.sequence_suite import PictureSequences
from eval.stories import Gallery
from eval.story_suite import GalleryStories
from eval.suites import Suite

SUITES: Final[dict[str, type[Suite]]] = {
    WorldScenes.name: WorldScenes,
    PictureFolder.name: PictureFolder,
    PictureSequences.name: PictureSequences,
    GalleryStories.name: GalleryStories,
    Latency.name: Latency,
}


OF_FOLDERS: Final = (PictureFolder.name, PictureSequences.name)
"""Suites that are told which data set to look at."""


def kind_of(name: str) -> type[Suite]:
    """The kind of suite of that name; `UnknownName` lists the others."""
    if name not in SUITES:
        raise UnknownName("suite", name, SUITES)
    return SUITES[name]


def open_suite(
    name: str,
    *,
    preset: str,
    work: Path,
    gallery: Callable[[], Gallery],
    data: str | None = None,
    split: str | None = None,
    own: Sequence[OwnMetric] = (),
) -> Suite:
    """The suite, ready to plan its items; `work` keeps drawn scenes, `data` is a folder, `own` are
    further metrics."""
    kind = kind_of(name)
    if name not in OF_FOLDERS and (data or split):
        raise BadInput(f"The suite “{name}” takes no folder; leave it out.")
    if name in OF_FOLDERS and not data:
        what = "stories along pictures" if kind is PictureSequences else "pictures with captions"
        raise BadInput(f"This suite needs a folder of {what} (--data on the command line).")
    if kind is PictureSequences:
        if split:
            raise BadInput("Stories have no splits: name the file of one (--data train.json).")
        return PictureSequences(Path(str(data)))
    if kind is PictureFolder:
        return PictureFolder(Path(str(data)), split=split or None, own=own)
    if kind is GalleryStories:
        return GalleryStories(gallery(), preset=preset, own=own)
    if kind is Latency:
        return Latency(work)
    return WorldScenes(work, own=own)
