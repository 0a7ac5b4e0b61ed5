"""The storyteller's report in one run, whole: `make starter-report`.

Counts over books of photos' captions and of drawn scenes, beside hand-written tales and their bare
beats by the same counters; many books from one album; the blind readings as they were marked; and
books of all moods to be read.  Nothing is kept from an earlier run.
"""

import argparse
import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from core.errors import StudioError
from core.figure import Figure
from core.settings import ROOT
from core.story import MOODS
from core.text import tells
from core.threads import tell
from core.threads.check import quoted
from core.threads.edition import edition
from core.version import code_version
from eval.intervals import mean_interval, share_interval
from eval.measures.slips import slips
from eval.measures.stories import distinct
from eval.measures.telling import main_verb, says_name, says_verb, subject_noun, told_twice
from eval.telling import RUN, captions_of, measured

READINGS: Final = ROOT / "docs" / "readings" / "votes.json"
BOOKS: Final = 500
TALES: Final = 200
READ: Final = 27
"""So many books are printed at the end, of all moods in turn."""
LABELS: Final = {
    "in_range": "books of 200 to 250 words",
    "copied": "pages with five or more caption words in a row",
    "noun": "the caption's main noun on its page",
    "noun_or_hero": "… or the hero's name, where the hero is that figure",
    "verb": "the caption's main verb on its page",
    "verb_or_like": "… or one that is drawn as the same act",
    "verb_of_caption": "captions whose verb or its like is on one of their pages",
    "named": "the hero's name on the page, where one was asked for",
    "distinct_3": "distinct-3 within a book",
    "no_sentence_twice": "books without a sentence told twice",
    "no_sentence_twice_but_refrains": "… refrains apart",
    "no_long_sentence_twice": "… of six words or more",
    "without_slips": "books in which rules find no slip of grammar",
    "seconds": "seconds a book, of one processor core",
}


def tales_counted(rows: Sequence[Mapping[str, Any]], part: str) -> dict[str, Figure]:
    """The same figures of tales written by hand; `part` is "text" or, of their beats, "beat"."""
    pages: dict[str, list[bool]] = defaultdict(list)
    for row in rows:
        for page in row["pages"]:
            caption, said = row["captions"][page["picture"]], page[part]
            noun, verb = subject_noun(caption), main_verb(caption)
            pages["copied"].append(quoted(said, caption) >= RUN)
            pages["noun"] += [tells(said, noun)] if noun else []
            pages["verb"] += [says_verb(said, verb)] if verb else []
            pages["verb_or_like"] += [says_verb(said, verb, like=True)] if verb else []
            pages["named"] += [says_name(said, row["hero"])] if row["hero"] else []
    texts = ["\n\n".join(page[part] for page in row["pages"]) for row in rows]
    found = {key: share_interval(sum(held), len(held)) for key, held in pages.items()}
    found["distinct_3"] = mean_interval([distinct(text, 3) for text in texts])
    found["no_sentence_twice"] = share_interval(sum(not told_twice(t) for t in texts), len(texts))
    sound = [not any(any(slips(page[part])) for page in row["pages"]) for row in rows]
    found["without_slips"] = share_interval(sum(sound), len(sound))
    return found


