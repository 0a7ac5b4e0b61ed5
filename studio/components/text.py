"""Words for people: user-written text made safe for labels, and numbers put in words."""

import re
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

_PUNCTUATION: Final = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$&^=\"'/])")
ANYBODY: Final = frozenset({"child", "person", "girl", "boy", "man", "woman"})
"""A friend drawn as a child is nothing to speak of."""
MOST_DROPPED: Final = 6
"""So many words that are not in a picture are named; the others are counted."""
_JOINER: Final = "\u2060"
"""A word joiner: invisible, and breaks what Streamlit replaces after Markdown was parsed."""
_ON_PAGES: Final = (
    (re.compile(r"run `python -m studio models download [^`]*`"), "download it on the page Models"),
    (re.compile(r"restore it with `git checkout [^`]*`"), "set the studio up anew"),
    (
        re.compile(r"(?:run|reinstall it with) `pip install (?:--?[\w-]+ )*([\w-]+)[^`]*`"),
        r"install the Python package “\1” where the studio runs",
    ),
)
"""What messages say to run in a terminal, and what a page says instead."""


def plain(text: str | None, limit: int | None = None) -> str:
    """`text` as a one-line label that shows exactly these characters.

    Labels, captions and messages are Markdown in Streamlit; this escapes Markdown, HTML and LaTeX,
    and breaks emoji shortcodes, icons, coloured text, arrows and automatic links.
    """
    line = " ".join("".join(c if c.isprintable() else " " for c in text or "").split())
    if limit is not None and len(line) > limit:
        line = line[: limit - 1].rstrip() + "…"
    line = _PUNCTUATION.sub(r"\\\1", line)
    return re.sub(r"([:@]|www|\\[-<>=~])", rf"\1{_JOINER}", line)


def spoken(name: str, limit: int) -> str:
    """A file's name in words alone, for the label of a field: screen readers read it as it is
    written, with every backslash that Markdown wants."""
    return plain(" ".join(re.findall(r"[^\W_]+", Path(name).stem)) or "picture", limit)


def sentence(text: str | None) -> str:
    """A message as Markdown that shows these characters; only `names` are set as code.

    Pages have no terminal: what a message says to run is said as a page would.
    """
    for command, instead in _ON_PAGES:
        text = command.sub(instead, text or "")
    parts = (text or "").split("`")
    if len(parts) % 2 == 0:
        return plain(text)
    out = []
    for i, part in enumerate(parts):
        if i % 2:
            out.append(f"`{part}`")
        else:
            lead, trail = part[:1].isspace(), part[-1:].isspace() and len(part) > 1
            out.append(" " * lead + plain(part) + " " * trail)
    return "".join(out)


def ago(moment: float, now: float | None = None) -> str:
    """A POSIX time as people say it: "just now", "5 minutes ago", "3 May 2025"."""
    seconds = max((time.time() if now is None else now) - moment, 0)
    if seconds < 60:
        return "just now"
    if seconds < 3600:
        return some(int(seconds // 60), "minute") + " ago"
    if seconds < 86400:
        return some(int(seconds // 3600), "hour") + " ago"
    if seconds < 7 * 86400:
        return some(int(seconds // 86400), "day") + " ago"
    day = time.localtime(moment)
    return f"{day.tm_mday} {time.strftime('%B %Y', day)}"


def some(count: int, noun: str) -> str:
    """A count with its noun: "1 page", "5 pages", "9,803 pages"."""
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def listed(items: list[str] | tuple[str, ...]) -> str:
    """Items as in a sentence: "a", "a and b", "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def drawn_otherwise(data: Mapping[str, Any]) -> str:
    """What a picture shows otherwise than its page says, or leaves out; "" if nothing."""
    if data.get("foreign"):
        return (
            "The illustrator reads English only: this picture was made from the caption, or shows "
            "a place alone."
        )
    said = [
        f"{new} for {old}" for old, new in data.get("replaced", {}).items() if new not in ANYBODY
    ]
    parts = [f"Drawn as the nearest there is: {listed(said)}."] if said else []
    if dropped := list(data.get("dropped", ())):
        more = len(dropped) - MOST_DROPPED
        shown = dropped[:MOST_DROPPED] + ([f"{more} more"] if more > 0 else [])
        parts.append(f"Not in the picture: {listed(shown)}.")
    return " ".join(parts)


SURE: Final = 0.8
FAIRLY_SURE: Final = 0.5
SURENESS: Final = (
    "Counted on pictures that the captioner had never seen: of the captions that it is *sure* of, "
    "at least 80 in 100 are right; of those that it is *fairly sure* of, more are right than "
    "wrong; where it is *unsure*, more are wrong than right."
)
"""What the words of `sureness` mean; true of calibrated confidence only."""


def sureness(confidence: float) -> str:
    """A calibrated captioner's confidence (0..1), the chance of being right, in a word and in how
    many of a hundred; never a higher percentage than its word allows."""
    word = (
        "sure" if confidence >= SURE else "fairly sure" if confidence >= FAIRLY_SURE else "unsure"
    )
    return f"{word}: about {int(confidence * 100)} of 100 such captions are right"


def lasting(seconds: float) -> str:
    """About how long something takes: "a few seconds", "half a minute", "about 2 minutes", "about 4
    hours"."""
    if seconds < 15:
        return "a few seconds"
    if seconds < 45:
        return "half a minute"
    if seconds < 5400:
        return f"about {some(max(1, round(seconds / 60)), 'minute')}"
    return f"about {some(round(seconds / 3600), 'hour')}"


def size(mib: float) -> str:
    """An amount of memory or disk: "139 MiB", "4.7 GiB"."""
    return f"{mib / 1024:.1f} GiB" if mib >= 1024 else f"{mib:.0f} MiB"
