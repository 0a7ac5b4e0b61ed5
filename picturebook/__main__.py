"""`python -m picturebook`: draw a caption or a page, show the vocabulary, count what is drawn."""

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from zlib import crc32

from picturebook.casting import strangers
from picturebook.coverage import main as count
from picturebook.drawing import sheets
from picturebook.drawing.compose import draw
from picturebook.drawing.styles import STYLES
from picturebook.reading import read
from picturebook.scene import SEASONS, TIMES, WEATHERS


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 2 when the input cannot be used."""
    options = _parser().parse_args(argv)
    try:
        run: Callable[[argparse.Namespace], None] = options.run
        run(options)
    except (ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m picturebook", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    page = commands.add_parser("draw", help="draw what a caption or a page says")
    page.add_argument("text")
    page.add_argument("--out", type=Path, required=True, help="the PNG file")
    page.add_argument("--svg", type=Path, help="the same drawing as an SVG file")
    page.add_argument("--pdf", type=Path, help="the same drawing as a PDF file")
    page.add_argument("--style", default="paper", choices=list(STYLES))
    page.add_argument("--size", default="1024x1024", help="pixels, WIDTHxHEIGHT")
    page.add_argument(
        "--seed", type=int, default=0, help="another seed, another picture of the same"
    )
    page.set_defaults(run=_draw)

    sheet = commands.add_parser("sheet", help="a contact sheet of the vocabulary")
    sheet.add_argument(
        "kind",
        nargs="?",
        default="things",
        help="things, animals, places, people, acts or roles",
    )
    sheet.add_argument("--only", default="", help="names, with commas between them")
    sheet.add_argument("--group", default="", help="the entries of one table: food, vehicles …")
    sheet.add_argument("--style", default="paper", choices=list(STYLES))
    sheet.add_argument("--time", default="day", choices=TIMES)
    sheet.add_argument("--weather", default="", choices=("", *WEATHERS))
    sheet.add_argument("--season", default="", choices=("", *SEASONS))
    sheet.add_argument("--columns", type=int, default=8)
    sheet.add_argument("--cell", type=int, default=160, help="pixels of a cell's side")
    sheet.add_argument("--out", type=Path, required=True, help="the PNG file")
    sheet.set_defaults(run=_sheet)

    styles = commands.add_parser("styles", help="one sentence in all styles, side by side")
    styles.add_argument("text")
    styles.add_argument("--seed", type=int, default=0)
    styles.add_argument("--cell", type=int, default=256, help="pixels of a picture's side")
    styles.add_argument("--out", type=Path, required=True, help="the PNG file")
    styles.set_defaults(run=_styles)

    coverage = commands.add_parser("coverage", help="how much of counted words can be drawn")
    coverage.add_argument("words", type=Path, help="a JSON file of words by mention")
    coverage.set_defaults(run=_coverage)
    return parser


def _draw(options: argparse.Namespace) -> None:
    match = re.fullmatch(r"(\d+)[x×](\d+)", options.size)
    if not match:
        raise ValueError(f"The size {options.size!r} is not WIDTHxHEIGHT, like 1024x768.")
    reading = read(options.text)
    # Other words, other people; another seed shows the same people otherwise.
    scene = strangers(reading.scene, crc32(options.text.encode()))
    width, height = int(match[1]), int(match[2])
    drawing = draw(
        scene,
        style=options.style,
        seed=options.seed,
        width=width,
        height=height,
        label=options.text,
    )
    options.out.write_bytes(drawing.png(width, height))
    if options.svg:
        options.svg.write_text(drawing.svg(width), "utf-8")
    if options.pdf:
        options.pdf.write_bytes(drawing.pdf())
    for said, drawn in reading.replaced:
        print(f"Drawn as {drawn}: {said}")
    if reading.left_out:
        print(f"Left out: {', '.join(reading.left_out)}")


def _sheet(options: argparse.Namespace) -> None:
    entries = sheets.entries(
        options.kind, time=options.time, weather=options.weather, season=options.season
    )
    wanted = {name.strip() for name in options.only.split(",") if name.strip()}
    wanted |= sheets.group(options.kind, options.group) if options.group else set()
    if wanted:
        entries = [e for e in entries if e[0] in wanted or e[0].split()[0] in wanted]
    if not entries:
        raise ValueError(f"Nothing of that name is among the {options.kind}.")
    png = sheets.sheet(
        entries,
        style=options.style,
        columns=options.columns,
        cell=options.cell,
        time=options.time,
    )
    options.out.write_bytes(png)


def _styles(options: argparse.Namespace) -> None:
    scene = strangers(read(options.text).scene, crc32(options.text.encode()))
    options.out.write_bytes(sheets.in_all_styles(scene, cell=options.cell, seed=options.seed))


def _coverage(options: argparse.Namespace) -> None:
    count(options.words)


if __name__ == "__main__":
    sys.exit(main())
