"""How the studio starts: the server's command whole, a warning where others may reach it."""

import logging
import stat
import sys
from pathlib import Path

import pytest
import streamlit as st
from streamlit import config

from studio import start
from studio.models import ModelLibrary
from studio.resources import close_studio, open_studio
from studio.worker import Worker


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


@pytest.mark.parametrize(("address", "shared"), [("0.0.0.0", True), ("localhost", False)])
def test_a_studio_that_others_reach_warns_and_reads_no_folder(
    address: str,
    shared: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv("STUDIO_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setattr(Worker, "start", lambda self: None)
    monkeypatch.setattr(ModelLibrary, "warm_up", lambda self, preset: None)
    monkeypatch.setattr(ModelLibrary, "fetch_wanted", lambda self, preset: None)
    before = st.get_option("server.address")
    config.set_option("server.address", address)
    close_studio()
    try:
        with caplog.at_level(logging.WARNING):
            opened = open_studio()
        assert opened.settings.shared is shared
        assert ("no accounts" in caplog.text) is shared
    finally:
        close_studio()
        config.set_option("server.address", before)
