"""The starter report: its measures, and that it runs to the end on tiny models."""

import json
import math
import random
import subprocess
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import save_file

from core.models.seen import Seen, run_hashes, words_in
from core.stages.starter_cast import cast_for
from tests.core.models.tiny import make_starter
from train.common import ROOT, STARTER
from train.evaluate_vision import photographs
from train.evaluate_writer import asked_for, world_prompts, world_scenes
from train.judge import Judge
from train.report.__main__ import main
from train.report.bars import Report, as_markdown, as_text
from train.report.copied import RUN, TrainingRuns, held
from train.report.judging import trained_judge
from train.report.moods import MoodReader, confusion, mood_stories
from train.report.nearest import nearest
from train.report.painting import PAGES, between, both_present, hero_pages, with_two
from train.report.seeing import together
from train.report.setup import Setup
from train.report.telling import as_learnt
from train.seen import HERE, Session, runs_of, sample_of
from train.vision_metrics import area_under_curve, judged_shares, ordering
from train.world.dataset import scenes
from train.world.scene import attributes, captions, held_out

STORY = "once upon a time a small red fox found a very round stone by the quiet river"


def test_a_run_of_twelve_words_is_found_and_one_of_eleven_is_not() -> None:
    known = TrainingRuns(["", "too short", STORY])
    words = STORY.split()
    assert known.copied(f"Well! {' '.join(words[2 : 2 + RUN]).title()}, they said.") == 1
    assert known.copied(" ".join(["well", *words[2 : 1 + RUN], "hm"])) == 0
    changed = [*words[:6], "blue", *words[7:]]
    assert known.copied(" ".join(changed[: 6 + RUN])) == 0
    assert known.copied(" ".join(reversed(words))) == 0
    assert known.copied(STORY) == len(words) - RUN + 1
    assert TrainingRuns([]).copied(STORY) == 0


