"""From clauses to the stage: what each clause shows, and the scene at the end."""

from typing import Final

from picturebook.reading import deeds, grammar, looks
from picturebook.reading.actors import Actor, Item
from picturebook.reading.clauses import Place, Saying
from picturebook.reading.phrases import Phrase
from picturebook.reading.places import INSIDE, SOFT
from picturebook.reading.stage import Stage
from picturebook.words import Match
from picturebook.words.forms import classes

_AT: Final = frozenset("table desk counter bar piano stove sink".split())
_PLACED: Final = frozenset("put place set lay drop throw leave pour hang stick pack load".split())
_MEETING: Final = frozenset("meet find visit join greet marry catch discover see".split())
_MOTION: Final = frozenset("go come arrive return enter reach climb walk run hurry step".split())
_ABSENT: Final = frozenset("of about for from like after without before".split())
_USING: Final = frozenset("use talk work type play be speak chat".split())
_DINING: Final = frozenset("have enjoy share".split())
_FLAT: Final = frozenset(
    """table plate tray desk counter shelf bench couch bed cake pizza salad stove cart truck pole
    wall roof chair cutting-board food bun toast rug""".split()
)
_VESSELS: Final = frozenset(
    """bowl cup glass vase basket box bag pot pan boat bucket bathtub sink jar suitcase mug
    refrigerator oven cage nest""".split()
)
_OPEN: Final = _FLAT | _VESSELS
_INTO: Final = frozenset({"to", "into", "up to", "down to", "over to", "back to", "towards"})
_SAYING: Final = frozenset("say tell ask call shout whisper answer reply read hear".split())
_VIEWS: Final = frozenset(
    {"behind", "beside", "around", "above", "facing", "under", "with", "between", "in front of"}
)


def tell(stage: Stage, saying: Saying) -> None:
    """Puts one clause on the stage."""
    stage.clause += 1
    there = not saying.denied
    mental = saying.verb in grammar.THINKING
    subjects = [_subject(stage, phrase, saying) for phrase in saying.subjects]
    living = [s for s in subjects if isinstance(s, Actor)]
    for state in saying.states:
        _state(stage, state.low, living, saying)
    if saying.passive:
        _passive(stage, saying, subjects)
        return
    objects: list[Actor | Item] = []
    if saying.verb == "be" and not saying.exists:
        _is(stage, saying, living)
    else:
        here = there and not mental and not saying.unreal
        objects = _objects(stage, saying, living, here)
    if saying.verb and saying.verb != "be" and not saying.unreal:
        _act(stage, saying, living, [s for s in subjects if isinstance(s, Item)], objects)
    for place in saying.places:
        _place(stage, saying, place, subjects, objects, there and not saying.unreal)


def _subject(stage: Stage, phrase: Phrase, saying: Saying) -> Actor | Item | None:
    sort = phrase.sort
    strong = 2.5 if saying.exists or not saying.verb else 1.0
    if sort == "place" and phrase.match is not None and not (saying.exists and saying.denied):
        strong = 0.5 if phrase.head in SOFT else strong
        stage.setting.add(phrase.match.key, strong, stage.sentence)
        stage.took(phrase)
    elif sort in stage.moments and phrase.match is not None:
        stage.moment([phrase.match])
        stage.took(phrase)
    stage.moment(phrase.moments)
    _owner(stage, phrase)
    gone = (saying.denied and saying.exists) or _only_spoken_of(saying)
    known = phrase.entity
    if saying.relative and isinstance(known, Actor | Item) and not known.present:
        gone = True
    entity = stage.entity(phrase, present=not gone)
    if phrase.kind == "noun":
        stage.vague = entity is None
    if entity is None:
        missed(stage, phrase)
    _contents(stage, phrase, entity)
    _hints(stage, phrase)
    return entity


def _only_spoken_of(saying: Saying) -> bool:
    return saying.unreal and saying.verb == "be"


def _owner(stage: Stage, phrase: Phrase) -> None:
    """"Mia's dog": Mia may be far away."""
    if phrase.owner is not None and phrase.owner.kind == "name":
        stage.entity(phrase.owner, present=False)


def _hints(stage: Stage, phrase: Phrase) -> None:
    """"kitchen table", "street sign": what stands before a noun hints where it is."""
    for hint in phrase.hints:
        if hint.sort == "place" and hint.key != "space" and not phrase.alive:
            stage.setting.add(hint.key, 1.2, stage.sentence)
        elif hint.sort in stage.moments:
            stage.moment([hint])


