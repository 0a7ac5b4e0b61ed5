"""The report's plots and contact sheets; without matplotlib every plot is None."""

import textwrap
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from typing import Any, Final

from PIL import Image, ImageDraw, ImageFont

_COLOURS: Final = ("#3b6ea5", "#e0803a", "#6aa84f")


def _axes(width: float = 7.0, height: float = 3.2) -> tuple[Any, Any]:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), dpi=110, layout="constrained")
    axes = figure.add_subplot()
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def available() -> bool:
    return find_spec("matplotlib") is not None


def histogram(
    groups: Mapping[str, Sequence[float]], label: str, lines: Sequence[float] = ()
) -> Any:
    """Overlaid histograms, with vertical lines where a limit stands."""
    if not available():
        return None
    figure, axes = _axes()
    values = [value for group in groups.values() for value in group]
    span = (min(values), max(max(values), min(values) + 1e-6))
    for (name, group), colour in zip(groups.items(), _COLOURS, strict=False):
        axes.hist(group, bins=30, range=span, alpha=0.65, color=colour, label=name)
    for line in lines:
        axes.axvline(line, color="black", linestyle="--", linewidth=1)
    axes.set_xlabel(label)
    axes.legend(frameon=False)
    return figure


def bars(groups: Mapping[str, Mapping[str, float]], limit: float) -> Any:
    """Shares side by side, with a line at what is wanted."""
    if not available():
        return None
    figure, axes = _axes(8.0)
    names = list(dict.fromkeys(name for group in groups.values() for name in group))
    width = 0.8 / len(groups)
    for number, ((label, group), colour) in enumerate(zip(groups.items(), _COLOURS, strict=False)):
        at = [i + (number - (len(groups) - 1) / 2) * width for i in range(len(names))]
        axes.bar(at, [group.get(name, 0) for name in names], width, color=colour, label=label)
    axes.axhline(limit, color="black", linestyle="--", linewidth=1)
    axes.set_xticks(range(len(names)), names)
    axes.set_ylim(0, 1.05)
    axes.legend(frameon=False, loc="lower right")
    return figure


def matrix(names: Sequence[str], table: Sequence[Sequence[int]]) -> Any:
    """A confusion matrix: a row for each mood asked for, a column for each mood read."""
    if not available():
        return None
    figure, axes = _axes(5.5, 4.8)
    axes.imshow(table, cmap="Blues")
    axes.set_xticks(range(len(names)), names, rotation=40, ha="right")
    axes.set_yticks(range(len(names)), names)
    axes.set_xlabel("read")
    axes.set_ylabel("asked for")
    top = max(map(max, table))
    for y, row in enumerate(table):
        for x, value in enumerate(row):
            axes.text(
                x, y, value, ha="center", va="center", color="white" if value > top / 2 else "black"
            )
    return figure


def contact_sheet(
    pictures: Sequence[Image.Image], labels: Sequence[str], columns: int, side: int = 176
) -> Image.Image:
    """Pictures in rows, each with its words beneath."""
    font = ImageFont.load_default(11)
    wrapped = [textwrap.wrap(label, side // 6) for label in labels]
    high = side + 14 * max(map(len, wrapped)) + 8
    rows = -(-len(pictures) // columns)
    sheet = Image.new("RGB", ((side + 8) * columns, high * rows), "white")
    pen = ImageDraw.Draw(sheet)
    for number, (picture, lines) in enumerate(zip(pictures, wrapped, strict=True)):
        x, y = number % columns * (side + 8) + 4, number // columns * high + 4
        small = picture.copy()
        small.thumbnail((side, side), Image.Resampling.LANCZOS)
        sheet.paste(small, (x, y))
        for row, line in enumerate(lines):
            pen.text((x, y + side + 2 + 14 * row), line, fill="black", font=font)
    return sheet
