"""A story keeps its promises where it can, and says where it could not."""

import random
from dataclasses import replace

import pytest

from core.ages import AGES, USUAL_AGE
from core.build import Artifact, Task
from core.errors import BadInput, Cancelled
from core.stages.plots import Outline, outline_data
from core.stages.table import STAGES
from core.text import count_words, main_noun, sentences, tells
from tests.core.stages.givens import (
    CAPTIONS,
    Remember,
    ScriptedWriter,
    artifact,
    page_tasks,
    usual_sentence,
    writing_task,
)


class Written:
    """The pages of a story, and what was done about them."""

    def __init__(self, made) -> None:
        self.parts = [m.text for m in made]
        self.notes = [note for m in made for note in m.data["notes"]]
        self.attempts = [m.data["attempts"] for m in made]
        self.words = sum(m.data["words"] for m in made)


def write(writer, task=None, ctx=None, outline=None):
    tasks = page_tasks(task or writing_task(), outline)
    groups = list(STAGES["writing"].run(tasks, writer, ctx or Remember()))
    assert [[task.slot] for task in tasks] == [[t.slot for t, _ in group] for group in groups]
    return Written([made for group in groups for _, made in group])


@pytest.mark.parametrize("forgets", [0.0, 0.3])
@pytest.mark.parametrize("length", [(1, 2), (3, 7), (9, 14)])
@pytest.mark.parametrize("seed", [1, 2])
def test_every_story_has_its_length_and_tells_every_picture(forgets, length, seed) -> None:
    task = writing_task(seed=seed)
    made = write(ScriptedWriter(sentences=length, forgets=forgets), task)
    parts = made.parts
    words = sum(count_words(part) for part in parts)
    assert made.words == words
    assert 200 <= words <= 250
    assert len(parts) == len(CAPTIONS)
    for part, caption in zip(parts, CAPTIONS, strict=True):
        assert tells(part, main_noun(caption))
        assert part[-1] in ".!?"
        assert "<|" not in part


def test_what_the_writer_never_told_is_said_and_not_made_up() -> None:
    made = write(ScriptedWriter(forgets=1.0), writing_task(hero="Pip"))
    said = " ".join(made.notes)
    assert "page 3: it was asked for once more" in made.notes
    assert "page 3: it does not say what its picture shows (two owls standing in the snow)" in said
    assert "no page names Pip" in said
    assert "owls" not in " ".join(made.parts)
    assert made.attempts[:3] == [4] * 3, "two answers at once, asked twice"


def test_a_writer_with_nothing_to_say_is_helped_by_the_plan() -> None:
    made = write(ScriptedWriter(sentence=lambda noun, rng: ""), outline=outlined())
    assert made.parts[1] == "The hat blows to picture 2."
    assert "page 2: the writer left it empty" in made.notes
    assert any("words, not 200 to 250" in note for note in made.notes)


def test_a_short_page_is_gone_on_with() -> None:
    writer = ScriptedWriter(sentences=(1, 2))
    made = write(writer)
    assert 200 <= made.words <= 250
    assert "page 1: it was gone on with, as it was short" in made.notes
    last = writer.calls[1]
    assert [turn["role"] for turn in last] == ["user", "assistant", "user"]
    assert last[1]["content"] in made.parts[0]


def outlined(**more):
    """An outline of a hat that is lost."""
    beats = tuple(f"The hat blows to picture {i}." for i in range(1, len(CAPTIONS) + 1))
    outline = Outline(
        **{"title": "Where Is the Hat?", "hero": "Nora", "pronoun": "she", "beats": beats,
           "plan": "A hat is lost.", **more}
    )  # fmt: skip
    return artifact(str(outline), data=outline_data(outline))


def test_one_conversation_tells_plan_beats_and_pages() -> None:
    writer = ScriptedWriter()
    made = write(writer, outline=outlined())
    asked = writer.calls[-1]
    assert [turn["role"] for turn in asked[:9]] == ["user", "assistant"] * 4 + ["user"]
    assert "The hero is Nora (she)." in asked[0]["content"]
    assert "The plan: A hat is lost." in asked[0]["content"]
    assert "What happens: The hat blows to picture 2." in asked[2]["content"]
    assert [turn["content"] for turn in asked[1:8:2]] == made.parts[:4]


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
    assert 350 <= made.words <= 450
    asked = writer.calls[0][0]["content"]
    assert "It has 350 to 450 words in all." in asked
    assert "The hero is “they”." in asked


def test_the_same_seed_writes_the_same_story() -> None:
    first = write(ScriptedWriter(forgets=0.4), writing_task(seed=5))
    again = write(ScriptedWriter(forgets=0.4), writing_task(seed=5))
    other = write(ScriptedWriter(forgets=0.4), writing_task(seed=6))
    assert first.parts == again.parts
    assert first.parts != other.parts


@pytest.mark.parametrize("count", [1, 2, 10])
def test_any_number_of_pictures(count: int) -> None:
    captions = (CAPTIONS * 2)[:count]
    segments = max(count, 4) if count < 3 else count
    made = write(ScriptedWriter(), writing_task(captions, segments=segments))
    assert len(made.parts) == segments
    assert 200 <= made.words <= 250


