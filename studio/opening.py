"""Opens the file of a book from another studio as a new story.

What a reader sees and hears comes in as versions that stay until somebody changes them, are undone
like an edit, and count in no figure of this studio's models; the file says which of them a person
made.  No key is taken from a file, since what is made here is looked up by keys.
"""

import dataclasses
import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import soundfile
from PIL import Image as Pillow

from core.build import Artifact, digest, edited
from core.errors import BadInput, UnknownName
from core.export.book import About
from core.export.opening import MOST_MIB, OpenedBook, OpenedPage, open_book
from core.models.registry import Catalog
from core.pages import ADDED, SLOT, Arrangement, as_planned, picture_of
from core.pictures import encode, open_picture, safe_name
from core.stages.narrating import timings
from core.stages.plots import check_outline
from core.story import StoryRequest
from core.text import word_spans
from db.artifacts import SqlArtifactStore
from studio.about import LIMITS, AboutBook
from studio.at_once import AtOnce
from studio.books import Books
from studio.narrators import Narrators
from studio.presets import Presets
from studio.upload_limit import check
from studio.uploads import PreparedPicture, Uploads

PRESET: Final = "starter"
_MOST_SECONDS: Final = 3600
_LARGEST_MIB: Final = 64


@dataclass(frozen=True)
class Opened:
    """A story that was opened from a file, and what is otherwise here than there, in sentences."""

    story_id: str
    notes: tuple[str, ...]


