"""`python -m studio export | open`: a book as files, and back from one.

Forms are those that the story page offers (`core.export.formats`).
"""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from core.errors import BadInput, Cancelled, StudioError
from core.export.book import LAYOUTS, PAPER
from core.export.formats import FORMATS, Format, file_name, forms_of, write
from core.settings import Settings
from studio.binding import Binder
from studio.cli_parts import read, say
from studio.compose import Studio
from studio.progress_line import ProgressLine
from studio.reading import Reading

LATEST = "latest"
NAMES = ", ".join(FORMATS)

exporting = typer.Typer()


@exporting.command()
def export(
    story_id: Annotated[
        str | None,
        typer.Argument(help=f"The id in the address of the story's page, or “{LATEST}”."),
    ] = None,
    formats: Annotated[
        str, typer.Option("--format", "--formats", help=f"Separated by commas: {NAMES}.")
    ] = "pdf",
    out: Annotated[Path, typer.Option(help="Folder for the files (made when absent).")] = Path(
        "book"
    ),
    layout: Annotated[
        str | None, typer.Option(help=f"Of the PDF, one of: {', '.join(LAYOUTS)}.")
    ] = None,
    paper: Annotated[
        str | None, typer.Option(help=f"Of the PDF, one of: {', '.join(PAPER)}.")
    ] = None,
    bleed: Annotated[
        bool | None, typer.Option(help="The PDF with 3 mm more on each side, for a print shop.")
    ] = None,
    music: Annotated[
        bool, typer.Option(help="Quiet music below the voice, in films and sound books.")
    ] = True,
    quiet: Annotated[bool, typer.Option("--quiet", help="No progress.")] = False,
) -> None:
    """Write a finished book into files: to print, to read along, to watch or hear, to pass on.

    Without layout, paper and bleed the PDF is as was chosen for the book on its page.
    """
    if not story_id:
        raise BadInput(f"No story was given: name its id, or “{LATEST}” for the newest.")
    forms = forms_of(formats, music=music)
    if out.exists() and not out.is_dir():
        raise BadInput(f"{out} is a file; choose a folder for --out.")
    with Studio(Settings.from_environment()) as studio:
        chosen = {"layout": layout, "paper": paper, "bleed": bleed}
        how = {name: value for name, value in chosen.items() if value is not None}
        write_all(studio.binder, story_of(studio.reading, story_id), forms, out, how, quiet=quiet)


@exporting.command("open")
def open_file(
    file: Annotated[Path | None, typer.Argument(help="A book's ZIP, from any studio.")] = None,
) -> None:
    """Put a book from another studio into the gallery; prints the id of the story."""
    if file is None:
        raise BadInput("No file was given: name the ZIP of a book.")
    content = read(file)
    with Studio(Settings.from_environment()) as studio:
        opened = studio.opening.open(file.name, content)
    for note in opened.notes:
        say(note)
    print(opened.story_id)


def write_all(
    binder: Binder,
    story_id: str,
    forms: Sequence[Format],
    out: Path,
    how: Mapping[str, Any] = {},
    *,
    quiet: bool = False,
) -> None:
    """Write a book in several forms; prints the path of each file.

    `how`: what is to be otherwise than the book's own `core.export.book.Print`.

    One that cannot be made is said in a sentence, and the others are made; at the end an error
    tells of it.
    """
    if not forms:
        return
    book = binder.book(story_id)
    book = replace(book, printing=replace(book.printing, **how))
    failed = []
    for form in forms:
        work = _Line(form.label, quiet)
        try:
            print(write(book, form, out / file_name(book, form), work), flush=True)
        except Cancelled:
            raise
        except StudioError as error:
            failed.append(form.id)
            work.clear()
            print(f"{form.label}: {error}", file=sys.stderr, flush=True)
        finally:
            work.clear()
    if failed:
        rest = f" The others are in {out}." if len(failed) < len(forms) else ""
        raise StudioError(f"Not written: {', '.join(failed)}.{rest}")


def story_of(reading: Reading, name: str) -> str:
    """A story's id from what was typed: the id itself, or “latest”."""
    if name != LATEST:
        return name
    cards = reading.gallery()
    if not cards:
        raise StudioError("There is no story yet: make one first.")
    return cards[0].id


class _Line:
    """A format's progress as one line on standard error."""

    def __init__(self, label: str, quiet: bool) -> None:
        self._line = None if quiet else ProgressLine()
        self._label = label

    def note(self, message: str, done: int | None = None, total: int | None = None) -> None:
        """Say what is being done, and how far it is."""
        if self._line is not None:
            share = done / total if done is not None and total else 0.0
            percent = f" {share:.0%}" if total else ""
            self._line.show(f"{self._label}: {message}{percent}", step=int(share * 10))

    def check(self) -> None:
        """Nothing: Ctrl+C raises by itself."""

    def clear(self) -> None:
        """Make room for what comes after."""
        if self._line is not None:
            self._line.clear()
