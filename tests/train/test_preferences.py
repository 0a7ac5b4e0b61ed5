"""What readers preferred is taught: the loss is the paper's, a killed training goes on with the
same losses, and the adapter is opened by the studio."""

import json
import math
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file

from core.models.adapters import WEIGHTS
from core.models.device import DevicePlan
from core.models.loading import load
from core.models.registry import Catalog
from train import bases, cli, loop, preferences
from train.preferring import loss, pairs
from train.preferring.pairs import Pair
from train.writing import sample_data


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Llama of two small layers, made from nothing."""
    return sample_data.tiny_base(tmp_path_factory.mktemp("base"))


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty pairs."""
    return sample_data.pairs(tmp_path_factory.mktemp("pairs") / "pairs.jsonl")


def train(base: Path, file: Path, folder: Path, *given: str) -> Path:
    """Runs the trainer; returns the adapter's folder."""
    preferences.main(
        ["--base", str(base), "--data", str(file), "--out", str(folder / "out"), "--runs",
         str(folder / "runs"), "--no-database", *given]
    )  # fmt: skip
    return folder / "out"


def test_the_loss_is_that_of_the_paper() -> None:
    """Equation 7 of Rafailov et al. 2023, with numbers worked out by hand."""
    better, worse = torch.tensor([1.5, -0.5]), torch.tensor([-0.5, 0.5])
    by_hand = [math.log(1 + math.exp(-0.1 * 2.0)), math.log(1 + math.exp(0.1 * 1.0))]
    assert float(loss.dpo(better, worse, 0.1)) == pytest.approx(sum(by_hand) / 2, rel=1e-6)
    even = torch.zeros(3)
    assert float(loss.dpo(even, even, 0.1)) == pytest.approx(math.log(2))


def test_log_probabilities_are_of_the_last_answer_alone(base: Path) -> None:
    """They are what the model gives the answer's tokens, whatever was told before."""
    found = bases.find(str(base))
    tokenizer, model = bases.tokenizer(found), bases.load(found)
    told = ({"role": "user", "content": "Begin."}, {"role": "assistant", "content": "A fox came."},
            {"role": "user", "content": "And then?"})  # fmt: skip
    both = loss.encoded(
        Pair(
            prompt=told,
            chosen=({"role": "assistant", "content": "It sang."},),
            rejected=({"role": "assistant", "content": "It went home."},),
        ),
        tokenizer,
        1000,
    )
    assert both is not None
    assert tokenizer.decode(both.chosen.ids[both.chosen.learnt]) == "It sang.<|end|>"
    with torch.inference_mode():
        said = loss.sums(model, loss.batch([both], 0).rows)
        for total, row in zip(said, (both.chosen, both.rejected), strict=True):
            ids = torch.from_numpy(row.ids)
            chances = model(input_ids=ids[None]).logits[0, :-1].float().log_softmax(-1)
            each = chances.gather(-1, ids[1:, None])[:, 0]
            expected = each[torch.from_numpy(row.learnt[1:])].sum()
            assert float(total) == pytest.approx(float(expected), rel=0.02)  # half precision
    (kept,) = loss.with_reference(model, [both], pad=0, device="cpu")
    better, worse = loss.rewards(model, loss.batch([kept], 0))
    assert float(better.detach()) == pytest.approx(0, abs=1e-4)
    assert float(worse.detach()) == pytest.approx(0, abs=1e-4)


def test_what_was_preferred_becomes_likelier_and_the_studio_opens_it(
    base: Path, file: Path, tmp_path: Path
) -> None:
    out = train(base, file, tmp_path, "--steps", "20", "--lr", "3e-3", "--beta", "0.5",
                "--licence", "CC0-1.0")  # fmt: skip
    card = (out / "README.md").read_text("utf-8")
    before, after = (line.split("|") for line in card.splitlines()[-6:-4] if line[:2] == "| ")
    assert before[1].strip() == "before"
    assert float(after[2]) < float(before[2]) == pytest.approx(math.log(2), abs=1e-3)
    assert after[4].strip() == "100%"
    assert "18 pairs of a better and a worse text" in card
    catalog = Catalog.load()
    catalog.choose("starter", "writer", str(out))
    model = load(catalog, catalog.preset("starter").models["writer"],
                 DevicePlan(device="cpu", dtype="float32", why="A test."))  # fmt: skip
    found = bases.find(str(base))
    tokenizer, plain = bases.tokenizer(found), bases.load(found)
    (pair, *_) = pairs.read([file])
    both = loss.encoded(pair, tokenizer, 1000)
    assert both is not None
    margins = []
    for one in (plain, model.model):
        with torch.inference_mode():
            better, worse = loss.sums(one, loss.batch([both], 0).rows).tolist()
        margins.append(better - worse)
    assert margins[1] > margins[0] + 1


