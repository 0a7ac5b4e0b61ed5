"""The eSpeak NG narrator: speech and word timings from a program of its own (`espeak_program`)."""

import json
import subprocess
import sys
import time
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from importlib import util
from pathlib import Path
from typing import Any, Final

import numpy as np

from core.errors import BadInput, ModelUnavailable, UnknownName
from core.models.base import Check, Utterance
from core.models.spoken_text import placed, written_out, written_words
from core.models.word_spans import apart

PROGRAM: Final = Path(__file__).with_name("espeak_program.py")
LIBRARIES: Final = ("libespeak-ng.so", "libespeak-ng.dylib", "espeak-ng.dll")
WORDS_PER_MINUTE: Final = 165
SILENCE_S: Final = 0.5
SAMPLE_RATE: Final = 22050
TIMEOUT_S: Final = 60
FIRST: Final = ("en", "de", "fr", "es", "it", "pt", "nl")
"""Languages that are listed before the others; within English, Britain comes first."""
ALIASES: Final = {"zh": "cmn", "no": "nb"}
"""Usual language codes to the ones espeak has."""
UNUSABLE: Final = ("en-shaw", "fo", "kaa", "xex")
"""English in another alphabet, and languages that the library lists without having their data."""
VARIANTS: Final[Mapping[str, str]] = {
    "": "man",
    "+f3": "woman",
    "+f2": "woman, brighter",
    "+m3": "man, deeper",
    "+klatt": "man, soft",
    "+grandma": "grandmother",
    "+grandpa": "grandfather",
}


