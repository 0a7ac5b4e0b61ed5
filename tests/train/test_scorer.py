"""The scorer's trainer: it learns five pairs, a killed training goes on as if it had not been, and
words may come from a published reader."""

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

from core.errors import BadInput
from core.models.dual_encoder import DualEncoder, load_dual
from core.settings import ROOT
from tests.core.models.tiny import make_scorer
from tests.train.conftest import FIVE
from train import loop, scorer
from train.captioning.data import Captioned
from train.scoring import final, measure, pairs, words


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny scorer that has learnt nothing, with the words of the five texts."""
    folder = tmp_path_factory.mktemp("start")
    make_scorer(folder, FIVE.values())
    return folder


def train(five: Path, start: Path, folder: Path, *given: str) -> Path:
    out = folder / "out"
    scorer.main(
        ["--data", str(five), "--start", str(start), "--out", str(out), "--lr", "3e-3",
         "--runs", str(folder / "runs"), "--cache", str(five / "cache"), "--no-database",
         "--smoke", *given]
    )  # fmt: skip
    return out


def test_it_learns_five_pairs(five: Path, start: Path, tmp_path: Path) -> None:
    out = train(five, start, tmp_path, "--steps", "120")
    made = DualEncoder(load_dual(out), words.beside(out))
    seen = made.embed_images([Image.open(five / f"{name}.png") for name in FIVE])
    scores = seen @ made.embed_texts(list(FIVE.values())).T
    assert scores.argmax(0).tolist() == scores.argmax(1).tolist() == [0, 1, 2, 3, 4]
    card = (out / "README.md").read_text()
    assert "| learnt | 5 | 100.0 % | 100.0 % |" in card
    assert "train.scorer --data" in card


def test_a_killed_training_goes_on_with_the_same_losses(
    five: Path, start: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    losses: dict[str, list[float]] = {"whole": [], "parts": []}
    update, which = loop.Training.update, "whole"

    def noted(self: Any, given: dict[str, float], clip: Any = None) -> None:
        if which == "parts" and self.budget.step == 5 and not self.args.resume:
            raise RuntimeError("killed")
        losses[which].append(sum(given.values()))
        update(self, given, clip)

    monkeypatch.setattr(loop.Training, "update", noted)
    given = ("--steps", "8", "--batch", "2", "--every", "-1")  # a checkpoint after every step
    train(five, start, tmp_path / "whole", *given)
    which = "parts"
    with pytest.raises(RuntimeError, match="killed"):
        train(five, start, tmp_path / "parts", *given)
    train(five, start, tmp_path / "parts", *given, "--resume")
    assert losses["parts"] == pytest.approx(losses["whole"], rel=1e-5)
    assert len(set(losses["whole"])) == 8


def test_it_begins_with_the_bundled_encoder(five: Path, tmp_path: Path) -> None:
    """From nothing but the captioner's encoder, whose file it then shares."""
    shared = tmp_path / "models/captioner/encoder.safetensors"
    shared.parent.mkdir(parents=True)
    shutil.copy(ROOT / "starter/captioner/model-00001-of-00003.safetensors", shared)
    out = tmp_path / "models/scorer"
    scorer.main(
        ["--data", str(five), "--out", str(out), "--runs", str(tmp_path / "runs"), "--smoke",
         "--cache", str(tmp_path / "cache"), "--threshold", "1", "--no-database", "--steps", "2",
         "--encoder-file", str(shared)]
    )  # fmt: skip
    assert not (out / "encoder.safetensors").exists()
    config = json.loads((out / "config.json").read_text())
    assert config["encoder"]["file"] == "../captioner/encoder.safetensors"
    assert load_dual(out).config == config


def test_words_may_come_from_a_reader(five: Path, tmp_path: Path) -> None:
    known = ["[PAD]", "[unused0]", "[UNK]", "[CLS]", "[SEP]", "red", "circle", "##s", "été", "!"]
    made = Tokenizer(models.WordPiece({w: i for i, w in enumerate(known)}, unk_token="[UNK]"))
    made.normalizer = normalizers.BertNormalizer(lowercase=True)
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    reader = tmp_path / "reader"
    PreTrainedTokenizerFast(
        tokenizer_object=made, pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]",
        sep_token="[SEP]",
    ).save_pretrained(reader)  # fmt: skip
    config = BertConfig(
        vocab_size=len(known), hidden_size=16, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=16, max_position_embeddings=16,
    )  # fmt: skip
    BertModel(config).save_pretrained(reader)
    tokenizer, table = words.of_reader(reader, 3)
    assert tokenizer.get_vocab() == {
        "[PAD]": 0,
        "[UNK]": 1,
        "red": 2,
        "circle": 3,
        "##s": 4,
        "!": 5,
    }
    assert tokenizer("Red circles, été!")["input_ids"] == [2, 3, 4, 1, 1, 5]
    assert table.shape == (6, 3)
    assert not table[:2].any()
    assert table[2:].square().mean() == pytest.approx(1, rel=1e-4)
    with pytest.raises(BadInput, match="holds no reader with a WordPiece vocabulary"):
        words.of_reader(five, 3)


