"""Finds what a caption decoder says: the likeliest words by beam search, or words drawn by chance.

A decoder offers `see(features)`, `step(state, ids, at)` and words by number; nothing here knows
how it is made inside.  All pictures of a batch are searched at once.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

Check = Callable[[], None]
PAD, START, END, UNKNOWN = range(4)
"""The first words of every vocabulary that is trained here."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """Words by number without marks, and the log-probability of each of them and of the end."""

    ids: tuple[int, ...]
    chances: tuple[float, ...]

    @property
    def mean(self) -> float:
        """Mean log-probability of a word."""
        return sum(self.chances) / len(self.chances)


@dataclass(frozen=True, kw_only=True)
class Search:
    """How to search. `length_power` weighs length: 0 not at all, 1 means log-probability a word;
    with `once`, a word that is not `free` is said once at most."""

    beams: int = 3
    longest: int = 30
    length_power: float = 0.8
    no_repeat: int = 3
    start: int = START
    end: int = END
    banned: tuple[int, ...] = (PAD, START, UNKNOWN)
    once: bool = False
    free: frozenset[int] = frozenset()


def select(
    state: dict[str, Tensor], rows: Tensor, pictures: Tensor | None = None
) -> dict[str, Tensor]:
    """The state of these rows; what was seen is shared by a picture's rows, which stay together.

    `pictures`: those that the rows are of, where not of all.
    """
    chosen = {True: pictures, False: rows}
    return {
        name: part if (index := chosen[name.startswith("seen")]) is None else part[index]
        for name, part in state.items()
    }


def _repeats(said: Sequence[int], order: int) -> list[int]:
    """Words that would end a run of `order` words that was said before."""
    if order < 1 or len(said) < order:
        return []
    last = tuple(said[len(said) - order + 1 :])
    return [
        said[i + order - 1]
        for i in range(len(said) - order + 1)
        if tuple(said[i : i + order - 1]) == last
    ]


@torch.inference_mode()
def beam_search(
    decoder: Any,
    features: Tensor,
    search: Search,
    *,
    check: Check = lambda: None,
    avoid: Sequence[Collection[int]] = (),
    reluctance: float = 1.5,
    seen: dict[str, Tensor] | None = None,
) -> list[list[Said]]:
    """For each picture of `features` (B, places, channels): what was found, the best first.

    `avoid` holds words, a collection a picture, whose log-probability is less by `reluctance`, so
    that something else is said of the same picture.  `seen`: what the decoder saw, if it looked
    before.
    """
    count, beams = len(features), search.beams
    device = features.device
    state = dict(seen) if seen is not None else decoder.see(features)
    speaking = list(range(count))  # pictures; no time is spent on those that are done
    ids = torch.full((count * beams,), search.start, device=device)
    scores = torch.full((count, beams), -torch.inf, device=device)
    scores[:, 0] = 0.0
    said: list[list[int]] = [[] for _ in range(count * beams)]
    chances: list[list[float]] = [[] for _ in range(count * beams)]
    found: list[list[tuple[float, Said]]] = [[] for _ in range(count)]
    banned = torch.tensor(search.banned, device=device, dtype=torch.long)
    for at in range(search.longest):
        check()
        logits, state = decoder.step(state, ids, at)
        steps = logits.float().log_softmax(-1)
        steps[:, banned] = -torch.inf
        if not at:
            steps[:, search.end] = -torch.inf
        for row, words in enumerate(said):
            blocked = _repeats(words, search.no_repeat)
            if search.once:
                blocked += [word for word in words if word not in search.free]
            if blocked:
                steps[row, blocked] = -torch.inf
        for place, picture in enumerate(speaking if avoid else ()):
            steps[place * beams : (place + 1) * beams, list(avoid[picture])] -= reluctance
        if at == search.longest - 1:
            ends = steps[:, search.end].clone()
            steps[:] = -torch.inf
            steps[:, search.end] = ends
        size = steps.shape[-1]
        totals = (scores[..., None] + steps.view(-1, beams, size)).flatten(1)
        best, where = totals.topk(2 * beams, -1)
        first = torch.arange(len(speaking), device=device)[:, None] * beams
        still: list[int] = []
        rows: list[int] = []
        next_ids: list[int] = []
        next_scores: list[list[float]] = []
        flat = steps.flatten()[(first * size + where).clamp(max=steps.numel() - 1)]
        for at_picture, (picture, b, w, f) in enumerate(
            zip(speaking, best.tolist(), where.tolist(), flat.tolist(), strict=True)
        ):
            kept: list[tuple[float, int, int]] = []
            for score, place, chance in zip(b, w, f, strict=True):
                row, word = at_picture * beams + place // size, place % size
                if score == -torch.inf or len(kept) == beams:
                    continue
                if word == search.end:
                    done = Said(ids=tuple(said[row]), chances=(*chances[row], chance))
                    worth = score / len(done.chances) ** search.length_power
                    found[picture].append((worth, done))
                else:
                    kept.append((score, row, word))
            found[picture].sort(key=lambda pair: -pair[0])
            if kept and len(found[picture]) >= beams:
                # Nobody still speaking can become better than the worst that is kept.
                hope = kept[0][0] / search.longest**search.length_power
                if hope < found[picture][beams - 1][0]:
                    continue
            if not kept:
                continue
            kept += [(-torch.inf, at_picture * beams, search.end)] * (beams - len(kept))
            still.append(at_picture)
            rows += [row for _, row, _ in kept]
            next_ids += [word for _, _, word in kept]
            next_scores.append([score for score, _, _ in kept])
        if not still:
            break
        scores = torch.tensor(next_scores, device=device)
        index = torch.tensor(rows, device=device)
        fewer = len(still) < len(speaking)
        state = select(state, index, torch.tensor(still, device=device) if fewer else None)
        speaking = [speaking[place] for place in still]
        ids = torch.tensor(next_ids, device=device)
        step_rows = steps[index, ids].tolist()
        said = [[*said[row], word] for row, word in zip(rows, next_ids, strict=True)]
        chances = [[*chances[row], c] for row, c in zip(rows, step_rows, strict=True)]
    return [[done for _, done in picture[:beams]] for picture in found]


@torch.no_grad()
def draw(decoder: Any, seen: dict[str, Tensor], rows: int, search: Search) -> Tensor:
    """`rows` captions drawn by chance, `rows` a multiple of the pictures: ids (rows, T), padded."""
    device = next(iter(seen.values())).device
    ids = torch.full((rows,), search.start, device=device)
    ended = torch.zeros(rows, dtype=torch.bool, device=device)
    state, drawn = dict(seen), []
    for at in range(search.longest):
        logits, state = decoder.step(state, ids, at)
        logits = logits.float()
        logits[:, list(search.banned)] = -torch.inf
        ids = torch.multinomial(logits.softmax(-1), 1)[:, 0]
        ids = torch.where(ended, torch.full_like(ids, PAD), ids)
        drawn.append(ids)
        ended |= ids == search.end
        if ended.all():
            break
    return torch.stack(drawn, 1)
