"""Metrics of your own: the functions of one Python file, which `STUDIO_METRICS` names.

    def shouting(caption, references):
        \"\"\"Share of letters that are capitals\"\"\"
        return sum(c.isupper() for c in caption) / max(1, len(caption))

A function is told by the names of its parameters what it measures: `caption` and `references`
(suites of captions, and `python -m eval score`), or `text` and `captions` (the suite of stories);
fewer of them will do.  It returns a number, or None for an item that it cannot judge; its figure is
the mean.  Names that begin with "_" are helpers.

The file runs with the rights of the studio.  So only the environment of who starts the studio can
name one, never a page.  Figures carry the first letters of the file's SHA-256: those of a changed
file are other figures.
"""

import hashlib
import importlib.util
import inspect
import math
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from core.errors import BadInput

OF_CAPTIONS: Final = ("caption", "references")
OF_STORIES: Final = ("text", "captions")
KEY: Final = "own/"
"""What the keys of their values in items' data begin with."""
_MODULE: Final = "studio_own_metrics"


@dataclass(frozen=True, kw_only=True)
class OwnMetric:
    """One function: `name` in the file, `said` the first line of its words, `given` the names of
    what it wants, `of` all that its kind is given."""

    name: str
    said: str
    file: str
    version: str
    given: tuple[str, ...]
    of: tuple[str, ...]
    function: Callable[..., Any]

    @property
    def key(self) -> str:
        """Where items keep its value."""
        return f"{KEY}{self.name}@{self.version}"

    def value(self, item: str, **known: Any) -> float | None:
        """Its number for one item; `BadInput` where the function fails or returns no number."""
        try:
            found = self.function(**{name: known[name] for name in self.given})
        except Exception as error:  # whatever a stranger's function raises
            raise BadInput(
                f"The metric {self.name} of {self.file} failed on “{item}” "
                f"({type(error).__name__}: {error}{_line(error, self.file)})."
            ) from error
        if found is None:
            return None
        try:
            number = float(found)
        except (TypeError, ValueError):
            raise BadInput(
                f"The metric {self.name} of {self.file} returned {type(found).__name__} for "
                f"“{item}”; it must return a number, or None."
            ) from None
        return number if math.isfinite(number) else None


def own_metrics(file: Path | None) -> tuple[OwnMetric, ...]:
    """The metrics of a file, none without one; `BadInput` in a sentence for what cannot be read."""
    if file is None:
        return ()
    try:
        source = file.read_bytes()
    except OSError as error:
        raise BadInput(
            f"STUDIO_METRICS names {file}, which cannot be read: {error.strerror or error}."
        ) from error
    if file.suffix != ".py":
        raise BadInput(f"STUDIO_METRICS names {file.name}; it must be a Python file (….py).")
    return _loaded(file.resolve(), hashlib.sha256(source).hexdigest()[:8])


def measured(metrics: Sequence[OwnMetric], item: str, **known: Any) -> dict[str, float | None]:
    """The values of those metrics that want only what is `known`, by their keys."""
    fitting = [metric for metric in metrics if set(metric.of) == set(known)]
    return {metric.key: metric.value(item, **known) for metric in fitting}


def facts_of(metrics: Sequence[OwnMetric]) -> dict[str, Any]:
    """What a run notes of them; nothing where there are none."""
    if not metrics:
        return {}
    return {"own_metrics": {m.name: f"{m.file} {m.version}: {m.said}" for m in metrics}}


@lru_cache(maxsize=4)
def _loaded(file: Path, version: str) -> tuple[OwnMetric, ...]:
    module = _module(file)
    found = []
    for name, function in vars(module).items():
        if name.startswith("_") or not inspect.isfunction(function):
            continue
        if function.__module__ == _MODULE:
            found.append(_metric(name, function, file, version))
    if not found:
        raise BadInput(
            f"{file.name} has no metric: write a function of ({', '.join(OF_CAPTIONS)}) or of "
            f"({', '.join(OF_STORIES)})."
        )
    return tuple(found)


def _module(file: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(_MODULE, file)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[_MODULE] = module  # dataclasses of the file look for it
    try:
        spec.loader.exec_module(module)
    except SyntaxError as error:
        raise BadInput(f"{file.name} is not Python: {error.msg} (line {error.lineno}).") from error
    except Exception as error:
        raise BadInput(
            f"{file.name} cannot be used ({type(error).__name__}: {error}"
            f"{_line(error, file.name)})."
        ) from error
    return module


def _metric(name: str, function: Callable[..., Any], file: Path, version: str) -> OwnMetric:
    wanted = inspect.signature(function).parameters
    needed = tuple(n for n, p in wanted.items() if p.default is inspect.Parameter.empty)
    kinds: Mapping[str, tuple[str, ...]] = {k: of for of in (OF_CAPTIONS, OF_STORIES) for k in of}
    of = kinds.get(needed[0] if needed else "")
    if of is None or not set(needed) <= set(of):
        raise BadInput(
            f"The function {name} of {file.name} wants ({', '.join(wanted)}); a metric takes "
            f"({', '.join(OF_CAPTIONS)}) or ({', '.join(OF_STORIES)}). A helper's name begins "
            "with “_”."
        )
    said = (inspect.getdoc(function) or "").splitlines()
    return OwnMetric(
        name=name, said=said[0] if said else "", file=file.name, version=version, given=needed,
        of=of, function=function,
    )  # fmt: skip


def _line(error: BaseException, file: str) -> str:
    """Where in the file it happened."""
    steps = traceback.extract_tb(error.__traceback__)
    inside = [step.lineno for step in steps if Path(step.filename).name == file]
    return f", line {inside[-1]}" if inside else ""
