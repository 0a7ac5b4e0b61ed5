"""The drawn data set: the same for a seed, resumed where it stopped, readable by everybody."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.errors import BadInput
from eval.readers import read_folder
from picturebook.drawing.styles import STYLES as KNOWN
from train import dataset
from train.dataset import LISTING, STYLES, main, render
from train.drawn import Drawn, prompt


def test_every_style_has_words() -> None:
    assert set(STYLES) == set(KNOWN)


def test_drawing_goes_on_where_it_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    render(whole, n=5, size=64, seed=4)
    drawn: list[int] = []
    picture = dataset.picture

    def stopped(number: int, **options: object) -> dict[str, object]:
        if number == 3 and 3 not in drawn:
            drawn.append(number)
            raise KeyboardInterrupt
        drawn.append(number)
        return picture(number, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(dataset, "picture", stopped)
    with pytest.raises(KeyboardInterrupt):
        render(broken, n=5, size=64, seed=4)
    assert not (broken / LISTING).exists()
    with (broken / "rows.jsonl").open("a") as lines:
        lines.write('{"image": "cut o')
    render(broken, n=5, size=64, seed=4)
    assert drawn == [0, 1, 2, 3, 3, 4]
    for path in whole.glob("*.png"):
        assert path.read_bytes() == (broken / path.name).read_bytes()
    assert (whole / LISTING).read_text() == (broken / LISTING).read_text()


def test_two_processes_draw_the_same(tmp_path: Path) -> None:
    render(tmp_path / "one", n=3, size=64, seed=1)
    render(tmp_path / "two", n=3, size=64, seed=1, processes=2)
    listings = [(tmp_path / name / LISTING).read_text() for name in ("one", "two")]
    assert listings[0] == listings[1]


def test_rows_say_what_is_drawn(drawn: Path) -> None:
    data, test = Drawn(drawn), Drawn(drawn, split="test")
    assert len(test) == len(data) // 19
    assert data.image(0).shape == (256, 256, 3)
    assert data.images([0, 1]).shape == (2, 256, 256, 3)
    for row, boxes in zip(data.rows, data.boxes, strict=True):
        assert row["attributes"]["subject"]
        assert len(row["kinds"]) == len(row["boxes"])
        assert ((boxes >= 0) & (boxes <= 1)).all()
        for box in row["boxes"]:
            assert box[0] < box[2], row
            assert box[1] < box[3], row
        assert prompt(row).endswith(STYLES[row["style"]])
    assert len(Drawn(drawn, limit=3)) == 3


def test_it_is_a_folder_that_the_studio_reads(drawn: Path) -> None:
    found = read_folder(drawn)
    rows = json.loads((drawn / LISTING).read_text())
    assert len(found.pictures) == len(rows)
    assert found.pictures[0].captions == tuple(rows[0]["captions"])


def test_figures_are_where_their_boxes_are(drawn: Path) -> None:
    data = Drawn(drawn)
    number = next(i for i, row in enumerate(data.rows) if row["kinds"])
    box = (data.boxes[number, 0] * 256).astype(int)
    inside = data.image(number)[box[1] : box[3], box[0] : box[2]]
    assert np.asarray(Image.fromarray(inside).convert("L")).std() > 5


def test_what_is_missing_or_wrong_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(BadInput, match=r"python -m train\.dataset"):
        Drawn(tmp_path)
    render(tmp_path, n=1, size=64, seed=0)
    with pytest.raises(BadInput, match="“test”"):
        Drawn(tmp_path, split="test")
    assert main(["--n", "0", "--out", str(tmp_path)]) == 2
    (tmp_path / "file").touch()
    assert main(["--n", "1", "--out", str(tmp_path / "file" / "in")]) == 2
    said = capsys.readouterr().err.splitlines()
    assert any(line.startswith("--n must be from 1") for line in said)
    assert any(line.startswith("Cannot write to") for line in said)
