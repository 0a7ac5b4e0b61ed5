"""A story's outline as it is kept: what a person sees and changes, and what of it each page heeds.

An outline's artifact has `Outline` as text and in its data; where the storyteller made it, "told"
has what it would say on each page, so that a line nobody changed is told as it was meant.  Each
page depends on its own share alone ("content"): a changed line puts one page out of date.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from core.build import Artifact, digest
from core.errors import BadInput
from core.text import clean, count_words

_LINE: Final = re.compile(r"^[\W_]*(title|hero|plan)[\W_]*?:\W*(.+)$", re.IGNORECASE)
_BEAT: Final = re.compile(r"^[\W_]*(?:page\s*)?(\d{1,2})\s*[.):–-]+[\s*_]*(.+)$", re.IGNORECASE)
_HERO: Final = re.compile(r"^(.*?)(?:\s*\((\w+)\))?$")
_MARKS: Final = '"“”„«»'
LONGEST: Final = 60
"""Words of a beat that is still one."""


@dataclass(frozen=True, kw_only=True)
class Outline:
    """A story before it is written; "" where nothing is said.

    As text:

        Title: The Late Shadow
        Hero: Nora (she)
        Plan: …
        1. …
        2. …
    """

    title: str = ""
    hero: str = ""
    pronoun: str = ""
    plan: str = ""
    beats: tuple[str, ...] = ()

    def __str__(self) -> str:
        hero = f"{self.hero} ({self.pronoun})" if self.hero and self.pronoun else self.hero
        lines = {"Title": self.title, "Hero": hero, "Plan": self.plan}
        said = [f"{name}: {value}" for name, value in lines.items() if value]
        return "\n".join([*said, *(f"{i}. {beat}" for i, beat in enumerate(self.beats, 1))])


@dataclass(frozen=True, kw_only=True)
class Telling:
    """What the storyteller would say: for each page its beat, its words, its steps of the plot, and
    the caption that it was told about."""

    thread: str
    hero: Mapping[str, str]
    age: str
    range: tuple[int, int]
    wordings: tuple[str, ...]
    beats: tuple[str, ...]
    parts: tuple[str, ...]
    steps: tuple[str, ...]
    captions: tuple[str, ...]

    def ordered(self, order: Sequence[int]) -> "Telling":
        """Its pages in another order: `order` has for each page which one it was."""
        return replace(
            self,
            beats=tuple(self.beats[i] for i in order),
            parts=tuple(self.parts[i] for i in order),
            steps=tuple(self.steps[i] for i in order),
            captions=tuple(self.captions[i] for i in order),
        )


def read_outline(text: str, count: int) -> Outline | None:
    """An outline from its text, as the studio or a writer words it; None without `count` beats."""
    named: dict[str, str] = {}
    beats: dict[int, str] = {}
    for line in clean(text).splitlines():
        if found := _LINE.match(line.strip()):
            named.setdefault(found[1].lower(), _bare(found[2]))
        elif found := _BEAT.match(line.strip()):
            beats.setdefault(int(found[1]), _said(found))
    told = _all_of(beats, count)
    if told is None:
        return None
    hero = _HERO.match(named.get("hero", ""))
    name, pronoun = hero.groups() if hero else ("", "")
    return Outline(
        title=named.get("title", ""), hero=name, pronoun=(pronoun or "").lower(),
        plan=named.get("plan", ""), beats=told,
    )  # fmt: skip


def _bare(text: str) -> str:
    """A value without marks of bold, and without quotation marks around it or one that is alone."""
    text = text.strip(" *_")
    marks = [text[:1] in _MARKS, text[-1:] in _MARKS]
    around = sum(text.count(mark) for mark in _MARKS) == sum(marks)
    return text.strip(_MARKS + " *_") if around else text


def _said(line: re.Match[str]) -> str:
    """What a numbered line says, without "Page 1:" (in any language) before it."""
    return re.sub(rf"^(?:\w+ )?\w+\s*{line[1]}\s*\w*\s*[:：]\s*", "", line[2].strip(" *_"))


def _all_of(beats: Mapping[int, str], count: int) -> tuple[str, ...] | None:
    told = tuple(beats.get(i, "") for i in range(1, count + 1))
    fit = all(0 < count_words(beat) <= LONGEST for beat in told) and len(beats) == count
    return told if fit else None


def numbered(text: str, count: int) -> tuple[str, ...] | None:
    """The lines from "1." to "5." of an answer; None if they are not all there."""
    found = [line for raw in clean(text).splitlines() if (line := _BEAT.match(raw.strip()))]
    return _all_of({int(line[1]): _said(line) for line in found}, count)


def check_outline(text: str, count: int) -> Outline:
    """The outline that a person wrote; `BadInput` says what cannot be read of it."""
    outline = read_outline(text, count)
    if outline is None:
        raise BadInput(
            f"The plot needs a line for each of the {count} pages, from “1.” to “{count}.”, of at "
            f"most {LONGEST} words; “Title:”, “Hero:” and “Plan:” may stand before them."
        )
    return outline


def outline_of(artifact: Artifact | None, count: int) -> Outline:
    """The outline of an artifact; an empty one where there is none."""
    if artifact is None:
        return Outline()
    if "hero" not in artifact.data:  # Of an older studio.
        return read_outline(artifact.text or "", count) or Outline()
    data = artifact.data
    return Outline(**{name: str(data[name]) for name in ("title", "hero", "pronoun", "plan")},
                   beats=tuple(map(str, data["beats"])))  # fmt: skip


def telling_of(artifact: Artifact | None) -> Telling | None:
    """What the storyteller would say by an outline; None where another made it."""
    told = artifact.data.get("told") if artifact else None
    if not told:
        return None
    values: dict[str, Any] = {n: tuple(v) if isinstance(v, list) else v for n, v in told.items()}
    return Telling(**values)


def outline_data(
    outline: Outline, *, telling: Telling | None = None, thread: str = "", **more: Any
) -> dict[str, Any]:
    """The data of an outline's artifact, with what each page, the title and the cast heed of it."""
    data = {**asdict(outline), "beats": list(outline.beats), **more}
    if thread:
        data["thread"] = thread
    if telling is not None:
        told = {n: list(v) if isinstance(v, tuple) else v for n, v in vars(telling).items()}
        data |= {"thread": telling.thread, "wordings": list(telling.wordings), "told": told}
    data["content"] = {
        "title": digest(["title", outline.title]),
        "cast": digest(["cast", outline.hero, outline.pronoun, outline.plan, data.get("thread")]),
        **{f"segment/{i}": _share(outline, telling, i) for i in range(len(outline.beats))},
    }
    data["content"] |= {f"draft/{i}": data["content"][f"segment/{i}"]
                        for i in range(len(outline.beats))}  # fmt: skip
    return data


def _share(outline: Outline, telling: Telling | None, index: int) -> str:
    """What page `index` heeds of an outline."""
    head: list[Any] = [outline.hero, outline.pronoun, outline.beats[index]]
    if telling is None:
        return digest([*head, outline.plan])
    own = outline.beats[index]
    steps = telling.steps[telling.beats.index(own)] if own in telling.beats else ""
    told = [telling.beats[index], telling.parts[index], telling.captions[index]]
    head += [telling.thread, dict(telling.hero), telling.age, list(telling.range)]
    return digest([*head, steps, told])


def changed(
    before: Artifact, outline: Outline, order: Sequence[int] | None = None
) -> dict[str, Any]:
    """The data of an outline that a person changed; `order`: which page each one was, where the
    pages were put in another order with their pictures."""
    telling = telling_of(before)
    if telling is not None and order is not None:
        telling = telling.ordered(order)
    return outline_data(outline, telling=telling, thread=str(before.data.get("thread") or ""))
