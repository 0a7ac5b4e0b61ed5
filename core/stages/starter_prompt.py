"""The bundled writer's text format: what it is asked, and how its answer is read.

    <|mood|>comedy C a b<|hero|>Pip<|words|>225<|picture1|>a fox in a red coat<|picture2|>…<|title|>
    The Title<|part1|>First part.<|part2|>Second part.<|end|>

Training and the application both come here for it, so that the two can't drift apart.  A story
may be resumed anywhere: the prompt, and then `format_begun(title, parts)`.

Pictures and parts carry their number, because a model this small finds picture 4 by its mark far
sooner than it learns to count to four.  And it is told which plot of the mood to tell (`Arc`):
left to choose, it begins one and ends another.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

MOOD: Final = "<|mood|>"
HERO: Final = "<|hero|>"
WORDS: Final = "<|words|>"
TITLE: Final = "<|title|>"
END: Final = "<|end|>"
PAD: Final = "<|pad|>"
PICTURES: Final = tuple(f"<|picture{i}|>" for i in range(1, 11))
PARTS: Final = tuple(f"<|part{i}|>" for i in range(1, 11))
SPECIAL_TOKENS: Final = (PAD, END, MOOD, HERO, WORDS, TITLE, *PICTURES, *PARTS)
_PART: Final = re.compile(r"<\|part\d+\|>")

PLOTS: Final = 8
MORE_PLOTS: Final = {"romance": 9}
"""Plots that the writer knows in each mood; each can begin and end in two ways."""
WAYS: Final = 2
_LEFT_OUT: Final = "o"
_PICTURE, _BEGUN, _WHOLE = 4, 55, 100
"""Words that a picture takes besides its caption, a beginning with some end, and a whole plot."""

LEAST_WORDS: Final = 205
MOST_WORDS: Final = 245
"""The lengths that the writer was trained on."""


@dataclass(frozen=True)
class Arc:
    """Which plot of its mood a story tells, how it begins (`want`), turns and ends (`turn`).

    All are counted from 0; what is None is left out, where the pictures leave no room for it.
    """

    plot: int
    want: int | None = None
    turn: int | None = None

    @property
    def code(self) -> str:
        """As the prompt has it.

        >>> Arc(2, 0, 1).code, Arc(7).code
        ('C a b', 'H o o')
        """
        ways = [_LEFT_OUT if way is None else "ab"[way] for way in (self.want, self.turn)]
        return " ".join(["ABCDEFGHI"[self.plot], *ways])


def arc_for(mood: str, captions: Sequence[str], words: int, seed: int) -> Arc:
    """An arc for a story, the same for the same seed; as much of it as its words have room for."""
    rng = random.Random(f"arc/{seed}")
    plot = rng.randrange(MORE_PLOTS.get(mood.lower(), PLOTS))
    want, turn = rng.randrange(WAYS), rng.randrange(WAYS)
    room = words - sum(len(caption.split()) + _PICTURE for caption in captions)
    return Arc(plot, want if room >= _BEGUN else None, turn if room >= _WHOLE else None)


def picture_mark(number: int) -> str:
    """The mark before caption `number`, counted from 0."""
    return PICTURES[min(number, len(PICTURES) - 1)]


def part_mark(number: int) -> str:
    """The mark before part `number`, counted from 0."""
    return PARTS[min(number, len(PARTS) - 1)]


def tidy(text: str) -> str:
    """One line without special tokens, as the writer saw it in training."""
    for token in SPECIAL_TOKENS:
        text = text.replace(token, " ")
    return " ".join(text.split())


def tidy_caption(caption: str) -> str:
    """A caption without its full stop, and with a small first letter."""
    caption = tidy(caption).rstrip(" .")
    if len(caption) < 2 or not caption[1].isupper():
        caption = caption[:1].lower() + caption[1:]
    return caption


def format_prompt(
    mood: str, hero: str | None, words: int, captions: Sequence[str], arc: Arc
) -> str:
    """What the writer is given; it answers with the title and the parts.

    >>> format_prompt("Scary", None, 225, ["A fox at night ."], Arc(1, 0, 0))
    '<|mood|>scary B a a<|hero|><|words|>225<|picture1|>a fox at night<|title|>'
    """
    pictures = "".join(picture_mark(i) + tidy_caption(text) for i, text in enumerate(captions))
    asked = f"{MOOD}{mood.lower()} {arc.code}{HERO}{tidy(hero or '')}{WORDS}{words}"
    return f"{asked}{pictures}{TITLE}"


def format_story(title: str, parts: Sequence[str]) -> str:
    """What the writer should answer."""
    return title + "".join(part_mark(i) + part for i, part in enumerate(parts)) + END


def format_begun(title: str, parts: Sequence[str]) -> str:
    """An answer as far as it stands, up to the mark of the part that comes next."""
    return format_story(title, parts).removesuffix(END) + part_mark(len(parts))


def parse(text: str) -> tuple[str, tuple[str, ...]]:
    """Title and parts of an answer, whole or cut off; the prompt may still stand before it."""
    story = text.rpartition(TITLE)[2].partition(END)[0].replace(PAD, "")
    title, *parts = _PART.split(story)
    return title.strip(), tuple(part.strip() for part in parts if part.strip())
