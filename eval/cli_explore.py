"""What `python -m eval explore DATA` does: look at a data set, with a line of progress."""

import json
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from core.errors import BadInput
from core.settings import Settings
from db.artifacts import SqlArtifactStore
from db.media import MediaStore
from db.session import Database
from db.stories import Stories
from eval.exploring import report
from eval.exploring.data import GALLERY, Data, open_data
from eval.exploring.looking import Explored, chosen, explore
from eval.exploring.pictures import look
from eval.stories import Gallery

_EVERY_S: Final = 0.2


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the command was asked for; at most `pictures` are opened."""

    data: str
    split: str | None
    seed: int
    pictures: int
    quiet: bool


def explore_data(asked: Asked, *, as_json: bool, csv: Path | None, html: Path | None) -> None:
    """Look, write and print."""
    if asked.seed < 0 or asked.pictures < 0:
        raise BadInput("The seed and the number of pictures are whole numbers from 0 up.")
    if html is not None and not html.absolute().parent.is_dir():
        raise BadInput(f"There is no folder {html.absolute().parent} to write {html.name} to.")
    with ExitStack() as stack:
        data = _opened(asked, stack)
        explored = _explored(data, asked)
        try:
            if html is not None:
                html.write_text(report.written(explored, data), encoding="utf-8")
            files = report.write_csv(explored, csv) if csv is not None else ()
        except OSError as error:
            raise BadInput(f"The report cannot be written: {error}.") from error
    if as_json:
        print(json.dumps(explored.to_json(), ensure_ascii=False))
        return
    print(f"{explored.name} ({explored.layout}), seed {explored.seed}")
    for name, value in report.tiles(explored):
        print(f"{name}: {value}")
    for note in explored.notes:
        print(note)
    if html is not None:
        print(f"The report is in {html}.")
    if files:
        print(f"{len(files)} tables are in {csv}.")


def _opened(asked: Asked, stack: ExitStack) -> Data:
    settings = Settings.from_environment()

    def gallery() -> Gallery:
        database = Database(settings.database_url)
        stack.callback(database.close)
        database.migrate()
        media = MediaStore(settings.data_dir / "media")
        return Gallery(Stories(database), SqlArtifactStore(database, media), media)

    if asked.data == GALLERY and not settings.data_dir.is_dir():
        raise BadInput(f"There is no studio in {settings.data_dir} (STUDIO_DATA_DIR names it).")
    return open_data(asked.data, split=asked.split, gallery=gallery)


def _explored(data: Data, asked: Asked) -> Explored:
    say = _sayer(quiet=asked.quiet)
    wanted = chosen(data, asked.pictures, asked.seed)
    looked = []
    for number, picture in enumerate(wanted, 1):
        say(f"Opening pictures: {number:,} of {len(wanted):,}", False)
        looked.append(look(picture.name, picture.image))
    explored = explore(data, looked, seed=asked.seed, note=lambda message: say(message, True))
    say("", True)
    return explored


def _sayer(*, quiet: bool) -> Callable[[str, bool], None]:
    """Says a line of progress over the one before, on a terminal, and not too often."""
    last = [0.0]

    def say(message: str, always: bool) -> None:
        now = time.monotonic()
        if quiet or not sys.stderr.isatty() or (now - last[0] < _EVERY_S and not always):
            return
        last[0] = now
        print(f"\r\x1b[K{message}", end="", file=sys.stderr, flush=True)

    return say
