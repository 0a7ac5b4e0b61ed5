"""What every trainer does alike: its device, its processes, and a step with all that follows.

One `accelerate.Accelerator` decides about device, processes and precision, so that

    accelerate launch -m train.captioner --data flickr8k --minutes 20

follows accelerate's own configuration. With several processes each draws its share of every batch
with its own seed, gradients are averaged, and the main process alone says, measures and saves.
"""

import argparse
import contextlib
import math
import os
import time
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import numpy as np
import torch
from accelerate import Accelerator
from accelerate.utils import broadcast, reduce
from torch import Tensor, nn
from transformers import PreTrainedTokenizerBase

from core.errors import BadInput
from db.trainings import State
from train import common, facts, room
from train.common import Budget
from train.curves import Curves
from train.progress import Progress

_T = TypeVar("_T", bound=PreTrainedTokenizerBase)


@lru_cache(maxsize=1)
def accelerator() -> Accelerator:
    """Device and processes; bfloat16 where processor or graphics card has instructions for it."""
    cuda = torch.cuda.is_available()
    cpu = not (cuda or torch.backends.mps.is_available())
    cpu = cpu or os.environ.get("ACCELERATE_USE_CPU", "").lower() in ("1", "true", "yes")
    if cpu:
        half = torch.cpu._is_avx512_bf16_supported()
    else:
        half = cuda and torch.cuda.get_device_capability() >= (8, 0)
    asked = "ACCELERATE_MIXED_PRECISION" in os.environ
    if cpu and asked and "MASTER_ADDR" in os.environ and "WORLD_SIZE" not in os.environ:
        raise BadInput(
            "accelerate was asked for several processes, but on a processor starts them by MPI "
            "only, and this is a single one: ACCELERATE_USE_CPU=1 torchrun --nproc_per_node 2 "
            "-m train.… starts two."
        )
    return Accelerator(mixed_precision="bf16" if half and not asked else None)


def half_precision(*, by_default: bool = True) -> contextlib.AbstractContextManager[Any]:
    """Products in the precision of accelerate's configuration.

    Without a configuration: bfloat16 where `accelerator` chose it, unless `by_default` is False.
    """
    if by_default or "ACCELERATE_MIXED_PRECISION" in os.environ:
        return accelerator().autocast()
    return contextlib.nullcontext()


def precision(*, by_default: bool = True) -> str:
    """The precision that `half_precision` computes in."""
    asked = by_default or "ACCELERATE_MIXED_PRECISION" in os.environ
    chosen = str(accelerator().mixed_precision) if asked else "no"
    return "float32" if chosen == "no" else chosen


def is_main() -> bool:
    """Whether this process is the one that says, measures and saves."""
    return bool(accelerator().is_main_process)


def kept_tokenizer(
    kind: type[_T], folders: Sequence[Path], goes_on: bool, make: Callable[[], _T]
) -> _T:
    """A run's tokenizer: made where it begins, read back where it goes on.

    Trained anew, even on the same texts, it would number its words otherwise. It is kept in the
    first of `folders`, and looked for in all of them.
    """
    with accelerator().main_process_first():
        if is_main():
            found = [folder for folder in folders if (folder / "tokenizer_config.json").exists()]
            made = kind.from_pretrained(found[0]) if goes_on and found else make()
            made.save_pretrained(folders[0])
        return kind.from_pretrained(folders[0])


