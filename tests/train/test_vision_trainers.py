"""The trainers of the models that look: does the loss fall, does what they save load again?"""

import contextlib
import io
import json
import random
import re
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
import torch
from transformers import BlipForConditionalGeneration, CLIPModel, CLIPTokenizer

from db.session import Database
from db.trainings import Trainings
from tests.train.conftest import fall
from train import (
    autoencoder,
    captioner,
    evaluate_vision,
    facts,
    illustrator,
    judge,
    loop,
    scorer,
    scorer_vision,
    writer,
)
from train.augment import augment, normalise, patch_shares, plain, strange
from train.captioner_model import SIZE, make_config, make_tokenizer
from train.common import (
    ATTRIBUTES,
    Budget,
    Heads,
    PictureHeads,
    WorldData,
    cosine,
    labels_of,
    load_checkpoint,
    save_checkpoint,
)
from train.curves import Curves
from train.vision_metrics import (
    area_under_curve,
    attribute_shares,
    attributes_in,
    bleu4,
    ordering,
    recall_at_1,
    truths_of,
)
from train.wording import build_clip_tokenizer, corpus, labels_said, one_wrong, vary
from train.world.scene import VOCABULARY, attributes, canonical, captions, sample


@pytest.fixture(scope="module")
def trained(world: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """All three trainers' smoke runs: their folder, and what they printed."""
    out = tmp_path_factory.mktemp("trained")
    data = ["--data", str(world), "--smoke", "--threads", "1"]
    runs = ["--runs", str(out / "runs/scorer"), "--out", str(out / "scorer"), "--batch", "16"]
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        judge.main([*data, "--out", str(out / "judge")])
        captioner.main(
            [*data, "--out", str(out / "captioner"), "--runs", str(out / "runs/captioner"),
             "--batch", "12"]
        )  # fmt: skip
        scorer.main([*data, *runs, "--stories", str(out / "none")])
    return out, said.getvalue()


@pytest.mark.parametrize("trainer", ["judge", "captioner", "scorer/text", "scorer/vision"])
def test_the_losses_fall(trained: tuple[Path, str], trainer: str) -> None:
    first, last = fall(trained[1], trainer)
    assert 0 < last < first


def test_what_was_trained_loads_and_is_measured(
    world: Path, trained: tuple[Path, str], capsys: pytest.CaptureFixture[str]
) -> None:
    out = trained[0]
    result = evaluate_vision.main(
        ["--data", str(world), "--n", "8", "--captioner", str(out / "captioner"),
         "--scorer", str(out / "scorer"), "--photos", str(out / "none")]
    )  # fmt: skip
    assert json.loads(capsys.readouterr().out.splitlines()[-1]) == result
    assert set(result) >= {"n", "captioner", "scorer"}
    assert result["n"] == 8


def test_the_cards_say_how_it_was_trained(world: Path, trained: tuple[Path, str]) -> None:
    for name in ("captioner", "judge", "scorer"):
        card = (trained[0] / name / "README.md").read_text(encoding="utf-8")
        assert f"`python -m train.{name} --data {world} --smoke" in card
        assert f"data {WorldData(world).sha()}" in card
        assert "commit " in card
        assert "seed 0" in card
        assert "minutes of wall time" in card
    assert card.count("- `python -m train.scorer") == 2


def test_facts_are_those_of_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert re.fullmatch(r"[0-9a-f]{7,}(\+changes)?|unknown", facts.commit())
    monkeypatch.setattr(facts, "ROOT", tmp_path)
    assert facts.commit() == "unknown"
    assert facts.command("judge", ["--out", "my run"]) == "python -m train.judge --out 'my run'"


def test_the_curves_reach_the_database(trained: tuple[Path, str], own_database: Path) -> None:
    trainings = Trainings(Database(f"sqlite:///{own_database / 'studio.db'}"))
    (run,) = trainings.runs("captioner")
    assert run.state == "done"
    assert run.command.startswith("python -m train.captioner")
    curves = trainings.curves(run.id)
    assert set(curves) >= {"loss/words", "loss/pooled", "held out/bleu4"}
    assert curves["loss/words"][-1].step == 30


def test_the_judge_answers_with_words(world: Path, trained: tuple[Path, str]) -> None:
    net = judge.load_judge(trained[0] / "judge/judge.safetensors")
    answers = judge.judge(WorldData(world).images[:3], net)
    for answer in answers:
        assert all(answer[name] in ATTRIBUTES[name] for name in PictureHeads.AROUND)
        assert 1 <= len(answer["cast"]) <= 3
        for who, coat in answer["cast"].items():
            assert who in ATTRIBUTES["character"]
            assert coat in ATTRIBUTES["colour"]


def test_the_judge_looks_where_the_figures_stand(world: Path) -> None:
    data = WorldData(world)
    windows = judge.windows_of(data)
    for row in range(len(data)):
        count = len(data.scene(row).cast)
        for window, box in zip(windows[row], data.boxes[row], strict=True):
            middle = (box[:2] + box[2:]) / 2
            inside = window[0] < middle[0] < window[2] and window[1] < middle[1] < window[3]
            assert inside or not window.any()
        assert [window.any() for window in windows[row]] == [n < count for n in range(3)]
        layout = int(judge.layouts_of(torch.from_numpy(windows[row : row + 1])))
        assert len(judge.LAYOUTS[layout]) == count


def test_a_mirrored_picture_has_the_mirrored_layout() -> None:
    windows = torch.tensor([[judge.window(80.0, True), [0.0] * 4, [0.0] * 4]])
    mirrored = windows.clone()
    mirrored[:, 0, 0], mirrored[:, 0, 2] = 1 - windows[:, 0, 2], 1 - windows[:, 0, 0]
    assert [int(judge.layouts_of(boxes)) for boxes in (windows, mirrored)] == [0, 2]


def test_the_captioners_tower_is_the_scorers_start(world: Path) -> None:
    torch.manual_seed(0)
    data = WorldData(world)
    small = data.small(SIZE)
    theirs = BlipForConditionalGeneration(make_config(make_tokenizer(data), smoke=False)).eval()
    tokenizer = build_clip_tokenizer(corpus(random.Random(0), 300), 1500)
    ours = CLIPModel(scorer.make_config(tokenizer, smoke=False)).eval()
    pixels = normalise(plain(small[:8]))
    with torch.no_grad():
        wanted = theirs.vision_model(pixel_values=pixels).last_hidden_state
        scorer_vision.start_from_captioner(ours, theirs, small)
        found = ours.vision_model.post_layernorm(
            ours.vision_model(pixel_values=pixels).last_hidden_state
        )
    assert torch.cosine_similarity(found, wanted, dim=-1).mean() > 0.9


def test_a_missing_judge_says_how_to_train_it(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"python -m train\.judge"):
        judge.load_judge(tmp_path / "judge.safetensors")


def test_training_goes_on_where_it_stopped(world: Path, tmp_path: Path) -> None:
    given = ["--data", str(world), "--smoke", "--threads", "1", "--no-database", "--out"]
    judge.main([*given, str(tmp_path), "--steps", "2"])
    state = torch.load(tmp_path / "checkpoint.pt", weights_only=True)
    assert state["budget"]["step"] == 2
    judge.main([*given, str(tmp_path), "--steps", "4", "--resume"])
    state = torch.load(tmp_path / "checkpoint.pt", weights_only=True)
    assert state["budget"]["step"] == 4
    assert [session["steps"] for session in state["sessions"]] == [2, 2]
    card = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert "Resumed once; 4 steps" in card


def test_a_checkpoint_without_sessions_is_gone_on_with(world: Path, tmp_path: Path) -> None:
    given = ["--data", str(world), "--smoke", "--threads", "1", "--no-database", "--out"]
    judge.main([*given, str(tmp_path), "--steps", "1"])
    path = tmp_path / "checkpoint.pt"
    state = torch.load(path, weights_only=True)
    del state["sessions"], state["run"], state["rng"]["cuda"]
    torch.save(state, path)
    judge.main([*given, str(tmp_path), "--steps", "2", "--resume"])
    assert "a command that was not kept" in (tmp_path / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("module", [autoencoder, captioner, illustrator, judge, scorer, writer])
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


@pytest.mark.parametrize("module", [autoencoder, captioner, illustrator, judge, scorer])
def test_missing_data_is_told_in_one_sentence(
    module: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["--data", str(tmp_path / "none"), "--out", str(tmp_path / "out")]
    if module is scorer:
        given += ["--stage", "vision", "--runs", str(tmp_path / "runs")]
    with pytest.raises(SystemExit) as ended:
        module.main(given)
    assert ended.value.code == 2
    heard = capsys.readouterr().err
    assert "python -m train." in heard
    assert heard.count("\n") == 1


def test_curves_are_read_by_tensorboard(tmp_path: Path) -> None:
    reader = pytest.importorskip("tensorboard.backend.event_processing.event_accumulator")
    session = {"command": "c", "commit": "c", "seed": 0, "data": "d", "device": "cpu"}
    curves = Curves("judge", tmp_path, session, database=False)
    curves.add({"loss": 3.0})
    curves.add({"loss": 1.0})
    curves.close(7, 0.5, "done")
    found = reader.EventAccumulator(str(tmp_path)).Reload().Scalars("loss")
    assert [(point.step, point.value) for point in found] == [(7, 2.0)]


def test_a_database_out_of_reach_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("STUDIO_DATABASE_URL", f"sqlite:///{tmp_path}")
    session = {"command": "c", "commit": "c", "seed": 0, "data": "d", "device": "cpu"}
    curves = Curves("judge", tmp_path / "curves", session, database=True)
    curves.begin(None, 0)
    curves.add({"loss": 1.0})
    curves.close(1, 0.5, "done")
    assert "the training goes on without it." in capsys.readouterr().out


def test_words_keep_their_numbers_when_a_training_goes_on(tmp_path: Path) -> None:
    def make() -> CLIPTokenizer:
        return build_clip_tokenizer(corpus(random.Random(0), 300), 1500)

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
        truth = truths_of(attributes(scene))
        for number in (0, 3, 4, 5):
            assert attributes_in(captions(scene)[number]) == truth, captions(scene)[number]
    shares = attribute_shares([canonical(scene)], [attributes(scene)])
    assert shares["all"] == 1.0


def test_wordings_are_labelled_by_what_they_say() -> None:
    rng = random.Random(2)
    scene = sample(rng, "train")
    texts = [vary(scene, rng, ["Tom ran home."]) for _ in range(300)]
    assert len({text for text, _ in texts}) > 100
    style = list(ATTRIBUTES).index("style")
    for text, labels in texts:
        said = any(words in text for words in VOCABULARY["style"][scene.style])
        assert said == (labels[style] < len(ATTRIBUTES["style"])), text
    assert labels_said(scene, ATTRIBUTES) == [
        ATTRIBUTES[name].index(getattr(scene, name)) for name in ATTRIBUTES
    ]
    changed = attributes(one_wrong(scene, rng))
    assert sum(changed[name] != getattr(scene, name) for name in ATTRIBUTES) == 1


def test_augmenting_moves_the_box_with_its_hero() -> None:
    rng = np.random.default_rng(0)
    images = np.zeros((32, 96, 96, 3), dtype=np.uint8)
    images[:, 30:60, 20:50] = 255
    box = np.array([20, 30, 50, 60], dtype=np.float32) / 96
    boxes = np.tile(np.stack([box, 0 * box, 0 * box]), (32, 1, 1))
    pictures, moved = augment(images, boxes, rng, blur=0, jpeg=0, move=0.1)
    moved = moved[:, 0]
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
    assert heads.hits(torch.zeros(2, 4), torch.zeros(2, 12, dtype=torch.long)).shape == (2, 12)
    labels = torch.tensor([labels_of(attributes(sample(random.Random(3), "train")))])
    assert PictureHeads(4).hits(torch.zeros(1, 4), labels).shape == (1, len(PictureHeads.NAMES))


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
