"""Files of stories in the shapes they come in."""

import json
from pathlib import Path

import pytest
from PIL import Image

from corpora.rows import UnreadableCorpus
from corpora.stories import read_stories


def written(file: Path, rows: list[dict[str, object]]) -> Path:
    if file.suffix == ".jsonl":
        file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    else:
        file.write_text(json.dumps(rows), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("row", "pages"),
    [
        ({"title": "Snow", "pages": ["It snowed.", "It  stopped."]}, ["It snowed.", "It stopped."]),
        ({"pages": [{"picture": 0, "text": "It snowed."}, {"text": " "}]}, ["It snowed."]),
        ({"title": "Snow", "sections": ["It snowed."]}, ["It snowed."]),
        ({"text": "It snowed."}, ["It snowed."]),
        ({"caption": "snow", "story": "It snowed."}, ["It snowed."]),
    ],
)
@pytest.mark.parametrize("name", ["told.json", "told.jsonl"])
def test_a_row_is_a_story(
    tmp_path: Path, name: str, row: dict[str, object], pages: list[str]
) -> None:
    found = read_stories(written(tmp_path / name, [row, row]))
    assert found is not None
    assert [[page.text for page in story.pages] for story in found.stories] == [pages, pages]
    assert found.stories[0].title == row.get("title", "")


def test_pages_with_pictures_are_put_together_to_books(tmp_path: Path) -> None:
    Image.new("RGB", (4, 4)).save(tmp_path / "a.png")
    rows = [
        {"file": "a.png", "captions": ["snow"], "story_text": "One.", "book": "Snow"},
        {"file": "b.png", "caption": "sun", "story_text": "Hot.", "book": "Sun"},
        {"file": "a.png", "captions": ["snow"], "story_text": "Two.", "book": "Snow"},
    ]
    written(tmp_path / "captions.json", rows)
    found = read_stories(tmp_path)
    assert found is not None
    snow, sun = found.stories
    assert [page.text for page in snow.pages] == ["One.", "Two."]
    assert snow.pages[0].image == tmp_path / "a.png"
    assert snow.pages[0].captions == ("snow",)
    assert sun.pages[0].image is None
    assert found.notes == ("1 picture is not in the folder.",)


def test_captions_alone_are_no_stories(tmp_path: Path) -> None:
    written(tmp_path / "captions.json", [{"image": "a.png", "caption": "snow"}])
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    assert read_stories(tmp_path) is None
    assert read_stories(tmp_path / "captions.tsv") is None


def test_stories_without_a_word_are_said(tmp_path: Path) -> None:
    with pytest.raises(UnreadableCorpus, match=r"No story of told\.json has a word"):
        read_stories(written(tmp_path / "told.json", [{"text": " "}]))
    found = read_stories(written(tmp_path / "more.json", [{"text": " "}, {"text": "Snow."}]))
    assert found is not None
    assert found.notes == ("1 story has no text and was left out.",)
