"""What readers preferred, and what the studio therefore begins with.

Votes on *Compare* and stars compare styles, lengths and writers.  Where there are enough of them,
a new book begins with the strongest (Bradley–Terry, `eval.preference`), if the share of its
comparisons that it won lies above a half beyond chance (Wilson's interval); with a writer by way of
a preset that has it.  A person chooses freely, and can switch all of it off.
"""

import json
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from core.story import LENGTHS, STYLES, USUAL_LENGTH
from db.ratings import Ratings
from db.stories import Stories
from eval.intervals import share_interval
from eval.preference import Vote, bradley_terry
from studio.preferring import PRIOR, Preferring
from studio.presets import Presets

LEAST: Final = 20
"""So many comparisons between different values are needed."""
_MOST_BOOKS: Final = 300
"""So many of the books that were rated last are looked at."""
_FRESH_S: Final = 30.0
"""What was learnt is looked up again after so long."""
_STYLE, _LENGTH, _WRITER = "style", "length", "writer"
_WORDS: Final = {
    _STYLE: ("styles", "votes on *Compare*, or stars for books of different styles"),
    _LENGTH: ("lengths", "stars for books of different lengths"),
    _WRITER: ("writers", "votes on *Compare* between texts of different writers"),
}


@dataclass(frozen=True, kw_only=True)
class Learnt:
    """What a new book begins with in one respect: `value` (an id; a writer's is a model's), whether
    readers chose it (`learnt`), the number of comparisons `n`, how many are `missing`, and `why` in
    a sentence."""

    value: str
    learnt: bool
    n: int
    missing: int
    why: str


class Learned:
    """The defaults; `file` keeps whether they may follow what readers preferred."""

    def __init__(
        self,
        preferring: Preferring,
        ratings: Ratings,
        stories: Stories,
        presets: Presets,
        file: Path,
    ) -> None:
        self._preferring = preferring
        self._presets = presets
        self._ratings = ratings
        self._stories = stories
        self._file = file
        self._known: tuple[float, dict[str, Learnt]] | None = None

    @property
    def on(self) -> bool:
        """Whether new books begin with what readers preferred."""
        try:
            return bool(json.loads(self._file.read_text("utf-8"))["follow"])
        except (OSError, ValueError, KeyError, TypeError):
            return True

    def switch(self, on: bool) -> None:
        """Follow what readers preferred, or not."""
        self._file.write_text(json.dumps({"follow": on}), encoding="utf-8")
        self._known = None

    def style(self) -> Learnt:
        """The style that a new book begins with."""
        return self._all()[_STYLE]

    def length(self) -> Learnt:
        """The length that a new book begins with."""
        return self._all()[_LENGTH]

    def writer(self) -> Learnt:
        """Whose texts readers preferred; "" where nobody's."""
        return self._all()[_WRITER]

    def preset(self) -> Learnt:
        """The preset that a new book begins with: of those that can be used here and have the
        writer that readers preferred, the one most like the usual one."""
        writer, usual = self.writer(), self._presets.usual
        views = {view.id: view for view in self._presets.views()} if writer.learnt else {}
        wanted = writer.value.split(" @ ")[0]
        if usual not in views or views[usual].models.get(_WRITER) == wanted:
            return replace(writer, value=usual)
        known = views[usual].models.items()
        able = [v for v in views.values() if v.ready and v.models.get(_WRITER) == wanted]
        if not able:
            why = f"{writer.why} No preset that can be used here has it."
            return replace(writer, value=usual, learnt=False, why=why)
        best = max(able, key=lambda v: sum(v.models.get(role) == model for role, model in known))
        return replace(writer, value=best.id, why=f"{writer.why} “{best.label}” has it.")

    def _all(self) -> dict[str, Learnt]:
        now = time.monotonic()
        if self._known is None or now - self._known[0] > _FRESH_S:
            styles = {style.label: style.id for style in STYLES.values()}
            books = self._books()
            looked = (
                self._votes("style", "illustration", styles) + _stars(books, lambda b: b.style),
                _stars(books, lambda b: b.length),
                self._votes("model", "segment"),
            )
            usual = (next(iter(STYLES)), USUAL_LENGTH, "")
            names: tuple[Mapping[str, str], ...] = (
                {style.id: style.label for style in STYLES.values()},
                {length: length for length in LENGTHS},
                {},
            )
            found = {
                aspect: _learnt(aspect, votes, value, known, on=self.on)
                for aspect, votes, value, known in zip(_WORDS, looked, usual, names, strict=True)
            }
            self._known = (now, found)
        return self._known[1]

    def _votes(self, by: str, kind: str, ids: dict[str, str] | None = None) -> list[Vote]:
        votes = self._preferring.named_votes(by, kind=kind)
        return [
            Vote(
                left=(ids or {}).get(vote.left, vote.left),
                right=(ids or {}).get(vote.right, vote.right),
                outcome=vote.outcome,
                voter=vote.voter,
                book=vote.book,
            )
            for vote in votes
            if vote.left != vote.right and (ids is None or {vote.left, vote.right} <= set(ids))
        ]

    def _books(self) -> list["_Rated"]:
        """The books that last got stars, oldest first."""
        rows = [
            row
            for row in self._ratings.rows()
            if row["segment"] is None and row["stars"] is not None
        ]
        found = []
        for row in reversed(rows[:_MOST_BOOKS]):
            story = self._stories.get(row["story_id"])
            if story is None:
                continue
            length = "" if story.request.text else story.request.length
            found.append(
                _Rated(
                    id=story.id, person=row["person"], stars=int(row["stars"]),
                    style=story.request.style, length=length,
                )
            )  # fmt: skip
        return found