def _contents(stage: Stage, phrase: Phrase, vessel: Actor | Item | None) -> None:
    inner = phrase.contents
    if inner is None:
        return
    food = stage.entity(inner)
    if isinstance(vessel, Item) and food is not None:
        flat = vessel.kind in ("plate", "tray", "table", "cutting-board", "cart", "shelf")
        stage.relate("on" if flat else "in", food.id, vessel.id)
    elif food is None:
        missed(stage, inner)


def missed(stage: Stage, phrase: Phrase) -> None:
    """Notes a noun that is not drawn, unless it names nothing that could be seen."""
    if phrase.kind != "noun" or phrase.match is not None or phrase.denied:
        if phrase.match is not None and phrase.match.sort in ("garment", "place", "act"):
            stage.took(phrase)
        return
    lexicon = stage.lexicon
    parts = {w for line in lexicon.attribute("part").values() for w in line}
    words = {phrase.head, phrase.said.lower()}
    if "NOUN" not in classes(phrase.head.split(" ")[-1].split("-")[-1]):
        return
    groups = {w for line in lexicon.attribute("group").values() for w in line}
    if not words & (lexicon.void | lexicon.body | parts | groups) and phrase.head.strip("'"):
        stage.left_out.append(phrase.said.lower())


def _state(stage: Stage, low: str, living: list[Actor], saying: Saying) -> None:
    lexicon = stage.lexicon
    if low in ("inside", "indoors"):
        stage.setting.inside = True
    elif low in ("outside", "outdoors", "outdoor"):
        stage.setting.inside = False
    elif low in ("home", "upstairs") and saying.verb in ("be", "go", "run", "stay", "sit"):
        stage.setting.inside = True
    if saying.denied:
        return
    for match in lexicon.describing(low):
        if match.sort in stage.moments:
            stage.moment([match])
        for actor in living:
            if match.sort == "face":
                actor.face = match.key
            elif match.sort in ("colour", "size") and saying.verb == "be":
                if actor.sort == "animal" and match.sort == "colour":
                    actor.colour = actor.colour or match.key
                elif match.sort == "size":
                    actor.size = actor.size or match.key
    for actor in living:
        if low == "asleep":
            actor.does("sleep", 2.5, stage.clause)


def _is(stage: Stage, saying: Saying, living: list[Actor]) -> None:
    """"Mia is a girl": what somebody is; "it was a dog" shows the dog."""
    for phrase in saying.objects:
        if phrase.sort == "place" and phrase.match is not None:
            stage.setting.add(phrase.match.key, 1.0, stage.sentence)
            stage.took(phrase)
        elif phrase.match is not None and phrase.match.sort in stage.moments:
            stage.moment([phrase.match])
            stage.took(phrase)
        elif living and not saying.denied and phrase.kind == "noun":
            if looks.worn(living[0], phrase, stage.lexicon):
                stage.took(phrase)
            else:
                stage.same(living[0], phrase)
        elif not saying.denied and stage.entity(phrase) is None:
            missed(stage, phrase)


def _objects(
    stage: Stage, saying: Saying, living: list[Actor], here: bool
) -> list[Actor | Item]:
    found: list[Actor | Item] = []
    for phrase in saying.objects:
        stage.moment(phrase.moments)
        match = phrase.match
        if match is not None and match.sort in stage.moments:
            stage.moment([match])
            stage.took(phrase)
            continue
        if match is not None and match.sort == "place":
            as_thing = stage.lexicon.noun(phrase.said, "thing")
            solid = as_thing is not None and as_thing.exact
            vague = phrase.head in SOFT or (saying.verb == "have" and not phrase.definite)
            if vague and not solid and saying.verb not in _MOTION:
                stage.took(phrase)
                continue
            reached = saying.verb in _MOTION or saying.verb in ("leave", "cross", "build", "see")
            strength = 0.3 if saying.verb == "leave" else 2.1 if reached else 1.3
            if saying.verb != "have" or not solid:
                stage.setting.add(match.key, strength, stage.sentence)
            stage.took(phrase)
            thing = stage.lexicon.noun(phrase.said, "thing")
            if thing is None or not thing.exact:
                continue
            phrase.match = thing
        dressing = saying.verb in ("wear", "put", "don", "dress")
        own = saying.verb == "have" and phrase.sort != "garment"
        if living and (dressing or own) and here:
            if all(looks.worn(actor, phrase, stage.lexicon, dressing) for actor in living):
                stage.took(phrase)
                continue
        if saying.verb in deeds.LIGHT and deeds.noun_act(phrase.head, saying.verb):
            stage.took(phrase)
            if phrase.shows is None:
                continue
            phrase = phrase.shows
        _as_thing(stage, phrase)
        spoken = saying.verb in _SAYING and not phrase.alive
        entity = stage.entity(phrase, present=here and not spoken)
        _contents(stage, phrase, entity)
        if entity is None:
            missed(stage, phrase)
        else:
            found.append(entity)
    return found


