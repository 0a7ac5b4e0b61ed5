"""The captioners' trainer: every decoder learns five pictures, a killed training goes on as if it
had not been, and what was trained captions by the command that the README names."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image
from tokenizers import Tokenizer, pre_tokenizers
from tokenizers.models import WordLevel
from transformers import GPT2Config, GPT2LMHeadModel, PreTrainedTokenizerFast

from core.models.caption_model import DECODERS, CaptionModel, load_model, save_model
from core.models.dual_encoder import DualEncoder, load_dual, save_dual
from core.models.encoder_decoder import EncoderDecoder
from core.settings import ROOT
from tests.core.models.tiny import make_scorer_of_drawings
from tests.train.conftest import FIVE
from train import captioner, loop
from train.captioning import average, join, reward, words
from train.captioning.calibrate import apply, expected_error, fit, is_right
from train.captioning.nameless import nameless
from train.scoring import join as scoring_join
from train.scoring import words as read_words


@pytest.fixture(scope="module")
def tiny_lm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A GPT-2 of two small layers that knows the words of the five captions."""
    folder = tmp_path_factory.mktemp("lm")
    known = ["<|endoftext|>", *sorted({word for text in FIVE.values() for word in text.split()})]
    made = Tokenizer(WordLevel({word: i for i, word in enumerate(known)}, unk_token=known[0]))
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    PreTrainedTokenizerFast(
        tokenizer_object=made, eos_token=known[0], bos_token=known[0]
    ).save_pretrained(folder)
    config = GPT2Config(
        vocab_size=len(known), n_positions=64, n_embd=64, n_layer=2, n_head=2,
        bos_token_id=0, eos_token_id=0,
    )  # fmt: skip
    torch.manual_seed(0)
    GPT2LMHeadModel(config).save_pretrained(folder)
    return folder


def train(five: Path, folder: Path, *given: str) -> Path:
    out = folder / "out"
    captioner.main(
        ["--data", str(five), "--out", str(out), "--runs", str(folder / "runs"),
         "--cache", str(five / "cache"), "--variants", "0",
         "--no-database", "--smoke", *given]
    )  # fmt: skip
    return out


@pytest.mark.parametrize("decoder", list(DECODERS))
def test_every_decoder_learns_five_pictures(
    five: Path, tiny_lm: Path, tmp_path: Path, decoder: str
) -> None:
    given = ["--lm", str(tiny_lm), "--whole"] if decoder == "lm" else []
    out = train(
        five, tmp_path, "--decoder", decoder, "--steps", "150", "--lr", "3e-3",
        "--smoothing", "0", *given,
    )  # fmt: skip
    pictures = [Image.open(five / f"{name}.png") for name in FIVE]
    said = EncoderDecoder.of_folder(out, words.tokenizer_of).caption(pictures, check=lambda: None)
    assert [result.text for result in said] == list(FIVE.values())
    assert all(0 < result.confidence <= 1 for result in said)
    card = (out / "README.md").read_text(encoding="utf-8")
    assert f"of the kind {decoder}" in card
    assert "pictures it learns from" not in card


def test_a_tail_learns_and_the_encoder_stays(five: Path, tmp_path: Path) -> None:
    out = train(five, tmp_path, "--tail", "0.5", "--steps", "3", "--lr", "1e-2")
    model = load_model(out)
    assert model.tail is not None
    taught, given = model.tail.head.weight, model.encoder.lite.head.weight
    begun = load_model(ROOT / "starter" / "captioner").encoder.lite
    narrow = begun.head.weight.abs().max() / 127
    assert (given - begun.head.weight).abs().max() <= narrow, "stored narrow, not taught"
    assert (taught - given).abs().max() > 2 * narrow
    assert torch.equal(model.encoder.lite.stem.weight, begun.stem.weight)


def test_a_finished_captioner_is_taught_on(five: Path, tmp_path: Path) -> None:
    begun = train(five, tmp_path / "first", "--steps", "3")
    config = json.loads((begun / "config.json").read_text("utf-8"))
    config["calibration"] = {"slope": 1.0, "offset": 0.0}
    (begun / "config.json").write_text(json.dumps(config), encoding="utf-8")
    out = train(five, tmp_path / "second", "--start", str(begun), "--steps", "3")
    assert "Not calibrated" in (out / "README.md").read_text("utf-8")


def test_a_language_models_captions_end_without_a_point_that_stands_apart(tiny_lm: Path) -> None:
    made = words.Words(words.tokenizer_of(tiny_lm), of_lm=True)
    plain = made.encode("a red circle")
    assert made.encode("a red circle .") == plain
    assert made.encode("a red circle.") != plain, "it is part of how this one writes"


def test_a_lora_of_a_language_model_is_merged(five: Path, tiny_lm: Path, tmp_path: Path) -> None:
    given = ("--decoder", "lm", "--lm", str(tiny_lm), "--lora", "4", "--steps", "3")
    out = train(five, tmp_path, *given)
    assert not [name for name in load_model(out).state_dict() if "lora" in name]


