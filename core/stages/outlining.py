"""The outline of a story: a plan in a sentence, a beat a page, before a word is written.

The storyteller's comes from the library's plots (`core.threads`), with what it would say on each
page; small language models are given one of those plots, too; larger ones plan themselves, and get
the library's where their plan cannot be read.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from core.ages import USUAL_AGE
from core.build import Context, Made, Task
from core.figures import named_figures, who_is_who
from core.ideas import hero_of_idea, pronoun_of_idea
from core.languages import ENGLISH, name_of, told_in
from core.stages import conversation
from core.stages.captions import captions_for_parts, plain
from core.stages.plots import LONGEST, Outline, Telling, outline_data, read_outline
from core.stages.telling import has_plots
from core.stages.titling import make_title
from core.text import count_words
from core.threads.outline import beats_of, pages_of
from core.threads.suiting import left_out
from core.threads.teller import Told, tell
from picturebook.sampling.imagined import imagined, said

_TITLE_WORDS: Final = 10
_HERO: Final = re.compile(r"\bthe hero\b", re.IGNORECASE)
_TOKENS: Final = 60
"""For a line of a plan."""


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
            if has_plots(model):
                yield [(task, _library(task, model.tell, telling=True))]
                continue
            before = getattr(model, "tokens_made", None)
            outline, why = _own(task, model, ctx) if model is not None else (None, "")
            after = getattr(model, "tokens_made", None)
            units = None if before is None or after is None else after - before
            if outline is not None:
                made = Made(text=str(outline), data=outline_data(outline, notes=[]), units=units)
                yield [(task, made)]
                continue
            notes = [] if model is None else [_unheeded(task, why)]
            yield [(task, _library(task, tell, notes=notes, units=units))]


def _library(
    task: Task,
    teller: Callable[..., Told],
    *,
    telling: bool = False,
    notes: Sequence[str] = (),
    units: float | None = None,
) -> Made:
    """The plot of the library that fits the pictures best, and what is told by it.

    With the parameter "take" it is one that no take before has; with "whole" its lines are pages as
    they would be told, to be told again.
    """
    count = int(task.params["segments"])
    idea, age = str(task.params.get("idea") or ""), str(task.params.get("age") or USUAL_AGE)
    language = str(task.params.get("language") or ENGLISH)
    captions = captions_for_parts(task, count) or _made_up(idea, count, task.seed)
    low, high = task.params["words"]
    avoid = [str(name) for name in task.params.get("avoid") or ()]
    hero = task.params.get("hero") or hero_of_idea(idea)
    pronoun = str(task.params.get("pronoun") or "") or ("" if hero else pronoun_of_idea(idea))
    for _take in range(int(task.params.get("take") or 0) + 1):
        told = teller(
            captions, mood=task.params["mood"], hero=hero, pronoun=pronoun,
            words=(int(low), int(high)), seed=task.seed, avoid=tuple(avoid), pages=count, age=age,
            idea=idea,
        )  # fmt: skip
        avoid += [told.thread, *told.wordings]
    outline = Outline(
        title=told.title if language == ENGLISH else "", hero=told.hero.name,
        pronoun=told.hero.pronoun, plan=_HERO.sub(told.hero.name, told.plan),
        beats=pages_of(told, LONGEST)
        if task.params.get("whole")
        else beats_of(told, captions),
    )  # fmt: skip
    meant = Telling(
        thread=told.thread, hero=vars(told.hero), age=age, range=(int(low), int(high)),
        wordings=told.wordings, beats=outline.beats, parts=told.parts, steps=told.beats,
        captions=captions,
    )  # fmt: skip
    heard = [note for note in told.notes if telling or (idea and note == left_out(idea))]
    heard += _undescribed(task) if telling else []
    data = outline_data(
        outline, telling=meant if telling else None, thread=told.thread, notes=[*notes, *heard]
    )
    return Made(text=str(outline), data=data, units=units)


def _is_in(outline: Outline, language: str, model: Any) -> bool:
    """Whether a plan is in its book's language; of a writer of English alone nobody asks."""
    if language == ENGLISH and not getattr(model, "multilingual", False):
        return True
    return told_in("\n".join(outline.beats)) in ("", language)


def _undescribed(task: Task) -> list[str]:
    """What a plot that is written already can't take up."""
    described = [f.name for f in named_figures(task.params.get("figures")) if f.about]
    if not described:
        return []
    return [
        f"what you said of {' and '.join(described)} is not in it: the storyteller's plots are "
        "written already, a language model as the writer can take it up"
    ]


def _made_up(idea: str, count: int, seed: int) -> tuple[str, ...]:
    return tuple(said(scene, seed) for scene in imagined(idea, pages=count, seed=seed))


def _unheeded(task: Task, why: str) -> str:
    """Why the plan is not the writer's, and what follows where the library's is in English."""
    language = str(task.params.get("language") or ENGLISH)
    said = f"the writer's plan {why}: the plan is the library's"
    if language == ENGLISH:
        return said
    return (
        f"{said}, and in English; the pages are written in {name_of(language)}. Put its lines into "
        f"{name_of(language)} yourself, or ask for another plot"
    )


def _own(task: Task, model: Any, ctx: Context) -> tuple[Outline | None, str]:
    """The writer's own plan; None and why if it cannot be used, even when asked twice."""
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
    talk, why = model.talk(), ""
    for attempt in range(2):
        ctx.note(task.slot, "Trying another plan" if attempt else "Planning the story")
        (reply,) = talk.answers(
            conversation.planning(book),
            seeds=[task.seed + attempt],
            max_new_tokens=(count + 2) * _TOKENS,
            temperature=float(model.options.get("temperature", conversation.TEMPERATURE)),
            top_p=float(model.options.get("top_p", conversation.TOP_P)),
            check=ctx.check,
        )
        outline = read_outline(reply.text, count)
        if outline is None or not outline.plan:
            why = "could not be read"
        elif not _is_in(outline, language, model):
            why = f"was not in {name_of(language)}"
        else:
            title = outline.title if count_words(outline.title) <= _TITLE_WORDS else ""
            known = [caption for caption in captions if caption] or [outline.plan]
            if not title and language == ENGLISH:
                title = make_title(known, hero or None)
            own = Outline(
                title=title, hero=hero, plan=outline.plan,
                pronoun=str(task.params.get("pronoun") or ""), beats=outline.beats,
            )  # fmt: skip
            return own, ""
    return None, why
