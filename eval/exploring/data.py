"""A data set as it is looked at: pictures with captions, and stories page by page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from core.errors import BadInput
from corpora.folder import PictureFiles
from corpora.rows import UnreadableCorpus
from corpora.sequences import LAYOUTS
from corpora.stories import read_stories
from corpora.told import Page, StoryFile, Told
from eval.readers import read_folder
from eval.stories import Gallery

GALLERY: Final = "gallery"
"""The name under which the studio's own books are looked at."""


@dataclass(frozen=True, kw_only=True)
class Pictured:
    """A picture with its captions; `name` is its path inside the data set, `image` its file."""

    name: str
    image: Path
    captions: tuple[str, ...] = ()
    split: str | None = None


@dataclass(frozen=True, kw_only=True)
class Data:
    """A data set: `layout` is how it is written down, `notes` what its reader left out."""

    name: str
    layout: str
    pictures: tuple[Pictured, ...] = ()
    stories: tuple[Told, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def captions(self) -> list[str]:
        """All captions, in the order of their pictures."""
        return [caption for picture in self.pictures for caption in picture.captions]


def open_data(
    where: str, *, split: str | None = None, gallery: Callable[[], Gallery] | None = None
) -> Data:
    """The data set at a path: a folder or a caption file, a file of stories, pictures without any
    words, or (`GALLERY`) the studio's own books.  `split` takes only that split's pictures.

    Raises `BadInput` with a sentence where there is nothing to look at.
    """
    if where == GALLERY and gallery is not None:
        return _books(gallery())
    path = Path(where).expanduser()
    if not path.exists():
        raise BadInput(
            f"There is no folder or file {where}; name one with pictures and captions, a file of "
            f"stories, or “{GALLERY}” for the studio's own books."
        )
    try:
        stories = read_stories(path)
    except UnreadableCorpus as error:
        raise BadInput(str(error)) from error
    if stories and split is not None:
        told = tuple(story for story in stories.stories if story.split == split)
        stories = replace(stories, stories=told) if told else None
    try:
        return _captioned(path, split, stories)
    except BadInput:
        if stories:
            return _told(stories)
        alone = PictureFiles(path.resolve()).all() if path.is_dir() and split is None else ()
        if not alone:
            raise
    return Data(
        name=path.resolve().name,
        layout="pictures without captions",
        pictures=tuple(Pictured(name=name, image=path / name) for name in alone),
        notes=("There is no file with captions that can be read: only pictures are looked at.",),
    )


def _captioned(path: Path, split: str | None, stories: StoryFile | None) -> Data:
    folder = read_folder(path, split=split)
    if folder.format in LAYOUTS and stories:
        return _told(stories)
    return Data(
        name=folder.folder.resolve().name,
        layout=f"{folder.format}, {stories.layout}" if stories else folder.format,
        pictures=tuple(
            Pictured(name=one.name, image=one.image, captions=one.captions, split=one.split)
            for one in folder.pictures
        ),
        stories=stories.stories if stories else (),
        notes=(*folder.notes, *(stories.notes if stories else ())),
    )


def _told(file: StoryFile) -> Data:
    """Stories alone; pictures that they are told along have no captions of their own."""
    return Data(
        name=file.name, layout=file.layout, pictures=_pictures(file.stories),
        stories=file.stories, notes=file.notes,
    )  # fmt: skip


def _pictures(stories: Sequence[Told]) -> tuple[Pictured, ...]:
    """The pictures of stories, each once, with what is said of them on any page."""
    found: dict[str, Pictured] = {}
    for story in stories:
        for page in story.pages:
            if page.picture and page.image:
                one = found.get(page.picture) or Pictured(
                    name=page.picture, image=page.image, split=story.split
                )
                captions = dict.fromkeys((*one.captions, *page.captions))
                found[page.picture] = replace(one, captions=tuple(captions))
    return tuple(found.values())


def _books(gallery: Gallery) -> Data:
    """The studio's own books: the pictures that were brought, with their captions, and the pages
    with the pictures that were painted for them."""
    pictures: dict[str, Pictured] = {}
    stories = []
    for story_id in gallery.ids():
        told = gallery.told(story_id)
        if told is None:
            continue
        for segment in told.segments:
            if segment.brought:
                name = segment.brought.name
                one = pictures.get(name) or Pictured(name=name, image=segment.brought)
                said = dict.fromkeys((*one.captions, *filter(None, [segment.caption])))
                pictures[name] = replace(one, captions=tuple(said))
        pages = tuple(
            Page(
                text=segment.text,
                picture=segment.picture.name if segment.picture else None,
                image=segment.picture,
            )
            for segment in told.segments
            if segment.text
        )
        stories.append(Told(title=told.title, pages=pages))
    if not stories:
        raise BadInput("There is no book in the gallery yet; make one, then look again.")
    return Data(
        name="The studio's own books",
        layout="gallery",
        pictures=tuple(pictures.values()),
        stories=tuple(stories),
    )
