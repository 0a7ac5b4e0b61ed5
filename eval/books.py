"""Finds the books among builds: those in which everything from the story on was made anew.

A build of everything (no targets) is a book when every page's picture, narration and score, and
the story unless it was pasted, were made while it ran, for this story. Partial rebuilds and builds
that found their pieces ready are none. Looking at the pictures first is a build of its own; its
seconds belong to the book.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from core.text import count_words
from db.speed import DoneBuild, StoryFacts
from eval.book_cost import WRITTEN_WORDS, Book, Needs

PAGES: Final = ("illustrating", "narrating", "scoring")
SLEPT_S: Final = 30.0
"""A build in which more than this, and more than its work, passed without work was interrupted:
the computer slept or the studio was closed."""


class Made(NamedTuple):
    """A piece; names and order as `db.speed.PIECE`."""

    stage: str
    model: str | None
    device: str | None
    dtype: str | None
    load_s: float
    run_s: float
    units: float | None
    batch: int | None
    peak_mib: float | None
    created_at: float
    story_id: str | None
    slot: str | None
    machine: str | None = None


def find_books(
    pieces: Iterable[Sequence[Any]], builds: Sequence[DoneBuild], stories: Mapping[str, StoryFacts]
) -> tuple[list[Book], int]:
    """Books in the order in which they were finished, and how many were left out as interrupted.

    `pieces`: rows as `db.speed.PIECE`.
    """
    made: dict[str, list[Made]] = {}
    for row in pieces:
        piece = Made(*row)
        if piece.story_id is not None:
            made.setdefault(piece.story_id, []).append(piece)
    looks: dict[str, list[DoneBuild]] = {}
    books, interrupted = [], 0
    for build in builds:
        facts = stories.get(build.story_id)
        if build.targets is not None:
            if all(slot.startswith("caption/") for slot in build.targets):
                looks.setdefault(build.story_id, []).append(build)
            continue
        before = looks.pop(build.story_id, [])
        book = _book(build, before, facts, made.get(build.story_id, [])) if facts else None
        if book is not None and book.rest > max(SLEPT_S, book.seconds - book.rest):
            interrupted += 1
        elif book is not None:
            books.append(book)
    return books, interrupted


def _book(
    build: DoneBuild, looks: Sequence[DoneBuild], facts: StoryFacts, mine: Sequence[Made]
) -> Book | None:
    here = [piece for piece in mine if _during(piece, build)]
    counts = Counter(piece.stage for piece in here)
    written = facts.text is None
    whole = facts.pages > 0 and all(counts[stage] == facts.pages for stage in PAGES)
    # A page at a time; older books were written at once.
    if not whole or counts["writing"] not in ({1, facts.pages} if written else {0}):
        return None
    here += [
        piece
        for piece in mine
        if piece.stage == "captioning" and any(_during(piece, look) for look in looks)
    ]
    run: defaultdict[str, float] = defaultdict(float)
    loads: defaultdict[str, float] = defaultdict(float)
    models = {}
    for piece in here:
        run[piece.stage] += piece.run_s
        models[piece.stage] = (str(piece.model), str(piece.device), str(piece.dtype))
        if piece.load_s > 0:
            loads[str(piece.model)] += piece.load_s
    return Book(
        story_id=build.story_id,
        at=build.finished_at,
        seconds=sum(b.finished_at - b.started_at for b in (build, *looks)),
        needs=Needs(
            captions=sum(piece.stage == "captioning" for piece in here),
            pages=facts.pages,
            words=WRITTEN_WORDS if facts.text is None else count_words(facts.text),
            written=written,
            models=models,
            cold=frozenset(loads),
        ),
        run=dict(run),
        loads=dict(loads),
        mood=facts.mood,
        style=facts.style,
        preset=facts.preset,
        machine=next((p.machine for p in here if p.stage == "illustrating" and p.machine), ""),
    )


def _during(piece: Made, build: DoneBuild) -> bool:
    return build.started_at <= piece.created_at <= build.finished_at
