"""Pages by a writer that tells written plots (`core.models.storyteller`).

`Writing` and `Rewriting` hand their tasks over here when the writer has plots instead of a prompt.
What it would say on each page stands in the outline (`core.stages.plots.Telling`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from core.ages import USUAL_AGE
from core.build import Context, Made, Task
from core.errors import BadInput
from core.stages.captions import captions_for_parts
from core.stages.plots import Telling, outline_of, telling_of
from core.stages.wished import Wish, ease, wish_of
from core.text import count_words
from core.threads.casting import Hero
from core.threads.teller import Told

_TAKES: Final = 1000
_YOURS: Final = "These are your own words: change them where they stand"
_MANY: Final = 12
"""Among so many tellings of a page one is looked for that a wish allows."""
CAN: Final = (
    "The storyteller can tell a page shorter, longer, plainer, in other words, or without somebody "
    "or something"
)


def has_plots(model: Any) -> bool:
    """Whether a writer tells plots."""
    return hasattr(model, "versions")


@dataclass
class _Page:
    """A page that is told."""

    text: str
    wordings: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)
    refused: bool = False
    """Whether a wish was not heeded, so that the page stays as it is."""


def tell_page(task: Task, model: Any, ctx: Context) -> Made:
    """One page: as the plot's telling has it, told anew where something changed, or in a person's
    own words; its notes say so."""
    ctx.check()
    index, count = int(task.params["index"]), int(task.params["segments"])
    outline = outline_of(task.inputs["outline"], count)
    telling = telling_of(task.inputs["outline"])
    own = outline.beats[index] if outline.beats else ""
    captions = captions_for_parts(task, count) or ("",) * count
    hero = Hero(name=outline.hero, pronoun=outline.pronoun)
    if telling is not None:
        same = telling.hero["name"] == outline.hero and telling.hero["pronoun"] == outline.pronoun
        hero = Hero(**telling.hero) if same else hero
    wish = wish_of(task)
    take = int(task.params.get("take") or 0)
    if telling is None or own not in telling.beats:
        page = _own_words(model, captions, telling, hero, index, own)
        if wish is not None:
            page.notes, page.refused = [_YOURS], True
        return _made(page)
    at = telling.beats.index(own)
    why, mended = "", at == index and hero == Hero(**telling.hero)
    if mended and telling.captions[index] == captions[index]:
        if not take and wish is None:
            return _made(_Page(telling.parts[index]))
        mended = False
    else:
        why = "told anew, as its line, its caption or the hero was changed"
    # Where the caption alone is another, the page may keep the wording that it had.
    same = mended and not take if wish is None else not wish.other
    page = _retold(task, model, captions, telling, hero, at, wish, max(take, 1), same)
    if why:
        page.notes.append(f"page {index + 1}: {why}")
    return _made(page)


def _own_words(
    model: Any,
    captions: Sequence[str],
    telling: Telling | None,
    hero: Hero,
    index: int,
    own: str,
) -> _Page:
    text = model.bring_in(captions, index, own, hero=hero, plot=telling.thread if telling else "")
    said = "your own words, as you wrote them"
    more = ", behind a sentence about its picture" if text != own else ""
    return _Page(text, notes=[f"page {index + 1}: {said}{more}"])


def retell_page(task: Task, model: Any, ctx: Context) -> Made:
    """Other words for one page of a story that this writer told as a whole."""
    ctx.check()
    story = task.inputs["story"]
    if "thread" not in story.data:
        raise BadInput(
            "This story was written by somebody else, and the storyteller finds other words only "
            "for its own: write the whole story anew, or choose a language model as the writer."
        )
    data, count = story.data, int(task.params["segments"])
    telling = Telling(
        thread=str(data["thread"]), hero=data["hero"], range=tuple(data["range"]),
        age=str(data.get("age") or USUAL_AGE),
        wordings=tuple(data["wordings"]), beats=(), parts=tuple(data["parts"]),
        steps=tuple(data["beats"]), captions=(),
    )  # fmt: skip
    index, take = int(task.params["index"]), task.seed % _TAKES + 1
    captions = captions_for_parts(task, count)
    hero = Hero(**data["hero"])
    wish = wish_of(task)
    same = wish is not None and not wish.other
    return _made(_retold(task, model, captions, telling, hero, index, wish, take, same))


def _retold(
    task: Task, model: Any, captions: Sequence[str], telling: Telling, hero: Hero, at: int,
    wish: Wish | None, take: int, same: bool,
) -> _Page:  # fmt: skip
    """Other words for a page, by the steps of page `at`, as a wish has them; `same`: in its own
    wording, too."""
    index = int(task.params["index"])
    standing = task.context.get(f"segment/{index}")
    before = (standing.text if standing else "") or telling.parts[index]
    steps = list(telling.steps)
    steps[index] = telling.steps[at]
    others = [task.context.get(f"segment/{i}") for i in range(len(telling.parts))]
    parts = [(o.text if o else "") or p for o, p in zip(others, telling.parts, strict=True)]
    told = Told(
        title="", parts=tuple(parts), thread=telling.thread, plan="", beats=tuple(steps),
        wordings=telling.wordings, hero=hero,
    )  # fmt: skip
    found = model.versions(
        captions,
        told,
        index,
        words=telling.range,
        seed=0,
        age=telling.age,
        least=_MANY if wish else take,
        same=same,
    )
    found = [(text, ids) for text, ids in found if text != before]
    if same and wish is None:
        found.sort(key=lambda version: not set(version[1]) <= set(telling.wordings))
    notes = []
    low, high = telling.range
    rest = sum(count_words(p) for i, p in enumerate(parts) if i != index)
    if wish is not None:
        if not wish.known:
            return _Page(before, notes=[cannot(wish)], refused=True)
        changes = wish.shorter or wish.longer or wish.plainer or wish.other
        if wish.without and not changes and not wish.left_in(before):
            gone = f"Page {index + 1} does not speak of {' or '.join(wish.without)}"
            return _Page(before, notes=[gone], refused=True)
        if wish.rest:
            notes.append(cannot(wish))
        found = _heed(found, wish, before)
        found = [v for v in found if low <= rest + count_words(v[0]) <= high] or found
        if not found:
            no = f"The plot has no telling of page {index + 1} that is {_wanted(wish)}"
            return _Page(before, notes=[*notes, no], refused=True)
    if not found:
        return _Page(before, notes=[f"page {index + 1}: the plot has no other words for it"])
    text, ids = found[(take - 1) % len(found)] if wish is None else found[0]
    total = rest + count_words(text)
    if not low <= total <= high:
        notes.append(f"page {index + 1}: the story has {total} words now, not {low} to {high}")
    return _Page(text, tuple(ids), notes)


def _heed(
    found: Sequence[tuple[str, tuple[str, ...]]], wish: Wish, before: str
) -> list[tuple[str, tuple[str, ...]]]:
    """The versions that a wish allows, the best first."""
    old = count_words(before)
    kept = [v for v in found if not wish.left_in(v[0])]
    if wish.shorter and not wish.longer:
        kept = [v for v in kept if count_words(v[0]) <= old - max(2, round(0.1 * old))]
    if wish.longer and not wish.shorter:
        kept = [v for v in kept if count_words(v[0]) >= old + max(2, round(0.1 * old))]
    if wish.plainer:
        kept = sorted((v for v in kept if ease(v[0]) < ease(before)), key=lambda v: ease(v[0]))
    return kept


def cannot(wish: Wish) -> str:
    """What the storyteller says of a wish that it cannot heed, or not all of it."""
    what = wish.rest if wish.known else wish.text
    return f"{CAN}; “{what}” is for a language model"


def _wanted(wish: Wish) -> str:
    said = [name for name in ("shorter", "longer", "plainer") if getattr(wish, name)]
    said += ["in other words"] if wish.other and not said else []
    said += [f"without {what}" for what in wish.without]
    return " and ".join(said)


def _made(page: _Page) -> Made:
    data = {"words": count_words(page.text), "wordings": list(page.wordings), "notes": page.notes}
    data |= {"refused": True} if page.refused else {}
    return Made(text=page.text, data=data)
