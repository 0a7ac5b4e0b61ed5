"""Where the studio keeps things and how it behaves; every value comes from the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from core.errors import BadInput

ROOT = Path(__file__).resolve().parent.parent
"""The project's folder: bundled models lie under `starter/` here."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Settings of one process.

    `data_dir` holds the database, the media and the work queue; `database_url` and `queue_url`
    (SQLAlchemy URLs) default to SQLite files in it.  `max_upload_mib` limits a picture file's size;
    `memory_budget_mib` says how much loaded models may take together (None: a share of what is
    free).  `suite_folders`: the folders that suites started from the pages may read, with all in
    them; empty: any while only this computer reaches the pages, none when they are `shared` with
    others.  `hub_token` is the Hugging Face token, if one is set; it is shown nowhere.
    `example`: a new gallery begins with the example book.  `metrics`: a Python file with metrics of
    one's own (`eval.custom`); only the environment names it, as it runs with the studio's rights.
    `train`: models are trained from the pages even when they are `shared` with others.
    """

    data_dir: Path
    database_url: str
    queue_url: str
    preset: str = "starter"
    device: str | None = None
    max_upload_mib: int = 20
    memory_budget_mib: int | None = None
    extra_catalog: Path | None = None
    suite_folders: tuple[Path, ...] = ()
    shared: bool = False
    hub_token: str | None = field(default=None, repr=False)
    example: bool = True
    metrics: Path | None = None
    train: bool = False

    @classmethod
    def from_environment(
        cls, environ: "os._Environ[str] | Mapping[str, str]" = os.environ
    ) -> "Settings":
        """Read `STUDIO_…` variables; `STUDIO_DATA_DIR` defaults to `data/` in the project."""
        data_dir = Path(environ.get("STUDIO_DATA_DIR") or ROOT / "data").expanduser().resolve()
        catalog = environ.get("STUDIO_CATALOG")
        metrics = (environ.get("STUDIO_METRICS") or "").strip()
        return cls(
            data_dir=data_dir,
            database_url=environ.get("STUDIO_DATABASE_URL") or sqlite_url(data_dir / "studio.db"),
            queue_url=environ.get("STUDIO_QUEUE_URL") or sqlite_url(data_dir / "queue.db"),
            preset=environ.get("STUDIO_PRESET") or "starter",
            device=environ.get("STUDIO_DEVICE") or None,
            max_upload_mib=_mib(environ, "STUDIO_MAX_UPLOAD_MIB") or 20,
            memory_budget_mib=_mib(environ, "STUDIO_MEMORY_MIB"),
            extra_catalog=Path(catalog).expanduser() if catalog else None,
            suite_folders=_folders(environ.get("STUDIO_SUITE_FOLDERS") or ""),
            example=environ.get("STUDIO_EXAMPLE", "") != "0",
            metrics=Path(metrics).expanduser() if metrics else None,
            train=environ.get("STUDIO_TRAIN", "") == "1",
            hub_token=(environ.get("HF_TOKEN") or "").strip() or None,
        )


def sqlite_url(file: Path) -> str:
    """A file as a database URL; "%", "?" and "#" in folder names stay what they are."""
    return f"sqlite:///{quote(file.as_posix(), safe='/:')}"


def _folders(value: str) -> tuple[Path, ...]:
    """Folders, with what separates them in PATH between them (":" or, on Windows, ";")."""
    parts = [part.strip() for part in value.split(os.pathsep)]
    return tuple(Path(part).expanduser().resolve() for part in parts if part)


def _mib(environ: Mapping[str, str], name: str) -> int | None:
    value = environ.get(name)
    if not value:
        return None
    if not value.strip().isdecimal() or int(value) < 1:
        raise BadInput(f"{name} is “{value}”; give a whole number of MiB, such as 4096.")
    return int(value)
