"""`python -m studio models`: what there is, downloads and removal, for scripts and servers."""

import dataclasses
import json
import sys
import time
from typing import Annotated

import typer

from core.errors import BadInput, StudioError
from core.models.registry import Catalog
from core.settings import Settings
from studio.compose import Studio
from studio.model_views import MIB, DownloadView, ModelView
from studio.models import ModelLibrary
from studio.progress_line import ProgressLine, mib_words

models = typer.Typer(
    name="models",
    help="The models that the studio knows: list, download, remove.",
    no_args_is_help=True,
)

Ids = Annotated[list[str] | None, typer.Argument(metavar="ID…", help="Models, or presets.")]


@models.command("list")
def list_models(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List all models, with what is here and what a download takes."""
    with Studio(Settings.from_environment()) as studio:
        views = studio.library.models()
    if as_json:
        print(json.dumps([_row(view) for view in views], ensure_ascii=False, indent=2))
        return
    print(f"{'MODEL':27} {'ROLE':12} {'DOWNLOAD':>9} {'ON DISK':>9} {'MEMORY':>9}  STATE")
    for view in views:
        sizes = (view.download_mib, view.disk_mib, view.memory_mib)
        figures = " ".join(f"{mib_words(mib):>9}" for mib in sizes)
        print(f"{view.id:27} {view.role:12} {figures}  {_state(view)}")


@models.command()
def download(
    ids: Ids = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="No progress.")] = False,
) -> None:
    """Download models, or all of a preset's; an interrupted download goes on (Ctrl+C pauses)."""
    with Studio(Settings.from_environment()) as studio:
        wanted = _named(studio.catalog, studio.library, ids)
        for model_id in wanted:
            if studio.library.model(model_id).state != "ready":
                studio.library.download(model_id)
        studio.worker.start()
        for model_id in wanted:
            _wait(studio.library, model_id, quiet)


@models.command()
def remove(
    ids: Ids = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Delete downloaded models from this computer."""
    with Studio(Settings.from_environment()) as studio:
        for model_id in _named(studio.catalog, studio.library, ids):
            view = studio.library.model(model_id)
            if not view.removable:
                raise BadInput(f"{view.label} was not downloaded, so there is nothing to remove.")
            if not yes and not _agreed(view):
                print(f"{view.label} stays.")
                continue
            print(
                f"{view.label} is removed; {mib_words(studio.library.remove(model_id))} are free."
            )


def _agreed(view: ModelView) -> bool:
    also = f" (also used by {', '.join(view.shared_with)})" if view.shared_with else ""
    try:
        answer = input(f"Delete {view.label}{also}, {mib_words(view.disk_mib)}? [y/N] ")
    except EOFError:
        raise BadInput("Nobody answered; add --yes to remove it without being asked.") from None
    return answer.strip().lower() in ("y", "yes")


def _named(catalog: Catalog, library: ModelLibrary, ids: list[str] | None) -> list[str]:
    """Models by id, and the downloadable ones of presets; `UnknownName` if there is no such one."""
    if not ids:
        raise BadInput("No model was named; `python -m studio models list` shows all.")
    found: dict[str, None] = {}
    for name in ids:
        preset = catalog.presets.get(name)
        if preset is None or name in catalog.models:
            found[catalog.model(name).id] = None
            continue
        members = [library.model(model_id) for model_id in preset.models.values()]
        found |= {view.id: None for view in members if view.remote}
    return list(found)


def _wait(library: ModelLibrary, model_id: str, quiet: bool) -> None:
    view = library.model(model_id)
    line = ProgressLine()
    try:
        while (now := view.download) is not None and now.active:
            if not quiet:
                line.show(_progress(view, now), step=int(now.fraction * 10))
            time.sleep(0.3)
            view = library.model(model_id)
    except KeyboardInterrupt:
        library.pause(model_id)
        line.clear()
        print(f"{view.label} is paused; what has arrived is kept.", file=sys.stderr)
        raise
    line.clear()
    if view.state != "ready":
        error = view.download.error if view.download else None
        raise StudioError(error or f"{view.label} was paused before it was complete.")
    print(f"{view.label} is ready ({mib_words(view.disk_mib)}).")


def _progress(view: ModelView, now: DownloadView) -> str:
    if not now.total_bytes:
        return f"{view.label}: waiting"
    done, total = mib_words(now.done_bytes / MIB), mib_words(now.total_bytes / MIB)
    files = f"{now.done_files} of {now.total_files} files"
    working = f", {now.file}" if now.fraction == 1 and " " in now.file else ""
    return f"{view.label}: {now.fraction:.0%}, {done} of {total}, {files}{working}"


def _row(view: ModelView) -> dict[str, object]:
    row = dataclasses.asdict(view)
    return {**row, "disk_mib": round(view.disk_mib, 1), "state": _state(view)}


def _state(view: ModelView) -> str:
    if view.download is not None and view.state != "ready" and view.download.status != "done":
        return view.download.status
    names = {"ready": "ready", "downloadable": "not downloaded", "missing": "missing"}
    return names[view.state]
