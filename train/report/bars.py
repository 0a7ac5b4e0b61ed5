"""Bars: figures with what is wanted of them; and the report that collects them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from PIL import Image

PARTS: Final = ("captioner", "scorer", "limits", "illustrator", "writer", "size")
_SIGNS: Final = {"least": "≥", "most": "≤"}


@dataclass(frozen=True)
class Bar:
    """One figure, and the least or the most that it should be; without either, for information."""

    part: str
    name: str
    figure: float
    wanted: float | None = None
    side: Literal["least", "most"] = "least"

    @property
    def met(self) -> bool | None:
        if self.wanted is None:
            return None
        if self.side == "least":
            return self.figure >= self.wanted
        return self.figure <= self.wanted

    @property
    def verdict(self) -> str:
        return {True: "met", False: "NOT MET", None: ""}[self.met]

    @property
    def asked(self) -> str:
        return "" if self.wanted is None else f"{_SIGNS[self.side]} {self.wanted:g}"


@dataclass
class Report:
    """What the parts found: bars, remarks, and sections of the page with their pictures."""

    bars: list[Bar] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    sections: list[tuple[str, str]] = field(default_factory=list)
    """Headings and Markdown; files are named relative to the report's folder."""
    sheets: dict[str, Image.Image] = field(default_factory=dict)
    plots: dict[str, Any] = field(default_factory=dict)
    """Matplotlib figures."""

    def bar(
        self,
        part: str,
        name: str,
        figure: float,
        *,
        least: float | None = None,
        most: float | None = None,
    ) -> None:
        wanted, side = (most, "most") if most is not None else (least, "least")
        self.bars.append(Bar(part, name, float(figure), wanted, side))  # type: ignore[arg-type]

    def remark(self, text: str) -> None:
        """One sentence, said at once and in the report."""
        self.remarks.append(text)
        print(text, flush=True)

    def section(self, heading: str, text: str) -> None:
        self.sections.append((heading, text))

    def sheet(self, name: str, heading: str, image: Image.Image, text: str = "") -> None:
        self.sheets[name] = image
        self.section(heading, f"{text}\n\n![{heading}](report/{name}.jpg)".strip())

    def plot(self, name: str, heading: str, figure: Any, text: str = "") -> None:
        if figure is not None:
            self.plots[name] = figure
            self.section(heading, f"{text}\n\n![{heading}](report/{name}.png)".strip())

    def named(self) -> dict[str, float]:
        """Every figure by its name; what could not be computed is left out."""
        return {
            f"{bar.part}: {bar.name}": round(bar.figure, 4)
            for bar in self.bars
            if math.isfinite(bar.figure)
        }


def as_text(bars: Sequence[Bar]) -> str:
    """The table for a terminal."""
    lines = []
    for part in dict.fromkeys(bar.part for bar in bars):
        lines.append(f"\n{part}")
        for bar in (bar for bar in bars if bar.part == part):
            lines.append(f"  {bar.name:<58}{bar.figure:>10.3f}  {bar.asked:<9}{bar.verdict}")
    judged = [bar.met for bar in bars if bar.met is not None]
    return "\n".join([*lines, f"\n{sum(judged)} of {len(judged)} bars met."])


def as_markdown(bars: Sequence[Bar]) -> str:
    """The table for the report's page."""
    rows = [
        f"| {bar.part} | {bar.name} | {bar.figure:.3f} | {bar.asked} | {bar.verdict} |"
        for bar in bars
    ]
    return "\n".join(["| part | measure | figure | bar | |", "|---|---|---|---|---|", *rows])
