"""Binds a story as it stands to a `Book` with everything in it, which all exports are made from."""

import io
import logging
from collections.abc import Callable, Container, Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from PIL import Image as Pillow

from core.build import Artifact
from core.errors import BadInput, StorageError, StudioError
from core.export.book import Book, Colophon, Image, Music, Original, Page, Sound, fitting
from core.export.folder import write_folder
from core.export.phrases import Phrases, phrases
from core.models.entry import PLOTS, SCENES
from core.models.registry import Catalog
from core.pictures import safe_name
from core.plan import COMPOSER
from core.scripts import language_of
from core.story import LENGTHS, MOODS, STYLES, USUAL_LENGTH
from studio.about import AboutBook, Said
from studio.contexts import Media
from studio.own_pictures import is_own
from studio.reading import Reading
from studio.views import PieceView, SegmentView, StoryView

log = logging.getLogger(__name__)

OWN_PICTURES: Final = "the reader's own pictures"
OWN_VOICE: Final = "the reader's own voice"
_STUDIO: Final = "Storybook Studio"
_ROLES: Final = ("captioner", "writer", "illustrator", "narrator", COMPOSER)


def bind(
    view: StoryView,
    media: Media,
    catalog: Catalog,
    *,
    said: Said | None = None,
    device: str = "cpu",
) -> Book:
    """The story as it stands now; what cannot be read of it becomes a note on its page.

    `media` gives a file by its SHA-256; `said` is what people said about the book.
    """
    said = said or Said()
    pages = tuple(_page(view, segment, media) for segment in view.segments)
    models = makers(view)
    return Book(
        story_id=view.id,
        title=view.title,
        request=view.request,
        pages=pages,
        about=said.about,
        cover=_cover(view, said, pages, media),
        printing=said.printing,
        colophon=_colophon(view, models, catalog, phrases(_language(view, pages))),
        originals=tuple(_originals(view, media)),
        details={
            "device": device,
            "models": {role: " and ".join(names) for role, names in models.items()},
            "timings": _timings(view),
            "word_count": view.word_count,
            "outline": view.outline.text if view.outline else None,
            "pages": view.arrangement,
        },
    )


class Binder:
    """Stories as books to take along; `device` says where models run here."""

    def __init__(
        self,
        reading: Reading,
        media: Media,
        catalog: Catalog,
        about: AboutBook,
        device: Callable[[], str],
    ) -> None:
        self._reading = reading
        self._media = media
        self._catalog = catalog
        self._about = about
        self._device = device

    def book(self, story_id: str) -> Book:
        """The story as it is exported; `BadInput` while nothing can be read yet."""
        view = self._reading.story(story_id)
        if not any(segment.text.text for segment in view.segments):
            raise BadInput("There is no story to download yet; wait until it is written.")
        said = self._about.of(story_id)
        return bind(view, self._media, self._catalog, said=said, device=self._device())

    def write_folder(self, story_id: str, folder: Path) -> Path:
        """The same as files in `folder`; returns the path of `story.json`."""
        try:
            return write_folder(self.book(story_id), folder)
        except OSError as error:
            raise StorageError(f"{folder} cannot be written: {error.strerror}.") from error


def alternative(view: StoryView, segment: SegmentView) -> str:
    """In words what a page's picture shows: what it was drawn from; a person's own has a caption,
    one from another page what that was drawn from."""
    picture = segment.illustration.artifact
    if not segment.illustration.settled:
        return segment.prompt.text or ""
    if picture is not None and not is_own(picture):
        return str(picture.data.get("alt", ""))
    return _caption(view, segment) or "Your own picture"