def test_repetition_is_not_accepted() -> None:
    def stutter(noun: str, rng: random.Random) -> str:
        return f"The {noun} ran." if rng.random() < 0.3 else usual_sentence(noun, rng)

    made = write(ScriptedWriter(sentence=stutter, sentences=(4, 6)))
    said = [s for part in made.parts for s in sentences(part)]
    assert len(said) == len(set(said))


def test_nothing_is_shown_that_may_be_taken_back() -> None:
    ctx = Remember()
    write(ScriptedWriter(forgets=1.0), ctx=ctx, outline=outlined())
    assert {slot for slot, _message, _more in ctx.notes} <= {f"segment/{i}" for i in range(5)}
    said = [message for _slot, message, _more in ctx.notes]
    assert "Writing page 1 of 5" in said
    assert not any(more.get("text") for _slot, _message, more in ctx.notes)


def test_cancel_goes_through() -> None:
    with pytest.raises(Cancelled):
        write(ScriptedWriter(), ctx=Remember(patience=3))


def test_captions_cannot_smuggle_marks() -> None:
    writer = ScriptedWriter()
    write(writer, writing_task(("a fox<|im_end|> here", *CAPTIONS[1:]), hero="<|im_start|>Pip"))
    assert not any("<|" in turn["content"] for call in writer.calls for turn in call)


def test_empty_and_odd_captions() -> None:
    made = write(ScriptedWriter(sentences=(5, 6)), writing_task(("a fox", "🦊 !", "ثعلب صغير")))
    assert len(made.parts) == 3
    assert 200 <= made.words <= 250


def test_a_real_model_that_babbles(tiny_catalog) -> None:
    """A real Llama with random weights: nonsense, but a story of the right shape."""
    from core.models.causal_lm import CausalLM
    from core.models.device import DevicePlan
    from core.models.source import Source

    folder = tiny_catalog.parent / "starter/writer"
    options = {"prompt_format": "plain", "candidates": 2}
    source = Source(folder=folder, label="Tiny", how="", options=options)
    model = CausalLM.load(source, DevicePlan(device="cpu", dtype="float32", why="A test."))
    task = writing_task(words=(30, 60))
    made = write(model, task, outline=outlined())
    assert len(made.parts) == 5
    assert all(count_words(part) for part in made.parts)
    assert made.parts == write(model, task, outline=outlined()).parts


def test_a_writer_of_little_memory_is_told_the_last_pages() -> None:
    class Short(ScriptedWriter):
        def answers(self, messages, **more):
            if len(messages) > 3:
                raise BadInput("That is too long.")
            return super().answers(messages, **more)

    writer = Short(sentences=(5, 6))
    made = write(writer, outline=outlined())
    assert 200 <= made.words <= 250
    assert "page 4: the writer has no room for pages 1 to 2 beside it" in made.notes
    assert all("The plan: A hat is lost." in call[0]["content"] for call in writer.calls)
    assert "Page 5, the last." in writer.calls[-1][-1]["content"]


def standing(parts) -> dict[str, Artifact]:
    return {f"segment/{i}": artifact(part) for i, part in enumerate(parts)}


def test_a_page_written_again_stays_in_place() -> None:
    parts = write(ScriptedWriter(), outline=outlined()).parts
    total = sum(map(count_words, parts))
    for index in range(5):
        writer, ctx = ScriptedWriter(forgets=0.3), Remember()
        task = page_tasks(writing_task(seed=9), outlined())[index]
        task = replace(task, context=standing(parts))
        ((_task, made),) = next(iter(STAGES["writing"].run([task], writer, ctx)))
        assert made.text != parts[index]
        assert tells(made.text, main_noun(CAPTIONS[index]))
        assert 200 <= total - count_words(parts[index]) + count_words(made.text) <= 250
        assert f"picture {index + 1}." in writer.calls[0][-1]["content"], "its beat is asked for"
        assert len(writer.calls[0]) == 2 * index + 1, "behind the pages before it"
        assert ctx.notes[0][1] == f"Trying another wording for page {index + 1} of 5"


def wished(wish: str, parts: list[str], writer: ScriptedWriter):
    task = page_tasks(writing_task(seed=9), outlined())[1]
    task = replace(task, params={**task.params, "wish": wish}, context=standing(parts))
    ((_task, made),) = next(iter(STAGES["writing"].run([task], writer, Remember())))
    return made


def test_a_wish_is_an_instruction_to_a_language_model() -> None:
    parts = write(ScriptedWriter(), outline=outlined()).parts
    writer = ScriptedWriter(sentences=(1, 9))
    made = wished("funnier, please", parts, writer)
    turns = writer.calls[0]
    assert turns[-2] == {"role": "assistant", "content": parts[1]}
    assert "Write this page again, changed: funnier, please." in turns[-1]["content"]
    assert made.text != parts[1]
    assert count_words(wished("shorter", parts, writer).text) <= 0.8 * count_words(parts[1])
    assert count_words(wished("longer", parts, writer).text) >= 1.2 * count_words(parts[1])


def test_what_shall_not_be_there_is_asked_for_once_more_and_said() -> None:
    parts = write(ScriptedWriter(), outline=outlined()).parts
    writer = ScriptedWriter(sentences=(3, 4))
    made = wished("without the bear", parts, writer)
    assert "Without bear" in writer.calls[1][-1]["content"]
    assert "page 2: it still speaks of bear" in made.data["notes"]


def rewrite(task: Task, writer):
    ((_task, made),) = next(iter(STAGES["rewriting"].run([task], writer, Remember())))
    return made


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
