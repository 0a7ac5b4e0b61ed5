"""Speed at true size: the studio against the usual way, taking turns on the same machine.

`python -m eval.latency [--only WORK] [--repeats N] [--scale N] [--tiny]`, or `make bench`.  Models
have the published architecture and size and random weights (`eval.full_size`), and are loaded and
used through the studio's own families.  Each side runs in a process of its own; loading is not
timed, and counts for the memory.  The last line is JSON.

Works: `captions` (five pictures, 20 tokens, BLIP base), `text_qwen` and `text_gemma` (300 tokens
after 200), `pictures_same` and `pictures_few` (five 512² pictures that continue each other, Stable
Diffusion 1.5; the second by LCM with a tiny autoencoder), `narration` (230 words, MMS-TTS),
`book_same` and `book_few` (one of each: sums of the medians), `pool_hit` (what lending a loaded
model adds, against loading it).
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from core.settings import ROOT
from eval.latency_side import WORKS, arguments

BOOKS: Final = {
    "book_same": ("captions", "text_qwen", "pictures_same", "narration"),
    "book_few": ("captions", "text_qwen", "pictures_few", "narration"),
}
SHARED: Final = ("pictures_same", "pictures_few")
"""Works with the same baseline, which then runs once a turn for both."""
_BASELINE: Final = "baseline"
DIVIDED: Final = 10
"""By what steps of pictures are divided on a processor, where they would take an hour."""


@dataclass(frozen=True, kw_only=True)
class Measured:
    """The turns of one work: what each side printed."""

    work: str
    ours: Sequence[dict[str, Any]]
    baseline: Sequence[dict[str, Any]]

    def seconds(self, side: str, *, full: bool = False) -> float:
        """The median; `full`: with the steps of pictures that were left out."""
        turns = self.ours if side == "ours" else self.baseline
        return statistics.median(
            turn.get("full_s", turn["seconds"]) if full else turn["seconds"] for turn in turns
        )

    def spread(self, side: str) -> tuple[float, float]:
        """The shortest and the longest turn, in seconds."""
        turns = self.ours if side == "ours" else self.baseline
        values = [turn["seconds"] for turn in turns]
        return min(values), max(values)

    @property
    def peak_gib(self) -> float:
        """The studio's."""
        return max(turn["peak_gib"] for turn in self.ours)

    @property
    def limit_fraction(self) -> float | None:
        """How much of the speed that reading the weights allows."""
        values = [turn.get("limit_fraction") for turn in self.ours]
        known = [value for value in values if value is not None]
        return round(statistics.median(known), 3) if known else None


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
        turns: dict[str, list[dict[str, Any]]] = {name: [] for name in (*works, _BASELINE)}
        # Pictures take minutes, beside which what is done only the first time is nothing.
        warm = 0 if works[0] in SHARED else 1
        try:
            for name in turns:
                work, side = (works[0], name) if name == _BASELINE else (name, "ours")
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
    baseline = turns[_BASELINE]
    return {work: Measured(work=work, ours=turns[work], baseline=baseline) for work in works}


def rows(measured: dict[str, Measured], wanted: Sequence[str]) -> list[dict[str, Any]]:
    """The rows of the last line, in the order of `wanted`."""
    found = []
    for work in wanted:
        if work in BOOKS:
            parts = [measured[part] for part in BOOKS[work]]
            ours = sum(part.seconds("ours", full=True) for part in parts)
            baseline = sum(part.seconds("baseline", full=True) for part in parts)
            peak, limit = max(part.peak_gib for part in parts), None
        else:
            one = measured[work]
            # A few steps cannot be divided by ten: there the other side counts in full.
            full = work == "pictures_few"
            ours, baseline = one.seconds("ours", full=full), one.seconds("baseline", full=full)
            peak, limit = one.peak_gib, one.limit_fraction
        found.append(
            {
                "work": work,
                "ours_s": round(ours, 6),
                "baseline_s": round(baseline, 4),
                "ratio": round(baseline / ours, 2),
                "limit_fraction": limit,
                "peak_gib": round(peak, 3),
            }
        )
    return found


