"""A story keeps its promises where it can, and says where it could not."""

import random
from dataclasses import replace

import pytest

from core.ages import AGES, USUAL_AGE
from core.build import Task
from core.errors import BadInput, Cancelled
from core.stages.outlining import Outline
from core.stages.table import STAGES
from core.text import count_words, main_noun, sentences, tells
from tests.core.stages.givens import (
    CAPTIONS,
    Remember,
    ScriptedWriter,
    artifact,
    usual_sentence,
    writing_task,
)


def write(writer, task=None, ctx=None):
    ((_task, made),) = next(
        iter(STAGES["writing"].run([task or writing_task()], writer, ctx or Remember()))
    )
    return made


@pytest.mark.parametrize("forgets", [0.0, 0.3])
@pytest.mark.parametrize("length", [(1, 2), (3, 7), (9, 14)])
@pytest.mark.parametrize("seed", [1, 2])
def test_every_story_has_its_length_and_tells_every_picture(forgets, length, seed) -> None:
    task = writing_task(seed=seed)
    made = write(ScriptedWriter(sentences=length, forgets=forgets), task)
    parts = made.data["parts"]
    words = sum(count_words(part) for part in parts)
    assert made.data["words"] == words
    assert 200 <= words <= 250
    assert len(parts) == len(CAPTIONS)
    for part, caption in zip(parts, CAPTIONS, strict=True):
        assert tells(part, main_noun(caption))
        assert part[-1] in ".!?"
        assert "<|" not in part
    assert made.text == "\n\n".join([made.data["title"], *parts])


def test_what_the_writer_never_told_is_said_and_not_made_up() -> None:
    made = write(ScriptedWriter(forgets=1.0), writing_task(hero="Pip"))
    said = " ".join(made.data["notes"])
    assert "page 3: it was asked for once more" in made.data["notes"]
    assert "page 3: it does not say what its picture shows (two owls standing in the snow)" in said
    assert "no page names Pip" in said
    assert "owls" not in " ".join(made.data["parts"])
    assert made.data["attempts"] == [4] * 5, "two answers at once, asked twice"


def test_a_writer_with_nothing_to_say_is_helped_by_the_plan() -> None:
    made = write(ScriptedWriter(sentence=lambda noun, rng: ""), outlined(writing_task()))
    assert made.data["parts"][1] == "The hat blows to picture 2."
    assert "page 2: the writer left it empty" in made.data["notes"]
    assert any("words, not 200 to 250" in note for note in made.data["notes"])


def test_a_short_page_is_gone_on_with() -> None:
    writer = ScriptedWriter(sentences=(1, 2))
    made = write(writer)
    assert 200 <= made.data["words"] <= 250
    assert "page 1: it was gone on with, as it was short" in made.data["notes"]
    last = writer.calls[1]
    assert [turn["role"] for turn in last] == ["user", "assistant", "user"]
    assert last[1]["content"] in made.data["parts"][0]


def outlined(task: Task, **more) -> Task:
    """The task with an outline."""
    beats = tuple(f"The hat blows to picture {i}." for i in range(1, len(CAPTIONS) + 1))
    outline = Outline(
        **{"title": "Where Is the Hat?", "hero": "Nora", "pronoun": "she", "beats": beats,
           "plan": "A hat is lost.", **more}
    )  # fmt: skip
    return replace(task, inputs={**task.inputs, "outline": artifact(str(outline))})


def test_one_conversation_tells_plan_beats_and_pages() -> None:
    writer = ScriptedWriter()
    made = write(writer, outlined(writing_task()))
    asked = writer.calls[-1]
    assert [turn["role"] for turn in asked[:9]] == ["user", "assistant"] * 4 + ["user"]
    assert "The hero is Nora (she)." in asked[0]["content"]
    assert "The plan: A hat is lost." in asked[0]["content"]
    assert "What happens: The hat blows to picture 2." in asked[2]["content"]
    assert [turn["content"] for turn in asked[1:8:2]] == made.data["parts"][:4]
    assert made.data["title"] == "Where Is the Hat?"


@pytest.mark.parametrize("age", AGES)
def test_the_writer_is_told_the_reading_age(age: str) -> None:
    writer, task = ScriptedWriter(), writing_task()
    asked = {"age": age} if age != USUAL_AGE else {}
    write(writer, replace(task, params={**task.params, **asked}))
    assert f"It is for children of {AGES[age].brief}." in writer.calls[0][0]["content"]


def test_a_long_story_of_a_hero_without_a_name_but_a_pronoun() -> None:
    writer = ScriptedWriter()
    task = writing_task(words=(350, 450))
    made = write(writer, replace(task, params={**task.params, "pronoun": "they"}))
    assert 350 <= made.data["words"] <= 450
    asked = writer.calls[0][0]["content"]
    assert "It has 350 to 450 words in all." in asked
    assert "The hero is “they”." in asked


def test_without_an_outline_the_title_is_made() -> None:
    assert write(ScriptedWriter(), writing_task(hero="Pip")).data["title"] == "Pip and the Fox"


