"""Stories to teach a writer, from JSON or JSONL files of the usual shapes, as conversations.

A row is a prompt and its story, a list of messages, a plain text, or one of the project's tales
with plan, beats and pages. Captions and tales are asked for in the studio's own words
(`core.stages.conversation`).
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from core.errors import BadInput
from core.stages.author import others_met
from core.stages.conversation import BookAsked, PageAsked, messages
from core.text import count_words
from train import common

CAPTIONS: Final = ("caption", "captions")
PROMPTS: Final = ("prompt", "instruction", "question", "input")
STORIES: Final = ("story", "output", "completion", "response", "answer")
ROLES: Final = ("system", "user", "assistant")
LEAST: Final = 2
"""Rows without which there is nothing to learn from."""
STEP: Final = 50
"""Words between the least and the most that a book is asked to have, as in "200 to 250"."""
HELD_OUT: Final = 10
"""One row in so many is held back, where there are as many."""
FORMS: Final = ("auto", "conversation")

Message = dict[str, str]
Row = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Story:
    """One row: a conversation whose answers are learnt, or a text that is learnt as a whole."""

    messages: tuple[Message, ...] = ()
    text: str = ""


def read(
    files: Sequence[Path], *, form: str = "auto", only: Sequence[str] = ()
) -> tuple[list[Story], list[str]]:
    """The stories of files, and notes on what was left out; `BadInput` says what is wrong.

    `only` are "key=value" pairs that a row must have.
    """
    wanted = [_pair(one) for one in only]
    stories, notes = [], []
    for file in files:
        rows = _rows(file)
        chosen = [row for row in rows if all(str(row[1].get(k)) == v for k, v in wanted)]
        found = [story_of(row, f"{file.name}: row {number}", form) for number, row in chosen]
        whole = [story for story in found if story is not None]
        if len(whole) < len(found):
            notes.append(f"{len(found) - len(whole)} rows of {file.name} are empty and were left.")
        stories += whole
    names = ", ".join(file.name for file in files)
    if not stories:
        raise BadInput(f"{names}: there is no row with a story{' that --only names' * bool(only)}.")
    if len(stories) < LEAST:
        raise BadInput(f"{names}: one row only; a training needs {LEAST} or more.")
    return stories, notes


def story_of(row: Row, where: str, form: str = "auto") -> Story | None:
    """One row as a conversation or a text; None if there is nothing in it."""
    if form == "conversation" or {"captions", "pages"} <= set(row):
        return _tale(row, where)
    if "messages" in row:
        return _messages(row["messages"], where)
    story = next((row[key] for key in STORIES if key in row), None)
    asked = [key for key in (*CAPTIONS, *PROMPTS) if key in row]
    if story is not None and asked:
        return _asked(row, story, asked, where)
    if "text" in row:
        text = _text(row["text"], f"{where}, “text”")
        return Story(text=text) if text else None
    raise BadInput(
        f"{where} has {_listed(row)}; it needs a prompt ({', '.join(('caption', *PROMPTS))}) and "
        f"a story ({', '.join(STORIES)}), or “messages”, or “text”, or “captions” and “pages”."
    )


def _asked(row: Row, story: Any, asked: Sequence[str], where: str) -> Story | None:
    """A prompt and its story; captions are asked for as the studio does."""
    parts = [_text(part, f"{where}, the story") for part in _list(story)]
    parts = [part for part in parts if part]
    prompts = [_text(row[key], f"{where}, “{key}”") for key in asked if key in PROMPTS]
    captions = [
        caption
        for key in asked
        if key in CAPTIONS
        for one in _list(row[key])
        if (caption := _text(one, f"{where}, “{key}”"))
    ]
    if not parts or not any((*prompts, *captions)):
        return None
    if not captions:
        said = [{"role": "user", "content": "\n\n".join(filter(None, prompts))}]
        return Story(messages=(*said, {"role": "assistant", "content": "\n\n".join(parts)}))
    if len(captions) != len(parts):
        captions, parts = ["; ".join(captions)], ["\n\n".join(parts)]
    book = _book(
        [(caption, "") for caption in captions],
        parts,
        mood=_text(row.get("mood", row.get("genre", "")), f"{where}, “mood”"),
        plan=" ".join(filter(None, prompts)),
    )
    return Story(messages=tuple(messages(book, parts)))


def _book(pages: Sequence[tuple[str, str]], told: Sequence[str], **wishes: Any) -> BookAsked:
    """A book as the studio would have asked for the pages `told`; `pages`: caption and beat."""
    words = [count_words(text) for text in told]
    least = sum(words) // STEP * STEP
    return BookAsked(
        pages=tuple(
            PageAsked(caption=caption, beat=beat, words=count)
            for (caption, beat), count in zip(pages, words, strict=True)
        ),
        words=(least, least + STEP),
        cast=others_met([caption for caption, _ in pages]),
        **wishes,
    )


def _tale(row: Row, where: str) -> Story | None:
    """A tale with captions and pages ({"picture", "beat", "text"}), a page a turn."""
    try:
        captions, pages = list(row["captions"]), list(row["pages"])
        told = [" ".join(page["text"].split()) for page in pages]
        asked = [
            (str(captions[page.get("picture", number)]), str(page.get("beat") or ""))
            for number, page in enumerate(pages)
        ]
    except (KeyError, IndexError, TypeError, AttributeError) as error:
        raise BadInput(
            f"{where} is no tale: it needs “captions” and “pages”, each with “picture”, “beat” and "
            f"“text” ({type(error).__name__}: {error})."
        ) from error
    if not told or not all(told):
        return None
    book = _book(
        asked,
        told,
        mood=str(row.get("mood") or ""),
        hero=row.get("hero"),
        pronoun=row.get("pronoun"),
        plan=str(row.get("plan") or ""),
    )
    return Story(messages=tuple(messages(book, told)))


def _messages(given: Any, where: str) -> Story | None:
    """A list of {"role", "content"}."""
    said = checked(given, f"{where}: “messages”")
    while said and said[-1]["role"] != "assistant":
        said.pop()
    if not any(one["role"] == "assistant" and one["content"].strip() for one in said):
        return None
    return Story(messages=tuple(said))


def checked(given: Any, what: str) -> list[Message]:
    """Messages with a role and a content each; `BadInput` for anything else."""
    known = isinstance(given, list) and all(
        isinstance(one, dict) and one.get("role") in ROLES and isinstance(one.get("content"), str)
        for one in given
    )
    if not known:
        raise BadInput(f'{what} are a list of {{"role", "content"}}; roles are {", ".join(ROLES)}.')
    return [{"role": one["role"], "content": one["content"]} for one in given]


def held_back(rows: Sequence[Any], seed: int, most: int) -> tuple[list[Any], list[Any]]:
    """What is learnt, and the one row in `HELD_OUT` that is not, drawn by `seed`; all are learnt
    where there are too few."""
    if len(rows) < HELD_OUT:
        return list(rows), []
    order = np.random.default_rng(seed).permutation(len(rows))
    held = {int(place) for place in order[: min(len(rows) // HELD_OUT, most)]}
    learnt = [row for place, row in enumerate(rows) if place not in held]
    return learnt, [rows[place] for place in sorted(held)]


def _rows(file: Path) -> list[tuple[int, Row]]:
    """Rows with their numbers, from 1: of a JSON list, of one within an object, or a line each."""
    common.existing(file)
    if file.is_dir():
        raise BadInput(f"{file} is a folder; name a JSON or JSONL file of stories.")
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(f"{file.name} is no UTF-8 text; name a JSON or JSONL file.") from error
    if not text.strip():
        raise BadInput(f"{file.name} is empty; it needs a row for each story.")
    try:
        found = json.loads(text)
    except ValueError as error:
        if file.suffix.lower() == ".json" and text.lstrip()[:1] == "[":
            raise BadInput(f"{file.name} is no JSON: {error}.") from error
        found = list(_lines(text, file))
    if isinstance(found, dict):
        lists = [part for part in found.values() if isinstance(part, list)]
        rowlike = lists and all(isinstance(row, dict) for row in lists[0])
        # A file of one line is one row; an object around a list of rows is a list.
        alone = rowlike and len(lists) == 1 and not ({"messages", "pages"} & set(found))
        found = lists[0] if alone else [found]
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise BadInput(f"{file.name} is no list of rows: each row is an object with a story.")
    return list(enumerate(found, 1))


def _lines(text: str, file: Path) -> Iterable[Any]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                yield json.loads(line)
            except ValueError as error:
                what = f"line {number} cannot be read ({error})"
                raise BadInput(f"{file.name} is neither JSON nor JSONL: {what}.") from error


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _text(value: Any, where: str) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadInput(f"{where} is no text but {json.dumps(value)[:40]}.")
    return value.strip()


def _pair(given: str) -> tuple[str, str]:
    key, mark, value = given.partition("=")
    if not mark:
        raise BadInput(f"--only takes key=value, such as kind=plain, not “{given}”.")
    return key, value


def _listed(row: Row) -> str:
    return ", ".join(f"“{key}”" for key in row) or "nothing"