class Opening:
    """The use case of opening a book from a file."""

    def __init__(
        self,
        store: SqlArtifactStore,
        catalog: Catalog,
        presets: Presets,
        narrators: Narrators,
        uploads: Uploads,
        books: Books,
        about: AboutBook,
        at_once: AtOnce,
    ) -> None:
        self._store = store
        self._catalog = catalog
        self._presets = presets
        self._narrators = narrators
        self._uploads = uploads
        self._books = books
        self._about = about
        self._at_once = at_once

    def open(self, name: str, content: bytes) -> Opened:
        """Store the book as a new story; `BadInput` says in a sentence why not, and nothing is
        stored then."""
        name = safe_name(name, "book.zip")
        check(name, content, what="a book", max_mib=MOST_MIB)
        found = open_book(name, content)
        pictures = [self._uploads.prepare(n, c) for n, c in found.originals]
        request, notes = self._request(name, found, pictures)
        laid = found.arrangement or as_planned(request)
        pieces = self._pieces(name, found, request, laid)
        cover = self._uploads.prepare(f"cover of {name}", found.cover) if found.cover else None
        story_id = self._books.enter(request, prepared=pictures)
        for slot, artifact, media in pieces:
            if media is not None:
                self._store.put_media(media, artifact.mime or "")
            self._store.put_edit(story_id, slot, artifact)
        self._about.write(
            story_id,
            About.from_json(
                {n: found.about[n][:most] for n, most in LIMITS.items() if n in found.about}
            ),
            cover=self._uploads.keep(cover) if cover else None,
            cover_page=laid.leaves[found.cover_page].page,
        )
        self._at_once.restage(story_id)
        return Opened(story_id, tuple(notes))

    # -- inside -----------------------------------------------------------------------------
    def _request(
        self, name: str, found: OpenedBook, pictures: Sequence[PreparedPicture]
    ) -> tuple[StoryRequest, list[str]]:
        """What was asked for there, as far as this studio can do it."""
        notes: list[str] = []
        asked = {k: v for k, v in found.request.items() if v is not None}
        asked["pictures"] = [dataclasses.asdict(prepared.picture) for prepared in pictures]
        asked["avoid"] = ()
        asked["preset"] = self._preset(str(asked.get("preset", PRESET)), notes)
        asked["composer"] = None  # A ZIP brings no music; the studio composes it.
        if self._presets.draws(asked["preset"]):  # Only what paints starts from another picture.
            asked["continuity"] = asked["guide"] = None
        try:
            request = StoryRequest.from_json(asked)
            count = request.segment_count
        except BadInput:
            raise
        except (TypeError, ValueError, KeyError, AttributeError):
            raise BadInput(
                f"“{name}” is no book as a studio writes it (“request”): download the book once "
                "more."
            ) from None
        if found.arrangement is None and count != len(found.pages):
            raise BadInput(
                f"“{name}” lacks pages: it has {len(found.pages)} of {count}. Download the book "
                "once more."
            )
        return self._spoken(request, notes), notes

    def _preset(self, preset: str, notes: list[str]) -> str:
        catalog = self._catalog
        if preset in catalog.presets and not catalog.missing(preset):
            return preset
        notes.append(
            "The models that made this book are not here: what you change is made by the models "
            f"of “{catalog.presets[PRESET].label}”."
        )
        return PRESET

    def _spoken(self, request: StoryRequest, notes: list[str]) -> StoryRequest:
        """With a language and a voice that are known here."""
        narrators = self._narrators
        voices = narrators.voices(request.preset)
        try:
            language, voice = narrators.known_as(request.language, request.voice, voices)
        except UnknownName:
            language, voice = request.language, None
        if language not in voices:
            notes.append(
                f"No voice here speaks the book’s language ({language}): pages that you have read "
                "aloud anew are read in English."
            )
            return dataclasses.replace(request, language="en", voice=None)
        if voice and voice not in voices[language]:
            notes.append("The voice of this book is not here: new narrations have another.")
            voice = None
        return dataclasses.replace(request, language=language, voice=voice)

    def _pieces(
        self, name: str, found: OpenedBook, request: StoryRequest, laid: Arrangement
    ) -> list[tuple[str, Artifact, bytes | None]]:
        """What stands in each slot, all checked: slot, artifact, media."""
        pieces: list[tuple[str, Artifact, bytes | None]] = []

        def words(
            slot: str,
            stage: str,
            text: str,
            role: str = "",
            *,
            blank: bool = False,
            by_hand: bool = False,
        ) -> None:
            if text or blank:
                made = edited(stage=stage, text=text, before=None, data=_source(by_hand))
                made = dataclasses.replace(made, model_id=self._model(found.models, role))
                pieces.append((slot, made, None))

        count = request.segment_count
        told = len(request.pictures) or count  # Without pictures, what each page shows is made up.
        captions = {
            picture_of(leaf.shows, count, told): (page.caption, "caption" in page.by_hand)
            for leaf, page in zip(laid.leaves, found.pages, strict=True)
            if leaf.shows is not None and leaf.shows < count
        }
        if request.written:
            for i, (caption, by_hand) in captions.items():
                words(f"caption/{i}", "captioning", caption, "captioner", by_hand=by_hand)
        if found.outline:
            try:
                check_outline(found.outline, count)
                words("outline", "outlining", found.outline)
            except BadInput:
                pass  # It is only for telling the story anew.
        text = "\n\n".join(page.text for page in found.pages)
        words("story", "writing", text, "writer")
        words("title", "titling", found.title)
        for n, (leaf, page) in enumerate(zip(laid.leaves, found.pages, strict=True)):
            i, added = leaf.page, leaf.page >= count
            stage = ADDED if added else "segmenting"
            words(
                f"segment/{i}",
                stage,
                page.text,
                "writer",
                blank=added or not leaf.words,
                by_hand="text" in page.by_hand,
            )
            if page.picture:
                pieces.append((f"illustration/{i}", *self._picture(name, n, page, found.models)))
            if page.sound:
                pieces.append((f"narration/{i}", *self._sound(name, n, page, request, found)))
        if found.arrangement is not None:
            data = {**laid.to_json(), "texts": {}}
            said = "The pages were brought in this order."
            pieces.append((SLOT, edited(stage="paging", text=said, before=None, data=data), None))
        return pieces

    def _picture(
        self, name: str, index: int, page: OpenedPage, models: Mapping[str, str]
    ) -> tuple[Artifact, bytes]:
        assert page.picture is not None
        opened = open_picture(f"picture {index + 1} of {name}", page.picture, max_mib=_LARGEST_MIB)
        content, mime = _kept(opened.image)
        media = _sha256(content)
        width, height = opened.image.size
        by_hand = "illustration" in page.by_hand
        data = {**_source(by_hand), "alt": page.alt, "width": width, "height": height}
        artifact = Artifact(
            key=digest({"stage": "illustrating", "maker": "person", "media": media, **data}),
            stage="illustrating",
            maker="person",
            media=media,
            mime=mime,
            data=data,
            model_id=self._model(models, "illustrator"),
        )
        return artifact, content

    def _sound(
        self, name: str, index: int, page: OpenedPage, request: StoryRequest, found: OpenedBook
    ) -> tuple[Artifact, bytes]:
        assert page.sound is not None
        samples, rate = _heard(name, index, page.sound)
        seconds = samples.size / rate
        out = io.BytesIO()
        soundfile.write(out, samples, rate, format="WAV", subtype="PCM_16")
        media = _sha256(out.getvalue())
        data: dict[str, Any] = {
            **_source("narration" in page.by_hand),
            "own": True,
            "text": page.text,
            "language": request.language,
            "duration_s": round(seconds, 4),
            "sample_rate": rate,
            "words": _timings(page, seconds),
        }
        artifact = Artifact(
            key=digest({"stage": "narrating", "maker": "person", "media": media, **data}),
            stage="narrating",
            maker="person",
            media=media,
            mime="audio/wav",
            data=data,
            units=round(seconds, 4),
            model_id=self._model(found.models, "narrator"),
        )
        return artifact, out.getvalue()

    def _model(self, models: Mapping[str, str], role: str) -> str | None:
        """Who made it, if that is a model that is known here."""
        entry = self._catalog.models.get(models.get(role, ""))
        return entry.id if entry is not None and entry.role == role else None


