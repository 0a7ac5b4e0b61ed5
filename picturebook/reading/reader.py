"""`read`: the scene of a page or of a caption."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from zlib import crc32

from picturebook.reading import deeds, places, scenes
from picturebook.reading.actors import Actor
from picturebook.reading.clauses import clauses
from picturebook.reading.language import readable
from picturebook.reading.members import Cast
from picturebook.reading.names import names_in
from picturebook.reading.noticing import hero_too
from picturebook.reading.saying import Saying
from picturebook.reading.stage import Stage
from picturebook.reading.tagging import tag
from picturebook.reading.tokens import Token, sentences, told
from picturebook.reading.units import meant
from picturebook.scene import Relation, Scene
from picturebook.words import Lexicon, lexicon

MOST: int = 6
"""So many figures stand on one page; further ones are left out, and it is said."""
_MOST_THINGS = 10
_MOVING = {"leading": "walk", "chasing": "run"}
"""What those do who are led and chased."""


@dataclass(frozen=True, kw_only=True)
class Clause:
    """Who does what, for whoever tells the story on: words as the text has them."""

    subjects: tuple[str, ...] = ()
    """Ids of the figures that act."""
    who: str = ""
    """The subject's words: "two dogs"."""
    verb: str = ""
    """The verb's lemma."""
    act: str = ""
    """What is drawn for it, "" if nothing."""
    objects: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    """Phrases of place with their prepositions: "on a boat"."""
    denied: bool = False
    unreal: bool = False
    span: tuple[int, int] = (0, 0)


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A scene, and what became of the words."""

    scene: Scene
    replaced: tuple[tuple[str, str], ...] = ()
    """Words, and the nearest kind that is drawn for them."""
    left_out: tuple[str, ...] = ()
    """Content words of the text that are not in the scene."""
    taken: frozenset[tuple[int, int]] = frozenset()
    """Where in the text stand the words that are in the scene."""
    subjects: tuple[str, ...] = ()
    """Ids of the figures who act."""
    mentioned: tuple[str, ...] = ()
    """Who and what is only spoken of."""
    clauses: tuple[Clause, ...] = field(default=())
    readable: bool = True
    """Whether the page's text is in a language that is read."""


def read(
    text: str, *, caption: str = "", cast: Cast | None = None, place_before: str = ""
) -> Reading:
    """The scene of a page: its own sentences first, then what the caption adds.

    `cast` says who the names and pronouns of the story mean, `place_before` where the page before
    was.  Never fails: what can't be read gives an empty scene.
    """
    words = lexicon()
    english = readable(text)
    names = frozenset(n for m in cast.members for n in m.names) if cast else frozenset()
    if english:
        known = {part for name in names for part in name.split()}
        names |= {
            name
            for name in names_in([text], words)
            if cast is None or (not known & {*name.split()} and _introduced(name, text, words))
        }
    stage = Stage(words, cast, names)
    said: list[Saying] = []
    if english:
        kept, spoken = told(text)
        said += _tell(stage, kept, words)
        empty = not stage.actors and not stage.items and not stage.setting.said
        if empty and spoken:
            said += _tell(stage, spoken, words)
        hero_too(stage, kept)
    lines = tuple(_clause(stage, saying, text) for saying in said if saying.verb or saying.subjects)
    taken = frozenset(stage.taken)
    replaced = dict(stage.replaced)
    left = list(stage.left_out)
    if caption.strip() and readable(caption):
        stage.caption = bool(text.strip()) and english
        kept, _ = told(caption)
        _tell(stage, kept, words)
        if not stage.caption:
            left, replaced = list(stage.left_out), stage.replaced
            lines = ()
    scene, over = _scene(stage, words, place_before, text + caption)
    present = {figure.id for figure in scene.figures}
    return Reading(
        scene=scene,
        replaced=tuple(replaced.items()),
        left_out=tuple(dict.fromkeys([*left, *over])),
        taken=taken,
        subjects=tuple(a.id for a in stage.actors if a.clauses and a.id in present),
        mentioned=tuple(
            [a.said for a in stage.actors if a.said and not a.present]
            + [item.said for item in stage.items if item.said and not item.present]
        ),
        clauses=lines,
        readable=english,
    )


def _introduced(name: str, text: str, words: Lexicon) -> bool:
    """Whether a page that was changed by hand brings somebody whom the cast does not know."""
    before = text[: text.find(name)].lower().split()[-2:]
    told = before[-1:] in (["called"], ["named"]) or (before and before[0] == "name")
    return bool(told) or name.lower() in words.given


def _tell(stage: Stage, found: Sequence[Token], words: Lexicon) -> list[Saying]:
    said: list[Saying] = []
    tagged = [tag(s, words, stage.names) for s in sentences(found) if not _is_sound(s)]
    context = frozenset(w for units in tagged for u in units for w in (u.lemma, *u.lemma.split()))
    for units in tagged:
        stage.sentence += 1
        for saying in clauses(meant(units, words, context), words):
            scenes.tell(stage, saying)
            said.append(saying)
    return said


def _is_sound(sentence: Sequence[Token]) -> bool:
    """ "Stamp, stamp!" """
    said = [token.low for token in sentence if token.kind == "word"]
    return len(said) > 1 and len(set(said)) == 1


