"""Where each piece stands: order, size, distance, which way it looks.

The seed decides what a picture book's artist is free to decide (who stands left, how near we are);
what the scene says (behind, under, chasing, in the water) it does not touch.
"""

import random
from dataclasses import dataclass, replace
from typing import Final

from picturebook.drawing.gather import Pieces
from picturebook.drawing.items import Alone, Item, Stacked, Standing, measured
from picturebook.drawing.order import in_order, looks_left, touching
from picturebook.drawing.placed import Box
from picturebook.drawing.props import TABLES, Prop
from picturebook.drawing.stages import Stage
from picturebook.scene import Thing

SHOTS: Final = {"wide": 96.0, "medium": 122.0, "close": 150.0}
"""How high the tallest piece is drawn, in page units."""
_TOWERING: Final = 1.5
"""How much higher than the tallest figure a thing beside it may be."""
_MARGIN: Final = 9.0
_GAP: Final = 5.0
_TOP: Final = 12.0


@dataclass
class Spot:
    """A piece on the page: its origin (feet) at (x, y), its size and which way it looks."""

    item: Item
    x: float
    y: float
    size: float
    flip: bool = False
    z: float = 0.0
    """What has more lies in front."""
    box: Box = (0.0, 0.0, 0.0, 0.0)
    """Round it, relative to its origin, at size 1, looking right."""

    @property
    def left(self) -> float:
        """Where it begins on the page."""
        return self.x + (-self.box[2] if self.flip else self.box[0]) * self.size

    @property
    def right(self) -> float:
        """Where it ends on the page."""
        return self.x + (-self.box[0] if self.flip else self.box[2]) * self.size

    @property
    def top(self) -> float:
        """Where its upper end is on the page."""
        return self.y + self.box[1] * self.size


def arrange(pieces: Pieces, stage: Stage, rng: random.Random) -> list[Spot]:
    """All pieces of a scene on its stage."""
    return _Layout(pieces, stage, rng).spots()


