"""Loss curves: to TensorBoard's files in the run's folder, and to the studio's database."""

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from core.errors import StudioError
from core.settings import Settings
from db.session import Database
from db.trainings import Point, State, Trainings
from train import facts

EVERY: Final = 5.0
"""Seconds between points: each is the mean of the steps since the last one."""
EAGER: Final = 60.0
AT_FIRST: Final = 1.0
"""For so many seconds of a session they are so few, so that a short training has a curve, too."""
_KEPT: Final = 20_000
"""Points that wait for a database which cannot be reached."""


def _tensorboard(folder: Path) -> Any:
    try:
        from torch.utils.tensorboard import SummaryWriter
    except ImportError:
        print("TensorBoard is not installed, so no curves are written for it.", flush=True)
        return None
    return SummaryWriter(str(folder))


class Curves:
    """The curves of one training; nothing that goes wrong here stops it."""

    def __init__(self, model: str, folder: Path, session: facts.Session, database: bool) -> None:
        self.model, self.session = model, session
        self.run_id: str | None = None
        self._writer = _tensorboard(folder)
        self._sums: dict[str, tuple[float, int]] = {}
        self._points: list[Point] = []
        self._written = 0.0
        self._began = time.monotonic()
        self._complained = False
        self._trainings: Trainings | None = None
        if database:
            self._open()

    def _open(self) -> None:
        try:
            opened = Database(Settings.from_environment().database_url)
            opened.migrate()
        except Exception as error:  # a wrong URL, a missing driver, a full disk
            said = error if isinstance(error, StudioError) else type(error).__name__
            self._complain(f"The database cannot be used ({said})")
        else:
            self._trainings = Trainings(opened)

    def _complain(self, what: str) -> None:
        if not self._complained:
            self._complained = True
            print(f"{what}; the training goes on without it.", flush=True)

    def begin(self, run_id: str | None, step: int) -> None:
        """Go on with a run that the database knows, else begin one."""
        if self._trainings is None:
            self.run_id = run_id
            return
        try:
            if run_id is not None and self._trainings.resume(run_id, step):
                self.run_id = run_id
                return
            self.run_id = self._trainings.begin(
                model=self.model,
                command=self.session["command"],
                git_commit=self.session["commit"],
                seed=self.session["seed"],
                data_hash=self.session["data"],
                device=self.session["device"],
                run_id=run_id,
            )
        except StudioError as error:
            self._trainings = None
            self._complain(f"Curves do not reach the database ({error})")

    def add(self, values: Mapping[str, float]) -> None:
        """What one step found."""
        for name, value in values.items():
            total, count = self._sums.get(name, (0.0, 0))
            self._sums[name] = (total + value, count + 1)

    def due(self) -> bool:
        now = time.monotonic()
        return now - self._written >= (AT_FIRST if now - self._began < EAGER else EVERY)

    def write(self, step: int, seconds: float) -> None:
        """Write down what was added since the last time."""
        self._written = time.monotonic()
        means = {name: total / count for name, (total, count) in self._sums.items()}
        self._sums.clear()
        points = [Point(step, seconds, name, value) for name, value in means.items()]
        if self._writer is not None:
            for point in points:
                self._writer.add_scalar(point.name, point.value, step)
            self._writer.flush()
        if self._trainings is None or self.run_id is None:
            return
        self._points = (self._points + points)[-_KEPT:]
        try:
            self._trainings.add_points(self.run_id, self._points)
        except StudioError as error:
            self._complain(f"Curves do not reach the database for now ({error})")
        else:
            self._points.clear()

    def close(self, step: int, seconds: float, state: State) -> None:
        if self._sums or self._points:
            self.write(step, seconds)
        if self._writer is not None:
            self._writer.close()
        if self._trainings is not None and self.run_id is not None:
            try:
                self._trainings.finish(self.run_id, state)
            except StudioError as error:
                self._complain(f"The database does not learn how the training ended ({error})")
