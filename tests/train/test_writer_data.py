"""Stories from files of every usual shape, and what is said of files that are none."""

import json
from pathlib import Path
from typing import Any

import pytest

from core.errors import BadInput
from train.writing import data
from train.writing.data import Story

ASKED = "Now tell this page as a story is told, in about 10 words."
STORY = "A fox came by. It sat down."
TALE = {
    "kind": "plain",
    "mood": "Bedtime",
    "hero": "Pip",
    "pronoun": "he",
    "captions": ["a fox in the snow", "an owl asleep"],
    "plan": "Pip wants to sleep, and does.",
    "pages": [
        {"picture": 0, "beat": "Pip cannot sleep.", "text": "Pip lay\nawake."},
        {"picture": 1, "beat": "Pip sleeps.", "text": "Then he slept."},
    ],
}


def read(tmp_path: Path, rows: Any, *, name: str = "a.json", **options: Any) -> list[Story]:
    """What is read of rows, in a file of their own."""
    file = tmp_path / name
    if name.endswith("l"):
        file.write_text("\n".join(map(json.dumps, rows)) + "\n", encoding="utf-8")
    else:
        file.write_text(json.dumps(rows), encoding="utf-8")
    return data.read([file], **options)[0]


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
@pytest.mark.parametrize(
    ("row", "asked", "answer"),
    [
        ({"caption": "a fox", "story": STORY}, f"The picture: a fox.\n{ASKED}", STORY),
        ({"caption": "a fox", "mood": "scary", "output": STORY}, "eerie story", STORY),
        ({"prompt": "Tell of a fox.", "completion": STORY}, "Tell of a fox.", STORY),
        ({"instruction": "Go on.", "input": "A fox", "output": STORY}, "Go on.\n\nA fox", STORY),
        ({"instruction": "Go on.", "input": "", "response": STORY}, "Go on.", STORY),
        ({"input": "A fox", "output": STORY, "id": 7}, "A fox", STORY),
        ({"captions": ["a fox", "an owl"], "story": STORY}, "a fox; an owl.", STORY),
        (
            {"messages": [{"role": "user", "content": "Go."},
                          {"role": "assistant", "content": STORY}]},
            "Go.",
            STORY,
        ),
    ],
)  # fmt: skip
def test_every_shape_is_read(
    tmp_path: Path, name: str, row: dict[str, Any], asked: str, answer: str
) -> None:
    stories = read(tmp_path, [row, row, row], name=name)
    assert len(stories) == 3
    user, assistant = stories[0].messages
    assert user["role"] == "user"
    assert asked in user["content"]
    assert assistant == {"role": "assistant", "content": answer}
    if "prompt" in row or "instruction" in row:
        assert user["content"] == asked


def test_a_plain_text_is_learnt_as_a_whole(tmp_path: Path) -> None:
    assert read(tmp_path, [{"text": STORY}] * 2) == [Story(text=STORY)] * 2


def test_captions_with_as_many_parts_are_told_page_by_page(tmp_path: Path) -> None:
    row = {"captions": ["a fox", "an owl"], "story": ["It ran.", "It flew."]}
    messages = read(tmp_path, [row, row])[0].messages
    assert [one["role"] for one in messages] == ["user", "assistant"] * 2
    assert messages[3]["content"] == "It flew."
    assert "Page 2, the last.\nThe picture: an owl." in messages[2]["content"]


@pytest.mark.parametrize("form", ["auto", "conversation"])
def test_a_tale_is_a_conversation(tmp_path: Path, form: str) -> None:
    first, page, second, last = read(tmp_path, [TALE] * 2, form=form)[0].messages
    parts = "Pip (he)", "Pip wants to sleep, and does.", "Pip cannot sleep.", "a fox in", "fox, owl"
    for part in (*parts, "0 to 50 words in all"):
        assert part in first["content"]
    assert page["content"] == "Pip lay awake."
    assert "Pip sleeps." in second["content"]
    assert "Pip (he)" not in second["content"]
    assert last["content"] == "Then he slept."


def test_rows_are_chosen(tmp_path: Path) -> None:
    rows = [TALE, TALE, {**TALE, "kind": "literary"}]
    assert len(read(tmp_path, rows, only=["kind=plain"])) == 2


def test_rows_within_an_object_and_several_files(tmp_path: Path) -> None:
    row = {"prompt": "Go.", "story": STORY}
    assert len(read(tmp_path, {"version": 1, "stories": [row, row]})) == 2
    (tmp_path / "b.jsonl").write_text(json.dumps(row))
    files = [tmp_path / "a.json", tmp_path / "b.jsonl"]
    assert len(data.read(files)[0]) == 3


def test_empty_rows_are_left_with_a_note(tmp_path: Path) -> None:
    row = {"prompt": "Go.", "story": STORY}
    file = tmp_path / "a.json"
    file.write_text(json.dumps([row, row, {"prompt": "Go.", "story": " "}, {"text": ""}]))
    stories, notes = data.read([file])
    assert len(stories) == 2
    assert notes == ["2 rows of a.json are empty and were left."]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "a.json is empty"),
        ("  \n", "a.json is empty"),
        ("[]", "no row with a story"),
        ("{", "neither JSON nor JSONL: line 1"),
        ('[{"prompt": "Go."', "a.json is no JSON: "),
        ("once upon a time", "neither JSON nor JSONL: line 1"),
        ('{"text": "a"}\noh no', "line 2 cannot be read"),
        ("[1, 2]", "no list of rows"),
        ("3", "no list of rows"),
        ('[{"title": "a"}, {}]', "row 1 has “title”; it needs a prompt"),
        ('[{"text": "a"}, {}]', "row 2 has nothing; it needs a prompt"),
        ('[{"story": "a"}, {"story": "b"}]', "row 1 has “story”; it needs a prompt"),
        ('[{"text": "a"}]', "one row only; a training needs 2 or more"),
        ('{"text": "a"}', "one row only"),
        ('[{"text": 5}, {"text": "a"}]', "row 1, “text” is no text but 5"),
        ('[{"prompt": "a", "story": {"a": 1}}]', "row 1, the story is no text"),
        ('[{"messages": "a"}]', "row 1: “messages” are a list"),
        ('[{"messages": [{"role": "narrator", "content": "a"}]}]', "roles are system, user"),
        ('[{"captions": ["a"], "pages": [{"picture": 3, "text": "a"}]}]', "row 1 is no tale"),
    ],
)
def test_bad_files_are_told_in_one_sentence(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        data.read([tmp_path / "a.json"])
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_what_is_no_file_of_stories_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(b"\xff\xfe\x00\x01")
    for path, says in ((tmp_path / "b", "nothing at"), (tmp_path, "is a folder"),
                       (tmp_path / "a.bin", "no UTF-8 text")):  # fmt: skip
        with pytest.raises(BadInput, match=says):
            data.read([path])
    with pytest.raises(BadInput, match="row 1 is no tale"):
        read(tmp_path, [{"prompt": "a", "story": "b"}], form="conversation")
