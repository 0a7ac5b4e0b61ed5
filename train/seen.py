"""Writes which runs of words the writer has read, beside its weights (`core.models.seen`).

    python -m train.seen --session 053f933:1:0-15744:6400 --session 8b9cc67:2:0-3200

One `--session COMMIT:SEED:FIRST-END[:DRILLS]` for each training that went into the weights: the
grammar at that commit tells its stories again, each by its number (of those below DRILLS also as
a drill, since how many were drills depended on the clock).
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import numpy as np

from core.models.seen import Seen, run_hashes, words_in
from core.nouns import small_words
from core.stages.starter_cast import cast_for
from train.common import ROOT, RUNS, STARTER
from train.writer_data import BLOCK, LEAST_DRILLS, drills_of, story_of

MEGABYTES: Final = 14.0
HASHES: Final = 11
HERE: Final = "here"
USUAL: Final = 4
"""Stories, of `TOLD`, that must have a word for it to be a usual one."""
TOLD: Final = 4000
DRILLED: Final = 0.35
"""The share of a training from nothing in which there may be drills."""
_TELL: Final = """
import json, random, sys
from train.writer_data import story_of
for line in sys.stdin:
    number, seed, drill = json.loads(line)
    parts = story_of(number, seed, drill=drill).tale.parts
    sys.stdout.write(json.dumps(" ".join(parts)) + chr(10))
"""


@dataclass(frozen=True)
class Session:
    """One training: the commit of its grammar, its seed, and the numbers of its stories."""

    commit: str
    seed: int
    first: int
    end: int
    """The number behind the last."""
    drills: int = 0
    """Stories with numbers below may have been drills."""

    @classmethod
    def parse(cls, text: str) -> "Session":
        commit, seed, numbers, *drills = text.split(":")
        first, _, end = numbers.partition("-")
        return cls(commit, int(seed), int(first), int(end), *map(int, drills))

    def numbers(self) -> Iterator[tuple[int, bool]]:
        """Number of each story that was or may have been read, and whether it is a drill."""
        for number in range(self.first, self.end):
            if number < self.drills:
                yield number, True
                yield number, False
            else:
                yield number, self.drill(number)

    def drill(self, number: int) -> bool:
        """Whether a story is a drill when few are."""
        return drills_of(number // BLOCK, self.seed, LEAST_DRILLS)[number % BLOCK]


def told(session: Session) -> Iterator[str]:
    """The session's stories, told again by its own grammar ("here": by the present one)."""
    if session.commit == HERE:
        for number, drill in session.numbers():
            yield " ".join(story_of(number, session.seed, drill=drill).tale.parts)
        return
    asked = "".join(
        json.dumps([number, session.seed, drill]) + "\n" for number, drill in session.numbers()
    )
    with tempfile.TemporaryDirectory() as folder:
        archive = subprocess.run(
            ["git", "archive", session.commit, "core", "train"],
            cwd=ROOT,
            check=True,
            capture_output=True,
        )
        subprocess.run(["tar", "-x", "-C", folder], input=archive.stdout, check=True)
        with tempfile.TemporaryFile("w+") as lines:
            lines.write(asked)
            lines.seek(0)
            telling = subprocess.Popen(
                [sys.executable, "-c", _TELL], cwd=folder, stdin=lines, stdout=subprocess.PIPE
            )
            assert telling.stdout is not None
            for line in telling.stdout:
                yield json.loads(line)
            if telling.wait():
                raise RuntimeError(f"The grammar at {session.commit} tells no stories.")


def runs_of(session: Session, kept: Path) -> np.ndarray:
    """The different runs of a session's stories, kept in a folder for the next time."""
    name = "_".join(map(str, asdict(session).values()))
    file = kept / f"{name}.npy"
    if file.exists() and session.commit != HERE:
        return np.load(file)
    runs = np.unique(np.concatenate([run_hashes(words_in(text)) for text in told(session)]))
    kept.mkdir(parents=True, exist_ok=True)
    np.save(file, runs)
    return runs


def usual_words(stories: int = TOLD) -> list[str]:
    """Words of the present grammar itself, with the names and things that the studio puts in.

    What stands in a story's captions doesn't count there: some of that is invented.
    """
    found: Counter[str] = Counter()
    for number in range(stories):
        sample = story_of(f"words{number}", 0)
        cast = cast_for(sample.mood, None, sample.captions, number)
        shown = {word[:4] for word in small_words(" ".join(sample.captions).lower())}
        told = small_words(cast.real(" ".join(sample.tale.parts)))
        found.update(word for word in told if word[:4] not in shown)
    return [word for word, count in found.items() if count >= USUAL]


def sample_of(session: Session, count: int) -> list[str]:
    """Some of a session's stories by the present grammar: these it has, if nothing changed."""
    rng = random.Random(session.seed)
    numbers = [rng.randrange(max(session.first, session.drills), session.end) for _ in range(count)]
    chosen = [story_of(n, session.seed, drill=session.drill(n)) for n in numbers]
    return [" ".join(sample.tale.parts) for sample in chosen]


def main(argv: Sequence[str] | None = None) -> Seen:
    parser = argparse.ArgumentParser(
        prog="python -m train.seen",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--session", type=Session.parse, action="append", default=[], help="see above")
    add("--run", type=Path, help="folder of a training from nothing that has just ended")
    add("--out", type=Path, default=STARTER / "writer")
    add("--kept", type=Path, default=RUNS / "seen", help="folder for finished sessions")
    add("--megabytes", type=float, default=MEGABYTES, help="of the filter (%(default)s)")
    args = parser.parse_args(argv)
    if args.run:
        told_by = json.loads((args.run / "figures.json").read_text())
        end = int(told_by["stories"])
        args.session.append(Session(HERE, int(told_by["seed"]), 0, end, round(DRILLED * end)))
    if not args.session:
        parser.error("name a --session or the --run of a training")
    runs = np.unique(np.concatenate([runs_of(session, args.kept) for session in args.session]))
    about = {"sessions": [asdict(session) for session in args.session], "runs": len(runs)}
    seen = Seen.of(runs, args.megabytes, HASHES, about, usual_words())
    seen.save(args.out)
    strange = np.random.default_rng(0).integers(0, 2**63, 200_000, dtype=np.uint64)
    taken = float(seen.knows(strange).mean())
    print(json.dumps(about | {"taken_for_known": round(taken, 5), "words": len(seen.words)}))
    return seen


if __name__ == "__main__":
    main()
