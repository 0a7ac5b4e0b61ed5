"""The use cases: the only place where the floors meet. Pages, command line and worker call this.

No Streamlit here.  Every method opens at most one short database session at a time.
"""

import dataclasses
import hashlib
import logging
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.build import Artifact, ModelRef, SlotState, Step, edited, examine
from core.builder import Builder
from core.errors import BadInput, PassingTrouble, StorageError, StudioError, UnknownName
from core.export.audio import wav_to_mp3
from core.export.book import Book
from core.export.folder import write_folder
from core.figures import hero_name, named_figures
from core.ideas import check_english, tidy_idea
from core.languages import ENGLISH, name_of
from core.models.entry import languages_of
from core.models.pool import ModelPool
from core.models.registry import Catalog
from core.pictures import encode, open_picture
from core.plan import plan
from core.settings import ROOT, Settings
from core.stages.table import STAGES
from core.story import Picture, StoryRequest
from core.text import clean
from core.threads.teller import THREADS_APART, WORDINGS_APART
from db.artifacts import Snapshot, SqlArtifactStore
from db.builds import EXPORT, Builds
from db.dashboard import Dashboard
from db.evaluations import Evaluations
from db.media import MediaStore
from db.pictures import Pictures
from db.ratings import Ratings
from db.session import Database
from db.stories import Stories, Story
from db.tidying import Tidying
from studio import assemble
from studio.about import AboutBook
from studio.attempts import Attempts
from studio.binding import bind
from studio.casting_desk import CastingDesk
from studio.comparing import Comparing
from studio.evaluating import Evaluating
from studio.exports import Exports
from studio.models import ModelLibrary
from studio.narrators import Narrators
from studio.opening import Opening
from studio.own_pictures import OwnPictures
from studio.own_voice import OwnVoice
from studio.page_wishes import PageWishes
from studio.plotting import SLOT as PLOT
from studio.plotting import Plotting
from studio.preferring import Preferring
from studio.restyling import Restyling
from studio.scene_desk import SceneDesk
from studio.speed import Speed
from studio.suite_runs import SuiteRuns
from studio.swapping import Swapping
from studio.tidying import Housekeeping
from studio.uploads import Uploads
from studio.variants import Variants
from studio.views import (
    CardView,
    PieceView,
    PresetView,
    RatingView,
    SampleView,
    StoryView,
)
from studio.worker import EXPORTS, BuildContext, Queue, QuietContext, Stopping, Worker, outcome_of

log = logging.getLogger(__name__)

EDITABLE = ("caption", "outline", "title", "segment", "prompt")
REGENERABLE = ("outline", "segment", "illustration", "narration")
CHANGEABLE = (
    "mood",
    "style",
    "hero",
    "voice",
    "language",
    "speed",
    "continuity",
    "guide",
    "shape",
    "preset",
    "pronoun",
    "length",
    "age",
    "idea",
    "figures",
)
CAREFUL = "careful"
"""The kind of a build that stops before the story while the captioner is unsure of a picture."""
QUICK = ("titling", "casting", "staging")
"""Stages that are done at once when a person has changed something."""
OF_THE_WORDS = ("mood", "hero", "pronoun", "length", "age", "idea", "preset")
"""What a story that stands as a whole is written anew for."""
RETRY_S = 2.0
"""Seconds between two attempts while storage is in trouble."""
KILLER = (
    "This book ended the studio again and again, probably for want of memory, and was set aside:"
    " choose smaller models, then press Rebuild."
)
TITLE_LIMIT = 120


@dataclass(frozen=True, kw_only=True)
class PreparedPicture:
    """A picture that was opened and found good, not stored yet."""

    picture: Picture
    content: bytes
    mime: str


