"""A scene said in words: "a girl with red hair riding a horse on the beach in the evening".

The same scene gives the same words.  Names take the place of kinds where the cast's names are
given.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from picturebook.scene import Figure, Garment, Look, Relation, Scene, Thing
from picturebook.words.forms import gerund, plural, with_article

ON: Final = frozenset(
    "beach street road hill mountain bridge ship-deck moon rooftop snowy-slope island farm railway "
    "canyon field baseball-field soccer-field tennis-court crossroads sidewalk street-corner "
    "savanna stage cliff train-inside bus-inside plane-inside arctic clouds".split()
)
AT: Final = frozenset(
    "sea airport train-station market zoo fair harbour construction-site swimming-pool campsite "
    "skate-park waterfall pond lake river".split()
)
_NUMBERS: Final = "no one two three four five six seven eight nine ten eleven twelve".split()
_TIMES: Final = {
    "dawn": "at dawn",
    "morning": "in the morning",
    "evening": "in the evening",
    "night": "at night",
}
_WEATHERS: Final = {
    "rain": "in the rain",
    "snow": "in the snow",
    "fog": "in the fog",
    "storm": "in a storm",
    "wind": "in the wind",
    "cloudy": "under a cloudy sky",
}
_PLACES: Final = {"childs-room": "children's room"}
"""What rooms are called that have another key."""
_MASS: Final = frozenset(
    "food meat broccoli bread cheese salad soup pasta rice chocolate honey jam milk juice beer "
    "water coffee flour butter popcorn bacon fruit vegetables fries noodles sushi dough toast corn "
    "lettuce sauce salt grass hay mud smoke fire snow rain luggage furniture bubbles confetti "
    "jelly skis roller-skates skates stairs scissors cards blocks trousers glasses books ski-poles "
    "marbles music-notes".split()
)
_STILL: Final = frozenset({"stand", "wait", "pose"})
_AT: Final = frozenset({"look", "point", "wave", "laugh", "smile", "shout"})
"""Acts that are done at whoever or whatever is faced: "looking at a motorcycle"."""
_TRANSITIVE: Final = frozenset({"eat", "drink", "read", "carry", "hold", "throw", "kick", "hit"})
"""Acts that are said right before what is in the hand: "eating a banana"."""


def describe(scene: Scene, names: Mapping[str, str] | None = None, *, looks: bool = True) -> str:
    """What the scene shows, as one phrase; "" for an empty scene.

    `names` by figure id; without `looks` hair and clothes are left out.
    """
    teller = _Teller(scene, names or {}, looks=looks)
    return " ".join(part for part in _parts(teller) if part)


def _parts(teller: "_Teller") -> Iterator[str]:
    scene = teller.scene
    phrases = [teller.figure(figure) for figure in scene.figures if figure.id not in teller.said]
    phrases += [teller.thing(thing) for thing in scene.things if thing.id not in teller.said]
    phrases = [phrase for phrase in phrases if phrase]
    if len(phrases) > 1:
        yield ", ".join(phrases[:-1]) + f" and {phrases[-1]}"
    else:
        yield from phrases
    if scene.place:
        yield place_phrase(scene.place)
    yield _TIMES.get(scene.time, "")
    yield _WEATHERS.get(scene.weather, "")
    if scene.season:
        yield f"in {scene.season}"


def place_phrase(place: str) -> str:
    """ "on the beach", "in the kitchen", "at the market"."""
    word = "on" if place in ON else "at" if place in AT else "in"
    if place == "under-water":
        return "under water"
    if place == "space":
        return "in space"
    said = _PLACES.get(place, place.removesuffix("-inside").replace("-", " "))
    return f"{word} the {said}"


class _Teller:
    def __init__(self, scene: Scene, names: Mapping[str, str], *, looks: bool) -> None:
        self.scene = scene
        self.looks = looks
        self.names = names
        self.said: set[str] = set()
        self.figures = {figure.id: figure for figure in scene.figures}
        self.things = {thing.id: thing for thing in scene.things}

    def figure(self, figure: Figure) -> str:
        """Who, how they look, what they do, with what."""
        self.said.add(figure.id)
        parts = [self.names.get(figure.id) or self.who(figure)]
        mine = [r for r in self.scene.relations if r.subject == figure.id and r.kind != "wearing"]
        held = [r for r in mine if r.kind == "holding"]
        mounted = any(r.kind == "riding" for r in mine)
        led = any(r.kind in ("leading", "chasing") for r in mine)
        if figure.act not in _STILL and not (
            figure.act in ("ride", "walk", "chase", "run") and (mounted or led)
        ):
            parts.append(gerund(figure.act.replace("-", " ")))
        for i, relation in enumerate(held):
            thing = self.things.get(relation.object)
            if thing is not None:
                self.said.add(thing.id)
                if i or figure.act not in _TRANSITIVE:
                    parts.append("with")
                parts.append(self._things(thing))
        parts += [self._relation(r) for r in mine if r.kind != "holding"]
        return " ".join(part for part in parts if part)

    def thing(self, thing: Thing) -> str:
        """A thing, and where it is."""
        self.said.add(thing.id)
        mine = [r for r in self.scene.relations if r.subject == thing.id]
        return " ".join([self._things(thing), *(self._relation(r) for r in mine)]).strip()

    def _relation(self, relation: Relation) -> str:
        """ "on a boat"; "" where the other is told already in a phrase of its own."""
        word = "next to" if relation.kind == "beside" else relation.kind
        subject = self.figures.get(relation.subject)
        if word == "facing" and subject is not None and subject.act in _AT:
            word = "at"
        other = relation.object
        if other in self.figures:
            told = self.names.get(other) or self.who(self.figures[other], again=other in self.said)
            if self._only_there(other):
                self.said.add(other)
            elif other not in self.said:
                return ""  # Told in a phrase of its own.
            return f"{word} {told}"
        if other in self.things:
            again = other in self.said
            self.said.add(other)
            return f"{word} {self._things(self.things[other], again=again)}"
        return ""

    def _only_there(self, figure: str) -> bool:
        """Whether nothing is left to say of somebody."""
        does = self.figures[figure].act in (*_STILL, "walk")
        return does and all(r.subject != figure for r in self.scene.relations)

    def who(self, figure: Figure, *, again: bool = False) -> str:
        """ "a little girl with red hair in a blue coat"; "the girl" `again`."""
        look = figure.look
        noun = (look.role or look.kind).replace("-", " ")
        if again:
            return f"the {plural(noun) if figure.count > 1 else noun}"
        words = [{"small": "little", "big": "big"}.get(look.size, ""), look.colour, look.pattern,
                 "toy" if look.toy else "", noun]  # fmt: skip
        head = " ".join(word for word in words if word)
        counted = _counted(head, figure.count)
        if not self.looks:
            return counted
        return " ".join(part for part in (counted, _hair(look), _clothes(look.wears)) if part)

    def _things(self, thing: Thing, *, again: bool = False) -> str:
        """ "two small red boats"; "the boats" `again`."""
        noun = thing.kind.replace("-", " ")
        if again:
            return f"the {plural(noun) if thing.count > 1 else noun}"
        words = [thing.size, thing.colour, thing.pattern, noun]
        return _counted(" ".join(word for word in words if word), thing.count)


def _counted(noun: str, count: int) -> str:
    if count == 1:
        mass = noun.rpartition(" ")[2] in _MASS or noun.replace(" ", "-") in _MASS
        return noun if mass else with_article(noun)
    number = _NUMBERS[count] if count < len(_NUMBERS) else "many"
    if noun.rpartition(" ")[2] in _MASS:
        return noun if noun.endswith("s") else f"much {noun}"
    many = f"{noun.removesuffix('person')}people" if noun.endswith("person") else plural(noun)
    return f"{number} {many}"


def _hair(look: Look) -> str:
    said = [word for word in (look.hair, look.hair_colour) if word]
    if not said:
        return ""
    if "bald" in said:
        return "with a bald head"
    return f"with {' '.join(said)} hair"


def _worn(garment: str) -> str:
    """ "a coat", "blue shorts"."""
    pair = garment.endswith("s") and not garment.endswith(("ss", "cross"))
    return garment if pair else with_article(garment)


def _clothes(wears: tuple[Garment, ...]) -> str:
    said = [
        _worn(" ".join(w for w in (g.colour, g.pattern, g.kind.replace("-", " ")) if w))
        for g in wears
    ]
    if not said:
        return ""
    if len(said) > 1:
        said = [", ".join(said[:-1]) + f" and {said[-1]}"]
    return f"in {said[0]}"
