"""One small task for one model, as in a book but without one: a caption, the beginning of a story,
a picture, a spoken text, a tune, a score.  The stages of a book do the work; nothing is stored.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from core.build import Artifact, Context, Task
from core.plan import COMPOSER
from core.stages.captions import plain
from core.stages.conversation import TEMPERATURE, TOP_P, BookAsked, PageAsked, messages
from core.stages.table import STAGES
from core.stages.telling import has_plots
from core.stages.titling import make_title
from core.text import sentences

SEED: Final = 7
TOKENS: Final = 160
SENTENCES: Final = 3
PICTURE: Final = "picture"
"""What the task asks its context for, where a model looks at a picture."""
_SLOTS: Final = {
    "captioner": ("captioning", "caption/0"),
    "illustrator": ("illustrating", "illustration/0"),
    "narrator": ("narrating", "narration/0"),
    COMPOSER: ("composing", "music/0"),
    "scorer": ("scoring", "score/0"),
}
"""Role to the stage that does its work, and the place in a book that it thinks it works for."""


@dataclass(frozen=True, kw_only=True)
class Done:
    """What a model made: a text, or media of a `mime` type; `others` are a captioner's next
    bests."""

    text: str | None = None
    media: bytes | None = None
    mime: str | None = None
    others: tuple[str, ...] = ()


def make(role: str, model: Any, text: str, context: Context) -> Done:
    """Let a loaded model of that role make one thing of `text`, or of the picture of `context`."""
    return (_write if role == "writer" else _stage)(role, model, text, context)


def _stage(role: str, model: Any, text: str, context: Context) -> Done:
    """One task of the stage that such models work for."""
    name, slot = _SLOTS[role]
    inputs = {"prompt/0": Artifact(key="text", stage="prompting", maker="person", text=text)}
    params: Mapping[str, Any] = {}
    if role == "scorer":
        inputs["illustration/0"] = Artifact(
            key=PICTURE, stage="illustrating", maker="person", media=PICTURE
        )
    if role == COMPOSER:
        params = {"prompt": text}
    if role == "narrator":
        languages = model.voices()
        params = {"language": "en" if "en" in languages else next(iter(languages))}
    task = Task(slot=slot, params=params, seed=SEED, inputs=inputs, sources=(PICTURE,))
    ((_, made),) = next(iter(STAGES[name].run([task], model, context)))
    said = f"{made.data['score']:.1f}" if role == "scorer" else made.text
    others = tuple(made.data.get("candidates", ())) if role == "captioner" else ()
    return Done(text=said, media=made.media, mime=made.mime, others=others)


def _write(role: str, model: Any, text: str, context: Context) -> Done:
    """The first sentences of a story about `text`, under a title of the studio's."""
    title = make_title([text])
    if has_plots(model):
        told = model.tell([text], mood="comedy", hero=None, words=(200, 250), seed=SEED).parts[0]
    else:
        page = PageAsked(caption=plain(text), words=50)
        (reply,) = model.talk().answers(
            messages(BookAsked(pages=(page,), mood="comedy")),
            seeds=[SEED], max_new_tokens=TOKENS, temperature=TEMPERATURE, top_p=TOP_P,
            check=context.check,
            hear=lambda so_far: context.note("story", "Writing", text=f"{title}\n\n{so_far}"),
        )  # fmt: skip
        told = reply.text
    told = " ".join(sentences(told)[:SENTENCES])
    return Done(text=f"{title}\n\n{told}".strip())