def makers(view: StoryView) -> dict[str, list[str]]:
    """Who made what stands in a book, by role: ids of models, and people's own."""
    pieces: dict[str, list[PieceView]] = {
        "captioner": [caption.piece for caption in view.captions],
        "writer": [
            *([view.story] if view.story else []),
            *(segment.text for segment in view.segments),
        ],
        "illustrator": [segment.illustration for segment in view.segments],
        "narrator": [segment.narration for segment in view.segments],
        COMPOSER: [segment.music for segment in view.segments if segment.music],
    }
    return {
        role: names
        for role in _ROLES
        if (names := list(dict.fromkeys(filter(None, map(_maker, pieces[role])))))
    }


def _maker(piece: PieceView) -> str:
    artifact = piece.artifact
    if artifact is None:
        return ""
    if artifact.by_hand and artifact.stage == "narrating":
        return OWN_VOICE
    if is_own(artifact):
        return OWN_PICTURES
    return artifact.model_id or ""


def _page(view: StoryView, segment: SegmentView, media: Media) -> Page:
    number, text = segment.number, segment.text.text or ""
    image = sound = None
    lost = "cannot be read: make it again."
    damaged = segment.illustration.lost
    image_note = f"Page {number} has no picture yet." if segment.pictured else ""
    if damaged:
        image_note = f"The picture of page {number} {lost}"
    sound_note = f"Page {number} has no narration yet." if segment.worded else ""
    if segment.narration.lost:
        sound_note = f"The narration of page {number} {lost}"
    picture, narration = segment.illustration.artifact, segment.narration.artifact
    if picture is not None and picture.media:
        try:
            image = _image(media, picture, _plain(alternative(view, segment), view))
            image_note = ""
        except (StudioError, OSError):
            image_note = f"The picture of page {number} {lost}"
            damaged = True
    if narration is not None and narration.media:
        try:
            sound = Sound(
                content=media(narration.media),
                seconds=float(narration.data.get("duration_s", 0.0)),
                words=fitting(text, segment.word_timings),
            )
            sound_note = ""
        except StudioError:
            sound_note = f"The narration of page {number} {lost}"
    return Page(
        index=number - 1,
        text=text,
        image=image,
        sound=sound,
        music=_music(segment, media),
        caption=_caption(view, segment),
        prompt=segment.prompt.text,
        image_note=image_note,
        sound_note=sound_note,
        damaged=damaged,
        by_hand=tuple(_by_hand(view, segment)),
    )


def _music(segment: SegmentView, media: Media) -> Music | None:
    """A page's own music; where its file is lost, the one before goes on."""
    made = segment.music.artifact if segment.music else None
    if made is None or not made.media:
        return None
    try:
        return Music(content=media(made.media), round_s=float(made.data["round_s"]))
    except StudioError:
        return None


def _by_hand(view: StoryView, segment: SegmentView) -> Iterable[str]:
    """Names of the page's pieces, as its file has them, that a person made."""
    pieces = {
        "text": segment.text,
        "illustration": segment.illustration,
        "narration": segment.narration,
    }
    if segment.caption is not None:
        pieces["caption"] = view.captions[segment.caption].piece
    return (name for name, piece in pieces.items() if piece.edited)


def _caption(view: StoryView, segment: SegmentView) -> str | None:
    return view.captions[segment.caption].piece.text if segment.caption is not None else None


def _plain(alt: str, view: StoryView) -> str:
    """What a prompt shows, without the words for its style."""
    return alt.removesuffix(STYLES[view.request.style].phrase).rstrip(" ,.")


def _image(media: Media, picture: Artifact, alt: str) -> Image:
    assert picture.media is not None
    svg = None
    if vectors := picture.data.get("svg"):
        try:
            svg = media(str(vectors))
        except StudioError:
            svg = None  # The pixels say the same.
    return _opened(media(picture.media), alt, svg)


def _opened(content: bytes, alt: str, svg: bytes | None = None) -> Image:
    with Pillow.open(io.BytesIO(content)) as opened:
        mime = Pillow.MIME[opened.format or "PNG"]
        width, height = opened.size
    return Image(content=content, mime=mime, width=width, height=height, alt=alt, svg=svg)


