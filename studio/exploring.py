"""Data sets that are looked at: durable work, and what it found for the page *Data*.

Each look is a folder in `explored/` of the data directory: what was asked for, how far it is, the
pictures that were opened so far, and at last what was found.  After a crash it goes on with the
next picture.
"""

import json
import shutil
import threading
import time
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import plotly.graph_objects as go

from core.build import digest
from core.errors import BadInput, Cancelled
from corpora.rows import is_picture
from corpora.told import Page, Told
from db.ids import new_id
from eval.exploring import report
from eval.exploring.charts import charts
from eval.exploring.cloud import cloud
from eval.exploring.data import GALLERY, Data, open_data
from eval.exploring.looking import Explored, chosen, drawn, explore, search
from eval.exploring.pictures import Looked, look
from eval.export import table_csv
from eval.stories import Gallery
from studio.allowed import check_folder
from studio.contexts import Stopping, outcome_of
from studio.training.data import as_brought, keep, root_of, size_mib
from studio.work_queue import Queue

MOST_PICTURES: Final = 20_000
KEPT: Final = 12
"""So many looks are kept; older ones go when a new one is begun."""
_SPARE_MIB: Final = 500
"""So much space is left beside what is uploaded."""
_STEP_S: Final = 4.0
"""About so long is a step of the work."""
_SAID_S: Final = 0.5
"""The page is told how far it is so often."""
_OPEN: Final = 2
"""Data sets that stay open: listing a large folder takes seconds."""
_WORK: Final = "explore"


@dataclass(frozen=True, kw_only=True)
class Look:
    """A data set that is, or was, looked at; `status` is "queued", "running", "done", "failed" or
    "cancelled", `where` a path or `GALLERY`."""

    id: str
    where: str
    seed: int
    split: str | None
    created_at: float
    status: str = "queued"
    message: str = ""
    fraction: float = 0.0
    error: str = ""
    data: str = ""
    """What the data were when it began; other data cannot be gone on with."""
    brought: str = ""
    """The names of the files that were uploaded, where they were."""

    @property
    def active(self) -> bool:
        """True while it waits or works."""
        return self.status in ("queued", "running")

    @property
    def label(self) -> str:
        """The data set's name for people."""
        if self.brought:
            return self.brought
        return "This studio's books" if self.where == GALLERY else Path(self.where).name


