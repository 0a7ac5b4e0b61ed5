"""The writer that tells written plots (`core.threads`): no neural network, no weights.

It is given a story's captions, mood, hero and length, and answers with the whole book at once.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from core.threads.teller import Told, retell, tell


class Storyteller:
    """Family "threads"."""

    def __init__(self, options: Mapping[str, Any] | None = None) -> None:
        self.options = dict(options or {})

    def tell(
        self,
        captions: Sequence[str],
        *,
        mood: str,
        hero: str | None,
        pronoun: str = "",
        words: tuple[int, int],
        seed: int,
        avoid: Sequence[str] = (),
        pages: int | None = None,
        thread: str = "",
        age: str = "6-8",
        idea: str = "",
    ) -> Told:
        """A book; see `core.threads.teller.tell`."""
        return tell(
            captions, mood=mood, hero=hero, pronoun=pronoun, words=words, seed=seed, avoid=avoid,
            pages=pages, threads=[thread] if thread else [], age=age, idea=idea,
        )  # fmt: skip

    def retell(
        self,
        captions: Sequence[str],
        told: Told,
        index: int,
        *,
        hero: str | None,
        pronoun: str = "",
        words: tuple[int, int],
        seed: int,
        take: int,
        age: str = "6-8",
    ) -> tuple[str, tuple[str, ...]]:
        """Other words for one page; see `core.threads.teller.retell`."""
        return retell(
            captions, told, index, hero=hero, pronoun=pronoun, words=words, seed=seed, take=take,
            age=age,
        )  # fmt: skip
