"""Where the studio keeps things and how it behaves; every value comes from the environment."""

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The project's folder: bundled models lie under `starter/` here."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Settings of one process.

    `data_dir` holds the database, the media and the work queue; `database_url` and `queue_url`
    (SQLAlchemy URLs) default to SQLite files in it.  `max_upload_mib` limits a picture file's size;
    `memory_budget_mib` says how much loaded models may take together.
    """

    data_dir: Path
    database_url: str
    queue_url: str
    preset: str = "starter"
    device: str | None = None
    max_upload_mib: int = 20
    memory_budget_mib: int = 4096
    extra_catalog: Path | None = None

    @classmethod
    def from_environment(
        cls, environ: "os._Environ[str] | dict[str, str]" = os.environ
    ) -> "Settings":
        """Read `STUDIO_…` variables; `STUDIO_DATA_DIR` defaults to `data/` in the project."""
        data_dir = Path(environ.get("STUDIO_DATA_DIR") or ROOT / "data").expanduser().resolve()
        catalog = environ.get("STUDIO_CATALOG")
        return cls(
            data_dir=data_dir,
            database_url=environ.get("STUDIO_DATABASE_URL")
            or f"sqlite:///{data_dir / 'studio.db'}",
            queue_url=environ.get("STUDIO_QUEUE_URL") or f"sqlite:///{data_dir / 'queue.db'}",
            preset=environ.get("STUDIO_PRESET") or "starter",
            device=environ.get("STUDIO_DEVICE") or None,
            max_upload_mib=int(environ.get("STUDIO_MAX_UPLOAD_MIB") or 20),
            memory_budget_mib=int(environ.get("STUDIO_MEMORY_MIB") or 4096),
            extra_catalog=Path(catalog).expanduser() if catalog else None,
        )