def main() -> None:
    """The report on the screen, with one JSON object as its last line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", action="append", choices=[*WORKS, *BOOKS], help="one work")
    parser.add_argument("--repeats", type=int, default=3, help="turns of each side")
    arguments(parser)
    args = parser.parse_args()
    from core.models.device import choose_device

    plan = choose_device(args.device)
    if args.scale is None:
        args.scale = DIVIDED if plan.device == "cpu" else 1
    if args.repeats < 1 or args.scale < 1 or args.tokens < 2:
        parser.error("--repeats and --scale begin at 1, --tokens at 2")
    wanted = args.only or [*(w for w in WORKS if w != "pool_hit"), *BOOKS, "pool_hit"]
    needed = list(dict.fromkeys(part for work in wanted for part in BOOKS.get(work, (work,))))
    _say(_about(plan.device, plan.why, args))
    together = [work for work in needed if work in SHARED]
    alone = [[work] for work in needed if work not in SHARED]
    measured: dict[str, Measured] = {}
    for works in [*alone, together] if together else alone:
        _say(f"{' and '.join(works)} …")
        measured |= measure(works, args)
    found = rows(measured, wanted)
    _say(_table(found, measured))
    dtypes = {turn["dtype"] for m in measured.values() for turn in m.ours if "dtype" in turn}
    summary = {
        "bench": "full-size",
        "device": plan.device,
        "dtype": "+".join(sorted(dtypes)),
        "rows": found,
    }
    print(json.dumps(summary), flush=True)


def _make(work: str, folder: Path, *, tiny: bool) -> None:
    """The model's files; in a process of its own, which takes its memory with it."""
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


def _about(device: str, why: str, args: argparse.Namespace) -> str:
    versions = ", ".join(
        f"{name} {version(name)}" for name in ("torch", "transformers", "diffusers")
    )
    lines = [
        f"Device: {device}. {why}",
        f"{platform.processor() or platform.machine()}, {os.cpu_count()} processors, "
        f"{versions}; medians of {args.repeats}, random weights, seed 0.",
    ]
    if args.scale > 1:
        lines.append(
            f"Steps of pictures are divided by {args.scale} on both sides, in the same "
            "proportions; books and the few-step route count them in full, by the time of one step."
        )
    if args.tiny:
        lines.append("Tiny models: the figures mean nothing.")
    return "\n".join(lines)


def _table(found: Sequence[dict[str, Any]], measured: dict[str, Measured]) -> str:
    lines = [f"{'work':14} {'ours':>10} {'baseline':>10} {'ratio':>8} {'limit':>6} {'peak':>6}"]
    for row in found:
        limit = f"{row['limit_fraction']:.0%}" if row["limit_fraction"] is not None else ""
        lines.append(
            f"{row['work']:14} {row['ours_s']:>9.3f}s {row['baseline_s']:>9.2f}s "
            f"{row['ratio']:>7.1f}x {limit:>6} {row['peak_gib']:>5.1f}G"
        )
        if row["work"] in measured:
            one = measured[row["work"]]
            low, high = one.spread("ours")
            lines.append(
                f"    ours {low:.3f} to {high:.3f} s, ",
            )
            low, high = one.spread("baseline")
            lines[-1] += f"baseline {low:.2f} to {high:.2f} s{_extra(one)}"
    return "\n".join(lines)


def _extra(one: Measured) -> str:
    last = one.ours[-1]
    if "audio_s" in last:
        return f"; real-time factor {one.seconds('ours') / last['audio_s']:.3f}"
    if "first_output_s" in last:
        return (
            f"; first output after {last['first_output_s']:.2f} s, loading {last['load_s']:.2f} s"
        )
    if "steps" in last:
        return f"; {last['steps']} against {one.baseline[-1]['steps']} steps"
    return ""


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    main()
