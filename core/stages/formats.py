"""How a writer is asked: one class for each `prompt_format` a model's catalogue entry may name.

"chat": any instruction-following model, which is asked in words and answers in paragraphs.
"plain": a model that goes on with the same words, without a chat template.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from core.build import Task
from core.errors import UnknownName
from core.plan import picture_of
from core.story import MOODS

_MARK: Final = re.compile(r"<\|[^|<>]*\|>")


@dataclass(frozen=True, kw_only=True)
class Brief:
    """What the story shall be: a caption for each part, and how many words in all."""

    mood: str
    hero: str | None
    captions: tuple[str, ...]
    words: tuple[int, int]
    seed: int = 0


class Format(Protocol):
    """How to ask for a story, or for the rest of one that has begun."""

    boundary: re.Pattern[str]
    """What stands between title and parts in the answer."""
    end: str | None
    """The mark after the last part, if the model writes one."""
    part_by_part: bool
    """A request for the rest is answered with the next part alone."""
    attempts: int
    """How often a part is written before the best of its versions is taken."""

    def prompt(self, brief: Brief, *, words: int, title: str | None, parts: Sequence[str]) -> str:
        """The prompt for everything after `parts`; `title` is None when nothing is written yet."""


def plain(text: str) -> str:
    """A caption or name on one line, without anything that a model takes for one of its marks."""
    text = _MARK.sub(" ", text).replace("<|", " ").replace("|>", " ")
    return " ".join(text.split()).rstrip(".!?;,: ")


def captions_for_parts(task: Task, count: int) -> tuple[str, ...]:
    """A caption for each part, in order; with fewer pictures than parts they repeat."""
    slots = sorted(
        (slot for slot in task.inputs if slot.startswith("caption/")),
        key=lambda slot: int(slot.partition("/")[2]),
    )
    captions = [plain(task.inputs[slot].text or "") for slot in slots]
    if not captions:
        return ()
    return tuple(captions[picture_of(i, count, len(captions))] for i in range(count))


class ChatFormat:
    """An instruction in plain words; the answer is a title line and one paragraph a picture."""

    boundary = re.compile(r"\n+")
    end: str | None = None
    part_by_part = True
    attempts = 4

    def prompt(self, brief: Brief, *, words: int, title: str | None, parts: Sequence[str]) -> str:
        """The whole task; for the rest of a story also what is written so far."""
        low, high = brief.words
        count = len(brief.captions)
        each = max(10, round(words / count))
        mood = MOODS[brief.mood].brief if brief.mood in MOODS else plain(brief.mood)
        lines = [f"Write a picture-book story: {mood}."]
        if brief.hero:
            lines.append(f"The hero's name is {plain(brief.hero)}; use this name.")
        lines.append(f"The book has {count} pictures, in this order:")
        lines += [f"{i}. {plain(caption)}" for i, caption in enumerate(brief.captions, 1)]
        if title is None:
            lines.append(
                f"Write {low} to {high} words in all. Put a short title on the first line, then "
                f"exactly {count} paragraphs of about {each} words, one for each picture, in this "
                "order, with an empty line between them. Each paragraph tells what its picture "
                "shows and names who or what is seen with the same word. One story runs through "
                "all of them and ends happily. No lists, no numbers, no headings, no remarks."
            )
            return "\n".join(lines)
        lines += ["", "The story so far:", title, "", *[f"{part}\n" for part in parts]]
        lines.append(
            f"Write only the next paragraph, number {len(parts) + 1} of {count}, in about {each} "
            f"words. It tells this picture: {plain(brief.captions[len(parts)])}. Name who or what "
            "is seen with the same word. Answer with this one paragraph and nothing else."
            + (" It ends the story." if len(parts) + 1 == count else "")
        )
        return "\n".join(lines)


FORMATS: Final[dict[str, Format]] = {"plain": ChatFormat(), "chat": ChatFormat()}


def format_of(model: object) -> Format:
    """The format that a writer's catalogue entry names."""
    name = getattr(model, "prompt_format", "chat")
    if name not in FORMATS:
        raise UnknownName("prompt format", name, FORMATS)
    return FORMATS[name]