def _as_thing(stage: Stage, phrase: Phrase) -> None:
    """A garment that is not worn is a thing like any other."""
    if phrase.sort == "garment":
        thing = stage.lexicon.noun(phrase.said, "thing")
        phrase.match = thing or phrase.match


def _passive(stage: Stage, saying: Saying, subjects: list[Actor | Item | None]) -> None:
    """"A dog is washed by a man", "a table filled with food"."""
    by = [p for p in saying.places if p.word == "by" and (p.phrase.alive)]
    if by:
        turned = Saying(subjects=[p.phrase for p in by], verb=saying.verb, unit=saying.unit)
        turned.denied, turned.unreal = saying.denied, saying.unreal
        turned.objects = list(saying.subjects)
        for phrase in saying.subjects:
            phrase.definite = True
        turned.places = [p for p in saying.places if p not in by]
        tell(stage, turned)
        return
    living = [s for s in subjects if isinstance(s, Actor)]
    match = stage.lexicon.verb(saying.verb)
    postures = ("sit", "lie", "sleep", "kneel", "stand", "lean", "hang", "hide")
    if match is not None and match.key in postures and not saying.denied:
        for actor in living:
            actor.does(match.key, deeds.weight(match.key), stage.clause)
    for place in saying.places:
        _place(stage, saying, place, subjects, [], not saying.denied and not saying.unreal)


def _act(
    stage: Stage,
    saying: Saying,
    living: list[Actor],
    things: list[Item],
    objects: list[Actor | Item],
) -> None:
    lexicon = stage.lexicon
    verb = saying.verb
    weather = lexicon.describes(verb, "weather")
    if weather and not saying.denied:
        stage.moment([Match(weather, "weather")])
        return
    heads = [p.said.lower() for p in saying.objects]
    keys = [p.match.key if p.match else p.head for p in saying.objects]
    match = lexicon.verb(f"{verb} {saying.particle}") if saying.particle else None
    match = match or lexicon.verb(verb)
    act = match.key if match is not None and match.sort == "act" else ""
    factor = 1.0 if match is None or match.exact else 0.75
    extra = ""
    if saying.unit is not None:
        stage.taken += [(saying.unit.start, saying.unit.end)] if match is not None else []
    if verb == "play":
        act, extra = deeds.play(heads, keys, lexicon)
        if not act or act == "play":
            with_ = [p.phrase for p in saying.places if p.relation == "with"]
            names = [p.said.lower() for p in with_]
            drawn = [p.match.key if p.match else p.head for p in with_]
            act, extra = deeds.play(names, drawn, lexicon)
            extra = extra if extra and extra not in drawn else ""
    elif verb in deeds.LIGHT:
        nouns = heads + [p.phrase.head for p in saying.places if p.relation == "for"]
        nouns += [word for p in saying.objects for word in (p.head, p.measure)]
        if any(isinstance(o, Item) and _edible(stage, o) for o in objects) and verb in _DINING:
            nouns.append("meal")
        told = next((a for a in (deeds.noun_act(n, verb) for n in nouns) if a), "")
        act = told or ("" if verb in ("have", "make", "do", "get", "enjoy", "share") else act)
        factor = 1.0 if told else 0.5
    elif verb == "fly" and any(isinstance(o, Item) and o.kind == "kite" for o in objects):
        act = "hold" if not lexicon.entry("act", "fly-kite") else "fly-kite"
    elif verb in ("fix", "adjust", "do") and {"hair", "tie", "teeth"} & set(heads):
        act = "brush"
    elif verb == "swing" and objects and isinstance(objects[0], Item):
        act = "hit"
    elif verb == "ride" and any(k == "wave" for k in keys):
        act = "surf"
        objects[:] = [o for o in objects if getattr(o, "kind", "") != "wave"]
    elif verb in ("go", "come") and saying.objects and not objects:
        factor = 0.5
    if act == "lie" and saying.objects and saying.unit is not None and saying.unit.low[:2] == "la":
        act = "reach"
    act = deeds.using(verb, [getattr(o, "kind", "") for o in objects]) or act
    if match is None and not act and saying.unit is not None and verb not in grammar.EMPTY_VERBS and living:
        stage.left_out.append(saying.unit.low)
    if things and act == "fly" and not living:
        stage.setting.add("sky", 1.0, stage.sentence)
    if not living or not act or saying.denied:
        return
    for actor in living:
        weight = deeds.weight(act) * factor * (0.5 if stage.caption and actor.acts else 1.0)
        actor.does(deeds.known(act, lexicon), weight, stage.clause)
    if extra:
        _gear(stage, living, extra)
    for object_ in objects:
        _toward(stage, act, living, object_)


