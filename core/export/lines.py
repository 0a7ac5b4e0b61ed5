"""A page's text as stanzas of lines of runs: spoken words with their times, and what is between.

What the web page and the e-book light while they are read aloud.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from core.export.book import Page
from core.story import WordTiming

_BREAK: Final = re.compile(r"(\n)")
_UNWRITABLE: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold."""
_NO_BREAK: Final = "\u00a0"


@dataclass(frozen=True, kw_only=True)
class Run:
    """A piece of a line; `word` says when it is spoken, and `number` counts the spoken ones of a
    page from 0.  What no voice says (a space, a dash) has neither."""

    text: str
    word: WordTiming | None = None
    number: int = -1


Line = tuple[Run, ...]
Stanza = tuple[Line, ...]


def stanzas(page: Page) -> tuple[Stanza, ...]:
    """The text of a page; an indent is kept as spaces that do not collapse.

    Joined with line ends and blank lines, it is the page's text without blank edges.
    """
    return stanzas_of(page.text, page.sound.words if page.sound else ())


def stanzas_of(text: str, words: Sequence[WordTiming]) -> tuple[Stanza, ...]:
    """The same of a text and those of its words that are spoken (`core.export.book.fitting`)."""
    done: list[Stanza] = []
    lines: list[Line] = []
    for line in _lines(text, words):
        if "".join(run.text for run in line).strip():
            lines.append(_trimmed(line))
        elif lines:
            done.append(tuple(lines))
            lines = []
    return (*done, *([tuple(lines)] if lines else []))


def runs(text: str, words: Sequence[WordTiming]) -> list[Run]:
    """`text` cut at its spoken words; `words` fit it (`core.export.book.fitting`)."""
    found: list[Run] = []
    at = 0
    for number, word in enumerate(words):
        if word.start_char > at:
            found.append(Run(text=text[at : word.start_char]))
        at = word.end_char
        found.append(Run(text=text[word.start_char : at], word=word, number=number))
    if at < len(text):
        found.append(Run(text=text[at:]))
    return found


def estimated(words: Sequence[WordTiming]) -> bool:
    """Whether the voice told of fewer than half of the words when they are spoken."""
    spoken = [word for word in words if any(c.isalnum() for c in word.word)]
    return 2 * sum(word.estimated for word in spoken) > len(spoken)


def writable(text: str) -> str:
    """`text` without the characters that neither XML nor a web page can hold."""
    return _UNWRITABLE.sub("", text)


def _lines(text: str, words: Sequence[WordTiming]) -> Iterator[Line]:
    line: list[Run] = []
    for run in runs(text, words):
        if run.word is not None:
            line.append(run)
            continue
        for part in _BREAK.split(run.text):
            if part == "\n":
                yield tuple(line)
                line = []
            elif part:
                line.append(Run(text=part))
    yield tuple(line)


def _trimmed(line: Line) -> Line:
    """Without spaces at its end; those at its beginning do not collapse."""
    first, last = line[0], line[-1]
    if last.word is None and last.text != last.text.rstrip():
        line = (*line[:-1], Run(text=last.text.rstrip()))
    if first.word is None and first.text[:1].isspace():
        rest = line[0].text.lstrip()
        indent = first.text[: len(first.text) - len(first.text.lstrip())].expandtabs(4)
        line = (Run(text=_NO_BREAK * len(indent) + rest), *line[1:])
    return tuple(run for run in line if run.text)
