"""What people ask for, checked before anything is stored: one clear sentence where it cannot be."""

import dataclasses
from typing import Final

from core.errors import BadInput, UnknownName
from core.figures import hero_name, named_figures
from core.ideas import check_english, tidy_idea
from core.languages import ENGLISH, name_of
from core.models.registry import Catalog
from core.story import StoryRequest
from core.text import clean
from studio.narrators import Narrators
from studio.presets import Presets

TITLE_LIMIT: Final = 120


class Checking:
    """Knows what this installation's models can do."""

    def __init__(self, catalog: Catalog, presets: Presets, narrators: Narrators) -> None:
        self._catalog = catalog
        self._presets = presets
        self._narrators = narrators

    def checked(self, request: StoryRequest) -> StoryRequest:
        """The same request, tidied; `BadInput` or `UnknownName` says why it cannot be done."""
        _ = request.segment_count  # a pasted text that is too short or too long is refused here
        named_figures(request.figures)  # what names nobody is refused here
        idea = tidy_idea(request.idea)
        if idea and self._presets.tells_plots(request.preset) and request.tongue == ENGLISH:
            check_english(idea)
        one = request.written and self._presets.models(request.preset)["writer"].reads == "captions"
        hero = hero_name(request.hero, several=not one)
        voices = self._narrators.voices(request.preset)
        tongue = request.language
        if not tongue:
            tongue = self._narrators.language_of(request.preset, request.text or "")
        language, voice = self._narrators.known_as(tongue, request.voice, voices)
        request = dataclasses.replace(request, language=language, voice=voice)
        if request.language not in voices:
            raise UnknownName("language of narration", request.language, voices)
        if request.voice and request.voice not in voices[request.language]:
            raise UnknownName("voice", request.voice, voices[request.language])
        self._check_language(request)
        for ref in self._presets.models_of(request).values():
            self._catalog.folder(ref.id)
        text = clean(request.text) if request.text is not None else None
        title = clean(request.title or "").strip()[:TITLE_LIMIT] or None
        return dataclasses.replace(request, hero=hero, text=text, title=title, idea=idea)

    def new(self, request: StoryRequest) -> StoryRequest:
        """`checked`, for a book that is begun: what its illustrator does not do is refused."""
        request = self.checked(request)
        preset = self._catalog.preset(request.preset)
        if request.composer is not None and request.composer != preset.composer:
            able = [p.label for p in self._catalog.presets.values() if p.composer]
            raise BadInput(
                f"The books of “{preset.label}” have the studio's own music: leave the composer "
                f"“{request.composer}” out"
                + (f", or choose one of these presets: {', '.join(able)}." if able else ".")
            )
        if request.continuity is not None and self._presets.draws(request.preset):
            raise BadInput(
                "Drawn pictures do not start from one another: leave continuity out. Figures look "
                "the same on every page anyway."
            )
        if request.guide is not None and self._presets.draws(request.preset):
            raise BadInput(
                "This preset draws its pictures itself: leave the guide out, or choose a preset "
                "whose illustrator paints."
            )
        return request

    def _check_language(self, request: StoryRequest) -> None:
        """Raise `BadInput` for a story in a language that its writer does not write."""
        writer = self._presets.models(request.preset)["writer"]
        if not request.written or request.tongue in (ENGLISH, *writer.languages):
            return
        label, language = self._catalog.model(writer.id).label, name_of(request.tongue)
        own = [ENGLISH, *writer.languages]
        what = "English only" if len(own) == 1 else f"only {', '.join(map(name_of, own))}"
        able = self._presets.writers_of(request.tongue)
        instead = f", or a writer of {language} ({', '.join(able)})" if able else ""
        raise BadInput(
            f"{label} writes {what}: choose English as the language of the book{instead}."
        )