class Exploring:
    """The use cases of looking at data sets; `folders` and `shared` as for suites."""

    def __init__(
        self,
        queue: Queue,
        gallery: Gallery,
        root: Path,
        *,
        folders: Sequence[Path],
        shared: bool,
        stopping: threading.Event,
    ) -> None:
        self._queue = queue
        self._gallery = gallery
        self._root = root
        self._folders = folders
        self._shared = shared
        self._stopping = stopping
        self._data: OrderedDict[str, Data] = OrderedDict()
        self._found: OrderedDict[str, Explored] = OrderedDict()
        self._opened: OrderedDict[str, list[Looked]] = OrderedDict()
        self._states: dict[str, str] = {}

    def start(
        self,
        where: str = GALLERY,
        *,
        files: Sequence[tuple[str, bytes]] | None = None,
        seed: int = 0,
        split: str | None = None,
    ) -> str:
        """Check what is asked for, and enqueue a look; returns its id.

        It is at `files` (names and contents) that were uploaded, which are kept as long as what was
        found; or at a folder or file of the studio's computer; or at the studio's own books.
        """
        if seed < 0:
            raise BadInput(f"{seed} is no seed; it must be a whole number from 0 up.")
        look_id, brought = new_id(), ""
        if files is not None:
            where, brought = self._brought(files, self._root / look_id)
        elif where != GALLERY:
            if not where.strip():
                raise BadInput("Name a folder with pictures, or a file of stories.")
            path = Path(where.strip()).expanduser().resolve()
            check_folder(path, self._folders, shared=self._shared)
            if not path.exists():
                raise BadInput(f"There is no folder or file {path} on the studio's computer.")
            where = str(path)
        for old in self.all()[KEPT - 1 :]:
            if not old.active:
                self.forget(old.id)
        begun = Look(
            id=look_id, where=where, seed=seed, split=split or None, created_at=time.time(),
            brought=brought,
        )  # fmt: skip
        self._write(begun)
        self._queue.put(_WORK, begun.id)
        return begun.id

    def _brought(self, files: Sequence[tuple[str, bytes]], room: Path) -> tuple[str, str]:
        """Keep uploads in a look's folder: where they lie, and what they are called."""
        if not files:
            raise BadInput("There is nothing to look at yet: bring files.")
        need = size_mib(files) + _SPARE_MIB
        self._root.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(self._root).free / 2**20
        if free < need:
            raise BadInput(
                f"This needs {need:,.0f} MiB of free space in the studio's data folder, and "
                f"{free:,.0f} MiB are free: forget what was looked at before."
            )
        try:
            keep(files, room / "data")
        except BaseException:
            shutil.rmtree(room, ignore_errors=True)
            raise
        where = root_of(room / "data")
        names = [name for name, _ in files if not is_picture(name)] or [files[0][0]]
        more = f" and {len(files) - 1} more" if len(files) > 1 else ""
        inside = list(where.iterdir())
        alone = len(inside) == 1 and inside[0].is_file() and not is_picture(inside[0].name)
        return str(inside[0] if alone else where), f"{names[0]}{more}"

    def all(self) -> list[Look]:
        """Every look that is kept, newest first."""
        found = [self._read(folder.name) for folder in self._root.glob("*") if folder.is_dir()]
        return sorted(filter(None, found), key=lambda one: -one.created_at)

    def get(self, look_id: str) -> Look:
        """The look of that id; `BadInput` if there is none."""
        found = self._read(look_id)
        if found is None:
            raise BadInput("Nothing of this is kept any more: look at the data again.")
        return found

    def cancel(self, look_id: str) -> None:
        """Ask a look to stop."""
        one = self.get(look_id)
        if one.active:
            (self._root / look_id / "cancel").touch()
            if one.status == "queued":
                self._change(one, status="cancelled")

    def forget(self, look_id: str) -> None:
        """Erase what a look found."""
        shutil.rmtree(self._root / self.get(look_id).id, ignore_errors=True)
        self._found.pop(look_id, None)
        self._data.pop(look_id, None)

    # -- what was found -------------------------------------------------------------------------
    def found(self, look_id: str) -> Explored:
        """What a finished look found."""
        if look_id not in self._found:
            file = self._root / self.get(look_id).id / "found.json"
            try:
                kept = json.loads(file.read_text("utf-8"))
            except (OSError, ValueError):
                raise BadInput("What was found is not there any more: look again.") from None
            self._keep(self._found, look_id, Explored.from_json(kept))
        return self._found[look_id]

    def tiles(self, look_id: str) -> list[tuple[str, str]]:
        """The numbers to see first."""
        return report.tiles(self.found(look_id))

    def charts(self, look_id: str, colours: Sequence[str]) -> Mapping[str, go.Figure]:
        """The charts, by the names of their tables."""
        return charts(self.found(look_id), colours)

    def cloud(self, look_id: str, table: str) -> str:
        """The word cloud of a table of words, as SVG; drawn once."""
        file = self._root / self.get(look_id).id / f"{table}.svg"
        if not file.is_file():
            found = self.found(look_id)
            rows = [(str(row[0]), int(row[1])) for row in found.tables[table].rows]
            _write(file, cloud(rows, found.language, found.seed))
        return file.read_text("utf-8")

    def drawn(self, look_id: str, seed: int) -> Told | None:
        """A story, or some pictures, drawn by the seed."""
        return drawn(self._open(self.get(look_id)), seed)

    def search(
        self, look_id: str, asked: str, most: int = 24
    ) -> tuple[list[tuple[str, Page]], int]:
        """The first texts in which every word occurs, with what they are of, and how many."""
        return search(self._open(self.get(look_id)), asked, most)

    def file_of(self, look_id: str, picture: str) -> Path | None:
        """The file of a picture by its name in the data."""
        data = self._open(self.get(look_id))
        return next((one.image for one in data.pictures if one.name == picture), None)

    def small(self, file: Path | None, pixels: int = 360) -> bytes | None:
        """A picture made small, as JPEG; None where it does not open."""
        return report.small_jpeg(file, pixels) if file else None

    def html(self, look_id: str) -> str:
        """The report as one HTML file that needs nothing else."""
        return report.written(self.found(look_id), self._open(self.get(look_id)))

    def csv(self, look_id: str, table: str) -> str:
        """A table as CSV."""
        one = self.found(look_id).tables[table]
        return table_csv(one.columns, one.rows)

    # -- the worker's side ----------------------------------------------------------------------
    def step(self, look_id: str) -> str:
        """Open the next pictures, or put it all together; "more" or how it ended."""
        one = self._read(look_id)
        if one is None or not one.active:
            return one.status if one else "gone"
        try:
            return self._step(one)
        except Stopping:
            return "more"
        except Exception as error:
            status, sentence = outcome_of(error)
            sentence = as_brought(sentence, self._root / look_id / "data")
            self._change(self.get(look_id), status=status, error=sentence)
            return status

    def _step(self, one: Look) -> str:
        data = self._open(one)
        state = self._states.get(one.id) or _state(data)
        self._states[one.id] = state
        if one.data and one.data != state:
            raise BadInput("The data have changed since this began: look at them again.")
        wanted = chosen(data, MOST_PICTURES, one.seed)
        kept = self._looked(one.id)
        one = self._change(one, status="running", data=state)
        until = said = time.monotonic()
        until += _STEP_S
        with (self._root / one.id / "looked.jsonl").open("a", encoding="utf-8") as file:
            for picture in wanted[len(kept) :]:
                self._check(one.id)
                kept.append(look(picture.name, picture.image))
                file.write(json.dumps(asdict(kept[-1]), ensure_ascii=False) + "\n")
                now = time.monotonic()
                if now > said + _SAID_S or now > until:
                    said, done = now, f"{len(kept):,} of {len(wanted):,}"
                    one = self._change(
                        one, fraction=0.9 * len(kept) / len(wanted),
                        message=f"Opening pictures: {done}",
                    )  # fmt: skip
                if now > until:
                    break
        if len(kept) < len(wanted):
            return "more"
        one = self._change(one, fraction=0.9)

        def note(message: str) -> None:
            self._check(one.id)
            self._change(one, message=message)

        found = explore(data, kept, seed=one.seed, note=note)
        _write(self._root / one.id / "found.json", json.dumps(found.to_json(), ensure_ascii=False))
        self._change(one, status="done", fraction=1.0, message="Done")
        (self._root / one.id / "looked.jsonl").unlink(missing_ok=True)
        self._opened.pop(one.id, None)
        return "done"

    def enqueue_forgotten(self, waiting: set[str]) -> None:
        """Enqueue looks that are unfinished but not among those `waiting` in the queue."""
        for one in self.all():
            if one.active and one.id not in waiting:
                self._queue.put(_WORK, one.id, again=True)

    # -- inside ---------------------------------------------------------------------------------
    def _open(self, one: Look) -> Data:
        """The data of a look; those of the gallery are read anew, for books change."""
        if one.id not in self._data:
            data = open_data(one.where, split=one.split, gallery=lambda: self._gallery)
            self._keep(self._data, one.id, data)
        return self._data[one.id]

    def _keep(self, kept: OrderedDict[str, Any], key: str, value: Any) -> None:
        kept[key] = value
        while len(kept) > _OPEN:
            kept.popitem(last=False)

    def _check(self, look_id: str) -> None:
        if self._stopping.is_set():
            raise Stopping
        if (self._root / look_id / "cancel").exists():
            raise Cancelled

    def _looked(self, look_id: str) -> list[Looked]:
        """The pictures that were opened so far; a line that broke off is forgotten."""
        if look_id not in self._opened:
            found: list[Looked] = []
            file = self._root / look_id / "looked.jsonl"
            with suppress(OSError, ValueError):
                for line in file.read_text("utf-8").splitlines():
                    found.append(Looked(**json.loads(line)))
            lines = [json.dumps(asdict(one), ensure_ascii=False) for one in found]
            _write(file, "".join(f"{line}\n" for line in lines))
            self._keep(self._opened, look_id, found)
        return self._opened[look_id]

    def _read(self, look_id: str) -> Look | None:
        if not look_id.isalnum():
            return None
        try:
            return Look(**json.loads((self._root / look_id / "look.json").read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def _write(self, one: Look) -> None:
        _write(self._root / one.id / "look.json", json.dumps(asdict(one)))

    def _change(self, one: Look, **values: Any) -> Look:
        changed = Look(**{**asdict(one), **values})
        self._write(changed)
        return changed


def _state(data: Data) -> str:
    """Another value when the data are others."""
    pictures = [(one.name, *one.captions) for one in data.pictures]
    return digest([pictures, [[page.text for page in s.pages] for s in data.stories]])


def _write(file: Path, text: str) -> None:
    """A file that is there whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    half = file.with_suffix(".part")
    half.write_text(text, encoding="utf-8")
    half.replace(file)
