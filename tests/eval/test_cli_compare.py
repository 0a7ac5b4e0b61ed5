"""`eval compare`, `runs`, `--fail-below`, `--resume` and `correlate`, as a script uses them."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from core.errors import BadInput
from eval.cli import main
from eval.cli_run import read_limits
from eval.correlating import correlations, read_judgements
from tests.eval.command import begin, evaluate


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "pictures"
    made.mkdir()
    lines = ["image,caption"]
    for i in range(60):
        Image.new("RGB", (48, 48), (4 * i, 90, 200 - 3 * i)).save(made / f"{i}.png")
        lines.append(f"{i}.png,a man in a red coat number {i}")
    (made / "captions.csv").write_text("\n".join(lines), encoding="utf-8")
    return made


def test_two_runs_are_compared_by_id_and_by_file(tmp_path: Path, folder: Path) -> None:
    data = tmp_path / "data"
    words = ("run", "folder", "--data", str(folder), "--n", "6", "--quiet", "--json")
    file = tmp_path / "first.json"
    file.write_text(evaluate(data, *words, "--store").stdout, "utf-8")
    below = evaluate(data, *words, "--store", "--fail-below", "BLEU-4=0.99")
    assert below.returncode == 3
    assert "BLEU-4 is" in below.stderr
    (newest, oldest) = json.loads(evaluate(data, "runs", "--json").stdout)
    assert newest["figures"] == oldest["figures"]
    page = tmp_path / "both.html"
    short = [line.split("\t")[0] for line in evaluate(data, "runs").stdout.splitlines()]
    assert [len(one) for one in short] == [8, 8]
    done = evaluate(data, "compare", str(file), short[0], "--json", "--html", str(page))
    assert done.returncode == 0, done.stderr
    figures = {row["name"]: row for row in json.loads(done.stdout)["figures"]}
    assert figures["BLEU-1"]["difference"]["value"] == 0
    assert figures["BLEU-1"]["adjusted"] == 1
    assert figures["CIDEr-D"]["verdict"] == "no difference can be told"
    assert "Can be told from" in page.read_text("utf-8")
    assert json.loads(done.stdout)["second"] == [newest["id"]]
    assert json.loads(done.stdout)["cautions"] == []
    plain = evaluate(data, "compare", *reversed(short)).stdout
    assert "BLEU-4:" in plain
    assert "no difference can be told" in plain
    nobody = evaluate(data, "compare", "zzz", newest["id"])
    assert (nobody.returncode, nobody.stderr.count("\n")) == (2, 1)
    assert "`python -m eval runs` lists them" in nobody.stderr


def test_a_stored_run_that_was_killed_goes_on(tmp_path: Path, folder: Path) -> None:
    data = tmp_path / "data"
    words = ["run", "folder", "--data", str(folder), "--n", "60", "--json", "--store"]
    process = begin(data, *words, stdout=subprocess.DEVNULL)
    assert process.stderr is not None
    assert any(" of 60" in line for line in process.stderr)
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=60)
    (left,) = json.loads(evaluate(data, "runs", "--json").stdout)
    assert left["status"] == "cancelled"
    assert 10 <= left["n"] < 60
    done = evaluate(data, "run", "--resume", left["short_id"], "--json", "--quiet")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert (said["id"], said["status"], said["done"]) == (left["id"], "done", 60)
    assert len({item["name"] for item in said["items"]}) == 60
    again = evaluate(data, "run", "--resume", left["id"])
    assert again.returncode == 2
    assert "there is nothing to go on with" in again.stderr


def test_limits_are_read() -> None:
    assert read_limits(["BLEU-4=0.18", "CLIPScore (x@1)=2"]) == {
        "BLEU-4": 0.18,
        "CLIPScore (x@1)": 2.0,
    }
    for wrong in ("BLEU-4", "=3", "BLEU-4=high", "BLEU-4=nan"):
        with pytest.raises(BadInput, match="is no limit"):
            read_limits([wrong])


def test_scores_are_correlated_with_judgements(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [{"score": i, "human": i // 10, "picture": i // 2} for i in range(40)]
    csv = tmp_path / "judged.csv"
    csv.write_text(
        "score,human,picture\n"
        + "".join(f"{r['score']},{r['human']},{r['picture']}\n" for r in rows)
        + ",1,x\n",
        "utf-8",
    )
    lines = tmp_path / "judged.jsonl"
    lines.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    scores, judged, groups, left_out = read_judgements(
        csv, score="score", human="human", group="picture"
    )
    assert (len(scores), len(set(groups)), left_out) == (40, 20, 1)
    assert read_judgements(lines, score="score", human="human")[:2] == (scores, judged)
    found = correlations(scores, judged, groups)
    assert found["Kendall τ-c"].value == pytest.approx(1.0)
    assert found["Kendall τ-b"].value == pytest.approx(0.877, abs=0.001)
    assert found["Spearman ρ"].low <= found["Spearman ρ"].value
    lines.write_text("".join(json.dumps({**row, "human": 5}) + "\n" for row in rows), "utf-8")
    with pytest.raises(BadInput, match="“human” is 5 in every row"):
        read_judgements(lines, score="score", human="human")
    monkeypatch.setattr(sys, "argv", ["eval", "correlate", str(csv), "--score", "rating"])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 2
    assert "has no column “rating”; it has score, human, picture" in capsys.readouterr().err