def _gear(stage: Stage, living: list[Actor], key: str) -> None:
    match = stage.lexicon.noun(key, "thing")
    if match is None or any(item.kind == match.key for item in stage.items):
        return
    item = stage.thing(match)
    item.present = True
    kick = match.key in ("football", "computer", "laptop", "chess-board")
    stage.relate("facing" if kick else "holding", living[0].id, item.id)


def _toward(stage: Stage, act: str, living: list[Actor], object_: Actor | Item) -> None:
    """How the doers stand to the object of the act."""
    first = living[0]
    if object_ in living:
        return
    thing = isinstance(object_, Item)
    if act in deeds.RIDING:
        kind = "riding"
    elif act in deeds.CHASING:
        kind = "chasing"
    elif act in deeds.LEADING:
        kind = "leading"
    elif thing and act in deeds.HOLDING and _fits_hand(stage, object_):
        kind = "holding"
    elif act in ("hold", "carry", "lift") and not thing:
        kind = "holding" if object_.count == 1 else "facing"  # type: ignore[union-attr]
    elif act in deeds.FACING or act in deeds.HOLDING:
        kind = "facing"
    elif act in ("sit", "lie", "stand", "climb", "jump"):
        kind = "on"
    else:
        kind = "facing"
    for actor in living if kind in ("riding",) else [first]:
        stage.relate(kind, actor.id, object_.id)


def _fits_hand(stage: Stage, object_: Actor | Item) -> bool:
    entry = stage.lexicon.entry("thing", object_.kind)
    if entry is None:
        return True
    size = entry.data.get("cm", 40)
    return bool(entry.data.get("hold")) or (isinstance(size, int | float) and size <= 120)


# -- places ------------------------------------------------------------------------------------


