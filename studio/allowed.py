"""Which folders of the computer the pages may name."""

from collections.abc import Sequence
from pathlib import Path

from core.errors import BadInput


def check_folder(folder: Path, folders: Sequence[Path], *, shared: bool) -> None:
    """`BadInput` for a folder outside of those that the pages may read, whether it is there or not.

    `folders`: those that they may read; empty: all, or none when the pages are `shared` with other
    computers.
    """
    if shared and not folders:
        raise BadInput(
            "Other computers reach this studio, so it reads no folder that its pages name: set"
            " STUDIO_SUITE_FOLDERS to those that it may read, and start it again."
        )
    if folders and not any(folder.is_relative_to(root) for root in folders):
        named = ", ".join(map(str, folders))
        raise BadInput(f"This studio reads data only from {named}; name a folder in there.")
