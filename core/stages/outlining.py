"""The outline of a story that a language model writes: a plan in a sentence, a beat a page.

Small writers are given one of the library's plots (`core.threads`); larger ones plan themselves,
and get the library's where their plan cannot be read.  As text it is what a person may change:

    Title: The Late Shadow
    Hero: Nora (she)
    Plan: …
    1. …
    2. …
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from core.ages import USUAL_AGE
from core.build import Context, Made, Task
from core.errors import BadInput
from core.figures import named_figures, who_is_who
from core.ideas import hero_of_idea
from core.languages import ENGLISH, name_of, told_in
from core.stages import conversation
from core.stages.captions import captions_for_parts, plain
from core.text import clean, count_words
from core.threads.outline import beats_of
from core.threads.suiting import left_out
from core.threads.teller import tell
from picturebook.sampling.imagined import imagined, said

_LINE: Final = re.compile(r"^[\W_]*(title|hero|plan)[\W_]*?:\W*(.+)$", re.IGNORECASE)
_BEAT: Final = re.compile(r"^[\W_]*(?:page\s*)?(\d{1,2})\s*[.):–-]+[\s*_]*(.+)$", re.IGNORECASE)
_HERO: Final = re.compile(r"^(.*?)(?:\s*\((\w+)\))?$")
_LONGEST: Final = 60
"""Words of a beat that is still one."""
_TITLE_WORDS: Final = 10
_TOKENS: Final = 60
"""For a line of a plan."""


@dataclass(frozen=True, kw_only=True)
class Outline:
    """A story before it is written; "" where nothing is said."""

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


def read_outline(text: str, count: int) -> Outline | None:
    """An outline from its text, as the studio or a writer words it; None without `count` beats."""
    named: dict[str, str] = {}
    beats: dict[int, str] = {}
    for line in clean(text).splitlines():
        if found := _LINE.match(line.strip()):
            named.setdefault(found[1].lower(), found[2].strip(" *_"))
        elif found := _BEAT.match(line.strip()):
            beats.setdefault(int(found[1]), found[2].strip(" *_"))
    told = _all_of(beats, count)
    if told is None:
        return None
    hero = _HERO.match(named.get("hero", ""))
    name, pronoun = hero.groups() if hero else ("", "")
    return Outline(
        title=named.get("title", ""), hero=name, pronoun=(pronoun or "").lower(),
        plan=named.get("plan", ""), beats=told,
    )  # fmt: skip


def _all_of(beats: Mapping[int, str], count: int) -> tuple[str, ...] | None:
    told = tuple(beats.get(i, "") for i in range(1, count + 1))
    fit = all(0 < count_words(beat) <= _LONGEST for beat in told) and len(beats) == count
    return told if fit else None


def numbered(text: str, count: int) -> tuple[str, ...] | None:
    """The lines from "1." to "5." of an answer; None if they are not all there."""
    found = [line for raw in clean(text).splitlines() if (line := _BEAT.match(raw.strip()))]
    return _all_of({int(line[1]): line[2].strip(" *_") for line in found}, count)


def check_outline(text: str, count: int) -> None:
    """Raise `BadInput` for an outline that a person changed and that cannot be read any more."""
    if read_outline(text, count) is None:
        raise BadInput(
            f"The plot needs a line for each of the {count} pages, from “1.” to “{count}.”, of at "
            f"most {_LONGEST} words; “Title:”, “Hero:” and “Plan:” may stand before them."
        )


class Outlining:
    """Stage "outlining": by the writer, where a task's step names one, else by the library."""

    name = "outlining"
    role: str | None = "writer"
    batch_size = 1

    def run(
        self, tasks: Sequence[Task], model: Any, ctx: Context
    ) -> Iterator[Sequence[tuple[Task, Made]]]:
        """One outline after the other; its notes say where it comes from."""
        for task in tasks:
            before = getattr(model, "tokens_made", None)
            made = _own(task, model, ctx) if model is not None else None
            notes = []
            language = str(task.params.get("language") or ENGLISH)
            if model is not None and made is None:
                why = "could not be read"
                if language != ENGLISH:
                    why += f", or was not in {name_of(language)}"
                notes.append(f"the writer's plan {why}: the plan is the library's")
            outline, data = made or _library(task)
            after = getattr(model, "tokens_made", None)
            units = None if before is None or after is None else after - before
            data = {
                **data,
                "notes": [*notes, *data.get("notes", ())],
                "title": outline.title,
                "plan": outline.plan,
                "beats": list(outline.beats),
            }
            yield [(task, Made(text=str(outline), data=data, units=units))]


