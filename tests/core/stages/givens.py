"""What stage tests start from: captions, tasks, a context that remembers, a scripted writer."""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from core.build import Artifact, Task
from core.errors import Cancelled

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
    """Writes by a rule from the prompt, so that each path of the enforcement can be walked.

    `sentence(noun, rng)` gives one sentence of part; `sentences` how many of them a part has.
    """

    def __init__(
        self,
        prompt_format: str = "chat",
        *,
        sentences: tuple[int, int] = (4, 6),
        forgets: float = 0.0,
        sentence: Callable[[str, random.Random], str] | None = None,
    ) -> None:
        self.prompt_format = prompt_format
        self.sentences = sentences
        self.forgets = forgets
        self.sentence = sentence or usual_sentence
        self.calls: list[str] = []
        self.options: dict[str, float] = {}

    def stream(self, prompt: str, *, seed: int, check: Callable[[], None], **more: Any) -> Any:
        self.calls.append(prompt)
        rng = random.Random(seed)
        return self._pieces(prompt, rng, check)

    def _pieces(self, prompt: str, rng: random.Random, check: Callable[[], None]) -> Iterator[str]:
        captions = re.findall(r"^\d+\. (.*)$", prompt, re.MULTILINE)
        wanted = re.search(r"number (\d+) of", prompt)
        if wanted:
            text = self._part(captions[int(wanted.group(1)) - 1], rng)
        else:
            text = "**The Title**\n\n" + "\n\n".join(self._part(c, rng) for c in captions)
        for i in range(0, len(text), 9):
            check()
            yield text[i : i + 9]

    def _part(self, caption: str, rng: random.Random) -> str:
        noun = (caption.split() * 2)[1] if rng.random() >= self.forgets else "thing"
        return " ".join(self.sentence(noun, rng) for _ in range(rng.randint(*self.sentences)))


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
        slot="story",
        params={
            "mood": "comedy",
            "hero": hero,
            "words": list(words),
            "segments": segments or len(captions),
        },
        seed=seed,
        inputs={f"caption/{i}": artifact(caption) for i, caption in enumerate(captions)},
    )
