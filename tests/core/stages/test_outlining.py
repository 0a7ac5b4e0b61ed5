"""A plan and a beat a page, before a language model writes."""

from dataclasses import replace

import pytest

from core.stages.outlining import Outline, read_outline
from core.stages.table import STAGES
from core.text import content_words, count_words, sentences
from core.threads.library import thread
from core.threads.teller import tell
from tests.core.graph import MODELS, REQUEST, World
from tests.core.stages.givens import CAPTIONS, Remember, ScriptedWriter, writing_task

BEATS = ("A hat blows off.", "It flies on.", "Somebody wears it.")


def outline(task, model=None):
    ((_task, made),) = next(iter(STAGES["outlining"].run([task], model, Remember())))
    return made


@pytest.mark.parametrize("count", [4, 5, 10])
@pytest.mark.parametrize("mood", ["funny", "noir"])
def test_the_librarys_outline_is_a_plot_and_no_caption(count: int, mood: str) -> None:
    task = writing_task((CAPTIONS * 2)[:count], hero="Pip")
    task = replace(task, params={**task.params, "mood": mood})
    made = outline(task)
    found = read_outline(made.text, count)
    assert found is not None
    assert (found.hero, found.title, found.plan) == ("Pip", made.data["title"], made.data["plan"])
    assert thread(made.data["thread"]).plan.replace("{hero}", "Pip").startswith(found.plan[:9])
    assert len(set(found.beats)) == count
    for beat, caption in zip(found.beats, (CAPTIONS * 2)[:count], strict=True):
        assert 3 <= count_words(beat) <= 60
        assert set(content_words(beat)) != set(content_words(caption))
    assert made == outline(task)
    assert made.data["notes"] == []


def test_the_last_beat_has_how_the_book_ends() -> None:
    task = writing_task(CAPTIONS[:3], hero="Pip")
    made = outline(task)
    captions = CAPTIONS[:3]
    told = tell(captions, mood="comedy", hero="Pip", seed=task.seed, pages=3)
    assert told.thread == made.data["thread"]
    last = [s for s in sentences(told.parts[-1]) if s != thread(told.thread).refrain][-1]
    assert made.data["beats"][-1].endswith(last)


def test_a_larger_writer_plans_itself() -> None:
    writer = ScriptedWriter()
    made = outline(writing_task(hero="Pip"), writer)
    found = read_outline(made.text, 5)
    assert found == Outline(
        hero="Pip", plan="A hat is lost and found.",
        beats=tuple(f"Somebody looks for a hat number {i}." for i in range(1, 6)),
    )  # fmt: skip
    assert all(f". {caption}." in writer.calls[0][0]["content"] for caption in CAPTIONS)
    assert "thread" not in made.data


@pytest.mark.parametrize("answer", ["", "Once upon a time.", "Plan: A hat.\n1. It is lost."])
def test_a_plan_that_cannot_be_read_gives_way_to_the_librarys(answer: str) -> None:
    writer = ScriptedWriter(plan=lambda captions: answer)
    made = outline(writing_task(), writer)
    assert len(writer.calls) == 2
    assert made.data["notes"] == ["the writer's plan could not be read: the plan is the library's"]
    assert made.text == outline(writing_task()).text


@pytest.mark.parametrize(
    "text",
    [
        "Plan: A hat is lost.\n1. A hat blows off.\n2. It flies on.\n3. Somebody wears it.",
        "**Plan:** A hat is lost.\n\n**Page 1:** A hat blows off.\nPage 2 – It flies on.\n"
        "3) Somebody wears it.\nI hope you like it!",
    ],
)
def test_plans_are_read_however_they_are_numbered(text: str) -> None:
    found = read_outline(text, 3)
    assert found == Outline(plan="A hat is lost.", beats=BEATS)
    assert read_outline(text, 4) is None


def test_an_outline_is_read_as_it_is_written() -> None:
    one = Outline(title="Hat: a Tale", hero="Nora", pronoun="she", plan="A hat.", beats=BEATS)
    assert read_outline(str(one), 3) == one
    bare = replace(one, title="", pronoun="")
    assert read_outline(str(bare), 3) == bare
    unnamed = replace(one, hero="")
    assert read_outline(str(unnamed), 3) == replace(unnamed, pronoun="")


def outlined(*, plans: bool) -> World:
    world = World(REQUEST)
    world.models["writer"] = replace(MODELS["writer"], reads="outline", plans=plans)
    return world


def test_a_changed_beat_puts_out_of_date_what_is_made_from_it() -> None:
    world = outlined(plans=False)
    built = world.build()
    assert built.index("outline") < built.index("story")
    world.edit("outline", "1. Another beat.")
    stale = world.status("stale")
    assert {"story", "title", "segment/0", "illustration/4"} <= stale
    assert not {slot for slot in stale if slot.startswith(("caption", "outline"))}


def test_who_makes_the_outline() -> None:
    steps = {s.slot: s for s in outlined(plans=False).steps}
    assert (steps["outline"].model, steps["story"].inputs[-1]) == (None, "outline")
    assert {s.slot: s for s in outlined(plans=True).steps}["outline"].model is not None
    assert not any(s.slot == "outline" for s in World(REQUEST).steps)
