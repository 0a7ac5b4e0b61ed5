"""Stories told along pictures (SSID, VIST): pages in order, each with its picture and its text.

`corpora.folder` reads the same files as pictures with captions.
"""

from pathlib import Path
from typing import Final

from corpora.folder import PictureFiles
from corpora.recognise import recognise
from corpora.rows import Row, UnreadableCorpus
from corpora.told import Page, StoryFile, Told

PAGES: Final = 5
"""Pictures of a story in both data sets."""
LAYOUTS: Final = ("SSID", "VIST")


def stories_along(file: Path) -> StoryFile | None:
    """The stories of such a file whose pages all have their picture and words; None if it is
    another.  Raises `UnreadableCorpus` with one sentence where none can be used."""
    found = recognise(file)
    if found is None or found.format not in LAYOUTS:
        return None
    rows: dict[str, list[Row]] = {}
    for row in found.rows:
        rows.setdefault(str(row.story), []).append(row)
    names = PictureFiles(file.resolve().parent)
    left = {"missing": 0, "twice": 0, "silent": 0}
    stories = []
    for title, pages in rows.items():
        made = _story(title, pages, names, file.parent)
        if isinstance(made, str):
            left[made] += 1
        else:
            stories.append(made)
    other = sum(len(story.pages) != PAGES for story in stories)
    counts = (
        (left["missing"], "lacks|lack the picture of a page and is|are left out", "story"),
        (left["twice"], "has|have two pages at one place and is|are left out", "story"),
        (left["silent"], "has|have a page without words and is|are left out", "story"),
        (found.broken[0], "was|were not understood and left out", "annotation"),
        (other, f"has|have other than {PAGES} pictures", "story"),
    )
    notes = tuple(_said(count, words, noun) for count, words, noun in counts if count)
    if not stories:
        raise UnreadableCorpus(f"{file.name} holds no story that can be used: {' '.join(notes)}")
    return StoryFile(
        name=file.resolve().parent.name, layout=found.format, stories=tuple(stories), notes=notes
    )


def _story(title: str, rows: list[Row], names: PictureFiles, root: Path) -> Told | str:
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
        pages.append(Page(text=text, picture=place.path, image=root / place.path))
    return Told(title=title, pages=tuple(pages))


def _said(count: int, words: str, noun: str) -> str:
    """A sentence on so many; of each pair of verbs the fitting one."""
    one = count == 1
    many = noun if one else noun[:-1] + "ies" if noun.endswith("y") else f"{noun}s"
    chosen = " ".join(
        word.split("|")[0 if one else 1] if "|" in word else word for word in words.split()
    )
    return f"{count:,} {many} {chosen}."