def share(batch: int) -> int:
    """This process's share of a batch."""
    return max(1, batch // accelerator().num_processes)


class Training:
    """One training: what learns, its budget, its checkpoint, its curves.

    `with` it around the loop; `resume` comes before. `half`: as in `half_precision`.
    """

    def __init__(
        self,
        name: str,
        args: argparse.Namespace,
        checkpoint: Path,
        rng: np.random.Generator,
        data: str,
        modules: Mapping[str, nn.Module],
        optimisers: Mapping[str, torch.optim.Optimizer],
        rate: Callable[[Budget], float] | None = None,
        half: bool = True,
    ) -> None:
        self.name, self.args, self.checkpoint, self.rng = name, args, checkpoint, rng
        self.modules, self.optimisers = modules, optimisers
        self.accelerator = accelerator()
        self.device = self.accelerator.device
        self.main = is_main()
        self.budget = Budget(args.minutes, args.steps)
        self.rate = rate or (lambda budget: args.lr * common.cosine(budget.fraction))
        for module in modules.values():
            module.to(self.device)
        self._weights = list(
            {id(w): w for module in modules.values() for w in module.parameters()}.values()
        )
        self.sessions: list[facts.Session] = []
        start = getattr(args, "start", None)
        self.session: facts.Session = {
            "command": args.command,
            "commit": facts.commit() if self.main else facts.UNKNOWN,
            "seed": args.seed,
            "data": data,
            "device": f"{self._device(args.threads)}, {precision(by_default=half)}",
            "start": None if start is None else str(start),
        }
        self.run_id: str | None = None
        self._began = (0, 0.0)
        self._saved = time.monotonic()
        if self.accelerator.process_index:
            self._reseed()

    def _device(self, threads: int) -> str:
        said = str(self.device.type)
        if self.device.type == "cuda":
            said = torch.cuda.get_device_name(self.device)
        elif self.device.type == "cpu":
            said += f" with {threads} thread{'s' if threads > 1 else ''}"
        if self.accelerator.num_processes > 1:
            said = f"{self.accelerator.num_processes} x {said}"
        return said

    def _kept(self) -> dict[str, Any]:
        """What a checkpoint holds the state of."""
        return {**self.modules, **self.optimisers}

    def _reseed(self) -> None:
        """Random numbers of this process alone, so that each draws other samples."""
        seed = [self.args.seed, self.accelerator.process_index, self.budget.step]
        self.rng.bit_generator.state = np.random.default_rng(seed).bit_generator.state
        torch.manual_seed(int(self.rng.integers(2**31)))

    def resume(
        self, older: Callable[[dict[str, Any]], dict[str, Any]] | None = None
    ) -> dict[str, Any] | None:
        """With `--resume`: the checkpoint's state, taken over; None where there is none.

        `older` brings checkpoints of another form into this one's.
        """
        if not self.args.resume:
            return None
        state = common.load_checkpoint(self.checkpoint, self.rng, older)
        if state is None:
            return None
        before = [past["data"] for past in state.get("sessions", ()) if "data" in past]
        if before and before[-1] != self.session["data"]:
            raise BadInput(
                "The data have changed since the last checkpoint, so the training cannot go on as "
                "it began: bring them back, or begin a new training (--start goes on from what was "
                "learnt)."
            )
        for name, part in self._kept().items():
            part.load_state_dict(state[name])
        self.budget = Budget(self.args.minutes, self.args.steps, **state["budget"])
        self._began = (self.budget.step, self.budget.spent)
        self.sessions = state.get("sessions") or [facts.older(*self._began)]
        self.run_id = state.get("run")
        if self.accelerator.process_index:
            self._reseed()
        return state

    def __enter__(self) -> Self:
        self.progress = Progress(self.name, self.budget, said=self.main)
        self.curves: Curves | None = None
        if self.main:
            kept = not self.args.no_database
            folder = self.checkpoint.parent / "curves" / self.checkpoint.stem
            self.curves = Curves(self.name, folder, self.session, kept)
            self.curves.begin(self.run_id or room.run_id(), self.budget.step)
            self.run_id = self.curves.run_id
        count = sum(weight.numel() for weight in self._weights if weight.requires_grad)
        self.say(f"{count:,} parameters learn on {self.session['device']}")
        self._saved = time.monotonic()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        state: State = "done" if self.done else "stopped"
        if kind is not None:
            state = "stopped" if issubclass(kind, KeyboardInterrupt) else "failed"
        if self.curves is not None:
            self.curves.close(self.budget.step, self.budget.spent, state)
        if kind is None:
            self.progress.close()
            self.accelerator.wait_for_everyone()
            if self.args.judged and self.main and self.done:
                self.progress.judge()

    @property
    def done(self) -> bool:
        return self.budget.done

    def say(self, text: str) -> None:
        self.progress.say(text)

    def step(
        self, loss: Tensor, losses: Mapping[str, Tensor], clip: nn.Module | None = None
    ) -> None:
        """Learn from `loss`, and note `losses`; gradients of `clip` are kept below a norm of 1.

        A loss or a gradient that is no number ends the training before anything is learnt from it.
        """
        if not math.isfinite(loss.item()):
            raise self._diverged()
        self.forget()
        self.backward(loss)
        self.update({name: value.item() for name, value in losses.items()}, clip)

    def forget(self) -> None:
        """Begin a step without gradients."""
        for optimiser in self.optimisers.values():
            optimiser.zero_grad(set_to_none=True)

    def backward(self, loss: Tensor) -> None:
        """Add the gradients of one part of a step's loss."""
        scaler = self.accelerator.scaler
        (loss if scaler is None else scaler.scale(loss)).backward()

    def update(self, losses: Mapping[str, float], clip: nn.Module | None = None) -> None:
        """Learn from the gradients that were added up, and note `losses`; see `step`."""
        if not all(map(math.isfinite, losses.values())):
            raise self._diverged()
        rate = self.rate(self.budget)
        for optimiser in self.optimisers.values():
            for group in optimiser.param_groups:
                group["lr"] = rate * group.get("share", 1.0)
        scaler = self.accelerator.scaler
        self._average()
        if scaler is not None:
            for optimiser in self.optimisers.values():
                scaler.unscale_(optimiser)
        if clip is not None:
            norm = nn.utils.clip_grad_norm_(clip.parameters(), 1.0)
            if scaler is None and not norm.isfinite():  # a scaler leaves such a step out by itself
                raise self._diverged()
        for optimiser in self.optimisers.values():
            if scaler is None:
                optimiser.step()
            else:
                scaler.step(optimiser)
        if scaler is not None:
            scaler.update()
        self.budget.tick()
        if self.accelerator.num_processes > 1:
            # One clock for all, or they would not stop together.
            spent = torch.tensor(self.budget.spent, device=self.device, dtype=torch.float32)
            self.budget.spent = float(broadcast(spent))
        self.note(losses)

    def check(self) -> None:
        """`BadInput` where the last update spoilt the weights: they are not measured, nor written
        over what is good."""
        if not all(bool(weight.isfinite().all()) for weight in self._weights):
            raise self._diverged()

    def _diverged(self) -> BadInput:
        kept = "; the last checkpoint is kept" if self.checkpoint.exists() else ""
        return BadInput(
            f"After {self.budget.step} steps the loss is no number any more, so the training "
            f"stopped{kept}. Try again with a smaller --lr."
        )

    def _average(self) -> None:
        """Gives all processes the mean of their gradients, in one message."""
        if self.accelerator.num_processes == 1:
            return
        learning = [weight for weight in self._weights if weight.requires_grad]
        for weight in learning:
            if weight.grad is None:
                weight.grad = torch.zeros_like(weight)
        grads = [weight.grad for weight in learning if weight.grad is not None]
        mean = reduce(torch.cat([grad.flatten() for grad in grads]), "mean")
        for grad, part in zip(grads, mean.split([g.numel() for g in grads]), strict=True):
            grad.copy_(part.view_as(grad))

    def note(self, values: Mapping[str, float]) -> None:
        """Values of one step, for the curves and for the progress."""
        self.progress.update(values)
        if self.curves is not None:
            self.curves.add({f"loss/{name}": value for name, value in values.items()})
            if self.curves.due():
                self.curves.write(self.budget.step, self.budget.spent)

    def measured(self, figures: Mapping[str, float], name: str = "held out") -> None:
        """Figures of an evaluation during training."""
        self.progress.measured(figures, name)
        self.say(f"{name}: " + "  ".join(f"{key} {value:.3f}" for key, value in figures.items()))
        if self.curves is not None:
            self.curves.add({f"{name}/{key}": value for key, value in figures.items()})

    def due(self, seconds: float) -> bool:
        """Whether the main process shall save and measure now, always at the end; see `check`."""
        if self.main and (self.done or time.monotonic() - self._saved > seconds):
            self.check()
            self._saved = time.monotonic()
            return True
        return False

    def report(self) -> list[facts.Session]:
        """All sessions of this training, with their steps and minutes so far."""
        self.session["steps"] = self.budget.step - self._began[0]
        self.session["minutes"] = (self.budget.spent - self._began[1]) / 60
        return [*self.sessions, self.session] if self.session["steps"] else self.sessions

    def save(self, **more: Any) -> None:
        """Write the checkpoint; `more` comes back from `resume`. After what it made was written: a
        finished training is not taken up again. See `check`."""
        self.check()
        common.save_checkpoint(
            self.checkpoint,
            self.rng,
            **{name: part.state_dict() for name, part in self._kept().items()},
            budget=self.budget.state(),
            sessions=self.report(),
            run=self.run_id,
            **more,
        )
