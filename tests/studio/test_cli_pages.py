"""`python -m studio pages`, over a real book."""

from collections.abc import Callable

import pytest
from typer.testing import CliRunner

from core.settings import Settings
from studio.cli import app

Say = Callable[..., str]


@pytest.fixture
def say(book: str, settings: Settings, tiny_catalog, monkeypatch: pytest.MonkeyPatch) -> Say:
    monkeypatch.setenv("STUDIO_DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("STUDIO_CATALOG", str(tiny_catalog))

    def run(command: str, *words: str) -> str:
        result = CliRunner().invoke(app, ["pages", command, book, *words], catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.output

    return run


def test_pages_by_the_command_line(say: Say) -> None:
    before = say("list").splitlines()
    assert len(before) == 4
    moved = say("move", "4", "1").splitlines()
    assert moved[0][2:] == before[3][2:]
    added = say("add", "1", "--words", "Somebody knocked.")
    assert "2. Somebody knocked." in added
    assert "To be made: 3 pieces." in added
    assert "[no words and no picture]" in say("add", "0")
    assert say("delete", "1") == added
    assert len(say("split", "1", "1").splitlines()) == 7
    assert say("join", "1").splitlines()[0] == moved[0]
    assert len(say("duplicate", "1").splitlines()) == 7
    for _ in range(7):
        said = say("undo")
        assert said.startswith("Undone: ")
    assert said.splitlines()[1:] == before
    assert say("undo").startswith("There is nothing")
