"""A page of a story while it is written: what is asked of it, how well it does, what is mended.

Pure text work: no model is called here.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Final

from core.text import clean, content_words, count_words, main_noun, sentences, tells

_ENDS: Final = re.compile(r"[.!?…。！？؟।॥][\"'”’»)\]*_]*$")
_HEADING: Final = re.compile(
    r"^(?:#+\s*|[-*•]\s+|\*\*[^*]{1,30}\*\*:?\s*$|(?:(?:part|paragraph|page|picture|title)\b\s*"
    r"\d*(?:, the last)?\s*[:.)-]|\d+\s*[.):])\s*)+",
    re.IGNORECASE,
)
_LEAST_LETTERS: Final = 0.4
"""Of the signs of a text, the share that are letters at the least."""
_ASKED: Final = re.compile(
    r"(?:(?<=[.!?\"”’:] )|^)"
    r"(?:(?:the picture|the page must tell its picture): [^.!?]*[.!?]+[\"”’]?\s*|what happens: \s*"
    r"|(?:now tell this page as a story is told, in )?about \d+ (?:more )?words\.\s*)",
    re.IGNORECASE,
)
"""Lines of the request (`conversation.turn`), as small models say them again."""
_NEXT_PAGE: Final = re.compile(r"\bPage \d{1,2}\b\W*")
_STUTTER: Final = re.compile(r"\b(\w+)(?:\W+\1\b){3}|(\w)\2{3}", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a page must be: what its picture shows, what happens, its length in words, a name, and
    how many words its sentences have on the average (no matter for None)."""

    caption: str = ""
    beat: str = ""
    least: float
    most: float
    name: str = ""
    sentence: tuple[float, float] | None = None
    without: Callable[[str], Collection[str]] = lambda text: ()
    """What a text has of what shall not be in it."""

    def shown(self, text: str) -> bool:
        """Whether a page tells the noun that its caption is about."""
        return tells(text, main_noun(self.caption))


def cost(
    text: str, wanted: Wanted, before: Sequence[str], *, likelihood: float | None = None
) -> float:
    """How bad a page is, the less the better. `before` are the pages in front of it.

    `likelihood` is the mean log-probability of its tokens (nats), where the writer tells it.
    """
    if not count_words(text):
        return 100.0
    total = 0.0 if wanted.shown(text) else 10.0
    total += 2 * _missing(wanted.caption, text) + _missing(wanted.beat, text)
    total += 1 if wanted.name and wanted.name.lower() not in text.lower() else 0
    total += 0 if _ENDS.search(text) else 1
    total += 6 * len(wanted.without(text))
    total += 5 if "\ufffd" in text or "<|" in text else 0
    total += 1 if text.count('"') % 2 or text.count("“") != text.count("”") else 0
    total += 2 if _STUTTER.search(text) else 0
    total += 5 * _said_before(text, before)
    words = count_words(text)
    total += 2 * max(wanted.least - words, words - wanted.most, 0) / max(wanted.most, 1)
    return total + _uneasy(text, words, wanted) - 0.3 * (likelihood or 0.0)


def _uneasy(text: str, words: int, wanted: Wanted) -> float:
    """How far the length of a page's sentences is from what its readers can follow."""
    if wanted.sentence is None:
        return 0.0
    low, high = wanted.sentence
    mean = words / max(len(sentences(text)), 1)
    return 2 * max(low - mean, mean - high, 0) / high


def _missing(asked: str, text: str) -> float:
    """The share of the words of a caption or beat that a page leaves out."""
    wanted = set(content_words(asked))
    return len(wanted - set(content_words(text))) / len(wanted) if wanted else 0.0


def _said_before(text: str, before: Sequence[str]) -> float:
    """The share of a page's runs of three words that it, or a page before it, has had already."""
    seen = {run for part in before for run in _runs(part)}
    again = 0
    own = _runs(text)
    for run in own:
        again += run in seen
        seen.add(run)
    return again / len(own) if own else 0.0


def _runs(text: str) -> list[tuple[str, ...]]:
    words = _fold(text).split()
    return list(zip(words, words[1:], words[2:], strict=False))


