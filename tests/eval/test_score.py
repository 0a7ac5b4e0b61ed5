"""`python -m eval score`: figures, files that are wrong, and the door itself."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from core.errors import BadInput
from core.settings import ROOT
from eval.scoring import read_captions, score

GOOD = {"1": "a fox in the snow", "2": "a dog on a hill"}
TEXTS = {"1": ["a fox in the snow", "snow and a fox"], "2": ["the dog stands on a hill"]}


def files(folder: Path, candidates: Any, references: Any) -> tuple[Path, Path]:
    """Both as files; a text stands in the file as it is."""
    paths = folder / "C.json", folder / "R.json"
    for path, content in zip(paths, (candidates, references), strict=True):
        text = content if isinstance(content, str) else json.dumps(content)
        path.write_text(text, "utf-8")
    return paths


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "eval", "score", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_command_prints_the_figures_and_each_item(tmp_path: Path) -> None:
    c, r = files(tmp_path, GOOD, TEXTS)
    done = run("--candidates", str(c), "--references", str(r), "--json", "--per-item")
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    items = result.pop("per_item")
    assert list(result) == ["BLEU-1", "BLEU-2", "BLEU-3", "BLEU-4", "ROUGE-L", "CIDEr"]
    assert list(items) == ["1", "2"]
    assert items["1"]["BLEU-4"] == pytest.approx(1)
    assert items["1"]["ROUGE-L"] == pytest.approx(1)
    assert result["CIDEr"] == pytest.approx((items["1"]["CIDEr"] + items["2"]["CIDEr"]) / 2)


def test_scoring_text_loads_no_models_and_no_database(tmp_path: Path) -> None:
    c, r = files(tmp_path, GOOD, TEXTS)
    code = (
        "import sys; from eval.cli import app; "
        f"app(['score', '--candidates', {str(c)!r}, '--references', {str(r)!r}], "
        "standalone_mode=False); "
        "print([name for name in ('torch', 'transformers', 'evaluate', 'sqlalchemy') "
        "if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_suites_in_the_help_are_those_that_there_are() -> None:
    from eval.choosing import SUITES

    command = [sys.executable, "-m", "eval", "run", "--help"]
    help_text = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert f"One of: {', '.join(SUITES)}." in " ".join(help_text.replace("│", " ").split())


def test_without_json_it_prints_intervals_and_n(tmp_path: Path) -> None:
    c, r = files(tmp_path, GOOD, TEXTS)
    done = run("--metric", "rouge_l", "--candidates", str(c), "--references", str(r))
    assert done.stdout.startswith("ROUGE-L")
    assert "n = 2" in done.stdout
    assert "BLEU" not in done.stdout


@pytest.mark.parametrize("metric", ["bleu,meteor", ","])
def test_an_unknown_metric_is_one_sentence_and_exit_code_2(tmp_path: Path, metric: str) -> None:
    c, r = files(tmp_path, GOOD, TEXTS)
    done = run("--metric", metric, "--candidates", str(c), "--references", str(r), "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("candidates", "references", "says"),
    [
        ({**GOOD, "3": "x", "4": "y"}, TEXTS, "“3”, “4” are in C.json but not in R.json"),
        ({"1": "a"}, TEXTS, "“2” is in R.json but not in C.json"),
        ("no json", TEXTS, "C.json is not JSON"),
        ("", TEXTS, "C.json is not JSON"),
        (["a"], TEXTS, "C.json is a list"),
        ({}, {}, "C.json is empty"),
        ({"1": 5}, {"1": ["a"]}, "the candidate of “1” is a number"),
        ({"1": ["a"]}, {"1": ["a"]}, "the candidate of “1” is a list"),
        ({"1": "a"}, {"1": "a"}, "the references of “1” are a text"),
        ({"1": "a"}, {"1": ["a", None]}, "a list with null in it"),
        ({"1": "a"}, {"1": []}, "“1” has no reference"),
        ({"1": "a"}, {"1": ["a", " "]}, "“1” has an empty one"),
        ('{"1": "a", "1": "b"}', {"1": ["a"]}, "the id “1” more than once"),
        ("[" * 100_000, TEXTS, "nested too deeply"),
    ],
)
def test_a_wrong_file_is_said_in_one_sentence(
    tmp_path: Path, candidates: Any, references: Any, says: str
) -> None:
    with pytest.raises(BadInput, match=r"\.$") as caught:
        read_captions(*files(tmp_path, candidates, references))
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_and_one_that_is_not_text(tmp_path: Path) -> None:
    c, r = files(tmp_path, GOOD, TEXTS)
    with pytest.raises(BadInput, match="There is no file"):
        read_captions(tmp_path / "none.json", r)
    c.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadInput, match="not UTF-8"):
        read_captions(c, r)
    with pytest.raises(BadInput, match="cannot be read"):
        read_captions(tmp_path, r)


def test_an_empty_candidate_is_scored_0_and_not_dropped(tmp_path: Path) -> None:
    captions = read_captions(*files(tmp_path, {**GOOD, "2": "  "}, TEXTS))
    scores = score(captions, ["bleu", "rouge_l", "cider"])
    assert set(scores.per_item()["2"].values()) == {0}
    assert scores.figures["ROUGE-L"].value == pytest.approx(0.5)
    assert scores.intervals()["BLEU-1"].n == 2
