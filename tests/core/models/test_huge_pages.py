"""Memory of this process in large pages, where the system has them."""

import platform
import subprocess
import sys
from pathlib import Path

import pytest

from core.models.huge_pages import given_back_at_once, keep_what_is_freed, use_huge_pages
from core.settings import ROOT

SETTING = Path("/sys/kernel/mm/transparent_hugepage/enabled")
ROLLUP = Path("/proc/self/smaps_rollup")
glibc = pytest.mark.skipif(
    not ROLLUP.is_file() or platform.libc_ver()[0] != "glibc", reason="Only glibc has this."
)


def said(code: str) -> str:
    """What a program prints in a process of its own."""
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


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
    # Most of the 64 MiB: their ends need not lie on the border of a large page.
    assert int(said(code)) > 48 * 1024


GIVE_BACK = """
import re, sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path
import torch
from core.models import int8
from core.models.huge_pages import given_back_at_once

def held():
    return int(re.search(r"RssAnon:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024

def part(_):
    return int8.Packed(weight), bytearray(1000)

torch.set_num_threads(1)
weight = torch.zeros(1024, 1536, dtype=torch.int8)
int8.Packed(torch.zeros(1536, 8960, dtype=torch.int8))
before = held()
with given_back_at_once(), ThreadPoolExecutor(2) as two:
    kept = list(two.map(part, range(64)))
full = held()
kept = [small for _, small in kept]
print(full - before, held() - before)
"""


@glibc
def test_what_threads_packed_goes_back_to_the_system() -> None:
    """Without it 29 to 53 % stay; in a process of its own, as it holds for all of one."""
    taken, left = map(float, said(GIVE_BACK).split())
    assert taken > 80
    assert left < 0.1 * taken


KEPT = """
import resource
import torch
from core.models.huge_pages import keep_what_is_freed

def faults():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(4):
        torch.empty(2**24).fill_(1.0)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before

given_back = faults()
keep_what_is_freed()
for _ in range(5):
    faults()  # until there is a place that fits
print(given_back, faults())
"""


@glibc
def test_what_is_kept_needs_not_be_cleared_again() -> None:
    given_back, kept = map(int, said(KEPT).split())
    assert kept < 0.1 * given_back


def test_elsewhere_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.models.huge_pages.sys.platform", "darwin")
    monkeypatch.setattr("core.models.huge_pages.ctypes.CDLL", None)  # would fail if it were called
    use_huge_pages()
    keep_what_is_freed()
    with given_back_at_once():
        pass
