"""`captions`: what people would write under a sampled scene, in five or six ways."""

import random
from collections.abc import Sequence
from typing import Final

from picturebook.sampling.nouns import Nouns
from picturebook.sampling.stills import vessels
from picturebook.sampling.tables import listed, places, raw
from picturebook.sampling.verbs import Doing, phrases, takes
from picturebook.scene import Figure, Relation, Scene, Thing
from picturebook.tables import table

_TIMES: Final = {
    "dawn": ("at dawn", "at sunrise"),
    "morning": ("in the morning",),
    "evening": ("in the evening", "at sunset", "at dusk"),
    "night": ("at night",),
}
_WEATHERS: Final = {
    "rain": ("in the rain", "on a rainy day"),
    "snow": ("in the snow", "on a snowy day"),
    "fog": ("in the fog", "on a foggy day"),
    "wind": ("in the wind", "on a windy day"),
    "storm": ("in a storm", "during a thunderstorm"),
    "cloudy": ("under a cloudy sky", "on a cloudy day"),
}
_ALONG: Final = ("across ", "through ", "along ", "down ")
"""Where somebody moves."""
_MOVING: Final = frozenset(
    "walk run ride drive fly skate ski snowboard skateboard chase pull push carry".split()
)
_IN_WATER: Final = frozenset({"swim", "dive", "float"})
_DEEP: Final = frozenset({"hammock", "armchair", "crib", "rocking-chair"})
"""Seats that one sits in."""
_BESIDE: Final = ("next to", "beside", "near")


def captions(scene: Scene, rng: random.Random) -> tuple[str, ...]:
    """Three to six captions, the first the most detailed.

    Each says who does what, most of them where.
    """
    teller = _Teller(scene, rng)
    found = teller.of_figures() if scene.figures else teller.of_things()
    return tuple(dict.fromkeys(_sentence(text, rng) for text in found))


def _sentence(text: str, rng: random.Random) -> str:
    text = " ".join(text.split())
    text = text[0].upper() + text[1:]
    return text + ("." if rng.random() < 0.7 else "")


