"""The presets of this installation: who makes what, what they can, what they lack."""

from collections.abc import Mapping
from typing import Final

from core.build import ModelRef
from core.models.entry import languages_of
from core.models.pool import ModelPool
from core.models.registry import Catalog
from core.plan import COMPOSER
from core.story import StoryRequest
from studio.assemble import Limits
from studio.narrators import Narrators
from studio.views import PresetView

_FINDING_OUT: Final = "Finding out where models run best here …"


class Presets:
    """Answers by the id of a preset; `UnknownName` lists the presets."""

    def __init__(
        self, catalog: Catalog, pool: ModelPool, narrators: Narrators, *, usual: str
    ) -> None:
        self.usual = usual
        """The preset that is used where nobody chooses."""
        self._catalog = catalog
        self._pool = pool
        self._narrators = narrators
        self._refs: dict[str, dict[str, ModelRef]] = {}
        self._composers: dict[str, ModelRef | None] = {}

    def models(self, preset: str) -> Mapping[str, ModelRef]:
        """The models of a preset by role."""
        if preset not in self._refs:
            self._refs[preset] = dict(self._catalog.refs(preset))
        return self._refs[preset]

    def models_of(self, request: StoryRequest) -> Mapping[str, ModelRef]:
        """The models of a book: its preset's, with the narrator who speaks its language, and the
        model that makes its music where one was asked for and is here."""
        models = self.models(request.preset)
        narrator = self._narrators.chosen(request.preset, request.language, request.voice)
        composer = self._composer(request)
        return {**models, "narrator": narrator, **({COMPOSER: composer} if composer else {})}

    def _composer(self, request: StoryRequest) -> ModelRef | None:
        """The model that makes a book's music; None while the studio composes it."""
        wanted = request.composer
        if wanted is None or wanted not in self._catalog.models:
            return None
        if wanted not in self._composers:
            here = self._catalog.status(wanted).ready
            self._composers[wanted] = self._catalog.ref(wanted) if here else None
        return self._composers[wanted]

    def music_note(self, request: StoryRequest) -> str:
        """A sentence when the studio composes instead of the model that was asked for; else ""."""
        if request.composer is None or self._composer(request) is not None:
            return ""
        label = self.called(request.composer) or request.composer
        return (
            f"The studio composes the music instead of {label}, which is not on this computer: "
            "once it is, rebuild the book."
        )

    def forget(self) -> None:
        """Models came or went: what stood in for them is looked up again."""
        self._refs.clear()
        self._composers.clear()
        self._narrators.forget()

    def tells_plots(self, preset: str) -> bool:
        """Whether its stories are the library's plots, told or as an outline."""
        return not self.models(preset)["writer"].plans

    def draws(self, preset: str) -> bool:
        """Whether a preset's illustrator draws scenes instead of painting from prompts."""
        return self.models(preset)["illustrator"].reads == "scene"

    def label(self, preset: str) -> str:
        """What people call a preset."""
        return self._catalog.preset(preset).label

    def composer(self, preset: str) -> str | None:
        """The model that a preset offers for music, by its id."""
        return self._catalog.preset(preset).composer

    def narrator(self, preset: str) -> str:
        """A preset's own narrator, by its id."""
        return self._catalog.preset(preset).models["narrator"]

    def called(self, model_id: str | None) -> str | None:
        """What people call a model; None where the catalogue does not have it (any more)."""
        entry = self._catalog.models.get(model_id or "")
        return entry.label if entry else None

    def writers_of(self, language: str) -> list[str]:
        """The labels of the catalogue's writers of a language."""
        entries = [m for m in self._catalog.models.values() if m.role == "writer"]
        return [entry.label for entry in entries if language in languages_of(entry)]

    def limits(self, captioner: str) -> Limits:
        """What a captioner's confidence says, by its catalogue entry."""
        options = self._catalog.model(captioner).options
        return Limits(
            familiar_above=float(options.get("familiar_above", 0.0)),
            unsure_below=options.get("unsure_below"),
        )

    def views(self) -> list[PresetView]:
        """All presets in plain words."""
        views = []
        for preset in self._catalog.presets.values():
            missing = list(self._catalog.missing(preset.id).values())
            views.append(
                PresetView(
                    id=preset.id,
                    label=preset.label,
                    blurb=preset.blurb,
                    download_mib=self._catalog.download_mib(preset.id),
                    ready=not missing,
                    why=missing[0] if missing else self.device_line(),
                    models=preset.models,
                )
            )
        return views

    def device_line(self, *, wait: bool = False) -> str:
        """Where models run here, and why, in one sentence; not known yet while torch starts."""
        plan = self._pool.plan if wait else self._pool.planned
        return plan.why if plan else _FINDING_OUT
