"""How a writer is asked: one class for each `prompt_format` a model's catalogue entry may name.

"starter": the project's own small language model, with marks between the parts. "chat": any
instruction-following model, which is asked in words and answers in paragraphs.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from core.build import Task
from core.errors import UnknownName
from core.plan import picture_of
from core.stages import starter_prompt
from core.stages.shortened import shortened
from core.stages.starter_cast import Cast, cast_for
from core.story import MOODS

_SMALL_WORDS: Final = frozenset("about after under until where which with".split())
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
    literal: bool
    """It was taught to take over the captions' own words."""

    def told(self, captions: Sequence[str]) -> tuple[str, ...]:
        """What of the captions the model is told."""

    def prompt(self, brief: Brief, *, words: int, title: str | None, parts: Sequence[str]) -> str:
        """The prompt for everything after `parts`; `title` is None when nothing is written yet."""

    def heard(self, pieces: Iterator[str], brief: Brief) -> Iterator[str]:
        """The model's text as the story shall have it, while it comes."""

    def learnt(self, text: str, brief: Brief) -> str:
        """A text of the story as the model itself would have written it."""

    def good_title(self, title: str) -> bool:
        """Whether a title is as the model was taught to write them."""


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


class StarterFormat:
    """The prompt of the bundled writer: marks and words, no instruction."""

    boundary = _MARK
    end: str | None = starter_prompt.END
    part_by_part = False
    attempts = 10
    literal = True

    def told(self, captions: Sequence[str]) -> tuple[str, ...]:
        """Less of long ones, so that words are left for the story."""
        return shortened(captions)

    def prompt(self, brief: Brief, *, words: int, title: str | None, parts: Sequence[str]) -> str:
        """As trained; continues behind the last part's mark."""
        words = min(max(words, starter_prompt.LEAST_WORDS), starter_prompt.MOST_WORDS)
        cast = self._cast(brief)
        arc = starter_prompt.arc_for(brief.mood, brief.captions, sum(brief.words) // 2, brief.seed)
        asked = starter_prompt.format_prompt(brief.mood, cast.stand_in, words, brief.captions, arc)
        if title is None:
            return asked
        begun = [cast.stood_in(part) for part in parts]
        return asked + starter_prompt.format_begun(cast.stood_in(title), begun)

    def heard(self, pieces: Iterator[str], brief: Brief) -> Iterator[str]:
        """With the real names in the place of the stand-ins."""
        return self._cast(brief).hear(pieces)

    def learnt(self, text: str, brief: Brief) -> str:
        """With the stand-ins in the place of the real names."""
        return self._cast(brief).stood_in(text)

    def good_title(self, title: str) -> bool:
        """Longer words have a capital; a small letter there is a slip of a model this small."""
        return not any(
            word[0].islower() and len(word) > 4 and word not in _SMALL_WORDS
            for word in title.split()
        )

    @staticmethod
    def _cast(brief: Brief) -> Cast:
        hero = plain(brief.hero) if brief.hero else None
        return cast_for(brief.mood, hero, brief.captions, brief.seed)


class ChatFormat:
    """An instruction in plain words; the answer is a title line and one paragraph a picture."""

    boundary = re.compile(r"\n+")
    end: str | None = None
    part_by_part = True
    attempts = 4
    literal = False

    def told(self, captions: Sequence[str]) -> tuple[str, ...]:
        """All."""
        return tuple(captions)

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

    def heard(self, pieces: Iterator[str], brief: Brief) -> Iterator[str]:
        """As it comes."""
        return pieces

    def learnt(self, text: str, brief: Brief) -> str:
        """As it stands."""
        return text

    def good_title(self, title: str) -> bool:
        """Any."""
        return True


FORMATS: Final[dict[str, Format]] = {"starter": StarterFormat(), "chat": ChatFormat()}


def format_of(model: object) -> Format:
    """The format that a writer's catalogue entry names."""
    name = getattr(model, "prompt_format", "chat")
    if name not in FORMATS:
        raise UnknownName("prompt format", name, FORMATS)
    return FORMATS[name]
