"""The artifact store: one transaction a put, choices, history, edits, locks, takes."""

import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, text

from core.build import Choice, Step, edited, examine
from core.errors import BadInput

KEEP = settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def count(database, table):
    with database.reading() as session:
        return session.scalar(text(f"SELECT count(*) FROM {table}"))


def test_an_artifact_comes_back_as_it_went_in(store, story_id, new_artifact):
    artifact = new_artifact(
        "a", media=store.put_media(b"x", "image/png"), mime="image/png", text="Ärger 🦊\n“…”"
    )
    store.put(story_id, "story", 0, artifact)
    assert store.artifact(artifact.key) == artifact
    assert store.artifact("9" * 64) is None
    assert store.choices(story_id) == {"story": Choice(slot="story", key=artifact.key, take=0)}


def test_put_is_idempotent(store, story_id, database, new_artifact):
    for _ in range(3):
        store.put(story_id, "story", 0, new_artifact("a"))
    assert count(database, "artifacts") == count(database, "history") == 1


def test_an_artifact_is_written_once(store, story_id, new_artifact):
    store.put(story_id, "story", 0, new_artifact("a", run_s=1.0))
    store.put(story_id, "story", 0, new_artifact("a", run_s=9.0))
    assert store.artifact(new_artifact("a").key).run_s == 1.0


def test_put_is_all_or_nothing(store, database, new_artifact):
    with pytest.raises(BadInput, match="no story"):
        store.put("f" * 32, "story", 0, new_artifact("a"))
    assert count(database, "artifacts") == 0


def test_many_threads_put_the_same_key(store, story_id, database, new_artifact):
    def put(i):
        store.put(story_id, f"caption/{i % 4}", 0, new_artifact("same", run_s=float(i)))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(put, range(32)))
    assert count(database, "artifacts") == 1
    assert count(database, "choices") == 4


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), np.float32("nan")])
def test_nan_is_refused(store, story_id, database, new_artifact, bad):
    with pytest.raises(Exception, match="JSON compliant"):
        store.put(story_id, "story", 0, new_artifact("a", data={"score": bad}))
    assert count(database, "artifacts") == 0


def test_numbers_of_other_libraries_become_plain_numbers(store, story_id, new_artifact):
    data = {"score": np.float32(0.5), "n": np.int64(3), "times": (1.5, 2.5)}
    store.put(story_id, "story", 0, new_artifact("a", data=data, run_s=2))
    back = store.artifact(new_artifact("a").key)
    assert back.data == {"score": 0.5, "n": 3, "times": [1.5, 2.5]}
    assert type(back.data["score"]) is type(back.run_s) is float


def test_history_choose_and_undo(store, story_id, new_artifact):
    a, b, c = (new_artifact(name) for name in "abc")
    for take, artifact in enumerate((a, b, c)):
        store.put(story_id, "segment/0", take, artifact)
    assert [(v.take, v.artifact) for v in store.history(story_id, "segment/0")] == [
        (2, c),
        (1, b),
        (0, a),
    ]
    store.choose(story_id, "segment/0", b.key, 1)
    assert store.choices(story_id)["segment/0"] == Choice(slot="segment/0", key=b.key, take=1)
    assert len(store.history(story_id, "segment/0")) == 3
    assert store.bump_take(story_id, "segment/0") == 3
    with pytest.raises(BadInput, match="never had"):
        store.choose(story_id, "segment/1", b.key, 1)


def test_an_edit_keeps_take_and_lock(store, story_id, new_artifact):
    a = new_artifact("a")
    store.put(story_id, "segment/0", 2, a)
    store.set_locked(story_id, "segment/0", True)
    edit = edited(stage="segmenting", text="Mine.", before=a.key)
    store.put_edit(story_id, "segment/0", edit)
    choice = store.choices(story_id)["segment/0"]
    assert choice == Choice(slot="segment/0", key=edit.key, take=2, locked=True)


def test_a_build_does_not_displace_an_edit_or_a_lock(store, story_id, database, new_artifact):
    a, late = new_artifact("a"), new_artifact("late")
    edit = edited(stage="segmenting", text="Mine.", before=a.key)
    store.put(story_id, "segment/0", 0, a)
    store.put_edit(story_id, "segment/0", edit)
    store.put(story_id, "segment/0", 0, late)
    store.put(story_id, "segment/1", 0, a)
    store.set_locked(story_id, "segment/1", True)
    store.put(story_id, "segment/1", 0, late)
    choices = store.choices(story_id)
    assert (choices["segment/0"].key, choices["segment/1"].key) == (edit.key, a.key)
    assert store.artifact(late.key) == late
    assert len(store.history(story_id, "segment/1")) == 1


