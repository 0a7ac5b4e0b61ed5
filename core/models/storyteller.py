"""The writer that tells written plots (`core.threads`): no neural network, no weights.

It is given a story's captions, mood, hero and length, and answers with the whole book at once.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from core.threads.casting import Hero
from core.threads.teller import Told, bring_in, tell, versions


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

    def versions(
        self,
        captions: Sequence[str],
        told: Told,
        index: int,
        *,
        words: tuple[int, int],
        seed: int,
        age: str = "6-8",
        least: int = 0,
        same: bool = False,
    ) -> list[tuple[str, tuple[str, ...]]]:
        """Other words for one page; see `core.threads.teller.versions`."""
        return versions(
            captions, told, index, hero=told.hero.name, pronoun=told.hero.pronoun, words=words,
            seed=seed, age=age, least=least, same=same,
        )  # fmt: skip

    def bring_in(
        self, captions: Sequence[str], index: int, own: str, *, hero: Hero, plot: str = ""
    ) -> str:
        """A person's own words for a page; see `core.threads.teller.bring_in`."""
        return bring_in(captions, index, own, hero=hero, plot=plot)
