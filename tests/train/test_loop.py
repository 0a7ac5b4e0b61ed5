"""What all trainers share: numbers on the command line, curves, checkpoints, facts, rates."""

import re
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
import torch
from transformers import CLIPTokenizer

from train import autoencoder, captioner, facts, illustrator, loop, preferences, scorer, writer
from train.common import Budget, cosine, load_checkpoint, save_checkpoint
from train.curves import Curves
from train.diffusion import options
from train.words import build_tokenizer

SESSION = {"command": "c", "commit": "c", "seed": 0, "data": "d", "device": "cpu"}


@pytest.mark.parametrize(
    "module", [autoencoder, captioner, illustrator, options, preferences, scorer, writer]
)
def test_every_option_says_what_it_is(module: ModuleType) -> None:
    made = module.parser()
    silent = [action.dest for action in made._actions if not action.help]
    assert not silent
    assert "python -m train." in made.format_help()


@pytest.mark.parametrize("module", [autoencoder, illustrator])
@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--minutes", "0"], "Argument --minutes: a number above 0"),
        (["--steps", "many"], "Argument --steps: a whole number from 1"),
        (["--lr", "nan"], "Argument --lr: a number above 0"),
    ],
)
def test_bad_numbers_are_told_in_one_sentence(
    module: ModuleType, given: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        module.main(given)
    assert ended.value.code == 2
    heard = capsys.readouterr().err
    assert heard.startswith(said)
    assert heard.count("\n") == 1


@pytest.mark.parametrize("module", [autoencoder, illustrator])
def test_missing_data_is_told_in_one_sentence(
    module: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        module.main(["--data", str(tmp_path / "none"), "--out", str(tmp_path / "out")])
    assert ended.value.code == 2
    heard = capsys.readouterr().err
    assert "python -m train." in heard
    assert heard.count("\n") == 1


def test_facts_are_those_of_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert re.fullmatch(r"[0-9a-f]{7,}(\+changes)?|unknown", facts.commit())
    monkeypatch.setattr(facts, "ROOT", tmp_path)
    assert facts.commit() == "unknown"
    said = facts.command("illustrator", ["--out", "my run"])
    assert said == "python -m train.illustrator --out 'my run'"


def test_curves_are_read_by_tensorboard(tmp_path: Path) -> None:
    reader = pytest.importorskip("tensorboard.backend.event_processing.event_accumulator")
    curves = Curves("illustrator", tmp_path, SESSION, database=False)
    curves.add({"loss": 3.0})
    curves.add({"loss": 1.0})
    curves.close(7, 0.5, "done")
    found = reader.EventAccumulator(str(tmp_path)).Reload().Scalars("loss")
    assert [(point.step, point.value) for point in found] == [(7, 2.0)]


def test_a_database_out_of_reach_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("STUDIO_DATABASE_URL", f"sqlite:///{tmp_path}")
    curves = Curves("illustrator", tmp_path / "curves", SESSION, database=True)
    curves.begin(None, 0)
    curves.add({"loss": 1.0})
    curves.close(1, 0.5, "done")
    assert "the training goes on without it." in capsys.readouterr().out


def test_words_keep_their_numbers_when_a_training_goes_on(tmp_path: Path) -> None:
    def make() -> CLIPTokenizer:
        return build_tokenizer(["a fox in a red coat", "a girl rides a horse"] * 5, 800)

    folders = (tmp_path / "run", tmp_path / "out")
    make().save_pretrained(folders[1])
    known = CLIPTokenizer.from_pretrained(folders[1]).get_vocab()
    found = loop.kept_tokenizer(CLIPTokenizer, folders, True, make)
    assert found.get_vocab() == known
    again = loop.kept_tokenizer(CLIPTokenizer, folders[:1], True, make)
    assert again.get_vocab() == known
    assert again("a fox, in a red coat.").input_ids == found("a fox, in a red coat.").input_ids


def test_a_checkpoint_brings_the_random_numbers_back(tmp_path: Path) -> None:
    rng = np.random.default_rng(5)
    save_checkpoint(tmp_path / "c.pt", rng, step=1)
    wanted = rng.random(), torch.rand(1).item()
    other = np.random.default_rng(6)
    state = load_checkpoint(tmp_path / "c.pt", other)
    assert state is not None
    assert (other.random(), torch.rand(1).item()) == wanted
    assert load_checkpoint(tmp_path / "none.pt", other) is None


def test_the_learning_rate_rises_then_falls() -> None:
    rates = [cosine(fraction) for fraction in (0.0, 0.03, 0.5, 1.0)]
    assert rates[0] < rates[1] > rates[2] > rates[3] > 0
    budget = Budget(minutes=1, steps=2)
    budget.tick()
    assert not budget.done
    budget.tick()
    assert budget.done
