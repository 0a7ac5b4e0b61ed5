"""The book's fonts cut down to the letters that a book uses, to be put into the book itself."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont
from fontTools.varLib import instancer
from PIL import ImageFont

from core.export.fonts import families, folders, reading_file

MIME: Final = "font/woff"
_SILENT: Final = "\u0020\u00a0\u200c\u200d"
"""Spaces and joiners: letters are joined across them, so that every font has its own."""
_FAMILY: Final = 1
_TYPOGRAPHIC: Final = 16
_MEASURED: Final = 100
_VARIABLE: Final = ("fvar", "gvar", "avar", "cvar", "HVAR", "VVAR", "MVAR", "STAT")
"""Tables of a variable font that it does not need where it stays as it is."""


@dataclass(frozen=True)
class WebFont:
    """Some letters of a font: `name` in style sheets, `content` as WOFF, `plain` as TrueType or
    OpenType."""

    name: str
    content: bytes
    plain: bytes
    letters: frozenset[str]

    @property
    def rule(self) -> str:
        """How a style sheet gets it from `fonts/`."""
        return self.rule_from(f"fonts/{self.file}")

    @property
    def file(self) -> str:
        """A name for its file."""
        return f"{self.name.lower().replace(' ', '-')}.woff"

    def rule_from(self, address: str) -> str:
        """How a style sheet gets it from an address."""
        return f'@font-face {{ font-family: "{self.name}"; src: url("{address}") format("woff"); }}'


class Faces:
    """Fonts that together have a text's letters, as far as any font has them."""

    def __init__(self, fonts: Sequence[WebFont]) -> None:
        self.fonts = tuple(fonts)
        self._measures = {
            font.name: ImageFont.truetype(io.BytesIO(font.plain), _MEASURED) for font in fonts
        }

    @property
    def stack(self) -> str:
        """The value of `font-family` in a style sheet."""
        return ", ".join([*(f'"{font.name}"' for font in self.fonts), "serif"])

    def width(self, text: str, size: float) -> float:
        """How wide a text is at a size of letters, in the unit of the size."""
        total = 0.0
        for name, part in self._parts(text):
            measure = self._measures.get(name)
            total += measure.getlength(part) if measure else _MEASURED * len(part)
        return total * size / _MEASURED

    def _parts(self, text: str) -> Iterator[tuple[str, str]]:
        """The text cut where its font changes."""
        name, begun = "", 0
        for i, letter in enumerate(text):
            if letter in _SILENT and name:
                continue
            found = next((f.name for f in self.fonts if letter in f.letters), "")
            if found != name and i > begun:
                yield name, text[begun:i]
                begun = i
            name = found
        if text:
            yield name, text[begun:]


@lru_cache(maxsize=16)
def faces(
    text: str, language: str, *, name: str, display: bool = False, weight: int = 400
) -> Faces:
    """Fonts with the letters of a text; `name` begins their names, `display`: for titles."""
    left = sorted(set(text) - set(_SILENT) - set("\n\t"))
    found: list[WebFont] = []
    for family in families(language)[display]:
        place = _places().get(family)
        if not left or place is None:
            continue
        letters = [c for c in left if ord(c) in _characters(*place)]
        if letters:
            found.append(_cut(f"{name} {len(found) + 1}", *place, "".join(letters), weight))
            left = [c for c in left if c not in letters]
    return Faces(found)


def letters_of(family: str, text: str) -> WebFont | None:
    """A font for weak or dyslexic readers, cut down to a text; None where it lacks letters of it or
    is not installed."""
    path = reading_file(family)
    if path is None or not reads(family, text):
        return None
    has = _characters(path, 0)
    return _cut(family, path, 0, "".join(sorted(c for c in set(text) if ord(c) in has)), 400)


def reads(family: str, text: str) -> bool:
    """Whether a font of `READING` is installed and has every letter of a text."""
    path = reading_file(family)
    has = _characters(path, 0) if path else frozenset()
    return bool(has) and all(ord(c) in has for c in set(text) if c.isalpha())


def _cut(name: str, path: Path, number: int, letters: str, weight: int) -> WebFont:
    with TTFont(path, fontNumber=number, lazy=True, recalcTimestamp=False) as font:
        axes = {a.axisTag: a.defaultValue for a in font["fvar"].axes} if "fvar" in font else {}
        usual = axes.get("wght", weight) == weight
        options = subset.Options(
            layout_features=["*"],
            hinting=False,
            notdef_outline=True,
            name_IDs=[1, 2],
            drop_tables=[*subset.Options().drop_tables, *(_VARIABLE if usual else ("STAT",))],
        )
        cutter = subset.Subsetter(options)
        cutter.populate(text=letters + _SILENT)
        cutter.subset(font)
        small = font
        if not usual:
            small = instancer.instantiateVariableFont(font, {**axes, "wght": float(weight)})
        return WebFont(name, _saved(small, "woff"), _saved(small, None), frozenset(letters))


def _saved(font: Any, flavor: str | None) -> bytes:
    out = io.BytesIO()
    font.flavor = flavor
    font.save(out, reorderTables=None)
    return out.getvalue()


@cache
def _places() -> dict[str, tuple[Path, int]]:
    """Where each family lies: its file, and its number in it."""
    found: dict[str, tuple[Path, int]] = {}
    for folder in folders():
        for path in sorted(folder.rglob("*.[to]t[fc]")):
            if "italic" in path.name.lower():
                continue
            count = len(TTCollection(path, lazy=True).fonts) if path.suffix == ".ttc" else 1
            for number in range(count):
                with TTFont(path, fontNumber=number, lazy=True) as font:
                    names = font["name"]
                    said = names.getDebugName(_TYPOGRAPHIC) or names.getDebugName(_FAMILY)
                    found.setdefault(str(said), (path, number))
    return found


@cache
def _characters(path: Path, number: int) -> frozenset[int]:
    with TTFont(path, fontNumber=number, lazy=True) as font:
        return frozenset(font.getBestCmap() or ())