def table(columns: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Rows of Markdown: a figure a row, with its 95 % interval, a source a column."""
    yield f"| | {' | '.join(columns)} |"
    yield "|---" * (len(columns) + 1) + "|"
    for key, label in LABELS.items():
        cells = [_cell(key, column.get(key)) for column in columns.values()]
        yield f"| {label} | {' | '.join(cells)} |"


def _cell(key: str, one: Any) -> str:
    if one is None:
        return "–"
    known = one if isinstance(one, dict) else vars(one)
    form = ".3f" if key in ("distinct_3", "seconds") else ".1%"
    ends = [known[end] for end in ("low", "high")]
    limits = "" if None in ends else " [{:{form}}, {:{form}}]".format(*ends, form=form)
    return f"{known['value']:{form}}{limits}"


def readings(path: Path) -> Iterator[str]:
    """What blind readers marked: reading, version, mean rank, marks, taken for an author's, n."""
    yield "| reading | version | rank | hangs together | pleasure | an author's | n |"
    yield "|---|---|---|---|---|---|---|"
    for name, one in json.loads(path.read_text("utf-8")).items():
        rows: dict[str, list[tuple[float, ...]]] = defaultdict(list)
        for vote in one["votes"]:
            for number, said in vote.items():
                for place, letter in enumerate(said["rank"], 1):
                    rows[one["key"][number][letter]].append((place, *map(float, said[letter])))
        for version, marks in sorted(rows.items()):
            rank, hangs, pleasure, author = (
                sum(m) / len(m) for m in zip(*marks, strict=True)
            )  # fmt: skip
            yield (f"| {name} | {version} | {rank:.2f} | {hangs:.2f} | {pleasure:.2f} |"
                   f" {author:.0%} | {len(marks)} |")  # fmt: skip


def to_read(pictures: Sequence[Sequence[str]], n: int, seed: int) -> Iterator[str]:
    """Books of all moods, of one to ten pictures, whole."""
    rng = random.Random(f"read/{seed}")
    for k in range(n):
        said = [rng.choice(one) for one in rng.sample(list(pictures), 1 + k % 10)]
        book = tell(said, mood=list(MOODS)[k % len(MOODS)], seed=seed + k)
        yield f"### {book.title} ({list(MOODS)[k % len(MOODS)]}, {book.thread})"
        for i, part in enumerate(book.parts):
            yield f"*{said[i * len(said) // len(book.parts)].strip()}*\n\n{part}"


def written(asked: argparse.Namespace) -> str:
    """The whole report."""
    found = measured(asked)
    sources = {k: v for k, v in found.items() if isinstance(v, dict) and "noun" in v}
    columns: dict[str, Mapping[str, Any]] = {f"storyteller, {k}": v for k, v in sources.items()}
    if asked.tales and asked.tales.exists():
        rows = [json.loads(line) for line in asked.tales.read_text("utf-8").splitlines()]
        rows = random.Random(asked.seed).sample(rows, min(TALES, len(rows)))
        columns["tales by hand"] = tales_counted(rows, "text")
        columns["their beats"] = tales_counted(rows, "beat")
    said = [f"# The storyteller, {code_version()}, edition {edition()}", __doc__ or ""]
    said += [f"{asked.n} books a source, {asked.album} of one album, seed {asked.seed}.", ""]
    said += [*table(columns), "", "## Books from one album", ""]
    for name, one in found.items():
        if name.startswith("album"):
            figures = "; ".join(f"{k.replace('_', ' ')} {v}" for k, v in one.items())
            said += [f"- {name.removeprefix('album, ')}: {figures}"]
    if READINGS.exists():
        said += ["", "## Blind readings", "", *readings(READINGS)]
    if asked.data is not None:
        said += ["", "## Books to read", ""]
        said.append("\n\n".join(to_read(captions_of(asked.data, asked.split), READ, asked.seed)))
    return "\n".join(said) + "\n"


def main() -> int:
    """Measure everything and write one file."""
    parser = argparse.ArgumentParser(prog="python -m eval.starter_report", description=__doc__)
    parser.add_argument("--data", type=Path, help="photos with captions; else drawn scenes alone")
    parser.add_argument("--split", help="only its pictures of this split")
    parser.add_argument("--tales", type=Path, help="tales by hand (JSONL), to stand beside")
    parser.add_argument("--n", type=int, default=BOOKS, help="books from each source")
    parser.add_argument("--album", type=int, default=200, help="books from one album")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--show", type=int, default=5, help="print so many examples of faults")
    parser.add_argument("--out", type=Path, default=Path("runs/starter-report.md"))
    asked = parser.parse_args()
    try:
        report = written(asked)
    except StudioError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    asked.out.write_text(report, encoding="utf-8")
    print(f"Written to {asked.out}.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
