"""The build graph: keys, staleness, resume, locks, edits, undo, batches."""

from contextlib import suppress
from dataclasses import replace
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.build import (
    ModelRef,
    QuietContext,
    Step,
    Task,
    artifact_key,
    examine,
    needed,
    seed_for,
)
from core.errors import BadInput, Cancelled, StudioError
from core.plan import dependents, picture_of
from core.story import StoryRequest
from tests.core.graph import REQUEST, Copyist, World, segment_slots


def test_a_build_makes_everything_once_in_order() -> None:
    world = World()
    made = world.build()
    assert len(made) == len(set(made)) == len(world.steps) == 5 + 2 + 6 * 5
    order = {slot: i for i, slot in enumerate(made)}
    for step in world.steps:
        assert all(order[other] < order[step.slot] for other in step.inputs)
    assert world.build() == []
    assert world.status("fresh") == {step.slot for step in world.steps}


def test_artifacts_say_who_made_them() -> None:
    world = World()
    world.build()
    first, second = (world.store.artifacts[world.store.chosen[f"caption/{i}"].key] for i in (0, 1))
    assert (first.model_id, first.device, first.dtype, first.load_s) == (
        "m-captioner",
        "cpu",
        "float32",
        0.5,
    )
    assert second.load_s == 0.0
    title = world.store.artifacts[world.store.chosen["title"].key]
    assert (title.maker, title.model_id) == ("code", None)


def test_pieces_of_a_batch_share_its_seconds() -> None:
    world = World()

    class Together(Copyist):
        def run(self, tasks, model, ctx):
            yield [group[0] for group in super().run(tasks, model, ctx)]

    world.builder.stages = {**world.builder.stages, "captioning": Together("captioning")}
    world.build()
    made = [world.store.artifacts[world.store.chosen[f"caption/{i}"].key] for i in range(5)]
    assert {(a.batch, a.load_s) for a in made} == {(5, 0.1)}
    assert len({a.run_s for a in made}) == 1
    assert made[0].peak_mib is None


def test_an_edited_segment_makes_just_its_own_pieces_stale() -> None:
    world = World()
    world.build()
    world.edit("segment/2", "Mine.")
    assert world.status("stale") == segment_slots(2)
    assert set(world.build()) == segment_slots(2)
    prompt = world.store.artifacts[world.store.chosen["prompt/2"].key]
    assert "Mine." in (prompt.text or "")


def test_an_edited_caption_makes_the_story_stale_but_not_other_captions() -> None:
    world = World()
    world.build()
    world.edit("caption/1", "Another.")
    stale = world.status("stale")
    assert stale == dependents(world.steps, "caption/1")
    assert "outline" in stale
    assert not any(slot.startswith("caption/") for slot in stale)


def test_the_same_edit_undone_is_fresh_again_without_building() -> None:
    world = World()
    world.build()
    old = dict(world.store.chosen)
    world.edit("segment/2", "Mine.")
    world.build()
    world.store.chosen["segment/2"] = old["segment/2"]
    stored = len(world.store.artifacts)
    world.build()
    assert len(world.store.artifacts) == stored
    assert world.store.chosen == old


def test_another_take_is_another_artifact_and_the_old_one_can_come_back() -> None:
    world = World()
    world.build()
    old = dict(world.store.chosen)
    world.store.set("illustration/1", take=1)
    assert world.status("stale") == {"illustration/1", "score/1"}
    world.build()
    assert world.store.chosen["illustration/1"].key != old["illustration/1"].key
    world.store.chosen["illustration/1"] = old["illustration/1"]
    assert world.status("stale") == {"score/1"}
    stored = len(world.store.artifacts)
    world.build()
    assert len(world.store.artifacts) == stored


@pytest.mark.parametrize("slot", ["outline", "segment/0", "illustration/0", "narration/0"])
def test_everything_a_reader_may_regenerate_has_takes(slot: str) -> None:
    world = World()
    world.build()
    world.store.set(slot, take=1)
    assert slot in world.status("stale")
    world.build()
    assert not world.status("stale")


def test_a_locked_slot_stays_whatever_changes() -> None:
    world = World()
    world.build()
    before = world.store.chosen["segment/3"].key
    world.store.set("segment/3", locked=True)
    world.edit("caption/0", "Another.")
    made = world.build()
    assert "segment/3" not in made
    assert world.store.chosen["segment/3"].key == before
    assert not segment_slots(3) - {"prompt/3"} & set(made)
    assert "segment/2" in made


def test_changing_the_style_leaves_the_text_alone() -> None:
    world = World()
    world.build()
    world.request = replace(world.request, style="crayon")
    kinds = {slot.partition("/")[0] for slot in world.status("stale")}
    assert kinds == {"prompt", "illustration", "score"}
    world.request = replace(REQUEST, speed=1.5)
    assert {slot.partition("/")[0] for slot in world.status("stale")} == {"narration"}


def test_with_continuity_a_picture_hangs_on_the_one_before() -> None:
    world = World()
    plain = {step.slot: step for step in world.steps}
    world.build()
    before = dict(world.store.chosen)
    world.request = replace(REQUEST, continuity=0.5)
    changed = {step.slot for step in world.steps if step != plain[step.slot]}
    assert changed == {f"illustration/{i}" for i in range(1, 5)}
    behind = {f"{kind}/{i}" for kind in ("illustration", "score") for i in range(1, 5)}
    assert world.status("stale") == behind
    made = world.build()
    assert [slot for slot in made if slot.startswith("ill")] == sorted(changed)
    world.store.set("illustration/2", take=1)
    assert world.status("stale") == {slot for slot in behind if slot[-1] in "234"}
    world.build()
    world.request = replace(REQUEST, continuity=0.75)
    assert world.status("stale") == behind
    world.store.chosen = before
    world.request = REQUEST
    assert not world.status("stale"), "without it, keys are what they were"