class Studio:
    """All use cases over one data directory."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        _make_folder(settings.data_dir)
        self.catalog = Catalog.load(settings.extra_catalog)
        self.database = Database(settings.database_url)
        self.database.migrate()
        self.files = MediaStore(settings.data_dir / "media")
        self.store = SqlArtifactStore(self.database, self.files)
        self.stories = Stories(self.database)
        self.builds = Builds(self.database)
        self.ratings = Ratings(self.database)
        self.pictures = Pictures(self.database)
        self.dashboard = Dashboard(self.database)
        self.evaluations = Evaluations(self.database)
        self.pool = ModelPool(self.catalog, settings)
        self.builder = Builder(store=self.store, stages=STAGES, models=self.pool)
        self.queue = Queue(settings.queue_url)
        self.queue.migrate(settings.data_dir / "queue.lock")
        self.speed = Speed(self)
        self.evaluating = Evaluating(self)
        self.comparing = Comparing(self)
        self.preferring = Preferring(self)
        self.library = ModelLibrary(self)
        self.narrators = Narrators(self.catalog, self.pool)
        self.runs = SuiteRuns(self)
        self.uploads = Uploads(self)
        self.exports = Exports(self)
        self.opening = Opening(self)
        self.restyling = Restyling(self)
        self.own = OwnPictures(self)
        self.voice = OwnVoice(self)
        self.about = AboutBook(self)
        self.swapping = Swapping(self)
        self.variants = Variants(self)
        self.casting = CastingDesk(self)
        self.scenes = SceneDesk(self)
        self.housekeeping = Housekeeping(
            Tidying(self.database), self.files, self.exports.folder, self.queue.forget_finished
        )
        self.plotting = Plotting(self)
        self.wishes = PageWishes(self)
        self.worker = Worker(self)
        self.attempts = Attempts(settings.data_dir / "attempts")
        self.trouble: str | None = None
        """What the work waits for, in a sentence."""
        self.stopping = False
        self.warming = False
        self._refs: dict[str, dict[str, ModelRef]] = {}

    # -- pictures ---------------------------------------------------------------------------
    def prepare_picture(self, name: str, content: bytes) -> PreparedPicture:
        """Open, check and turn a picture upright; `BadInput` says in words what is wrong."""
        opened = open_picture(name, content, max_mib=self.settings.max_upload_mib)
        data, mime = encode(opened.image, opened.description)
        width, height = opened.image.size
        picture = Picture(sha256=sha256_of(data), name=opened.name, width=width, height=height)
        return PreparedPicture(picture=picture, content=data, mime=mime)

    def accept_picture(self, name: str, content: bytes) -> Picture:
        """Prepare a picture and store it; it is erased if no story is made of it within a day."""
        self.uploads.sweep()
        return self.keep(self.prepare_picture(name, content))

    def keep(self, prepared: PreparedPicture) -> Picture:
        """Store a prepared picture."""
        self.files.put(prepared.content, prepared.mime)
        self.pictures.add(prepared.picture, mime=prepared.mime, size=len(prepared.content))
        return prepared.picture

    def samples(self) -> list[SampleView]:
        """The bundled sample pictures, in story order."""
        folder = ROOT / "studio" / "samples"
        return [
            SampleView(name=path.name, path=str(path))
            for path in sorted(folder.iterdir())
            if path.suffix in {".png", ".jpg"}
        ]

    def caption(
        self, files: Sequence[tuple[str, bytes]], *, preset: str = "starter"
    ) -> list[dict[str, Any]]:
        """Caption pictures here and now, without a story; one row a picture."""
        images = [
            open_picture(name, content, max_mib=self.settings.max_upload_mib)
            for name, content in files
        ]
        model = self.models(preset)["captioner"].id
        results = self.pool.run(
            model,
            lambda lease: lease.backend.caption([i.image for i in images], check=lambda: None),
        )
        limits = self._limits(model)
        return [
            {
                "picture": opened.name,
                "caption": result.text,
                "confidence": round(result.confidence, 4),
                "familiar": limits.familiar(result.confidence),
                **({"candidates": list(result.candidates)} if result.candidates else {}),
            }
            for opened, result in zip(images, results, strict=True)
        ]

    # -- making -----------------------------------------------------------------------------
    def create_story(
        self,
        request: StoryRequest,
        *,
        until: str = "all",
        prepared: Sequence[PreparedPicture] = (),
    ) -> str:
        """Store a story and enqueue its build; returns its id.

        `until` is "captions", "plot", "all", or "sure": all, but with captions that the captioner
        is unsure of it waits for a person's look.

        `prepared` pictures are stored first; everything is checked before anything is stored.
        """
        story_id = self.enter(request, prepared=prepared)
        captions = [f"caption/{i}" for i in range(len(request.pictures))]
        parts = {"captions": captions, "plot": [PLOT] if request.written else []}
        self._enqueue(
            story_id,
            parts.get(until) or None,
            kind=CAREFUL if until == "sure" else "story",
        )
        return story_id

    def enter(self, request: StoryRequest, *, prepared: Sequence[PreparedPicture] = ()) -> str:
        """Store a story of which nothing is built yet; everything is checked before. Its id."""
        request = self._checked(request)
        if request.continuity is not None and self.draws(request.preset):
            raise BadInput(
                "Drawn pictures do not start from one another: leave continuity out. Figures look "
                "the same on every page anyway."
            )
        if request.guide is not None and self.draws(request.preset):
            raise BadInput(
                "This preset draws its pictures itself: leave the guide out, or choose a preset "
                "whose illustrator paints."
            )
        if self._tells_plots(request.preset):
            request = dataclasses.replace(request, avoid=self._told_before())
        for picture in prepared:
            self.keep(picture)
        self.uploads.use(request.pictures)
        return self.stories.create(request)

    def _checked(self, request: StoryRequest) -> StoryRequest:
        _ = request.segment_count  # a pasted text that is too short or too long is refused here
        named_figures(request.figures)  # what names nobody is refused here
        idea = tidy_idea(request.idea)
        if idea and self._tells_plots(request.preset) and request.tongue == ENGLISH:
            check_english(idea)
        one = request.written and self.models(request.preset)["writer"].reads == "captions"
        hero = hero_name(request.hero, several=not one)
        voices = self.narrators.voices(request.preset)
        language, voice = self.narrators.known_as(request.language, request.voice, voices)
        request = dataclasses.replace(request, language=language, voice=voice)
        if request.language not in voices:
            raise UnknownName("language of narration", request.language, voices)
        if request.voice and request.voice not in voices[request.language]:
            raise UnknownName("voice", request.voice, voices[request.language])
        self._check_language(request)
        for ref in self.models_of(request).values():
            self.catalog.folder(ref.id)
        text = clean(request.text) if request.text is not None else None
        title = clean(request.title or "").strip()[:TITLE_LIMIT] or None
        return dataclasses.replace(request, hero=hero, text=text, title=title, idea=idea)

    def _check_language(self, request: StoryRequest) -> None:
        """Raise `BadInput` for a story in a language that its writer does not write."""
        writer = self.models(request.preset)["writer"]
        if not request.written or request.tongue in (ENGLISH, *writer.languages):
            return
        label, language = self.catalog.model(writer.id).label, name_of(request.tongue)
        own = [ENGLISH, *writer.languages]
        what = "English only" if len(own) == 1 else f"only {', '.join(map(name_of, own))}"
        able = self.writers_of(request.tongue)
        instead = f", or a writer of {language} ({', '.join(able)})" if able else ""
        raise BadInput(
            f"{label} writes {what}: choose English as the language of the book{instead}."
        )

    def writers_of(self, language: str) -> list[str]:
        """The labels of the catalogue's writers of a language."""
        entries = [m for m in self.catalog.models.values() if m.role == "writer"]
        return [entry.label for entry in entries if language in languages_of(entry)]

    def _enqueue(
        self, story_id: str, targets: Sequence[str] | None, *, kind: str = "story"
    ) -> None:
        build_id = self.builds.enqueue(story_id, targets, kind=kind)
        self.queue.put("build_story", build_id)

    def rebuild(self, story_id: str, targets: Sequence[str] | None = None) -> None:
        """Enqueue a build of what is stale or missing (all, or just what `targets` need)."""
        self._story(story_id)
        self._enqueue(story_id, targets)

    def cancel(self, story_id: str) -> None:
        """Ask the running build to stop; what is finished stays."""
        for build_id in self.builds.request_cancel(story_id):
            build = self.builds.get(build_id)
            if build and build.status == "queued":
                self.builds.set_status(build_id, "cancelled", error="Cancelled before it began.")

    # -- editing ----------------------------------------------------------------------------
    def edit(self, story_id: str, slot: str, text: str) -> None:
        """Put a person's text into "caption/i", "outline", "title", "segment/i" or "prompt/i"."""
        state = self._state(story_id, slot, EDITABLE)
        text = clean(text).strip()
        if not text:
            raise BadInput("The text is empty; write something, or press Undo.")
        if len(text) > 5000:
            raise BadInput(f"The text is too long: {len(text)} characters; use at most 5000.")
        if slot == "outline":
            self.plotting.write(story_id, text)
            return
        if state.artifact and state.artifact.text == text and slot not in self._guesses(story_id):
            return
        before = state.artifact.key if state.artifact else None
        self.store.put_edit(
            story_id, slot, edited(stage=state.step.stage, text=text, before=before)
        )
        self.restage(story_id)

    def _guesses(self, story_id: str) -> set[str]:
        """Before the story is written: the captions that the captioner is unsure of and that nobody
        wrote. Who gives one the text that it has says that the guess is right."""
        view = self.story(story_id)
        if view.written:
            return set()
        return {caption.piece.slot for caption in view.captions if caption.unsure}

    def restage(self, story_id: str) -> None:
        """Read cast and scenes anew at once: only pictures that would change go out of date.

        It takes milliseconds and needs no model; what cannot be read yet waits for the next build.
        """
        story = self._story(story_id)
        for _ in range(len(QUICK)):
            snapshot = self.store.snapshot(story_id)
            states = self._states(story.request, snapshot)
            slots = [
                slot
                for slot, state in states.items()
                if state.step.stage in QUICK
                and state.status != "fresh"
                and all(states[other].status == "fresh" for other in state.step.inputs)
                and _told(state.step, states)
            ]
            steps = [state.step for state in states.values()]
            for stage in QUICK:
                batch = [slot for slot in slots if states[slot].step.stage == stage]
                if batch:
                    self.builder.build(steps, story_id, batch, QuietContext(self.media))
        self.voice.follow(story_id)

    def regenerate(self, story_id: str, slot: str) -> None:
        """Make another take of "segment/i", "illustration/i" or "narration/i", or of the "outline",
        by which the pages are then written anew if they were written before."""
        if slot == "outline":
            self._renew(story_id)
        state = self._state(story_id, slot, REGENERABLE)
        if state.choice.locked:
            raise BadInput("This is locked; unlock it first.")
        self.store.bump_take(story_id, slot)
        kind, _, index = slot.partition("/")
        more = [f"score/{index}"] if kind == "illustration" else []
        view = self.story(story_id)
        if kind == "outline" and view.written:
            more = [segment.text.slot for segment in view.segments]
        self._enqueue(story_id, [slot, *more])

    def _renew(self, story_id: str) -> None:
        """Let a story that was written as a whole be written anew, page by page."""
        story = self._story(story_id)
        states = self.states(story_id)
        if not story.request.written or "story" not in states:
            return
        for slot, state in states.items():
            brought = state.artifact is not None and "brought" in state.artifact.data
            if slot == "story" or (slot.startswith("segment/") and brought):
                self.store.set_locked(story_id, slot, False)
                self.store.let_go(story_id, slot)

    def lock(self, story_id: str, slot: str, locked: bool) -> None:
        """A locked slot stays as it is, whatever changes."""
        self._state(story_id, slot)
        self.store.set_locked(story_id, slot, locked)

    def history(self, story_id: str, slot: str) -> list[PieceView]:
        """Earlier versions of a slot, newest first (the first one may be what stands now)."""
        self._state(story_id, slot)
        return [
            PieceView(
                slot=slot,
                status="fresh",
                artifact=version.artifact,
                edited=version.artifact.maker == "person",
                take=version.take,
            )
            for version in self.store.history(story_id, slot)
        ]

    def choose(self, story_id: str, slot: str, key: str) -> None:
        """Put an earlier version back."""
        for version in self.store.history(story_id, slot):
            if version.artifact.key == key:
                self.store.choose(story_id, slot, key, version.take)
                self.restage(story_id)
                return
        raise BadInput("That version does not exist.")

    def undo(self, story_id: str, slot: str) -> bool:
        """Put the version before the current one back; False when there is none."""
        now = self._state(story_id, slot).choice.key
        versions = self.store.history(story_id, slot)
        keys = [version.artifact.key for version in versions]
        before = keys.index(now) + 1 if now in keys else 0
        if before >= len(versions):
            return False
        self.store.choose(story_id, slot, keys[before], versions[before].take)
        self.restage(story_id)
        return True

    def change(self, story_id: str, **fields: Any) -> None:
        """Change mood, style, hero, voice, continuity …; what depends on it becomes stale."""
        unknown = set(fields) - set(CHANGEABLE)
        if unknown:
            raise UnknownName("setting of a story", ", ".join(unknown), CHANGEABLE)
        before = self._story(story_id).request
        request = dataclasses.replace(before, **fields)
        if any(getattr(request, name) != getattr(before, name) for name in OF_THE_WORDS):
            self._renew(story_id)
        self.stories.update_request(story_id, self._checked(request))
        self.restage(story_id)
        self.own.follow(story_id)

    # -- reading ----------------------------------------------------------------------------
    def story(self, story_id: str) -> StoryView:
        """The story as it stands, with progress; `BadInput` if there is none with this id."""
        story = self._story(story_id)
        request = story.request
        snapshot = self.store.snapshot(story_id)
        states = self._states(request, snapshot)
        build = self.builds.latest(story_id)
        progress = self.builds.progress(story_id) if build and build.active else {}
        pieces = {
            slot: assemble.piece(state, snapshot.standing.get(slot), progress.get(slot))
            for slot, state in states.items()
        }
        models = self.models_of(request)
        captions = assemble.captions(
            request, pieces, self._limits(models["captioner"].id), self._captioned(states)
        )
        segments = assemble.segments(request, pieces, self.wishes.of(snapshot))
        return StoryView(
            id=story.id,
            title=story.title or pieces["title"].text or "A story in the making",
            request=request,
            created_at=story.created_at,
            captions=captions,
            outline=pieces.get("outline"),
            story=pieces.get("story"),
            title_piece=pieces["title"],
            segments=segments,
            build=assemble.progress_of(build, states),
            stale=tuple(
                slot
                for slot, piece in pieces.items()
                if piece.status == "stale" and not slot.startswith("draft/")
            ),
            missing=tuple(
                slot
                for slot, piece in pieces.items()
                if piece.status == "missing" and not slot.startswith(assemble.ASIDE)
            ),
            word_count=assemble.word_count(segments),
            deleted=story.deleted,
            models={role: ref.id for role, ref in models.items()},
            device=self.device_line(),
            notes=(
                *assemble.notes(captions, pieces, known=self.catalog.models),
                *self.narrators.notes(request.preset, request.language, request.voice),
            ),
        )

    def media(self, sha256: str) -> bytes:
        """The bytes of a picture or a narration (WAV)."""
        return self.files.read(sha256)

    def mp3(self, sha256: str) -> bytes:
        """A narration as MP3."""
        return self.mp3_file(sha256).read_bytes()

    def mp3_file(self, sha256: str) -> Path:
        """The file of a narration as MP3, encoded at the first call."""
        return self.files.derived(sha256, "mp3", wav_to_mp3)

    def gallery(
        self,
        *,
        search: str = "",
        mood: str | None = None,
        preset: str | None = None,
        age: str | None = None,
        sort: str = "newest",
        deleted: bool = False,
    ) -> list[CardView]:
        """Stories that are not deleted, or those that are; `sort`: "newest", "oldest", "best" or
        "title"."""
        return [
            CardView(
                **{
                    **dataclasses.asdict(card),
                    "title": card.title or "A story in the making",
                    "status": card.status or "done",
                }
            )
            for card in self.stories.gallery(
                search=search, mood=mood, preset=preset, age=age, sort=sort, deleted=deleted
            )
        ]

    def delete(self, story_id: str) -> None:
        """Hide a story; `restore` brings it back."""
        self.cancel(story_id)
        self.stories.delete(story_id)

    def restore(self, story_id: str) -> None:
        """Undo `delete`."""
        self.stories.restore(story_id)

    # -- exports ----------------------------------------------------------------------------
    def book(self, story_id: str) -> Book:
        """The story as it is exported; `BadInput` while nothing can be read yet."""
        view = self.story(story_id)
        if not any(segment.text.text for segment in view.segments):
            raise BadInput("There is no story to download yet; wait until it is written.")
        device = self.pool.plan.device
        return bind(view, self.media, self.catalog, said=self.about.of(story_id), device=device)

    def export_folder(self, story_id: str, folder: Path) -> Path:
        """The same as files in `folder`; returns the path of `story.json`."""
        try:
            return write_folder(self.book(story_id), folder)
        except OSError as error:
            raise StorageError(f"{folder} cannot be written: {error.strerror}.") from error

    # -- ratings ----------------------------------------------------------------------------
    def rate(
        self,
        story_id: str,
        segment: int | None = None,
        *,
        stars: int | None = None,
        liked: bool | None = None,
        review: str | None = None,
        person: str = "local",
    ) -> None:
        """Rate a story or one of its segments; one rating a person and thing, changeable.

        Only the given parts change; stars are 1 to 5.
        """
        story = self._story(story_id)
        if segment is not None and not 0 <= segment < story.request.segment_count:
            raise BadInput(f"This story has no segment {segment}.")
        review = clean(review) if review is not None else None
        self.ratings.rate(story_id, segment, person=person, stars=stars, liked=liked, review=review)

    def rating(
        self, story_id: str, segment: int | None = None, person: str = "local"
    ) -> RatingView | None:
        """What this person said."""
        rating = self.ratings.get(story_id, segment, person=person)
        if rating is None:
            return None
        return RatingView(
            story_id=story_id,
            segment=segment,
            stars=rating.stars,
            liked=rating.liked,
            review=rating.review or "",
            person=person,
            updated_at=rating.updated_at,
        )

    # -- models -----------------------------------------------------------------------------
    def presets(self) -> list[PresetView]:
        """All presets in plain words."""
        views = []
        for preset in self.catalog.presets.values():
            missing = list(self.catalog.missing(preset.id).values())
            views.append(
                PresetView(
                    id=preset.id,
                    label=preset.label,
                    blurb=preset.blurb,
                    download_mib=self.catalog.download_mib(preset.id),
                    ready=not missing,
                    why=missing[0] if missing else self.device_line(),
                    models=preset.models,
                )
            )
        return views

    def device_line(self, *, wait: bool = False) -> str:
        """Where models run here, and why, in one sentence; not known yet while torch starts."""
        plan = self.pool.plan if wait else self.pool.planned
        return plan.why if plan else "Finding out where models run best here …"

    def warm_up(self, preset: str) -> None:
        """Load a preset's models in the background, so that the first book need not wait."""

        def load() -> None:
            for ref in self.models(preset).values():
                if self.stopping:
                    break
                try:
                    with self.pool.use(ref.id):
                        pass
                except StudioError as error:
                    log.warning("%s", error)
            self.warming = False

        self.warming = True
        threading.Thread(target=load, name="warm-up", daemon=True).start()

    # -- work -------------------------------------------------------------------------------
    def start_worker(self) -> None:
        """Become this data directory's worker as soon as no other process is (returns at once)."""
        self.worker.start()

    def run_build_batch(self, build_id: str) -> str:
        """Build the next batch of a build; "more" or its final status. Called by the worker.

        Trouble with storage that may pass is waited for, however long it lasts.
        """
        try:
            outcome = self._attempt(build_id)
            self.trouble = None
            return outcome
        except PassingTrouble as error:
            log.warning("waiting: %s", error)
            self.trouble = str(error)
            time.sleep(RETRY_S)
            return "more"

    def _attempt(self, build_id: str) -> str:
        """A batch, unless its build ended too many processes."""
        if not self.attempts.begin(build_id):
            self.attempts.end(build_id)
            self.builds.set_status(build_id, "failed", error=KILLER)
            return "failed"
        try:
            return self._build_batch(build_id)
        finally:
            self.attempts.end(build_id)

    def _build_batch(self, build_id: str) -> str:
        build = self.builds.get(build_id)
        if build is None or not build.active:
            return build.status if build else "gone"
        try:
            story = self._story(build.story_id)
            if build.status == "queued":
                self.builds.set_status(build_id, "running", message="Starting")
            context = BuildContext(self, build_id, story.id)
            context.check()
            snapshot = self.store.snapshot(story.id)
            steps = self._steps(story.request, snapshot)
            # A wish may have been taken back since.
            there = {step.slot for step in steps}
            targets = None if build.targets is None else there.intersection(build.targets)
            batch = self.builder.batch(steps, story.id, targets)
            looked = not any(slot.startswith("caption/") for slot in batch)
            waits = build.kind == CAREFUL and looked and bool(self._guesses(story.id))
            if not batch or waits:
                self.voice.follow(story.id)
                self.builds.clear(story.id)
                message = "Waiting for a look at the captions" if waits else "Done"
                self.builds.set_status(build_id, "done", message=message)
                return "done"
            queued_s = time.time() - build.queued_at if build.status == "queued" else 0.0
            self.builder.build(steps, story.id, batch, context, queued_s=queued_s)
            for slot in batch:
                self.builds.clear(story.id, slot)
            return "more"
        except Stopping:
            return "more"
        except PassingTrouble:
            raise
        except Exception as error:
            if self.stopping:  # whatever fails now fails because this process ends
                return "more"
            status, sentence = outcome_of(error)
            self.builds.clear(build.story_id)
            self.builds.set_status(build_id, status, error=sentence)
            return status

    def note_progress(
        self,
        build_id: str,
        story_id: str,
        slot: str,
        message: str,
        *,
        done: int | None = None,
        total: int | None = None,
        text: str | None = None,
    ) -> None:
        """Write down what is being done now; never at the cost of the work itself."""
        with suppress(PassingTrouble):
            self.builds.note(story_id, slot, message, done=done, total=total, text=text)
            self.builds.set_status(build_id, "running", message=message)

    def is_cancelled(self, build_id: str) -> bool:
        """Whether the user asked this build to stop."""
        return self.builds.is_cancelled(build_id)

    def enqueue_forgotten(self) -> None:
        """Enqueue what is unfinished but not in the queue (a crash between the two databases)."""
        waiting = self.queue.waiting()
        for build in self.builds.unfinished():
            if build.id in waiting:
                continue
            if build.kind == EXPORT:
                self.queue.put("export_book", build.id, again=True, queue=EXPORTS)
            else:
                self.queue.put("build_story", build.id, again=True)
        for run in self.evaluations.unfinished():
            if run.id not in waiting:
                self.queue.put("evaluate", run.id, again=True)
        self.library.enqueue_forgotten(waiting)

    def close(self) -> None:
        """Stop the worker and let go of models and database."""
        self.stopping = True
        self.library.close()
        self.worker.stop()
        self.queue.close()
        self.pool.close()
        self.database.close()

    # -- inside -----------------------------------------------------------------------------
    def _story(self, story_id: str) -> Story:
        story = self.stories.get(story_id)
        if story is None:
            raise BadInput("There is no story with this address; look for it in the gallery.")
        return story

    def models(self, preset: str) -> Mapping[str, ModelRef]:
        """The models of a preset by role; `UnknownName` lists the presets."""
        if preset not in self._refs:
            self._refs[preset] = dict(self.catalog.refs(preset))
        return self._refs[preset]

    def models_of(self, request: StoryRequest) -> Mapping[str, ModelRef]:
        """The models of a book: its preset's, with the narrator who speaks its language."""
        models = self.models(request.preset)
        narrator = self.narrators.chosen(request.preset, request.language, request.voice)
        return {**models, "narrator": narrator}

    def forget_models(self) -> None:
        """Models came or went: what stood in for them is looked up again."""
        self._refs.clear()
        self.narrators.forget()

    def _tells_plots(self, preset: str) -> bool:
        """Whether its stories are the library's plots, told or as an outline."""
        return not self.models(preset)["writer"].plans

    def _told_before(self) -> tuple[str, ...]:
        """Plots of the last books and wordings of the very last, the newest at the end."""
        found: list[str] = []
        for n, data in reversed(list(enumerate(self.stories.told(THREADS_APART)))):
            found.append(str(data["thread"]))
            if n < WORDINGS_APART:
                found += [f"{data['thread']}/{name}" if "/" not in str(name) else str(name)
                          for name in data.get("wordings", ())]  # fmt: skip
        return tuple(found)

    def draws(self, preset: str) -> bool:
        """Whether a preset's illustrator draws scenes instead of painting from prompts."""
        return self.models(preset)["illustrator"].reads == "scene"

    def _captioned(self, states: Mapping[str, SlotState]) -> dict[str, Artifact]:
        """What the captioner said where a person's words stand now, by slot."""
        found = {}
        for slot, state in states.items():
            artifact = state.artifact if slot.startswith("caption/") else None
            while artifact is not None and artifact.maker == "person":
                artifact = self.store.artifact(artifact.inputs[0]) if artifact.inputs else None
            if artifact is not None and artifact is not state.artifact:
                found[slot] = artifact
        return found

    def _limits(self, model_id: str) -> assemble.Limits:
        options = self.catalog.model(model_id).options
        return assemble.Limits(
            familiar_above=float(options.get("familiar_above", 0.0)),
            unsure_below=options.get("unsure_below"),
        )

    def _steps(self, request: StoryRequest, snapshot: Snapshot) -> tuple[Step, ...]:
        models, choices = self.models_of(request), snapshot.choices()
        whole = snapshot.standing.get("story")
        story = whole.artifact if whole else None
        gone = story is not None and story.maker == "model" and request.written
        if story and gone and story.model_id != models["writer"].id:
            del choices["story"]  # Rebuilt, its pages are written one by one.
        return plan(request, models, choices, self.wishes.of(snapshot))

    def _states(self, request: StoryRequest, snapshot: Snapshot) -> dict[str, SlotState]:
        return examine(self._steps(request, snapshot), snapshot.choices(), snapshot)

    def request(self, story_id: str) -> StoryRequest:
        """What was asked for."""
        return self._story(story_id).request

    def states(self, story_id: str) -> dict[str, SlotState]:
        """Every slot of a story as it stands."""
        return self._states(self._story(story_id).request, self.store.snapshot(story_id))

    def _state(self, story_id: str, slot: str, kinds: Sequence[str] | None = None) -> SlotState:
        states = self.states(story_id)
        if slot not in states or (kinds and slot.partition("/")[0] not in kinds):
            known = [s for s in states if not kinds or s.partition("/")[0] in kinds]
            raise UnknownName("place in this story", slot, known)
        return states[slot]


def _told(step: Step, states: Mapping[str, SlotState]) -> bool:
    """Whether what a step needs beside its inputs is there, and not all of another plot."""
    known = [states[slot] for slot in step.context if slot in states and slot != step.slot]
    there = all(state.artifact is not None for state in known)
    return not known or (there and any(state.status == "fresh" for state in known))


def sha256_of(content: bytes) -> str:
    """Hex SHA-256 of bytes."""
    return hashlib.sha256(content).hexdigest()


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".writable"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise StorageError(
            f"The data directory {folder} cannot be written ({error.strerror}); free some space, "
            "change its rights, or set STUDIO_DATA_DIR to another folder."
        ) from error
