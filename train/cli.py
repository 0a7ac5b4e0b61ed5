"""The command line that all trainers share, and how a program of theirs ends.

Knows no model and no step; `train.loop` does what follows.
"""

import argparse
import contextlib
import errno
import math
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NoReturn

import torch
from safetensors import SafetensorError

from core.errors import OutOfMemory, StorageError, StudioError
from core.models.memory import is_out_of_memory
from train import common, facts, room, turns
from train.common import RUNS

SMOKE: Final = RUNS / "smoke"
"""Where `--smoke` leaves everything."""
FULL: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""Errors of a disk without room."""


class Parser(argparse.ArgumentParser):
    """Calls the program as people do, and says what is wrong in one sentence."""

    def __init__(self, **given: Any) -> None:
        spec = getattr(sys.modules["__main__"], "__spec__", None)
        name = f"python -m {spec.name.removesuffix('.__main__')}" if spec else None
        super().__init__(**{"prog": name, **given})

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{message[:1].upper()}{message[1:].rstrip('.')}.\n")


def number(kind: type, low: float, high: float = math.inf) -> Callable[[str], Any]:
    """An argument's type: a number above `low` (for whole ones: from `low`) up to `high`."""

    def read(text: str) -> Any:
        try:
            value = kind(text)
        except ValueError:
            value = math.nan
        if not (low <= value <= high if kind is int else low < value <= high):
            wanted = "a whole number from" if kind is int else "a number above"
            upto = f" up to {high:g}" if math.isfinite(high) else ""
            raise argparse.ArgumentTypeError(f"{wanted} {low:g}{upto} is needed, not “{text}”")
        return value

    return read


def parser(
    doc: str | None, *, minutes: float | None, lr: float | None, seed: int = 0, threads: int = 1
) -> Parser:
    """A trainer's command line, with the options that all trainers share."""
    made = Parser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = made.add_argument
    usual = "" if minutes is None else " (%(default)s)"
    add("--minutes", type=number(float, 0, 1e6), default=minutes, help=f"time budget{usual}")
    add("--steps", type=number(int, 1, 1e9), help="steps instead of minutes; exactly repeatable")
    add("--lr", type=number(float, 0, 10), default=lr, help="peak learning rate (%(default)s)")
    said = "of all random numbers: with --steps the same gives the same (%(default)s)"
    add("--seed", type=number(int, 0, 2**32 - 1), default=seed, help=said)
    said = "of the processor (%(default)s)"
    add("--threads", type=number(int, 1, 1024), default=threads, help=said)
    add("--resume", action="store_true", help="go on from the last checkpoint")
    said = "tiny, under a minute: does it learn? The exit code is 1 if not"
    add("--smoke", action="store_true", help=said)
    add("--no-database", action="store_true", help="keep the curves out of the studio's database")
    add("--room", type=Path, help="the studio's folder for a training that it runs itself")
    return made


def read(made: Parser, module: str, argv: Sequence[str] | None, smoke_steps: int) -> Any:
    """The arguments, checked; a smoke run stays away from finished models and real runs."""
    given = sys.argv[1:] if argv is None else list(argv)
    args = made.parse_args(given)
    args.module, args.command = module, facts.command(module, given)
    room.enter(args.room)
    torch.set_num_threads(args.threads)
    torch.set_flush_denormal(True)
    args.judged = args.smoke and args.steps is None and not args.resume
    if args.smoke:
        args.steps = args.steps or smoke_steps
        for name in ("out", "runs", "run"):
            default = made.get_default(name)
            if default is not None and getattr(args, name) == default:
                setattr(args, name, SMOKE / module / (name if name == "out" else "runs"))
    turns.take(getattr(args, "runs", None) or args.out, module)
    return args


def unless_given(made: Parser, args: argparse.Namespace, **values: Any) -> None:
    """What a smoke run takes instead of what is usual, unless the command line says otherwise."""
    for name, value in values.items():
        if getattr(args, name) == made.get_default(name):
            setattr(args, name, value)


@contextlib.contextmanager
def plain_words() -> Iterator[None]:
    """Ends the program with one sentence, and exit code 2 where input cannot be used."""
    try:
        yield
    except KeyboardInterrupt:
        print("Stopped. --resume goes on from the last checkpoint.", file=sys.stderr)
        raise SystemExit(130) from None
    except Exception as error:
        told = error if isinstance(error, StudioError) else _told(error)
        if told is None:
            raise
        print(told, file=sys.stderr)
        raise SystemExit(told.exit_code) from error
    finally:
        turns.leave()


def _told(error: Exception) -> StudioError | None:
    """What a person can read of a machine that has no room left."""
    if is_out_of_memory(error):
        return OutOfMemory(
            "Memory ran out: a smaller --batch needs less, and --help says what else does. What "
            "was kept so far stays."
        )
    # numpy's own error has no number: "466944 requested and 102336 written".
    full = isinstance(error, OSError) and (error.errno in FULL or "requested and" in str(error))
    if full or (isinstance(error, SafetensorError) and "os error" in str(error)):
        which = getattr(error, "filename", None) or "A file"
        return StorageError(
            f"{which} could not be written ({common.reason(error)}): free some space, then go on "
            "with --resume. What was kept so far stays."
        )
    return None
