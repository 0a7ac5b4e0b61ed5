"""Stories and the gallery as they stand, for whoever looks."""

from core.models.registry import Catalog
from core.pages import as_planned
from db.artifacts import SqlArtifactStore
from db.builds import Builds
from db.gallery import Card
from db.stories import Stories
from studio import assemble
from studio.captions import Captions
from studio.graphs import UNTITLED, Graphs, pages_of, stale_of, title_of, wishes_of
from studio.narrators import Narrators
from studio.presets import Presets
from studio.views import CardView, StoryView


class Reading:
    """Reads, and changes nothing."""

    def __init__(
        self,
        graphs: Graphs,
        stories: Stories,
        store: SqlArtifactStore,
        builds: Builds,
        captions: Captions,
        presets: Presets,
        narrators: Narrators,
        catalog: Catalog,
    ) -> None:
        self._graphs = graphs
        self._stories = stories
        self._store = store
        self._builds = builds
        self._captions = captions
        self._presets = presets
        self._narrators = narrators
        self._catalog = catalog

    def story(self, story_id: str) -> StoryView:
        """The story as it stands, with progress; `BadInput` if there is none with this id."""
        story = self._graphs.story(story_id)
        request = story.request
        snapshot = self._store.snapshot(story_id)
        states = self._graphs.examined(request, snapshot)
        build = self._builds.latest(story_id)
        progress = self._builds.progress(story_id) if build and build.active else {}
        pieces = {
            slot: assemble.piece(state, snapshot.standing.get(slot), progress.get(slot))
            for slot, state in states.items()
        }
        models = self._presets.models_of(request)
        captions = self._captions.views(request, states, pieces)
        pages = pages_of(request, snapshot)
        segments = assemble.segments(request, pieces, wishes_of(snapshot), pages)
        standing = {slot: state.artifact for slot, state in states.items()}
        unneeded = assemble.unneeded(segments) | assemble.unscored(standing)
        return StoryView(
            id=story.id,
            title=title_of(story, snapshot),
            request=request,
            created_at=story.created_at,
            captions=captions,
            outline=pieces.get("outline"),
            story=pieces.get("story"),
            title_piece=pieces["title"],
            segments=segments,
            arrangement=None if pages == as_planned(request) else pages.to_json(),
            build=assemble.progress_of(build, states),
            stale=tuple(stale_of(states)),
            missing=tuple(
                slot
                for slot, piece in pieces.items()
                if piece.status == "missing"
                and not slot.startswith(assemble.ASIDE)
                and slot not in unneeded
            ),
            word_count=assemble.word_count(segments),
            deleted=story.deleted,
            models={role: ref.id for role, ref in models.items()},
            device=self._presets.device_line(),
            notes=(
                *assemble.notes(
                    captions,
                    pieces,
                    known=self._catalog.models,
                    places={segment.index: segment.number for segment in segments},
                ),
                *self._narrators.notes(request),
                *filter(None, [self._presets.music_note(request)]),
            ),
        )

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
        cards = self._stories.gallery(
            search=search, mood=mood, preset=preset, age=age, sort=sort, deleted=deleted
        )
        return [card_view(card) for card in cards]


def card_view(card: Card) -> CardView:
    """A card as pages show it."""
    titled = {"title": card.title or UNTITLED, "status": card.status or "done"}
    return CardView(**{**vars(card), **titled})
