"""Writes which runs of words the writer has read, beside its weights (`core.models.seen`).

    python -m train.seen --session 053f933:1:15744:6400 --session 8b9cc67:2:9984

One `--session COMMIT:SEED:STORIES[:DRILLS]` for each training that went into the weights: the
grammar at that commit tells its stories again, each by its number (of the first DRILLS also the
drills, since how many were drills depended on the clock).
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import numpy as np

from core.models.seen import Seen, run_hashes, words_in
from train.common import ROOT, RUNS, STARTER
from train.writer_data import BLOCK, drills_of, story_of

MEGABYTES: Final = 8.0
HASHES: Final = 8
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
    """One training: the commit of its grammar, its seed, and how many stories it read."""

    commit: str
    seed: int
    stories: int
    drills: int = 0
    """So many of the first stories may have been drills."""

    @classmethod
    def parse(cls, text: str) -> "Session":
        commit, *numbers = text.split(":")
        return cls(commit, *map(int, numbers))

    def numbers(self) -> Iterator[tuple[int, bool]]:
        """Number of each story that was or may have been read, and whether it is a drill."""
        for block in range(-(-self.stories // BLOCK)):
            least = drills_of(block, self.seed, 0.04)
            for i, drill in enumerate(least[: self.stories - block * BLOCK]):
                number = block * BLOCK + i
                if number < self.drills:
                    yield number, True
                    yield number, False
                else:
                    yield number, drill


def told(session: Session) -> Iterator[str]:
    """The session's stories, told again by its own grammar."""
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
    if not file.exists():
        runs = np.unique(np.concatenate([run_hashes(words_in(text)) for text in told(session)]))
        kept.mkdir(parents=True, exist_ok=True)
        np.save(file, runs)
    return np.load(file)


def sample_of(session: Session, count: int) -> list[str]:
    """Some of a session's stories by the present grammar: these it has, if nothing changed."""
    rng = random.Random(session.seed)
    numbers = [rng.randrange(session.drills, session.stories) for _ in range(count)]
    chosen = {n: drills_of(n // BLOCK, session.seed, 0.04)[n % BLOCK] for n in numbers}
    return [" ".join(story_of(n, session.seed, drill=d).tale.parts) for n, d in chosen.items()]


def main(argv: Sequence[str] | None = None) -> Seen:
    parser = argparse.ArgumentParser(
        prog="python -m train.seen",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--session", type=Session.parse, action="append", required=True, help="see above")
    add("--out", type=Path, default=STARTER / "writer")
    add("--kept", type=Path, default=RUNS / "seen", help="folder for finished sessions")
    add("--megabytes", type=float, default=MEGABYTES, help="of the filter (%(default)s)")
    args = parser.parse_args(argv)
    runs = np.unique(np.concatenate([runs_of(session, args.kept) for session in args.session]))
    about = {"sessions": [asdict(session) for session in args.session], "runs": len(runs)}
    seen = Seen.of(runs, args.megabytes, HASHES, about)
    seen.save(args.out)
    strange = np.random.default_rng(0).integers(0, 2**63, 200_000, dtype=np.uint64)
    taken = float(seen.knows(strange).mean())
    print(json.dumps(about | {"taken_for_known": round(taken, 5)}))
    return seen


if __name__ == "__main__":
    main()
