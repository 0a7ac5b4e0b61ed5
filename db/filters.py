"""What part of the records a dashboard looks at. Only data; the queries that read it apply it."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Filters:
    """An empty tuple, or None, leaves a question open: all moods, all devices, all times.

    `models` are model ids, `devices` as artifacts record them ("cpu", "cuda"), `since` is in POSIX
    seconds.
    """

    moods: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    presets: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    devices: tuple[str, ...] = ()
    since: float | None = None
