"""Caption files that something is wrong with: every row is read, or counted and said."""

import json
from pathlib import Path

import pytest

from corpora.folder import read_folder
from corpora.rows import UnreadableCorpus


def pictures(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).write_bytes(b"")


def test_two_stray_quotes_swallow_no_row_where_pictures_are_named_by_ids(tmp_path: Path) -> None:
    pictures(tmp_path, "a.jpg", "b.jpg", "c.jpg", "d.jpg")
    rows = ["image,caption", 'a,"an open quote', "b,plain", 'c,five 5" tall', "d,fine"]
    (tmp_path / "captions.csv").write_text("\n".join(rows), "utf-8")
    found = read_folder(tmp_path)
    assert [picture.name for picture in found.pictures] == ["a.jpg", "b.jpg", "c.jpg", "d.jpg"]
    assert found.pictures[0].captions == ('"an open quote',)


def test_an_open_quote_before_a_hundred_thousand_rows_takes_seconds(tmp_path: Path) -> None:
    pictures(tmp_path, "p0.jpg", "p9.jpg")
    rows = ["image,caption", 'p0,"open', *(f"p{i % 10},caption {i}" for i in range(100_000))]
    (tmp_path / "captions.csv").write_text("\n".join(rows), "utf-8")
    found = read_folder(tmp_path)
    assert sum(len(picture.captions) for picture in found.pictures) == 20_001
    assert found.missing == 8


def test_keys_and_ids_that_are_there_twice_lose_no_caption(tmp_path: Path) -> None:
    pictures(tmp_path, "a.jpg", "b.jpg", "c.jpg")
    file = tmp_path / "captions.json"
    file.write_text('{"a.jpg": ["one"], "b.jpg": "x", "a.jpg": ["two", "one"]}', "utf-8")
    found = read_folder(tmp_path)
    assert found.pictures[0].captions == ("one", "two")
    assert found.duplicates == 1
    images = [{"id": 1, "file_name": "a.jpg"}, {"id": "1", "file_name": "b.jpg"},
              {"id": 2, "file_name": "c.jpg"}, {"id": 2, "file_name": "c.jpg"}]  # fmt: skip
    notes = [{"image_id": 1, "caption": "whose?"}, {"image_id": 2, "caption": "mine"}]
    file.write_text(json.dumps({"images": images, "annotations": notes}), "utf-8")
    found = read_folder(tmp_path)
    assert [picture.name for picture in found.pictures] == ["c.jpg"]
    assert found.broken == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("captions.jsonl", 'nonsense\n{"image": "a.jpg", "caption": "x"}'),
        ("captions.json", '["nonsense", {"image": "a.jpg", "captions": ["x"]}]'),
        ("captions.json", '[{"image": "a.jpg", "captions": ["x", "half \\ud83d a character"]}]'),
    ],
)
def test_a_broken_entry_is_counted_wherever_it_stands(tmp_path: Path, name: str, text: str) -> None:
    pictures(tmp_path, "a.jpg")
    (tmp_path / name).write_text(text, "utf-8")
    found = read_folder(tmp_path)
    assert found.pictures[0].captions == ("x",)
    assert found.notes == ("1 row of the caption file is not understood and left out.",)


def test_a_number_of_thousands_of_digits_gets_a_sentence(tmp_path: Path) -> None:
    pictures(tmp_path, "a.jpg")
    (tmp_path / "captions.json").write_text('{"a.jpg": ' + "9" * 5000 + "}", "utf-8")
    with pytest.raises(UnreadableCorpus, match="There are no captions"):
        read_folder(tmp_path)


def test_one_picture_by_two_names_and_two_columns_keep_all_captions(tmp_path: Path) -> None:
    pictures(tmp_path, "a.jpg", "b.jpg")
    table = "image,caption,caption\na.jpg,one,two\n./a.jpg,three,one\nb.jpg,x,\n"
    (tmp_path / "captions.csv").write_text(table, "utf-8")
    found = read_folder(tmp_path)
    assert [picture.captions for picture in found.pictures] == [("one", "two", "three"), ("x",)]
    assert found.duplicates == 1
    (tmp_path / "captions.csv").unlink()
    entries = [{"image": "a.jpg", "captions": "a text, not a list"}, {"image": "b.jpg"}]
    (tmp_path / "captions.json").write_text(json.dumps(entries), "utf-8")
    found = read_folder(tmp_path)
    assert [picture.captions for picture in found.pictures] == [("a text, not a list",)]
