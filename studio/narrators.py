"""Who reads a book aloud: the voices of a preset, who reads instead of whom, a line to hear."""

from typing import Final

from core.build import ModelRef
from core.languages import ENGLISH, name_of, pasted_in, primary
from core.models.base import Lease, Utterance
from core.models.espeak import ALIASES
from core.models.pool import ModelPool
from core.models.registry import Catalog
from core.scripts import possible
from core.stages.narrating import narration
from core.story import StoryRequest

Voices = dict[str, dict[str, str]]
"""Languages (BCP 47) to their voices: id to the name that people read."""

SEED: Final = 7
LINES: Final = {
    "en": "Once upon a time a little fox found a red door in the snow.",
    "de": "Es war einmal ein kleiner Fuchs, der fand im Schnee eine rote Tür.",
    "fr": "Il était une fois un petit renard qui trouva une porte rouge dans la neige.",
    "es": "Érase una vez un pequeño zorro que encontró una puerta roja en la nieve.",
    "it": "C’era una volta una piccola volpe che trovò una porta rossa nella neve.",
    "pt": "Era uma vez uma pequena raposa que encontrou uma porta vermelha na neve.",
    "nl": "Er was eens een kleine vos die in de sneeuw een rode deur vond.",
    "pl": "Dawno, dawno temu mały lis znalazł w śniegu czerwone drzwi.",
    "tr": "Bir varmış bir yokmuş, küçük bir tilki karda kırmızı bir kapı bulmuş.",
    "ru": "Жил-был маленький лис, и однажды он нашёл в снегу красную дверь.",
    "uk": "Жив собі маленький лис, і якось він знайшов у снігу червоні двері.",
    "ar": "كان يا ما كان، ثعلب صغير وجد بابا أحمر في الثلج.",
    "hi": "एक समय की बात है, एक छोटी लोमड़ी को बर्फ़ में एक लाल दरवाज़ा मिला।",
    "cmn": "从前，有一只小狐狸在雪地里发现了一扇红色的门。",
    "ja": "むかしむかし、小さなきつねが雪の中で赤い戸を見つけました。",
}
"""What a voice says to be heard; in other languages it counts."""
COUNTING: Final = "1, 2, 3, 4, 5."


class Narrators:
    """The use cases of choosing a voice."""

    def __init__(self, catalog: Catalog, pool: ModelPool) -> None:
        self._catalog = catalog
        self._pool = pool
        self._chosen: dict[tuple[str, str, str | None], ModelRef] = {}
        self._said: dict[tuple[str, str, str | None], str] = {}

    def chosen(self, preset: str, language: str, voice: str | None) -> ModelRef:
        """Who reads a language with a voice for a preset."""
        wanted = (preset, language, voice)
        if wanted not in self._chosen:
            self._chosen[wanted] = self._catalog.ref(self._catalog.narrator(*wanted))
        return self._chosen[wanted]

    def forget(self) -> None:
        """Models came or went."""
        self._chosen.clear()
        self._said.clear()

    def voices(self, preset: str) -> Voices:
        """The voices of a preset's narrator.

        Behind its own come those of the narrator who reads for it what it cannot.
        """
        narrator = self._catalog.refs(preset)["narrator"].id
        own = self._with_beside(preset, self._of(narrator))
        other = self._catalog.model(narrator).instead
        if other is None:
            return own
        label = self._catalog.model(other).label
        more = self._of(other)
        return {
            language: {
                **own.get(language, {}),
                **{
                    voice: f"{name} ({label})" if language in own else name
                    for voice, name in more.get(language, {}).items()
                },
            }
            for language in dict.fromkeys([*own, *more])
        }

    def to_fetch(self, preset: str) -> list[str]:
        """Models whose voices could be chosen for a preset, if they were here."""
        others = self._catalog.beside(preset)
        return [other.id for other in others if not self._catalog.status(other.id).ready]

    def _with_beside(self, preset: str, own: Voices) -> Voices:
        """Voices, and behind them those of narrators beside theirs that are here."""
        for other in self._catalog.beside(preset):
            if self._catalog.status(other.id).ready:
                for language, names in self._of(other.id).items():
                    own = {**own, language: {**own.get(language, {}), **names}}
        return own

    @staticmethod
    def known_as(language: str, voice: str | None, voices: Voices) -> tuple[str, str | None]:
        """A language as people tag it ("en_US", "zh", "PT-br") by the name that `voices` has.

        An accent becomes a voice where the language's first voice is eSpeak's, which has accents.
        Unknown ones are returned as they are.
        """
        tag = language.strip().lower().replace("_", "-")
        if tag in voices:
            return tag, voice
        primary = tag.split("-")[0]
        primary = ALIASES.get(primary, primary)
        if primary not in voices:
            return language, voice
        names = list(voices[primary])
        accented = names and names[0].split("-")[0] == primary and tag in names
        return primary, tag if voice is None and accented else voice

    def said(self, preset: str, language: str, voice: str | None) -> str:
        """A sentence when somebody else than the preset's narrator will read; else ""."""
        asked = (preset, language, voice)
        if asked not in self._said:
            self._said[asked] = self._stands_in(*asked)
        return self._said[asked]

    def _stands_in(self, preset: str, language: str, voice: str | None) -> str:
        wanted = self._catalog.model(self._catalog.preset(preset).models["narrator"])
        reads = self._catalog.model(self._catalog.narrator(preset, language, voice))
        if reads.id == wanted.id:
            return ""
        ready = self._catalog.status(wanted.id).ready
        if ready and voice is not None and language in self._of(wanted.id):
            return ""  # Somebody chose this voice.
        why = "does not speak this language" if ready else "is not on this computer yet"
        return f"{reads.label} reads instead of {wanted.label}, who {why}."

    def language_of(self, preset: str, text: str) -> str:
        """The language, as its narrators tag it, of a story that somebody brings."""
        return pasted_in(text, self.voices(preset)) or ENGLISH

    def notes(self, request: StoryRequest) -> tuple[str, ...]:
        """What a book says of who reads it."""
        said = [self.said(request.preset, request.language, request.voice)]
        if request.text and not possible(request.text, [primary(request.language)]):
            tongue = name_of(primary(request.language))
            said.append(f"The voice reads {tongue}, and the story is written in another script.")
        return tuple(filter(None, said))

    def sample(self, preset: str, language: str, voice: str | None, speed: float) -> bytes:
        """A line, spoken as a page would be, as WAV."""
        narrator = self.chosen(preset, language, voice).id
        text = LINES.get(language.split("-")[0], COUNTING)

        def speak(lease: Lease) -> Utterance:
            said: Utterance = lease.backend.speak(
                text, language=language, voice=voice, speed=speed, check=lambda: None, seed=SEED
            )
            return said

        made = narration(text, self._pool.run(narrator, speak))
        assert made.media is not None
        return made.media

    def _of(self, narrator: str) -> Voices:
        known = self._catalog.voices(narrator)
        return known or self._pool.run(narrator, lambda lease: lease.backend.voices())
