"""Writes the report's page, with its plots and contact sheets beside it."""

import os
import platform
import subprocess
from pathlib import Path
from typing import Final

from train.common import ROOT, size_of
from train.report.bars import Report, as_markdown
from train.report.setup import Setup

MOST_MIB: Final = 3.0


def commit() -> str:
    """The commit that was measured, or a word where there is no repository."""
    describe = ["git", "describe", "--always", "--dirty"]
    try:
        done = subprocess.run(describe, cwd=ROOT, capture_output=True, text=True)
    except OSError:
        return "unknown"
    return done.stdout.strip() or "unknown"


def write(report: Report, setup: Setup, command: str, out: Path) -> Path:
    """`out`/REPORT.md and `out`/report/; files of an earlier report are replaced."""
    folder = out / "report"
    folder.mkdir(parents=True, exist_ok=True)
    for old in [*folder.glob("*.png"), *folder.glob("*.jpg")]:
        old.unlink()
    for name, sheet in report.sheets.items():
        sheet.save(folder / f"{name}.jpg", quality=80, optimize=True)
    for name, figure in report.plots.items():
        figure.savefig(folder / f"{name}.png")
    if (mib := size_of(folder)) > MOST_MIB:
        report.remark(f"The pictures of this report take {mib:.1f} MiB, more than {MOST_MIB:g}.")
    facts = {
        "command": f"`{command}`",
        "commit": commit(),
        "seed": setup.seed,
        "held-out scenes": setup.n,
        "prompts painted": setup.pictures,
        "stories": setup.stories,
        "moods": ", ".join(setup.moods),
        "machine": f"{os.cpu_count()} processor cores ({platform.machine()}), "
        f"{setup.threads} threads used",
    }
    parts = [
        "# What the starter models can do",
        "Measured by `make starter-report` on scenes of the picture-book world that training never "
        "saw, drawn anew from the seed. Another `--seed` takes other scenes.",
        "\n".join(
            ["| | |", "|---|---|", *(f"| {key} | {value} |" for key, value in facts.items())]
        ),
        "## Figures",
        as_markdown(report.bars),
        "\n".join(f"- {remark}" for remark in report.remarks),
    ]
    parts += [f"## {heading}\n\n{text}" for heading, text in report.sections]
    path = out / "REPORT.md"
    path.write_text("\n\n".join(part for part in parts if part) + "\n", encoding="utf-8")
    return path