def _place(
    stage: Stage,
    saying: Saying,
    place: Place,
    subjects: list[Actor | Item | None],
    objects: list[Actor | Item],
    here: bool,
) -> None:
    phrase, relation = place.phrase, place.relation
    living = [s for s in subjects if isinstance(s, Actor)]
    stage.moment(phrase.moments)
    match = phrase.match
    if match is not None and match.sort in stage.moments:
        stage.moment([match])
        stage.took(phrase)
        return
    moment = stage.lexicon.describes(phrase.head, "time")
    if moment and phrase.kind == "noun" and match is not None and not match.exact:
        stage.moment([Match(moment, "time")])
        stage.took(phrase)
        return
    owner = stage.entity(place.of, present=here) if place.of is not None and not place.of.denied else None
    if owner is not None and place.of is not None and place.of.match is None:
        owner = None
    if relation == "with" and living and isinstance(owner, Item) and owner in objects:
        owner = owner if owner.kind in _OPEN or _edible(stage, owner) else None
    actor = owner if isinstance(owner, Actor) else None
    if actor is None and owner is None and living and relation in ("in", "with", "wear", "as"):
        actor = living[0]
    if actor is not None and relation in ("in", "wear", "with", "as") and _wears(
        stage, actor, living, phrase, relation
    ):  # fmt: skip
        return
    if phrase.sort == "garment" and phrase.head in stage.lexicon.void:
        return
    if saying.verb == "look" and relation in ("in", "at", "from", "on", "above", "under"):
        relation = "at"
    where = _where(stage, place, living)
    if where and relation not in _ABSENT and here:
        _set(stage, saying, place, where)
        thing = stage.lexicon.noun(phrase.said, "thing")
        if thing is None or not thing.exact or relation in ("in", "at", "to", "around"):
            stage.took(phrase)
            return
        if relation == "on" and match is not None and match.sort == "place":
            stage.took(phrase)
            return
        phrase.match = thing
    if relation == "from" and where and living and saying.verb not in _MOTION and (
        saying.verb not in ("escape", "jump", "fall", "fly", "leap", "take", "drive", "swim")
    ):  # fmt: skip
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
        act = deeds.NOUN_ACTS.get(phrase.head, "")
        if act and phrase.head not in ("picture", "photo", "photograph", "bath", "tea"):
            for doer in living:
                doer.does(act, deeds.weight(act), stage.clause)
            stage.took(phrase)
            return
    _as_thing(stage, phrase)
    if relation == "for" and saying.verb in ("reach", "dive", "jump", "wait", "grab", "pose"):
        relation = "to"
    absent = relation in _ABSENT or not here
    if relation == "with" and saying.verb in grammar.THINKING:
        absent = True
    it = phrase.kind == "pronoun" and phrase.head in ("it", "they")
    if it and subjects and not isinstance(subjects[0], Actor):
        _upon_it(stage, saying, place, subjects, objects)
        return
    entity = stage.entity(phrase, present=not absent)
    _contents(stage, phrase, entity)
    _hints(stage, phrase)
    if entity is None:
        if relation != "without":
            missed(stage, phrase)
        return
    if absent:
        return
    governors: list[Actor | Item] = [s for s in subjects if s is not None]
    if owner is not None:
        governors = [owner]
    elif saying.verb in _PLACED and objects and relation in ("on", "in", "under"):
        governors = list(objects)
    elif objects and relation in ("on", "in") and isinstance(entity, Item) and all(
        isinstance(o, Item) for o in objects
    ) and _small(stage, entity):  # fmt: skip
        governors = list(objects)
    elif not living and not governors:
        governors = list(objects)
    governors = [g for g in governors if g is not entity]
    if isinstance(entity, Item) and living and relation in ("on", "at", "with"):
        act = deeds.using(saying.verb, [entity.kind]) if saying.verb in _USING else ""
        for doer in living if act else ():
            doer.does(act, 2.0, stage.clause)
            relation = "with"
    _stand(stage, saying, relation, governors, entity, place)


def _edible(stage: Stage, item: Item) -> bool:
    entry = stage.lexicon.entry("thing", item.kind)
    return entry is not None and entry.table == "food"


def _small(stage: Stage, item: Item) -> bool:
    entry = stage.lexicon.entry("thing", item.kind)
    return entry is not None and entry.data.get("hold") in ("hand", "both")


def _upon_it(
    stage: Stage,
    saying: Saying,
    place: Place,
    subjects: list[Actor | Item | None],
    objects: list[Actor | Item],
) -> None:
    """"a table with food on it", "a box has toys in it"."""
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
    stage: Stage, actor: Actor, living: list[Actor], phrase: Phrase, relation: str
) -> bool:
    if relation == "as":
        stage.same(actor, phrase)
        if phrase.match is not None and phrase.match.sort == "animal" and actor.sort != "animal":
            return True
        return True
    dressing = relation in ("in", "wear")
    everybody = living if actor in living else [actor]
    if not looks.worn(actor, phrase, stage.lexicon, dressing):
        return False
    for other in everybody:
        looks.worn(other, phrase, stage.lexicon, dressing)
    stage.took(phrase)
    return True


