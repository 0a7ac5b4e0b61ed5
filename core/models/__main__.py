"""`python -m core.models`: list the models; `download ID` fetches one from the Hugging Face hub."""

import sys

from core.errors import StudioError
from core.models.registry import Catalog
from core.settings import Settings


def main(arguments: list[str]) -> int:
    """List models, or download one."""
    try:
        catalog = Catalog.load(Settings.from_environment().extra_catalog)
        if len(arguments) == 2 and arguments[0] == "download":
            print(f"{arguments[1]} lies in {catalog.download(arguments[1])}")
        elif not arguments:
            for entry in catalog.models.values():
                print(f"{entry.id:24} {entry.role:12} {catalog.status(entry.id).why}")
        else:
            print("usage: python -m core.models [download ID]", file=sys.stderr)
            return 2
    except StudioError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
