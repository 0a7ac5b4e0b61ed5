"""The picture-book world: words and pictures agree, and the test split is really unseen."""

import dataclasses
import itertools
import json
import random
import re
from pathlib import Path

import numpy as np
import pytest

from train.world import __main__ as command
from train.world import dataset
from train.world.draw import boxes, draw
from train.world.scene import (
    NOBODY,
    VOCABULARY,
    Scene,
    attributes,
    canonical,
    captions,
    held_out,
    prompt,
    references,
    sample,
)
from train.world.vocabulary import BETWEEN, PLACES, STYLES, TIMES

FOX = Scene("fox", "red", "walking", "forest", "night", "rain", "lantern", "paper", seed=3)
OWL_AND_BEAR = Scene(
    "owl", "blue", "giving", "kitchen", "day", "rain", "bread", "crayon",
    second="bear", second_colour="green", seed=5,
)  # fmt: skip


def some(n: int, split: str = "train") -> list[Scene]:
    rng = random.Random(11)
    return [sample(rng, split) for _ in range(n)]  # type: ignore[arg-type]


def by_figures(n: int, split: str = "train") -> dict[int, list[Scene]]:
    """Sampled scenes by the number of their figures."""
    found: dict[int, list[Scene]] = {1: [], 2: [], 3: []}
    for scene in some(n, split):
        found[len(scene.cast)].append(scene)
    return found


def test_the_world_is_rich() -> None:
    least = {"character": 24, "place": 20, "weather": 6, "prop": 41, "action": 16, "style": 3}
    for name, count in least.items():
        assert len(VOCABULARY[name]) >= count, name


def test_canonical_caption_in_words() -> None:
    said = "a fox in a red coat walking in the forest at night in the rain with a lantern"
    assert captions(FOX)[0] == said
    assert prompt(FOX) == said + ", cut paper"
    assert captions(OWL_AND_BEAR)[0] == (
        "an owl in a blue coat giving a loaf of bread to a bear in a green coat in the kitchen "
        "by day while it rains"
    )
    three = dataclasses.replace(
        OWL_AND_BEAR, action="dancing", prop="none", place="moon", weather="clear",
        third="fox", third_colour="red",
    )  # fmt: skip
    assert captions(three)[0] == (
        "an owl in a blue coat, a bear in a green coat and a fox in a red coat dancing "
        "on the moon by day"
    )
    owl = dataclasses.replace(FOX, character="owl", weather="clear", prop="none")
    assert captions(owl)[0] == "an owl in a red coat walking in the forest at night"


@pytest.mark.parametrize("figures", [1, 2, 3])
def test_captions_are_six_and_different_and_never_change(figures: int) -> None:
    scenes = by_figures(600)[figures]
    assert len(scenes) > 40
    for scene in scenes:
        said = captions(scene)
        assert len(said) == len(set(said)) == 6, said
        assert said == captions(dataclasses.replace(scene))
        assert len(references(scene)) == 5
        assert set(references(scene)) <= set(said)
        for caption in said:
            assert caption == caption.lower().strip()
            assert not re.search(r"\ba (?!one-)[aeio]|\ban (?:[^aeiou]|one-)|  ", caption), caption
            assert all(who in caption for who, _ in scene.cast)


def test_every_attribute_is_in_the_canonical_caption() -> None:
    from train.vision_metrics import attributes_in, truths_of

    for split in ("train", "test"):
        for scene in some(300, split):
            assert attributes_in(canonical(scene)) == truths_of(attributes(scene)), scene


def test_splits_share_no_combination_for_any_figure() -> None:
    def combinations(split: str) -> set[tuple[str, str, str, str]]:
        return {
            (who, s.place, s.time, s.style)
            for s in some(1500, split)
            for who, _ in s.cast
            if split == "train" or len(s.cast) == 1
        }

    assert not combinations("train") & combinations("test")
    assert all(held_out(scene) for scene in some(50, "test"))
    assert not any(held_out(scene) for scene in some(50, "train"))
    every = itertools.product(VOCABULARY["character"], PLACES, TIMES, STYLES)
    apart = {
        (c, p, t, s): held_out(Scene(c, "red", "standing", p, t, "clear", "none", s))
        for c, p, t, s in every
    }
    assert 0.06 < np.mean(list(apart.values())) < 0.14
    for scene in some(400, "test") + some(400):
        alone = [apart[who, scene.place, scene.time, scene.style] for who, _ in scene.cast]
        assert held_out(scene) == any(alone)


@pytest.mark.parametrize(
    ("changed", "answer"),
    [
        ({"second": "owl"}, "The second figure needs a character and a colour."),
        ({"third_colour": "red"}, "The third figure needs a character and a colour."),
        ({"third": "owl", "third_colour": "red"}, "A third figure needs a second one."),
        (
            {"second": "fox", "second_colour": "red", "prop": "none"},
            "The figures of a scene must be different characters.",
        ),
        ({"action": "chasing"}, "'chasing' is between two figures."),
        (
            {"action": "giving", "second": "owl", "second_colour": "red", "prop": "none"},
            "A thing is held by those who give it, and only by them.",
        ),
        (
            {"action": "greeting", "second": "owl", "second_colour": "red"},
            "A thing is held by those who give it, and only by them.",
        ),
        (
            {"action": "sleeping", "second": "owl", "second_colour": "red", "prop": "none"},
            "'sleeping' is for one figure alone.",
        ),
        ({"second": "owl", "second_colour": "red"}, "Figures beside each other hold nothing."),
    ],
)
def test_scenes_that_cannot_be_are_refused_in_a_sentence(
    changed: dict[str, str], answer: str
) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(answer)}$"):
        dataclasses.replace(FOX, **changed)


