"""What people say about a book: who made it, for whom, its cover, and how it is printed.

Kept as versions made by a person in slots of their own ("about", "printing"), so a book's history
has them; nothing is built from them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from core.ages import AGES, USUAL_AGE
from core.build import Artifact, edited
from core.errors import BadInput
from core.export.book import About, Print
from core.story import Picture, StoryRequest
from core.text import clean
from db.artifacts import SqlArtifactStore
from studio.graphs import Graphs
from studio.uploads import Uploads

ABOUT: Final = "about"
PRINTING: Final = "printing"
LIMITS: Final = {"author": 120, "illustrator": 120, "dedication": 400, "age": 20}
"""The most characters of each line."""
_NAMES: Final = {
    "author": "The author's name",
    "illustrator": "The illustrator's name",
    "dedication": "The dedication",
    "age": "The age",
}


@dataclass(frozen=True, kw_only=True)
class Said:
    """What stands now.  `cover` is the SHA-256 of a person's own picture, else page `cover_page`
    (`SegmentView.index`) gives its picture; `versions` counts what was ever said."""

    about: About = field(default_factory=About)
    cover: str | None = None
    cover_page: int = 0
    printing: Print = field(default_factory=Print)
    versions: int = 0


class AboutBook:
    """The use cases of cover, title page and print."""

    def __init__(self, graphs: Graphs, store: SqlArtifactStore, uploads: Uploads) -> None:
        self._graphs = graphs
        self._store = store
        self._uploads = uploads

    def of(self, story_id: str) -> Said:
        """What people said; before anybody did, the reading age that was asked for."""
        places = self._store.artifacts_for(story_id, (ABOUT, PRINTING))
        data = {slot: place.artifact.data for slot, place in places.items() if place.artifact}
        printing = _printing(data.get(PRINTING, {}))
        versions = places[ABOUT].versions if ABOUT in places else 0
        if ABOUT not in data:
            request = self._graphs.request(story_id)
            return Said(about=About(age=_age(request)), printing=printing, versions=versions)
        said = data[ABOUT]
        return Said(
            about=About.from_json(said),
            cover=said.get("own"),
            cover_page=int(said.get("cover_page", 0)),
            printing=printing,
            versions=versions,
        )

    def write(
        self,
        story_id: str,
        about: About,
        *,
        cover: Picture | str | None = None,
        cover_page: int = 0,
    ) -> None:
        """Let this stand.  `cover`: an own picture that was brought now, or the SHA-256 of the one
        that stands; without, the picture of page `cover_page` (from 0)."""
        about = _checked(about)
        if self._graphs.pages(story_id).place(cover_page) is None:
            raise BadInput(f"This book has no page {cover_page + 1}.")
        if isinstance(cover, Picture):
            self._uploads.use([cover])
            cover = cover.sha256
        said = {**about.to_json(), "cover_page": cover_page, **({"own": cover} if cover else {})}
        self._stand(story_id, ABOUT, said)

    def undo(self, story_id: str) -> bool:
        """Back to what was said before; False when nothing was."""
        store = self._store
        now = store.choices(story_id).get(ABOUT)
        if now is None or now.key is None:
            return False
        keys = [version.artifact.key for version in store.history(story_id, ABOUT)]
        before = keys.index(now.key) + 1
        if before < len(keys):
            store.choose(story_id, ABOUT, keys[before], 0)
        else:
            store.let_go(story_id, ABOUT)
        return True

    def print_as(self, story_id: str, how: Print) -> None:
        """Print this book so from now on."""
        if how != self.of(story_id).printing:
            self._stand(story_id, PRINTING, how.to_json())

    def _stand(self, story_id: str, slot: str, data: Mapping[str, Any]) -> None:
        store = self._store
        now = store.choices(story_id).get(slot)
        before = self._artifact(now.key if now else None)
        if before is not None and before.data == data:
            return
        key = before.key if before else None
        store.put_edit(story_id, slot, edited(stage=slot, text="", before=key, data=data))

    def _artifact(self, key: str | None) -> Artifact | None:
        return self._store.artifact(key) if key else None


def _checked(about: About) -> About:
    """The same, tidied; `BadInput` names what is too long."""
    said = {name: _tidy(value) for name, value in about.to_json().items()}
    for name, value in said.items():
        if len(value) > LIMITS[name]:
            raise BadInput(
                f"{_NAMES[name]} is too long: {len(value)} characters; use at most {LIMITS[name]}."
            )
    one_line = {name: " ".join(said[name].split()) for name in said if name != "dedication"}
    return replace(about, **{**said, **one_line})


def _tidy(text: str) -> str:
    return "\n".join(line.strip() for line in clean(text).strip().split("\n"))


def _age(request: StoryRequest) -> str:
    """For whom a story was asked to be, where somebody chose that."""
    chosen = request.text is None and request.age != USUAL_AGE and request.age in AGES
    return AGES[request.age].label if chosen else ""


def _printing(data: Mapping[str, Any]) -> Print:
    try:
        return Print.from_json(data)
    except BadInput:  # A later edition of the studio knew another layout.
        return Print()
