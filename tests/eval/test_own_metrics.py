"""Metrics of one's own, from a Python file: loaded, measured, and refused in a sentence."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from core.errors import BadInput
from db.evaluations import RunItem
from eval.caption_figures import own_statistics
from eval.cli import app
from eval.custom import measured, own_metrics

MINE = """
from math import sqrt

def _helper(text):
    return len(text)

def shouting(caption):
    \"\"\"Share of letters that are capitals.

    More words.\"\"\"
    return sum(c.isupper() for c in caption) / _helper(caption) if caption else None

def alike(caption, references, least=0):
    return caption in references

def fox(text, captions):
    return float("nan") if not captions else text.count("fox")
"""


def written(folder: Path, text: str, name: str = "mine.py") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_functions_are_told_apart_by_what_they_want(tmp_path: Path) -> None:
    metrics = own_metrics(written(tmp_path, MINE))
    assert [(m.name, m.said, m.given) for m in metrics] == [
        ("shouting", "Share of letters that are capitals.", ("caption",)),
        ("alike", "", ("caption", "references")),
        ("fox", "", ("text", "captions")),
    ]
    of_caption = measured(metrics, "1.png", caption="A Fox", references=["A Fox"])
    assert list(of_caption.values()) == [0.4, 1.0]
    assert measured(metrics, "s", text="fox", captions=[]) == {metrics[2].key: None}
    items = [
        RunItem(name="1", data=of_caption),
        RunItem(name="2", data=measured(metrics, "2", caption="", references=["x"])),
    ]
    found = own_statistics(items)
    version = metrics[0].version
    assert set(found) == {f"shouting@{version} (own)", f"alike@{version} (own)"}
    assert found[f"shouting@{version} (own)"].left_out == 1


def test_a_changed_file_has_other_figures(tmp_path: Path) -> None:
    before = own_metrics(written(tmp_path, MINE))[0].key
    after = own_metrics(written(tmp_path, MINE.replace("isupper", "islower")))[0]
    assert after.key != before
    assert after.value("1", caption="A") == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("def a(caption:\n  pass", r"mine.py is not Python: .* \(line 1\)"),
        ("import nothing_like_this", r"cannot be used \(ModuleNotFoundError.*line 1\)"),
        ("x = 1", "has no metric: write a function of"),
        ("def a(prediction):\n  return 1", r"wants \(prediction\); a metric takes"),
        ("def a(caption, text):\n  return 1", "a metric takes"),
        ("def a():\n  return 1", "a metric takes"),
    ],
)
def test_what_cannot_be_a_metric_is_said_in_a_sentence(
    tmp_path: Path, text: str, said: str
) -> None:
    with pytest.raises(BadInput, match=said):
        own_metrics(written(tmp_path, text))


def test_a_file_must_be_there_and_be_python(tmp_path: Path) -> None:
    assert own_metrics(None) == ()
    with pytest.raises(BadInput, match="cannot be read: No such file"):
        own_metrics(tmp_path / "nothing.py")
    with pytest.raises(BadInput, match="must be a Python file"):
        own_metrics(written(tmp_path, MINE, "mine.txt"))


def test_a_metric_that_fails_names_item_and_line(tmp_path: Path) -> None:
    (broken,) = own_metrics(written(tmp_path, "def a(caption):\n  return 1 / 0"))
    with pytest.raises(BadInput, match=r"a of mine.py failed on “7.png” \(ZeroDiv.*line 2\)"):
        broken.value("7.png", caption="x")
    (words,) = own_metrics(written(tmp_path, "def a(caption):\n  return 'good'"))
    with pytest.raises(BadInput, match=r"returned str for “7\.png”; it must return a number"):
        words.value("7.png", caption="x")


def test_the_command_line_scores_with_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUDIO_METRICS", str(written(tmp_path, MINE)))
    (tmp_path / "c.json").write_text('{"1": "A FOX", "2": ""}', encoding="utf-8")
    (tmp_path / "r.json").write_text('{"1": ["a fox"], "2": ["a dog"]}', encoding="utf-8")
    asked = ["score", "--candidates", str(tmp_path / "c.json")]
    asked += ["--references", str(tmp_path / "r.json"), "--metric", "shouting,chair", "--json"]
    result = CliRunner().invoke(app, [*asked, "--per-item"])
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert found["shouting"] == pytest.approx(0.8)
    assert found["per_item"]["1"] == {"shouting": 0.8, "CHAIRi-variant": 0, "CHAIRs-variant": 0}
    assert "shouting" not in found["per_item"]["2"]
    listed = CliRunner().invoke(app, ["metrics"])
    assert "Share of letters that are capitals. (mine.py, of caption)" in listed.stdout
    assert "SPICE is not offered" in listed.stdout
