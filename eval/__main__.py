"""`python -m eval`: `run` runs an evaluation suite."""

import sys

from eval import cli_run

if __name__ == "__main__":
    if sys.argv[1:2] != ["run"]:
        print("Say `python -m eval run SUITE`; --help says more.", file=sys.stderr)
        sys.exit(2)
    sys.exit(cli_run.main(sys.argv[2:]))
