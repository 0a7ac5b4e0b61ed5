"""`make run`: the server gets its command whole, wherever Python lies."""

import stat
import sys
from pathlib import Path

import pytest

from studio import start


def test_windows_starts_the_server_from_a_folder_with_spaces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "Program Files"
    folder.mkdir()
    python = folder / "python"
    python.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{folder}/said"\nexit 3\n')
    python.chmod(python.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(start, "WINDOWS", True)
    monkeypatch.setattr(start, "fetch_wanted", lambda settings: True)
    monkeypatch.setattr(sys, "executable", str(python))
    monkeypatch.setattr(sys, "argv", ["start", "--port", "18999"])
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        start.main()
    assert ended.value.code == 3
    said = (folder / "said").read_text().splitlines()
    assert said[:4] == ["-m", "streamlit", "run", "studio/app.py"]
    assert said[said.index("--server.port") + 1] == "18999"