def _cover(view: StoryView, said: Said, pages: Sequence[Page], media: Media) -> Image | None:
    """The picture for the front: a person's own, a page's, or the first that there is."""
    if said.cover:
        try:
            return _opened(media(said.cover), "The cover picture")
        except (StudioError, OSError):
            log.warning("The cover picture of a book cannot be read; a page's stands for it.")
    shown = zip(view.segments, pages, strict=True)
    first = [page for segment, page in shown if segment.index == said.cover_page]
    return next((page.image for page in (*first, *pages) if page.image), None)


def _originals(view: StoryView, media: Media) -> Iterable[Original]:
    for caption in view.captions:
        try:
            image = _opened(media(caption.picture), caption.piece.text or "")
        except (StudioError, OSError):
            continue
        yield Original(name=safe_name(caption.name), image=image)


def _timings(view: StoryView) -> list[dict[str, Any]]:
    pieces: list[tuple[int | None, PieceView]] = [(None, view.story)] if view.story else []
    pieces[:0] = [(None, caption.piece) for caption in view.captions]
    for segment in view.segments:
        parts = (segment.text, segment.illustration, segment.narration)
        pieces += [(segment.number - 1, part) for part in parts]
    return [
        {
            "stage": artifact.stage,
            "segment": index,
            "model": artifact.model_id,
            "device": artifact.device,
            "dtype": artifact.dtype,
            "load_s": artifact.load_s,
            "run_s": artifact.run_s,
            "queued_s": artifact.queued_s,
        }
        for index, piece in pieces
        if (artifact := piece.artifact) is not None and artifact.maker == "model"
    ]


def _language(view: StoryView, pages: Sequence[Page]) -> str:
    return language_of("\n\n".join(page.text for page in pages), view.request.language)


def _colophon(
    view: StoryView, models: dict[str, list[str]], catalog: Catalog, say: Phrases
) -> Colophon:
    request = view.request
    style = STYLES[request.style]
    # The names of styles are English.
    manner = f" ({style.label.lower()})" if say.language == "en" else ""
    sentences = []

    def label(model: str) -> str:
        entry = catalog.models.get(model)
        return entry.label if entry else model

    end = say.edited if any(s.text.edited for s in view.segments) else ""
    writers = [m for m in models.get("writer", ()) if not _is(m, PLOTS, catalog)]
    if len(writers) < len(models.get("writer", ())):
        sentences.append(say.told.format(_STUDIO) + end)
    if writers:
        sentences.append(say.written.format(say.listed([label(m) for m in writers])) + end)
    drawn = [m for m in models.get("illustrator", ()) if _is(m, SCENES, catalog)]
    painted = [m for m in models.get("illustrator", ()) if m not in drawn and m != OWN_PICTURES]
    if drawn:
        sentences.append(say.drawn.format(_STUDIO) + manner)
    if painted:
        sentences.append(say.painted.format(say.listed([label(m) for m in painted])) + manner)
    if OWN_PICTURES in models.get("illustrator", ()):
        sentences.append(say.own_pictures)
    voices = [
        say.own_voice if voice == OWN_VOICE else label(voice)
        for voice in models.get("narrator", ())
    ]
    sentences.append(say.made.format(_STUDIO))
    low, high = LENGTHS[request.length]
    settings = [
        f"Mood: {MOODS[request.mood].label.lower()}",
        f"Style: {style.label.lower()}",
        *([f"Length: {low} to {high} words"] if request.length != USUAL_LENGTH else []),
        f"Preset: {request.preset}",
        f"Seed: {request.seed}",
        *(f"{role.capitalize()}: {' and '.join(names)}" for role, names in models.items()),
    ]
    return Colophon(
        language=say.language,
        sentences=tuple(map(say.sentence, sentences)),
        voice=say.sentence(say.read.format(say.listed(voices))) if voices else "",
        settings=tuple(settings),
    )


def _is(model: str, families: Container[str], catalog: Catalog) -> bool:
    entry = catalog.models.get(model)
    return entry is not None and entry.family in families
