"""From what storage remembers to what people are shown; pure, no storage and no models."""

from collections.abc import Container, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from core.build import Artifact, SlotState, sources_of
from core.pages import Arrangement, Leaf, page_of
from core.plan import PIECES
from core.stages.plots import outline_of
from core.story import StoryRequest, WordTiming
from core.text import count_words
from core.vectors import unpacked
from db.artifacts import Standing
from db.builds import Build, Progress
from eval.measures.pairs import Fit, fits
from studio.views import BuildView, CaptionView, PieceView, SegmentView

STAGES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Captions", ("caption/",)),
    ("Story", ("story", "outline", "segment/")),
    ("Pictures", ("illustration/",)),
    ("Narration", ("narration/",)),
    ("Music", ("music/",)),
    ("Scores", ("score/", "told/")),
)
"""What progress is counted by: a label for people and the slots that belong to it."""
ASIDE: Final = ("told/", "draft/")
"""Slots that a book is finished without: older books lack them, or nobody has taken them yet."""
EVEN: Final = 0.5
"""Below this chance of being right a calibrated captioner only guesses, unless its entry says."""
WILD: Final = 0.3
"""Below this chance a guess is not worth showing as a caption."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What a captioner's catalogue entry says of its confidence; None: nothing."""

    familiar_above: float = 0.0
    unsure_below: float | None = None

    def familiar(self, confidence: float | None) -> bool:
        """Whether the captioner knows such pictures."""
        return confidence is None or confidence >= self.familiar_above

    def unsure(self, confidence: float | None, *, calibrated: bool) -> bool:
        """Whether the caption is a guess that a person ought to look at."""
        limit = self.unsure_below
        if limit is None:
            limit = EVEN if calibrated else 0.0
        return confidence is not None and (confidence < limit or not self.familiar(confidence))

    def wild(self, confidence: float | None, *, calibrated: bool) -> bool:
        """Whether it is a guess that had better not stand there: of the calibrated ones, those
        that are most likely wrong; where no chance is known, all."""
        if not self.unsure(confidence, calibrated=calibrated):
            return False
        known = calibrated and self.familiar(confidence)
        return not (known and confidence is not None and confidence >= WILD)


def piece(state: SlotState, standing: Standing | None, progress: Progress | None) -> PieceView:
    """One slot as it stands."""
    return PieceView(
        slot=state.step.slot,
        status=state.status,
        artifact=state.artifact,
        locked=state.choice.locked,
        edited=state.artifact is not None and state.artifact.by_hand,
        take=state.choice.take,
        versions=standing.versions if standing else 0,
        lost=standing.lost if standing else False,
        message=progress.message if progress else None,
        fraction=progress.fraction if progress else None,
        partial=progress.partial if progress else None,
    )


def captions(
    request: StoryRequest,
    pieces: Mapping[str, PieceView],
    limits: Limits,
    before: Mapping[str, Artifact] = {},
) -> tuple[CaptionView, ...]:
    """The pictures with their captions; `before`: what the captioner said, where a person's words
    stand now."""
    views = []
    for i, picture in enumerate(request.pictures):
        view = pieces[f"caption/{i}"]
        confidence, calibrated = None, False
        others = tuple(_others(view, before.get(view.slot)))
        if view.artifact and not view.settled:
            confidence = float(view.artifact.data.get("confidence", 0.0))
            calibrated = bool(view.artifact.data.get("calibrated"))
        unsure = limits.unsure(confidence, calibrated=calibrated)
        if unsure and view.text:
            others = (view.text, *others)
        views.append(
            CaptionView(
                index=i,
                picture=picture.sha256,
                name=picture.name,
                piece=view,
                confidence=confidence,
                familiar=limits.familiar(confidence),
                unsure=unsure,
                wild=limits.wild(confidence, calibrated=calibrated),
                calibrated=calibrated,
                candidates=others,
            )
        )
    return tuple(views)


def _others(caption: PieceView, before: Artifact | None) -> list[str]:
    said = before or caption.artifact
    found = (said.text, *said.data.get("candidates", ())) if said else ()
    return [text for text in found if isinstance(text, str) and text and text != caption.text]