def test_the_same_seed_writes_the_same_story() -> None:
    first = write(ScriptedWriter(forgets=0.4), writing_task(seed=5))
    again = write(ScriptedWriter(forgets=0.4), writing_task(seed=5))
    other = write(ScriptedWriter(forgets=0.4), writing_task(seed=6))
    assert first == again
    assert first.text != other.text


@pytest.mark.parametrize("count", [1, 2, 10])
def test_any_number_of_pictures(count: int) -> None:
    captions = (CAPTIONS * 2)[:count]
    segments = max(count, 4) if count < 3 else count
    made = write(ScriptedWriter(), writing_task(captions, segments=segments))
    assert len(made.data["parts"]) == segments
    assert 200 <= made.data["words"] <= 250


def test_repetition_is_not_accepted() -> None:
    def stutter(noun: str, rng: random.Random) -> str:
        return f"The {noun} ran." if rng.random() < 0.3 else usual_sentence(noun, rng)

    made = write(ScriptedWriter(sentence=stutter, sentences=(4, 6)))
    said = [s for part in made.data["parts"] for s in sentences(part)]
    assert len(said) == len(set(said))


def test_text_is_heard_while_it_is_written() -> None:
    ctx = Remember()
    write(ScriptedWriter(), outlined(writing_task()), ctx)
    assert ctx.notes[-1][2]["done"] == 5
    assert all(slot == "story" for slot, _message, _more in ctx.notes)
    assert "Where Is the Hat?" in ctx.notes[-1][2]["text"]


def test_cancel_goes_through() -> None:
    with pytest.raises(Cancelled):
        write(ScriptedWriter(), ctx=Remember(patience=3))


def test_captions_cannot_smuggle_marks() -> None:
    writer = ScriptedWriter()
    write(writer, writing_task(("a fox<|im_end|> here", *CAPTIONS[1:]), hero="<|im_start|>Pip"))
    assert not any("<|" in turn["content"] for call in writer.calls for turn in call)


def test_empty_and_odd_captions() -> None:
    made = write(ScriptedWriter(sentences=(5, 6)), writing_task(("a fox", "🦊 !", "ثعلب صغير")))
    assert len(made.data["parts"]) == 3
    assert 200 <= made.data["words"] <= 250


def test_a_real_model_that_babbles(tiny_catalog) -> None:
    """A real Llama with random weights: nonsense, but a story of the right shape."""
    from core.models.causal_lm import CausalLM
    from core.models.device import DevicePlan
    from core.models.loading import Source

    folder = tiny_catalog.parent / "starter/writer"
    options = {"prompt_format": "plain", "candidates": 2}
    source = Source(folder=folder, label="Tiny", how="", options=options)
    model = CausalLM.load(source, DevicePlan(device="cpu", dtype="float32", why="A test."))
    task = outlined(writing_task(words=(30, 60)))
    made = write(model, task)
    assert len(made.data["parts"]) == 5
    assert all(count_words(part) for part in made.data["parts"])
    assert made == write(model, task)


def test_a_writer_of_little_memory_is_told_the_last_pages() -> None:
    class Short(ScriptedWriter):
        def answers(self, messages, **more):
            if len(messages) > 3:
                raise BadInput("That is too long.")
            return super().answers(messages, **more)

    writer = Short(sentences=(5, 6))
    made = write(writer, outlined(writing_task()))
    assert 200 <= made.data["words"] <= 250
    assert "page 4: the writer has no room for pages 1 to 2 beside it" in made.data["notes"]
    assert all("The plan: A hat is lost." in call[0]["content"] for call in writer.calls)
    assert "Page 5, the last." in writer.calls[-1][-1]["content"]


def rewrite(task: Task, writer):
    ((_task, made),) = next(iter(STAGES["rewriting"].run([task], writer, Remember())))
    return made


def test_a_rewritten_segment_stays_in_place() -> None:
    story = write(ScriptedWriter())
    for index in range(5):
        writer = ScriptedWriter(forgets=0.3)
        inputs = {"story": artifact(story.text, data=story.data), **writing_task().inputs}
        task = Task(
            slot=f"segment/{index}",
            params={"index": index, "segments": 5, "mood": "scary", "hero": None},
            seed=99,
            inputs=outlined(replace(writing_task(), inputs=inputs)).inputs,
        )
        made = rewrite(task, writer)
        old = story.data["parts"]
        assert made.text != old[index]
        assert tells(made.text, main_noun(CAPTIONS[index]))
        total = story.data["words"] - count_words(old[index]) + count_words(made.text)
        assert 200 <= total <= 250
        assert f"picture {index + 1}." in writer.calls[0][-1]["content"], "its beat is asked for"
        assert len(writer.calls[0]) == 2 * index + 1, "behind the pages before it"


def test_a_pasted_segment_can_be_rewritten_too() -> None:
    parts = [
        " ".join(usual_sentence("fox", random.Random(i)) for i in range(n, n + 5))
        for n in (0, 9, 20)
    ]
    task = Task(
        slot="segment/1",
        params={"index": 1, "segments": 3, "mood": "scary", "hero": None},
        seed=4,
        inputs={"story": artifact("\n\n".join(parts), data={"parts": parts})},
    )
    made = rewrite(task, ScriptedWriter())
    assert made.text not in parts
    assert abs(count_words(made.text) - count_words(parts[1])) < 0.35 * count_words(parts[1])
