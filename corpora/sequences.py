"""Stories told along pictures (SSID, VIST): each page a picture file and its text, in order.

No picture is opened. `corpora.folder` reads the same files as pictures with captions.
"""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from corpora.folder import PictureFiles, caption_file
from corpora.rows import Row, UnreadableCorpus

PAGES: Final = 5
"""Pictures of a story in both data sets."""


@dataclass(frozen=True, kw_only=True)
class StoryPage:
    """A page: `name` is the picture's path inside the folder, `image` the file."""

    name: str
    image: Path
    text: str


@dataclass(frozen=True, kw_only=True)
class PictureStory:
    """A story and its pages in order."""

    id: str
    pages: tuple[StoryPage, ...]


@dataclass(frozen=True, kw_only=True)
class Sequences:
    """The usable stories in the file's order, and what was left out.

    `missing`: stories that lack the picture of a page; `twice`: those with two pages at one place;
    `silent`: those with a page without words; `broken`: annotations that were not understood;
    `lengths`: how many stories have how many pages.
    """

    folder: Path
    file: Path
    format: str
    stories: tuple[PictureStory, ...] = field(repr=False)
    missing: int = 0
    twice: int = 0
    silent: int = 0
    broken: int = 0

    @property
    def lengths(self) -> dict[int, int]:
        return dict(sorted(Counter(len(story.pages) for story in self.stories).items()))

    @property
    def notes(self) -> tuple[str, ...]:
        """One sentence for each thing that a person should know of this data set."""
        counts = (
            (self.missing, "lacks|lack the picture of a page and is|are left out", "story"),
            (self.twice, "has|have two pages at one place and is|are left out", "story"),
            (self.silent, "has|have a page without words and is|are left out", "story"),
            (self.broken, "was|were not understood and left out", "annotation"),
        )
        said = [_said(count, words, noun) for count, words, noun in counts if count]
        other = sum(count for pages, count in self.lengths.items() if pages != PAGES)
        if other:
            said.append(_said(other, f"has|have other than {PAGES} pictures", "story"))
        return tuple(said)


def read_sequences(given: Path) -> Sequences:
    """Read a story file, or the folder that holds one and its pictures.

    Raises `UnreadableCorpus` with one sentence when there is nothing to use.
    """
    given = Path(given).expanduser()
    root = given.parent if given.is_file() else given
    if not root.is_dir():
        raise UnreadableCorpus(f"There is no folder {given}; name one with SSID's or VIST's JSON.")
    file, _ = caption_file(given, root)
    stories: dict[str, list[Row]] = {}
    for row in file.rows:
        if row.story is not None:
            stories.setdefault(row.story, []).append(row)
    if not stories:
        raise UnreadableCorpus(
            f"{file.path.name} in {root} holds captions ({file.format}) but no stories; SSID's and "
            "VIST's JSON do."
        )
    names = PictureFiles(root.resolve())
    left = {"missing": 0, "twice": 0, "silent": 0}
    found = []
    for key, rows in stories.items():
        made = _story(key, rows, names, root)
        if isinstance(made, str):
            left[made] += 1
        else:
            found.append(made)
    read = Sequences(
        folder=root, file=file.path, format=file.format, stories=tuple(found),
        broken=file.broken[0], **left,
    )  # fmt: skip
    if not found:
        raise UnreadableCorpus(
            f"{file.path.name} in {root} holds no story that can be used: {' '.join(read.notes)}"
        )
    return read


def _story(key: str, rows: list[Row], names: PictureFiles, root: Path) -> PictureStory | str:
    """The story, or why it is left out."""
    if len({row.order for row in rows}) < len(rows):
        return "twice"
    pages = []
    for row in sorted(rows, key=lambda row: row.order or 0):
        place = names.find(row.picture)
        if place.path is None:
            return "missing"
        text = " ".join(row.caption.split())
        if not any(c.isalnum() for c in text):
            return "silent"
        pages.append(StoryPage(name=place.path, image=root / place.path, text=text))
    return PictureStory(id=key, pages=tuple(pages))


def _said(count: int, words: str, noun: str) -> str:
    """ "1 story lacks …", "2 stories lack …": of each pair of verbs the fitting one."""
    one = count == 1
    many = noun if one else noun[:-1] + "ies" if noun.endswith("y") else f"{noun}s"
    chosen = " ".join(
        word.split("|")[0 if one else 1] if "|" in word else word for word in words.split()
    )
    return f"{count:,} {many} {chosen}."
