"""One line of progress on standard error: drawn over on a screen, in ten steps in a file."""

import sys


class ProgressLine:
    """Shows how far something is."""

    def __init__(self) -> None:
        self.screen = sys.stderr.isatty()
        self.step = -1

    def show(self, text: str, *, step: int) -> None:
        """Say how far it is."""
        if self.screen:
            print(f"\r{text}", end="\033[K", file=sys.stderr, flush=True)
        elif step > self.step:
            print(text, file=sys.stderr, flush=True)
        self.step = step

    def clear(self) -> None:
        """Make room for what comes after."""
        if self.screen and self.step >= 0:
            print("\r", end="\033[K", file=sys.stderr, flush=True)


def mib_words(mib: float) -> str:
    """A size as the command line prints it."""
    return "–" if not mib else f"{mib / 1024:.1f} GiB" if mib >= 1024 else f"{mib:.0f} MiB"
