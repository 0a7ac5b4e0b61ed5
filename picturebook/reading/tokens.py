"""Text into tokens: words with their places in the text, sentences, and what is only said aloud."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

_WORD: Final = re.compile(
    r"(?P<word>[^\W\d_]+(?:[’'][^\W\d_]+)*(?:-[^\W\d_]+(?:[’'][^\W\d_]+)*)*)"
    r"|(?P<number>\d+(?:[.,:]\d+)*(?:st|nd|rd|th)?)"
    r"|(?P<mark>\.\.\.|[^\w\s])"
)
_CLITICS: Final = re.compile(r"(?i)(n['’]t|['’](?:s|re|ve|ll|d|m))$")
_NAMED_WITH_MARK: Final = re.compile(r"^[A-Z]['’][A-Z]")
_SHORT: Final = frozenset("mr mrs ms dr st prof capt sgt jr sr vs etc no".split())
_END: Final = frozenset(".!?…") | {"..."}
_OPEN: Final = {"“": "”", "«": "»", "„": "“", "»": "«", '"': '"'}
_SINGLE: Final = re.compile(r"['‘](?=\w)(?:[^'’‘\n]|\b['’]\w)*?[.,!?…—]['’](?!\w)")
_SAID: Final = frozenset(
    "said asked cried shouted whispered called answered replied laughed sang told".split()
)


@dataclass(frozen=True)
class Token:
    """A word or mark: as written, in small letters (straight apostrophes), and where it stands."""

    text: str
    start: int
    end: int
    low: str
    kind: str
    """"word", "number", "mark", or "quote": a whole speech in quotation marks."""


def tokens(text: str, offset: int = 0) -> list[Token]:
    """All tokens; "isn't" and "dog's" are two."""
    found: list[Token] = []
    for match in _WORD.finditer(text):
        kind = str(match.lastgroup)
        start, end = match.span()
        if kind == "word":
            clitic = _CLITICS.search(match[0])
            if clitic and clitic.start() and not _NAMED_WITH_MARK.match(match[0]):
                middle = start + clitic.start()
                found.append(_token(text, start, middle, kind, offset))
                start = middle
        if text[start:end].lower() == "cannot":
            found.append(_token(text, start, start + 3, kind, offset))
            start += 3
        found.append(_token(text, start, end, kind, offset))
    return found


def _token(text: str, start: int, end: int, kind: str, offset: int) -> Token:
    said = text[start:end]
    low = said.lower().replace("’", "'")
    return Token(said, start + offset, end + offset, low, kind)


def told(text: str) -> tuple[list[Token], list[Token]]:
    """The tokens of a text with each speech as one token, and the tokens of the speeches."""
    kept: list[Token] = []
    spoken: list[Token] = []
    position = 0
    for start, end in speeches(text):
        kept += tokens(text[position:start], position)
        kept.append(Token(text[start:end], start, end, "", "quote"))
        spoken += tokens(text[start + 1 : end - 1], start + 1)
        position = end
    return kept + tokens(text[position:], position), spoken


def speeches(text: str) -> Iterator[tuple[int, int]]:
    """Where something stands in quotation marks; a mark that never closes opens nothing, unless it
    stands like an opening one: then the speech goes on after the page."""
    position = 0
    while position < len(text):
        mark = text[position]
        single = _SINGLE.match(text, position) if mark in "'‘" else None
        if single and not text[position - 1 : position].isalnum():
            yield position, single.end()
            position = single.end()
            continue
        closing = _OPEN.get(mark)
        if closing is None or (mark == '"' and position and text[position - 1].isdigit()):
            position += 1
            continue
        end = text.find(closing, position + 1)
        if mark == '"' and position and _closes(text, position):
            yield 0, position + 1  # The speech began on the page before.
            position += 1
            continue
        opening = position and not text[position - 1].strip() and mark in '"“'
        if end < 0 and opening and text[position + 1 : position + 2].isalnum():
            yield position, len(text)
            return
        if end < 0:
            position += 1
            continue
        yield position, end + 1
        position = end + 1


def _closes(text: str, position: int) -> bool:
    """Whether the first mark of a page closes a speech."""
    first = '"' not in text[:position]
    after = text[position + 1 : position + 2]
    return first and text[position - 1] in ".,!?…" and not after.isalnum()


def sentences(found: Sequence[Token]) -> list[list[Token]]:
    """Tokens by sentence."""
    parts: list[list[Token]] = [[]]
    for i, token in enumerate(found):
        parts[-1].append(token)
        following = found[i + 1] if i + 1 < len(found) else None
        if following is None:
            break
        if token.kind == "quote":
            inner = token.text[:-1].rstrip()
            ends = inner[-1:] in _END and following.text[:1].isupper()
        elif token.low in _END:
            before = found[i - 1].low if i else ""
            ends = not (
                token.low == "."
                and (before in _SHORT or (len(before) == 1 and before.isalpha() and i > 1))
            )
            ends = ends or before == "i"
        else:
            ends = False
        if ends and following.low not in _SAID:
            parts.append([])
    return [part for part in parts if part]