@pytest.mark.parametrize("continuity", [0.0, -1.0, 1.01, float("nan")])
def test_impossible_continuity_is_refused(continuity: float) -> None:
    with pytest.raises(BadInput, match=r"0\.05 to 1, or none"):
        replace(REQUEST, continuity=continuity)


def test_another_model_makes_its_pieces_stale_new_weights_do_not() -> None:
    world = World()
    world.build()
    world.models["narrator"] = ModelRef(id="m-narrator", revision="2")
    assert not world.status("stale")
    world.models["narrator"] = ModelRef(id="other", revision="1")
    assert world.status("stale") == {f"narration/{i}" for i in range(5)}


def test_only_what_targets_need_is_built() -> None:
    world = World()
    made = world.build([f"caption/{i}" for i in range(5)])
    assert set(made) == {f"caption/{i}" for i in range(5)}
    made = world.build(["illustration/1"])
    assert set(made) == {"outline", "segment/0", "segment/1", "prompt/1", "illustration/1"}
    with pytest.raises(StudioError, match="segment/77"):
        world.build(["segment/77"])


@given(st.lists(st.integers(1, 9), min_size=1, max_size=6), st.sampled_from([Cancelled, OSError]))
@settings(max_examples=40, deadline=None)
def test_after_any_crashes_nothing_is_built_twice(rests: list[int], error: type) -> None:
    world = World()
    for rest in rests:
        left = [rest]

        def stumble(task: Task, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise error()

        world.trouble = stumble
        with suppress(error):
            world.build()
    world.trouble = lambda task: None
    world.build()
    assert sorted(world.store.stored) == sorted(step.slot for step in world.steps)
    assert keys_undisturbed() == world.store.artifacts.keys()


@lru_cache(maxsize=1)
def keys_undisturbed() -> frozenset[str]:
    """What a build makes that nothing stops."""
    world = World()
    world.build()
    return frozenset(world.store.artifacts)


def test_an_edit_between_choosing_and_building_poisons_no_key() -> None:
    world = World()
    world.build(["segment/0"])
    batch = world.builder.batch(world.steps, "s", ["prompt/0"])
    assert batch == ["prompt/0"]
    world.edit("caption/0", "Another.")
    world.builder.build(world.steps, "s", batch, QuietContext())
    assert "prompt/0" not in world.store.chosen
    world.build(["prompt/0"])
    honest = World()
    honest.build(["segment/0"])
    honest.edit("caption/0", "Another.")
    honest.build(["prompt/0"])
    for key, artifact in world.store.artifacts.items():
        if key in honest.store.artifacts:
            assert artifact.text == honest.store.artifacts[key].text


def test_building_without_inputs_says_so() -> None:
    world = World()
    with pytest.raises(StudioError, match="outline cannot be made before caption/0"):
        world.builder.build(world.steps, "s", ["outline"], QuietContext())


def test_two_stories_share_what_is_the_same() -> None:
    world = World()
    world.build()
    twin = World()
    twin.store.artifacts = world.store.artifacts

    def never(task: Task) -> None:
        raise AssertionError(f"{task.slot} was built although it exists")

    twin.trouble = never
    twin.build()
    assert twin.store.chosen == world.store.chosen


steps = st.builds(
    Step,
    slot=st.just("x"),
    stage=st.sampled_from(["a", "b"]),
    sources=st.lists(st.text(max_size=3), max_size=2).map(tuple),
    params=st.dictionaries(st.sampled_from("pq"), st.one_of(st.none(), st.integers(), st.text())),
    model=st.one_of(st.none(), st.builds(ModelRef, id=st.text(max_size=2), revision=st.just("1"))),
    seed=st.integers(0, 3),
)


@given(steps, steps, st.lists(st.text(max_size=3)), st.lists(st.text(max_size=3)))
def test_keys_differ_exactly_when_the_making_differs(
    one: Step, two: Step, inputs_one: list[str], inputs_two: list[str]
) -> None:
    same = one == two and inputs_one == inputs_two
    assert (artifact_key(one, inputs_one) == artifact_key(two, inputs_two)) is same


@given(st.integers(0, 2**63 - 1), st.integers(0, 50))
def test_seeds_are_32_bit_and_differ_by_slot_and_take(seed: int, take: int) -> None:
    seeds = {seed_for(seed, slot, t) for slot in ("story", "illustration/0") for t in (take, 99)}
    assert len(seeds) == 4
    assert all(0 <= s < 2**32 for s in seeds)


@given(st.integers(1, 10))
def test_every_picture_is_told_in_order(pictures: int) -> None:
    segments = REQUEST.segment_count if pictures == 5 else max(pictures, 4 if pictures < 3 else 0)
    told = [picture_of(i, segments, pictures) for i in range(segments)]
    assert told == sorted(told)
    assert set(told) == set(range(pictures))


def test_a_pasted_story_has_no_captions() -> None:
    world = World(StoryRequest(text="The fox ran over the hill to the sea. " * 15))
    made = world.build()
    assert not any(slot.startswith("caption") for slot in made)
    assert "illustration/2" in made
    assert needed(examine(world.steps, world.store.choices("s"), world.store)) == []
