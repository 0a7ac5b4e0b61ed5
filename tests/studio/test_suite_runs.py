"""Evaluation runs as durable work: repeated, cancelled, killed, compared, exported."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from core.errors import BadInput, UnknownName
from core.settings import ROOT, Settings
from core.story import StoryRequest
from db.evaluations import Run
from studio.compose import Studio
from tests.studio.conftest import STORY


def work(studio: Studio, run_id: str) -> Run:
    """Do what the worker would do."""
    while studio.runs.step(run_id) == "more":
        pass
    run = studio.evaluations.get(run_id)
    assert run is not None
    return run


@pytest.fixture
def idle(settings: Settings):
    """A studio without a worker: steps are done by `work`."""
    opened = Studio(settings)
    yield opened
    opened.close()


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """Twelve pictures with two captions each; one of them is no picture."""
    folder = tmp_path / "photos"
    folder.mkdir()
    lines = []
    for i in range(12):
        Image.new("RGB", (40, 30), (20 * i, 90, 160)).save(folder / f"{i}.png")
        lines += [f"{i}.png\ta red bird on the beach number {i}", f"{i}.png\ta bird"]
    (folder / "5.png").write_bytes(b"this is not a picture")
    (folder / "captions.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def test_the_same_seed_gives_the_same_figures(idle: Studio) -> None:
    runs = [work(idle, idle.runs.start("world", preset="tiny", n=4, seed=2)) for _ in range(2)]
    other = work(idle, idle.runs.start("world", preset="tiny", n=4, seed=3))
    assert [run.status for run in (*runs, other)] == ["done"] * 3
    assert runs[0].figures == runs[1].figures
    assert other.figures != runs[0].figures
    assert runs[0].figures["ROUGE-L"].n == 4
    details = runs[0].details
    assert details["models"]["captioner"]["id"] == "tiny-captioner"
    assert details["models"]["captioner"]["revision"]
    assert details["models"]["captioner"]["device"] == "cpu"
    assert details["code"]
    compared = idle.run_results.compare([runs[0].id], [runs[1].id])
    assert {c.difference.value for c in compared if c.difference} == {0.0}
    assert {c.verdict for c in compared} == {"no difference can be told"}
    apart = idle.run_results.compare([runs[0].id], [other.id])
    assert all(c.difference is None for c in apart)


def test_a_picture_that_cannot_be_opened_is_counted(idle: Studio, photos: Path) -> None:
    run_id = idle.runs.start("folder", preset="tiny", n=50, seed=0, data=str(photos))
    run = work(idle, run_id)
    assert run.status == "done", run.error
    assert run.message == "Done: 12 pictures, 1 of which could not be measured."
    assert (run.figures["BLEU-1"].n, run.figures["BLEU-1"].left_out) == (11, 1)
    clip = next(figure for name, figure in run.figures.items() if name.startswith("CLIPScore"))
    assert (clip.n, clip.left_out) == (11, 1)
    assert "CLIPScore (tiny-scorer@" in " ".join(run.figures)
    (broken,) = [item for item in idle.run_results.items(run_id) if item.error]
    assert broken.name == "5.png"
    assert "5.png" in (broken.error or "")
    rows = idle.run_results.csv(run_id).splitlines()
    assert len(rows) == 13
    assert "this is not" not in idle.run_results.csv(run_id)
    page = idle.run_results.html(run_id)
    assert "BLEU-4" in page
    assert "http" not in page
    assert "<script" not in page


def test_a_cancelled_run_keeps_what_it_has(idle: Studio, photos: Path) -> None:
    run_id = idle.runs.start("folder", preset="tiny", n=12, seed=0, data=str(photos))
    assert idle.runs.step(run_id) == "more"
    idle.runs.cancel(run_id)
    assert idle.runs.step(run_id) == "cancelled"
    (run,) = idle.runs.all()
    assert run.partial
    assert (run.done, run.status) == (10, "cancelled")
    assert run.message.startswith("Partial: 10 of 12 pictures")
    assert run.figures["BLEU-1"].n in (9, 10)


def test_a_run_cancelled_while_it_waits_has_nothing(idle: Studio) -> None:
    run_id = idle.runs.start("world", preset="tiny", n=4)
    idle.runs.cancel(run_id)
    (run,) = idle.runs.all()
    assert (run.status, run.partial, run.figures) == ("cancelled", False, {})


def test_another_process_goes_on_where_one_was_killed(
    settings: Settings, tiny_catalog: Path, photos: Path
) -> None:
    studio = Studio(settings)
    run_id = studio.runs.start("folder", preset="tiny", n=12, seed=0, data=str(photos))
    assert studio.runs.step(run_id) == "more"
    first = studio.run_results.items(run_id)
    environment = {
        **os.environ,
        "STUDIO_DATA_DIR": str(settings.data_dir),
        "STUDIO_CATALOG": str(tiny_catalog),
        "STUDIO_DEVICE": "cpu",
    }
    for kill_after in (2.0, None):
        process = subprocess.Popen(
            [sys.executable, "-m", "studio", "worker"],
            cwd=ROOT,
            env=environment,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        until = time.monotonic() + (kill_after or 240)
        while time.monotonic() < until and studio.runs.all()[0].active:
            time.sleep(0.1)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    run = studio.runs.all()[0]
    assert run.status == "done", run.error
    items = studio.run_results.items(run_id)
    assert [item.name for item in items] == [f"{i}.png" for i in range(12)]
    assert items[:10] == first
    studio.close()


def test_a_folder_that_changed_meanwhile_ends_the_run(idle: Studio, photos: Path) -> None:
    run_id = idle.runs.start("folder", preset="tiny", n=12, seed=0, data=str(photos))
    (photos / "captions.tsv").write_text("0.png\tanother caption\n", encoding="utf-8")
    run = work(idle, run_id)
    assert run.status == "failed"
    assert "have changed" in (run.error or "")


def test_bad_requests_store_nothing(idle: Studio, tmp_path: Path) -> None:
    for suite, options, said in (
        ("folder", {}, "folder of pictures"),
        ("folder", {"data": str(tmp_path / "nowhere")}, "no folder"),
        ("world", {"data": str(tmp_path)}, "takes no folder"),
        ("world", {"n": 0}, "0 items"),
        ("world", {"n": 10_001}, "10001 items"),
        ("world", {"seed": -1}, "seed"),
    ):
        with pytest.raises(BadInput, match=said):
            idle.runs.start(suite, **{"preset": "tiny", **options})  # type: ignore[arg-type]
    with pytest.raises(UnknownName, match="latency"):
        idle.runs.start("walrus", preset="tiny")
    assert idle.runs.all() == []


def test_only_the_folders_that_are_allowed_are_read(settings: Settings, photos: Path) -> None:
    allowed = photos.parent / "allowed"
    (allowed / "inside").mkdir(parents=True)
    (allowed / "link").symlink_to(photos)
    studio = Studio(replace(settings, suite_folders=(allowed,)))
    for folder in (photos, allowed / "link", allowed / ".." / "photos", photos / "nowhere"):
        with pytest.raises(BadInput, match=r"only from .*allowed"):
            studio.runs.start("folder", preset="tiny", data=str(folder))
    studio.close()
    studio = Studio(replace(settings, shared=True))
    with pytest.raises(BadInput, match="set STUDIO_SUITE_FOLDERS"):
        studio.runs.start("folder", preset="tiny", data=str(photos))
    studio.close()
    studio = Studio(replace(settings, suite_folders=(allowed,), shared=True))
    photos.rename(allowed / "inside" / "photos")
    assert studio.runs.start("folder", preset="tiny", data=str(allowed / "inside" / "photos"))
    studio.close()


def test_stories_of_the_gallery(idle: Studio) -> None:
    story_id = idle.books.create(StoryRequest(text=STORY, preset="tiny", seed=1))
    build = idle.builds.latest(story_id)
    assert build is not None
    while idle.building.step(build.id) == "more":
        pass
    gone = idle.books.create(StoryRequest(text=STORY, preset="tiny", seed=2))
    idle.books.delete(gone)
    run = work(idle, idle.runs.start("stories", preset="tiny", n=5))
    assert run.status == "done", run.error
    assert run.done == 1
    assert run.figures["Words"].value > 100
    assert 0 < run.figures["Distinct-2"].value <= 1
    assert "Words as asked for (share)" not in run.figures
    assert "Nouns told that no picture has" not in run.figures
    named = " ".join(run.figures)
    for figure in ("Pictures like each other", "Different pictures", "Bits a character", "School"):
        assert figure in named
    perplexity = next(f for name, f in run.figures.items() if name.startswith("Perplexity"))
    assert perplexity.value > 1
    assert "tiny-writer@" in named
    for figure in ("real-time factor", "words per minute", "silence (share)"):
        assert run.figures[f"Narration, {figure}"].n == 1
    assert 0 < run.figures["Narration, words with a time (share)"].value <= 1
    assert json.dumps(dict(run.details))


def test_no_story_is_said_in_a_sentence(idle: Studio) -> None:
    run = work(idle, idle.runs.start("stories", preset="tiny", n=5))
    assert run.status == "failed"
    assert run.error == "There is no story to measure."


def test_latency_is_measured_stage_by_stage(idle: Studio) -> None:
    run = work(idle, idle.runs.start("latency", preset="tiny", n=2))
    assert run.status == "done", run.error
    assert run.done == 10
    assert set(run.details["models"]) == {
        "captioner", "writer", "illustrator", "narrator", "scorer",
    }  # fmt: skip
    for stage in ("Caption of a picture", "Story of three pictures", "Picture"):
        assert run.figures[f"{stage}, cold (s)"].n == 1
        assert run.figures[f"{stage}, warm p50 (s)"].value > 0
    assert run.figures["Picture, loading (s)"].value > 0


def test_items_of_two_runs_stand_side_by_side_with_their_pictures(
    idle: Studio, photos: Path
) -> None:
    ids = [
        work(idle, idle.runs.start("folder", preset="tiny", n=12, seed=s, data=str(photos))).id
        for s in (0, 1)
    ]
    pairs = idle.run_results.pairs(ids[:1], ids[1:], "ROUGE-L")
    assert len(pairs) == 11  # one picture is none
    assert all(pair.picture == photos / pair.name for pair in pairs)
    gaps = [abs(pair.difference) for pair in pairs]
    assert gaps == sorted(gaps, reverse=True)
    assert idle.run_results.pairs(ids[:1], ids[1:], "no such figure") == []
    assert idle.run_results.same_but_seed(ids[0]) == ids
    pooled = idle.run_results.compare(ids, ids)
    assert {one.difference.n for one in pooled if one.difference} == {11}
    assert idle.run_results.differing(ids) == {"Seed": ["0", "1"]}
    page = idle.run_results.html(ids[0])
    assert page.count("data:image/jpeg") == 11


def test_a_picture_outside_of_the_suites_folder_is_not_shown(idle: Studio, photos: Path) -> None:
    run = work(idle, idle.runs.start("folder", preset="tiny", n=3, data=str(photos)))
    item = replace(idle.run_results.items(run.id)[0], data={"image": "../../../etc/passwd"})
    assert idle.run_results.picture(run, item) is None


def test_tags_and_a_note_are_kept_with_a_run(idle: Studio) -> None:
    run = work(idle, idle.runs.start("world", preset="tiny", n=2))
    idle.run_results.label(run.id, tags=["new encoder", " ", "new encoder"], note=" Better? ")
    (seen,) = idle.runs.all()
    assert (seen.details["tags"], seen.details["note"]) == (["new encoder"], "Better?")
    assert seen.details["models"] == run.details["models"]
    with pytest.raises(BadInput, match="40 characters"):
        idle.run_results.label(run.id, tags=["x" * 41], note="")


def test_the_twenty_first_run_is_still_there(idle: Studio) -> None:
    for seed in range(25):
        idle.evaluations.create(suite="world", preset="tiny", n=1, seed=seed)
    assert len(idle.runs.all()) == 25
