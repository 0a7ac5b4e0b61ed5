"""Steered sampling says something else where the model would recite, and only there."""

from collections.abc import Sequence

import numpy as np
import torch

from core.models.seen import RUN, Seen, run_hashes, words_in
from core.models.steering import Steered

LINE = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
WORDS = [f" {word}" for word in LINE.split()]
TOKENS = [*WORDS, " other", ".", "x"]
OTHER, STOP, PART = len(WORDS), len(WORDS) + 1, len(WORDS) + 2


class Reciter:
    """A model that says LINE and a full stop; at places in `free` it could also say "other"."""

    def __init__(self, free: Sequence[int], share: float = 0.3) -> None:
        self.free, self.share, self.fed = free, share, []

    def logits(self, tokens: list[int], kept: int) -> torch.Tensor:
        self.fed = [*self.fed[: 1 + kept], *tokens] if kept or self.fed else list(tokens)
        at = len(self.fed) - 1
        p = torch.full((len(TOKENS),), 1e-6)
        p[at if at < len(WORDS) else STOP] = 1.0
        if at in self.free:
            p[OTHER] = self.share
        return p.log()


def said(model: Reciter, *read: str, prompt: str = "") -> str:
    runs = np.concatenate([run_hashes(words_in(text)) for text in read])
    stream = Steered(
        Seen.of(runs, 0.01, 8),
        prompt,
        model.logits,
        lambda values: int(values.argmax()),
        lambda ids: "".join(TOKENS[i] for i in ids),
        torch.Generator().manual_seed(0),
        frozenset(),
    )
    return "".join(TOKENS[i] for i in stream.tokens([PART], len(WORDS) + 3))


def test_a_run_is_broken_where_the_model_had_another_word() -> None:
    told = said(Reciter(free=[5]), LINE)
    assert told.split()[5] == "other"
    assert told.replace("other", "six").startswith(f" {LINE}")


def test_what_was_not_read_stays_as_the_model_likes_it_best() -> None:
    assert said(Reciter(free=[5]), "other words that nobody says " * 3).startswith(f" {LINE}")


def test_without_a_likely_alternative_the_line_stays() -> None:
    assert said(Reciter(free=[]), LINE).startswith(f" {LINE}")
    assert said(Reciter(free=[5], share=0.001), LINE).startswith(f" {LINE}")


def test_words_of_the_prompt_count_as_said() -> None:
    before = "a tale that goes on"
    told = said(Reciter(free=[2]), f"{before} {' '.join(LINE.split()[: RUN - 5])}", prompt=before)
    assert told.split()[2] == "other"


def test_the_likeliest_place_is_taken() -> None:
    class Twice(Reciter):
        def logits(self, tokens: list[int], kept: int) -> torch.Tensor:
            values = super().logits(tokens, kept)
            if len(self.fed) - 1 == 3:
                values[OTHER] = torch.log(torch.tensor(0.9))
            return values

    assert said(Twice(free=[3, 6]), LINE).split()[3] == "other"
