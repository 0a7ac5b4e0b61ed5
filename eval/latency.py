"""Speed at true size: the studio against the usual way, taking turns on the same machine.

`python -m eval.latency [--only WORK] [--repeats N] [--scale N] [--tiny]`, or `make bench`.  Models
have the published architecture and size and random weights (`eval.full_size`), and are loaded and
used through the studio's own families.  Each side runs in a process of its own; loading is not
timed, and counts for the memory.  The last line is JSON.

Works: `captions` (five pictures, 20 tokens, BLIP base), `text_qwen` and `text_gemma` (300 tokens
after 200), `pictures_same` and `pictures_few` (five 512² pictures that continue each other, Stable
Diffusion 1.5; the second by LCM with a tiny autoencoder), `narration` (230 words, MMS-TTS),
`text_packaged` (300 tokens by real weights that came as packages, Qwen2.5 Coder 1.5B, against
llama.cpp on the same file), `book_same` and `book_few` (one of each: sums of the medians),
`pool_hit` (what lending a loaded model adds, against loading it).
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from core.models.device import choose_device
from core.settings import ROOT
from eval import latency_packaged
from eval.latency_report import BOOKS, Measured, about, record, rows, table
from eval.latency_side import WORKS, arguments

SHARED: Final = ("pictures_same", "pictures_few")
"""Works with the same baseline, which then runs once a turn for both."""
_BASELINE: Final = "baseline"
_LIMIT: Final = "limit"
_LIMITED: Final = ("text_qwen", "text_gemma")
"""Works that are put beside what reading the weights allows, on a processor."""
DIVIDED: Final = 10
"""By what steps of pictures are divided on a processor, where they would take an hour."""


class _Side:
    """A process that does the work whenever it is told."""

    def __init__(self, work: str, side: str, folder: Path, args: argparse.Namespace) -> None:
        command = [sys.executable, "-m", "eval.latency_side", work, side, str(folder)]
        command += ["--scale", str(args.scale), "--tokens", str(args.tokens)]
        command += ["--tiny"] if args.tiny else []
        command += ["--device", args.device] if args.device else []
        self.what = f"{work}, {side}"
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._read()

    def run(self) -> dict[str, Any]:
        """One turn."""
        assert self.process.stdin
        self.process.stdin.write("run\n")
        self.process.stdin.flush()
        return self._read()

    def _read(self) -> dict[str, Any]:
        assert self.process.stdout
        for line in self.process.stdout:
            if line.startswith("{"):
                return json.loads(line)
        sys.exit(
            f"{self.what} ended with code {self.process.wait()}; what went wrong stands above."
        )

    def close(self) -> None:
        """End the process."""
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()


def measure(works: Sequence[str], args: argparse.Namespace) -> dict[str, Measured]:
    """Works that one baseline serves, in turns with it, after a first turn that does not count."""
    with tempfile.TemporaryDirectory(prefix="bench-") as made:
        folder = Path(made) / "model"
        _make(works[0], folder, tiny=args.tiny)
        sides: dict[str, _Side] = {}
        names = [*works, _BASELINE]
        if works[0] in _LIMITED and choose_device(args.device).device == "cpu":
            names.append(_LIMIT)
        turns: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
        # Pictures take minutes, beside which what is done only the first time is nothing.
        warm = 0 if works[0] in SHARED else 1
        try:
            for name in turns:
                own = name in works
                work, side = (name, "ours") if own else (works[0], name)
                sides[name] = _Side(work, side, folder, args)
            for turn in range(args.repeats + warm):
                for name, process in sides.items():
                    result = process.run()
                    if turn >= warm:
                        turns[name].append(result)
                        _say(f"  {process.what} {turn + 1 - warm}: {result['seconds']:.2f} s")
        finally:
            for process in sides.values():
                process.close()
    return {
        work: Measured(
            work=work, ours=turns[work], baseline=turns[_BASELINE], limit=turns.get(_LIMIT, ())
        )
        for work in works
    }


def main() -> None:
    """The report on the screen, with one JSON object as its last line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", action="append", choices=[*WORKS, *BOOKS], help="one work")
    parser.add_argument("--repeats", type=int, default=3, help="turns of each side")
    parser.add_argument("--out", type=Path, help="write the rows, every turn and versions here")
    arguments(parser)
    args = parser.parse_args()
    plan = choose_device(args.device)
    if args.scale is None:
        args.scale = DIVIDED if plan.device == "cpu" else 1
    if args.repeats < 1 or args.scale < 1 or args.tokens < 2:
        parser.error("--repeats and --scale begin at 1, --tokens at 2")
    wanted = args.only or [*(w for w in WORKS if w != "pool_hit"), *BOOKS, "pool_hit"]
    if (why := latency_packaged.why_not()) and "text_packaged" in wanted:
        if args.only:
            parser.error(why)
        wanted.remove("text_packaged")
        _say(f"text_packaged is left out: {why}.")
    needed = list(dict.fromkeys(part for work in wanted for part in BOOKS.get(work, (work,))))
    _say(about(plan.device, plan.why, args))
    together = [work for work in needed if work in SHARED]
    alone = [[work] for work in needed if work not in SHARED]
    measured: dict[str, Measured] = {}
    for works in [*alone, together] if together else alone:
        _say(f"{' and '.join(works)} …")
        measured |= measure(works, args)
    found = rows(measured, wanted)
    _say(table(found, measured))
    dtypes = {turn["dtype"] for m in measured.values() for turn in m.ours if "dtype" in turn}
    summary = {
        "bench": "full-size",
        "device": plan.device,
        "dtype": "+".join(sorted(dtypes)),
        "rows": found,
    }
    if args.out:
        args.out.parent.mkdir(parents=True, exist_ok=True)
        args.out.write_text(json.dumps(record(summary, measured, args), indent=1) + "\n")
    print(json.dumps(summary), flush=True)


def _make(work: str, folder: Path, *, tiny: bool) -> None:
    """The model's files; in a process of its own, which takes its memory with it."""
    if work == "text_packaged":
        latency_packaged.link(folder)
        return
    makers = {
        "captions": "full_size.captioner",
        "pool_hit": "full_size.captioner",
        "narration": "full_size.narrator",
        "pictures_same": "full_size_pictures.illustrator",
        "pictures_few": "full_size_pictures.illustrator",
    }
    maker = makers.get(work, "full_size.language_model")
    second = "" if work in makers else f", {work!r}"
    code = (
        f"from pathlib import Path; from eval import {maker.partition('.')[0]}; "
        f"{maker}(Path({str(folder)!r}){second}, tiny={tiny})"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    main()
