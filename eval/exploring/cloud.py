"""The word cloud: an SVG in the studio's own font, the same for the same seed."""

import base64
import re
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from core.export.webfonts import MIME, Faces, faces

COLOURS: Final = ("#c05a2e", "#3c7cc0", "#6a8f3c", "#9a62b0", "#b88a1e")
"""Readable on light and on dark."""
MOST: Final = 120
_SIZE: Final = (640, 320)
_STYLE: Final = re.compile(r"<style>.*?</style>", re.DOTALL)


def cloud(words: Sequence[tuple[str, int]], language: str = "en", seed: int = 0) -> str:
    """The most frequent words as an SVG of 640 × 320 that scales; "" without words.

    Its letters are a part of it, so that words are as wide as they were when they were laid.
    """
    top = dict(words[:MOST])
    if not top:
        return ""
    letters = faces("".join(sorted(set("".join(top)))), language, name="Cloud", display=True)
    if not letters.fonts:
        return ""
    with TemporaryDirectory(prefix="storybook-") as folder:
        font = Path(folder) / "cloud.ttf"
        font.write_bytes(max(letters.fonts, key=lambda one: len(one.letters)).plain)
        svg = _laid(top, font, seed)
    size = f'viewBox="0 0 {_SIZE[0]} {_SIZE[1]}"'
    svg = re.sub(r'width="\d+" height="\d+"', size, svg, count=1)
    return _STYLE.sub(lambda _: _style(letters), svg, count=1)


def _laid(top: dict[str, int], font: Path, seed: int) -> str:
    from wordcloud import WordCloud  # brings matplotlib: half a second

    made: Any = WordCloud(
        width=_SIZE[0],
        height=_SIZE[1],
        mode="RGBA",
        background_color=None,
        font_path=str(font),
        max_words=MOST,
        prefer_horizontal=0.92,
        min_font_size=8,
        random_state=seed,
        color_func=lambda word, random_state, **_: COLOURS[random_state.randrange(len(COLOURS))],
    ).generate_from_frequencies(top)
    return str(made.to_svg())


def _style(letters: Faces) -> str:
    rules = "".join(
        font.rule_from(f"data:{MIME};base64,{base64.b64encode(font.content).decode()}")
        for font in letters.fonts
    )
    return f"<style>{rules} text {{ font-family: {letters.stack}; }}</style>"
