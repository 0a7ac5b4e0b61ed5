"""What stands after prepositions: clothes, places, and how all stand to each other."""

from typing import Final

from picturebook.reading import deeds, grammar, looks
from picturebook.reading.actors import Actor, Item
from picturebook.reading.company import company
from picturebook.reading.noticing import (
    as_thing,
    edible,
    fill,
    follow_hints,
    missed,
    small,
)
from picturebook.reading.phrase import Phrase
from picturebook.reading.places import INSIDE, SOFT
from picturebook.reading.saying import Place, Saying
from picturebook.reading.stage import Stage
from picturebook.reading.standing import OPEN, stand
from picturebook.reading.whereabouts import named_place, set_place
from picturebook.words import Match

_PLACED: Final = frozenset(
    "put place set lay drop throw leave pour hang stick pack load wrap keep store tie hide".split()
)


_ABSENT: Final = frozenset("of about for from like after without before".split())


_OUTSIDE: Final = frozenset({"beside", "in front of", "behind"})


_LIGHTS: Final = {"sun": ("clear", "weather"), "sunlight": ("clear", "weather"),
                  "sunshine": ("clear", "weather"), "moon": ("night", "time"),
                  "moonlight": ("night", "time"), "star": ("night", "time")}  # fmt: skip
"""What one is in or under without standing in it."""
_SHOPS: Final = frozenset("shop bakery cafe restaurant supermarket hairdresser bar".split())


_TOOLS: Final = frozenset(
    """knife fork spoon scissors chopsticks paint-brush baseball-bat tennis-racket shovel hammer net
    stick camera phone axe saw pen pencil sponge broom""".split()
)
"""With these one does something to the object."""


_GROUND: Final = frozenset(
    "grass dirt soil mud gravel concrete asphalt pavement cement cobblestone".split()
)
"""What the ground is of: who is on it stands on the ground of the place."""


_LEAVING: Final = frozenset("escape jump fall fly leap take drive swim".split())


_USING: Final = frozenset("use talk work type play be speak chat".split())


MOTION: Final = frozenset(
    "go come arrive return enter reach climb walk run hurry step travel leave".split()
)


_TRAVELLING: Final = MOTION | frozenset(
    "fly land sail ride float drift zoom rocket blast get take bring send move journey".split()
)
"""Who does this "to the moon" comes there; others look, sing or wave."""


def _underfoot(phrase: Phrase) -> bool:
    """Whether it is the ground itself and no thing upon it: "on the grass", not "on a leaf"."""
    leaves = phrase.head == "leaf" and phrase.plural
    return not phrase.count and not phrase.measure and (phrase.head in _GROUND or leaves)


