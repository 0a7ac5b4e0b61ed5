"""Folders of pictures with captions: every format, and everything that can be wrong with one."""

import json
import os
import time
import unicodedata
from pathlib import Path

import pytest

from corpora.folder import read_folder
from corpora.rows import UnreadableCorpus

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
CAPTIONS = {"a.jpg": ("a dog runs", "the dog is fast"), "b.jpg": ("a cat, asleep", "two cats")}


def pictures(folder: Path, *names: str) -> None:
    """Files that only look like pictures: readers never open them."""
    for name in names or tuple(CAPTIONS):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"")


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def flickr8k_csv(folder: Path) -> None:
    write(
        folder,
        "captions.txt",
        'image,caption\na.jpg,a dog runs\na.jpg,the dog is fast\nb.jpg,"a cat, asleep"\n'
        "b.jpg,two cats\n",
    )
    pictures(folder, "Images/a.jpg", "Images/b.jpg")


def flickr30k_csv(folder: Path) -> None:
    write(
        folder,
        "results.csv",
        "image_name| comment_number| comment\na.jpg| 0| a dog runs\na.jpg| 1| the dog is fast\n"
        "b.jpg| 0| a cat, asleep\nb.jpg| 1| two cats\n",
    )
    pictures(folder, "flickr30k_images/a.jpg", "flickr30k_images/b.jpg")


def flickr8k_token(folder: Path) -> None:
    write(
        folder,
        "Flickr8k.token.txt",
        "a.jpg#0\ta dog runs\na.jpg#1\tthe dog is fast\n"
        "b.jpg#0\ta cat, asleep\nb.jpg#1\ttwo cats\n",
    )
    write(folder, "ExpertAnnotations.txt", "a.jpg\tb.jpg#2\t1\t1\t1\n")
    pictures(folder, "Flicker8k_Dataset/a.jpg", "Flicker8k_Dataset/b.jpg")


def tsv(folder: Path) -> None:
    lines = (f"{name}\t{text}\n" for name, texts in CAPTIONS.items() for text in texts)
    write(folder, "captions.tsv", "".join(lines))
    pictures(folder)


def tsv_with_header(folder: Path) -> None:
    tsv(folder)
    text = (folder / "captions.tsv").read_text()
    write(folder, "captions.tsv", "\ufeffimage\tcaption\n" + text)


def coco(folder: Path) -> None:
    images = [{"id": 1, "file_name": "a.jpg"}, {"id": 2, "file_name": "b.jpg"}]
    notes = [
        {"id": i, "image_id": 1 + (name == "b.jpg"), "caption": text}
        for i, (name, text) in enumerate((n, t) for n, texts in CAPTIONS.items() for t in texts)
    ]
    write(
        folder,
        "annotations/captions_val2017.json",
        json.dumps({"images": images, "annotations": notes}),
    )
    boxes = [{"id": 1, "image_id": 1, "bbox": [0, 0, 1, 1]}]
    write(
        folder,
        "annotations/instances_val2017.json",
        json.dumps({"images": images, "annotations": boxes}),
    )
    pictures(folder, "val2017/a.jpg", "val2017/b.jpg")


def karpathy(folder: Path) -> None:
    images = [
        {
            "filepath": "val2014",
            "filename": name,
            "split": "test" if name == "a.jpg" else "train",
            "sentences": [{"raw": text, "tokens": text.split()} for text in texts],
        }
        for name, texts in CAPTIONS.items()
    ]
    write(folder, "dataset_coco.json", json.dumps({"images": images, "dataset": "coco"}))
    pictures(folder, "val2014/a.jpg", "val2014/b.jpg")


def own(folder: Path) -> None:
    rows = [{"image": f"images/{name}", "captions": list(t)} for name, t in CAPTIONS.items()]
    write(folder, "captions.json", json.dumps(rows))
    pictures(folder, "images/a.jpg", "images/b.jpg")


def mapping(folder: Path) -> None:
    write(folder, "captions.json", json.dumps(CAPTIONS))
    pictures(folder)


