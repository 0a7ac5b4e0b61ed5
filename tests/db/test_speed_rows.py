"""What the view of speed reads: pieces, stories, builds and timed items; NULL stays unknown."""

from db.builds import Builds
from db.evaluations import Evaluations, RunItem
from db.speed import ITEM, PIECE, SpeedRecords


def test_pieces_with_the_story_they_were_made_for(
    store, stories, database, story_id, new_request, new_artifact
):
    records = SpeedRecords(database)
    assert (records.pieces(), records.builds(), records.items()) == ([], [], [])
    before = records.stamp()
    known = new_artifact(
        "k",
        units=120.0,
        batch=2,
        peak_mib=640.5,
        created_at=2.0,
        machine="Chip, 2 threads",
        moment={"load": 0.5},
    )
    store.put(story_id, "story", 0, known)
    store.put(stories.create(new_request()), "story", 0, known)
    store.put(story_id, "caption/0", 0, new_artifact("n", stage="captioning", created_at=1.0))
    store.put(story_id, "title", 0, new_artifact("t", maker="code"))
    old, new = (dict(zip(PIECE, row, strict=True)) for row in records.pieces())
    assert records.pieces(1) == records.pieces()[1:], "the latest"
    assert (old["units"], old["batch"], old["peak_mib"]) == (None, None, None)
    assert (new["units"], new["batch"], new["peak_mib"]) == (120.0, 2, 640.5)
    assert (old["machine"], new["machine"]) == (None, "Chip, 2 threads")
    assert (new["story_id"], new["slot"], new["load_s"]) == (story_id, "story", 1.25)
    assert store.artifact(known.key) == known
    assert records.stamp() != before


def test_stories_and_their_sizes(store, stories, database, story_id, new_request, new_artifact):
    pasted = stories.create(new_request(pictures=(), text="Once upon a time.", mood="noir"))
    for slot in ("caption/0", "illustration/0", "illustration/1", "prompt/0"):
        store.put(story_id, slot, 0, new_artifact(slot.replace("/", "x")))
    found = SpeedRecords(database).stories()
    assert (found[story_id].pages, found[story_id].pictures, found[story_id].text) == (2, 1, None)
    assert (found[pasted].mood, found[pasted].text) == ("noir", "Once upon a time.")
    assert found[pasted].pages == 0


def test_only_builds_that_were_done(database, story_id):
    builds = Builds(database)
    ids = [builds.enqueue(story_id, targets) for targets in (None, ["caption/0"], None)]
    for build_id in ids[:2]:
        builds.set_status(build_id, "running")
        builds.set_status(build_id, "done")
    found = SpeedRecords(database).builds()
    assert [(b.id, b.targets) for b in found] == [(ids[0], None), (ids[1], ("caption/0",))]
    assert found[0].finished_at >= found[0].started_at


def test_only_items_that_were_timed(database):
    runs = Evaluations(database)
    run_id = runs.create(
        suite="latency", preset="p", n=3, seed=0, details={"models": {"writer": {"id": "w"}}}
    )
    timed = {"stage": "writing", "run_s": 1.5, "load_s": 0, "cold": True, "units": 90}
    runs.update(
        run_id,
        more=[
            RunItem(name="a", data=timed),
            RunItem(name="b", data={"caption": "a fox", "run_s": 0.25}),
            RunItem(name="c", data={"words": 220}),
        ],
    )
    records = SpeedRecords(database)
    one, two = (dict(zip(ITEM, row, strict=True)) for row in records.items())
    assert (one["stage"], one["run_s"], one["units"], one["cold"]) == ("writing", 1.5, 90, True)
    assert (two["name"], two["stage"], two["units"], two["cold"]) == ("b", None, None, None)
    assert records.runs()[run_id].models == {"writer": {"id": "w"}}
