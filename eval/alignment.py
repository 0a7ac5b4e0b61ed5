"""How exactly words are found in a sound: `python -m eval.alignment --text STORIES.jsonl`.

The truth is known where sentences are put together from words that a voice spoke one by one.  The
error is the distance of each border between two words from where it really is; the first and the
last of a sentence are not counted.  With --ear Whisper's attention, which is rough itself, says the
same of whole sentences: a second opinion.
"""

import argparse
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from core.errors import BadInput, StudioError
from core.models.alignment import aligned
from core.models.base import Narrator
from core.models.device import DevicePlan
from core.models.espeak import Espeak
from core.models.loading import load
from core.models.registry import Catalog
from core.models.whisper import Whisper
from core.settings import Settings
from core.sound import speech_span
from eval.hearing import ear
from eval.intervals import statistic_interval
from eval.voice_texts import drawn

SPEEDS = (0.75, 1.0, 1.4)


def joined(
    narrator: Narrator, sentence: str, *, language: str, speed: float, seed: int
) -> tuple[np.ndarray, int, list[float]]:
    """Samples, their rate, and when each word begins: spoken one by one, without silence."""
    words = sentence.split()
    said = narrator.speak(
        "\n\n".join(words), language=language, voice=None, speed=speed, check=_never, seed=seed
    )
    rate = said.sample_rate
    parts = [said.samples[start:end] for start, end in _between_pauses(said.samples, rate / 5)]
    if len(parts) != len(words):
        raise BadInput(f"{len(parts)} words of “{sentence}” were heard apart, not {len(words)}.")
    parts = [part[slice(*speech_span(part, rate, margin_s=0.0))] for part in parts]
    lengths = [len(part) / rate for part in parts]
    return np.concatenate(parts), rate, [0.0, *np.cumsum(lengths)[:-1].tolist()]


def _between_pauses(samples: np.ndarray, shortest: float) -> list[tuple[int, int]]:
    """What lies between runs of plain zeros of at least so many samples."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], samples != 0, [0]]).astype(int)))
    starts, ends = edges[::2], edges[1::2]
    kept = np.flatnonzero(starts[1:] - ends[:-1] >= shortest)
    firsts, lasts = [starts[0], *starts[kept + 1]], [*ends[kept], ends[-1]]
    return [(int(a), int(b)) for a, b in zip(firsts, lasts, strict=True)]


def errors(
    narrator: Narrator,
    espeak: Espeak,
    sentence: str,
    *,
    language: str,
    voice: str,
    speed: float,
    seed: int,
) -> list[float]:
    """Found minus true beginning of each word but the first, in seconds."""
    sound, rate, truth = joined(narrator, sentence, language=language, speed=speed, seed=seed)
    reference = espeak.say(sentence, voice=voice, check=_never)
    found = aligned(reference, sound, rate)
    return [word[2] - true for word, true in zip(found, truth, strict=True)][1:]


def second_opinion(
    narrator: Narrator, hears: Whisper, sentence: str, *, language: str, speed: float, seed: int
) -> list[float]:
    """How much earlier or later than the ear the narrator's own times begin its words."""
    said = narrator.speak(
        sentence, language=language, voice=None, speed=speed, check=_never, seed=seed
    )
    heard = hears.times(said.samples, said.sample_rate, sentence, language=language)
    return [word[2] - other for word, other in zip(said.words, heard, strict=True)][1:]


def measure(
    texts: list[str], found_in: Callable[[str, float, int], list[float]], *, seed: int = 0
) -> dict[str, Any]:
    """Figures for each speed and for all together, in milliseconds.

    `found_in` gives the errors of a sentence at a speed with a seed, in seconds.
    """
    found: dict[str, list[list[float]]] = {}
    for speed in SPEEDS:
        found[f"{speed:g}"] = [found_in(text, speed, seed + i) for i, text in enumerate(texts)]
    everything = [row for rows in found.values() for row in rows]
    return {name: figures(rows) for name, rows in {**found, "all": everything}.items()}


def figures(rows: list[list[float]]) -> dict[str, Any]:
    """Median, its interval (sentences are drawn), 95th percentile and median shift."""
    kept = [np.array(row) for row in rows if row]
    together = 1000 * np.concatenate(kept)
    places = np.arange(len(kept))
    median = statistic_interval(places, lambda drawn: _median(kept, drawn), resamples=500)
    low, high = median.limits
    return {
        "median_ms": round(float(np.median(np.abs(together))), 1),
        "median_low_ms": round(low, 1),
        "median_high_ms": round(high, 1),
        "p95_ms": round(float(np.percentile(np.abs(together), 95)), 1),
        "shift_ms": round(float(np.median(together)), 1),
        "borders": len(together),
        "sentences": len(kept),
    }


def _median(rows: list[np.ndarray], drawn: np.ndarray) -> float:
    return float(1000 * np.median(np.abs(np.concatenate([rows[int(i)] for i in drawn]))))


def plain(sentence: str) -> str:
    """The words alone: a mark at a border would be a pause in one sound and none in the other."""
    return " ".join(re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", sentence))


def _never() -> None:
    pass


def main() -> int:
    """Measure and print; the last line is JSON."""
    parser = argparse.ArgumentParser(prog="python -m eval.alignment", description=__doc__)
    parser.add_argument("--text", type=Path, required=True, help="stories: text or JSON lines")
    parser.add_argument("--model", default="piper-joe", help="the voice, of the catalogue")
    parser.add_argument("--language", default="en")
    parser.add_argument("--voice", default="en-us", help="eSpeak's, to compare with")
    parser.add_argument("--n", type=int, default=40, help="how many sentences")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--ear", action="store_true", help="compare with Whisper instead")
    parser.add_argument("--threads", type=int, default=0, help="of the ear (default: all)")
    asked = parser.parse_args()
    try:
        catalog = Catalog.load(Settings.from_environment().extra_catalog)
        plan = DevicePlan(device="cpu", dtype="float32", why="Asked for.")
        narrator = load(catalog, asked.model, plan)
        texts = [plain(text) for text in drawn(asked.text, asked.n, seed=asked.seed)]
        language = asked.language
        if asked.ear:
            hears = ear(catalog, threads=asked.threads)

            def found_in(text: str, speed: float, seed: int) -> list[float]:
                return second_opinion(
                    narrator, hears, text, language=language, speed=speed, seed=seed
                )
        else:
            espeak = Espeak()

            def found_in(text: str, speed: float, seed: int) -> list[float]:
                return errors(
                    narrator, espeak, text, language=language, voice=asked.voice, speed=speed,
                    seed=seed,
                )  # fmt: skip

        result = measure(texts, found_in, seed=asked.seed)
    except StudioError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    for speed, row in result.items():
        print(
            f"{asked.model} at {speed:5}  median {row['median_ms']:5.1f} ms "
            f"[{row['median_low_ms']}, {row['median_high_ms']}]  95 % within {row['p95_ms']:6.1f} "
            f"ms  shift {row['shift_ms']:5.1f}  borders {row['borders']} of {row['sentences']}"
        )
    print(json.dumps({"model": asked.model, "seed": asked.seed, **result}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
