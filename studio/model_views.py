"""What the page Models and its commands are shown; `studio.models` fills it."""

from dataclasses import dataclass
from typing import Literal

MIB = 2**20


@dataclass(frozen=True, kw_only=True)
class DownloadView:
    """A download as it stands; `error` is one sentence."""

    status: Literal["queued", "running", "pausing", "paused", "done", "failed"]
    done_bytes: int
    total_bytes: int
    done_files: int
    total_files: int
    file: str = ""
    error: str | None = None

    @property
    def active(self) -> bool:
        """True while it waits or works."""
        return self.status in ("queued", "running", "pausing")

    @property
    def fraction(self) -> float:
        """0 to 1."""
        return min(self.done_bytes / self.total_bytes, 1.0) if self.total_bytes else 0.0


@dataclass(frozen=True, kw_only=True)
class ModelView:
    """A model of the catalogue. Sizes are in MiB; `disk_mib` is what lies on this computer.

    `state`: "ready", "downloadable" (not here, or not whole), or "missing" (something else is
    needed, `why` says what).  `where` says where it would run and why, `fits` whether its memory
    suffices (None: not known yet, or none is needed here).
    """

    id: str
    role: str
    label: str
    blurb: str
    licence: str
    hardware: str
    language: str | None
    repository: str | None
    revision: str | None
    page: str | None
    sources: str
    """Where files that are known by their sums can be had, and `origin`: where they came from."""
    origin: str
    bundled: bool
    download_mib: float
    disk_mib: float
    memory_mib: float
    state: Literal["ready", "downloadable", "missing"]
    why: str
    where: str
    fits: bool | None
    loaded: bool
    presets: tuple[str, ...]
    shared_with: tuple[str, ...]
    download: DownloadView | None

    @property
    def revision_words(self) -> str:
        """The revision as people read it: the beginning of a commit, other names whole."""
        commit = self.revision or ""
        return commit[:8] if len(commit) == 40 else commit

    @property
    def removable(self) -> bool:
        """Whether something of it was downloaded to this computer."""
        return self.remote and self.disk_mib > 0

    @property
    def remote(self) -> bool:
        """Whether it comes from elsewhere."""
        return self.repository is not None or bool(self.sources)


@dataclass(frozen=True, kw_only=True)
class TrialView:
    """A model being tried: `status` is "running", "cancelling", "done", "cancelled" or "failed".

    `media` is a picture (PNG) or speech (WAV) as `mime` says; `note` is said when memory was short.
    """

    model_id: str
    status: str
    message: str = ""
    fraction: float | None = None
    text: str | None = None
    media: bytes | None = None
    mime: str | None = None
    error: str | None = None
    note: str = ""
    device: str = ""
    dtype: str = ""
    load_s: float = 0.0
    run_s: float = 0.0

    @property
    def active(self) -> bool:
        """True while it works."""
        return self.status in ("running", "cancelling")
