"""What a clause's verb does: the act that is seen, and how the doers stand to its objects."""

from typing import Final

from picturebook.reading import deeds, grammar
from picturebook.reading.actors import Actor, Item
from picturebook.reading.noticing import edible, fits_hand
from picturebook.reading.saying import Saying
from picturebook.reading.stage import Stage
from picturebook.words import Match

_LEADS: Final = frozenset("walk lead guide take bring march".split())
_CARTS: Final = frozenset("wagon carriage sled sleigh cart hand-cart plough boat".split())
_SHOWN: Final = frozenset("show display have keep own".split())
"""These hold nobody in the arms."""
_DINING: Final = frozenset("have enjoy share".split())


def do(
    stage: Stage,
    saying: Saying,
    living: list[Actor],
    things: list[Item],
    objects: list[Actor | Item],
) -> None:
    lexicon = stage.lexicon
    verb = saying.verb
    weather = lexicon.describes(verb, "weather")
    if weather and not saying.denied and not living:
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
    if verb == "cry" and saying.quoted:
        act = "shout"
    elif verb == "blow" and {"nose"} & set(heads):
        act = "sneeze"
    elif verb == "blow" and (deeds.MUSIC | {"whistle"}) & set(keys):
        act = "play-instrument"
    afloat = [getattr(o, "kind", "") for o in objects] + [
        p.phrase.match.key for p in saying.places if p.phrase.match is not None
    ]
    if verb == "paddle" and {"boat", "canoe", "raft", "kayak", "ship"} & set(afloat):
        act = "row"
    if verb in ("smell", "stink", "taste") and not saying.objects:
        act = ""
    if verb == "take" and saying.particle == "off" and saying.objects:
        act = "take"
    if verb == "drive" and any(isinstance(o, Actor) and o.sort == "animal" for o in objects):
        act = "follow"  # The herd before him.
    if verb == "draw" and _CARTS & set(keys):
        act = "pull"
    if act in ("hug", "hit", "throw", "push", "tremble") and deeds.MUSIC & set(keys):
        act = deeds.play(heads, keys, lexicon)[0]
    if verb == "make" and any(isinstance(o, Item) and edible(stage, o) for o in objects):
        act = "cook"
    if verb == "gather" and not saying.objects:
        act = "stand"
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
        dining = verb in _DINING and (verb != "have" or saying.going)
        if dining and any(isinstance(o, Item) and edible(stage, o) for o in objects):
            nouns.append("meal")
        told = next((a for a in (deeds.noun_act(n, verb) for n in nouns) if a), "")
        made = act == "cook" and verb == "make"
        act = told or (
            act if made else "" if verb in ("have", "make", "do", "get", "enjoy", "share") else act
        )
        factor = 1.0 if told or made else 0.5
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
    if (
        match is None
        and not act
        and saying.unit is not None
        and verb not in grammar.EMPTY_VERBS
        and living
    ):
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
        _toward(stage, act, living, object_, verb)


def _gear(stage: Stage, living: list[Actor], key: str) -> None:
    match = stage.lexicon.noun(key, "thing")
    if match is None or any(item.kind == match.key for item in stage.items):
        return
    item = stage.thing(match)
    item.present = True
    kick = match.key in ("football", "computer", "laptop", "chess-board")
    stage.relate("facing" if kick else "holding", living[0].id, item.id)


def _toward(stage: Stage, act: str, living: list[Actor], object_: Actor | Item, verb: str) -> None:
    """How the doers stand to the object of the act."""
    first = living[0]
    if object_ in living:
        return
    thing = isinstance(object_, Item)
    mount = (
        object_.kind in deeds.CARRIERS if isinstance(object_, Item) else object_.sort == "animal"
    )
    if act in deeds.RIDING and mount:
        kind = "riding"
    elif act in deeds.CHASING:
        kind = "chasing"
    elif act in deeds.LEADING and (act == "pull" or (not thing and verb in _LEADS)):
        kind = "leading"
    elif thing and _in_hand(stage, act, object_):
        kind = "holding"
    elif act in ("hold", "carry", "lift") and not thing and verb not in _SHOWN:
        kind = "holding" if object_.count == 1 else "facing"  # type: ignore[union-attr]
    elif act in deeds.FACING or act in deeds.HOLDING:
        kind = "facing"
    elif act in ("sit", "lie", "stand", "climb", "jump"):
        kind = "on"
    else:
        kind = "facing"
    for actor in living if kind in ("riding",) else [first]:
        stage.relate(kind, actor.id, object_.id)


def _in_hand(stage: Stage, act: str, thing: Actor | Item) -> bool:
    if act == "hit":
        return thing.kind in deeds.SWUNG
    return act in deeds.HOLDING and fits_hand(stage, thing)
