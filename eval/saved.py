"""A run with its items as a JSON file, and back, without loss."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from core.errors import BadInput
from core.figure import Figure
from db.evaluations import Run, RunItem

FORMAT: Final = "storybook-studio-run"
VERSION: Final = 1


def run_json(run: Run, items: list[RunItem]) -> str:
    """The whole run: what was noted, its figures, every item with its data or error."""
    values = asdict(run)
    del values["cancel_requested"]
    return json.dumps(
        {
            "format": FORMAT,
            "version": VERSION,
            **values,
            "partial": run.partial,
            "errors": {item.name: item.error for item in items if item.error},
            "items": [asdict(item) for item in items],
        },
        ensure_ascii=False,
        indent=2,
    )


def read_run(file: Path) -> tuple[Run, list[RunItem]]:
    """A run from such a file; `BadInput` says what is wrong with it."""
    try:
        values = json.loads(file.read_text("utf-8"))
    except OSError as error:
        raise BadInput(f"{file.name} cannot be read: {error.strerror or error}.") from error
    except (ValueError, RecursionError) as error:
        raise BadInput(f"{file.name} is not JSON.") from error
    if not isinstance(values, dict) or values.get("format") != FORMAT:
        raise BadInput(
            f"{file.name} is no evaluation run; write one with `python -m eval run … --json`."
        )
    if values.get("version") != VERSION:
        raise BadInput(f"{file.name} was written by another version of the studio.")
    try:
        items = [RunItem(**item) for item in values["items"]]
        return _run(values), items
    except (KeyError, TypeError) as error:
        raise BadInput(f"{file.name} is damaged: {error} is missing or wrong.") from error


def _run(values: dict[str, Any]) -> Run:
    for name in ("format", "version", "partial", "errors", "items"):
        values.pop(name, None)
    figures = {name: Figure(**figure) for name, figure in values.pop("figures").items()}
    return Run(**values, figures=figures, cancel_requested=False)