def spreadsheet(folder: Path) -> None:
    """As a spreadsheet writes CSV where the comma stands in numbers; with splits."""
    rows = [f"test;{name};{text}\n" for name, texts in CAPTIONS.items() for text in texts]
    write(folder, "captions.csv", "Split;Image;Caption\n" + "".join(rows))
    pictures(folder)


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (flickr8k_csv, "CSV"),
        (flickr30k_csv, "Flickr30k"),
        (flickr8k_token, "Flickr8k tokens"),
        (tsv, "TSV"),
        (tsv_with_header, "TSV"),
        (coco, "COCO"),
        (karpathy, "Karpathy"),
        (own, "list"),
        (mapping, "mapping"),
        (spreadsheet, "CSV"),
    ],
)
def test_every_format_says_the_same(tmp_path: Path, make, name: str) -> None:
    make(tmp_path)
    found = read_folder(tmp_path)
    assert found.format == name
    assert {p.image.name: p.captions for p in found.pictures} == CAPTIONS
    assert all(p.image.is_file() for p in found.pictures)
    assert found.notes == ()


def test_one_caption_a_picture_and_splits_of_a_table(tmp_path: Path) -> None:
    write(tmp_path, "captions.json", '{"a.jpg": "a dog runs", "b.jpg": 5}')
    pictures(tmp_path)
    found = read_folder(tmp_path)
    assert [(p.name, p.captions) for p in found.pictures] == [("a.jpg", ("a dog runs",))]
    assert found.broken == 1
    (tmp_path / "captions.json").unlink()
    spreadsheet(tmp_path)
    assert len(read_folder(tmp_path, split="test").pictures) == 2
    with pytest.raises(UnreadableCorpus, match="no split “train”; it has test"):
        read_folder(tmp_path, split="train")


def test_captions_that_are_not_utf_8_are_said_to_be(tmp_path: Path) -> None:
    (tmp_path / "captions.tsv").write_bytes("a.jpg\tun café\n".encode("latin-1"))
    pictures(tmp_path)
    with pytest.raises(UnreadableCorpus, match=r"captions\.tsv is not UTF-8 text"):
        read_folder(tmp_path)


def test_what_is_wrong_is_counted_and_said(tmp_path: Path) -> None:
    tsv(tmp_path)
    with (tmp_path / "captions.tsv").open("a", encoding="utf-8") as file:
        file.write("a.jpg\ta  dog runs\n")  # twice but for a space
        file.write("gone.jpg\ta ghost\n")
        file.write("a.jpg\t \n")
        file.write("c.jpg\t...\n")
        file.write("no tab here\n")
    pictures(tmp_path, "c.jpg")
    found = read_folder(tmp_path)
    assert {p.name: p.captions for p in found.pictures} == CAPTIONS
    assert (found.missing, found.duplicates, found.empty) == (1, 1, 2)
    assert (found.uncaptioned, found.broken) == (1, 1)
    assert found.notes == (
        "1 picture with captions is not in the folder and left out.",
        "1 caption is there twice for the same picture and dropped.",
        "2 captions are empty and dropped.",
        "1 picture without any caption is left out.",
        "1 row of the caption file is not understood and left out.",
    )


def test_nothing_outside_of_the_folder_is_touched(tmp_path: Path) -> None:
    pictures(tmp_path, "secret.jpg", "in/a.jpg")
    (tmp_path / "in" / "link.jpg").symlink_to(tmp_path / "secret.jpg")
    (tmp_path / "in" / "linked").symlink_to(tmp_path)
    lines = ["a.jpg", "../secret.jpg", str(tmp_path / "secret.jpg"), "link.jpg"]
    lines += ["linked/secret.jpg", "C:\\secret.jpg", "x/../../secret.jpg"]
    write(tmp_path / "in", "captions.tsv", "".join(f"{line}\ta dog\n" for line in lines))
    found = read_folder(tmp_path / "in")
    assert [p.name for p in found.pictures] == ["a.jpg"]
    assert (found.outside, found.missing) == (5, 1)