def test_batches_are_of_one_data_set_or_of_all(tmp_path: Path) -> None:
    def some(name: str, count: int) -> list[Captioned]:
        data = tmp_path / name
        return [
            Captioned(image=data / f"{i}.png", captions=(f"{name} {i}",), data=data)
            for i in range(count)
        ]

    pictures = [*some("photos", 10), *some("drawn", 7)]
    made = pairs.Pairs(pictures, size=5, seed=0, pages={"photos 3": ["A page that tells it."]})
    epochs = [len(made._order(epoch)) for epoch in range(pairs.MIXED)]
    batches = [made[number] for number in range(sum(epochs))]
    kinds = [{int(p) < 10 for p in batch.pictures} for batch in batches]
    assert all(len(kind) == 1 for kind in kinds[: -epochs[-1]])
    assert any(len(kind) == 2 for kind in kinds[-epochs[-1] :])
    assert sorted(p for batch in batches for p in batch.pictures) == sorted(
        number for number in range(17) for _ in range(pairs.MIXED)
    )
    for number, batch in enumerate(batches):
        assert batch.texts == made[number].texts
        for place, picture in enumerate(batch.pictures):
            for text in batch.texts[place * pairs.TEXTS : (place + 1) * pairs.TEXTS]:
                assert text in (pictures[picture].captions[0], "A page that tells it.")
    with pytest.raises(BadInput, match="Two pictures at least"):
        pairs.Pairs(pictures[:1], size=5, seed=0)


def test_tales_are_known_by_their_captions(tmp_path: Path) -> None:
    tale = {"captions": ["A dog runs ."], "pages": [{"picture": 0, "text": "It ran and ran."}]}
    file = tmp_path / "tales.jsonl"
    file.write_text(json.dumps(tale) + "\n")
    assert pairs.read_tales(file) == {"a dog runs": ["It ran and ran."]}
    file.write_text('{"captions": []}\n')
    with pytest.raises(BadInput, match="holds no tales"):
        pairs.read_tales(file)


def test_figures_of_vectors_that_are_known() -> None:
    pictures, texts = np.eye(4, 6), np.eye(4, 6)
    assert measure.figures(pictures, texts, among=2) == {
        "picture to text": 1.0, "text to picture": 1.0, "right": 100.0, "wrong": 0.0, "area": 1.0,
    }  # fmt: skip
    swapped = texts[[1, 0, 2, 3]]
    found = measure.figures(pictures, swapped, among=4)
    assert found["picture to text"] == 0.5
    assert found["right"] == 50.0
    assert found["area"] == pytest.approx((0.5 * (10 + 0.5 * 2) + 0.5 * (0.5 * 10)) / 12)
    assert measure.area(np.array([1.0]), np.array([1.0])) == 0.5


def test_figures_of_a_finished_scorer(
    five: Path, start: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = train(five, start, tmp_path, "--steps", "2")
    rows = [
        {"image": f"{name}.png", "captions": [text, f"{text}."], "split": "dev"}
        for name, text in FIVE.items()
    ]
    (tmp_path / "held").mkdir()
    for name in FIVE:
        shutil.copy(five / f"{name}.png", tmp_path / "held")
    Image.new("RGB", (64, 64), "white").save(tmp_path / "held" / "white.png")
    rows.append({"image": "white.png", "captions": ["nothing but white"], "split": "train"})
    (tmp_path / "held" / "captions.json").write_text(json.dumps(rows))
    given = ["--scorer", str(out), "--data", str(tmp_path / "held"), "--first", "1"]
    found = final.main([*given, "--pages"])
    assert found["n"] == 4
    assert 0 <= found["pages"]["area"] <= 1
    assert json.loads(capsys.readouterr().out.splitlines()[-1]) == found
    with pytest.raises(SystemExit):
        final.main(["--scorer", str(out), "--data", str(five)])
