"""Samples tokens so that the text says nothing word for word as the training text has it.

A small model that was trained on a grammar's stories knows them nearly by heart.  It also knows
where they may go on in several ways.  So when twelve words in a row turn out to be a run of the
training text (`core.models.seen`), sampling goes back to that place among them where something
else was likeliest, and says that instead.  What has no likely alternative stays as it is.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import torch

from core.models.seen import RUN, Seen, words_in

LEAST: Final = 0.15
"""An alternative to a token must be as likely as this (at temperature 1)."""
CANDIDATES: Final = 12
"""Tokens of each place that are remembered as alternatives."""
TRIES: Final = 4
"""How often one run is broken up before it is let be."""
_SAME: Final = 3
"""Tokens further on, a known run is another one."""
MOST: Final = 160
"""Times that sampling goes back in one stream."""
_FADES: Final = 0.93
"""What a place's alternatives count less for each word that would be lost with it."""
_INSIDE: Final = re.compile(r"[\w'’-]")

Pick = Callable[[torch.Tensor], int]


@dataclass
class _Place:
    """One sampled token and what could have stood there."""

    token: int
    text: str
    others: dict[int, float]
    """Untried tokens and their probabilities."""

    @property
    def left(self) -> float:
        """The probability of all that is still untried."""
        return sum(self.others.values())


class Steered:
    """Tokens of one stream.  `logits(tokens, kept)` gives the next token's logits, shape
    (vocabulary,), when `tokens` follow the first `kept` sampled ones; `text(ids)` decodes."""

    def __init__(
        self,
        seen: Seen,
        prompt: str,
        logits: Callable[[list[int], int], torch.Tensor],
        pick: Pick,
        text: Callable[[list[int]], str],
        generator: torch.Generator,
        ends: frozenset[int],
    ) -> None:
        self.seen, self.logits, self.pick, self.text = seen, logits, pick, text
        self.before = words_in(prompt)[-RUN:]
        self.generator, self.ends = generator, ends
        self.places: list[_Place] = []
        self.given = 0
        self.turns = self.tried = self.trouble = 0

    def tokens(self, first: list[int], most: int) -> Iterator[int]:
        """At most `most` tokens behind the prompt `first`, each as soon as it is sure to stay."""
        feed, kept = first, 0
        while len(self.places) < most:
            values = self.logits(feed, kept)
            token = self.pick(values)
            self.places.append(self._place(token, values))
            back = self._back()
            if back is not None:
                feed, kept = [self._instead(back)], back
                continue
            feed, kept = [token], len(self.places) - 1
            if token in self.ends:
                break
            yield from self._sure()
        yield from (place.token for place in self.places[self.given :])

    def _place(self, token: int, values: torch.Tensor) -> _Place:
        p, order = values.softmax(-1).topk(min(CANDIDATES, len(values)))
        others = {
            int(i): float(q)
            for i, q in zip(order.tolist(), p.tolist(), strict=True)
            if q >= LEAST and i != token and i not in self.ends
        }
        return _Place(token, self.text([token]), others)

    def _back(self) -> int | None:
        """Where to go back to, if the words just finished are a known run."""
        last = self.places[-1]
        if _INSIDE.match(last.text) or len(self.places) < 2:  # The word may go on.
            return None
        told = self.places[:-1]
        words = self.before + words_in(self.text([place.token for place in told[-6 * RUN :]]))
        if not self.seen.ends_known(words):
            return None
        best, worth, count, fade = -1, 0.0, 0, 1.0
        for at in range(len(told) - 1, self.given - 1, -1):
            inside = _INSIDE.match(told[at].text) and at and _INSIDE.search(told[at - 1].text[-1:])
            if inside:
                continue
            if told[at].left * fade > worth:
                best, worth = at, told[at].left * fade
            if _INSIDE.search(told[at].text):
                count, fade = count + 1, fade * _FADES
            if count == RUN:
                break
        if len(self.places) > self.trouble + _SAME:
            self.tried = 0
        self.trouble = max(self.trouble, len(self.places))
        self.tried += 1
        return None if best < 0 or self.turns >= MOST or self.tried > TRIES else best

    def _instead(self, at: int) -> int:
        """Another token at `at`, drawn from those untried; all behind it is forgotten."""
        place = self.places[at]
        p = torch.tensor(list(place.others.values()))
        token = list(place.others)[int(torch.multinomial(p, 1, generator=self.generator))]
        del place.others[token]
        place.token, place.text = token, self.text([token])
        del self.places[at + 1 :]
        self.turns += 1
        return token

    def _sure(self) -> Iterator[int]:
        """Tokens so far back that no run can reach them any more."""
        count = 0
        for at in range(len(self.places) - 1, self.given - 1, -1):
            count += bool(_INSIDE.search(self.places[at].text))
            if count > RUN + 1:
                yield from (place.token for place in self.places[self.given : at + 1])
                self.given = at + 1
                return