def test_the_same_scene_is_the_same_picture() -> None:
    assert draw(FOX, 96).tobytes() == draw(FOX, 96).tobytes()
    assert draw(FOX, 96).size == (96, 96)
    assert draw(FOX, 96).mode == "RGB"


def _one_by_one(name: str) -> list[Scene]:
    """A scene for each value of an attribute, else the same."""
    base = dataclasses.replace(FOX, weather="clear", time="day", prop="none")
    if name.startswith(("second", "third")):
        base = dataclasses.replace(base, second="owl", second_colour="blue")
    if name.startswith("third"):
        base = dataclasses.replace(base, third="bear", third_colour="green")
    taken = {who for who, _ in base.cast} - {getattr(base, name)}
    values = [v for v in VOCABULARY[name] if v not in {*taken, *BETWEEN} and v != NOBODY]
    if name == "prop":
        values.append("none")
    return [dataclasses.replace(base, **{name: value}) for value in values]


def differ(scenes: list[Scene]) -> None:
    pictures = [np.asarray(draw(scene, 64), dtype=float) for scene in scenes]
    for (a, one), (b, other) in itertools.combinations(zip(scenes, pictures, strict=True), 2):
        assert np.abs(one - other).mean() > 1.0, (a, b)


@pytest.mark.parametrize("name", VOCABULARY)
def test_every_value_of_every_attribute_looks_different(name: str) -> None:
    scenes = _one_by_one(name)
    assert len(scenes) >= 3
    differ(scenes)


def test_every_deed_between_two_looks_different() -> None:
    base = dataclasses.replace(OWL_AND_BEAR, action="greeting", prop="none")
    others = [dataclasses.replace(base, action=deed) for deed in BETWEEN if deed != "giving"]
    differ([OWL_AND_BEAR, *others])


def test_boxes_hold_their_figures() -> None:
    for count, scenes in by_figures(150).items():
        assert scenes
        for scene in scenes:
            found = boxes(scene)
            assert len(found) == count
            for left, top, right, bottom in found:
                assert 0 <= left < right <= 1
                assert 0 <= top < bottom <= 1
                assert bottom - top > (0.5 if count == 1 else 0.33)
            middles = sorted((left + right) / 2 for left, _, right, _ in found)
            assert all(b - a > 0.15 for a, b in itertools.pairwise(middles))


@pytest.mark.parametrize("figures", [1, 2, 3])
def test_each_box_is_where_its_own_figure_is(figures: int) -> None:
    people = {"second": "owl", "second_colour": "red", "third": "bear", "third_colour": "red"}
    more = dict(itertools.islice(people.items(), 2 * (figures - 1)))
    plain = dataclasses.replace(FOX, time="day", weather="clear", prop="none", **more)
    for seed in range(4):
        scene = dataclasses.replace(plain, seed=seed)
        red = np.asarray(draw(scene, 128), dtype=float)
        for box, name in zip(boxes(scene), ("colour", "second", "third")[:figures], strict=True):
            key = name if name == "colour" else f"{name}_colour"
            blue = np.asarray(draw(dataclasses.replace(scene, **{key: "blue"}), 128), dtype=float)
            rows, columns = np.nonzero(np.abs(red - blue).sum(axis=2) > 30)
            left, top, right, bottom = (value * 128 for value in box)
            assert left <= columns.min()
            assert columns.max() <= right
            assert top <= rows.min()
            assert rows.max() <= bottom


def test_unknown_words_are_named() -> None:
    with pytest.raises(ValueError, match="Unknown character 'dragonfly'; choose one of fox, rab"):
        dataclasses.replace(FOX, character="dragonfly")
    with pytest.raises(ValueError, match="Unknown split"):
        sample(random.Random(0), "validation")  # type: ignore[arg-type]


def test_the_command_writes_pictures_and_words(tmp_path: Path) -> None:
    argv = ["--split", "test", "--n", "3", "--seed", "5", "--size", "64", "--out", str(tmp_path)]
    assert command.main(argv) == 0
    listed = json.loads((tmp_path / "captions.json").read_text())
    assert [set(entry) for entry in listed] == [{"image", "captions", "attributes"}] * 3
    assert all((tmp_path / entry["image"]).is_file() for entry in listed)


@pytest.mark.parametrize("bad", [["--n", "0"], ["--size", "9"]])
def test_the_command_answers_bad_input_in_a_sentence(
    bad: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for main in (command.main, dataset.main):
        assert main([*bad, "--out", str(tmp_path)]) == 2
        error = capsys.readouterr().err
        assert error.startswith(bad[0])
        assert error.count("\n") == 1


def test_the_command_says_when_it_cannot_write(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert command.main(["--n", "1", "--out", str(blocked / "in")]) == 2
    assert capsys.readouterr().err.startswith("Cannot write to")


def test_the_dataset_is_complete_and_reads_back(tmp_path: Path) -> None:
    dataset.render("test", n=4, size=32, seed=2, out=tmp_path, processes=1)
    images = np.load(tmp_path / "images.npy", mmap_mode="r")
    assert images.shape == (4, 32, 32, 3)
    assert images.dtype == np.uint8
    read = list(dataset.read_scenes(tmp_path / "scenes.jsonl"))
    assert [scene for scene, _ in read] == dataset.scenes("test", n=4, seed=2)
    scene, said = read[0]
    assert said["attributes"] == attributes(scene)
    assert np.array_equal(images[0], np.asarray(draw(scene, 32)))