class _Layout:
    def __init__(self, pieces: Pieces, stage: Stage, rng: random.Random) -> None:
        self.stage = stage
        self.rng = rng
        self.wide = stage.wide
        self.relations = list(pieces.relations)
        self.shot = rng.choice(tuple(SHOTS))
        self.direction = rng.choice((1, -1))
        self.items = self._tables(list(pieces.items))
        self.boxes = [measured(item) for item in self.items]
        self._humble()
        self.spotted: dict[int, Spot] = {}

    def _humble(self) -> None:
        """No thing that stands about dwarfs the figures: a picture is about them."""
        figures = [-b[1] for b, i in zip(self.boxes, self.items, strict=True)
                   if not isinstance(i, Alone | Stacked)]  # fmt: skip
        if not figures:
            return
        most = _TOWERING * max(figures)
        for n, item in enumerate(self.items):
            high = -self.boxes[n][1]
            if isinstance(item, Alone) and item.land == "ground" and high > most:
                prop = replace(item.prop, long=item.prop.long * most / high)
                self.items[n] = Alone(prop, item.land)
                self.boxes[n] = measured(self.items[n])

    def spots(self) -> list[Spot]:
        """All pieces, the furthest first."""
        lands = [self._land(item) for item in self.items]
        hung = {
            a: (kind, b)
            for kind, a, b in self.relations
            if kind in ("behind", "in front of", "under", "above")
            # Everybody is in front of what stands at the back.
            and not (kind == "in front of" and lands[b] == "back")
        }
        row = [i for i, land in enumerate(lands) if land == "ground" and i not in hung]
        self.size = SHOTS[self.shot] / 100
        self.attached = [i for i in hung if lands[i] == "ground"]
        if not row:  # Nobody stands on the ground: what there is is seen from nearer.
            loose = [i for i in range(len(self.items)) if i not in hung]
            row = [i for i in loose if lands[i] in ("back", "table")][:3]
        if row:
            self._row(row)
        else:
            self._fill([i for i in range(len(self.items)) if i not in hung])
        for n, (i, (kind, other)) in enumerate(hung.items()):
            if i not in self.spotted:
                self._attach(i, kind, other, n)
        rest = [i for i in range(len(self.items)) if i not in self.spotted]
        for n, i in enumerate(rest):
            self._elsewhere(i, lands[i], n, len(rest))
        return sorted(self.spotted.values(), key=lambda spot: spot.z)

    # What stands on the ground in a row

    def _tables(self, items: list[Item]) -> list[Item]:
        """What lies on tables gets one where people are and none is there."""
        loose = [
            i for i, item in enumerate(items) if isinstance(item, Alone) and item.land == "table"
        ]
        if not loose or not self.stage.inside or len(loose) == len(items):
            return items
        table = Prop.of(Thing(id="table", kind="table"))
        if table is None:
            return items
        laid = loose[:4]
        rest = [i for i in range(len(items)) if i not in laid]
        moved = {i: n for n, i in enumerate(rest)}
        last = len(rest)
        self.relations = [
            (kind, moved.get(a, last), moved.get(b, last))
            for kind, a, b in self.relations
            if moved.get(a, last) != moved.get(b, last)
        ]
        return [*(items[i] for i in rest), Stacked(table, [items[i] for i in laid])]

    def _land(self, item: Item) -> str:
        land = item.land
        if land in ("table", "ceiling") or (land == "wall" and not self.stage.inside):
            return "ground" if land != "ceiling" else "air"
        if self.stage.surface in ("water", "air"):
            return "ground" if land in ("water", "ground") or self.stage.surface == "air" else land
        if land == "water" and self.stage.water is None:
            return "ground"
        if land == "back" and len(self.items) == 1:
            return "ground"
        return land

    def _row(self, row: list[int]) -> None:
        order = in_order(row, self.relations, self.direction, self.rng)
        boxes = [self.boxes[i] for i in order]
        widths = [b[2] - b[0] for b in boxes]
        tallest = max(-b[1] for b in (*boxes, *(self.boxes[i] for i in self.attached)))
        size = SHOTS[self.shot] / max(tallest, 1.0)
        size = min(max(size, 0.5), 2.3)
        if tallest > SHOTS["close"]:
            size = SHOTS["close"] / tallest
        room = self.wide - 2 * _MARGIN
        need = sum(widths) + _GAP * (len(order) - 1)
        size = min(size, room / max(need, 1.0), (self.stage.ground - _TOP) / max(tallest, 1.0))
        if size < 0.55 and len(order) > 3:  # Too many for one row: the later told stand behind.
            half = [i for i in order if row.index(i) < -(-len(row) // 2)]
            behind = [i for i in order if i not in half]
            size = min(0.8, room / max(sum(self._wide(i) for i in half) + _GAP * len(half), 1.0))
            self._line(behind, size * 0.86, self.stage.ground - 26)
            order = half
        self._line(order, size, self.stage.ground)
        self.size = size

    def _fill(self, rest: list[int]) -> None:
        """The size in which what swims or flies by itself fills its part of the picture."""
        if rest:
            high = max(-self.boxes[i][1] for i in rest)
            wide = sum(self._wide(i) for i in rest)
            self.size = min(
                SHOTS[self.shot] / max(high, 1.0), 0.75 * self.wide / max(wide, 1.0), 2.2
            )

    def _wide(self, i: int) -> float:
        return self.boxes[i][2] - self.boxes[i][0]

    def _line(self, order: list[int], size: float, y: float) -> None:
        need = sum(self._wide(i) for i in order) * size
        free = max(0.0, self.wide - 2 * _MARGIN - need)
        gap = min(free / (len(order) + 1), 26.0) if len(order) > 1 else 0.0
        slack = free - gap * (len(order) - 1)
        # Alone, a figure stands a third from one side; several stand in the middle, more or less.
        alone = len(order) == 1
        share = self.rng.choice((0.22, 0.36, 0.64, 0.78)) if alone else self.rng.uniform(0.35, 0.65)
        x = _MARGIN + slack * share
        water = self.stage.surface == "water"
        for n, i in enumerate(order):
            wide = self._wide(i) * size
            middle = x + wide / 2
            flip = looks_left(
                i, order, self.items, self.relations, self.direction, middle > self.wide / 2
            )
            box = self.boxes[i]
            origin = x + box[2] * size if flip else x - box[0] * size
            feet = y - (n % 2) * 2.5
            if water:
                line = self.stage.water or 150.0
                feet = max(line + 24, min(self.stage.ground - 16, line + 52)) + (n % 2) * 6
            elif self.stage.surface == "air":
                feet = 178 - (n % 2) * 22 + max(0.0, -box[1] * size - 120) * 0.3
            self.spotted[i] = Spot(self.items[i], origin, feet, size, flip, 100 + feet, box)
            x += wide + gap
            if n + 1 < len(order) and touching(i, order[n + 1], self.items, self.relations):
                x -= gap + 0.16 * min(wide, self._wide(order[n + 1]) * size)

    # What hangs on another, or stands elsewhere

    def _attach(self, i: int, kind: str, other: int, n: int = 0) -> None:
        if other not in self.spotted:
            self._elsewhere(other, self._land(self.items[other]), 0, 1)
        base, box = self.spotted[other], self.boxes[i]
        side = (1 if base.x < self.wide / 2 else -1) * (1 if n % 2 == 0 else -1)
        high, wide = -box[1], box[2] - box[0]
        base_wide, base_high = (base.right - base.left), (base.y - base.top)
        size = base.size
        if kind == "above":
            size *= 0.9
            y = max(_TOP + high * size, base.top - 8)
            spot = Spot(self.items[i], base.x, y, size, base.flip, base.z + 1, box)
        elif kind == "under":
            if base_high < high * size * 1.15 and base_high > high * size * 0.4:
                size = base_high / high / 1.1
            small = high * size < base_high * 0.75
            x = base.x + (0 if small else side * base_wide * 0.1)
            spot = Spot(self.items[i], x, base.y + (1 if small else 3), size, side < 0,
                        base.z + 1, box)  # fmt: skip
        else:
            back = kind == "behind"
            if back and self._is_table(other):
                self._at_table(i, other)
                return
            offset = min(base_wide, wide * size) * 0.42 + abs(base_wide - wide * size) * 0.18
            x = base.x + side * offset
            y = base.y - 15 if back else base.y + 9
            size *= 0.9 if back else 1.06
            spot = Spot(self.items[i], x, y, size, side > 0, base.z + (-15 if back else 9), box)
        spot.x += max(0.0, _MARGIN - spot.left) - max(0.0, spot.right - (self.wide - _MARGIN))
        self.spotted[i] = spot

    def _is_table(self, i: int) -> bool:
        item = self.items[i]
        return isinstance(item, Alone | Stacked) and item.prop.thing.kind in TABLES

    def _at_table(self, i: int, table: int) -> None:
        """Behind a table, beside the others who are there; it hides nobody's face."""
        base, box = self.spotted[table], self.boxes[i]
        all_there = [a for kind, a, b in self.relations if kind == "behind" and b == table]
        size, wide = base.size, box[2] - box[0]
        step = min(wide * size, (base.right - base.left) * 0.86 / len(all_there))
        x = base.x + (all_there.index(i) - (len(all_there) - 1) / 2) * step
        head = box[1] * 0.55 * size  # What must stay above the table.
        y = min(base.y - 6, base.top - head)
        flip = x > base.x + 1
        self.spotted[i] = Spot(self.items[i], x, y, size, flip, base.z - 12, box)

    def _elsewhere(self, i: int, land: str, n: int, count: int) -> None:
        box, item = self.boxes[i], self.items[i]
        high, wide = max(-box[1], 1.0), max(box[2] - box[0], 1.0)
        centre = self._free(wide * self.size * 0.8, n)
        z = 50.0
        if land == "back":
            size = min(150 / high, self.wide * 0.55 / wide, self.size * 0.9)
            y = self.stage.back + 4
            centre = self._free(wide * size, n)
        elif land == "air":
            size = min(self.size, 100 / high, self.wide * 0.6 / wide)
            if isinstance(item, Standing):
                size = min(max(size, 34 / high), self.wide * 0.45 / wide)
            y = 24 + high * size + 30 * (n % 2) + self.rng.uniform(0, 14)
            z = 60
        elif land == "wall":
            size = min(self.size, 62 / high, self.wide * 0.3 / wide)
            y = 58 + high * size / 2 + self.rng.uniform(-6, 6)
            z = 20
        elif land == "water":
            line = self.stage.water or 150.0
            y = line + max(9.0, (self.stage.back - line) * 0.62)
            size = self.size * max(0.7, self.stage.depth(y))
            size = min(size, self.wide * 0.7 / wide, (y - _TOP) / high)
            z = y - 40
        else:
            y = self.stage.ground - 10
            size = self.size
            z = 100 + y
        flip = centre > self.wide / 2 and not isinstance(item, Alone)
        origin = centre - (box[0] + box[2]) / 2 * size * (-1 if flip else 1)
        self.spotted[i] = Spot(item, origin, y, size, flip, z, box)

    def _free(self, wide: float, n: int) -> float:
        """The middle of the widest gap between what stands already."""
        taken = sorted((s.left, s.right) for s in self.spotted.values())
        edges = [(0.0, 0.0), *taken, (self.wide, self.wide)]
        gaps: list[tuple[float, float]] = []
        reach = 0.0
        for left, right in edges:
            if left > reach:
                gaps.append((left - reach, (left + reach) / 2))
            reach = max(reach, right)
        if wide >= self.wide:
            return self.wide / 2
        _, middle = max(gaps, default=(0.0, self.wide * (0.25 + 0.5 * (n % 2))))
        return min(max(middle, wide / 2 + 2), self.wide - wide / 2 - 2)