def _source(by_hand: bool) -> dict[str, Any]:
    """What an artifact's data say of a piece that came in a file."""
    return {"brought": True, **({"by": "person"} if by_hand else {})}


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _kept(image: Pillow.Image) -> tuple[bytes, str]:
    """A page's picture as it is stored: its pixels and nothing else of its file."""
    if max(image.size) > 1600:
        return encode(image)
    out = io.BytesIO()
    image.convert("RGB").save(out, "PNG")
    return out.getvalue(), "image/png"


def _heard(name: str, index: int, content: bytes) -> tuple[np.ndarray, int]:
    """The samples (mono) of a narration, and how many a second."""
    wrong = BadInput(
        f"The sound of page {index + 1} in “{name}” cannot be opened: download the book once more."
    )
    try:
        with soundfile.SoundFile(io.BytesIO(content)) as file:
            if file.frames > _MOST_SECONDS * file.samplerate or file.samplerate < 1000:
                raise wrong
            samples, rate = file.read(dtype="float32", always_2d=True), file.samplerate
    except (soundfile.LibsndfileError, RuntimeError, TypeError):
        raise wrong from None
    return np.nan_to_num(samples.mean(axis=1)), int(rate)


def _timings(page: OpenedPage, seconds: float) -> list[dict[str, Any]]:
    """When each word of the text is spoken; nothing where the sound says another text (the page was
    changed since it was read aloud)."""
    spans = word_spans(page.text)
    events: list[tuple[int, int, float, float]] = []
    at = 0
    for word, begin, stop in page.words:
        found = next(
            (i for i in range(at, len(spans)) if page.text[slice(*spans[i])] == word), None
        )
        if found is not None and stop > begin:
            start, end = spans[found]
            events.append((start, end, _within(begin, seconds), _within(stop, seconds)))
            at = found + 1
    return timings(page.text, events, seconds) if 2 * len(events) > len(spans) else []


def _within(second: float, seconds: float) -> float:
    return min(max(second, 0.0), seconds)
