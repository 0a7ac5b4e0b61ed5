"""Shared by the trainers' tests: a few drawn pictures, and a database of the tests' own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from train import smoke


@pytest.fixture(scope="session", autouse=True)
def own_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Curves go here, not into the studio's own database."""
    folder = tmp_path_factory.mktemp("data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STUDIO_DATA_DIR", str(folder))
        patch.delenv("STUDIO_DATABASE_URL", raising=False)
        yield folder


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The smallest data set that the illustrator's trainers can begin with."""
    folder = tmp_path_factory.mktemp("drawn")
    smoke.draw(folder)
    return folder


def fall(said: str, trainer: str) -> tuple[float, float]:
    """First and last loss of what a trainer printed."""
    line = next(line for line in said.splitlines() if line.startswith(f"[{trainer}] loss "))
    words = line.split("] loss ", 1)[1].split()
    assert words[1] == "->"
    assert words[3:] == ["in", words[4], "steps"]
    return float(words[0]), float(words[2])
