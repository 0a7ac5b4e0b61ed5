"""Memory of this process in large pages, where the system has them."""

import subprocess
import sys
from pathlib import Path

import pytest

from core.models.huge_pages import use_huge_pages
from core.settings import ROOT

SETTING = Path("/sys/kernel/mm/transparent_hugepage/enabled")
ROLLUP = Path("/proc/self/smaps_rollup")


def test_memory_lies_in_large_pages() -> None:
    """In a process of its own, as the advice is for all of one."""
    if not SETTING.is_file() or "[never]" in SETTING.read_text() or not ROLLUP.is_file():
        pytest.skip("this system has no large pages to ask for")
    code = (
        "import pathlib, torch; from core.models.huge_pages import use_huge_pages; "
        "kept = torch.ones(2**24); use_huge_pages(); "
        f"text = pathlib.Path({str(ROLLUP)!r}).read_text(); "
        "print(next(l.split()[1] for l in text.splitlines() if l.startswith('AnonHugePages'))); "
        "assert kept.sum() == 2**24"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    # Most of the 64 MiB: their ends need not lie on the border of a large page.
    assert int(done.stdout) > 48 * 1024


def test_elsewhere_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.models.huge_pages.sys.platform", "darwin")
    monkeypatch.setattr("core.models.huge_pages.ctypes.CDLL", None)  # would fail if it were called
    use_huge_pages()
