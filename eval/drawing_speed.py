"""Time and peak memory of five drawn pages of 1024 × 1024, PNG encoding included.

`python -m eval.drawing_speed [--repeats N] [--style STYLE]`, part of `make bench`; it ends with one
JSON line.  The first turn is cold (art is read, words are loaded), the others warm; `words` turn
into scenes, scenes into PNG (`png`), and into the vector files that are kept beside it (`vectors`).
"""

import argparse
import json
import resource
import statistics
import sys
import time
from collections.abc import Callable

from picturebook.casting import strangers
from picturebook.drawing.compose import draw
from picturebook.drawing.marks import Drawing
from picturebook.drawing.styles import STYLES
from picturebook.reading import read
from picturebook.scene import Scene

PAGES = (
    "A girl in a yellow raincoat walks a brown dog through the rainy street.",
    "Three men are eating bananas on a boat at sunset.",
    "The grandmother reads a book to two children on the couch by the fireplace at night.",
    "A knight fights a red dragon in front of the castle.",
    "A group of children build a snowman in the park in winter.",
)
SIZE = 1024


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=5, help="warm turns")
    parser.add_argument("--style", default="paper", choices=list(STYLES))
    options = parser.parse_args()
    turns = [_turn(options.style) for _ in range(1 + options.repeats)]
    warm = {name: statistics.median(t[name] for t in turns[1:]) for name in turns[0]}
    found = {
        "work": "drawn_pages", "pages": len(PAGES), "size": SIZE, "style": options.style,
        "cold_s": round(sum(turns[0].values()), 3), "repeats": options.repeats,
        **{f"{name}_s": round(seconds, 3) for name, seconds in warm.items()},
        "warm_s": round(sum(warm.values()), 3), "peak_mib": _peak_mib(),
    }  # fmt: skip
    print(
        f"Five drawn pages of {SIZE}² ({options.style}): "
        f"{found['words_s'] + found['png_s']:.2f} s warm with PNG, {found['warm_s']:.2f} s with "
        f"SVG and PDF, {found['cold_s']:.2f} s cold; peak {found['peak_mib']} MiB."
    )
    print(json.dumps(found))


def _turn(style: str) -> dict[str, float]:
    """Seconds of each part of five pages."""
    scenes: list[Scene] = []
    drawings: list[Drawing] = []

    def words() -> None:
        scenes.extend(strangers(read(page).scene, 1) for page in PAGES)

    def png() -> None:
        drawings.extend(
            draw(scene, style=style, seed=i, width=SIZE, height=SIZE)
            for i, scene in enumerate(scenes)
        )
        for drawing in drawings:
            drawing.png(SIZE, SIZE)

    def vectors() -> None:
        for drawing in drawings:
            drawing.svg(SIZE)
            drawing.pdf()

    return {work.__name__: _seconds(work) for work in (words, png, vectors)}


def _seconds(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _peak_mib() -> int:
    """The most memory that this process ever held."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (2**20 if sys.platform == "darwin" else 1024))


if __name__ == "__main__":
    main()
