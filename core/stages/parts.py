"""The parts of a story while it is written: reading them from a stream, judging and fitting them.

Pure text work: no model is called here.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from core.stages.formats import Format
from core.text import clean, content_words, count_words, sentences, tells

_ENDS: Final = re.compile(r"[.!?…。！？؟।॥][\"'”’»)\]*_]*$")
_HEADING: Final = re.compile(
    r"^(?:#+\s*|[-*•]\s+|\*\*[^*]{1,30}\*\*:?\s*$|(?:(?:part|paragraph|page|picture|title)\b\s*"
    r"\d*\s*[:.)-]|\d+\s*[.):])\s*)+",
    re.IGNORECASE,
)


class PartReader:
    """Reads a title and parts from a writer's stream, without reading further than it must."""

    def __init__(self, pieces: Iterator[str], form: Format) -> None:
        self._pieces = pieces
        self._form = form
        self._buffer = ""
        self._over = False

    def next(
        self,
        *,
        most_words: int,
        on_text: Callable[[str], None] | None = None,
        read: Callable[[str], str] | None = None,
    ) -> tuple[str, bool]:
        """The next piece of text and whether the story ended behind it; `read` is `tidy`.

        A piece that runs on beyond `most_words` is left there (and the stream with it).
        """
        while True:
            found = self._form.boundary.search(self._buffer)
            while found is None and not self._over:
                piece = next(self._pieces, None)
                if piece is None:
                    self._over = True
                    break
                self._buffer += piece
                found = self._form.boundary.search(self._buffer)
                if on_text and found is None:
                    on_text(self._buffer.partition("<|")[0])
                if count_words(self._buffer) > most_words and found is None:
                    self.close()
            cut = found.start() if found else len(self._buffer)
            text = (read or tidy)(self._buffer[:cut])
            self._buffer = self._buffer[found.end() :] if found else ""
            ended = (found is not None and found.group() == self._form.end) or (
                self._over and not self._buffer.strip()
            )
            if text or ended or self._over:
                return text, ended

    def close(self) -> None:
        """Stop the stream."""
        self._over = True
        close = getattr(self._pieces, "close", None)
        if close:
            close()


def tidy(text: str) -> str:
    """A part on one line, without headings, list marks and a last sentence that never ended."""
    text = " ".join(clean(text).split())
    text = _HEADING.sub("", text).strip()
    said = sentences(text)
    while len(said) > 1 and not _ENDS.search(said[-1]):
        said.pop()
    return " ".join(said)


def tidy_title(text: str) -> str:
    """A title without quotes, marks and a final stop; "" if it is none."""
    title = re.sub(r"^\s*(?:title\s*:\s*|#+\s*)", "", " ".join(clean(text).split()), flags=re.I)
    title = title.strip("\"'“”‘’*_ ").rstrip(".,;:")
    return title if len(title) > 2 and 0 < count_words(title) <= 12 else ""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a part must be: the noun it tells, its length in words, a name to use."""

    noun: str
    least: float
    most: float
    name: str | None = None
    last: bool = False


def cost(text: str, wanted: Wanted, before: Sequence[str], *, ended: bool = True) -> float:
    """How bad a part is; 0 is fine. `before` are the parts that stand in front of it."""
    said = sentences(text)
    if not said or not count_words(text):
        return 100.0
    total = 0.0
    if not tells(text, wanted.noun):
        total += 10
    if wanted.name and wanted.name.lower() not in text.lower():
        total += 2
    if not _ENDS.search(text):
        total += 4
    if "\ufffd" in text or "<|" in text:
        total += 5
    if text.count('"') % 2 or text.count("“") != text.count("”"):
        total += 1
    seen = {_fold(s) for part in before for s in sentences(part)}
    for sentence in said:
        folded = _fold(sentence)
        if folded in seen and count_words(sentence) > 2:
            total += 3
        seen.add(folded)
    if re.search(r"\b(\w+)(?:\W+\1\b){3}", text, re.IGNORECASE):
        total += 2
    if re.search(r"(\w)\1{3}", text):
        total += 3
    endings = {_ending(s) for part in before for s in sentences(part)}
    for sentence in said:
        ending = _ending(sentence)
        if ending in endings and content_words(ending):
            total += 1.5
    total += sum(1.5 for sentence in said if _stammers(sentence))
    words = count_words(text)
    off = max(wanted.least - words, words - wanted.most, 0)
    total += 2 * off / max(wanted.most, 1)
    if wanted.last and not ended:
        total += 0.5
    return total


def _ending(sentence: str) -> str:
    """The last three words of a sentence; the whole of a short one."""
    return " ".join(_fold(sentence).split()[-3:])


def _stammers(sentence: str) -> bool:
    """Whether a sentence says the same three words twice ("with a kite in it with a kite")."""
    words = _fold(sentence).split()
    runs = list(zip(words, words[1:], words[2:], strict=False))
    return any(len(set(run)) > 1 and runs.count(run) > 1 for run in runs)


def _fold(sentence: str) -> str:
    return " ".join(re.findall(r"\w+", sentence.lower()))


def told_once(text: str, before: Sequence[str]) -> str:
    """A part without sentences that it, or a part before it, has said already."""
    seen = {_fold(s) for part in before for s in sentences(part)}
    kept: list[str] = []
    for sentence in sentences(text):
        if _fold(sentence) not in seen or not kept:
            kept.append(sentence)
        seen.add(_fold(sentence))
    return " ".join(kept)


def finish(text: str) -> str:
    """A part that ends like a sentence."""
    text = text.rstrip(" ,;:-–—")
    return text if _ENDS.search(text) or not text else f"{text}."


def sentence_about(caption: str) -> str:
    """A caption as one plain sentence: "a fox walking" -> "There was a fox walking."."""
    caption = caption.strip().rstrip(".!?,;: ")
    if not caption:
        return ""
    if re.search(r"\b(?:is|are|was|were|has|have|falls)\b", caption):
        return f"{caption[0].upper()}{caption[1:]}."
    first = caption.split()[0].lower()
    many = first in {"two", "three", "four", "five", "six", "several", "some", "many", "people"}
    single = first in {"a", "an", "the", "one"} or not first.endswith("s")
    return f"There {'were' if many or not single else 'was'} {caption}."


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
                if not may_go(split, nouns, i, j):
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


def may_go(split: Sequence[Sequence[str]], nouns: Sequence[str], i: int, j: int) -> bool:
    """Whether sentence `j` of part `i` may be taken out of a story."""
    said, sentence = split[i], split[i][j]
    if len(said) < 2 or (i == len(split) - 1 and j == len(said) - 1):
        return False
    if sentence.count('"') % 2 or sentence.count("“") != sentence.count("”"):
        return False
    rest = " ".join(s for k, s in enumerate(said) if k != j)
    return tells(rest, nouns[i]) or not tells(sentence, nouns[i])