def test_a_killed_training_goes_on_with_the_same_losses(
    five: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    losses: dict[str, list[float]] = {"whole": [], "parts": []}
    update, which = loop.Training.update, "whole"

    def noted(self: Any, given: dict[str, float], clip: Any = None) -> None:
        if which == "parts" and self.budget.step == 5 and not self.args.resume:
            raise RuntimeError("killed")
        losses[which].append(sum(given.values()))
        update(self, given, clip)

    monkeypatch.setattr(loop.Training, "update", noted)
    every = ("--every", "-1")  # a checkpoint after every step
    given = ("--steps", "8", "--self-critical", "0.4", "--batch", "2", *every)
    train(five, tmp_path / "whole", *given)
    which = "parts"
    with pytest.raises(RuntimeError, match="killed"):
        train(five, tmp_path / "parts", *given)
    train(five, tmp_path / "parts", *given, "--resume")
    assert losses["parts"] == pytest.approx(losses["whole"], rel=1e-5)


def test_bad_data_are_told_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for given in (["--data", str(tmp_path / "none")], []):
        with pytest.raises(SystemExit) as ended:
            captioner.main(given)
        assert ended.value.code == 2
        assert capsys.readouterr().err.count("\n") == 1


class Touching:
    """What makes a file when it is unpickled."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def __reduce__(self) -> tuple[object, tuple[Path]]:
        return Path.touch, (self.file,)


def test_encoder_weights_with_code_in_them_are_refused(
    five: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    torch.save({"weight": Touching(tmp_path / "ran")}, tmp_path / "evil.pth")
    torch.save({"weight": torch.ones(2)}, tmp_path / "other.pth")
    for file, said in (
        ("evil.pth", "is a pickle that holds more than weights"),
        ("other.pth", "holds no EfficientNet-Lite2"),
    ):
        with pytest.raises(SystemExit):
            train(five, tmp_path, "--encoder-weights", str(tmp_path / file))
        told = capsys.readouterr().err.strip().splitlines()[-1]
        assert file in told
        assert said in told
    assert not (tmp_path / "ran").exists()


def test_a_table_of_five_pictures_end_to_end(five: Path, tmp_path: Path) -> None:
    """The README's two commands."""
    environment = {**os.environ, "STUDIO_DATA_DIR": str(tmp_path / "data")}

    def run(*given: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", *given], cwd=ROOT, env=environment, capture_output=True,
            text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout

    out = tmp_path / "my-captioner"
    run("train.captioner", "--data", str(five / "stories.txt"), "--decoder", "lstm",
        "--steps", "120", "--lr", "3e-3", "--variants", "0", "--smoothing", "0",
        "--no-database", "--cache", str(five / "cache"), "--runs", str(tmp_path / "runs"),
        "--out", str(out))  # fmt: skip
    picture = five / "red-circle.png"
    rows = json.loads(run("studio", "caption", str(picture), "--model", str(out), "--json"))
    assert rows[0]["caption"] == FIVE["red-circle"]


def test_rewards_prefer_what_the_references_say() -> None:
    references = [[[5, 6, 7, 8], [5, 6, 9]], [[10, 11, 12], [10, 11, 13]], [[5, 14], [14, 15]]]
    rewards = reward.Reward(references, end=2)
    right, other = rewards(0, [5, 6, 7, 8]), rewards(0, [10, 11, 12])
    assert right > rewards(0, [5, 6]) > other == 0
    gains = reward.advantages(np.array([[3.0, 1.0, 2.0]]))
    assert gains.tolist() == [[1.5, -1.5, 0.0]]
    assert reward.said_of(torch.tensor([[5, 2, 0], [5, 6, 7]]), 2) == [[5], [5, 6, 7]]


def test_confidence_is_a_chance() -> None:
    rng = np.random.default_rng(0)
    scores = rng.normal(-1, 0.5, 4000)
    right = (rng.random(4000) < 1 / (1 + np.exp(-(3 * scores + 2)))).astype(float)
    curve = fit(scores[::2], right[::2])
    assert curve["slope"] == pytest.approx(3, abs=0.4)
    assert expected_error(apply(curve, scores[1::2]), right[1::2]) < 0.05
    assert is_right("two dogs running", ["a dog runs on grass", "the dog is running"])
    assert not is_right("a cat sleeping", ["a dog runs on grass"])


def test_names_are_not_learnt() -> None:
    known = {"waits", "the", "bus", "hen", "and"}
    assert nameless("Sindi waits for Mom.", known) == "a child waits for a woman."
    assert nameless("The mother hen and Tim Tom wait.", known) == "the mother hen and a child wait."


def test_words_are_known_by_their_mentions() -> None:
    made = words.of_texts(["A dog runs.", "a dog, a cat!"], threshold=2, extra=["unicorn"])
    assert made.decode(made.encode("A DOG runs.")) == "a dog"
    assert made.encode("a unicorn.") == made.encode("A unicorn")
    assert made.unknown in made.encode("a cat")


def test_a_gate_tells_two_kinds_apart() -> None:
    torch.manual_seed(0)
    photos, drawings = torch.rand(60, 20), torch.rand(40, 20)
    drawings[:, 3] += 1.5
    gate = join.fitted(photos, drawings)
    assert (gate(photos) < 0).float().mean() > 0.95
    assert (gate(drawings) > 0).float().mean() > 0.95


def test_a_scorer_learns_beside_it_on_the_same_last_stages(five: Path, tmp_path: Path) -> None:
    """A captioner of drawings, grown by new words, joined with one of photos; then the scorer."""
    scorer, models = tmp_path / "scorer", tmp_path / "models"
    make_scorer_of_drawings(scorer, FIVE.values())
    circles = shutil.copytree(five, tmp_path / "circled") / "circles.txt"
    rows = (f"{name}.png\t{text}\n" for name, text in FIVE.items() if "circle" in name)
    circles.write_text("".join(rows), encoding="utf-8")
    first = train(circles, tmp_path / "first", "--steps", "2", "--tail", "0.5", "--zoom", "0.2",
                  "--cache", str(five / "cache"))  # fmt: skip
    one_encoder = load_dual(scorer)
    one_encoder.encoder.load_state_dict(load_model(first).encoder.state_dict())
    save_dual(one_encoder, scorer)
    known = len(words.of_folder(first, of_lm=False))
    second = train(five / "stories.txt", tmp_path / "second", "--start", str(first), "--grow",
                   "--tail", "0.5", "--scorer", str(scorer), "--steps", "60", "--lr", "2e-3",
                   "--captions", "1", "--blank", "0.1", "--cache", str(five / "cache"))  # fmt: skip
    grown = words.of_folder(second, of_lm=False)
    assert len(grown) > known
    assert grown.unknown not in grown.encode(FIVE["black-square"])
    assert load_model(second).decoder.embed.weight.shape[0] == len(grown)

    table = five / "stories.txt"
    pair = ["--photos", str(first), "--drawings", str(second), "--out", str(models / "captioner")]
    with pytest.raises(SystemExit):
        join.main(pair)
    data = ["--of-photos", str(table), "--of-drawings", str(table), "--cache", str(five / "cache")]
    found = join.main([*pair, *data])
    judged = ["--reranker", "scorer", "--weight", "0.7"]
    again = join.main([*pair, *judged, "--gate", str(models / "captioner")])
    assert again == pytest.approx(found, nan_ok=True)

    scoring_join.main(["--scorer", str(scorer), "--head", str(second / "scorer"),
                       "--captioner", str(models / "captioner"),
                       "--out", str(models / "scorer")])  # fmt: skip
    made = load_dual(models / "scorer")
    assert made.config["drawn"]["file"].startswith("../captioner/drawings/")
    assert made.gate is not None
    made.gate.weight.data.zero_()
    made.gate.bias.data.fill_(1.0)
    one = DualEncoder(made, read_words.beside(models / "scorer"))
    seen = one.embed_images([Image.open(five / f"{name}.png") for name in FIVE])
    scores = seen @ one.embed_texts(list(FIVE.values())).T
    assert (scores.argmax(0) == range(5)).mean() >= 0.8
    reranker = EncoderDecoder.of_folder(models / "captioner", words.tokenizer_of).speaker.reranker
    assert reranker is not None
    assert reranker.weight == 0.7


def test_two_captioners_are_averaged(tmp_path: Path) -> None:
    made = words.of_texts(["a dog and a cat"], threshold=1)
    config = {
        "architectures": ["StudioCaptioner"],
        "encoder": {"kind": "efficientnet-lite2"},
        "decoder": {"kind": "lstm", "words": len(made), "width": 16},
        "calibration": {"slope": 1.0, "offset": 0.0},
    }
    models = [CaptionModel(config) for _ in range(2)]
    models[1].encoder.load_state_dict(models[0].encoder.state_dict())
    models[1].give_tail()
    models[1].tail.head.bias.data += 1.0
    for name, model in zip("ab", models, strict=True):
        save_model(model, tmp_path / name)
        made.save(tmp_path / name)
    average.main([str(tmp_path / "a"), str(tmp_path / "b"), "--share", "0.25",
                  "--length-power", "1", "--out", str(tmp_path / "c")])  # fmt: skip
    mixed = load_model(tmp_path / "c")
    one, two = (model.decoder.out.weight for model in models)
    assert torch.allclose(mixed.decoder.out.weight, 0.75 * one + 0.25 * two, atol=1e-3)
    begun = models[0].encoder.lite.head.bias
    assert torch.allclose(mixed.tail.head.bias, begun + 0.25, atol=1e-2), "the encoder's, moved"
    assert mixed.search.length_power == 1
    assert "calibration" not in mixed.config