class _Teller:
    def __init__(self, scene: Scene, rng: random.Random) -> None:
        self.scene = scene
        self.rng = rng
        self.nouns = Nouns(rng)
        self.nodes: dict[str, Figure | Thing] = {f.id: f for f in scene.figures}
        self.nodes |= {thing.id: thing for thing in scene.things}

    # Whole captions

    def of_figures(self) -> list[str]:
        """Captions of a scene in which somebody is."""
        first = self.scene.figures[0]
        second = self._companion()
        several = first.count > 1 or second is not None

        def who(detail: int) -> str:
            said = self.nouns.figure(first, detail=detail)
            if second is not None:
                said += f" and {self.nouns.figure(second, detail=detail)}"
            return said

        def act() -> Doing:
            return Doing(self._act(first), several)

        light = self._light()
        one = self.rng.choice(light or [""])
        beside, there = self._beside(first), "there are" if first.count > 1 else "there is"
        where = self._place()
        found = [
            f"{who(2)} {act().is_doing} {beside} {self._place()} {' '.join(light)}",
            f"{who(0)} {act().does} {beside} {self._place()}",
            f"{who(1)} {act().doing} {self._place()} {one}",
        ]
        others = [
            f"{where}, {who(1)} {act().is_doing}" if where else f"{there} {who(1)} {act().doing}",
            f"{there} {who(0)} {act().doing} {self._place()}",
            f"{who(2)} {act().does} {one}",
            f"{one}{', ' if one else ''}{who(0)} {act().is_doing} {self._place() if one else ''}",
            f"{who(2)} {act().does} {self._place()} {one}",
        ]
        return found + self.rng.sample(others, self.rng.choice((2, 3, 3)))

    def of_things(self) -> list[str]:
        """Captions of a scene with things only."""
        top = self._first_told()
        there = "there are" if top.count > 1 else "there is"
        stands = "" if self.scene.relations else self._stands(top)
        light = self._light()
        one = self.rng.choice(light or [""])
        where = self._place()
        return [
            f"{self._things()} {self._place()} {' '.join(light)}",
            f"{there} {self._things()} {self._place()}",
            f"{self._things()} {stands} {self._place()} {one}",
            f"{where} {there} {self._things()}" if where else f"a picture of {self._things()}",
            f"a view of {self._things()} {self._place()}",
            f"{there} {self._things()} {self._place()} {one}",
        ]

    # When and where

    def _light(self) -> list[str]:
        times: Sequence[str] = _TIMES.get(self.scene.time, ())
        weathers: Sequence[str] = _WEATHERS.get(self.scene.weather, ())
        if times:  # "at night on a rainy day" contradicts itself.
            weathers = [text for text in weathers if not text.endswith(" day")]
        return [self.rng.choice(some) for some in (times, weathers) if some]

    def _place(self) -> str:
        place = places().get(self.scene.place)
        if place is None:
            return ""
        act = self.scene.figures[0].act if self.scene.figures else ""
        says = place.says
        if place.wet and act in _IN_WATER:
            says = place.wet
        elif place.afloat and self._afloat(act):
            says = place.afloat
        elif act not in _MOVING:
            says = tuple(text for text in says if not text.startswith(_ALONG))
        return self._choice(says)

    def _afloat(self, act: str) -> bool:
        kinds = {thing.kind for thing in self.scene.things}
        return act in ("row", "sail", "surf") or any(
            table("things")[kind].word("at") == "water" for kind in kinds
        )

    def _stands(self, thing: Thing) -> str:
        stands = raw("stills")["stands"].items()
        said = [word for word, kinds in stands if thing.kind in listed(kinds)]
        return self.rng.choice(["", *said])

    # Who with whom

    def _companion(self) -> Figure | None:
        """Who does the same as the first."""
        if len(self.scene.figures) < 2:
            return None
        first, second = self.scene.figures[:2]
        tied = {node for r in self.scene.relations for node in (r.subject, r.object)}
        return second if second.id not in tied and second.act == first.act else None

    def _beside(self, first: Figure) -> str:
        """Who or what is next to the first."""
        for relation in self.scene.relations:
            if relation.kind != "beside" or first.id not in (relation.subject, relation.object):
                continue
            if relation.object == first.id:
                return f"with {self.nouns.of(self.nodes[relation.subject])}"
            other = self.nodes[relation.object]
            if not takes(first.act, "beside", _kind(other)):
                return f"{self.rng.choice(_BESIDE)} {self.nouns.of(other)}"
        return ""

    # What is done

    def _act(self, first: Figure) -> str:
        """What the first does, with what, in base form."""
        mine = [r for r in self.scene.relations if r.subject == first.id]
        tool, seat = self._tool(first, mine)
        real = first.look.kind in table("animals") and not first.look.dressed
        if seat is not None and tool is None:
            return self._seated(first, seat)
        if tool is None and real:
            return self._choice(raw("deeds")["animal"].get(first.act, [first.act]))
        relation = tool.kind if tool is not None else "holding"
        other = self.nodes[tool.object] if tool is not None else None
        kind = _kind(other) if other is not None else ""
        for objects, says in phrases(first.act, relation, seat is not None):
            if kind in objects or (not kind and not objects):
                phrase = self._choice(says)
                return self._filled(phrase, other, seat)
        if other is not None and relation == "chasing":
            return self._filled("chase {o}", other, None)
        if other is not None and first.act in raw("deeds")["held"]:
            return self._filled(raw("deeds")["held"][first.act]["says"][0], other, None)
        if relation == "beside":  # Said apart.
            return self._choice(raw("deeds")["animal"].get(first.act, [first.act]))
        return first.act.replace("-", " ")

    def _tool(
        self, first: Figure, mine: Sequence[Relation]
    ) -> tuple[Relation | None, Figure | Thing | None]:
        """What somebody acts with, and what on."""
        tool = next((r for r in mine if r.kind != "on"), None)
        on = next((r for r in mine if r.kind == "on"), None)
        if on is None:
            return tool, None
        if tool is None and takes(first.act, "on", _kind(self.nodes[on.object])):
            return on, None
        return tool, self.nodes[on.object]

    def _seated(self, first: Figure, seat: Figure | Thing) -> str:
        for objects, says in phrases(first.act, "holding", True):
            if not objects and not _bird(first):
                return self._filled(self.rng.choice(says), None, seat)
        perched = first.act == "sit" and _bird(first) and self.rng.random() < 0.4
        return self._filled(f"{'perch' if perched else first.act} on {{s}}", None, seat)

    def _filled(
        self, phrase: str, other: Figure | Thing | None, seat: Figure | Thing | None
    ) -> str:
        if other is not None and "{o}" in phrase:
            phrase = phrase.replace("{o}", self.nouns.of(other))
        if seat is not None:
            if _kind(seat) in _DEEP:
                phrase = phrase.replace(" on {s}", " in {s}")
            phrase = phrase.replace("{s}", self.nouns.of(seat))
        return phrase

    def _choice(self, says: Sequence[str]) -> str:
        """The usual words more often than the others."""
        return says[0] if self.rng.random() < 0.5 else self.rng.choice(says)

    # Things alone

    def _first_told(self) -> Thing:
        """The thing that the caption begins with."""
        subjects = {r.subject for r in self.scene.relations}
        for relation in self.scene.relations:
            node, base = self.nodes[relation.subject], self.nodes[relation.object]
            if relation.object in subjects or not isinstance(node, Thing):
                continue
            return base if isinstance(base, Thing) and base.kind in vessels() else node
        return self.scene.things[0]

    def _things(self) -> str:
        """ "a bowl of apples on a table", "a vase and a lamp on a desk"."""
        relations = self.scene.relations
        subjects = {r.subject for r in relations}
        lowest = [r for r in relations if r.object not in subjects]
        if not lowest:
            return self.nouns.of(self.scene.things[0])
        base = self.nodes[lowest[0].object]
        if len(lowest) == 1 and _kind(base) in vessels():
            return self._laden(base)
        word = lowest[0].kind
        said = " and ".join(self._laden(self.nodes[r.subject]) for r in lowest)
        if word == "beside":
            word = self.rng.choice(_BESIDE)
        return f"{said} {word} {self.nouns.of(base)}"

    def _laden(self, node: Figure | Thing) -> str:
        """A thing with what is on or in it."""
        inside = next((r for r in self.scene.relations if r.object == node.id), None)
        if inside is None:
            return self.nouns.of(node)
        food = self.nodes[inside.subject]
        if inside.kind == "in" and self.rng.random() < 0.6:
            return f"{self.nouns.of(node)} of {self.nouns.of(food, article=False)}"
        return f"{self.nouns.of(node)} with {self.nouns.of(food)}"


def _kind(node: Figure | Thing) -> str:
    return node.look.kind if isinstance(node, Figure) else node.kind


def _bird(figure: Figure) -> bool:
    entry = table("animals").get(figure.look.kind)
    return entry is not None and entry.word("plan") == "bird" and not figure.look.dressed