def _library(task: Task) -> tuple[Outline, dict[str, Any]]:
    """The plot of the library that fits the pictures best."""
    count = int(task.params["segments"])
    idea = str(task.params.get("idea") or "")
    language = str(task.params.get("language") or ENGLISH)
    captions = captions_for_parts(task, count) or _made_up(idea, count, task.seed)
    low, high = task.params["words"]
    told = tell(
        captions, mood=task.params["mood"], hero=task.params.get("hero") or hero_of_idea(idea),
        pronoun=str(task.params.get("pronoun") or ""), words=(int(low), int(high)),
        seed=task.seed, avoid=tuple(task.params.get("avoid") or ()), pages=count,
        age=str(task.params.get("age") or USUAL_AGE), idea=idea,
    )  # fmt: skip
    outline = Outline(
        title=told.title if language == ENGLISH else "", hero=told.hero.name,
        pronoun=told.hero.pronoun, plan=told.plan,
        beats=beats_of(told, captions),
    )  # fmt: skip
    notes = [note for note in told.notes if idea and note == left_out(idea)]
    return outline, {"thread": told.thread, "notes": notes}


def _is_in(outline: Outline, language: str) -> bool:
    """Whether a plan is in its book's language; in an English book nobody asks."""
    return language == ENGLISH or told_in("\n".join(outline.beats)) in ("", language)


def _made_up(idea: str, count: int, seed: int) -> tuple[str, ...]:
    return tuple(said(scene, seed) for scene in imagined(idea, pages=count, seed=seed))


def _own(task: Task, model: Any, ctx: Context) -> tuple[Outline, dict[str, Any]] | None:
    """The writer's own plan; None if it cannot be read, even when asked twice."""
    count = int(task.params["segments"])
    hero = plain(task.params.get("hero") or "")
    captions = captions_for_parts(task, count) or ("",) * count
    language = str(task.params.get("language") or ENGLISH)
    book = conversation.BookAsked(
        pages=tuple(conversation.PageAsked(caption=caption) for caption in captions),
        mood=task.params["mood"],
        hero=hero or None,
        pronoun=task.params.get("pronoun"),
        age=str(task.params.get("age") or USUAL_AGE),
        idea=plain(task.params.get("idea") or ""),
        figures=who_is_who(named_figures(task.params.get("figures"))),
        language=language,
    )
    talk = model.talk()
    for attempt in range(2):
        (reply,) = talk.answers(
            conversation.planning(book),
            seeds=[task.seed + attempt],
            max_new_tokens=(count + 2) * _TOKENS,
            temperature=float(model.options.get("temperature", conversation.TEMPERATURE)),
            top_p=float(model.options.get("top_p", conversation.TOP_P)),
            check=ctx.check,
            hear=lambda text: ctx.note(task.slot, "Planning the story", text=text),
        )
        outline = read_outline(reply.text, count)
        if outline is not None and outline.plan and _is_in(outline, language):
            named = Outline(
                title=outline.title if count_words(outline.title) <= _TITLE_WORDS else "",
                hero=hero, pronoun=str(task.params.get("pronoun") or ""), plan=outline.plan,
                beats=outline.beats,
            )  # fmt: skip
            return named, {}
    return None
