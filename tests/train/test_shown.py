"""A captioner of drawn scenes that also learns to name who, act and place."""

import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from core.errors import BadInput
from core.models.caption_model import load_model
from train import captioner
from train.captioning import drawn
from train.captioning.data import Captioned, read
from train.captioning.shown import UNNAMED, Shown


@pytest.fixture(scope="module")
def scenes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("scenes")
    with pytest.MonkeyPatch.context() as patch:
        given = ["drawn", "--n", "6", "--held-out", "2", "--odd", "0.5", "--out", str(folder)]
        patch.setattr(sys, "argv", given)
        drawn.main()
    return folder


def test_what_is_shown_is_learnt(scenes: Path) -> None:
    pictures, _ = read([str(scenes)])
    torch.manual_seed(0)
    shown = Shown(pictures, channels=8, places=9)
    features = torch.randn(len(pictures), 9, 8)
    numbers = np.arange(len(pictures))
    learning = torch.optim.AdamW(shown.parameters(), lr=3e-3)
    losses = []
    for _ in range(40):
        loss = shown(features, numbers)
        learning.zero_grad()
        loss.backward()
        learning.step()
        losses.append(loss.item())
    assert losses[-1] < 0.5 * losses[0]
    shown.eval()
    for name, logits in shown.named(features).items():
        known = shown._right[name] != UNNAMED
        assert (logits.argmax(1) == shown._right[name])[known].all(), name


def test_it_learns_beside_a_captioner(
    scenes: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    captioner.main(
        ["--data", str(scenes), "--out", str(out), "--runs", str(tmp_path / "runs"),
         "--cache", str(tmp_path / "cache"), "--variants", "0", "--no-database", "--smoke",
         "--tail", "0.5", "--shown", "--steps", "2"]
    )  # fmt: skip
    assert "shown: subject" in capsys.readouterr().out
    model = load_model(out)
    assert not any("shown" in name for name in model.state_dict())


@pytest.mark.parametrize(
    ("given", "told"),
    [(["--tail", "0.5"], "holds no drawn scenes"), ([], "so it needs --tail")],
)
def test_what_it_cannot_be_used_with_is_refused(
    given: list[str], told: str, five: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folders = ["--out", str(tmp_path / "out"), "--runs", str(tmp_path / "runs"),
               "--cache", str(five / "cache")]  # fmt: skip
    with pytest.raises(SystemExit):
        captioner.main(["--data", str(five), *folders, "--variants", "0", "--no-database",
                        "--smoke", "--shown", *given])  # fmt: skip
    assert told in capsys.readouterr().err


def test_a_table_without_scenes_is_refused(tmp_path: Path) -> None:
    (tmp_path / "captions.json").write_text('[{"image": "a.png", "captions": ["a dog"]}]')
    picture = Captioned(image=tmp_path / "a.png", captions=("a dog",), data=tmp_path)
    with pytest.raises(BadInput, match="doesn't say what its pictures show"):
        Shown([picture], channels=8, places=9)
