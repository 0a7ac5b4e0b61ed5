"""Turns trouble with disks and databases into one sentence that says where, and what to do."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from core.errors import BadInput, PassingTrouble, StorageError, StudioError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}

_SQL_TROUBLE = (
    (("disk is full", "no space left"), "full"),
    (
        ("readonly database", "read-only transaction", "unable to open", "permission denied"),
        "read_only",
    ),
    (("is locked", "lock timeout", "deadlock", "locking protocol"), "busy"),
    (("malformed", "not a database", "file is encrypted"), "damaged"),
    (("disk i/o error",), "broken"),
    (("connect", "server closed", "timeout expired", "no route"), "unreachable"),
    (("password", "role ", "does not exist"), "refused"),
)

_PASSING = {"busy", "full", "unreachable"}
_SENTENCES = {
    "full": "The disk that holds {where} is full: free some space and try again;"
    " everything that was finished is kept.",
    "read_only": "The studio cannot write to {where}: give this user the right to write there,"
    " or set STUDIO_DATA_DIR to another folder.",
    "missing": "There is no folder {where} and it cannot be made: create it,"
    " or set STUDIO_DATA_DIR to another folder.",
    "busy": "The database in {where} is held by another program: close that program and try again.",
    "damaged": "The database in {where} is damaged: put a backup copy back,"
    " or set STUDIO_DATA_DIR to another folder.",
    "broken": "The disk that holds {where} reports an error: check the disk"
    " and set STUDIO_DATA_DIR to a folder that works.",
    "unreachable": "The database cannot be reached: check that its server runs"
    " and that STUDIO_DATABASE_URL is right.",
    "refused": "The database refuses the studio: check user, password and name"
    " in STUDIO_DATABASE_URL.",
}


def trouble(error: BaseException, where: str | Path) -> StudioError | None:
    """The sentence for `error` at the place `where`; None when it is not about storage."""
    kind: str | None = None
    if isinstance(error, IntegrityError):
        if "foreign key" in str(error.orig).lower():
            return BadInput("There is no story or version with this id.")
        return None
    if isinstance(error, DBAPIError):
        text = str(error.orig).lower()
        kind = next((k for words, k in _SQL_TROUBLE if any(w in text for w in words)), None)
        if kind in ("unreachable", "refused") and not isinstance(error, OperationalError):
            kind = None  # "column … does not exist" is a mistake of ours
        if kind is None and error.connection_invalidated:
            kind = "unreachable"
    elif isinstance(error, OSError):
        if error.errno in _FULL:
            kind = "full"
        elif error.errno in _READ_ONLY:
            kind = "read_only"
        elif error.errno in (errno.ENOTDIR, errno.EEXIST, errno.ENOENT, errno.ELOOP):
            kind = "missing"
        else:
            kind = "broken"
    if kind is None:
        return None
    made = PassingTrouble if kind in _PASSING else StorageError
    return made(_SENTENCES[kind].format(where=where))


@contextmanager
def storage(where: str | Path) -> Iterator[None]:
    """Run a block that touches storage at `where`; its trouble is raised as a `StudioError`."""
    try:
        yield
    except (OSError, DBAPIError) as error:
        said = trouble(error, where)
        if said is None:
            raise
        raise said from error