STEPS = ("--steps", "5", "--dropout", "0.2", "--batch", "2", "--every", "-1", "--rank", "4")


def test_a_killed_training_goes_on_with_the_same_losses(
    base: Path, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Against a training that nobody interrupted; the step that was begun is lost."""
    losses: dict[str, list[float]] = {"whole": [], "parts": []}
    update, which = loop.Training.update, "whole"

    def noted(self: Any, given: dict[str, float], clip: Any = None) -> None:
        if which == "parts" and self.budget.step == 3 and not self.args.resume:
            raise RuntimeError("killed")
        losses[which].append(sum(given.values()))
        update(self, given, clip)

    monkeypatch.setattr(loop.Training, "update", noted)
    whole = load_file(train(base, file, tmp_path / "whole", *STEPS) / WEIGHTS)
    which = "parts"
    with pytest.raises(RuntimeError, match="killed"):
        train(base, file, tmp_path / "parts", *STEPS)
    parts = load_file(train(base, file, tmp_path / "parts", *STEPS, "--resume") / WEIGHTS)
    assert losses["parts"] == pytest.approx(losses["whole"], rel=1e-5)
    assert all(torch.equal(whole[name], parts[name]) for name in whole)


def test_the_pairs_of_then_are_gone_on_with(
    base: Path, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    train(base, file, tmp_path, "--steps", "1", "--rank", "4")
    few = tmp_path / "few.jsonl"
    few.write_text(file.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    train(base, few, tmp_path, "--steps", "2", "--rank", "4", "--resume")
    assert "in 1 steps" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (3, "There are 3 pairs (3 from files); 20 are needed, so 17 more: choose between"),
        (None, "There is no studio in"),
        ("{", "line 1 is no JSON"),
        ('{"prompt": "a", "chosen": "b"}', "line 1 has no “rejected”"),
        ('{"prompt": [{"role": "cat"}], "chosen": "b", "rejected": "c"}', "roles are"),
        ("", "There is no pair to learn from"),
    ],
)
def test_what_cannot_be_taught_is_said(
    base: Path, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: Any, says: str,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    given: list[str] = []
    if rows is None:
        monkeypatch.setenv("STUDIO_DATA_DIR", str(tmp_path / "nowhere"))
    else:
        lines = file.read_text("utf-8").splitlines()[:rows] if isinstance(rows, int) else [rows]
        some = tmp_path / "some.jsonl"
        some.write_text("\n".join(lines), "utf-8")
        given = ["--data", str(some)]
    with pytest.raises(SystemExit) as ended:
        preferences.main(["--base", str(base), *given, "--no-database"])
    assert ended.value.code == 2
    heard = capsys.readouterr().err
    assert says in heard
    assert heard.count("\n") == 1


def test_a_smoke_run_needs_nothing_and_learns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from tests.train.conftest import fall

    monkeypatch.setattr(cli, "SMOKE", tmp_path)
    preferences.main(["--smoke", "--no-database", "--steps", "10"])
    first, last = fall(capsys.readouterr().out, "preferences")
    assert last < first
    assert (tmp_path / "preferences/out" / WEIGHTS).is_file()


def test_pairs_are_in_the_files_of_trl(file: Path, tmp_path: Path) -> None:
    found = pairs.read([file, file])
    assert len(found) == 20
    again = pairs.write(tmp_path / "again.jsonl", found)
    assert pairs.read([again]) == found
    row = json.loads(again.read_text("utf-8").splitlines()[0])
    assert [one["role"] for one in (*row["prompt"], *row["chosen"])] == ["user", "assistant"]
