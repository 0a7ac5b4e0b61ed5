"""The picture-book world: words and pictures agree, and the test split is really unseen."""

import dataclasses
import itertools
import json
import random
from pathlib import Path

import numpy as np
import pytest

from train.world import __main__ as command
from train.world import dataset
from train.world.draw import draw, hero_box
from train.world.scene import (
    VOCABULARY,
    Scene,
    attributes,
    captions,
    held_out,
    prompt,
    references,
    sample,
)
from train.world.vocabulary import PLACES, STYLES, TIMES

FOX = Scene("fox", "red", "walking", "forest", "night", "rain", "lantern", "paper", seed=3)


def some(n: int, split: str = "train") -> list[Scene]:
    rng = random.Random(11)
    return [sample(rng, split) for _ in range(n)]  # type: ignore[arg-type]


def read_back(caption: str, style: str, seed: int) -> Scene:
    """The scene a canonical caption names; what is not said is clear sky and empty hands."""

    def word(name: str, phrases: dict[str, str], default: str | None = None) -> str:
        found = [key for key, phrase in phrases.items() if f" {phrase} " in f" {caption} "]
        assert len(found) == 1 or (not found and default), (name, caption, found)
        return found[0] if found else str(default)

    return Scene(
        character=word("character", {key: key for key in VOCABULARY["character"]}),
        colour=word("colour", {key: f"{key} coat" for key in VOCABULARY["colour"]}),
        action=word("action", {key: key for key in VOCABULARY["action"]}),
        place=word("place", {key: said[0] for key, said in PLACES.items()}),
        time=word("time", {key: said[0] for key, said in TIMES.items()}),
        weather=word("weather", {"rain": "in the rain", "snow": "in the snow"}, "clear"),
        prop=word("prop", {key: key for key in ("balloon", "lantern", "umbrella")}, "none"),
        style=style,
        seed=seed,
    )


def test_canonical_caption_in_words() -> None:
    said = "a fox in a red coat walking in the forest at night in the rain with a lantern"
    assert captions(FOX)[0] == said
    assert prompt(FOX) == said + ", cut paper"
    owl = dataclasses.replace(FOX, character="owl", weather="clear", prop="none")
    assert captions(owl)[0] == "an owl in a red coat walking in the forest at night"


def test_captions_are_six_and_different_and_never_change() -> None:
    for scene in some(400):
        said = captions(scene)
        assert len(said) == len(set(said)) == 6, said
        assert said == captions(scene)
        assert len(references(scene)) == 5
        assert set(references(scene)) <= set(said)
        for caption in said:
            assert caption == caption.lower().strip()
            assert "  " not in caption
            assert "a owl" not in caption
            assert "an little" not in caption


def test_every_attribute_is_in_the_canonical_caption() -> None:
    for scene in some(300):
        assert read_back(captions(scene)[0], scene.style, scene.seed) == scene


def test_splits_share_no_combination() -> None:
    def combinations(split: str) -> set[tuple[str, str, str, str]]:
        return {(s.character, s.place, s.time, s.style) for s in some(500, split)}

    assert not combinations("train") & combinations("test")
    assert all(held_out(scene) for scene in some(50, "test"))
    every = itertools.product(VOCABULARY["character"], PLACES, TIMES, STYLES)
    share = np.mean(
        [held_out(Scene(c, "red", "standing", p, t, "clear", "none", s)) for c, p, t, s in every]
    )
    assert 0.06 < share < 0.14


def test_the_same_scene_is_the_same_picture() -> None:
    assert draw(FOX, 96).tobytes() == draw(FOX, 96).tobytes()
    assert draw(FOX, 96).size == (96, 96)
    assert draw(FOX, 96).mode == "RGB"


@pytest.mark.parametrize("name", VOCABULARY)
def test_every_value_of_every_attribute_looks_different(name: str) -> None:
    base = dataclasses.replace(FOX, weather="clear", time="day", prop="none")
    pictures = [
        np.asarray(draw(dataclasses.replace(base, **{name: value}), 64), dtype=float)
        for value in VOCABULARY[name]
    ]
    for a, b in itertools.combinations(pictures, 2):
        assert np.abs(a - b).mean() > 1.0


def test_the_hero_box_holds_the_hero() -> None:
    for scene in some(100):
        left, top, right, bottom = hero_box(scene)
        assert 0 <= left < right <= 1
        assert 0 <= top < bottom <= 1
        assert bottom - top > 0.5
    plain = dataclasses.replace(FOX, time="day", weather="clear")
    red, blue = (
        np.asarray(draw(dataclasses.replace(plain, colour=colour), 128), dtype=float)
        for colour in ("red", "blue")
    )
    rows, columns = np.nonzero(np.abs(red - blue).sum(axis=2) > 30)
    left, top, right, bottom = (value * 128 for value in hero_box(plain))
    assert left <= columns.min()
    assert columns.max() <= right
    assert top <= rows.min()
    assert rows.max() <= bottom


def test_unknown_words_are_named() -> None:
    with pytest.raises(ValueError, match="Unknown character 'dragon'; choose one of fox, rabbit"):
        dataclasses.replace(FOX, character="dragon")
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
