"""Who stands beside whom in a row, and which way each looks.

Pieces are named by their index; relations are those of `picturebook.drawing.gather.Pieces`.
"""

import random
from collections.abc import Sequence
from typing import Final

from picturebook.drawing.items import Alone, Item, Standing

Relations = Sequence[tuple[str, int, int]]
_AHEAD: Final = frozenset({"chasing", "leading"})
"""Relations of which both go one way, one before the other."""
_TOUCHING: Final = frozenset({"hug", "kiss", "shake-hands", "dance", "pet", "feed"})


def in_order(
    row: Sequence[int], relations: Relations, direction: int, rng: random.Random
) -> list[int]:
    """Left to right: who belongs together stands together.

    A chase goes to the right where `direction` is 1, to the left where it is -1.
    """
    order: list[int] = []
    for i in row:
        partner = next((o for o in order for _, a, b in relations if {a, b} == {i, o}), None)
        if partner is not None:
            order.insert(order.index(partner) + (rng.random() < 0.5), i)
        elif rng.random() < 0.5:
            order.append(i)
        else:
            order.insert(0, i)
    for kind, a, b in relations:
        if kind in _AHEAD and a in order and b in order:
            back, front = (a, b) if kind == "chasing" else (b, a)
            order.remove(back)
            order.insert(order.index(front) + (direction < 0), back)
    between = [(a, b) for kind, a, b in relations if kind == "between"]
    if len(between) == 2 and between[0][0] == between[1][0]:
        (middle, left), (_, right) = between
        if {left, middle, right} <= set(order):
            rest = [i for i in order if i not in (left, middle, right)]
            order = [left, middle, right, *rest]
    return order


def looks_left(
    i: int,
    order: Sequence[int],
    items: Sequence[Item],
    relations: Relations,
    direction: int,
    otherwise: bool,
) -> bool:
    """Along the chase, at its partner or at the only other figure; `otherwise` if there is none."""
    mine = [(kind, a, b) for kind, a, b in relations if i in (a, b) and a in order and b in order]
    if any(kind in _AHEAD for kind, _, _ in mine):
        return direction < 0
    item = items[i]
    if mine:
        _, a, b = mine[0]
        left = order.index(b if a == i else a) < order.index(i)
        # What is pushed turns its handle to who pushes it.
        return not left if isinstance(item, Alone) and item.prop.has("grip") else left
    if isinstance(item, Alone):
        return False
    figures = [o for o in order if not isinstance(items[o], Alone)]
    if len(figures) == 2:
        return figures.index(i) == 1
    return otherwise


def touching(i: int, j: int, items: Sequence[Item], relations: Relations) -> bool:
    """Whether one does something to the other that needs both to be close."""
    for kind, a, b in relations:
        if kind in ("facing", "beside") and {a, b} == {i, j}:
            item = items[a]
            return isinstance(item, Standing) and item.actor.figure.act in _TOUCHING
    return False
