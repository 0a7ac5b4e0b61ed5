"""How this process takes memory from Linux: in large pages, and whether it gives any back.

To write a token a processor reads all weights from end to end; with pages of 4 KiB it spends a good
part of that time on looking up where they lie.  On other systems, and where the kernel has no such
pages, nothing happens.  Sources: madvise(2), mallopt(3).
"""

import contextlib
import ctypes
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_SIZE: Final = 2 << 20
"""Bytes of a large page on x86-64 and on most 64-bit Arm systems."""
_HUGEPAGE: Final = 14
_COLLAPSE: Final = 25
"""Now and not when the kernel comes round to it; Linux 6.1."""
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
"""Settings of glibc: free bytes at an end, and the size of a block, that go back to the system."""
_LARGEST: Final = 2**31 - 1
"""What such a setting can hold."""
_OWN_MEMORY: Final = re.compile(r"([0-9a-f]+)-([0-9a-f]+) rw.p 0+ 00:00 0 *(\[heap\])?$")


@contextlib.contextmanager
def given_back_at_once() -> Iterator[None]:
    """Blocks of 256 KiB or more that are asked for meanwhile go back when they are free.

    What several threads pack would lie between other things in glibc's own stores, and stay there:
    a writer of 1.5 billion parameters left 1 to 2 GiB behind.
    """
    if not sys.platform.startswith("linux") or not hasattr(libc := ctypes.CDLL(None), "mallopt"):
        yield
        return
    libc.mallopt(_MMAP_THRESHOLD, 1 << 18)
    try:
        yield
    finally:
        # Whereto glibc itself moves both as soon as a large block was freed.
        libc.mallopt(_MMAP_THRESHOLD, 32 << 20)
        libc.mallopt(_TRIM_THRESHOLD, 64 << 20)


def keep_what_is_freed() -> None:
    """From now on large blocks stay with this process when they are free: for programs that need
    as much at every step.

    What goes back must be cleared by the system before it comes again, which of pictures that an
    encoder looks at in sixteens took as long as the looking.
    """
    if sys.platform.startswith("linux") and hasattr(libc := ctypes.CDLL(None), "mallopt"):
        libc.mallopt(_MMAP_THRESHOLD, _LARGEST)
        libc.mallopt(_TRIM_THRESHOLD, _LARGEST)


def use_huge_pages() -> None:
    """For all memory that this process has for itself, in pieces of at least one large page."""
    if not sys.platform.startswith("linux"):
        return
    libc = ctypes.CDLL(None)
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/maps").read_text().splitlines():
            if found := _OWN_MEMORY.match(line):
                begin, end = (int(address, 16) for address in found.groups()[:2])
                begin, end = -(-begin // _SIZE) * _SIZE, end // _SIZE * _SIZE
                if begin < end:
                    where = ctypes.c_void_p(begin), ctypes.c_size_t(end - begin)
                    for advice in (_HUGEPAGE, _COLLAPSE):
                        libc.madvise(*where, advice)
