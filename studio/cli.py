"""The command line: the same use cases as the pages, for scripts and machines without a screen."""

import io
import sys

import typer

from core.errors import StudioError
from studio.cli_books import books
from studio.cli_export import exporting
from studio.cli_house import house
from studio.cli_models import models
from studio.cli_pages import pages
from studio.cli_parts import say
from studio.cli_threads import threads

app = typer.Typer(
    name="python -m studio",
    help="Storybook Studio: pictures to a mood story to an illustrated, narrated book.\n\n"
    "STUDIO_DATA_DIR names the folder that holds the database, the media and the work queue "
    "(made when absent; default: data/ in the project).",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

app.add_typer(books)
app.add_typer(models)
app.add_typer(threads)
app.add_typer(house)
app.add_typer(exporting)
app.add_typer(pages)


def main() -> None:
    """Run the command line; a `StudioError` becomes one sentence and its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # what the console's encoding lacks
    try:
        app(standalone_mode=True)
    except StudioError as error:
        say(str(error))
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:  # the last door: a sentence, never a traceback
        say(f"Something unexpected went wrong ({type(error).__name__}: {error}).")
        sys.exit(1)
