"""From clauses to the stage: what each clause shows."""

from typing import Final

from picturebook.reading import deeds, grammar, looks, meaning
from picturebook.reading.actors import Actor, Item
from picturebook.reading.doing import do
from picturebook.reading.noticing import as_thing, fill, follow_hints, mention_owner, missed
from picturebook.reading.phrase import Phrase
from picturebook.reading.places import SOFT
from picturebook.reading.placing import MOTION, put
from picturebook.reading.portraying import feature, peopled
from picturebook.reading.saying import Saying
from picturebook.reading.stage import Stage

_UNDERGONE: Final = frozenset(
    """wrap tie dress cover attach chain fence surround paint make build trap lock stuff mount
    decorate fill load""".split()
)
"""In the past and without an object these are done to the subject."""
_HANDLED: Final = frozenset("buy sell bring carry take get use need have".split())
"""Of these verbs a stuff is the object, no place: "he bought sand"."""
_SEASONAL: Final = frozenset("be come arrive begin start end pass bring return".split())
"""What spring does as a season; else it is of steel."""
_SHOWING: Final = frozenset("show depict feature display contain include capture".split())
_SAYING: Final = frozenset("say tell ask call shout whisper answer reply hear".split())


def tell(stage: Stage, saying: Saying) -> None:
    """Puts one clause on the stage."""
    stage.clause += 1
    there = not saying.denied
    mental = saying.verb in grammar.THINKING
    if _is_picture(stage, saying):
        saying.subjects, saying.objects, saying.exists = saying.objects, [], True
        saying.verb = "be"
    subjects: list[Actor | Item | None] = []
    stage.others = frozenset(p.head for p in saying.objects if p.kind == "name")
    for phrase in saying.subjects:
        if saying.verb == "be" and phrase.kind == "pronoun" and phrase.head == "it" and not (
            stage.items or any(a.present for a in stage.actors)
        ):  # fmt: skip
            continue  # "It was a hot day."
        several = meaning.group(stage, phrase)
        subjects += several or [_subject(stage, phrase, saying)]
    stage.others = frozenset()
    living = [s for s in subjects if isinstance(s, Actor)]
    for actor in living:
        actor.led = stage.sentence
    if len(living) > 1:
        stage.group = list(living)
    for state in saying.states:
        _state(stage, state.low, living, saying)
    if saying.verb == "be" and not saying.denied and feature(stage, saying):
        return
    undergone = saying.verb in _UNDERGONE and not saying.objects and not saying.speech
    if undergone and saying.unit is not None and saying.unit.form == "past":
        saying.passive = True
    if saying.verb in ("name", "call", "nickname") and saying.passive and len(living) == 1:
        for phrase in saying.objects:
            if phrase.kind == "name":
                stage.same(living[0], phrase)
        return
    if saying.passive:
        _passive(stage, saying, subjects)
        return
    objects: list[Actor | Item] = []
    became = saying.verb == "become" and bool(living) and not saying.unreal
    if (saying.verb == "be" and not saying.exists) or became:
        _is(stage, saying, living)
    else:
        here = there and not mental and not saying.unreal
        objects = _objects(stage, saying, living, here)
    if saying.verb and saying.verb != "be" and not saying.unreal:
        do(stage, saying, living, [s for s in subjects if isinstance(s, Item)], objects)
    nobody = bool(saying.subjects) and all(phrase.denied for phrase in saying.subjects)
    for place in saying.places:
        among = nobody and place.word in ("in", "among") and place.phrase.alive
        put(stage, saying, place, subjects, objects, there and not saying.unreal and not among)


def _is_picture(stage: Stage, saying: Saying) -> bool:
    """ "The image shows a dog"."""
    pictures = stage.lexicon.attribute("picture")["of"]
    heads = [p.head for p in saying.subjects if p.kind == "noun" and p.shows is None]
    if not heads or not saying.objects or saying.verb not in _SHOWING:
        return False
    return heads[0] in pictures and heads[0] not in ("statue", "sculpture", "toy")


def _subject(stage: Stage, phrase: Phrase, saying: Saying) -> Actor | Item | None:
    sort = phrase.sort
    if sort in ("place", "role", "") and phrase.kind == "noun":
        peopled(stage, phrase, saying)
    strong = 1.4 if stage.sentence > 1 else 2.5
    strong = strong if saying.exists or not saying.verb else 1.0
    if sort == "place" and phrase.match is not None and not (saying.exists and saying.denied):
        strong = 0.5 if phrase.head in SOFT else strong
        poured = phrase.head == "water" and not saying.exists and bool(saying.verb)
        strong = 0.1 if poured else strong
        stage.setting.add(phrase.match.key, strong, stage.sentence)
        stage.took(phrase)
    elif sort in stage.moments and phrase.match is not None:
        coil = phrase.head == "spring" and phrase.definite and saying.verb not in _SEASONAL
        stage.moment([] if coil else [phrase.match])
        stage.took(phrase)
    stage.moment(phrase.moments)
    gone = (saying.denied and saying.exists) or _only_spoken_of(saying)
    mention_owner(stage, phrase, not gone)
    known = phrase.entity
    if saying.relative and isinstance(known, Actor | Item) and not known.present:
        gone = True
    entity = stage.entity(phrase, present=not gone)
    if phrase.kind == "noun":
        stage.vague = entity is None
    if entity is None:
        missed(stage, phrase)
    fill(stage, phrase, entity)
    follow_hints(stage, phrase)
    return entity


