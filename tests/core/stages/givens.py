"""What stage tests start from: captions, tasks, a context that remembers, a scripted writer."""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from core.build import Artifact, Task
from core.errors import Cancelled
from core.models.base import Reply
from core.stages.plots import Outline, outline_data

CAPTIONS = (
    "a fox in a red coat walking in the forest at night",
    "a bear by the castle",
    "two owls standing in the snow",
    "a cat jumping on the beach",
    "a boy with a balloon",
)


class Remember:
    """A context that keeps what it was told; cancels after `patience` checks."""

    def __init__(self, media: dict[str, bytes] | None = None, patience: int = 10**9) -> None:
        self.notes: list[tuple[str, str, dict[str, Any]]] = []
        self.files = media or {}
        self.patience = patience

    def note(self, slot: str, message: str, **more: Any) -> None:
        self.notes.append((slot, message, more))

    def check(self) -> None:
        self.patience -= 1
        if self.patience < 0:
            raise Cancelled

    def media(self, sha256: str) -> bytes:
        return self.files[sha256]


class ScriptedWriter:
    """Answers by a rule from the last turn, so that each path of the enforcement can be walked.

    `sentence(noun, rng)` gives one sentence of a page; `sentences` how many of them an answer has;
    `plan(captions)` is its answer when it is asked for a plan.
    """

    candidates = 2
    tokens_made = None

    def __init__(
        self,
        *,
        sentences: tuple[int, int] = (4, 6),
        forgets: float = 0.0,
        sentence: Callable[[str, random.Random], str] | None = None,
        plan: Callable[[list[str]], str] | None = None,
    ) -> None:
        self.sentences = sentences
        self.forgets = forgets
        self.sentence = sentence or usual_sentence
        self.plan = plan or usual_plan
        self.calls: list[list[dict[str, str]]] = []
        self.options: dict[str, float] = {}

    def talk(self) -> "ScriptedWriter":
        return self

    def answers(
        self,
        messages: Sequence[dict[str, str]],
        *,
        seeds: Sequence[int],
        check: Callable[[], None],
        hear: Callable[[str], None] | None = None,
        **more: Any,
    ) -> list[Reply]:
        self.calls.append([dict(message) for message in messages])
        found = []
        for seed in seeds:
            text = ""
            for piece in self.pieces(messages, seed, check):
                text += piece
                if hear and not found:
                    hear(text)
            found.append(Reply(text=text, likelihood=-1.0))
        return found

    def pieces(
        self, messages: Sequence[dict[str, str]], seed: int, check: Callable[[], None]
    ) -> Iterator[str]:
        """An answer, piece by piece."""
        asked = [message["content"] for message in messages if message["role"] == "user"]
        pictures = re.findall(r"^The picture: (.*)$", "\n".join(asked), re.MULTILINE)
        if "“Plan:”" in asked[-1]:
            text = self.plan(re.findall(r"^\d+\. (.*)$", asked[-1], re.MULTILINE))
        else:
            text = self._page(pictures[-1] if pictures else "", random.Random(seed))
        for i in range(0, len(text), 9):
            check()
            yield text[i : i + 9]

    def _page(self, caption: str, rng: random.Random) -> str:
        noun = (caption.strip(".").split() * 2 or ["", "thing"])[1]
        noun = noun if rng.random() >= self.forgets else "thing"
        return " ".join(self.sentence(noun, rng) for _ in range(rng.randint(*self.sentences)))


def usual_plan(captions: list[str]) -> str:
    """A plan as it was asked for."""
    beats = [f"{i}. Somebody looks for a hat number {i}." for i in range(1, len(captions) + 1)]
    return "\n".join(["Plan: A hat is lost and found.", *beats])


def usual_sentence(noun: str, rng: random.Random) -> str:
    """About nine words, hardly ever the same twice."""
    deed = rng.choice(("ran", "sang", "slept", "danced"))
    where = rng.choice(("near the hill", "under the moon", "by the river"))
    return f"The {noun} {deed} {where} with {rng.randint(2, 9999)} friends."


def artifact(text: str | None = None, **more: Any) -> Artifact:
    return Artifact(
        **{"key": f"key of {text}", "stage": "x", "maker": "model", "text": text, **more}
    )


def writing_task(
    captions: Sequence[str] = CAPTIONS,
    *,
    seed: int = 1,
    segments: int | None = None,
    hero: str | None = None,
    words: tuple[int, int] = (200, 250),
) -> Task:
    return Task(
        slot="outline",
        params={
            "mood": "comedy",
            "hero": hero,
            "words": list(words),
            "segments": segments or len(captions),
        },
        seed=seed,
        inputs={f"caption/{i}": artifact(caption) for i, caption in enumerate(captions)},
    )


def page_tasks(task: Task, outline: Artifact | None = None) -> list[Task]:
    """The pages of the story that a task asks for, by an outline that has nothing but the hero."""
    count = task.params["segments"]
    if outline is None:
        asked = Outline(
            hero=task.params["hero"] or "", pronoun=str(task.params.get("pronoun") or ""),
            beats=("",) * count,
        )  # fmt: skip
        outline = artifact(str(asked), data=outline_data(asked))
    return [
        replace(
            task,
            slot=f"segment/{i}",
            params={**task.params, "index": i},
            seed=100 * task.seed + i,
            inputs={**task.inputs, "outline": outline},
        )
        for i in range(count)
    ]