def test_bad_folders_are_answered_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnreadableCorpus, match="There is no folder"):
        read_folder(tmp_path / "nowhere")
    pictures(tmp_path)
    with pytest.raises(UnreadableCorpus, match="There are no captions in"):
        read_folder(tmp_path)
    write(tmp_path, "readme.txt", "Just a file, with a comma.\n")
    write(tmp_path, "config.json", '{"a": 1}')
    write(tmp_path, "broken.json", '{"a": ')
    with pytest.raises(UnreadableCorpus, match="There are no captions in"):
        read_folder(tmp_path)
    write(tmp_path, "captions.tsv", "gone.jpg\ta ghost\n")
    with pytest.raises(UnreadableCorpus, match="names no picture that can be used"):
        read_folder(tmp_path)
    with pytest.raises(UnreadableCorpus, match="is no caption file"):
        read_folder(tmp_path / "readme.txt")


def test_two_caption_files_are_said_and_either_can_be_named(tmp_path: Path) -> None:
    tsv(tmp_path)
    write(tmp_path, "other.tsv", "a.jpg\tsomething else\n")
    found = read_folder(tmp_path)
    assert found.file.name == "captions.tsv"
    assert "other.tsv" in found.notes[0]
    assert read_folder(tmp_path / "other.tsv").pictures[0].captions == ("something else",)


def test_a_split_is_the_data_sets_own(tmp_path: Path) -> None:
    karpathy(tmp_path)
    (picture,) = read_folder(tmp_path, split="test").pictures
    assert picture.image.name == "a.jpg"
    with pytest.raises(UnreadableCorpus, match="it has test, train"):
        read_folder(tmp_path, split="dev")


def test_pictures_are_drawn_by_the_seed(tmp_path: Path) -> None:
    names = [f"{i}.jpg" for i in range(50)]
    pictures(tmp_path, *names)
    write(tmp_path, "captions.tsv", "".join(f"{name}\tcaption {name}\n" for name in names))
    found = read_folder(tmp_path)
    assert found.some(9, 4) == read_folder(tmp_path).some(9, 4)
    assert found.some(9, 4) != found.some(9, 5)
    assert [p.name for p in found.some(1000, 4)] == names


def test_fifty_thousand_entries(tmp_path: Path) -> None:
    """Only listed, never opened: seconds, not minutes."""
    pictures(tmp_path, "images/7.jpg")
    for i in range(0, 50_000, 10):
        (tmp_path / "images" / f"{i}.jpg").touch()
    lines = (f"{i}.jpg,a picture of {i}\n" for i in range(50_000))
    write(tmp_path, "captions.csv", "image,caption\n" + "".join(lines))
    started = time.monotonic()
    found = read_folder(tmp_path)
    assert len(found.pictures) == 5_001
    assert found.missing == 44_999
    assert time.monotonic() - started < 20


@pytest.mark.parametrize(
    ("name", "count"), [("flickr8k_small", 866), ("coco_mini", 80), ("flickr8k", 7091)]
)
def test_data_sets_of_ours(name: str, count: int) -> None:
    if not (SHARED / name).is_dir():
        pytest.skip(f"{SHARED / name} is absent")
    found = read_folder(SHARED / name)
    assert len(found.pictures) == count
    assert all(p.image.is_file() for p in found.pictures)


def test_a_table_of_stories(tmp_path: Path) -> None:
    """*Image-to-Story Generator*'s stories.txt: `image<TAB>text`, commas and quotes as they are."""
    write(tmp_path, "stories.txt", 'image\tstory\na.jpg\tOnce, a dog said "hello".\tIt ran.\n')
    pictures(tmp_path)
    (picture,) = read_folder(tmp_path).pictures
    assert picture.captions == ('Once, a dog said "hello". It ran.',)


