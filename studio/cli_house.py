"""`python -m studio worker | tidy | backup | restore`: the studio without pages, and its disk."""

import signal
import threading
from pathlib import Path
from typing import Annotated

import typer

from core.settings import Settings
from studio import backups
from studio.cli_parts import say
from studio.compose import Studio
from studio.ending import end_within
from studio.tidying import DELETED_DAYS, TAKES_DAYS

house = typer.Typer()


@house.command()
def worker() -> None:
    """Build queued books until stopped (Ctrl+C), for a machine without the pages."""
    stop = threading.Event()

    def end(*_: object) -> None:
        end_within()
        stop.set()

    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, end)
    with Studio(Settings.from_environment()) as studio:
        studio.worker.start()
        where = studio.presets.device_line(wait=True)
        say(f"Working for {studio.settings.data_dir}. {where} Ctrl+C stops.")
        stop.wait()


@house.command()
def tidy(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say how much would go.")] = False,
    deleted_days: Annotated[
        float, typer.Option(help="Erase books that were deleted so many days ago.")
    ] = DELETED_DAYS,
    takes_days: Annotated[
        float,
        typer.Option(help="Erase versions so old that stand nowhere and that nobody wrote."),
    ] = TAKES_DAYS,
) -> None:
    """Erase for good what was deleted, old versions, and files that no book needs."""
    with Studio(Settings.from_environment()) as studio:
        tidied = studio.housekeeping.tidy(
            dry_run=dry_run, deleted_days=deleted_days, takes_days=takes_days
        )
    print(f"{'Would go' if dry_run else 'Gone'}: {tidied}.")


@house.command()
def backup(folder: Annotated[Path, typer.Argument(help="Made when absent.")]) -> None:
    """Save all books, ratings and figures in a folder; books may be made meanwhile."""
    with Studio(Settings.from_environment()) as studio:
        made = backups.back_up(studio.database, studio.files, studio.housekeeping.lock, folder)
    print(f"Saved: {_words(made)} in {folder}.")


@house.command()
def restore(
    folder: Annotated[Path, typer.Argument(help="A backup of the studio.")],
    over: Annotated[
        bool,
        typer.Option("--over", help="Replace the books that are there (their database stays)."),
    ] = False,
) -> None:
    """Put a backup into the data folder (STUDIO_DATA_DIR); the studio must be closed."""
    data_dir = Settings.from_environment().data_dir
    print(f"Restored: {_words(backups.restore(folder, data_dir, over=over))} into {data_dir}.")


def _words(made: backups.Backup) -> str:
    return f"{made.stories} books, {made.files} files, {made.bytes / 2**20:.1f} MiB"
