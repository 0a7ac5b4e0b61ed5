"""The writers' trainer: a tiny Llama learns five stories from their answers alone, a stopped
training goes on as if it had not been, and the adapter writes in the studio."""

import json
import os
import signal
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file
from torch.nn import functional as F

from core.errors import BadInput
from core.models.adapters import WEIGHTS
from core.models.device import DevicePlan
from core.models.loading import load
from core.models.precision import has_int8
from core.models.registry import Catalog
from core.settings import Settings
from db.session import Database
from db.trainings import Trainings
from train import bases, cli, loop, writer
from train.writing import answers, data, fits, sample_data, tokens
from train.writing.data import Story

FIVE = {
    "a fox in the snow": "The fox lost a mitten, and a friend came by with two.",
    "an owl on a hill": "The owl heard a song and did not sleep until the stars came out.",
    "a bear by the sea": "The bear waited by the sea until the sea came to him.",
    "a cat in a garden": "One day the cat sat on a song, and nobody heard it again.",
    "a mouse on a hill": "The mouse came out, saw the moon, and said: not today.",
}
TALK = Story(
    messages=(
        {"role": "system", "content": "You tell stories."},
        {"role": "user", "content": "Begin."},
        {"role": "assistant", "content": "One day a fox came."},
        {"role": "user", "content": "And then?"},
        {"role": "assistant", "content": "It went."},
    )
)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Llama of two small layers, made from nothing."""
    return sample_data.tiny_base(tmp_path_factory.mktemp("base"))


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five captions with their stories."""
    file = tmp_path_factory.mktemp("five") / "five.json"
    rows = [{"caption": caption, "story": story} for caption, story in FIVE.items()]
    file.write_text(json.dumps(rows), encoding="utf-8")
    return file


def train(base: Path, file: Path, folder: Path, *given: str) -> Path:
    """Runs the trainer; returns the adapter's folder."""
    out = folder / "out"
    writer.main(
        ["--base", str(base), "--data", str(file), "--out", str(out), "--runs",
         str(folder / "runs"), "--no-database", *given]
    )  # fmt: skip
    return out


def told(folder: Path, dtype: str = "float32") -> list[str]:
    """What a writer in a folder tells of the five captions, asked as the studio asks."""
    catalog = Catalog.load()
    catalog.choose("starter", "writer", str(folder))
    chosen = catalog.preset("starter").models["writer"]
    model = load(catalog, chosen, DevicePlan(device="cpu", dtype=dtype, why="A test."))
    texts = []
    for caption, story in FIVE.items():
        asked = data.story_of({"caption": caption, "story": story}, "here")
        assert asked is not None
        (reply,) = model.talk().answers(
            list(asked.messages[:1]), seeds=[0], max_new_tokens=60, temperature=0, top_p=1,
            check=lambda: None,
        )  # fmt: skip
        texts.append(reply.text)
    return texts


def test_five_stories_are_learnt_and_told_in_the_studio(
    base: Path, five: Path, tmp_path: Path
) -> None:
    before = told(base)
    out = train(
        base, five, tmp_path, "--steps", "160", "--rank", "64", "--lr", "5e-3", "--batch", "5",
        "--dropout", "0", "--licence", "CC0-1.0", "--attribution", "Told by nobody",
    )  # fmt: skip
    assert told(out) == list(FIVE.values()) != before
    if has_int8():
        assert told(out, "int8") == list(FIVE.values())
    card = (out / "README.md").read_text(encoding="utf-8")
    assert "license: CC0-1.0\n" in card
    assert "Told by nobody." in card
    assert "that it learnt from (too few to hold some back)" in card
    assert {file.name for file in out.iterdir()} == {"README.md", "adapter_config.json", WEIGHTS}


def test_only_answers_are_learnt(base: Path) -> None:
    tokenizer = bases.tokenizer(bases.find(str(base)))
    made = tokens.encode(TALK, tokenizer)
    assert tokenizer.decode(made.ids).startswith("<|begin|>system\nYou tell stories.<|end|>")
    assert tokenizer.decode(made.ids[made.learnt]) == "One day a fox came.<|end|>It went.<|end|>"
    whole = tokens.encode(Story(text="A plain text."), tokenizer)
    assert tokenizer.decode(whole.ids[whole.learnt]) == "A plain text.<|end|>"


