"""Penn-Treebank-like tokens of English captions, as figures on COCO captions are computed.

Papers tokenise with Stanford's PTBTokenizer (a Java program), lower-case, and leave out a list of
punctuation.  The rules here were written for this project and compared with that program's output;
they know no model and no file.  What they leave aside: phone numbers and smileys with spaces in
them, and sentence ends behind rare abbreviations.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

PUNCTUATION: Final = frozenset(
    [
        "''",
        "'",
        "``",
        "`",
        "-LRB-",
        "-RRB-",
        "-LCB-",
        "-RCB-",
        ".",
        "?",
        "!",
        ",",
        ":",
        "-",
        "--",
        "...",
        ";",
    ]
)
"""What is left out of a caption.  The brackets stand here in capitals while tokens are lower-case:
in the published programs brackets therefore stay ("-lrb-"), and so they do here."""

_ALIKE: Final = str.maketrans(
    {
        "’": "'", "‘": "`", "‹": "`", "›": "'", "“": '"', "”": '"', "«": '"', "»": '"',
        "–": "--", "—": "--", "…": " ... ", "½": " 1/2 ", "¼": " 1/4 ", "¾": " 3/4 ",
        "⅓": " 1/3 ", "⅔": " 2/3 ", "²": " ² ", "³": " ³ ",
        "£": "# ", "€": "$", "¢": " cents ",
        "\u00a0": " ", "\u200b": " ", "\u200d": " ", "\ufe0f": " ", "\ufeff": " ", "\u00ad": None,
    }
)  # fmt: skip
"""Characters, and what the treebank has for them."""

_BRACKETS: Final = {
    "(": "-lrb-", ")": "-rrb-", "[": "-lsb-", "]": "-rsb-", "{": "-lcb-", "}": "-rcb-",
}  # fmt: skip
_ENTITIES: Final = {
    "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&nbsp;": " ",
}  # fmt: skip
_SPLIT_WORDS: Final = {
    "cannot": ("can", "not"),
    "gonna": ("gon", "na"),
    "wanna": ("wan", "na"),
    "gotta": ("got", "ta"),
    "lemme": ("lem", "me"),
    "gimme": ("gim", "me"),
}
"""Words that the treebank writes as two."""

_ABBREVIATIONS: Final = (
    "adj adm adv al ala alex apr ariz assn assoc asst atty aug ave bhd bldg blvd brig bros calif "
    "capt cf cie cmdr co col colo conn corp cos cpl ct dak dec dept det dr drs elec ens esq est "
    "etc ext feb fla fri ft ga gen gov hon inc ind insp intl jan jos jr jul jun kan ky lieut lt "
    "ltd maj mar md messrs mfg mich minn mlle mme mo mon mr mrs ms mt mtg natl neb nev nov oct "
    "okla penn pfc ph plc pres prof pte pty pvt rd rep rev rt sen sep sept seq sfc sgt spc sq sr "
    "st ste supt sys tel tenn thu thurs tue tues univ va vs vt wed wis wm wyo"
).split()
"""Words that keep their full stop wherever they stand."""
_STATES: Final = "ark az del ill la mass miss ore pa tex wash".split()
"""Words that keep it with a capital only: "Miss." is an abbreviation, "miss." ends a sentence."""
_BEFORE_NUMBERS: Final = "art ca fig figs no nos op pp prop".split()
"""Words that keep it before a number."""
_STARTERS: Final = (
    "A About After An As At But He Her Here However If In It Many Now Once One Our She Since So "
    "Some Such That The Their Then There These They This We What When While Yet You"
).split()
"""Words with which a new sentence begins behind a single letter ("in row B. The …")."""


def _any(words: list[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_STATES_WRITTEN: Final = [form for w in _STATES for form in (w.capitalize(), w.upper())]


def _marks() -> str:
    """Accents and vowel signs that stand as characters of their own, as ranges for a regex."""
    found = [c for c in map(chr, range(0x300, 0xFE00)) if unicodedata.category(c) in ("Mn", "Mc")]
    firsts = [c for c in found if chr(ord(c) - 1) not in set(found)]
    lasts = [c for c in found if chr(ord(c) + 1) not in set(found)]
    return "".join(f"{a}-{b}" for a, b in zip(firsts, lasts, strict=True))


_ASTRAL: Final = re.compile("[\U00010000-\U0010ffff]")
"""Characters that Java has in two halves, such as emoji: the published program drops them."""
_LETTER: Final = r"[^\W\d_]"
_ALNUM: Final = r"[^\W_]"
_CLITIC: Final = rf"'(?:s|m|d|ll|re|ve|em)(?!{_ALNUM})"
_WORD: Final = rf"(?:{_ALNUM}++[{_marks()}]*+)+"
_JOINED: Final = rf"{_WORD}(?:[-‐‑/_]{_WORD})*"
_NAME: Final = (
    rf"(?!{_LETTER}+{_CLITIC})(?:[odln]'{_LETTER}{{2,}}|(?-i:[A-HK-XZ])['`]{_LETTER}{{2,}}"
    rf"|{_LETTER}[aeiou]'[aeiou]{_LETTER}+|n?e'er|c'mon|cap'n)(?!{_ALNUM})"
)
_CURLY_NAME: Final = re.compile(rf"(?<!\w){_NAME.replace(chr(39), '’')}", re.IGNORECASE)
"""Names keep a curly apostrophe; elsewhere it becomes a straight one."""
_KEPT: Final = "\u02bc"
"""Stands for such an apostrophe on its way: a letter, to Unicode."""
_TOKEN: Final = re.compile(
    rf"""
    (?P<plain>[a-z]+(?=[ ]|$))
  | (?P<url>https?://[^\s"<>()]*[^\s"<>().,!?;:'])
  | (?P<tag></?[a-z][^<>\n]*>)
  | (?P<smiley>[:;=]['-]?[)([dp|](?!\w)|:\\|:o\)|:\])
  | (?P<handle>[@\#]{_LETTER}\w*)
  | (?P<address>\w+(?:[.-]\w+)*@\w+(?:[.-]\w+)*)
  | (?P<negated>{_LETTER}*?(?=n['`]t(?!{_ALNUM}))n['`]t)
  | (?P<degree>ph\.d\.?)
  | (?P<kept>(?:(?:{_any(_ABBREVIATIONS)})|(?-i:{_any(_STATES_WRITTEN)})(?=\.\s*\w))\.(?!{_ALNUM})
      |(?:{_any(_BEFORE_NUMBERS)})\.(?=\s*\d)
      |{_LETTER}+\.(?=,))
  | (?P<initials>{_LETTER}(?:\.{_LETTER})+(?!{_ALNUM})\.?
      |{_LETTER}\.(?!{_LETTER}|\s*$|\s+(?-i:{_any(_STARTERS)})\b))
  | (?P<name>{_NAME})
  | (?P<elided>[jy]'(?={_LETTER}{{2}})|ol'(?!\w))
  | (?P<it>'t(?=(?:is|was)(?!\w|n)))
  | (?P<clitic>{_CLITIC}|'n'|'n(?!{_ALNUM})|'(?:til|till|cause)(?!\w)|'\d0s(?!\w)
      |(?<!\d)'\d\d(?![\w']))
  | (?P<firm>(?-i:[A-Z]+(?:&[A-Z]+)+)(?!\w)|w/o(?!\w)|c\+\+|c\#(?!\w))
  | (?P<clock>\d\d?:\d\d(?={_LETTER})|\d\d?\.\d\d(?=[ap]m(?!\w)))
  | (?P<dollars>(?-i:US|HK|NZ|[ACT])\$)
  | (?P<number>(?:(?<!\w)[+-])?(?:\d+(?:[.,:/-]\d+)*|\.\d+(?:[.,]\d+)*)(?![\w]|[-/_]\w))
  | (?P<rest>(?<=\w)[.,:]\d+)
  | (?P<word>{_JOINED}(?:[.!?](?<={_LETTER}.){_LETTER}+(?:[-/_]{_ALNUM}+)*)*)
  | (?P<dots>\.\.\.+|\.(?:\ \.)+)
  | (?P<shouts>[!?]+)
  | (?P<dashes>-+)
  | (?P<quotes>\'\'|``|"|'|`)
  | (?P<arrows><<|>>)
  | (?P<other>\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)


_SPECIAL: Final = frozenset([*_SPLIT_WORDS, *_ABBREVIATIONS, *_STATES])
_SIMPLE: Final = re.compile(r"[a-z]+(?:-[a-z]+)*(?:(?: ?,)? [a-z]+(?:-[a-z]+)*)*(?: ?\.)?", re.I)
"""Most captions: words, hyphens, commas, and a full stop; they need no rules, and so go faster."""


@lru_cache(maxsize=200_000)
def tokenise(text: str) -> tuple[str, ...]:
    """The tokens of a caption in lower case, without punctuation: "A dog's ball." -> a dog 's ball.

    The empty tuple for a text of which nothing is left.
    """
    if _SIMPLE.fullmatch(text):
        words = text.replace(",", " ").rstrip(".").lower().split()
        if not _SPECIAL.intersection(words):
            return tuple(words)
    return tuple(_by_rules(text))


def _by_rules(text: str) -> Iterator[str]:
    if not text.isascii():
        text = _ASTRAL.sub(" ", _CURLY_NAME.sub(lambda m: m.group().replace("’", _KEPT), text))
        text = text.translate(_ALIKE)
    if "&" in text:
        for entity, character in _ENTITIES.items():
            text = text.replace(entity, character)
    for match in _TOKEN.finditer(text):
        for token in _written(match.lastgroup or "", match.group().lower().replace(_KEPT, "’")):
            if token not in PUNCTUATION:
                yield token


def _written(kind: str, token: str) -> Sequence[str]:
    """What the treebank writes for a token, without quotation marks."""
    if token in _SPLIT_WORDS:
        return _SPLIT_WORDS[token]
    match kind:
        case "negated":
            return (token[:-3], token[-3:]) if len(token) > 3 else (token,)
        case "other" | "smiley":
            return ("".join(_BRACKETS.get(character, character) for character in token),)
        case "dots":
            return ("...",)
        case "dashes":
            return (token if len(token) > 4 else "--" if len(token) > 1 else "-",)
        case "tag":
            return token.split()
        case "quotes":
            return ()
    return (token,)
