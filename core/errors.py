"""Errors that a person can read: one sentence that says what was wrong and what to do next."""

from collections.abc import Iterable


class StudioError(Exception):
    """Something the user should read as it is: `str(error)` is one clear sentence."""

    exit_code = 1


class BadInput(StudioError):
    """What the user gave cannot be used; nothing was stored."""

    exit_code = 2


class ChangedMeanwhile(BadInput):
    """Somebody else changed what was to be changed, since it was seen; `text` stands there now."""

    def __init__(self, what: str, text: str) -> None:
        super().__init__(
            f"{what} was changed in another window meanwhile: compare both versions, then choose."
        )
        self.text = text


class UnknownName(BadInput):
    """A mood, style, preset or model that does not exist; the message lists the known ones."""

    def __init__(self, kind: str, name: object, known: Iterable[object]) -> None:
        names = ", ".join(sorted(str(k) for k in known))
        super().__init__(f"There is no {kind} called “{name}”; the known ones are: {names}.")


class ModelUnavailable(StudioError):
    """A known model cannot be used here (not downloaded, an extra is missing, a gate is closed)."""


class DamagedWeights(ModelUnavailable):
    """A weight file does not match its checksum or cannot be read."""


class OutOfMemory(StudioError):
    """A model ran out of memory at work; a smaller plan is ready: do the work again."""


class NothingSmaller(ModelUnavailable):
    """Memory ran out on the smallest plan: with less work at once it may still go."""


class StorageError(StudioError):
    """The data directory cannot be written: full disk, read-only, no rights."""


class PassingTrouble(StorageError):
    """Trouble with storage that may pass by itself: locked, full, out of reach. Worth waiting."""


class Cancelled(StudioError):
    """The user cancelled; what was finished stays."""

    def __init__(self) -> None:
        super().__init__("Cancelled. Everything that was finished is kept.")
