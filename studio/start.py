"""`make run`: fetches what the preset wants, starts the pages and prints their address.

A program of its own, so that the first line people see is where to look, and a port that is taken
does not stop them.
"""

import argparse
import os
import socket
import subprocess
import sys
from typing import Final

from core.errors import StudioError
from core.settings import ROOT, Settings
from studio.wanted import fetch_wanted

WINDOWS: Final = os.name == "nt"


def free_port(wanted: int) -> int:
    """`wanted`, or the next free port after it."""
    for port in range(wanted, wanted + 50):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
    sys.exit(f"No free port from {wanted} to {wanted + 49}; choose another: make run PORT=9000.")


def main() -> None:
    """Replace this process by Streamlit's server."""
    parser = argparse.ArgumentParser(prog="python -m studio.start", description=__doc__)
    parser.add_argument("--port", type=int, default=8501, help="where the pages are served")
    parser.add_argument("--host", default="127.0.0.1", help="0.0.0.0 lets other machines in")
    options = parser.parse_args()
    try:
        fetch_wanted(Settings.from_environment())
    except StudioError as error:  # a catalogue or a preset that is wrong: the pages say it, too
        print(error, file=sys.stderr, flush=True)
    port = free_port(options.port)
    print(f"Storybook Studio: http://{options.host}:{port}  (Ctrl+C stops)", flush=True)
    os.chdir(ROOT)
    command = [sys.executable, "-m", "streamlit", "run", "studio/app.py"]
    command += ["--server.port", str(port), "--server.address", options.host]
    command += ["--server.headless", "true", "--logger.level", "warning"]
    if WINDOWS:  # it would cut the command at spaces, and come back at once
        sys.exit(subprocess.run(command, check=False).returncode)
    os.execv(sys.executable, command)


if __name__ == "__main__":
    main()
