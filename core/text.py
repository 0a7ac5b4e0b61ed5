"""Pure text work: counting words, finding sentences, cutting a pasted story into segments.

Knows no story, no model and no storage; everything here is deterministic.  The words themselves
(nouns, plurals, what a text is about) are read by `picturebook.reading`.
"""

import re
import unicodedata
from typing import Any, Final

from core import unspaced
from core.errors import BadInput
from picturebook.reading.about import content_words, main_noun, singular, tells, words_of

__all__ = [
    "PASTED_WORDS",
    "clean",
    "content_words",
    "count_for_pictures",
    "count_words",
    "inert",
    "is_abbreviation",
    "main_noun",
    "sentences",
    "singular",
    "split_pasted",
    "tells",
    "word_spans",
    "words_of",
]

PASTED_WORDS: Final = (100, 500)
"""A pasted story has between 100 and 500 words (both included)."""
SEGMENT_WORDS: Final = 40
"""A segment of a pasted story has about this many words (25 to 60)."""
SEGMENTS: Final = (3, 12)
"""A pasted story gets between 3 and 12 segments."""
LONGEST_UNIT: Final = 50
"""A "sentence" with more words than this is broken at a comma, a line or a word."""

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_STOPS = ".!?…。！？؟।॥"
_FULL_WIDTH = "。！？"
_CLOSERS = "\"'”’»›)]}*_」』）"
_SENTENCE_END = re.compile(rf"[{_STOPS}]+[{re.escape(_CLOSERS)}]*")
_ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof st sr jr vs etc e.g i.e vol fig ca approx capt col gen lt sgt rev
    bzw usw evtl nr str hr fr mme mlle srta sra dott sig""".split()
)
_NUMBER = re.compile(r"\s*\d")
"""What follows "No." where that is an abbreviation."""
_LETTER_STOP = re.compile(r"\s*\w\.")
"""What follows "z." in "z. B."."""
_DAY = re.compile(r"(?:^|\W)(?:[12]?\d|3[01])$")
_MONTH = re.compile(
    r"\s*(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|"
    r"Dezember)\b"
)
_SPEECH = (
    "said|says|asked|asks|cried|cries|whispered|whispers|shouted|shouts|called|calls|laughed|"
    "laughs|replied|answered|sighed|giggled|yelled|squeaked|growled|murmured|gasped|sang|added|"
    "hooted|roared|begged|agreed|purred|barked|chuckled|grinned|smiled|told|thought|wondered"
)
_ATTRIBUTION = re.compile(rf"\s*(?:[\w'’-]+\s+){{1,3}}?(?:{_SPEECH})\b", re.IGNORECASE)
_PARAGRAPH = re.compile(r"\n\s*\n")
_ALNUM = re.compile(r"[^\W_]")


def clean(text: str) -> str:
    """NFC, one kind of newline, no NUL and no control characters; nothing else is changed.

    Direction marks and joiners (format characters) stay: right-to-left text and emoji need them.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    text = text.replace("\u2029", "\n\n").replace("\x0b", "\n").replace("\x0c", "\n\n")
    kept = (c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    return unicodedata.normalize("NFC", "".join(kept)).lstrip("\ufeff")


def count_words(text: str) -> int:
    """How many words a text has.

    A word is a run of characters between white space that has a letter or digit in it: "don't"
    and "twenty-one" are one word, "—" and "🦊" are none.  In Chinese and Japanese every character
    counts as a word; other scripts without spaces are cut into words (`core.unspaced`).
    """
    tokens = text.split()
    if not unspaced.UNSPACED.search(text):
        return sum(1 for token in tokens if _ALNUM.search(token))
    return sum(
        unspaced.count(token) if unspaced.UNSPACED.search(token) else bool(_ALNUM.search(token))
        for token in tokens
    )


def word_spans(text: str) -> list[tuple[int, int]]:
    """(start, end) of each word as it is lit while it is read aloud, marks and all.

    What stands between white space; in scripts written without spaces each word with the marks
    behind it.
    """
    found: list[tuple[int, int]] = []
    for token in re.finditer(r"\S+", text):
        at = token.start()
        for piece in unspaced.pieces(token.group()):
            found.append((at, at + len(piece)))
            at += len(piece)
    return found


def sentences(text: str) -> list[str]:
    """The sentences of a text, each stripped; joined, they are the text but for white space.

    A quotation that closes within its paragraph is never cut inside, what somebody said stays with
    "… said the fox", and a title ("Mr.") or an initial does not end a sentence.
    """
    found: list[str] = []
    for paragraph in _PARAGRAPH.split(text):
        found.extend(_sentences_of(paragraph))
    return found


def _sentences_of(paragraph: str) -> list[str]:
    quoted = _quoted(paragraph)
    found: list[str] = []
    start = 0
    for match in _SENTENCE_END.finditer(paragraph):
        end = match.end()
        if not _ends(paragraph, match, quoted):
            continue
        piece = paragraph[start:end].strip()
        if piece:
            found.append(piece)
        start = end
    rest = paragraph[start:].strip()
    if rest and found and not any(c.isalnum() for c in rest):
        found[-1] = f"{found[-1]} {rest}"  # A lone emoji or dash belongs to the sentence before.
    elif rest:
        found.append(rest)
    return found


def _ends(paragraph: str, match: re.Match[str], quoted: list[tuple[int, int]]) -> bool:
    """Whether the stop at `match` ends a sentence."""
    begin, end = match.span()
    if any(a < begin and end < b for a, b in quoted):
        return False
    following = paragraph[end:]
    stops = match.group().rstrip(_CLOSERS)
    if not following.strip():
        return True
    if not following[0].isspace() and stops[-1] not in _FULL_WIDTH:
        return False
    after = following.lstrip().lstrip("\"'“‘«‹([*_-–— ")
    if after[:1].islower():
        return False
    if match.group()[-1] in "\"”»’'" and _ATTRIBUTION.match(following):
        return False
    if stops != ".":
        return True
    return not is_abbreviation(paragraph[:begin], following)


def is_abbreviation(before: str, after: str = "") -> bool:
    """Whether a text that a full stop follows ends with an abbreviation ("Mr", "z" of "z. B."), an
    initial, or the day of a date ("3. Mai"); `after`: what comes behind the stop."""
    word = re.search(r"[\w.]*$", before)
    last = word.group() if word else ""
    if last.lower() == "no":
        return bool(_NUMBER.match(after))
    if last.isdigit():
        return bool(_DAY.search(before) and _MONTH.match(after))
    single = len(last) == 1 and last.isalpha()
    initial = single and ((last.isupper() and last != "I") or bool(_LETTER_STOP.match(after)))
    return last.lower() in _ABBREVIATIONS or initial


def _quoted(paragraph: str) -> list[tuple[int, int]]:
    """Spans (of the opening and the closing mark) of quotations that close in the paragraph."""
    spans: list[tuple[int, int]] = []
    angles = re.search("[«»]", paragraph)
    pairs = [("„", "“”") if "„" in paragraph else ("“", "”"), ("「", "」")]
    pairs.append(("»", "«") if angles and angles.group() == "»" else ("«", "»"))
    for opener, closers in pairs:
        spans.extend(
            m.span() for m in re.finditer(f"{opener}[^{opener}{closers}]*[{closers}]", paragraph)
        )
    # A mark right behind a number that opened no quotation stands for inches.
    marks: list[int] = []
    for i, c in enumerate(paragraph):
        if c == '"' and (len(marks) % 2 or not paragraph[i - 1 : i].isdigit()):
            marks.append(i)
    if len(marks) % 2 == 0:
        spans.extend((marks[i], marks[i + 1] + 1) for i in range(0, len(marks), 2))
    return [(a, b) for a, b in spans if b - a <= 400]


def count_for_pictures(n: int) -> int:
    """How many segments a story of `n` pictures has: one each, but four for one or two pictures."""
    return n if n >= 3 else 4


def split_pasted(text: str) -> list[str]:
    """Cut a pasted story into 3 to 12 balanced segments of about 25 to 60 words, at sentence ends.

    Raises `BadInput` for a text without words, or with too few or too many of them.
    """
    text = clean(text).strip()
    words = count_words(text)
    least, most = PASTED_WORDS
    if not text:
        raise BadInput(f"The story text is empty: paste a story of {least} to {most} words.")
    if not words:
        raise BadInput(
            f"The story text has no words in it: paste a story of {least} to {most} words."
        )
    if not least <= words <= most:
        raise BadInput(
            f"The story text has {words:,} word{'s' if words > 1 else ''}: "
            f"a pasted story needs {least} to {most}."
        )
    count = min(max(round(words / SEGMENT_WORDS), SEGMENTS[0]), SEGMENTS[1])
    units = [part for sentence in sentences(text) for part in _short(sentence, LONGEST_UNIT)]
    while len(units) < count:
        longest = max(range(len(units)), key=lambda i: count_words(units[i]))
        size = max(1, -(-count_words(units[longest]) // 2))
        units[longest : longest + 1] = _short(units[longest], size)
    return _slices(text, _balance(text, units, count))


def _short(sentence: str, limit: int) -> list[str]:
    """A sentence as parts of at most `limit` words, broken at lines, else clauses, else words."""
    if count_words(sentence) <= limit:
        return [sentence]
    for pattern in (r"(?<=\n)", r"(?<=[;:])\s", r"(?<=[,،、，])\s*", r"\s", r""):
        cuts = [m.end() for m in re.finditer(pattern, sentence)]
        cuts = [c for c in cuts if count_words(sentence[:c]) and count_words(sentence[c:])]
        if cuts:
            half = count_words(sentence) / 2
            cut = min(cuts, key=lambda c: abs(count_words(sentence[:c]) - half))
            return [
                part
                for piece in (sentence[:cut].strip(), sentence[cut:].strip())
                for part in _short(piece, limit)
            ]
    return [sentence]


def _balance(text: str, units: list[str], count: int) -> list[list[str]]:
    """Group units into `count` runs of even length; a paragraph's end is a good place to cut."""
    lengths = [count_words(unit) for unit in units]
    ideal = sum(lengths) / count
    before = [0]
    for length in lengths:
        before.append(before[-1] + length)
    breaks = _paragraph_ends(text, units)
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for _ in range(count):
        row: dict[int, tuple[float, int]] = {}
        for start, (cost, _from) in best[-1].items():
            for end in range(start + 1, len(units) + 1):
                length = before[end] - before[start]
                if not length:
                    continue
                worth = cost + ((length - ideal) / ideal) ** 2 - (0.08 if end in breaks else 0)
                if end not in row or worth < row[end][0] - 1e-12:
                    row[end] = (worth, start)
        best.append(row)
    groups: list[list[str]] = []
    end = len(units)
    for row in reversed(best[1:]):
        start = row[end][1]
        groups.append(units[start:end])
        end = start
    return groups[::-1]


def _paragraph_ends(text: str, units: list[str]) -> set[int]:
    ends: set[int] = set()
    at = 0
    for i, unit in enumerate(units):
        at = text.find(unit, at) + len(unit) if unit in text[at:] else at
        if _PARAGRAPH.match(text[at:].lstrip(" \t")):
            ends.add(i + 1)
    return ends


def _slices(text: str, groups: list[list[str]]) -> list[str]:
    """The stretch of the text that each group covers, white space and line ends as they were."""
    slices: list[str] = []
    at = 0
    for group in groups:
        wanted = sum(len("".join(unit.split())) for unit in group)
        end = at
        while wanted:
            wanted -= not text[end].isspace()
            end += 1
        slices.append(text[at:end].strip())
        at = end
    return slices


def inert(value: Any) -> Any:
    """A cell of a table that no spreadsheet takes for a formula: texts that begin like one get an
    apostrophe (OWASP, CSV injection); numbers stay."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
