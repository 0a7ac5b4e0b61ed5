"""What was deleted leaves the disk and nothing else does; a backup gives everything back."""

import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import BadInput
from core.settings import ROOT, Settings
from core.story import StoryRequest
from studio import backups
from studio.compose import Studio
from studio.tidying import DAY_S

SAMPLES = sorted((ROOT / "studio" / "samples").glob("*.png"))


def made(studio: Studio, finish, names: slice = slice(0, 1), **asked) -> str:
    """A finished book of sample pictures."""
    pictures = tuple(studio.uploads.accept(p.name, p.read_bytes()) for p in SAMPLES[names])
    story = studio.books.create(StoryRequest(pictures=pictures, preset="starter", **asked))
    view = finish(studio, story)
    assert view.build.status == "done", view.build.error
    return story


def stored(studio: Studio) -> dict[str, int]:
    return {p.name: p.stat().st_size for p in studio.files.root.glob("??/*")}


def aged(studio: Studio, days: float) -> None:
    """Every file and row as if it had been made so many days ago."""
    then = time.time() - days * DAY_S
    for path in studio.files.root.glob("??/*"):
        os.utime(path, (then, then))
    with studio.database.session() as session:
        for table in ("artifacts", "pictures", "stories"):
            session.connection().exec_driver_sql(f"UPDATE {table} SET created_at={then}")
        session.connection().exec_driver_sql(f"UPDATE history SET at={then}")
        session.connection().exec_driver_sql(
            f"UPDATE stories SET deleted_at={then} WHERE deleted_at IS NOT NULL"
        )


def test_a_book_is_erased_with_its_photos_and_another_keeps_what_they_share(
    studio: Studio, finish
) -> None:
    kept = made(studio, finish, slice(0, 1), seed=1)
    before = stored(studio)
    gone = made(studio, finish, slice(0, 2), seed=2)
    with pytest.raises(BadInput, match="Only a deleted book"):
        studio.housekeeping.erase_book(gone)
    studio.books.delete(gone)
    studio.housekeeping.erase_book(gone)
    assert stored(studio) == before
    assert studio.stories.get(gone) is None
    with pytest.raises(BadInput, match="Only a deleted book"):
        studio.housekeeping.erase_book(gone)
    view = studio.reading.story(kept)
    for segment in view.segments:
        assert studio.stored.read(segment.illustration.media)
    assert all(studio.files.has(p.sha256) for p in view.request.pictures)


def test_tidying_waits_for_its_time_and_says_first_what_would_go(studio: Studio, finish) -> None:
    kept = made(studio, finish, seed=1)
    gone = made(studio, finish, slice(1, 2), seed=2)
    studio.books.delete(gone)
    assert studio.housekeeping.tidy().books == 0
    aged(studio, 29)
    assert studio.housekeeping.tidy().books == 0
    assert studio.stories.get(gone) is not None
    aged(studio, 31)
    before = stored(studio)
    planned = studio.housekeeping.tidy(dry_run=True)
    assert (planned.books, stored(studio)) == (1, before)
    assert planned.bytes > 0
    done = studio.housekeeping.tidy()
    assert replace(done, pieces=0) == replace(planned, pieces=0)
    assert done.books == 1
    assert sum(before.values()) - sum(stored(studio).values()) == done.bytes
    assert studio.reading.story(kept).word_count
    assert studio.stories.get(gone) is None
    assert studio.housekeeping.tidy().files == 0


def test_old_versions_go_but_not_what_stands_or_was_written(studio: Studio, finish) -> None:
    story = made(studio, finish, seed=1)
    studio.editing.regenerate(story, "illustration/0")
    finish(studio, story)
    studio.editing.edit(story, "segment/0", "The cat sat on the warm mat and looked at the moon.")
    studio.editing.edit(story, "segment/0", "The cat sat on the cold mat and looked at the moon.")
    finish(studio, story)
    standing = {slot: c.key for slot, c in studio.store.choices(story).items()}
    aged(studio, 91)
    assert studio.housekeeping.tidy().takes >= 1
    assert {slot: c.key for slot, c in studio.store.choices(story).items()} == standing
    assert len(studio.store.history(story, "illustration/0")) == 1
    written = [v.artifact.text for v in studio.store.history(story, "segment/0")]
    assert "The cat sat on the warm mat and looked at the moon." in written


def test_finished_work_leaves_the_queue(studio: Studio, finish) -> None:
    made(studio, finish, seed=1)
    deadline = time.monotonic() + 20
    while not studio.queue.forget_finished(time.time() + 60, True):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert studio.queue.forget_finished(time.time() - DAY_S) == 0
    assert studio.queue.forget_finished(time.time() + 60) == 1
    assert studio.queue.forget_finished(time.time() + 60, True) == 0


def test_a_backup_gives_every_book_back(
    studio: Studio, finish, settings: Settings, tmp_path: Path
) -> None:
    story = made(studio, finish, seed=1)
    folder = tmp_path / "100% saved"
    lock = studio.housekeeping.lock
    saved = backups.back_up(studio.database, studio.files, lock, folder)
    assert saved.stories == 1
    assert saved.files == len(stored(studio))
    with pytest.raises(BadInput, match="close it first"):
        backups.restore(folder, settings.data_dir, over=True)
    with pytest.raises(BadInput, match="has books already"):
        backups.restore(folder, settings.data_dir)
    elsewhere = replace(
        settings,
        data_dir=tmp_path / "new",
        database_url=f"sqlite:///{tmp_path}/new/studio.db",
        queue_url=f"sqlite:///{tmp_path}/new/queue.db",
    )
    backups.restore(folder, elsewhere.data_dir)
    other = Studio(elsewhere)
    try:
        view = other.reading.story(story)
        assert view.title == studio.reading.story(story).title
        assert other.stored.read(view.segments[0].illustration.media)
    finally:
        other.close()


@pytest.mark.parametrize("fault", ["nothing", "no note", "newer", "damaged"])
def test_what_is_no_backup_is_refused(
    studio: Studio, tmp_path: Path, settings: Settings, fault: str
) -> None:
    folder, target = tmp_path / "saved", tmp_path / "new"
    if fault != "nothing":
        backups.back_up(studio.database, studio.files, studio.housekeeping.lock, folder)
    note = folder / "backup.json"
    if fault == "no note":
        note.unlink()
    elif fault == "newer":
        note.write_text(note.read_text().replace('"format": 1', '"format": 9'))
    elif fault == "damaged":
        (folder / "studio.db").write_bytes(b"SQLite format 3\0" + b"?" * 5000)
    with pytest.raises(Exception, match=r"no backup|newer studio|damaged"):
        backups.restore(folder, target)
    assert not (target / "studio.db").exists()