def _where(stage: Stage, place: Place, living: list[Actor]) -> str:
    """The place that a phrase after a preposition names, "" if it is a thing there."""
    phrase = place.phrase
    if phrase.kind != "noun" or phrase.match is None:
        return ""
    if phrase.match.sort == "place":
        return phrase.match.key
    found = stage.lexicon.noun(phrase.said, "place")
    celestial = found is not None and found.key in ("moon", "space", "sky", "lake")
    if found is not None and not phrase.match.exact and not celestial and (
        place.relation in ("in", "on", "at", "to")
    ):  # fmt: skip
        return found.key
    inside = INSIDE.get(phrase.match.key, "") if phrase.match.exact else ""
    if inside and place.relation in ("in", "on") and living and stage.lexicon.entry("place", inside):
        vehicle = phrase.match.key in ("bus", "train", "airplane", "double-decker", "tram")
        if place.word in ("in", "inside", "into", "aboard", "inside of") or vehicle:
            return inside
    homes = ("church", "barn", "garage", "house", "castle")
    if inside and phrase.match.key in homes and place.word in ("in", "inside"):
        return inside if stage.lexicon.entry("place", inside) else ""
    if found is not None and place.relation in ("in", "at", "to") and found.exact:
        return found.key
    if phrase.head == "grass" or (phrase.match.key == "grass" and place.relation in ("in", "on")):
        return "meadow"
    return ""


def _set(stage: Stage, saying: Saying, place: Place, where: str) -> None:
    relation = place.relation
    if place.word in _INTO:
        strength = 2.2
    elif relation in _VIEWS:
        strength = 1.1
    else:
        strength = 2.4
    if place.phrase.head in SOFT or place.phrase.match is None or place.phrase.sort == "thing" and (
        place.phrase.head == "grass"
    ):  # fmt: skip
        strength = 0.5
    if stage.caption:
        strength -= 1.0
    stage.setting.add(where, strength, stage.sentence)
    if place.phrase.several and relation in _VIEWS:
        stage.draws(place.phrase)


def _stand(
    stage: Stage,
    saying: Saying,
    relation: str,
    governors: list[Actor | Item],
    entity: Actor | Item,
    place: Place,
) -> None:
    """How what is said before a preposition stands to what is said after it."""
    if not governors:
        return
    thing = isinstance(entity, Item)
    first = governors[0]
    if relation == "between":
        pair = [p.phrase for p in saying.places if p.relation == "between"]
        other = stage.entity(pair[-1]) if len(pair) > 1 else None
        if other is not None and other is entity:
            return
        stage.relate("between", first.id, entity.id, other.id if other else "")
        return
    if relation in ("with", "full", "covered", "around"):
        _with(stage, saying, relation, governors, entity)
        return
    if relation == "on" and place.phrase.head in ("leash", "lead", "collar", "harness"):
        return
    kind = relation
    if relation == "at" and thing:
        kind = "behind" if entity.kind in _AT else "beside"
        if entity.kind == "railroad-track":
            kind = "on"
        elif isinstance(first, Actor) and saying.verb:
            kind = "facing" if kind == "beside" else kind
    elif relation in ("at", "to", "facing"):
        fixed = saying.verb in ("mount", "attach", "tie", "fasten", "hang", "nail", "stick", "chain")
        kind = "on" if fixed else "facing" if isinstance(first, Actor) else ""
    elif relation in ("on", "in") and saying.verb in ("ride", "drive", "row", "travel", "surf"):
        kind = "riding" if not thing or entity.kind in deeds.CARRIERS else relation
    if kind == "in" and not thing:
        kind = "beside"
    if kind in ("on", "in", "under", "behind", "beside", "in front of", "above", "facing", "riding"):
        for governor in governors:
            stage.relate(kind, governor.id, entity.id)


def _with(
    stage: Stage,
    saying: Saying,
    relation: str,
    governors: list[Actor | Item],
    entity: Actor | Item,
) -> None:
    first = governors[-1] if relation == "with" else governors[0]
    if isinstance(entity, Actor):
        if isinstance(first, Actor) and saying.verb and not saying.objects and relation == "with":
            match = stage.lexicon.verb(saying.verb)
            same = [a for a in first.acts if a[1] == stage.clause]
            if match is not None and same and not entity.acts and entity.sort == first.sort:
                entity.does(same[-1][2], same[-1][0] * 0.9, stage.clause)
        stage.relate("beside", first.id, entity.id)
        return
    if isinstance(first, Actor) and relation == "covered":
        stage.relate("under", first.id, entity.id)
        return
    if isinstance(first, Actor):
        held = _fits_hand(stage, entity) and relation == "with"
        stage.relate("holding" if held else "beside", first.id, entity.id)
        return
    if relation == "around":
        stage.relate("beside", entity.id, first.id)
        return
    kind = "in" if first.kind in _VESSELS else "on" if first.kind in _FLAT else "beside"
    stage.relate(kind, entity.id, first.id)