def _clause(stage: Stage, saying: Saying, text: str) -> Clause:
    spans = {span: actor.id for actor in stage.actors for span in actor.spans}
    subjects = [(p.start, p.end) for p in saying.subjects]
    match = stage.lexicon.verb(saying.verb) if saying.verb else None
    points = [*subjects, *((p.start, p.end) for p in saying.objects)]
    points += [(p.phrase.start, p.phrase.end) for p in saying.places]
    if saying.unit is not None:
        points.append((saying.unit.start, saying.unit.end))
    return Clause(
        subjects=tuple(spans[s] for s in subjects if s in spans),
        who=" and ".join(text[a:b] for a, b in subjects),
        verb=saying.verb,
        act=match.key if match is not None and match.sort == "act" else "",
        objects=tuple(text[p.start : p.end] for p in saying.objects),
        places=tuple(f"{p.word} {text[p.phrase.start : p.phrase.end]}" for p in saying.places),
        denied=saying.denied,
        unreal=saying.unreal,
        span=(min(a for a, _ in points), max(b for _, b in points)) if points else (0, 0),
    )


def _scene(stage: Stage, words: Lexicon, before: str, text: str) -> tuple[Scene, list[str]]:
    """The scene, and who finds no room in it."""
    actors = [a for a in stage.actors if a.present]
    ranked = sorted(actors, key=lambda a: (-min(a.clauses, 2), a.order))
    kept = sorted(ranked[:MOST], key=lambda a: a.order)
    if ranked and kept[0].clauses == 0:
        kept.sort(key=lambda a: a.clauses == 0)
    over = [a.said.lower() for a in ranked[MOST:]]
    figures = []
    for actor in kept:
        act, posture = _act(actor)
        kind = _kind(actor, words, text)
        figures.append(actor.as_figure(kind, act, actor.face, posture))
    items = [item for item in stage.items if item.present][:_MOST_THINGS]
    kinds = {item.id: item.kind for item in items} | {a.id: a.kind for a in kept}
    for i, figure in enumerate(figures):
        for n, (kind, subject, object_, other) in enumerate(stage.relations):
            if subject == figure.id and kind in ("on", "riding") and object_ in kinds:
                act, relation = deeds.aboard(figure.act, kinds[object_])
                if act:
                    moved = {"jump": "jump", "run": "run", "walk": "walk", "fly": "fly"}
                    for m, mount in enumerate(figures):
                        if mount.id == object_ and mount.act == "stand" and figure.act in moved:
                            figures[m] = replace(mount, act=figure.act)
                    figures[i] = replace(figure, act=act, posture="")
                    stage.relations[n] = (relation, subject, object_, other)
                    break
    boards = {s for k, s, o, _ in stage.relations
              if k in ("on", "riding") and kinds.get(o) in deeds.BOARDS}  # fmt: skip
    stage.relations = [r for r in stage.relations if not (
        r[0] == "on" and r[1] in boards and kinds.get(r[2]) not in deeds.BOARDS)]  # fmt: skip
    here = {a.id for a in kept} | {item.id for item in items}
    led = {object_: kind for kind, _, object_, _ in stage.relations if kind in _MOVING}
    behind = {f.id for f in figures if f.act in ("follow", "walk")}
    led |= {o: "leading" for k, s, o, _ in stage.relations if k == "chasing" and s in behind}
    figures = [
        replace(f, act=_MOVING[led[f.id]]) if f.id in led and f.act == "stand" else f
        for f in figures
    ]
    relations = tuple(
        Relation(kind=kind, subject=subject, object=object_, other=other if other in here else "")
        for kind, subject, object_, other in stage.relations
        if subject in here and object_ in here
    )
    place = places.decide(
        words,
        stage.setting,
        [figure.act for figure in figures],
        [figure.look.role for figure in figures if figure.look.role],
        [*(item.kind for item in items), *(f.look.kind for f in figures)],
        before,
    )
    moments = stage.moments
    weather = _latest(moments["weather"])
    season = _latest(moments["season"]) or ("winter" if weather == "snow" else "")
    scene = Scene(
        figures=tuple(figures),
        things=tuple(item.as_thing() for item in items),
        relations=relations,
        place=place,
        time=_latest(moments["time"])
        or ("night" if place != "moon" and any(item.kind == "moon" for item in items) else ""),
        weather=weather,
        season=season,
    )
    if not figures and not items and not place:
        scene = Scene(
            place=place, time=scene.time, weather=weather, season=season, mood=_mood(words, text)
        )
    return scene, over


def _latest(values: Sequence[str]) -> str:
    return values[-1] if values else ""


def _act(actor: Actor) -> tuple[str, str]:
    """The most visual act, the last of those; and how the body is meanwhile."""
    if not actor.acts:
        return "stand", ""
    act = max(actor.acts, key=lambda a: (a[0], a[1]))[2]
    posture = ""
    if act not in deeds.POSTURES:
        posture = next((a for _, _, a in reversed(actor.acts) if a in deeds.POSTURES), "")
    return act, "" if posture == "stand" else posture


def _kind(actor: Actor, words: Lexicon, text: str) -> str:
    """The kind of person, chosen by the text where nothing tells it; groups stay mixed."""
    kind = actor.kind
    if actor.sort == "animal" or kind not in ("person", "child", "family", ""):
        return kind
    mixed = "child" if kind == "child" else "person"
    if actor.count > 1 or words.entry("person", mixed):
        return mixed
    choice = ("girl", "boy") if kind == "child" else ("woman", "man")
    if actor.pronoun in ("she", "he"):
        return choice[actor.pronoun == "he"]
    return choice[crc32(f"{actor.id}/{text}".encode()) % 2]


def _mood(words: Lexicon, text: str) -> str:
    low = text.lower()
    for mood, said in words.attribute("mood").items():
        if any(word in low for word in said):
            return mood
    return "calm" if low.strip() else ""
