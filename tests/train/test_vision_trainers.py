"""The trainers of the models that look: does the loss fall, does what they save load again?"""

import json
import random
from pathlib import Path

import numpy as np
import pytest
import torch

from train import captioner, evaluate_vision, judge, scorer
from train.augment import augment, patch_shares, strange
from train.common import (
    ATTRIBUTES,
    Budget,
    Heads,
    WorldData,
    cosine,
    load_checkpoint,
    save_checkpoint,
)
from train.vision_metrics import (
    area_under_curve,
    attribute_shares,
    attributes_in,
    bleu4,
    ordering,
    recall_at_1,
)
from train.wording import build_clip_tokenizer, corpus, labels_said, one_wrong, vary
from train.world.dataset import render
from train.world.scene import attributes, canonical, captions, sample


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("world")
    render("train", n=64, size=96, seed=3, out=folder, processes=1)
    render("test", n=16, size=96, seed=3, out=folder / "test", processes=1)
    return folder


@pytest.fixture(scope="module")
def trained(world: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All three trainers' smoke runs."""
    out = tmp_path_factory.mktemp("trained")
    data = ["--data", str(world), "--smoke"]
    runs = ["--runs", str(out / "runs/scorer")]
    scorer.main([*data, *runs, "--out", str(out / "scorer"), "--stories", str(out / "none")])
    captioner.main([*data, "--out", str(out / "captioner"), "--runs", str(out / "runs/captioner")])
    judge.main([*data, "--out", str(out / "judge")])
    return out


def first_and_last(text: str, trainer: str) -> tuple[dict[str, float], dict[str, float]]:
    line = next(line for line in text.splitlines() if line.startswith(f"[{trainer}] loss "))
    first, last = line.split("] loss ", 1)[1].split(" -> ")
    read = [json.loads(part[: part.index("}") + 1].replace("'", '"')) for part in (first, last)]
    return read[0], read[1]


def test_the_losses_fall(world: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    judge.main(["--data", str(world), "--smoke", "--out", str(tmp_path)])
    first, last = first_and_last(capsys.readouterr().out, "judge")
    assert last["loss"] < first["loss"]


def test_what_was_trained_loads_and_is_measured(
    world: Path, trained: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    result = evaluate_vision.main(
        ["--data", str(world), "--n", "8", "--captioner", str(trained / "captioner"),
         "--scorer", str(trained / "scorer"), "--photos", str(trained / "none")]
    )  # fmt: skip
    assert json.loads(capsys.readouterr().out.splitlines()[-1]) == result
    assert set(result) >= {"n", "captioner", "scorer"}
    assert result["n"] == 8


def test_the_judge_answers_with_words(world: Path, trained: Path) -> None:
    net = judge.load_judge(trained / "judge/judge.safetensors")
    answers = judge.judge(WorldData(world).images[:3], net)
    assert all(answer[name] in ATTRIBUTES[name] for answer in answers for name in ATTRIBUTES)


def test_a_missing_judge_says_how_to_train_it(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"python -m train\.judge"):
        judge.load_judge(tmp_path / "judge.safetensors")


def test_training_goes_on_where_it_stopped(world: Path, tmp_path: Path) -> None:
    common = ["--data", str(world), "--smoke", "--out"]
    judge.main([*common, str(tmp_path / "whole"), "--steps", "6"])
    judge.main([*common, str(tmp_path / "parts"), "--steps", "3"])
    state = torch.load(tmp_path / "parts/checkpoint.pt", weights_only=True)
    assert state["budget"]["step"] == 3
    judge.main([*common, str(tmp_path / "parts"), "--steps", "6", "--resume"])
    state = torch.load(tmp_path / "parts/checkpoint.pt", weights_only=True)
    assert state["budget"]["step"] == 6


def test_a_checkpoint_brings_the_random_numbers_back(tmp_path: Path) -> None:
    rng = np.random.default_rng(5)
    save_checkpoint(tmp_path / "c.pt", rng, step=1)
    wanted = rng.random(), torch.rand(1).item()
    other = np.random.default_rng(6)
    state = load_checkpoint(tmp_path / "c.pt", other)
    assert state is not None
    assert (other.random(), torch.rand(1).item()) == wanted
    assert load_checkpoint(tmp_path / "none.pt", other) is None


def test_the_tokenizer_reads_commas_strange_letters_and_whole_words() -> None:
    tokenizer = build_clip_tokenizer(corpus(random.Random(0), 400), 1500)
    end = tokenizer.eos_token_id
    assert end != 2
    for text in ("A fox, in a red coat.", "Ünïcode “quotes” 42 – !"):
        ids = tokenizer(text).input_ids
        assert ids[-1] == end
        assert end not in ids[:-1]
    assert len(tokenizer("a fox in a red coat").input_ids) == 8
    assert tokenizer("FOX").input_ids == tokenizer("fox").input_ids
    assert tokenizer.model_max_length == 77


def test_captions_are_read_back_into_their_attributes() -> None:
    rng = random.Random(1)
    for _ in range(200):
        scene = sample(rng, "train")
        truth = attributes(scene) | {}
        truth.pop("style")
        for number in (0, 3, 4, 5):
            assert attributes_in(captions(scene)[number]) == truth, captions(scene)[number]
    shares = attribute_shares([canonical(scene)], [attributes(scene)])
    assert shares["all"] == 1.0


def test_wordings_are_labelled_by_what_they_say() -> None:
    rng = random.Random(2)
    scene = sample(rng, "train")
    texts = [vary(scene, rng, ["Tom ran home."]) for _ in range(300)]
    assert len({text for text, _ in texts}) > 100
    for text, labels in texts:
        named = labels[0] < len(ATTRIBUTES["character"])
        assert named == (scene.character in text)
    assert labels_said(scene, ATTRIBUTES) == [
        ATTRIBUTES[name].index(getattr(scene, name)) for name in ATTRIBUTES
    ]
    changed = attributes(one_wrong(scene, rng))
    assert sum(changed[name] != getattr(scene, name) for name in ATTRIBUTES) == 1


def test_augmenting_moves_the_box_with_its_hero() -> None:
    rng = np.random.default_rng(0)
    images = np.zeros((32, 96, 96, 3), dtype=np.uint8)
    images[:, 30:60, 20:50] = 255
    boxes = np.tile(np.array([20, 30, 50, 60], dtype=np.float32) / 96, (32, 1))
    pictures, moved = augment(images, boxes, rng, blur=0, jpeg=0, move=0.1)
    assert pictures.shape == (32, 3, 96, 96)
    for picture, box in zip(pictures, moved, strict=True):
        x0, y0, x1, y1 = (box * 96).round().int().tolist()
        assert picture[:, y0 + 2 : y1 - 2, x0 + 2 : x1 - 2].mean() > 0.7
    shares = patch_shares(moved, 6)
    assert torch.allclose(shares.sum(1), torch.ones(32))
    odd = strange(pictures[:8], rng)
    assert odd.shape == (8, 3, 96, 96)
    assert odd.isfinite().all()


def test_the_figures_are_right_on_known_answers() -> None:
    assert bleu4(["a fox in a red coat"], [["a fox in a red coat"]]) == pytest.approx(1.0)
    assert area_under_curve([3.0, 2.0], [1.0, 2.0]) == pytest.approx(0.875)
    eye = torch.eye(4)
    assert recall_at_1(eye, eye, 2) == 1.0
    assert ordering(eye, eye, 0.5 * eye, 0 * eye) == 1.0
    heads = Heads(4)
    assert heads.hits(torch.zeros(2, 4), torch.zeros(2, 8, dtype=torch.long)).shape == (2, 8)


def test_the_learning_rate_rises_then_falls() -> None:
    rates = [cosine(fraction) for fraction in (0.0, 0.03, 0.5, 1.0)]
    assert rates[0] < rates[1] > rates[2] > rates[3] > 0
    budget = Budget(minutes=1, steps=2)
    budget.tick()
    assert not budget.done
    budget.tick()
    assert budget.done


def test_missing_pictures_say_how_to_draw_them(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"train\.world\.dataset"):
        WorldData(tmp_path)
