"""What a measurement of speed found, as rows of figures, as a table, and as a record of all turns.

Only arithmetic and words; `eval.latency` measures.
"""

import argparse
import os
import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from core.models.machine import machine, processor_name, versions
from eval.latency_limit import fractions

BOOKS: Final = {
    "book_same": ("captions", "text_qwen", "pictures_same", "narration"),
    "book_few": ("captions", "text_qwen", "pictures_few", "narration"),
}


@dataclass(frozen=True, kw_only=True)
class Measured:
    """The turns of one work: what each side printed."""

    work: str
    ours: Sequence[dict[str, Any]]
    baseline: Sequence[dict[str, Any]]
    limit: Sequence[dict[str, Any]] = ()

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
        """How much of the fastest reading of the whole run (`eval.latency_limit`): at most 1."""
        found = fractions(self.ours, self.limit)
        return round(statistics.median(found), 3) if found else None


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


def about(device: str, why: str, args: argparse.Namespace) -> str:
    """What was asked for, where it runs, and with which versions."""
    libraries = ", ".join(f"{name} {number}" for name, number in versions().items())
    lines = [
        f"Device: {device}. {why}",
        f"{processor_name()}, {os.cpu_count()} processors, "
        f"{libraries}; medians of {args.repeats}, random weights, seed 0.",
    ]
    if args.scale > 1:
        lines.append(
            f"Steps of pictures are divided by {args.scale} on both sides, in the same "
            "proportions; books and the few-step route count them in full, by the time of one step."
        )
    if args.tiny:
        lines.append("Tiny models: the figures mean nothing.")
    return "\n".join(lines)


def table(found: Sequence[dict[str, Any]], measured: dict[str, Measured]) -> str:
    """A line a work, and one with the spread of its turns and what else is worth knowing."""
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
    if "tokens_s" in last:
        theirs = one.baseline[-1]["tokens_s"]
        return f"; {last['tokens_s']} against {theirs} tokens/s of llama.cpp"
    if "audio_s" in last:
        return f"; real-time factor {one.seconds('ours') / last['audio_s']:.3f}"
    if "first_output_s" in last:
        return (
            f"; first output after {last['first_output_s']:.2f} s, loading {last['load_s']:.2f} s"
        )
    if "steps" in last:
        return f"; {last['steps']} against {one.baseline[-1]['steps']} steps"
    return ""


def record(
    summary: Mapping[str, Any], measured: Mapping[str, Measured], args: argparse.Namespace
) -> dict[str, Any]:
    """The last line's object with every turn, the machine and the versions."""
    return {
        **summary,
        **machine(),
        "on": time.strftime("%Y-%m-%d"),
        "arguments": {
            name: value
            for name, value in vars(args).items()
            if name in ("repeats", "scale", "tokens", "tiny")
        },
        "turns": {
            work: {
                "ours": list(one.ours),
                "baseline": list(one.baseline),
                **({"limit": list(one.limit)} if one.limit else {}),
            }
            for work, one in measured.items()
        },
    }
