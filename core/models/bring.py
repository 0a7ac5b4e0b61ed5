"""`python -m core.models.bring ID --to FOLDER`: the very files that the catalogue names by sums.

For benches, tests and trainings, which want the files as they were published; the studio itself
makes what it loads of them (`python -m studio models download ID`).
"""

import argparse
import os
import sys
from pathlib import Path

from core.errors import StudioError, UnknownName
from core.models.fetching import Progress
from core.models.packaged import Packaged, bring
from core.models.registry import Catalog


def entry_of(catalog: Catalog, name: str) -> Packaged:
    """A model or files with `weights`, by id."""
    known: dict[str, Packaged] = dict(catalog.files)
    known |= {model.id: model for model in catalog.models.values() if model.weights}
    if name not in known:
        raise UnknownName("files of weights", name, known)
    return known[name]


def main() -> int:
    """Bring the files of each entry here; prints where they lie."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ids", nargs="+", metavar="ID")
    parser.add_argument("--to", type=Path, required=True, help="the folder, made when absent")
    options = parser.parse_args()
    extra = os.environ.get("STUDIO_CATALOG")
    try:
        catalog = Catalog.load(Path(extra) if extra else None)
        for name in options.ids:
            entry = entry_of(catalog, name)
            for path in bring(entry, options.to / name, on_progress=_Said()):
                print(path)
    except StudioError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    return 0


class _Said:
    """A line for each new thing that is worked at."""

    def __init__(self) -> None:
        self.last = ""

    def __call__(self, progress: Progress) -> None:
        if progress.file != self.last:
            self.last = progress.file
            print(f"{progress.file} …", file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
