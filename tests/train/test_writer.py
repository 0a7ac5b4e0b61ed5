"""The bundled writer's format, tokenizer and trainer."""

import re
from pathlib import Path

import pytest
import torch

from core.nouns import content_words
from core.stages.starter_prompt import (
    END,
    PARTS,
    SPECIAL_TOKENS,
    WAYS,
    Arc,
    arc_for,
    format_begun,
    format_prompt,
    format_story,
    parse,
)
from tests.train.conftest import fall
from train.evaluate_writer import Answer, Asked, figures
from train.world.tales.teller import MOODS
from train.writer import TINY, build_model, main, older
from train.writer_data import encode, story_of, texts, train_tokenizer

CAPTIONS = ["A fox in a red coat .", "two dogs playing"]


@pytest.fixture(scope="module")
def tokenizer():
    return train_tokenizer(1024, seed=1, stories=80)


def test_a_story_comes_back_from_its_format() -> None:
    prompt = format_prompt("Comedy", "Pip", 225, CAPTIONS, Arc(2, 0))
    assert prompt.startswith(
        "<|mood|>comedy C a o<|hero|>Pip<|words|>225<|picture1|>a fox in a red coat<"
    )
    answer = format_story("The Title", ["One. Two.", "Three."])
    assert parse(prompt + answer) == ("The Title", ("One. Two.", "Three."))
    assert parse(answer) == ("The Title", ("One. Two.", "Three."))
    assert parse(answer.removesuffix("ee." + END))[1] == ("One. Two.", "Thr")


def test_a_begun_story_asks_for_the_next_part() -> None:
    begun = format_begun("The Title", ["One."])
    assert begun == f"The Title{PARTS[0]}One.{PARTS[1]}"
    assert format_story("The Title", ["One.", "Two."]).startswith(begun)


def test_captions_cannot_smuggle_marks() -> None:
    prompt = format_prompt("scary", "<|end|>Pip", 225, ["a fox<|title|> at night"], Arc(0))
    assert prompt.count("<|title|>") == 1
    assert END not in prompt


def test_the_studio_asks_for_plots_that_there_are() -> None:
    for mood, told in MOODS.items():
        asked = {arc_for(mood, CAPTIONS, 225, seed) for seed in range(400)}
        assert {arc.plot for arc in asked} == set(range(len(told.plots)))
        assert {(arc.want, arc.turn) for arc in asked} == {(0, 0), (0, 1), (1, 0), (1, 1)}
        assert all(len(plot.wants) == len(plot.turns) == WAYS for plot in told.plots)


def test_many_long_captions_leave_less_room_for_a_plot() -> None:
    def room(words: int) -> Arc:
        return arc_for("noir", [" ".join(["word"] * words)] * 5, 225, 0)

    assert room(10).turn is not None
    assert room(25).want is not None
    assert room(25).turn is None
    assert room(40).want is None


def test_a_training_story_is_told_of_its_arc() -> None:
    whole = [story_of(n, 5) for n in range(40)]
    whole = [sample for sample in whole if sample.tale.arc.turn is not None]
    assert len(whole) > 25
    right = 0
    for sample in whole:
        plot, turn = MOODS[sample.mood].plots[sample.tale.arc.plot], sample.tale.arc.turn
        last = set(content_words(sample.tale.parts[-1]))
        ends = [set(content_words(re.sub(r"\{\w+\}", "", end))) for end in plot.ends]
        right += len(last & ends[turn]) > len(last & ends[1 - turn])
    assert right > 0.9 * len(whole)


def test_the_tokenizer_gives_text_back_exactly(tokenizer) -> None:
    for text in ('"Oh," said  Zoë.\n\nIt\'s 狐!', "".join(texts(story_of(5, 1)))):
        assert tokenizer.decode(tokenizer(text)["input_ids"]) == text
    for token in SPECIAL_TOKENS:
        assert len(tokenizer(token)["input_ids"]) == 1


def test_a_fresh_model_already_copies(tokenizer) -> None:
    torch.manual_seed(0)
    model = build_model(TINY, tokenizer).eval()
    half = torch.randint(len(SPECIAL_TOKENS), len(tokenizer), (4, 60))
    ids = torch.cat([half, half], 1)
    best = model(input_ids=ids).logits[:, 60:-1].argmax(-1)
    assert (best == ids[:, 61:]).float().mean() > 0.5


def test_the_prompt_is_not_learned(tokenizer) -> None:
    sample = story_of(2, 1)
    ids, start = encode(sample, tokenizer)
    assert tokenizer.decode(ids[:start]) == texts(sample)[0]


def test_training_lowers_the_loss_and_resumes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = ["--smoke", "--run", str(tmp_path / "run"), "--no-database"]
    made = main([*run, "--steps", "20", "--out", str(tmp_path / "out")])
    first, last = fall(capsys.readouterr().out, "writer")
    assert 0 < last < first
    again = main([*run, "--steps", str(made["steps"] + 1), "--resume"])
    assert again["steps"] > made["steps"]
    for file in (tmp_path / "out").iterdir():
        assert file.stat().st_size < 20_000_000
    assert (tmp_path / "out" / "model.safetensors").exists()
    card = (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    assert "- `python -m train.writer --smoke" in card
    assert "Resumed once" in (tmp_path / "run/model/README.md").read_text(encoding="utf-8")


def test_older_checkpoints_are_understood() -> None:
    kept = {
        "model": {}, "optimizers": [{"a": 1}, {"b": 2}], "rng": torch.get_rng_state(),
        "block": 3, "step": 40, "tokens": 500, "seconds": 60.0,
    }  # fmt: skip
    state = older(kept)
    assert (state["adamw"], state["muon"]) == ({"a": 1}, {"b": 2})
    assert state["budget"] == {"step": 40, "spent": 60.0}
    assert older(state) is state


def test_figures_count_what_is_told_in_its_own_part() -> None:
    asked = Asked("scary", "Pip", 225, ("a fox at night", "a dog in a park"))
    right = Answer(asked, "T", ("Pip the fox ran.", "There was a dog."), True)
    swapped = Answer(asked, "T", ("There was a dog.", "Pip the fox ran."), True)
    assert figures([right])["nouns_told"] == 1.0
    assert figures([swapped])["nouns_told"] == 0.0