def segments(
    request: StoryRequest,
    pieces: Mapping[str, PieceView],
    wishes: Mapping[str, str],
    pages: Arrangement,
) -> tuple[SegmentView, ...]:
    """The pages of the book as they are read; `wishes` of them by slot ("wish/i")."""
    numbers = [leaf.page for leaf in pages.leaves]
    score_fits = _fits(_there(pieces, "score", numbers))
    told_fits = _fits(_there(pieces, "told", numbers))
    count = request.segment_count
    outline = pieces["outline"].artifact if "outline" in pieces else None
    beats = outline_of(outline, count).beats
    views = []
    for place, leaf in enumerate(pages.leaves):
        i = leaf.page
        parts = {name: _piece_on(leaf, name, pieces) for name in PIECES}
        score = parts["score"].artifact
        told = pieces[f"told/{i}"].artifact if f"told/{i}" in pieces else None
        views.append(
            SegmentView(
                index=i,
                number=place + 1,
                text=parts["segment"],
                prompt=parts["prompt"],
                illustration=parts["illustration"],
                narration=parts["narration"],
                word_timings=timings(parts["narration"]),
                score=score.data.get("score") if score else None,
                caption=leaf.tells(request),
                told=told.data.get("score") if told else None,
                score_fit=score_fits.get(f"score/{i}"),
                told_fit=told_fits.get(f"told/{i}"),
                beat=beats[i] if i < len(beats) else None,
                wish=wishes.get(f"wish/{i}"),
                draft=pieces.get(f"draft/{i}"),
                music=pieces.get(f"music/{i}"),
                worded=leaf.words,
                pictured=leaf.picture,
                added=i >= count,
            )
        )
    return tuple(views)


def unneeded(pages: Sequence[SegmentView]) -> set[str]:
    """What nobody waits for: what a picture would show of a page that has a person's picture and no
    words."""
    silent = [page for page in pages if not page.worded and page.illustration.settled]
    return {f"{kind}/{page.index}" for page in silent for kind in ("prompt", "guide")}


def unscored(standing: Mapping[str, Artifact | None]) -> set[str]:
    """Scores that nobody waits for: of pictures that came in a book's file. `standing`: by slot."""
    kind = "illustration/"
    return {
        f"score/{slot.removeprefix(kind)}"
        for slot, artifact in standing.items()
        if slot.startswith(kind) and artifact is not None and not _made_here(artifact)
    }


def _made_here(artifact: Artifact) -> bool:
    return artifact.maker != "person" or "brought" not in artifact.data


def _there(pieces: Mapping[str, PieceView], kind: str, pages: Sequence[int]) -> list[PieceView]:
    return [pieces[f"{kind}/{i}"] for i in pages if f"{kind}/{i}" in pieces]


def _piece_on(leaf: Leaf, kind: str, pieces: Mapping[str, PieceView]) -> PieceView:
    """A piece of a page; one that the page goes without is nothing that is missing."""
    slot = f"{kind}/{leaf.page}"
    shown = leaf.words if kind in ("segment", "narration") else leaf.picture
    if shown and slot in pieces:
        return pieces[slot]
    return PieceView(slot=slot, status="fresh")


def _fits(pieces: Sequence[PieceView]) -> dict[str, Fit]:
    """How each page's picture fits its words beside those of the book's other pages, by slot; pages
    of the same uploaded picture are no wrong pairs of each other."""
    slots: list[str] = []
    pictures, texts, groups = [], [], list[Hashable]()
    scorer = None
    for view in pieces:
        artifact = view.artifact
        if artifact is None or view.status != "fresh":
            continue
        made_by = (artifact.model_id, artifact.model_revision)
        picture, text = (unpacked(artifact.data.get(name)) for name in ("picture", "text"))
        if picture is None or text is None or scorer not in (None, made_by):
            continue
        scorer = made_by
        slots.append(view.slot)
        pictures.append(picture)
        texts.append(text)
        groups.append(artifact.data.get("source") or view.slot)
    if len(slots) < 2:
        return {}
    found = fits(np.stack(pictures), np.stack(texts), groups)
    return {slot: fit for slot, fit in zip(slots, found, strict=True) if fit}


def timings(narration: PieceView) -> tuple[WordTiming, ...]:
    """The word timings of a narration."""
    if narration.artifact is None:
        return ()
    return tuple(WordTiming(**word) for word in narration.artifact.data.get("words", ()))


