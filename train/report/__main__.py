"""Measures every promise of the starter models on held-out scenes, and writes a page about it.

    python -m train.report --n 500 --seed 5
    python -m train.report --only captioner,scorer --n 100

Prints a table and, last, all figures as one JSON line; writes REPORT.md and report/ into --out.
"""

import argparse
import json
import shlex
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import torch

from core.story import MOODS
from train import common
from train.common import ROOT, RUNS, STARTER
from train.judge import WEIGHTS
from train.report import page, plots
from train.report.bars import PARTS, Report, as_text
from train.report.painting import illustrator
from train.report.seeing import captioner, limits, scorer
from train.report.setup import Setup
from train.report.telling import known_moods, writer
from train.report.whole import size
from train.world.tales.teller import MOODS as TOLD

MEASURES: Final[dict[str, Callable[[Setup, Report], None]]] = {
    "captioner": captioner,
    "scorer": scorer,
    "limits": limits,
    "illustrator": illustrator,
    "writer": writer,
    "size": size,
}
USUAL: Final = 120
"""Pictures and stories where only `--n` is given and it is more."""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m train.report",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--n", type=int, default=500, help="held-out scenes (%(default)s)")
    add("--pictures", type=int, help=f"prompts to paint (--n, at most {USUAL})")
    add("--stories", type=int, help=f"stories to write (--n, at most {USUAL})")
    add("--seed", type=int, default=5, help="which scenes, prompts and stories (%(default)s)")
    add("--only", help=f"parts, with commas between: {','.join(PARTS)}")
    add("--starter", type=Path, default=STARTER, help="folder of the models")
    add("--out", type=Path, help="where REPORT.md is written (--starter)")
    add("--judge", type=Path, default=WEIGHTS)
    add("--judge-minutes", type=float, default=25, help="training of a missing judge; 0 for none")
    add("--world", type=Path, default=common.WORLD, help="training pictures, where they are kept")
    add("--photos", type=Path, default=ROOT.parent / "shared/data", help="photographs")
    add("--kept", type=Path, default=RUNS / "report", help="what is kept for the next report")
    add("--training-pictures", type=int, default=20000, help="to look for copies among")
    add("--training-stories", type=int, default=200, help="told again, to test the writer's filter")
    add("--writer-seed", type=int, default=1, help="seed that the writer was trained with")
    add("--moods", default=",".join(MOODS), help="moods that the writer knows (%(default)s)")
    add("--threads", type=int, default=2)
    return parser


def main(argv: list[str] | None = None) -> dict[str, float]:
    parser = _parser()
    args = parser.parse_args(argv)
    parts = args.only.split(",") if args.only else list(PARTS)
    if unknown := sorted(set(parts) - set(PARTS)):
        parser.error(f"unknown part {unknown[0]!r}; choose from {', '.join(PARTS)}")
    if not args.starter.is_dir():
        parser.error(f"there is no folder {args.starter}")
    moods = known_moods(args.moods.split(","), list(TOLD))
    if not moods:
        parser.error(f"the grammar tells none of {args.moods}; it knows {', '.join(TOLD)}")
    for name in ("n", "pictures", "stories", "training_pictures", "training_stories"):
        value = getattr(args, name)
        if value is not None and value < 1:
            parser.error(f"--{name.replace('_', '-')} must be at least 1")
    torch.set_num_threads(args.threads)
    setup = Setup(
        starter=args.starter,
        judge=args.judge,
        judge_minutes=args.judge_minutes,
        world=args.world,
        photos=args.photos,
        kept=args.kept,
        n=args.n,
        pictures=args.pictures or min(args.n, USUAL),
        stories=args.stories or min(args.n, USUAL),
        training_pictures=args.training_pictures,
        training_stories=args.training_stories,
        writer_seed=args.writer_seed,
        moods=moods,
        seed=args.seed,
        threads=args.threads,
    )
    report = Report()
    if not plots.available():
        report.remark("matplotlib is not installed (requirements-dev.txt): there are no plots.")
    for part in PARTS:
        if part in parts:
            started = time.monotonic()
            print(f"\n{part} …", flush=True)
            MEASURES[part](setup, report)
            print(f"{part}: {time.monotonic() - started:.0f} s", flush=True)
    command = shlex.join(
        ["python", "-m", "train.report", *(sys.argv[1:] if argv is None else argv)]
    )
    print(as_text(report.bars))
    print(f"\nWritten: {page.write(report, setup, command, args.out or args.starter)}")
    named = report.named()
    print(json.dumps(named))
    return named


if __name__ == "__main__":
    main()