@dataclass(frozen=True, kw_only=True)
class _Rated:
    """A book that a person gave stars to; a pasted text has no length of its own."""

    id: str
    person: str
    stars: int
    style: str
    length: str


def _stars(books: list[_Rated], value: Callable[[_Rated], str]) -> list[Vote]:
    """Each book against the one that the same person rated before it, where they differ: as many
    comparisons as books, and not as many as pairs of them."""
    before: dict[str, _Rated] = {}
    votes: dict[str, list[Vote]] = defaultdict(list)
    for book in books:
        other = before.get(book.person)
        if other and value(other) and value(book) and value(other) != value(book):
            won = "tie" if book.stars == other.stars else "left"
            first, second = (book, other) if book.stars >= other.stars else (other, book)
            votes[book.person].append(
                Vote(left=value(first), right=value(second), outcome=won, voter=book.person,
                     book=book.id)
            )  # fmt: skip
        before[book.person] = book
    return [vote for person in votes for vote in votes[person]]


def _learnt(
    aspect: str, votes: list[Vote], usual: str, names: Mapping[str, str], *, on: bool
) -> Learnt:
    what, how = _WORDS[aspect]
    n, missing = len(votes), max(0, LEAST - len(votes))

    def is_(value: str, *, learnt: bool, why: str) -> Learnt:
        return Learnt(value=value, learnt=learnt, n=n, missing=missing, why=why)

    if not on:
        return is_(usual, learnt=False, why="What readers preferred is not heeded.")
    if missing:
        more = f"{missing} more comparison{'s' if missing > 1 else ''} of {what} ({how})"
        return is_(
            usual, learnt=False,
            why=f"What readers prefer is heeded after {more}; there are {n} so far.",
        )  # fmt: skip
    best = _strongest(votes)
    won = sum(best == {"left": v.left, "right": v.right}.get(v.outcome) for v in votes)
    decided = [v for v in votes if v.outcome != "tie" and best in (v.left, v.right)]
    low = share_interval(won, len(decided)).low if decided else None
    if low is None or low <= 0.5:
        return is_(usual, learnt=False, why=f"In {n} comparisons of {what} none clearly wins.")
    name = names.get(best, best)
    return is_(
        best, learnt=True,
        why=f"{name} is what readers prefer: it won {won} of {len(decided)} comparisons with other "
        f"{what}.",
    )  # fmt: skip


def _strongest(votes: list[Vote]) -> str:
    """Who is strongest (Bradley–Terry, with a prior that leaves nobody without a limit); where some
    were never compared, of those with most comparisons."""
    players = bradley_terry(votes, prior=PRIOR, samples=1).players
    met: Counter[int] = Counter()
    for player in players:
        met[player.component] += player.n
    group = met.most_common(1)[0][0]
    return next(player.name for player in players if player.component == group)
