"""The storyteller's report: whole, from one run."""

import json
from pathlib import Path

import pytest

from eval.starter_report import READINGS, main, readings, tales_counted

TALE = {
    "hero": "Mia",
    "captions": ["A dog runs on a beach", "A red bus"],
    "pages": [
        {"picture": 0, "beat": "A dog runs.", "text": "Mia ran after a dog. It ran into the sea."},
        {"picture": 1, "beat": "A bus.", "text": "The bus waited for Mia. It was late already."},
    ],
}


def test_tales_are_counted_as_the_storytellers_books_are() -> None:
    found = tales_counted([TALE], "text")
    assert found["noun"].value == 1.0
    assert found["verb"].value == 1.0
    assert found["named"].value == 1.0
    assert found["copied"].value == 0.0
    assert found["without_slips"].value == 1.0
    assert tales_counted([TALE], "beat")["named"].value == 0.0


def test_readings_are_told_as_they_were_marked() -> None:
    rows = list(readings(READINGS))
    assert "| r1 | tale | 1.00 | 4.72 | 4.72 | 100% | 18 |" in rows
    every = json.loads(READINGS.read_text("utf-8")).values()
    told = [
        {book[letter] for book in reading["key"].values() for letter in book if letter != "id"}
        for reading in every
    ]
    assert len(rows) == 2 + sum(map(len, told))


def test_one_command_writes_it_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tales, out = tmp_path / "tales.jsonl", tmp_path / "report.md"
    tales.write_text(json.dumps(TALE) + "\n", encoding="utf-8")
    asked = ["report", "--n", "2", "--album", "0", "--tales", str(tales), "--out", str(out)]
    monkeypatch.setattr("sys.argv", asked)
    assert main() == 0
    report = out.read_text("utf-8")
    assert "| | storyteller, drawn scenes | tales by hand | their beats |" in report
    assert "refrains apart" in report