def wish(text: str, wanted: Wanted) -> str:
    """What to say when a page is asked for once more; "" when it may stay."""
    said = []
    if not wanted.shown(text):
        said.append(f"The page must tell its picture: {wanted.caption}")
    if count_words(text) > 1.5 * wanted.most:
        said.append(f"At most {round(wanted.most)} words")
    if left := wanted.without(text):
        said.append(f"Without {', '.join(left)}")
    return ". ".join(said)


def in_words(text: str) -> bool:
    """Whether a text is more than signs and numbers."""
    signs = [c for c in text if not c.isspace()]
    letters = sum(unicodedata.category(c)[0] in "LM" for c in signs)
    return letters >= _LEAST_LETTERS * len(signs)


def tidy(text: str) -> tuple[str, list[str]]:
    """A page on one line and, in words, what was taken off: its number or heading, the request said
    again, further pages behind it, a last sentence that never ended."""
    done: list[str] = []
    text = " ".join(clean(text).split())
    bare = _HEADING.sub("", text).strip()
    if bare != text:
        done.append("its number or heading was taken off")
    if own := _ASKED.sub("", bare).strip():
        if own != bare:
            done.append("lines of the request, which it said again, were taken out")
        bare = own
    if alone := _NEXT_PAGE.split(bare, maxsplit=1)[0].strip():
        if alone != bare:
            done.append("what stood behind it as another page was cut")
        bare = alone
    said = sentences(bare)
    whole = len(said)
    while len(said) > 1 and not _ENDS.search(said[-1]):
        said.pop()
    if len(said) < whole:
        done.append("a last sentence without an end was cut")
    return " ".join(said), done


def _fold(sentence: str) -> str:
    return " ".join(re.findall(r"\w+", sentence.lower()))


def told_once(text: str, before: Sequence[str]) -> str:
    """A page without sentences that it, or a page before it, has said already."""
    seen = {_fold(s) for part in before for s in sentences(part)}
    kept: list[str] = []
    for sentence in sentences(text):
        if _fold(sentence) not in seen or not kept:
            kept.append(sentence)
        seen.add(_fold(sentence))
    return " ".join(kept)


def finish(text: str) -> str:
    """A page that ends like a sentence."""
    text = text.rstrip(" ,;:-–—")
    return text if _ENDS.search(text) or not text else f"{text}."


def trim(
    parts: Sequence[str], nouns: Sequence[str], least: int, most: int
) -> tuple[list[str], list[str]]:
    """Take whole sentences out until the story has at most `most` words (and never under `least`).

    Never the only sentence that tells a part's noun, never a part's only sentence, never the end of
    the story, never half of a quotation. The longest parts give first, from their middle.
    Returns the parts and the sentences taken out.
    """
    split = [sentences(part) for part in parts]
    gone: list[str] = []
    total = sum(count_words(part) for part in parts)
    while total > most:
        options = []
        for i, said in enumerate(split):
            for j, sentence in enumerate(said):
                if not _may_go(split, nouns, i, j):
                    continue
                words = count_words(sentence)
                after = total - words
                if after < least:
                    continue
                length = sum(count_words(s) for s in said)
                edge = j == 0 or j == len(said) - 1
                options.append(((after > most, -length, edge, abs(after - most)), i, j))
        if not options:
            break
        _rank, i, j = min(options)
        gone.append(split[i].pop(j))
        total = sum(count_words(s) for said in split for s in said)
    return [" ".join(said) for said in split], gone


def _may_go(split: Sequence[Sequence[str]], nouns: Sequence[str], i: int, j: int) -> bool:
    """Whether sentence `j` of part `i` may be taken out of a story."""
    said, sentence = split[i], split[i][j]
    if len(said) < 2 or (i == len(split) - 1 and j == len(said) - 1):
        return False
    if sentence.count('"') % 2 or sentence.count("“") != sentence.count("”"):
        return False
    rest = " ".join(s for k, s in enumerate(said) if k != j)
    return tells(rest, nouns[i]) or not tells(sentence, nouns[i])
