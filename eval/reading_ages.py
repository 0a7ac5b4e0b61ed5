"""Do books become what was asked: `python -m eval.reading_ages`, by reading age and by length.

The storyteller's books about drawn scenes, moods and one to ten pictures in turn.  By reading age:
the mean length of a book's sentences, and the share of its words that are among the 3,000
commonest of `--texts` (plain text or JSONL; without, of the storyteller's own wordings).  By
length: the share of books within their range.
"""

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from core.ages import AGES, USUAL_AGE
from core.errors import BadInput, StudioError
from core.figure import Figure
from core.story import LENGTHS, MOODS, USUAL_LENGTH
from core.text import count_words, sentences, words_of
from core.threads import tell
from core.threads.library import SLOT, library
from eval.intervals import mean_interval, share_interval
from eval.telling import drawn_captions

if TYPE_CHECKING:
    from plotly.graph_objects import Figure as Chart

COMMON: Final = 3000


def common_words(paths: Sequence[Path] = (), *, most: int = COMMON) -> frozenset[str]:
    """The commonest words of some texts, in lower case."""
    texts = (text for path in paths for text in _texts(path)) if paths else _wordings()
    counts = Counter(word for text in texts for word in words_of(text))
    if not counts:
        raise BadInput("There are no words in the texts.")
    return frozenset(word for word, _ in counts.most_common(most))


def _wordings() -> Iterator[str]:
    for thread in library():
        yield from (SLOT.sub(" ", wording.text) for wording in thread.wordings)


def _texts(path: Path) -> Iterator[str]:
    try:
        content = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{path} cannot be read as UTF-8 text: {error}.") from error
    if path.suffix != ".jsonl":
        yield content
        return
    for line in content.splitlines():
        yield from _strings(json.loads(line))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


def books(n: int, *, age: str = USUAL_AGE, length: str = USUAL_LENGTH, seed: int = 0) -> list[str]:
    """Texts of `n` books; moods and numbers of pictures take turns."""
    pictures = drawn_captions(max(10, n), seed)
    rng, told = random.Random(seed), []
    for k in range(n):
        chosen = [rng.choice(said) for said in rng.sample(pictures, 1 + k % 10)]
        book = tell(
            chosen, mood=list(MOODS)[k % len(MOODS)], words=LENGTHS[length], seed=k, age=age
        )
        told.append("\n\n".join(book.parts))
    return told


def sentence_words(text: str) -> float:
    """The mean length of a text's sentences, in words."""
    return count_words(text) / len(sentences(text))


def common_share(text: str, common: frozenset[str]) -> float:
    """The share of a text's words that are common ones; names are none, and don't count."""
    words = [w for w in words_of(text) if w in common or w in text]  # a name has a capital
    return sum(word in common for word in words) / len(words)


def of_ages(
    n: int, common: frozenset[str], seed: int
) -> tuple[dict[str, dict[str, Figure]], dict[str, list[float]]]:
    """Sentence length and share of common words by reading age, printed as they are found; and
    each book's mean length of a sentence."""
    found, every = {}, {}
    for age in AGES:
        told = books(n, age=age, seed=seed)
        every[age] = lengths = [sentence_words(text) for text in told]
        found[age] = {
            "words a sentence": mean_interval(lengths),
            f"words among the {COMMON:,} commonest": mean_interval(
                [common_share(text, common) for text in told]
            ),
        }
        for what, figure in found[age].items():
            print(f"age {age:5} {what:35} {figure}", flush=True)
        low, middle, high = map(float, np.percentile(lengths, (10, 50, 90)))
        spread = f"{low:.1f} to {high:.1f}, half of them up to {middle:.1f}"
        print(f"age {age:5} words a sentence in eight of ten books: {spread}", flush=True)
    return found, every


def distributions(lengths: Mapping[str, Sequence[float]]) -> "Chart":
    """Each book's mean length of a sentence (words) by reading age, one above the other."""
    from plotly.graph_objects import Figure as Chart
    from plotly.graph_objects import Violin

    drawn = [
        Violin(
            x=list(books), name=f"{age} years", side="positive", points="all", pointpos=-0.4,
            orientation="h", meanline_visible=True, spanmode="hard",
        )
        for age, books in lengths.items()
    ]  # fmt: skip
    return Chart(
        data=drawn,
        layout={
            "title": "Words a sentence, a point for each book",
            "xaxis": {"title": "Words a sentence, mean of a book", "rangemode": "tozero"},
            "template": "plotly_white",
            "showlegend": False,
        },
    )


def of_lengths(
    n: int, seed: int, age: str = USUAL_AGE
) -> dict[str, tuple[Figure, dict[int, list[int]]]]:
    """The share of books within their range, and the lengths of the others by their pictures."""
    found = {}
    for length, (low, high) in LENGTHS.items():
        words = [count_words(text) for text in books(n, age=age, length=length, seed=seed)]
        outside: dict[int, list[int]] = {}
        for k, count in enumerate(words):
            if not low <= count <= high:
                outside.setdefault(1 + k % 10, []).append(count)
        share = share_interval(n - sum(map(len, outside.values())), n)
        found[length] = share, dict(sorted(outside.items()))
    return found


def main() -> int:
    """Measure and print; the last line is JSON."""
    parser = argparse.ArgumentParser(prog="python -m eval.reading_ages", description=__doc__)
    parser.add_argument("--n", type=int, default=60, help="books for each age and length")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--age", choices=tuple(AGES), default=USUAL_AGE, help="of the lengths")
    parser.add_argument("--texts", type=Path, nargs="*", default=(), help="for the common words")
    parser.add_argument("--html", type=Path, help="write the distributions here, as a chart")
    asked = parser.parse_args()
    try:
        if asked.n < 1:
            raise BadInput("Ask for at least one book.")
        ages, every = of_ages(asked.n, common_words(asked.texts), asked.seed)
        if asked.html:
            asked.html.write_text(distributions(every).to_html(), encoding="utf-8")
        lengths = of_lengths(asked.n, asked.seed, asked.age)
    except StudioError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    for length, (share, outside) in lengths.items():
        low, high = LENGTHS[length]
        print(f"{length:9} books of {low} to {high} words, for {asked.age}: {share}")
        for pictures, counts in outside.items():
            print(f"          {pictures} pictures: {', '.join(map(str, sorted(counts)))} words")
    plain = {"ages": {a: {k: asdict(f) for k, f in fs.items()} for a, fs in ages.items()},
             "lengths": {name: asdict(share) for name, (share, _) in lengths.items()}}  # fmt: skip
    print(json.dumps(plain))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