def progress_of(build: Build | None, states: Mapping[str, SlotState]) -> BuildView | None:
    """The latest build, with what is done of each stage."""
    if build is None:
        return None
    there = None if build.targets is None else [slot for slot in build.targets if slot in states]
    wanted = set(states) if there is None else sources_of(states, there)
    stages = []
    for label, prefixes in STAGES:
        slots = [states[slot] for slot in states if slot in wanted and slot.startswith(prefixes)]
        if slots:
            done = sum(state.status == "fresh" for state in slots)
            stages.append((label, done, len(slots)))
    return BuildView(**vars(build), stages=tuple(stages))


def word_count(pages: Sequence[SegmentView]) -> int:
    """Words of the story as it is read (the title is not counted)."""
    return sum(count_words(page.text.text or "") for page in pages)


GONE: Final = {
    "captioning": "captions",
    "outlining": "plot",
    "writing": "words",
    "rewriting": "words",
    "illustrating": "pictures",
    "prompting": "pictures",
    "narrating": "narrations",
    "composing": "music",
    "scoring": "scores",
}
"""What models make, by stage, in the words of a note."""
TEXTS: Final = ("outlining", "writing", "rewriting")
"""Stages that note what they did about the text."""


def notes(
    caption_views: Sequence[CaptionView],
    pieces: Mapping[str, PieceView],
    *,
    known: Container[str],
    places: Mapping[int, int] = {},
) -> tuple[str, ...]:
    """What the reader should know about how this book came to be; `known` models are there,
    `places`: the numbers that pages have now, by those of their slots."""
    made = [piece.artifact for piece in pieces.values() if piece.artifact]
    short = (str(artifact.data.get("memory", "")) for artifact in made)
    found = list(dict.fromkeys(filter(None, short)))
    gone = {a.model_id: a.stage for a in made if a.model_id and a.model_id not in known}
    if gone:
        what = " and ".join(sorted({GONE.get(stage, "parts") for stage in gone.values()}))
        found.append(
            f"The {what} of this book were made by models that the studio no longer has. They stay "
            "as they are; Rebuild makes them anew with the models of today."
        )
    if unsure := [str(view.index + 1) for view in caption_views if view.unsure]:
        which = " and ".join(filter(None, (", ".join(unsure[:-1]), unsure[-1])))
        found.append(
            f"The captioner was unsure what picture {which} shows; read its caption and correct it."
            if len(unsure) == 1
            else f"The captioner was unsure what pictures {which} show; read their captions and"
            " correct them."
        )
    if any(artifact.stage == "imagining" for artifact in made):
        found.append("What the pictures of this book show was made up by the studio.")
    if foreign := _unread(pieces, places):
        found.append(
            f"The illustrator reads English only, and {foreign} a place alone: “Change what is in "
            "the picture” takes a sentence in English about one."
        )
    texts = [
        (slot, piece.artifact)
        for slot, piece in pieces.items()
        if piece.artifact and piece.artifact.stage in TEXTS and not slot.startswith(ASIDE)
    ]
    if said := [
        _numbered(str(note), slot, places)
        for slot, artifact in texts
        for note in artifact.data.get("notes", ())
    ]:
        found.append(f"About the text: {'; '.join(said)}.")
    return tuple(found)


def _unread(pieces: Mapping[str, PieceView], places: Mapping[int, int]) -> str:
    """Whose words nobody could draw, and no caption says what they show; "" for none."""
    if "caption/0" in pieces:
        return ""
    scenes = {
        places.get(page_of(slot) or 0, 0): p.artifact
        for slot, p in pieces.items()
        if p.artifact and p.artifact.stage == "staging"
    }
    pages = [str(i) for i, scene in sorted(scenes.items()) if i and scene.data.get("foreign")]
    if len(pages) == len(scenes):
        return "its pictures show" if pages else ""
    which = " and ".join(filter(None, (", ".join(pages[:-1]), *pages[-1:])))
    said = f"the picture of page {which} shows", f"those of pages {which} show"
    return said[len(pages) > 1] if pages else ""


def _numbered(note: str, slot: str, places: Mapping[int, int]) -> str:
    """A note about a page, by the number that the page has now."""
    page = page_of(slot)
    if page is None or page not in places or not note.lower().startswith(f"page {page + 1}:"):
        return note
    begin = f"page {page + 1}:"
    return f"{note[:5]}{places[page]}:{note[len(begin) :]}"