def put(
    stage: Stage,
    saying: Saying,
    place: Place,
    subjects: list[Actor | Item | None],
    objects: list[Actor | Item],
    here: bool,
) -> None:
    phrase, relation = place.phrase, place.relation
    if place.word == "into" and phrase.alive:
        relation = "to"  # "He bumped into a cook."
    living = [s for s in subjects if isinstance(s, Actor)]
    match = phrase.match
    unseen = relation in ("like", "about", "without")
    stage.moment([] if unseen else phrase.moments)
    if match is not None and match.sort in stage.moments and not unseen:
        stage.moment([match])
        stage.took(phrase)
        return
    if relation in ("in", "under") and phrase.head in _LIGHTS and not unseen:
        stage.moment([Match(*_LIGHTS[phrase.head])])
        if phrase.head in ("moon", "star"):
            stage.entity(phrase, present=here)
        stage.took(phrase)
        return
    vehicle = INSIDE.get(match.key, "") if match is not None else ""
    bare = not (phrase.definite or phrase.count or phrase.plural)
    by = place.word == "by" and bool(vehicle) and bare and saying.verb in MOTION and here
    if by and stage.lexicon.entry("place", vehicle):  # "We went by train."
        stage.setting.add(vehicle, 2.2, stage.sentence)
        stage.took(phrase)
        return
    if relation == "in" and phrase.head in stage.lexicon.attribute("picture")["of"]:
        stage.took(phrase)
        return
    moment = stage.lexicon.describes(phrase.head, "time")
    if moment and phrase.kind == "noun" and match is not None and not match.exact:
        stage.moment([Match(moment, "time")])
        stage.took(phrase)
        return
    owner = (
        stage.entity(place.of, present=here)
        if place.of is not None and not place.of.denied
        else None
    )
    if owner is not None and place.of is not None and place.of.match is None:
        owner = None
    if relation == "with" and living and isinstance(owner, Item) and owner in objects:
        tool = match is not None and match.key in _TOOLS
        holds = owner.kind in OPEN or edible(stage, owner)
        owner = owner if holds and not tool else None
    if relation in ("in", "wear") and phrase.head == "one" and phrase.colours and stage.garment:
        phrase.kind, phrase.head, phrase.said = "noun", stage.garment, stage.garment
    actor = owner if isinstance(owner, Actor) else None
    if actor is None and owner is None and living and relation in ("in", "with", "wear", "as"):
        actor = living[0]
    if actor is not None and relation in ("in", "wear", "with", "as") and _wears(
        stage, actor, living, phrase, relation, place.of is not None
    ):  # fmt: skip
        return
    if phrase.sort == "garment" and phrase.head in stage.lexicon.void:
        return
    if saying.verb == "look" and relation in ("in", "at", "from", "on", "above", "under"):
        relation = "at"
    if phrase.head in ("floor", "ceiling", "tile", "carpet", "wallpaper") and relation == "on":
        stage.setting.inside = True
    where = named_place(stage, place, living)
    if where == "moon" and phrase.head == "moon":
        if relation == "on" or saying.verb in _TRAVELLING:
            match = phrase.match = stage.lexicon.noun("moon", "place")
        else:
            where = ""
    about = where and stage.lexicon.indoors(where) and place.word in ("around", "round", "about")
    if about and stage.lexicon.noun(phrase.said, "thing") is None:
        relation = place.relation = "in"
    if where and relation not in _ABSENT and here:
        set_place(stage, place, where)
        thing = stage.lexicon.noun(phrase.said, "thing")
        if stage.lexicon.indoors(where) and relation in _OUTSIDE and thing is None:
            thing = stage.lexicon.noun("shop" if where in _SHOPS else "house", "thing")
        inside = relation in ("in", "at", "to", "around") or where in ("under-water", "theatre")
        if thing is None or not thing.exact or inside:
            stage.took(phrase)
            return
        if relation == "on" and match is not None and match.sort == "place":
            stage.took(phrase)
            return
        phrase.match = thing
    if relation == "on" and _underfoot(phrase):
        stage.took(phrase)
        return
    staying = living and saying.verb not in MOTION and saying.verb not in _LEAVING
    if place.word == "from" and where and staying and phrase.head not in SOFT:
        stage.setting.add(where, 1.6, stage.sentence)
        stage.took(phrase)
        return
    if relation == "from" and where:
        stage.setting.leave(where)
        stage.took(phrase)
        return
    if relation == "for" and deeds.noun_act(phrase.head, saying.verb):
        stage.took(phrase)
        return
    if relation in ("in", "on") and not phrase.definite and not phrase.count and living:
        act = deeds.NOUN_ACTS.get(phrase.head.rpartition("-")[2], "")
        if act and phrase.head not in ("picture", "photo", "photograph", "bath", "tea"):
            for doer in living:
                doer.does(act, deeds.weight(act), stage.clause)
            stage.took(phrase)
            return
    as_thing(stage, phrase)
    if relation == "for" and saying.verb in ("reach", "dive", "jump", "wait", "grab"):
        relation = "to"
    if relation == "on" and saying.verb == "lean":
        relation = "beside"
    if relation == "before" and phrase.alive and phrase.kind != "pronoun" and living:
        relation = "facing"
    absent = relation in _ABSENT or not here
    if relation == "with" and saying.verb in grammar.THINKING:
        absent = True
    it = phrase.kind == "pronoun" and phrase.head in ("it", "they")
    if it and subjects and not isinstance(subjects[0], Actor):
        _upon_it(stage, saying, place, subjects, objects)
        return
    several = company(stage, phrase, present=not absent)
    entity = several[0] if several else stage.entity(phrase, present=not absent)
    fill(stage, phrase, entity)
    follow_hints(stage, phrase)
    if entity is None:
        if relation != "without":
            missed(stage, phrase)
        return
    if absent:
        return
    governors: list[Actor | Item] = [s for s in subjects if s is not None]
    if owner is not None:
        governors = [owner]
    elif _moved(stage, saying, relation, objects, entity) or not governors:
        governors = list(objects)
    elif saying.objects and not objects and saying.verb in _PLACED and relation in ("on", "in"):
        governors = []  # What was put there isn't drawn.
    governors = [g for g in governors if g is not entity]
    if isinstance(entity, Item) and living and relation in ("on", "at", "with"):
        act = deeds.using(saying.verb, [entity.kind]) if saying.verb in _USING else ""
        for doer in living if act else ():
            doer.does(act, 2.0, stage.clause)
            relation = "with"
    if relation == "on" and isinstance(entity, Item) and entity.kind in ("phone", "telephone"):
        for doer in living:
            doer.does("phone", 1.7, stage.clause)
        relation = "with"
    together: list[Actor | Item] = [*several] or [entity]
    for one in together:
        stand(stage, saying, relation, governors, one, place)


def _moved(
    stage: Stage, saying: Saying, relation: str, objects: list[Actor | Item], entity: Actor | Item
) -> bool:
    """Whether it is the object that stands there: "puts a cup on the table"."""
    if not objects or relation not in ("on", "in", "under"):
        return False
    if saying.verb in _PLACED:
        return True
    lifeless = all(isinstance(o, Item) for o in objects)
    return relation != "under" and lifeless and isinstance(entity, Item) and small(stage, entity)


def _upon_it(
    stage: Stage,
    saying: Saying,
    place: Place,
    subjects: list[Actor | Item | None],
    objects: list[Actor | Item],
) -> None:
    """ "a table with food on it", "a box has toys in it"."""
    base = next((s for s in subjects if s is not None), None)
    upon = objects or [
        e for p in saying.places if p.relation == "with" and (e := stage.entity(p.phrase))
    ]
    if base is not None and place.relation in ("on", "in", "above", "under", "beside"):
        for entity in upon:
            if entity is not base:
                stage.relations = [r for r in stage.relations if r[1:3] != (entity.id, base.id)]
                stage.relate(place.relation, entity.id, base.id)


def _wears(
    stage: Stage, actor: Actor, living: list[Actor], phrase: Phrase, relation: str, owned: bool
) -> bool:
    """Whether the phrase says what somebody wears; what one of several wears is theirs."""
    if relation == "as":
        stage.same(actor, phrase)
        if phrase.match is not None and phrase.match.sort == "animal" and actor.sort != "animal":
            return True
        return True
    dressing = relation in ("in", "wear")
    own = owned and not phrase.plural
    everybody = living if actor in living and not own else [actor]
    if not looks.worn(actor, phrase, stage.lexicon, dressing):
        return False
    stage.garment = phrase.said.lower() if phrase.sort == "garment" else stage.garment
    for other in everybody:
        looks.worn(other, phrase, stage.lexicon, dressing)
    stage.took(phrase)
    return True
