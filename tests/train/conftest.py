"""Shared by the trainers' tests: a few drawn pictures, and a database of the tests' own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from train import smoke
from train.captioning import sample_data

FIVE = {
    "red-circle": "a red circle is rolling",
    "blue-square": "one blue square stands alone",
    "green-triangle": "a green triangle points upwards",
    "yellow-circle": "there is a yellow circle here",
    "black-square": "two corners of a black square",
}


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


@pytest.fixture(scope="session")
def five(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five pictures and a table of `image<TAB>text`."""
    folder = tmp_path_factory.mktemp("five")
    drawn = sample_data.draw(tmp_path_factory.mktemp("drawn"))
    for name in FIVE:
        Image.open(drawn / f"{name}.png").save(folder / f"{name}.png")
    rows = (f"{name}.png\t{text}\n" for name, text in FIVE.items())
    (folder / "stories.txt").write_text("".join(rows), encoding="utf-8")
    return folder


def fall(said: str, trainer: str) -> tuple[float, float]:
    """First and last loss of what a trainer printed."""
    line = next(line for line in said.splitlines() if line.startswith(f"[{trainer}] loss "))
    words = line.split("] loss ", 1)[1].split()
    assert words[1] == "->"
    assert words[3:] == ["in", words[4], "steps"]
    return float(words[0]), float(words[2])
