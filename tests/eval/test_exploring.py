"""A data set is looked at: what is in it, what is wrong with it, and the same again by the seed."""

import json
import random
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from typer.testing import CliRunner

from core.errors import BadInput
from eval.cli import app
from eval.exploring import words
from eval.exploring.charts import charts
from eval.exploring.cloud import cloud
from eval.exploring.data import open_data
from eval.exploring.looking import Explored, chosen, drawn, explore, search
from eval.exploring.pictures import look

CAPTIONS = ("a red fox sits in the snow", "the man and a dog are in the snow", "two owls fly away")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four pictures (one twice, one once more in other bytes) and two files that do not open."""
    made = tmp_path_factory.mktemp("pictures")
    dice = np.random.default_rng(0)
    for name in ("a", "b"):
        coarse = Image.fromarray(dice.integers(0, 255, (8, 8, 3), dtype=np.uint8))
        coarse.resize((160, 120), Image.Resampling.BICUBIC).save(made / f"{name}.png")
    (made / "same.png").write_bytes((made / "a.png").read_bytes())
    with Image.open(made / "a.png") as image:
        image.resize((120, 90)).save(made / "alike.jpg", quality=70)
    with Image.open(made / "b.png") as image:
        image.save(made / "torn.jpg")
    torn = (made / "torn.jpg").read_bytes()
    (made / "torn.jpg").write_bytes(torn[: len(torn) // 2])
    (made / "empty.png").write_bytes(b"")
    names = ("a.png", "b.png", "same.png", "alike.jpg", "torn.jpg", "empty.png")
    rows = [f"{name}\t{CAPTIONS[i % 3]}\n" for i, name in enumerate(names)]
    (made / "captions.tsv").write_text("".join(rows), encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def explored(folder: Path) -> Explored:
    data = open_data(str(folder))
    return explore(data, [look(one.name, one.image) for one in data.pictures])


def test_pictures_there_twice_and_broken_ones_are_found(explored: Explored) -> None:
    assert explored.tables["same"].rows == (("a.png", "same.png"),)
    assert {row[:2] for row in explored.tables["alike"].rows} == {
        ("a.png", "alike.jpg"), ("same.png", "alike.jpg"),
    }  # fmt: skip
    broken = dict(explored.tables["broken"].rows)
    assert broken["empty.png"] == "It is empty."
    assert str(broken["torn.jpg"]).startswith("It is damaged: ")
    assert explored.tables["sizes"].rows == ((160, 120, 3), (120, 90, 1))
    assert explored.counts["broken"] == 2


def test_words_lengths_and_repetitions_are_counted(explored: Explored) -> None:
    said = {row[0]: row[1] for row in explored.tables["captions_words"].rows}
    assert said["snow"] == 4
    assert said["man"] == 2
    assert not {"the", "in", "a", "and", "are"} & set(said)
    assert explored.tables["captions_lengths"].rows == ((4, 4, 2), (7, 7, 2), (9, 9, 2))
    assert {row[1] for row in explored.tables["captions_repeated"].rows} == {2}
    least_once = explored.tables["captions_vocabulary"].rows[0]
    assert least_once == (1, explored.counts["different words of captions"], 1.0)
    assert explored.language == "en"


def test_one_long_text_does_not_squeeze_the_others(tmp_path: Path) -> None:
    file = tmp_path / "told.json"
    texts = ["snow " * (1 + i % 3) for i in range(199)] + ["snow " * 5000]
    file.write_text(json.dumps([{"text": text} for text in texts]), encoding="utf-8")
    found = explore(open_data(str(file)), [])
    assert found.tables["stories_lengths"].rows == ((1, 1, 67), (2, 2, 66), (3, 5000, 67))


def test_json_goes_round(explored: Explored) -> None:
    assert Explored.from_json(json.loads(json.dumps(explored.to_json()))) == explored


def test_every_chart_is_of_a_table(explored: Explored) -> None:
    drawn_charts = charts(explored, ("#c8683f", "#4a86c8"))
    assert {"captions_lengths", "captions_words", "captions_growth", "sizes"} <= set(drawn_charts)
    (bars,) = drawn_charts["captions_lengths"].data
    assert list(bars.y) == [2, 2, 2]
    assert drawn_charts["captions_lengths"].layout.yaxis.dtick == 1  # No half a caption.


def test_some_pictures_are_drawn_by_the_seed(folder: Path) -> None:
    data = open_data(str(folder))
    two = chosen(data, 2, seed=3)
    assert [one.name for one in two] == [one.name for one in chosen(data, 2, seed=3)]
    found = explore(data, [look(one.name, one.image) for one in two])
    assert found.opened == 2
    assert "2 of 6 pictures were opened, drawn by the seed" in found.notes[-1]


def test_search_wants_every_word(folder: Path) -> None:
    found, n = search(open_data(str(folder)), "SNOW dog", most=1)
    assert n == 2
    assert found[0][0] == "b.png"
    assert search(open_data(str(folder)), "  ")[1] == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Don't stop, well-fed Émile!", ["don't", "stop", "well-fed", "émile"]),
        ("कुत्ता दौड़ता है", ["कुत्ता", "दौड़ता", "है"]),
        ("我喜欢看书。", ["我", "喜欢", "看", "书"]),
        ("1,000 — …", []),
    ],
)
def test_words_of_any_script(text: str, expected: list[str]) -> None:
    assert words.words_of(text) == expected


def test_heaps_law_is_found_again() -> None:
    """Texts of new words only grow like words^1; the same word again and again like words^0."""
    new = words.growth([f"w{chr(97 + i % 26)}{chr(97 + i // 26)}" for i in range(400)], seed=0)
    assert new.beta == pytest.approx(1.0, abs=1e-6)
    assert new.types[-1] == new.tokens[-1] == 400
    assert words.growth(["snow snow"] * 400, seed=0).beta == pytest.approx(0.0, abs=1e-6)


def test_stop_words_know_the_language() -> None:
    assert "und" in words.stop_words("de")
    assert "man" not in words.stop_words("en")
    assert words.stop_words("tlh") == frozenset()


def test_a_cloud_has_its_words_and_their_letters() -> None:
    made = cloud([("snow", 5), ("fox", 3)], seed=1)
    assert all(f">{word}<" in made for word in ("snow", "fox"))
    assert made.count("@font-face") == 1
    assert "data:font/woff;base64," in made
    assert ">猫<" in cloud([("猫", 2)], language="zh")
    assert cloud([]) == ""


def test_stories_and_pictures_alone(tmp_path: Path, folder: Path) -> None:
    rows = [{"title": f"T{i}", "pages": ["It snowed all day.", "It stopped."]} for i in range(3)]
    file = tmp_path / "told.json"
    file.write_text(json.dumps(rows), encoding="utf-8")
    told = open_data(str(file))
    found = explore(told, [])
    assert found.tables["stories_pages"].rows == ((2, 3),)
    assert found.tables["stories_lengths"].rows == ((6, 6, 3),)
    assert "sizes" not in found.tables
    assert drawn(told, 5) == drawn(told, 5)
    for name in ("a.png", "b.png"):
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    file.unlink()
    alone = open_data(str(tmp_path))
    assert [one.name for one in alone.pictures] == ["a.png", "b.png"]
    assert explore(alone, []).tables == {}


def test_stories_along_pictures_of_ssid(tmp_path: Path) -> None:
    notes = []
    for i in range(5):
        Image.new("RGB", (8, 6), (40 * i, 0, 0)).save(tmp_path / f"film{i}.jpg")
        notes.append(
            {"story_id": 7, "storylet_id": i, "image_order": i + 1, "youtube_image_id": f"film{i}",
             "storytext": f"Page {i} is told."}
        )  # fmt: skip
    (tmp_path / "ssid.json").write_text(json.dumps({"annotations": notes}), encoding="utf-8")
    data = open_data(str(tmp_path))
    found = explore(data, [look(one.name, one.image) for one in data.pictures])
    assert found.layout == "SSID"
    assert found.tables["stories_pictures"].rows == ((5, 1),)
    assert found.counts["words of stories"] == 15
    assert "captions" not in found.counts
    assert found.opened == 5


@pytest.mark.parametrize(
    ("where", "said"),
    [("nowhere", "There is no folder or file"), ("nothing", "There are no captions in")],
)
def test_what_cannot_be_looked_at_is_said(tmp_path: Path, where: str, said: str) -> None:
    (tmp_path / "nothing").mkdir()
    with pytest.raises(BadInput, match=said):
        open_data(str(tmp_path / where))


def test_the_report_is_whole_and_the_same_again(tmp_path: Path, folder: Path) -> None:
    pages = []
    for at in range(2):
        out = tmp_path / f"{at}.html"
        done = CliRunner().invoke(
            app,
            ["explore", str(folder), "--html", str(out), "--csv", str(tmp_path / "csv")],
        )
        assert done.exit_code == 0, done.output
        random.seed(at)
        pages.append(out.read_text("utf-8"))
    assert pages[0] == pages[1]
    assert "Pictures: 6" in done.output
    assert 'id="chart-captions_lengths"' in pages[0]
    assert "data:image/svg+xml" in pages[0]
    assert "http" not in pages[0].partition("<body>")[2].replace("http://www.w3.org", "")
    header, first, *_ = (tmp_path / "csv/broken.csv").read_text("utf-8-sig").splitlines()
    assert header == "picture,why"
    assert first.startswith("torn.jpg,It is damaged")
