"""`python -m eval run`, as a shell starts it, with the bundled models and a handful of pictures."""

import csv
import json
import signal
import sys
from pathlib import Path

import pytest
from PIL import Image

from core.settings import Settings
from db.evaluations import Evaluations
from db.session import Database
from eval.cli import main
from tests.eval.command import begin, evaluate


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "pictures"
    made.mkdir()
    for i, colour in enumerate(("red", "green", "blue")):
        Image.new("RGB", (64, 64), colour).save(made / f"{i}.png")
    (made / "2.png").write_bytes(b"\x89PNG\r\n\x1a\nbroken")
    (made / "captions.csv").write_text(
        "image,caption\n" + "".join(f'{i}.png,"a coat, number {i}"\n' for i in range(4)),
        encoding="utf-8",
    )
    return made


def test_a_folder_is_run_stored_and_exported(tmp_path: Path, folder: Path) -> None:
    out = (tmp_path / "items.csv", tmp_path / "report.html")
    done = evaluate(
        tmp_path / "data",
        "run",
        *("folder", "--data", str(folder), "--n", "9", "--seed", "1", "--preset", "starter"),
        *("--csv", str(out[0]), "--html", str(out[1]), "--json", "--store", "--quiet"),
    )
    assert done.returncode == 0, done.stderr
    assert "1 picture with captions is not in the folder and left out." in done.stderr
    said = json.loads(done.stdout)
    assert said["message"] == "Done: 3 pictures, 1 of which could not be measured."
    assert list(said["errors"]) == ["2.png"]
    assert said["figures"]["BLEU-1"]["n"] == 2
    assert said["figures"]["BLEU-1"]["left_out"] == 1
    assert said["details"]["models"]["scorer"]["id"] == "starter-scorer"
    beside = [name for name in said["figures"] if "RefCLIPScore" in name]
    assert [name.partition(" (")[0] for name in beside] == [
        "RefCLIPScore",
        "RefCLIPScore of others' captions, chance",
        "Own caption fits better than others' by RefCLIPScore",
    ]
    assert said["figures"][beside[2]]["n"] == 2
    assert said["details"]["models"]["captioner"]["dtype"]
    rows = list(csv.DictReader(out[0].read_text("utf-8-sig").splitlines()))
    assert [row["item"] for row in rows] == ["0.png", "1.png", "2.png"]
    assert json.loads(rows[0]["references"]) == ["a coat, number 0"]
    assert "clip_score" in rows[0]
    page = out[1].read_text("utf-8")
    assert "prefers-color-scheme" in page
    assert page.count("src=") == page.count('src="data:image/jpeg') == 2
    database = Database(
        Settings.from_environment({"STUDIO_DATA_DIR": str(tmp_path / "data")}).database_url
    )
    (stored,) = Evaluations(database).recent()
    assert (stored.status, stored.done) == ("done", 3)
    assert stored.figures["BLEU-1"].value == said["figures"]["BLEU-1"]["value"]
    database.close()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_keeps_what_it_has(tmp_path: Path, folder: Path, how: int) -> None:
    lines = ["image,caption"]
    for i in range(400):
        Image.new("RGB", (32, 32), (i % 250, 9, 9)).save(folder / f"x{i}.png")
        lines.append(f"x{i}.png,a red coat {i}")
    (folder / "captions.csv").write_text("\n".join(lines), encoding="utf-8")
    words = ("folder", "--data", str(folder), "--n", "400", "--json", "--store")
    process = begin(tmp_path / "data", "run", *words)
    assert process.stderr is not None
    assert any(" of 400" in line for line in process.stderr)
    process.send_signal(how)
    said = json.loads(process.communicate(timeout=200)[0])
    assert process.returncode == 130
    assert (said["status"], said["partial"]) == ("cancelled", True)
    assert said["message"] == f"Partial: {said['done']} of 400 pictures."
    assert said["figures"]["BLEU-1"]["n"] == said["done"] < 400


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("walrus",), "There is no suite called “walrus”"),
        (("folder",), "needs a folder of pictures"),
        (("folder", "--data", "/nowhere/at/all"), "There is no folder /nowhere/at/all"),
        (("world", "--n", "0"), "0 items are not possible"),
        (("world", "--preset", "gold"), "There is no preset called “gold”"),
        (("world", "--csv", "/nowhere/at/all/x.csv"), "There is no folder /nowhere/at/all"),
        (("world", "--data", "/tmp"), "takes no folder"),
    ],
)
def test_bad_input_is_one_sentence(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    said: str,
) -> None:
    monkeypatch.setenv("STUDIO_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setattr(sys, "argv", ["eval", "run", *words])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 2
    shown = capsys.readouterr()
    assert said in shown.err
    assert shown.err.count("\n") == 1
    assert shown.out == ""
    assert not (tmp_path / "data").exists()
