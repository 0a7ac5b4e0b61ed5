"""The fonts that books are set in: packages of free fonts, and which characters they have.

A package that is not installed makes no book fail: its letters come from another font, or are
named as missing in the book.
"""

import importlib.util
import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

import typst
from fontTools.ttLib import TTCollection, TTFont

PACKAGES: Final = (
    "fontpkg_literata",
    "fontpkg_baloo_2",
    "manimgx_fonts",
    "noto_cjk_sans_otc",
)
"""Modules whose folders hold the fonts; `requirements.txt` names their packages."""
READING: Final = {
    "Atkinson Hyperlegible": "fontpkg_atkinson_hyperlegible",
    "Lexend": "fontpkg_lexend",
}
"""Fonts for weak and for dyslexic readers, which the reader offers beside a book's own, and the
modules whose folders hold them."""
TEXT: Final = "Literata"
DISPLAY: Final = "Baloo 2"
_NOTO: Final = (
    *("", " Arabic", " Hebrew", " Devanagari", " Bengali", " Tamil", " Telugu", " Kannada"),
    *(" Malayalam", " Gujarati", " Gurmukhi", " Oriya", " Sinhala", " Thai", " Lao", " Khmer"),
    *(" Myanmar", " Georgian", " Armenian", " Ethiopic"),
)
_CJK: Final = {"zh": "SC", "ja": "JP", "ko": "KR", "yue": "HK"}
"""The same character is drawn otherwise in each country; the language tells which."""
_LAST: Final = "Libertinus Serif"
"""Comes with Typst."""
_SILENT: Final = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f\ufeff")
"""Joiners and direction marks: nothing to see, so nothing is missing."""


def folders() -> list[Path]:
    """Folders of the font packages that are installed."""
    return [folder for package in PACKAGES for folder in _folders(package)]


@cache
def reading_file(family: str) -> Path | None:
    """The file with a font of `READING`, upright and regular; None where it is not installed."""
    if family not in READING:
        return None
    files = (file for folder in _folders(READING[family]) for file in folder.rglob("*.ttf"))
    return next((f for f in sorted(files) if "Regular" in f.name or "[" in f.name), None)


def _folders(package: str) -> list[Path]:
    spec = importlib.util.find_spec(package)
    places = spec.submodule_search_locations or () if spec else ()
    return [Path(place) for place in places]


@cache
def fonts() -> typst.Fonts:
    """The fonts, as Typst wants them; the studio's and no others, so a book is alike everywhere."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=list(folders())
    )


def families(language: str) -> tuple[list[str], list[str]]:
    """Families for text and for titles in a language, those that are tried first in front."""
    own = _CJK.get(language, "JP")
    cjk = [f"Noto Sans CJK {place}" for place in dict.fromkeys([own, "JP", "SC", "KR"])]
    rest = [*(f"Noto Sans{script}" for script in _NOTO), *cjk, "Noto Emoji", "Noto Sans Symbols"]
    installed = set(fonts().families())
    both = ([first, *rest] for first in (TEXT, DISPLAY))
    text, display = ([*filter(installed.__contains__, names), _LAST] for names in both)
    return text, display


def shown(text: str) -> str:
    """Text with a box in the place of every character that no font has, without control
    characters."""
    box = "□" if ord("□") in _characters() else "?"
    gone = dict.fromkeys(missing(text), box)
    kept = (c for c in text if c.isspace() or unicodedata.category(c) != "Cc")
    return "".join(gone.get(c, c) for c in kept)


def missing(text: str) -> list[str]:
    """Characters that none of the fonts has, in order, each once."""
    wanted = (
        c for c in text
        if not c.isspace() and c not in _SILENT and unicodedata.category(c) != "Cc"
    )  # fmt: skip
    return [c for c in dict.fromkeys(wanted) if ord(c) not in _characters()]


@cache
def _characters() -> frozenset[int]:
    found = set(range(0x20, 0x180))  # Libertinus has them, and every other.
    for folder in folders():
        for path in sorted(folder.rglob("*.[to]t[fc]")):
            collection = path.suffix == ".ttc"
            with TTCollection(path) if collection else TTFont(path) as opened:
                font = opened.fonts[0] if collection else opened
                found |= set(font.getBestCmap() or ())
    return frozenset(found)
