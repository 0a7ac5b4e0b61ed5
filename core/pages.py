"""The pages of a book as it lies on the table: which there are, in which order, what is on them.

A page has a number of its own that never changes; it names the page's slots ("segment/3"), while
its place is where it stands in the arrangement.  So a page that is moved takes everything along,
and nothing is built again.  The pages that a request plans are 0, 1, 2 …; those that a person adds
get the numbers after them, and no number is used twice.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from core.build import Artifact
from core.story import StoryRequest

SLOT: Final = "pages"
"""Where a book's arrangement stands, as versions made by a person; nothing is built from it."""
MOST_PAGES: Final = 50
ADDED: Final = "adding"
"""The stage of words that stand on an added page: people write them, no model does."""


@dataclass(frozen=True, kw_only=True)
class Leaf:
    """A page in its place.

    `words` and `picture`: whether it has them; what was made for it before is put aside, not
    erased.  `shows`: the planned page whose caption and brought picture are its, too; None for a
    page that was added.  `like`: for each kind of piece of a copy ("illustration") the page that it
    was copied from and the take that stood there; up to that take it has the seeds of that page.
    """

    page: int
    words: bool = True
    picture: bool = True
    shows: int | None = None
    like: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    def seeds_of(self, kind: str, take: int) -> int:
        """The page whose seeds a piece of this kind has."""
        page, upto = self.like.get(kind, (self.page, -1))
        return page if take <= upto else self.page

    def tells(self, request: StoryRequest) -> int | None:
        """Index of the brought picture that the page tells, where there is one."""
        if self.shows is None or not request.pictures:
            return None
        return picture_of(self.shows, request.segment_count, len(request.pictures))


@dataclass(frozen=True, kw_only=True)
class Arrangement:
    """A book's pages in reading order; `following` is the number that the next new page gets."""

    leaves: tuple[Leaf, ...]
    following: int

    def place(self, page: int) -> int | None:
        """Where a page stands (from 0); None if it is not in the book."""
        return next((i for i, leaf in enumerate(self.leaves) if leaf.page == page), None)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON, the inverse of `from_json`."""
        return {"leaves": [asdict(leaf) for leaf in self.leaves], "following": self.following}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Arrangement":
        """Rebuild what `to_json` wrote."""
        leaves = []
        for said in data["leaves"]:
            like = {kind: (int(page), int(take)) for kind, (page, take) in said["like"].items()}
            leaves.append(Leaf(**{**said, "like": like}))
        return cls(leaves=tuple(leaves), following=int(data["following"]))


def picture_of(segment: int, segments: int, pictures: int) -> int:
    """Index of the picture that a planned page tells; every picture is told, in order."""
    return segment * pictures // segments


def as_planned(request: StoryRequest) -> Arrangement:
    """The pages as they were asked for."""
    count = request.segment_count
    return Arrangement(leaves=tuple(Leaf(page=i, shows=i) for i in range(count)), following=count)


def arranged(request: StoryRequest, standing: Artifact | None) -> Arrangement:
    """The pages as they are now; `standing`: what stands in the slot "pages"."""
    return as_planned(request) if standing is None else Arrangement.from_json(standing.data)


def page_of(slot: str) -> int | None:
    """The page that a slot belongs to; None for those of the whole book, and for captions."""
    kind, _, number = slot.partition("/")
    return int(number) if number.isdigit() and kind != "caption" else None