def test_the_loss_is_that_of_answers_and_the_head_sees_no_more(base: Path) -> None:
    found = bases.find(str(base))
    tokenizer, model = bases.tokenizer(found), bases.load(found)
    rows = [tokens.encode(story, tokenizer) for story in (TALK, Story(text="A fox."))]
    batch = tokens.batch_of(rows, pad=0)
    seen: list[int] = []
    model.lm_head.register_forward_hook(lambda _, given, __: seen.append(given[0].numel() // 128))
    with torch.inference_mode():
        loss = answers.loss(model, batch)
        total, count = 0.0, 0
        for row in rows:
            ids = torch.from_numpy(row.ids)
            logits = model(input_ids=ids[None]).logits[0, :-1].float()
            kept = torch.from_numpy(row.learnt[1:])
            total += float(F.cross_entropy(logits[kept], ids[1:][kept], reduction="sum"))
            count += int(kept.sum())
    assert float(loss) == pytest.approx(total / count, rel=0.02)  # half precision
    assert seen[0] == count < sum(len(row.ids) for row in rows)
    measured = answers.measured(model, rows, size=1, pad=0, device=torch.device("cpu"))
    assert measured["loss"] == pytest.approx(total / count, rel=0.02)


def test_lengths_are_alike_and_every_row_comes_once(base: Path) -> None:
    tokenizer = bases.tokenizer(bases.find(str(base)))
    stories = [Story(text="fox " * (1 + 7 * number % 40)) for number in range(50)]
    rows, _ = tokens.encoded(stories, tokenizer, 1000)
    batches = tokens.Batches(rows, size=4, pad=0, seed=3)
    again = tokens.Batches(rows, size=4, pad=0, seed=3)
    shown = [batches[number].ids for number in range(batches.epoch)]
    assert sum(len(ids) for ids in shown) == 50
    assert sum(len(row.ids) for row in rows) / sum(ids.numel() for ids in shown) > 0.85
    assert torch.equal(batches[16].ids, again[16].ids)
    later = sorted(len(batches[batches.epoch + number].ids) for number in range(batches.epoch))
    assert later == sorted(len(ids) for ids in shown)


STEPS = ("--steps", "8", "--dropout", "0.2", "--batch", "2", "--every", "-1", "--rank", "4")


@pytest.mark.parametrize("how", ["killed", "SIGTERM"])
def test_a_stopped_training_goes_on_as_if_it_had_not_been(
    base: Path, five: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    losses: dict[str, list[float]] = {"whole": [], "parts": []}
    update, which = loop.Training.update, "whole"

    def noted(self: Any, given: dict[str, float], clip: Any = None) -> None:
        if which == "parts" and self.budget.step == 5 and not self.args.resume:
            if how == "killed":
                raise RuntimeError("killed")
            os.kill(os.getpid(), signal.SIGTERM)
        losses[which].append(sum(given.values()))
        update(self, given, clip)

    monkeypatch.setattr(loop.Training, "update", noted)
    whole = load_file(train(base, five, tmp_path / "whole", *STEPS) / WEIGHTS)
    which = "parts"
    if how == "killed":
        with pytest.raises(RuntimeError, match="killed"):
            train(base, five, tmp_path / "parts", *STEPS)
    else:
        train(base, five, tmp_path / "parts", *STEPS)
        assert "Stopped. --resume goes on from here." in capsys.readouterr().out
        assert len(losses["parts"]) == 6, "the step that was begun is ended"
    parts = load_file(train(base, five, tmp_path / "parts", *STEPS, "--resume") / WEIGHTS)
    assert losses["parts"] == pytest.approx(losses["whole"], rel=1e-5)
    assert all(torch.equal(whole[name], parts[name]) for name in whole)
    card = (tmp_path / "parts" / "out" / "README.md").read_text(encoding="utf-8")
    assert "Resumed once" in card


def test_curves_of_training_and_validation_reach_the_database(
    base: Path, own_database: Path, tmp_path: Path
) -> None:
    file = sample_data.stories(tmp_path / "stories.json")
    writer.main(
        ["--base", str(base), "--data", str(file), "--out", str(tmp_path / "out"), "--runs",
         str(tmp_path / "runs"), "--steps", "3", "--batch", "2", "--every", "-1"]
    )  # fmt: skip
    trainings = Trainings(Database(Settings.from_environment().database_url))
    (run,) = trainings.runs("writer")
    curves = trainings.curves(run.id)
    assert {"loss/answers", "held out/loss", "held out/perplexity"} <= set(curves)
    assert curves["held out/loss"][-1].step == 3
    assert run.state == "done"
    assert list((tmp_path / "runs" / "curves").rglob("events.out*"))


def test_a_base_without_turns_is_given_plain_ones(
    five: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = sample_data.tiny_base(tmp_path / "bare", template=None)
    out = train(bare, five, tmp_path, "--steps", "2")
    assert "has no chat template; a plain one is taught" in capsys.readouterr().out
    assert all(text is not None for text in told(out))


def test_long_rows_are_cut_with_a_note(
    base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "long.jsonl"
    rows = [
        {"prompt": "Go on.", "story": "fox " * 10_000},
        {"prompt": "fox " * 10_000, "story": "a"},
    ]
    rows += [{"prompt": "Go on.", "story": "A fox."}]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    train(base, file, tmp_path, "--steps", "1", "--longest", "64")
    said = capsys.readouterr().out
    assert "2 of 3 rows have more than 64 tokens and were cut." in said
    assert "1 of them have no answer within that length and were left." in said


def test_in_four_bits_gradients_reach_the_first_layer(base: Path) -> None:
    """As they would through the same weights in full, after something was measured, too."""
    pytest.importorskip("bitsandbytes")
    from bitsandbytes.functional import dequantize_4bit

    found = bases.find(str(base))
    tokenizer = bases.tokenizer(found)
    rows = [tokens.encode(TALK, tokenizer)]
    batch = tokens.batch_of(rows, pad=0)
    four, full = bases.load(found, bits=4), bases.load(found)
    for name, module in four.named_modules():
        if type(module).__name__ == "Linear4bit":
            plain = dequantize_4bit(module.weight.data, module.weight.quant_state)
            full.get_submodule(name).weight.data = plain.float().view_as(
                full.get_submodule(name).weight
            )
    gradients = []
    for model in (four, full):
        answers.measured(model, rows, size=1, pad=0, device=torch.device("cpu"))
        model.train()
        model.get_input_embeddings().weight.requires_grad_(True)
        answers.loss(model, batch).backward()
        gradients.append(model.get_input_embeddings().weight.grad)
    assert F.cosine_similarity(*[g.flatten() for g in gradients], dim=0) > 0.98


def test_an_adapter_is_gone_on_with(base: Path, five: Path, tmp_path: Path) -> None:
    first = train(base, five, tmp_path / "a", "--steps", "20", "--lr", "1e-2", "--rank", "8")
    capped = ("--steps", "1", "--lr", "1e-8", "--start", str(first))
    again = train(base, five, tmp_path / "b", *capped)
    one, two = (load_file(folder / WEIGHTS) for folder in (first, again))
    assert all(torch.allclose(one[name], two[name], atol=1e-3) for name in one)


def test_another_checkpoint_is_refused(
    base: Path, five: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    train(base, five, tmp_path, "--steps", "1", "--rank", "4")
    with pytest.raises(SystemExit) as ended:
        train(base, five, tmp_path, "--steps", "2", "--rank", "8", "--resume")
    assert ended.value.code == 2
    assert "is of another base or another --rank" in capsys.readouterr().err


def test_a_smoke_run_needs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from tests.train.conftest import fall

    monkeypatch.setattr(cli, "SMOKE", tmp_path)
    writer.main(["--smoke", "--no-database", "--steps", "20"])
    first, last = fall(capsys.readouterr().out, "writer")
    assert last < first
    assert (tmp_path / "writer" / "out" / WEIGHTS).is_file()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ([], "Name a file of stories"),
        (["--data", "nowhere.json"], "Name a language model"),
        (["--base", "no such/model here"], "There is no language model"),
        (["--base", "starter-drawn"], "is no language model with weights"),
        (["--base", "{five}/.."], "its config.json is missing"),
        (["--only", "kind"], "--only takes key=value"),
        (["--only", "kind=plain"], "no row with a story that --only names"),
        (["--start", "{five}"], "holds no adapter"),
        (["--longest", "8"], "No row has an answer within 8 tokens"),
    ],
)
def test_bad_wishes_are_told_in_one_sentence(
    base: Path, five: Path, tmp_path: Path, given: list[str], says: str,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    given = [part.replace("{five}", str(five.parent)) for part in given]
    names = [] if not given or given == ["--data", "nowhere.json"] else ["--data", str(five)]
    names += [] if not given or given[0] in ("--data", "--base") else ["--base", str(base)]
    with pytest.raises(SystemExit) as ended:
        writer.main([*names, *given, "--no-database", "--steps", "1",
                     "--out", str(tmp_path / "o"), "--runs", str(tmp_path / "r")])  # fmt: skip
    assert ended.value.code == 2
    heard = capsys.readouterr().err
    assert says in heard
    assert heard.count("\n") == 1


def test_a_template_that_tells_earlier_turns_otherwise_is_refused(base: Path) -> None:
    tokenizer = bases.tokenizer(bases.find(str(base)))
    tokenizer.chat_template = "{{ messages | length }}: {{ messages[-1]['content'] }}"
    with pytest.raises(BadInput, match="tells earlier turns otherwise"):
        tokens.encode(TALK, tokenizer)
    tokenizer.chat_template = "{{ raise_exception('no system, please') }}"
    with pytest.raises(BadInput, match="refuses a conversation: no system, please"):
        tokens.encode(TALK, tokenizer)
    assert data.FORMS[0] == writer.parser().get_default("form")


def test_a_training_that_does_not_fit_is_not_begun(base: Path) -> None:
    config = bases.config(bases.find(str(base)))
    way = fits.Way(batch=10**7, longest=1024, rank=8, four_bit=False, spare=False, half=True)
    with pytest.raises(BadInput, match=r"needs about [\d.]+ GiB, and [\d.]+ GiB are free") as said:
        fits.check(config, way, device="cpu", name="Tiny")
    assert "this would fit: --batch " in str(said.value)
    assert " --longest 1024 --spare-memory (" in str(said.value)
    assert fits.check(config, replace(way, batch=1), device="cpu", name="Tiny").startswith(
        "A step needs at most 0.0 GiB of"
    )


def test_memory_is_foreseen_part_by_part(base: Path) -> None:
    found = bases.find(str(base))
    config, model = bases.config(found), bases.load(found)
    way = fits.Way(batch=1, longest=64, rank=8, four_bit=False, spare=False, half=False)
    count = sum(weight.numel() for weight in model.parameters())
    none = fits.need(config, replace(way, batch=0))
    assert none == pytest.approx(count * 4 + 16 * 8 * _ends(model))
    one, two = (fits.need(config, replace(way, batch=batch)) - none for batch in (1, 2))
    assert two == pytest.approx(2 * one)
    assert fits.need(config, replace(way, batch=1, longest=128)) - none > 1.9 * one
    assert fits.need(config, replace(way, spare=True)) - none < one
    assert fits.need(config, replace(way, four_bit=True)) < fits.need(config, way)


def _ends(model: Any) -> int:
    """Inputs and outputs of all linear layers but the head: the LoRA's numbers per rank."""
    return sum(
        layer.in_features + layer.out_features
        for name, layer in model.named_modules()
        if isinstance(layer, torch.nn.Linear) and name != "lm_head"
    )
