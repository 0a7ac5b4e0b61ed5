"""Books by a writer that tells written plots (`core.models.storyteller`).

`Writing` and `Rewriting` hand their tasks over here when the writer has plots instead of a prompt.
Parameters beside those of every writer: "pronoun", "age", "idea", "avoid" (threads and wordings
told before, the newest last) and "thread"; all may be absent.
"""

from typing import Any, Final

from core.ages import USUAL_AGE
from core.build import Context, Made, Task
from core.errors import BadInput
from core.figures import named_figures
from core.ideas import hero_of_idea
from core.stages.captions import captions_for_parts
from core.text import count_words
from core.threads.casting import Hero
from core.threads.teller import Told

_TAKES: Final = 1000


def has_plots(model: Any) -> bool:
    """Whether a writer tells plots."""
    return hasattr(model, "retell")


def tell_story(task: Task, model: Any, ctx: Context) -> Made:
    """The whole story; its data names thread, plan, beats and wordings."""
    ctx.check()
    count = int(task.params["segments"])
    captions = captions_for_parts(task, count)
    low, high = task.params["words"]
    told: Told = model.tell(
        captions,
        mood=task.params["mood"],
        hero=task.params.get("hero") or hero_of_idea(task.params.get("idea")),
        pronoun=str(task.params.get("pronoun") or ""),
        words=(int(low), int(high)),
        seed=task.seed,
        avoid=tuple(task.params.get("avoid") or ()),
        pages=count,
        thread=str(task.params.get("thread") or ""),
        age=str(task.params.get("age") or USUAL_AGE),
        idea=str(task.params.get("idea") or ""),
    )
    ctx.note(task.slot, "Telling the story", done=count, total=count, text="\n\n".join(told.parts))
    data = {
        "title": told.title,
        "parts": list(told.parts),
        "words": sum(count_words(part) for part in told.parts),
        "range": [int(low), int(high)],
        "thread": told.thread,
        "plan": told.plan,
        "beats": list(told.beats),
        "wordings": list(told.wordings),
        "hero": {"name": told.hero.name, "pronoun": told.hero.pronoun, "kind": told.hero.kind},
        "notes": [*told.notes, *_left_out(task)],
        "figures": str(task.params.get("figures") or ""),
        "age": str(task.params.get("age") or USUAL_AGE),
    }
    return Made(text="\n\n".join([told.title, *told.parts]), data=data)


def _left_out(task: Task) -> list[str]:
    """What a plot that is written already can't take up."""
    described = [f.name for f in named_figures(task.params.get("figures")) if f.about]
    if not described:
        return []
    return [
        f"what you said of {' and '.join(described)} is not in it: the storyteller's plots are "
        "written already, a language model as the writer can take it up"
    ]


def tell_page(task: Task, model: Any, ctx: Context) -> Made:
    """Other words for one page of a story that this writer told."""
    ctx.check()
    story = task.inputs["story"]
    if "thread" not in story.data:
        raise BadInput(
            "This story was written by somebody else, and the storyteller finds other words only "
            "for its own: write the whole story anew, or choose a language model as the writer."
        )
    count = int(task.params["segments"])
    told = Told(
        title=str(story.data["title"]),
        parts=tuple(map(str, story.data["parts"])),
        thread=str(story.data["thread"]),
        plan=str(story.data["plan"]),
        beats=tuple(map(str, story.data["beats"])),
        wordings=tuple(map(str, story.data["wordings"])),
        hero=Hero(**story.data["hero"]),
    )
    low, high = story.data["range"]
    text, wordings = model.retell(
        captions_for_parts(task, count),
        told,
        int(task.params["index"]),
        hero=told.hero.name if task.params.get("hero") is None else task.params["hero"],
        pronoun=told.hero.pronoun,
        words=(int(low), int(high)),
        seed=story.seed,
        take=task.seed % _TAKES + 1,
        age=str(story.data.get("age") or USUAL_AGE),
    )
    return Made(text=text, data={"words": count_words(text), "wordings": list(wordings)})
