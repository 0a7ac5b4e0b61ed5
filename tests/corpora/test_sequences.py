"""Stories along pictures: SSID's and VIST's layouts, and all that can be wrong with them."""

import json
from pathlib import Path
from typing import Any

import pytest

from corpora.folder import read_folder
from corpora.rows import UnreadableCorpus
from corpora.stories import read_stories
from corpora.told import StoryFile

TOLD = ("A boy wakes up.", "He finds a map.", "He runs to the sea.", "A boat waits.", "He is home.")


def stories(path: Path) -> StoryFile:
    found = read_stories(path)
    assert found is not None
    return found


def ssid(folder: Path, **renamed: str) -> Path:
    """Two stories of five pictures; the second one's pages are in no order."""
    notes = []
    for story in (7, 8):
        for place in (range(5), (3, 1, 0, 4, 2))[story - 7]:
            note = {
                "story_id": story, "storylet_id": story * 10 + place, "image_order": place + 1,
                "youtube_image_id": f"film{story}_{place}", "storytext": f"{story}: {TOLD[place]}",
            }  # fmt: skip
            notes.append({renamed.get(name, name): value for name, value in note.items()})
    return written(
        folder, notes, [f"film{story}_{place}.jpg" for story in (7, 8) for place in range(5)]
    )


def vist(folder: Path, **renamed: str) -> Path:
    """One story; each annotation in a list of its own, ids as texts in one place, numbers not."""
    notes = []
    for place, text in enumerate(TOLD):
        note = {
            "original_text": text, "text": text.lower(), "album_id": "1", "setting":
            "first-2-pick-and-tell", "photo_flickr_id": str(900 + place), "worker_id": "W",
            "story_id": "30355", "tier": "story-in-sequence", "storylet_id": str(place),
            "worker_arranged_photo_order": place,
        }  # fmt: skip
        notes.append([{renamed.get(name, name): value for name, value in note.items()}])
    return written(folder, notes, [f"{900 + place}.png" for place in range(5)])


def written(folder: Path, notes: list[Any], names: list[str]) -> Path:
    for name in names:
        (folder / "images" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "images" / name).write_bytes(b"")
    file = folder / "train.json"
    file.write_text(json.dumps({"annotations": notes, "images": []}), encoding="utf-8")
    return file


def test_ssid_is_read_as_stories_in_their_order(tmp_path: Path) -> None:
    ssid(tmp_path)
    found = stories(tmp_path)
    assert (found.layout, found.notes) == ("SSID", ())
    assert [story.title for story in found.stories] == ["7", "8"]
    assert [page.text for page in found.stories[1].pages] == [f"8: {text}" for text in TOLD]
    assert found.stories[1].pages[2].picture == "images/film8_2.jpg"
    assert found.stories[1].pages[2].image == tmp_path / "images/film8_2.jpg"


def test_vist_is_read_with_what_its_workers_wrote(tmp_path: Path) -> None:
    found = stories(vist(tmp_path))
    assert found.layout == "VIST"
    assert [page.text for page in found.stories[0].pages] == list(TOLD)
    assert found.stories[0].pages[0].picture == "images/900.png"


def test_texts_without_an_original_will_do(tmp_path: Path) -> None:
    found = stories(vist(tmp_path, original_text="other"))
    assert found.stories[0].pages[0].text == TOLD[0].lower()


def test_both_are_pictures_with_captions_too(tmp_path: Path) -> None:
    ssid(tmp_path / "ssid")
    vist(tmp_path / "vist")
    found = read_folder(tmp_path / "ssid")
    assert (found.format, len(found.pictures)) == ("SSID", 10)
    assert found.pictures[0].captions == (f"7: {TOLD[0]}",)
    assert [p.name for p in read_folder(tmp_path / "vist").pictures][4] == "images/904.png"


@pytest.mark.parametrize(
    ("make", "renamed", "field"),
    [
        (ssid, {"youtube_image_id": "image_id"}, "youtube_image_id"),
        (ssid, {"storytext": "story_text"}, "storytext"),
        (ssid, {"image_order": "order"}, "image_order"),
        (ssid, {"story_id": "story"}, "story_id"),
        (vist, {"photo_flickr_id": "photo"}, "photo_flickr_id"),
        (vist, {"worker_arranged_photo_order": "place"}, "worker_arranged_photo_order"),
        (vist, {"original_text": "a", "text": "b"}, "original_text"),
    ],
)
def test_a_field_of_another_name_is_named(
    make: Any, renamed: dict[str, str], field: str, tmp_path: Path
) -> None:
    make(tmp_path, **renamed)
    for read in (read_stories, read_folder):
        with pytest.raises(UnreadableCorpus, match=f"no field “{field}”") as said:
            read(tmp_path)
        assert next(iter(renamed.values())) in str(said.value), "what it has instead"


def test_a_storylet_number_is_not_needed(tmp_path: Path) -> None:
    assert len(stories(ssid(tmp_path, storylet_id="number")).stories) == 2


def test_what_cannot_be_used_is_counted(tmp_path: Path) -> None:
    file = ssid(tmp_path)
    data = json.loads(file.read_text())
    notes = data["annotations"]
    more = [dict(note, story_id=9) for note in notes[:5]]
    more += [dict(note, story_id=10, storytext=" … ") for note in notes[:5]]
    more += [dict(note, story_id=11, image_order=1) for note in notes[:5]]
    more += [dict(notes[0], story_id=12), dict(notes[0], story_id=None), "nonsense"]
    file.write_text(json.dumps({"annotations": notes + more}), encoding="utf-8")
    (tmp_path / "images/film8_4.jpg").unlink()
    found = stories(tmp_path)
    assert [story.title for story in found.stories] == ["7", "9", "12"]
    assert found.notes == (
        "1 story lacks the picture of a page and is left out.",
        "1 story has two pages at one place and is left out.",
        "1 story has a page without words and is left out.",
        "2 annotations were not understood and left out.",
        "1 story has other than 5 pictures.",
    )


def test_two_pictures_of_one_id_are_not_guessed_between(tmp_path: Path) -> None:
    file = vist(tmp_path)
    (tmp_path / "images/900.jpg").write_bytes(b"")
    with pytest.raises(UnreadableCorpus, match="1 story lacks the picture of a page"):
        stories(file)
