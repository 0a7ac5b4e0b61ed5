"""From what storage remembers to what people are shown; pure, no storage and no models."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.build import SlotState, sources_of
from core.plan import PIECES
from core.story import Book, Page, StoryRequest, WordTiming
from core.text import count_words
from db.artifacts import Standing
from db.builds import Build, Progress
from studio.views import BuildView, CaptionView, PieceView, SegmentView

STAGES: tuple[tuple[str, str], ...] = (
    ("Captions", "caption/"),
    ("Story", "story"),
    ("Pictures", "illustration/"),
    ("Narration", "narration/"),
    ("Scores", "score/"),
)
"""What progress is counted by: a label for people and the slots that belong to it."""


def piece(state: SlotState, standing: Standing | None, progress: Progress | None) -> PieceView:
    """One slot as it stands."""
    return PieceView(
        slot=state.step.slot,
        status=state.status,
        artifact=state.artifact,
        locked=state.choice.locked,
        edited=state.artifact is not None and state.artifact.maker == "person",
        take=state.choice.take,
        versions=standing.versions if standing else 0,
        message=progress.message if progress else None,
        fraction=progress.fraction if progress else None,
        partial=progress.partial if progress else None,
    )


def captions(
    request: StoryRequest, pieces: Mapping[str, PieceView], familiar_above: float
) -> tuple[CaptionView, ...]:
    """The pictures with their captions."""
    views = []
    for i, picture in enumerate(request.pictures):
        view = pieces[f"caption/{i}"]
        confidence = None
        if view.artifact and not view.edited:
            confidence = float(view.artifact.data.get("confidence", 0.0))
        views.append(
            CaptionView(
                index=i,
                picture=picture.sha256,
                name=picture.name,
                piece=view,
                confidence=confidence,
                familiar=confidence is None or confidence >= familiar_above,
            )
        )
    return tuple(views)


def segments(count: int, pieces: Mapping[str, PieceView]) -> tuple[SegmentView, ...]:
    """The pages of the book."""
    views = []
    for i in range(count):
        parts = {name: pieces[f"{name}/{i}"] for name in PIECES}
        score = parts["score"].artifact
        views.append(
            SegmentView(
                index=i,
                text=parts["segment"],
                prompt=parts["prompt"],
                illustration=parts["illustration"],
                narration=parts["narration"],
                word_timings=timings(parts["narration"]),
                score=score.data.get("score") if score else None,
            )
        )
    return tuple(views)


def timings(narration: PieceView) -> tuple[WordTiming, ...]:
    """The word timings of a narration."""
    if narration.artifact is None:
        return ()
    return tuple(WordTiming(**word) for word in narration.artifact.data.get("words", ()))


def progress_of(build: Build | None, states: Mapping[str, SlotState]) -> BuildView | None:
    """The latest build, with what is done of each stage."""
    if build is None:
        return None
    wanted = set(states) if build.targets is None else sources_of(states, build.targets)
    stages = []
    for label, prefix in STAGES:
        slots = [states[slot] for slot in states if slot in wanted and slot.startswith(prefix)]
        if slots:
            done = sum(state.status == "fresh" for state in slots)
            stages.append((label, done, len(slots)))
    return BuildView(
        id=build.id,
        status=build.status,
        message=build.message or "",
        error=build.error,
        stages=tuple(stages),
        started_at=build.started_at,
        seconds=build.seconds,
    )


def word_count(pages: Sequence[SegmentView]) -> int:
    """Words of the story as it is read (the title is not counted)."""
    return sum(count_words(page.text.text or "") for page in pages)


def book(
    story_id: str,
    title: str,
    request: StoryRequest,
    caption_views: Sequence[CaptionView],
    story: PieceView,
    segment_views: Sequence[SegmentView],
    caption_of: Sequence[int],
    details: Mapping[str, Any],
) -> Book:
    """The story as it is exported."""
    pages, rows = [], []
    for view in segment_views:
        caption = caption_views[caption_of[view.index]].piece.text if caption_views else None
        pages.append(
            Page(
                index=view.index,
                text=view.text.text or "",
                caption=caption,
                prompt=view.prompt.text,
                illustration=view.illustration.media,
                narration=view.narration.media,
                word_timings=view.word_timings,
            )
        )
    pieces: list[tuple[int | None, PieceView]] = [(None, story)]
    pieces[:0] = [(None, caption.piece) for caption in caption_views]
    for view in segment_views:
        pieces += [(view.index, p) for p in (view.text, view.illustration, view.narration)]
    for segment, part in pieces:
        artifact = part.artifact
        if artifact is None or artifact.maker != "model":
            continue
        rows.append(
            {
                "stage": artifact.stage,
                "segment": segment,
                "model": artifact.model_id,
                "device": artifact.device,
                "dtype": artifact.dtype,
                "load_s": artifact.load_s,
                "run_s": artifact.run_s,
                "queued_s": artifact.queued_s,
            }
        )
    return Book(
        story_id=story_id,
        title=title,
        request=request,
        pages=tuple(pages),
        details={**details, "timings": rows, "word_count": word_count(segment_views)},
    )


def notes(
    caption_views: Sequence[CaptionView], story: PieceView, pieces: Mapping[str, PieceView]
) -> tuple[str, ...]:
    """What the reader should know about how this book came to be."""
    made = (piece.artifact for piece in pieces.values() if piece.artifact)
    short = (str(artifact.data.get("memory", "")) for artifact in made)
    found = list(dict.fromkeys(filter(None, short)))
    strange = [view.index + 1 for view in caption_views if not view.familiar]
    if strange:
        which = "Picture " if len(strange) == 1 else "Pictures "
        numbers = ", ".join(str(n) for n in strange)
        found.append(
            f"{which}{numbers} did not look like the drawings that these models know; "
            "read the caption and edit it where it is wrong."
        )
    repairs = story.artifact.data.get("repairs", ()) if story.artifact else ()
    if any("sentence" in repair for repair in repairs):
        found.append(
            "The writer left something out; a sentence from the caption was added to the story."
        )
    return tuple(found)
