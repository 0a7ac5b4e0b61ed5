"""`python -m eval` as a shell starts it, over a data directory of its own."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from core.settings import ROOT


def begin(data_dir: Path, *words: str, **options: Any) -> subprocess.Popen[str]:
    """Start the command; `options` are `Popen`'s."""
    return subprocess.Popen(
        [sys.executable, "-m", "eval", *words],
        cwd=ROOT,
        env={**os.environ, "STUDIO_DATA_DIR": str(data_dir), "STUDIO_DEVICE": "cpu"},
        stderr=subprocess.PIPE,
        text=True,
        # Who runs in the background of a shell ignores Ctrl+C, and so would its children.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        **{"stdout": subprocess.PIPE, **options},
    )


def evaluate(data_dir: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The command, when it has ended."""
    with begin(data_dir, *words) as process:
        out, error = process.communicate(timeout=300)
    return subprocess.CompletedProcess(words, process.returncode, out, error)