class Espeak:
    """Fulfils `core.models.base.Narrator`."""

    def __init__(self, options: Mapping[str, Any] | None = None) -> None:
        spec = util.find_spec("espeakng_loader")
        folder = Path(spec.origin).parent if spec and spec.origin else None
        library = (
            next((folder / n for n in LIBRARIES if (folder / n).is_file()), None)
            if folder
            else None
        )
        if folder is None or library is None:
            raise ModelUnavailable(
                "eSpeak NG is not installed for this system: run `pip install espeakng-loader`."
            )
        self._where = {"library": str(library), "data": str(folder / "espeak-ng-data")}

    @cached_property
    def _names(self) -> dict[str, str]:
        """Every espeak language (as "en-gb") and its name."""
        head, _ = self._ask({"do": "voices"}, lambda: None)
        return {language: name for language, name, _ in head["voices"]}

    @cached_property
    def _voices(self) -> dict[str, dict[str, str]]:
        grouped: dict[str, list[str]] = {}
        for accent in self._names:
            if "-x-" in accent or accent in UNUSABLE:
                continue
            grouped.setdefault(accent.split("-")[0], []).append(accent)
        order = [*(f for f in FIRST if f in grouped), *sorted(set(grouped) - set(FIRST))]
        return {
            language: {
                accent + variant: f"{self._names[accent]}, {who}"
                for accent in sorted(
                    grouped[language], key=lambda a: (a != "en-gb", a != "en-us", a)
                )
                for variant, who in VARIANTS.items()
            }
            for language in order
        }

    def voices(self) -> dict[str, dict[str, str]]:
        """Languages (BCP 47) to their voices: id to the name that people read."""
        return {language: dict(names) for language, names in self._voices.items()}

    def voice_for(self, language: str, voice: str | None) -> str:
        """The voice that speaks; `UnknownName` lists the languages, or the language's voices."""
        wanted = language.strip().lower().replace("_", "-")
        primary = wanted.split("-")[0]
        primary = ALIASES.get(primary, primary)
        if primary not in self._voices:
            raise UnknownName("language", language, self._voices)
        known = self._voices[primary]
        if voice is None:
            return wanted if wanted in known else next(iter(known))
        if voice not in known:
            raise UnknownName(f"voice for “{primary}”", voice, known)
        return voice

    def speak(
        self,
        text: str,
        *,
        language: str,
        voice: str | None,
        speed: float,
        check: Check,
        seed: int = 0,
    ) -> Utterance:
        """Speak plain text; `speed` 1.0 is about 165 words a minute, `seed` changes nothing."""
        name = self.voice_for(language, voice)
        if not 0.5 <= speed <= 2.0:
            raise BadInput(f"A speaking speed of {speed:g} is not possible; choose 0.5 to 2.")
        check()
        if not any(c.isalnum() for c in speakable(text)):
            silence = np.zeros(round(SILENCE_S * SAMPLE_RATE), np.float32)
            return Utterance(samples=silence, sample_rate=SAMPLE_RATE, words=())
        spoken, sources = written_out(speakable(text), name.partition("+")[0])
        said = self.say(spoken, voice=name, speed=speed, check=check)
        return replace(said, words=placed(text, said.words, sources))

    def say(self, text: str, *, voice: str, speed: float = 1.0, check: Check) -> Utterance:
        """Speak with any voice that the library knows by that name ("en-gb-x-rp", "en-us+f3")."""
        spoken = speakable(text)
        request = {
            "do": "speak",
            "voice": voice,
            "rate": round(WORDS_PER_MINUTE * speed),
            "text": spoken,
        }
        head, pcm = self._ask(request, check)
        samples = np.frombuffer(pcm, np.int16).astype(np.float32) / 32768
        rate = int(head["sample_rate"])
        return Utterance(
            samples=samples,
            sample_rate=rate,
            words=word_timings(spoken, head["words"], len(samples) / rate),
        )

    def phonemes(self, texts: Sequence[str], *, voice: str, check: Check) -> list[str]:
        """How each text is pronounced (IPA with stress marks), by any of the library's voices."""
        request = {"do": "phonemes", "voice": voice, "texts": [speakable(text) for text in texts]}
        head, _ = self._ask(request, check)
        return [str(said) for said in head["phonemes"]]

    def _ask(self, request: Mapping[str, Any], check: Check) -> tuple[dict[str, Any], bytes]:
        """Run the program for one request; it is ended when `check` raises."""
        process = subprocess.Popen(
            [sys.executable, "-I", "-S", str(PROGRAM)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        content: bytes | None = json.dumps({**self._where, **request}).encode()
        until = time.monotonic() + TIMEOUT_S
        with process:
            try:
                while True:
                    check()
                    try:
                        out, err = process.communicate(content, timeout=0.25)
                        break
                    except subprocess.TimeoutExpired:
                        content = None
                        if time.monotonic() > until:
                            raise ModelUnavailable(
                                f"eSpeak NG did not answer within {TIMEOUT_S} seconds; try again, "
                                "or narrate a shorter text."
                            ) from None
            except BaseException:
                process.kill()
                raise
        head, newline, pcm = out.partition(b"\n")
        if process.returncode != 0 or not newline:
            reason = err.decode(errors="replace").strip().split("\n")[-1]
            raise ModelUnavailable(
                f"eSpeak NG failed ({reason or process.returncode}); "
                "reinstall it with `pip install --force-reinstall espeakng-loader`."
            )
        return json.loads(head), pcm


def speakable(text: str) -> str:
    """The text with a space for each character that is not speech, so that positions stay."""
    result: list[str] = []
    hidden = False
    for c in text:
        kind = unicodedata.category(c)
        joins = c in "\u200d\ufe0f\u20e3" or "\U0001f3fb" <= c <= "\U0001f3ff"
        hidden = (
            (joins and (hidden or c != "\u200d"))
            or (kind == "So" and c >= "\u2190")
            or (kind == "Cc" and c != "\n")
            or kind in ("Cs", "Co", "Cn")
        )
        result.append(" " if hidden else c)
    return "".join(result)


def word_timings(
    text: str, events: Sequence[Sequence[int]], duration_s: float
) -> tuple[tuple[int, int, float, float], ...]:
    """(start_char, end_char, start_s, end_s) of each spoken word.

    espeak sends several events for a number, and its positions inside one are rough; so an event
    only says which written word (between spaces) has begun.  Words that it joins get one event, and
    share its time.
    """
    spans = [(word.start, word.end, word.token_end) for word in written_words(text)]
    starts: dict[int, float] = {}
    current = 0
    for ms, position in events:
        while current + 1 < len(spans) and position >= spans[current][2]:
            current += 1
        starts.setdefault(current, min(ms / 1000, duration_s))
    if not starts:
        return ()
    times: list[float] = []
    for index in range(len(spans)):
        # A word without an event is spoken with the one before it ("of the").
        before = times[-1] if times else 0.0
        times.append(max(before, starts.get(index, before)))
    times.append(max(times[-1], duration_s))
    times = apart(times, [end - start for start, end, _ in spans])
    return tuple((spans[i][0], spans[i][1], times[i], times[i + 1]) for i in range(len(spans)))
