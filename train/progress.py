"""What a person sees of a training while it runs."""

import sys
import time
from collections.abc import Mapping
from typing import Any

from tqdm import tqdm

from core.errors import StudioError
from train import room
from train.common import Budget


class LearntNothing(StudioError):
    """A training that was to show that it learns does not."""


class Progress:
    """Running means of the losses, the speed and the time still needed.

    A bar where a person looks on, else a line every `every` seconds; nothing unless `said`.
    """

    def __init__(
        self, name: str, budget: Budget, *, said: bool = True, every: float = 15.0
    ) -> None:
        self.name, self.budget, self.said, self.every = name, budget, said, every
        self.means: dict[str, float] = {}
        self.first: dict[str, float] = {}
        self.held: dict[str, list[float]] = {}
        """The losses of what is measured beside, each time."""
        self._printed, self._ended = time.monotonic(), False
        self._start = (budget.step, budget.spent)
        self._bar: tqdm[Any] | None = None
        if said and sys.stderr.isatty():
            shape = "{desc} {percentage:3.0f}%|{bar}|{postfix}"
            self._bar = tqdm(total=1.0, desc=name, bar_format=shape, mininterval=0.5)

    @property
    def steps(self) -> int:
        """Steps of this session."""
        return self.budget.step - self._start[0]

    def update(self, losses: Mapping[str, float]) -> None:
        for key, value in losses.items():
            self.first.setdefault(key, value)
            self.means[key] = 0.95 * self.means.get(key, value) + 0.05 * value
        budget = self.budget
        room.tell(f"Step {budget.step:,}", fraction=budget.fraction, eta=budget.eta)
        if self._bar is not None:
            self._bar.n = self.budget.fraction
            self._bar.set_postfix_str(self._state(), refresh=False)
            self._bar.update(0)
        elif time.monotonic() - self._printed >= self.every or (
            self.budget.done and not self._ended
        ):
            self._printed, self._ended = time.monotonic(), self.budget.done
            self.say(self._state())

    def _state(self) -> str:
        rate = self.steps / max(self.budget.spent - self._start[1], 1e-9)
        shown = "  ".join(f"{key} {value:.3f}" for key, value in self.means.items())
        eta = time.strftime("%H:%M:%S", time.gmtime(self.budget.eta))
        return f"step {self.budget.step}  {shown}  {rate:.2f} steps/s  ETA {eta}"

    def say(self, text: str) -> None:
        if self.said:
            with tqdm.external_write_mode(file=sys.stdout):
                print(f"[{self.name}] {text}", flush=True)

    def measured(self, figures: Mapping[str, float], name: str) -> None:
        if "loss" in figures:
            self.held.setdefault(name, []).append(figures["loss"])

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()
        if self.steps:
            first, last = self._loss
            self.say(f"loss {first:.2f} -> {last:.2f} in {self.steps} steps")

    @property
    def _loss(self) -> tuple[float, float]:
        return sum(self.first.values()), sum(self.means.values())

    def judge(self) -> None:
        """Says that every loss fell; `LearntNothing` where one did not.

        A loss that was measured once has nothing to fall from.
        """
        held = {f"{name} loss": (v[0], v[-1]) for name, v in self.held.items() if len(v) > 1}
        losses = {"loss": self._loss, **held}
        said = ", ".join(f"{name} {a:.3f} -> {b:.3f}" for name, (a, b) in losses.items())
        if not all(last < first for first, last in losses.values()):
            raise LearntNothing(f"It does not learn: {said} in {self.steps} steps.")
        self.say(f"It learns: {said}.")