def test_files_named_file(tmp_path: Path) -> None:
    rows = [{"file": "a.jpg", "captions": ["a dog"], "split": "dev"}]
    write(tmp_path, "captions.json", json.dumps(rows))
    pictures(tmp_path)
    assert read_folder(tmp_path, split="dev").pictures[0].captions == ("a dog",)


def test_commas_without_quotes_and_stray_quotes_lose_no_row(tmp_path: Path) -> None:
    write(
        tmp_path,
        "captions.csv",
        'image,caption\na.jpg,a dog, a cat, and a bird\na.jpg,a 5" nail\n'
        'b.jpg,"two cats\nb.jpg,"on a ""red"" sofa, asleep"\nb.jpg,"one text\nin two lines"\n',
    )
    pictures(tmp_path)
    found = read_folder(tmp_path)
    assert [p.captions for p in found.pictures] == [
        ("a dog, a cat, and a bird", 'a 5" nail'),
        ('"two cats', 'on a "red" sofa, asleep', "one text in two lines"),
    ]
    assert (found.broken, found.mended) == (0, 1)
    assert "1 caption with commas outside of quotes is put together again." in found.notes


def test_surplus_cells_that_cannot_be_told_apart_are_counted(tmp_path: Path) -> None:
    write(tmp_path, "captions.csv", "caption,image\na dog, fast,a.jpg\ntwo cats,b.jpg\n")
    pictures(tmp_path)
    found = read_folder(tmp_path)
    assert ([p.name for p in found.pictures], found.broken) == (["b.jpg"], 1)
    assert "1 row of the caption file is not understood and left out." in found.notes


def test_lines_of_json_are_read(tmp_path: Path) -> None:
    rows = [
        {"file_name": "a.jpg", "text": "a dog runs"},
        {"file_name": "b.jpg", "text": ["two cats", "a cat, asleep"], "split": "test"},
        {"file_name": 7, "text": "nobody"},
    ]
    lines = [*map(json.dumps, rows), "no json"]
    write(tmp_path, "metadata.jsonl", "\n".join(lines))
    pictures(tmp_path)
    found = read_folder(tmp_path)
    assert found.format == "JSONL"
    assert [p.captions for p in found.pictures] == [("a dog runs",), ("two cats", "a cat, asleep")]
    assert (found.pictures[1].split, found.broken) == ("test", 2)


def test_ids_may_be_numbers_here_and_texts_there(tmp_path: Path) -> None:
    data = {
        "images": [{"id": "1", "file_name": "a.jpg"}, {"id": ["x"], "file_name": "b.jpg"}],
        "annotations": [
            {"image_id": 1, "caption": "a dog runs"},
            {"image_id": {"a": 1}, "caption": "odd"},
        ],
    }
    write(tmp_path, "captions.json", json.dumps(data))
    pictures(tmp_path)
    found = read_folder(tmp_path)
    assert ([p.name for p in found.pictures], found.broken) == (["a.jpg"], 1)


def test_names_are_found_however_their_accents_are_written(tmp_path: Path) -> None:
    apart = unicodedata.normalize("NFD", "Bébé.jpg")
    write(tmp_path, "captions.tsv", f"{unicodedata.normalize('NFC', apart)}\ta baby\n")
    pictures(tmp_path, apart)
    (picture,) = read_folder(tmp_path).pictures
    assert picture.image.exists()


def test_links_in_a_circle_and_endless_nesting_get_a_sentence(tmp_path: Path) -> None:
    os.symlink(tmp_path / "a.jpg", tmp_path / "c.jpg")
    os.symlink(tmp_path / "c.jpg", tmp_path / "a.jpg")
    pictures(tmp_path, "b.jpg")
    write(tmp_path, "captions.tsv", "a.jpg\ta dog\nb.jpg\ta cat\n")
    found = read_folder(tmp_path)
    assert ([p.name for p in found.pictures], found.missing) == (["b.jpg"], 1)
    write(tmp_path, "deep/captions.json", "[" * 200_000)
    with pytest.raises(UnreadableCorpus, match="nested too deeply"):
        read_folder(tmp_path / "deep")
