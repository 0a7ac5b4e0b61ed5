"""A plan and a beat a page, before a language model writes."""

from dataclasses import replace

import pytest

from core.build import Choice, QuietContext, edited, examine
from core.models.storyteller import Storyteller
from core.plan import plan
from core.stages.plots import Outline, outline_data, read_outline
from core.stages.table import STAGES
from core.text import content_words, count_words, sentences
from core.threads.library import thread
from core.threads.teller import tell
from tests.core.graph import MODELS, REQUEST, World, segment_slots
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
    plan = thread(made.data["thread"]).plan.replace("{hero}", "Pip").replace("The hero", "Pip")
    assert plan.startswith(found.plan[:9])
    assert len(set(found.beats)) == count
    for beat, caption in zip(found.beats, (CAPTIONS * 2)[:count], strict=True):
        assert 3 <= count_words(beat) <= 60
        assert set(content_words(beat)) != set(content_words(caption))
    if count == 5:
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


@pytest.mark.parametrize("count", [3, 5])
def test_a_writer_that_retells_is_given_whole_pages(count: int) -> None:
    world = World(REQUEST)
    world.models["writer"] = replace(MODELS["writer"], reads="outline", retells=True)
    (step,) = (s for s in world.steps if s.slot == "outline")
    assert step.params["whole"]
    assert step.model is None, "the library makes it"
    task = writing_task(CAPTIONS[:count], hero="Pip")
    beats, made = outline(task), outline(replace(task, params={**task.params, "whole": True}))
    found = read_outline(made.text, count)
    told = tell(CAPTIONS[:count], mood="comedy", hero="Pip", seed=task.seed, pages=count)
    assert found is not None
    for page, part in zip(found.beats, told.parts, strict=True):
        assert part.startswith(page)
        assert page == part or 30 < count_words(page) <= 60
    assert made.data["thread"] == beats.data["thread"]
    assert count_words(made.text) > count_words(beats.text)


def test_a_larger_writer_plans_itself() -> None:
    writer = ScriptedWriter()
    made = outline(writing_task(hero="Pip"), writer)
    found = read_outline(made.text, 5)
    assert found == Outline(
        title="Pip and the Fox", hero="Pip", plan="A hat is lost and found.",
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
    assert "the hero" not in made.data["plan"]


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


def outlined(*, plans: bool = False, reads: str = "outline") -> World:
    world = World(REQUEST)
    world.models["writer"] = replace(MODELS["writer"], reads=reads, plans=plans)
    return world


def change(world: World, outline: Outline) -> None:
    """Let a person's outline stand."""
    before = world.store.chosen["outline"].key
    data = outline_data(outline)
    artifact = edited(stage="outlining", text=str(outline), before=before, data=data)
    world.store.put("s", "outline", world.store.chosen["outline"].take, artifact)


LINES = Outline(title="A Hat", hero="Pip", plan="A hat is lost.", beats=tuple("abcde"))


def test_a_changed_beat_puts_exactly_one_page_out_of_date() -> None:
    world = outlined()
    built = world.build()
    assert (
        built.index("outline")
        < built.index("segment/0")
        < built.index("cast" if "cast" in built else "title")
    )
    change(world, LINES)
    world.build()
    change(world, replace(LINES, beats=("a", "b", "C", "d", "e")))
    assert world.status("stale") == {"segment/2"} | segment_slots(2)
    assert set(world.build()) == {"segment/2"} | segment_slots(2)
    change(world, replace(LINES, title="The Hat", beats=("a", "b", "C", "d", "e")))
    assert world.status("stale") == {"title"}
    change(world, replace(LINES, plan="A hat is found.", beats=("a", "b", "C", "d", "e")))
    assert {f"segment/{i}" for i in range(5)} <= world.status("stale")


def test_the_pages_before_are_context_and_no_input() -> None:
    world = outlined()
    world.build()
    last = world.store.artifacts[str(world.store.chosen["segment/4"].key)]
    first = world.store.chosen["segment/0"].key
    assert first not in last.inputs
    assert last.data["context"]["segment/0"] == first
    world.edit("segment/0", "Mine.")
    assert world.status("stale") == segment_slots(0)
    world.store.set("segment/4", take=1)
    world.build()
    last = world.store.artifacts[str(world.store.chosen["segment/4"].key)]
    assert last.data["context"]["segment/0"] == world.store.chosen["segment/0"].key != first


def test_a_page_is_never_written_before_those_it_follows() -> None:
    world = outlined()
    made = world.build(["segment/3"])
    pages = [slot for slot in made if slot.startswith("segment/")]
    assert pages == [f"segment/{i}" for i in range(4)]
    world.store.set("segment/1", take=1)
    world.store.set("segment/3", take=1)
    assert world.build(["segment/3"]) == ["segment/3"], "a page that stands is left alone"


def test_a_version_by_a_wish_is_fresh_until_what_it_is_made_of_changes() -> None:
    world = outlined()
    world.build()
    wish = Choice(slot="wish/1", key="x", take=3)
    steps = plan(
        REQUEST, world.models, {**world.store.chosen, "wish/1": wish}, {"wish/1": "shorter"}
    )
    states = examine(steps, world.store.chosen, world.store)
    assert states["draft/1"].status == "missing"
    assert states["draft/1"].step.params["wish"] == "shorter"
    world.builder.build(steps, "s", ["draft/1"], QuietContext())
    world.store.set("segment/1", key=world.store.chosen["draft/1"].key, take=3)
    assert "segment/1" not in world.status("stale")
    world.store.set("segment/1", take=4)
    assert "segment/1" in world.status("stale"), "another take heeds no wish"
    world.store.set("segment/1", take=3)
    world.edit("caption/1", "Another.")
    assert "segment/1" in world.status("stale")


def test_who_makes_the_outline() -> None:
    steps = {s.slot: s for s in outlined().steps}
    assert (steps["outline"].model, steps["segment/0"].inputs[-1]) == (None, "outline")
    assert {s.slot: s for s in outlined(plans=True).steps}["outline"].model is not None
    teller = {s.slot: s for s in outlined(reads="captions").steps}
    assert teller["outline"].model == teller["segment/0"].model
    whole = plan(REQUEST, MODELS, {"story": Choice(slot="story", key="x")})
    assert {s.stage for s in whole if s.slot.startswith("segment/")} == {"segmenting"}
    assert not any(s.slot == "outline" for s in whole)


def test_another_plot_is_another_plot() -> None:
    teller, task = Storyteller(), writing_task(hero="Pip")
    threads = [
        outline(replace(task, params={**task.params, "take": take}), teller).data["thread"]
        for take in range(4)
    ]
    assert len(set(threads)) == 4