def _only_spoken_of(saying: Saying) -> bool:
    return saying.unreal and saying.verb == "be"


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
            elif match.sort == "colour" and saying.verb == "be" and actor.sort == "animal":
                actor.colour = actor.colour or match.key
    for actor in living:
        if low == "asleep":
            actor.does("sleep", 2.5, stage.clause)


def _is(stage: Stage, saying: Saying, living: list[Actor]) -> None:
    """ "Mia is a girl": what somebody is; "it was a dog" shows the dog."""
    for phrase in saying.objects:
        if phrase.kind == "name" and any(p.head == "name" for p in saying.subjects):
            _name(stage, saying, phrase)
        elif phrase.sort == "place" and phrase.match is not None:
            stage.setting.add(phrase.match.key, 1.0, stage.sentence)
            stage.took(phrase)
        elif phrase.match is not None and phrase.match.sort in stage.moments:
            stage.moment([phrase.match])
            stage.took(phrase)
        elif living and not saying.denied and phrase.kind == "noun":
            if phrase.sort != "garment" and looks.worn(living[0], phrase, stage.lexicon):
                stage.took(phrase)
            elif len(living) == 1:
                stage.same(living[0], phrase)
                if phrase.alive and phrase.several == (living[0].count > 1):
                    phrase.entity = living[0]  # What follows "with" is said of the subject.
            else:
                stage.took(phrase)
        elif not saying.denied and stage.entity(phrase) is None:
            missed(stage, phrase)


def _name(stage: Stage, saying: Saying, phrase: Phrase) -> None:
    """Whose name is told: "My name is Pinch"."""
    owner = next((p.owner for p in saying.subjects if p.owner is not None), None)
    i = Phrase(phrase.start, phrase.end, "i", "pronoun", "I")
    called = stage.entity(owner or i)
    if isinstance(called, Actor) and phrase.head not in called.names:
        stage.took(phrase)
        stage.same(called, phrase)


def _objects(stage: Stage, saying: Saying, living: list[Actor], here: bool) -> list[Actor | Item]:
    found: list[Actor | Item] = []
    for phrase in saying.objects:
        stage.moment(phrase.moments)
        mention_owner(stage, phrase, here)
        match = phrase.match
        if match is not None and match.sort in stage.moments:
            stage.moment([match])
            stage.took(phrase)
            continue
        if phrase.head == "moon" and saying.verb in MOTION:  # "They reached the moon."
            match = phrase.match = stage.lexicon.noun("moon", "place")
        if match is not None and match.sort == "place":
            alike = stage.lexicon.noun(phrase.said, "thing")
            solid = alike is not None and alike.exact
            stuff = not (phrase.definite or phrase.count or phrase.plural) and here
            vague = (
                phrase.head in SOFT
                or (stuff and saying.verb in _HANDLED)
                or (saying.verb == "have" and not phrase.definite)
            )
            if vague and not solid and saying.verb not in MOTION:
                stage.took(phrase)
                continue
            reached = saying.verb in MOTION or saying.verb in ("leave", "cross", "build", "see")
            strength = 0.3 if saying.verb == "leave" else 2.1 if reached else 1.3
            if saying.verb != "have" or not solid:
                stage.setting.add(match.key, strength, stage.sentence)
            stage.took(phrase)
            thing = stage.lexicon.noun(phrase.said, "thing")
            if thing is None or not thing.exact or phrase.head == "moon":
                continue
            phrase.match = thing
        dressing = saying.verb in ("wear", "don", "dress", "pull", "put")
        dressing = dressing and (saying.verb not in ("put", "pull") or saying.particle == "on")
        own = saying.verb == "have"
        garment = stage.lexicon.noun(phrase.said, "garment")
        dressing = dressing or (own and garment is not None and garment.exact)
        worn = bool(living) and (dressing or own) and here
        if worn and all(looks.worn(a, phrase, stage.lexicon, dressing) for a in living):
            stage.took(phrase)
            continue
        if saying.verb in deeds.LIGHT and deeds.noun_act(phrase.head, saying.verb):
            stage.took(phrase)
            if phrase.shows is None:
                continue
            phrase = phrase.shows
        several = [a for a in meaning.objects(stage, phrase, here) if a not in living]
        if several:
            found += several
            continue
        as_thing(stage, phrase)
        spoken = saying.verb in _SAYING and not phrase.alive
        entity = stage.entity(phrase, present=here and not spoken)
        fill(stage, phrase, entity)
        if entity is None:
            missed(stage, phrase)
        else:
            found.append(entity)
    return found


def _passive(stage: Stage, saying: Saying, subjects: list[Actor | Item | None]) -> None:
    """ "A dog is washed by a man", "a table filled with food"."""
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
        put(stage, saying, place, subjects, [], not saying.denied and not saying.unreal)
