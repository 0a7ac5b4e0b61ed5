"""`python -m picturebook`: draw a caption, print contact sheets, count the vocabulary's coverage."""

import argparse
import importlib
import sys
from collections.abc import Sequence
from pathlib import Path

from picturebook.drawing import sheets
from picturebook.drawing.styles import STYLES

KINDS = ("things", "places", "animals", "people", "acts", "roles")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 2 when the input cannot be used."""
    parser = argparse.ArgumentParser(prog="python -m picturebook", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    sheet = commands.add_parser("sheet", help="a contact sheet of the vocabulary")
    sheet.add_argument("kind", choices=KINDS)
    sheet.add_argument("--only", default="", help="names, with commas between them")
    sheet.add_argument("--group", default="", help="one table's ("
                       "food, vehicles …)")  # fmt: skip
    sheet.add_argument("--style", default="paper", choices=list(STYLES))
    sheet.add_argument("--time", default="day")
    sheet.add_argument("--weather", default="")
    sheet.add_argument("--season", default="")
    sheet.add_argument("--columns", type=int, default=8)
    sheet.add_argument("--cell", type=int, default=160, help="pixels of a cell's side")
    sheet.add_argument("--out", type=Path, required=True)
    options = parser.parse_args(argv)
    try:
        return _sheet(options)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2


def _sheet(options: argparse.Namespace) -> int:
    if options.kind == "things":
        entries = sheets.thing_entries()
    elif options.kind == "places":
        entries = sheets.place_entries(options.time, options.weather, options.season)
    else:
        module = "animals" if options.kind == "animals" else "people.sheets"
        found = importlib.import_module(f"picturebook.drawing.{module}")
        entries = found.entries() if options.kind == "animals" else found.entries(options.kind)
    wanted = {name.strip() for name in options.only.split(",") if name.strip()}
    if options.group:
        from picturebook.tables import table

        wanted |= {e.key for e in table(options.kind).values() if e.group == options.group}
    if wanted:
        entries = [entry for entry in entries if entry[0] in wanted or entry[0].split()[0] in wanted]
    if not entries:
        raise ValueError(f"Nothing of that name among the {options.kind}.")
    png = sheets.sheet(entries, style=options.style, columns=options.columns, cell=options.cell,
                       time=options.time)  # fmt: skip
    options.out.write_bytes(png)
    return 0


if __name__ == "__main__":
    sys.exit(main())
