"""Subtitles in SRT: a few words at a time, from when the first is spoken until the last was."""

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from core.export.book import Book, Page
from core.export.film.timeline import Scene
from core.story import WordTiming

_WIDTH: Final = 42
"""As many letters stand in a line; wide ones count double."""
_LONGEST_S: Final = 6.0
_ENDS: Final = (".", "!", "?", "…", "。", "！", "？", "؟", "।", "॥")
_QUOTES: Final = "”’\"')]»」』"

Cue = tuple[float, float, str]


def srt(book: Book, scenes: Sequence[Scene]) -> str:
    """All subtitles of a film, "" where no word is spoken at a known time."""
    cues = [cue for scene in scenes if scene.page for cue in _cues(scene.page, scene)]
    blocks = [
        f"{number}\n{_time(start)} --> {_time(end)}\n{text}\n"
        for number, (start, end, text) in enumerate(cues, 1)
    ]
    return "\n".join(blocks)


def _cues(page: Page, scene: Scene) -> Iterator[Cue]:
    """Pieces of the page's text, its marks included, each with its time in the film."""
    words = page.sound.words if page.sound else ()
    first = 0
    for i, word in enumerate(words):
        ahead = words[i + 1] if i + 1 < len(words) else None
        said = page.text[_begin(page, words[first].start_char, first) : _end(page, words, i)]
        if ahead is not None:
            more = page.text[words[first].start_char : ahead.end_char]
            lasting = ahead.end_s - words[first].start_s
            full = _wide(more) > 2 * _WIDTH or lasting > _LONGEST_S
            whole = said.rstrip().rstrip(_QUOTES).endswith(_ENDS)
            if not full and not whole and "\n\n" not in page.text[word.end_char : ahead.start_char]:
                continue
        end = scene.voice_s + word.end_s + 0.25
        if ahead is not None:
            end = min(end, scene.voice_s + ahead.start_s)
        start = scene.voice_s + words[first].start_s
        yield start, max(end, start + 0.1), _lines(" ".join(said.split()))
        first = i + 1


def _begin(page: Page, at: int, first: int) -> int:
    """Marks before a word (an opening quote) belong to it."""
    while at > 0 and not page.text[at - 1].isspace() and not page.text[at - 1].isalnum():
        if first and page.text[at - 1] not in "“‘\"'([«「『¿¡":
            break
        at -= 1
    return at


def _end(page: Page, words: Sequence[WordTiming], i: int) -> int:
    """Up to the space before the next word, so that marks stand with the word before them."""
    following = words[i + 1].start_char if i + 1 < len(words) else len(page.text)
    between = page.text[words[i].end_char : following]
    kept = between.split(maxsplit=1)[0] if between and not between[0].isspace() else ""
    return words[i].end_char + len(kept)


def _lines(text: str) -> str:
    """In two lines where it is long, broken at the space nearest to its middle."""
    if _wide(text) <= _WIDTH:
        return text
    spaces = [i for i, c in enumerate(text) if c == " "]
    middle = min(spaces, key=lambda i: abs(i - len(text) / 2), default=len(text) // 2)
    return f"{text[:middle].rstrip()}\n{text[middle:].lstrip()}"


def _wide(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _time(seconds: float) -> str:
    minutes, of_one = divmod(round(1000 * seconds), 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{of_one // 1000:02},{of_one % 1000:03}"