def test_a_lock_on_an_empty_slot_lets_it_be_filled(store, story_id, new_artifact):
    store.set_locked(story_id, "segment/0", True)
    store.put(story_id, "segment/0", 0, new_artifact("a"))
    choice = store.choices(story_id)["segment/0"]
    assert choice.locked
    assert choice.key == new_artifact("a").key


def test_a_take_asked_for_during_a_build_is_not_lost(store, story_id, new_artifact):
    a, late = new_artifact("a"), new_artifact("late")
    store.put(story_id, "illustration/0", 0, a)
    assert store.bump_take(story_id, "illustration/0") == 1
    store.put(story_id, "illustration/0", 0, late)
    choice = store.choices(story_id)["illustration/0"]
    assert (choice.take, choice.key) == (1, a.key)
    assert store.bump_take(story_id, "illustration/0") == 1


def test_another_take_of_an_edit_is_missing_until_made(store, story_id, new_artifact):
    store.put(story_id, "segment/0", 0, new_artifact("a"))
    edit = edited(stage="segmenting", text="Mine.", before=new_artifact("a").key)
    store.put_edit(story_id, "segment/0", edit)
    assert store.bump_take(story_id, "segment/0") == 1
    assert store.choices(story_id)["segment/0"] == Choice(slot="segment/0", key=None, take=1)
    assert store.history(story_id, "segment/0")[0].artifact == edit


def test_a_snapshot_is_a_store_for_examine(store, story_id, new_artifact):
    a = new_artifact("a")
    store.put(story_id, "story", 0, a)
    store.put(story_id, "title", 0, new_artifact("b"))
    store.put(story_id, "title", 0, new_artifact("c"))
    store.bump_take(story_id, "caption/0")
    shot = store.snapshot(story_id)
    assert shot.standing["title"].versions == 2
    assert shot.standing["caption/0"].artifact is None
    assert shot.standing["caption/0"].versions == 0
    steps = [Step(slot="story", stage="writing"), Step(slot="caption/0", stage="captioning")]
    states = examine(steps, shot.choices(), shot)
    assert [state.status for state in states.values()] == ["stale", "missing"]
    assert states["story"].artifact == store.artifact(a.key)
    assert shot.choices() == store.choices(story_id)


def test_reading_a_large_story_is_one_fast_query(store, story_id, database, new_artifact):
    for i in range(6):
        for piece in ("caption", "segment", "prompt", "illustration", "narration", "score"):
            store.put(story_id, f"{piece}/{i}", 0, new_artifact(f"{piece}{i}"))
    asked = []
    event.listen(database.engine, "before_cursor_execute", lambda *seen: asked.append(seen[2]))
    started = time.perf_counter()
    assert len(store.artifacts_for(story_id)) == 36
    assert time.perf_counter() - started < 0.5
    assert len([statement for statement in asked if "SELECT" in statement]) == 1


def test_media_go_through(store):
    name = store.put_media(b"sound", "audio/wav")
    assert store.media(name) == b"sound"


ACTIONS = st.lists(
    st.tuples(st.sampled_from(["build", "bump", "edit", "lock", "unlock"]), st.integers(0, 4)),
    max_size=8,
)


@KEEP
@given(actions=ACTIONS)
def test_history_never_shrinks_and_what_stands_was_made(
    store, stories, new_request, new_artifact, actions
):
    """Whatever happens to a slot: history only grows, and what stands is in the history."""
    story = stories.create(new_request())
    slot, length = "segment/0", 0
    for action, n in actions:
        take = store.choices(story).get(slot, Choice(slot=slot)).take
        if action == "build":
            store.put(story, slot, take, new_artifact(f"x{n}"))
        elif action == "bump":
            store.bump_take(story, slot)
        elif action == "edit":
            store.put_edit(story, slot, edited(stage="writing", text=f"t{n}", before=None))
        else:
            store.set_locked(story, slot, action == "lock")
        history = store.history(story, slot)
        assert len(history) >= length
        length = len(history)
        choice = store.choices(story)[slot]
        assert choice.key is None or choice.key in {v.artifact.key for v in history}