def test_a_filter_holds_what_its_training_read() -> None:
    session = Session("here", 3, 64, 640)
    texts = sample_of(session, 12)
    runs = np.concatenate([run_hashes(words_in(text)) for text in texts])
    about = {"sessions": [asdict(session)]}
    assert held(Seen.of(runs, 0.1, 8, about), 12) == 1.0
    assert held(Seen.of(runs[: len(runs) // 2], 0.1, 8, about), 12) < 0.9
    assert math.isnan(held(Seen.of(runs, 0.1, 8), 12))


def test_the_bundled_filter_knows_what_the_bundled_writer_read(tmp_path: Path) -> None:
    seen = Seen.load(STARTER / "writer")
    assert seen is not None
    sessions = [Session(**one) for one in seen.about["sessions"]]
    assert len(sessions) >= 2
    for session in sessions:
        git = ["git", "cat-file", "-e", session.commit]
        known = session.commit == HERE or not subprocess.run(git, cwd=ROOT).returncode
        if not known:
            pytest.skip(f"no history here that reaches back to {session.commit}")
        runs = runs_of(replace(session, end=session.first + 10, drills=0), tmp_path)
        assert len(runs) > 500
        assert seen.knows(runs).all()


def test_stories_of_the_report_are_of_held_out_pictures() -> None:
    stories = world_scenes(20, 5)
    assert all(held_out(scene) for pictures in stories for scene in pictures)
    assert sum(len(pictures) == 5 for pictures in stories) >= 7
    heroes = [sum(p.character == pictures[0].character for p in pictures) for pictures in stories]
    assert sum(heroes) >= 2.2 * len(stories)
    asked = world_prompts(20, 5, hear=lambda pictures: ["said"] * len(pictures))
    for number, (one, pictures) in enumerate(zip(asked, stories, strict=True)):
        told = {"said"} if number % 2 else {said for p in pictures for said in captions(p)}
        assert set(one.captions) <= told
        assert len(one.captions) == len(pictures)


def test_a_story_is_compared_as_it_was_learnt() -> None:
    asked = asked_for("scary", 220, ("a fox in the wood",))
    cast = cast_for("scary", None, asked.captions, 9)
    learnt = "Pip met Nora. It was a murmur." if cast.stand_in == "Pip" else "Mia met Nora."
    assert cast.real(learnt) != learnt
    assert as_learnt(asked, {"parts": [cast.real(learnt)]}, 9) == learnt


def test_the_mood_reader_names_the_moods_of_other_stories() -> None:
    moods = ("romance", "comedy", "scary", "action", "cartoonish")
    reader = MoodReader(moods, seed=1, stories=40)
    asked = [mood for mood in moods for _ in range(8)]
    told = [story for mood in moods for story in mood_stories(mood, 8, "others")]
    read = reader.read(told)
    assert np.mean([a == b for a, b in zip(asked, read, strict=True)]) >= 0.9
    table = confusion(moods, asked, read)
    assert [sum(row) for row in table] == [8] * 5
    # Words in another order are other pairs, and no words at all are no reason for an error.
    assert len(reader.read(["", "zzz"])) == 2


def test_scores_in_another_order_do_not_count() -> None:
    eye = torch.eye(4)
    assert ordering(eye, eye, 0.5 * eye, 0 * eye) == 1.0
    assert ordering(eye, 0.5 * eye, eye, 0 * eye) == 0.0
    assert ordering(eye, eye, 0 * eye, 0 * eye) == 0.0


def test_both_characters_have_to_be_found() -> None:
    truth = attributes(with_two(scenes("test", n=40, seed=1), 1)[0])
    who, other = truth["character"], truth["second"]
    assert both_present([(other, who)], [truth]) == 1.0
    assert both_present([(who,)], [truth]) == 0.0
    assert both_present([(who, other, "ghost"), ()], [truth, truth]) == 0.5


def test_the_judge_is_right_only_with_the_whole_cast_in_its_coats() -> None:
    scene = with_two(scenes("test", n=40, seed=1), 1)[0]
    truth = attributes(scene)
    answer = {**truth, "cast": dict(scene.cast)}
    assert set(judged_shares([answer], [truth]).values()) == {1.0}
    alone = {**answer, "cast": {scene.character: scene.colour}}
    shares = judged_shares([answer, alone], [truth, truth])
    assert (shares["character"], shares["colour"], shares["place"]) == (0.5, 0.5, 1.0)
    swapped = {**answer, "cast": {who: "no" for who, _ in scene.cast}}
    shares = judged_shares([swapped], [truth])
    assert (shares["character"], shares["colour"], shares["all"]) == (1.0, 0.0, 0.0)


def test_heroes_keep_their_coat_on_five_different_held_out_pages() -> None:
    pages = hero_pages(2, seed=3)
    for start in (0, PAGES):
        told = pages[start : start + PAGES]
        assert len({(one.character, one.colour, one.style) for one in told}) == 1
        assert len({one.place for one in told}) == len({one.action for one in told}) == PAGES
        assert all(held_out(one) and len(one.cast) == 1 for one in told)


def test_the_nearest_picture_is_found_in_any_chunk() -> None:
    others = np.random.default_rng(0).integers(0, 256, (4100, 4, 4, 3), dtype=np.uint8)
    wanted = [3, 2500, 4099]
    index, distance = nearest(torch.from_numpy(others[wanted]).float() + 1, others)
    assert index.tolist() == wanted
    torch.testing.assert_close(distance, torch.ones(3), atol=1e-2, rtol=0)


def test_styles_are_compared_within_their_group() -> None:
    grey = [Image.new("RGB", (4, 4), (level,) * 3) for level in (10, 20, 40, 100, 100, 100)]
    assert between(grey, 3) == pytest.approx((10 + 30 + 20) / 3 / 2)
    assert between(grey[3:], 3) == 0.0


def test_two_signals_tell_more_than_either() -> None:
    world, other = ([0.9, 0.5, 0.9], [0.1, 0.9, 0.9]), ([0.5, 0.9, 0.4], [0.1, -0.2, 0.0])
    known, strange = together(world, other)
    both = area_under_curve(known, strange)
    assert both > max(area_under_curve(a, b) for a, b in zip(world, other, strict=True))


def test_bars_are_met_on_their_own_side() -> None:
    report = Report()
    report.bar("size", "at least", 0.9, least=0.9)
    report.bar("size", "at most", 2.1, most=2.0)
    report.bar("size", "never", 0.0, most=0.0)
    report.bar("size", "known", 7.0)
    report.bar("size", "unknown", math.nan, least=0.5)
    assert [bar.met for bar in report.bars] == [True, False, True, None, False]
    assert "2 of 4 bars met" in as_text(report.bars)
    assert as_markdown(report.bars).count("NOT MET") == 2
    assert "size: unknown" not in report.named()


def test_photographs_of_the_training_split_are_left_out(tmp_path: Path) -> None:
    for folder, rows in {
        "flickr8k_small": [
            {"image": "a.jpg", "split": "train"},
            {"image": "b.jpg", "split": "dev"},
        ],
        "coco_mini": [{"image": "c.jpg", "licence": "Attribution License"}, {"image": "gone.jpg"}],
    }.items():
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "captions.json").write_text(json.dumps(rows), encoding="utf-8")
        for name in "abc":
            Image.new("RGB", (8, 8)).save(tmp_path / folder / f"{name}.jpg")
    found = photographs(tmp_path, 9, random.Random(0))
    assert {photo.path.name: photo.licence for photo in found} == {
        "b.jpg": "",
        "c.jpg": "Attribution License",
    }


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_starter(tmp_path_factory.mktemp("report")) / "starter"


def run(tiny: Path, out: Path, *more: str) -> dict[str, float]:
    given = {
        "--n": 4, "--starter": tiny, "--out": out, "--kept": out / "kept", "--world": out / "none",
        "--photos": out / "none", "--judge": out / "none", "--judge-minutes": 0,
        "--training-pictures": 6, "--training-stories": 6, "--threads": 1,
    }  # fmt: skip
    return main([*(str(word) for pair in given.items() for word in pair), *more])


def test_the_report_runs_to_the_end(
    tiny: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    figures = run(tiny, tmp_path, "--stories", "1", "--only", "captioner,scorer,limits,writer,size")
    said = capsys.readouterr().out
    assert json.loads(said.splitlines()[-1]) == figures
    assert all(math.isfinite(value) for value in figures.values())
    assert {name.partition(":")[0] for name in figures} == {"captioner", "scorer", "writer", "size"}
    assert "No photographs in" in said
    page = (tmp_path / "REPORT.md").read_text(encoding="utf-8")
    assert "| captioner | BLEU-4 against five references |" in page
    assert page.count("## A story: ") == 1
    for file in (part.partition(")")[0] for part in page.split("](report/")[1:]):
        assert (tmp_path / "report" / file).stat().st_size > 0


def test_what_is_painted_is_read_back_by_both_readers(tiny: Path, tmp_path: Path) -> None:
    path = tmp_path / "judge.safetensors"
    save_file(Judge().state_dict(), path)
    figures = run(tiny, tmp_path, "--only", "illustrator", "--n", "3", "--judge", str(path))
    assert figures["illustrator: pixels wide and high"] < 256
    assert figures["illustrator: nearest training picture is the scene asked for"] == 0.0
    for reader in ("captioner", "judge"):
        for name in ("attributes read by the {}", "two characters both present, {}"):
            assert 0 <= figures[f"illustrator: {name.format(reader)}"] <= 1
        assert f"illustrator: hero and coat over five pages, {reader}" in figures
    assert (tmp_path / "report/illustrations.jpg").exists()


def test_a_judge_that_is_missing_or_of_another_world_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = tmp_path / "judge.safetensors"
    setup = Setup(
        starter=tmp_path, judge=nowhere, judge_minutes=0, world=tmp_path, photos=tmp_path,
        kept=tmp_path, n=1, pictures=1, stories=1, training_pictures=1, training_stories=1,
        writer_seed=1, moods=("scary",), seed=1, threads=1,
    )  # fmt: skip
    assert trained_judge(setup, Report()) is None
    assert "python -m train.judge" in capsys.readouterr().out
    save_file({"other": torch.zeros(2)}, nowhere)
    assert trained_judge(setup, Report()) is None
    assert "another world" in capsys.readouterr().out


def test_missing_models_are_said_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, tmp_path / "out", "--only", "captioner,scorer,illustrator,writer") == {}
    said = capsys.readouterr().out
    assert said.splitlines()[-1] == "{}"
    for name in ("captioner", "scorer", "illustrator", "writer"):
        assert f"No {name} in" in said


def test_a_wrong_option_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for wrong in (["--only", "singer"], ["--n", "0"], ["--moods", "grim"]):
        with pytest.raises(SystemExit) as stopped:
            main(["--starter", str(tmp_path), *wrong])
        assert stopped.value.code == 2
        assert wrong[1] in capsys.readouterr().err or wrong[0] == "--n"


def test_other_seeds_are_other_scenes() -> None:
    first, again, other = (scenes("test", n=5, seed=seed) for seed in (5, 5, 6))
    assert first == again != other
    assert [replace(scene, seed=0) for scene in first] != [
        replace(scene, seed=0) for scene in other
    ]
