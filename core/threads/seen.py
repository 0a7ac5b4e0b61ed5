"""What a picture shows, in the words with which the threads ask for it ("dog", "water", "empty").

Computed from the scene that the one reader of captions finds and from the caption's gist; the lists
below name entries of the vocabulary (`picturebook.words`), no words of captions.
"""

import re
from collections.abc import Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from core.threads.gists import Gist
from core.threads.grammar import english, gist, plain
from core.threads.spots import thing_of
from picturebook.reading import read
from picturebook.scene import Scene
from picturebook.words import Lexicon, lexicon

CONDITIONS: Final = frozenset(
    """person child baby grownup group one couple parent crowd dog cat horse bird animal living
    empty talks water snow road food room sleep action indoors outdoors still moving night toy
    reading music machine high tree sport mouth thing hero young older met mettalks met2""".split()
)
"""All that a wording may ask for."""
OF_AGE: Final = {"3-5": "young", "6-8": "", "9-12": "older"}
"""What holds of a book by the age it is for, beside the pictures."""
OF_BOOK: Final = frozenset("young older met mettalks met2".split())
"""These speak of the book so far, not of what a picture shows."""
OF_FIGURE: Final = frozenset(
    """person child baby grownup group one couple parent dog cat horse bird animal living
    talks thing""".split()
)
"""These speak of who the page is about."""

_CHILDREN: Final = frozenset("boy girl child toddler teenager schoolchild birthday-child".split())
_ACTION: Final = frozenset(
    """run chase jump hop climb dive surf snowboard skateboard ski skate slide swing roll spin
    throw catch kick hit fight dance""".split()
)
_MOVES: Final = _ACTION | frozenset(
    "walk march follow ride row sail fly drive swim crawl push pull".split()
)
_WET: Final = frozenset("swim dive surf float".split())
_BUSY: Final = frozenset("ski snowboard skateboard jump climb dive surf fly slide hang".split())
"""Nobody talks meanwhile."""
_SPORTS: Final = frozenset(
    """tennis-court baseball-field soccer-field basketball-court football baseball basketball
    tennis-ball volleyball baseball-bat baseball-glove tennis-racket golf-club hockey-stick frisbee
    skis snowboard surfboard skates skateboard trampoline basketball-hoop goal golf-course
    skate-park racetrack ice-hall sports-hall""".split()
)
_DRY: Final = frozenset("bridge meadow park".split())
"""These have water, but are not about it."""
_WATERSIDE: Final = frozenset(
    """sea seaside ocean water waves beach shore coast bay harbour harbor boat boats surf river lake
    swimming swims diving dives""".split()
)
"""A cliff or sand with none of these is on dry land."""
_MAYBE_DRY: Final = frozenset("cliff beach".split())
_SPORT_ACTS: Final = frozenset("surf snowboard skateboard ski skate".split())
_ATHLETES: Final = frozenset(
    """surfer footballer american-footballer tennis-player baseball-player basketball-player golfer
    cyclist skateboarder skier snowboarder ice-skater boxer judo-fighter""".split()
)
_WATER_THINGS: Final = frozenset(
    """wave boat sailboat ship pirate-ship ferry canoe raft submarine kayak motorboat gondola
    jet-ski surfboard pond waterfall pier buoy iceberg life-ring fountain puddle""".split()
)
_SNOW: Final = frozenset(
    """snowy-slope arctic snowflake snowman snow-pile snow-fort igloo skis snowboard sled sleigh
    snowmobile ski-poles snowball""".split()
)
_ROADS: Final = frozenset(
    """car taxi police-car race-car van ambulance bus school-bus double-decker truck fire-truck
    pickup garbage-truck tractor digger motorcycle scooter bicycle tram carriage dump-truck
    bulldozer covered-wagon golf-cart""".split()
)
_ROAD_PLACES: Final = frozenset(
    "street street-corner road crossroads parking-lot racetrack".split()
)
_READ: Final = frozenset("book newspaper closed-book book-pile letter library scroll".split())
_MUSIC: Final = frozenset(
    """drum guitar violin piano trumpet flute harp accordion tambourine xylophone tuba saxophone
    microphone gramophone cello banjo bagpipes maracas concert-hall""".split()
)
_MUSIC_ACTS: Final = frozenset(
    "sing play-instrument play-guitar play-drum play-piano dance".split()
)
_MACHINES: Final = frozenset(
    """laptop computer monitor keyboard television phone telephone radio robot-toy washing-machine
    sewing-machine printer vending-machine digger bulldozer crane microwave blender coffee-machine
    airplane small-plane helicopter rocket train steam-engine vacuum dishwasher fan""".split()
)
_TOYS: Final = frozenset(
    """doll teddy-bear robot-toy toy-car toy-train rocking-horse spinning-top yo-yo balloon balloons
    kite blocks puzzle frisbee puppet toy-boat rubber-duck ball beach-ball dollhouse
    jack-in-the-box""".split()
)
_TREES: Final = frozenset(
    """tree pine palm bare-tree apple-tree willow birch cherry-tree christmas-tree forest
    dark-forest jungle orchard""".split()
)
_FLIGHT: Final = frozenset(
    "kite airplane small-plane helicopter hot-air-balloon rocket parachute".split()
)
_HIGH: Final = _FLIGHT | frozenset(
    "hang-glider rooftop tower-room mountain treehouse cliff".split()
)
_NOT_FOOD: Final = frozenset(
    "pumpkin egg-carton glass bottle water-bottle teapot lunch-box berry".split()
)
_FOOD: Final = frozenset(
    "food meal dinner lunch breakfast supper snack picnic treats fruit fruits vegetables".split()
)
_EATING: Final = frozenset("eat cook bake".split())
_TASTED: Final = frozenset("lick bite chew nip sniff prepare".split())
"""What is done with a nose or a ball, too, and read as eating or cooking."""
_ROOM_THINGS: Final = frozenset(
    """bed bunk-bed crib toilet bathtub couch armchair refrigerator oven stove microwave wardrobe
    kitchen-cabinet""".split()
)
_BUSY_PLACE: Final = re.compile(
    r"(?i)\b(?:crowd\w*|busy|traffic|queue|parade|battle|audience|congested|bustling)\b"
)
"""Where these are told of, nobody can say that nobody was about."""
_MANY: Final = 7
_MOUTH: Final = re.compile(
    r"(?i)\b(?:in|with|between) (?:its|his|her|their|the|a)(?: \w+)? "
    r"(?:mouths?|teeth|beaks?|jaws?)\b(?! (?:wide )?open)"
)
_HELD: Final = re.compile(
    r"(?:carrying|holding|biting|chewing|fetching|retrieving|catching|gripping|bringing|eating) \w"
)
"""With what an animal has its mouth full."""
_BLOWN: Final = re.compile(
    r"playing (?:an? )?(?:\w+ )?"
    r"(?:trumpet|flute|saxophone|tuba|horn|bagpipes|harmonica|clarinet)"
    r"|(?:blowing |brushing (?:his|her|their) teeth|whistling|drinking )"
)


@dataclass(frozen=True)
class Figure:
    """Somebody whom an earlier page of the book showed."""

    name: str
    """By what tells it apart: "the boy on the swing"."""
    page: int
    """The page that showed it first, `told` the one that showed it last."""
    told: int
    several: bool
    talks: bool
    worth: float
    """How well it is remembered."""


@dataclass(frozen=True)
class Seen:
    """One picture for the teller: its caption, its gist and what holds of it."""

    caption: str
    gist: Gist
    conditions: frozenset[str]
    """What holds of the figure that the page is about, and of the whole picture."""
    around: frozenset[str]
    """What holds of anybody in the picture."""
    scene: Scene
    hero: bool = False
    """Whether the figure of the picture is the hero; then the rest of it is told by the gist."""
    unread: bool = False
    """Whether nothing of the caption could be read."""
    lead: str = ""
    """ "Pip was sleeping under a tree." """
    mine: Gist | None = None
    """What the hero does in it, for wordings that ask for [hero]."""
    before: tuple[Figure, ...] = ()
    """Whom earlier pages showed and this one doesn't, the best to come back first."""


@lru_cache(maxsize=512)
def see(caption: str) -> Seen:
    """What a caption's picture shows; nothing at all where it can't be read."""
    text = plain(caption)
    found = gist(caption)
    scene = read(text).scene if english(text) else Scene()
    words = lexicon()
    own = set(_of_figure(found, scene, words))
    if "empty" in own and _BUSY_PLACE.search(text):
        own.discard("empty")
    if "living" in own and _in_the_mouth(text, found, own):
        own = own - {"talks"} | {"mouth"}
    if "empty" in own and thing_of(found) is not None:
        own = own | {"thing"}
    whole = _of_scene(found, scene, words)
    wet = _WATERSIDE & set(text.lower().split()) or {t.kind for t in scene.things} & _WATER_THINGS
    if scene.place in _MAYBE_DRY and not wet:
        whole = whole - {"water"}
    around = own | whole
    for figure in scene.figures:
        if not figure.look.toy:
            around |= _kinds(figure.look.kind, figure.look.role, figure.count, words)
    return Seen(caption, found, frozenset(own | whole), frozenset(around), scene)


def _in_the_mouth(text: str, found: Gist, own: Set[str]) -> bool:
    """Whether the figure holds something in its mouth, and so says nothing."""
    if _MOUTH.search(text):
        return True
    holds = bool(_HELD.match(found.doing))
    return holds if own & {"dog", "cat", "horse", "bird"} else bool(_BLOWN.match(found.doing))


def _kinds(kind: str, role: str, count: int, words: Lexicon) -> frozenset[str]:
    """What somebody of a kind is."""
    found = {"living"}
    entry = words.entry("animal", kind)
    if entry is not None:
        found.add("animal")
        bird = entry.data.get("plan") == "bird"
        found |= {"bird"} if bird else set()
        if "dog" in kind or kind == "puppy":
            found.add("dog")
        found |= {"cat"} if kind in ("cat", "kitten") else set()
        found |= {"horse"} if kind in ("horse", "pony", "foal") else set()
    else:
        found.add("person")
        if kind == "baby" or role == "baby":
            found = {"living", "baby"}
        elif kind in _CHILDREN or role in _CHILDREN:
            found.add("child")
        else:
            found.add("grownup")
    found.add("group" if count > 1 else "one")
    return frozenset(found)


def _of_figure(found: Gist, scene: Scene, words: Lexicon) -> Set[str]:
    """What the page's figure is."""
    living = [f for f in scene.figures if not f.look.toy]
    if not found.alive or found.toy:
        own = {"group" if found.plural else "one"}
        return own if living else own | {"empty"}
    named = found.noun and found.who[:4] != "the "
    if not found.kinds and not named:
        return {"living", "group" if found.plural else "one"}
    said = found.kinds[0] if found.kinds else "child"
    role = said if words.entry("role", said) is not None else ""
    own = set(_kinds("person" if role else said, role, 2 if found.plural else 1, words))
    if len(found.kinds) > 1:
        other = found.kinds[1]
        more = _kinds(other, "", 2, words)
        own = (own & set(more)) | {"living", "group"}
        own |= {"person"} if {"person", "baby"} & more and said in _PEOPLE else set()
        own -= {"one"}
    figure = living[0] if living else None
    count = sum(f.count for f in living if words.entry("animal", f.look.kind) is None)
    if "person" in own and found.plural and ", " not in found.who:
        if count == 2 or _PAIR.fullmatch(found.who):
            own.add("couple")
        if count >= _MANY or found.noun in ("crowd", "audience", "spectators"):
            own.add("crowd")
    if "person" in own and _families(scene, words):
        own.add("parent")
    if "person" in own and not _cannot_talk(figure, scene):
        own.add("talks")
    return own


_PAIR: Final = re.compile(
    r"the (?:\w+ )?(?:man|woman|boy|girl|bride|mother|father) and (?:the|his|her|their) "
    r"(?:\w+ )?(?:man|woman|boy|girl|groom|son|daughter|child|baby|friend|wife|husband)"
)
"""These are two, whoever else is in the picture."""
_PEOPLE: Final = frozenset("man woman boy girl person child baby".split())


def _families(scene: Scene, words: Lexicon) -> bool:
    """A grown-up with a child, and nobody else."""
    people = [
        f for f in scene.figures if not f.look.toy and words.entry("animal", f.look.kind) is None
    ]
    if len(people) != 2 or any(f.count > 1 for f in people):
        return False
    young = [f.look.kind in _CHILDREN or f.look.kind == "baby" for f in people]
    return sum(young) == 1


def _cannot_talk(figure: object, scene: Scene) -> bool:
    act = getattr(figure, "act", "")
    asleep = act == "sleep" or getattr(figure, "face", "") == "asleep"
    role = getattr(getattr(figure, "look", None), "role", "")
    rushing = role in ("skier", "snowboarder", "surfer", "skateboarder") and act != "stand"
    return asleep or rushing or act in _WET | _BUSY or scene.place in ("under-water", "sky")


def _of_scene(found: Gist, scene: Scene, words: Lexicon) -> Set[str]:
    """What there is in the picture besides."""
    own: set[str] = set()
    kinds = {t.kind for t in scene.things}
    living = [f for f in scene.figures if not f.look.toy]
    acts = {f.act for f in living}
    first = living[0].act if living else ""
    place = words.entry("place", scene.place) if scene.place else None
    everything = kinds | ({scene.place} if scene.place else set())
    inside = place is not None and bool(place.data.get("inside"))
    wet = place is not None and bool(place.data.get("water")) and not inside
    told = _told_places(found)
    dry = scene.place in _DRY and not told & {"water", scene.place}
    if acts & _WET == {"dive"} and kinds & _SPORTS and not told & {"water", "pool", "sea"}:
        wet, acts = False, acts - _WET  # A goalkeeper dives for a ball.
    if (wet and not dry) or kinds & _WATER_THINGS or acts & _WET:
        own.add("water")
    if everything & _SNOW or scene.weather == "snow":
        own.add("snow")
    if kinds & _ROADS or (scene.place in _ROAD_PLACES and not own):
        own.add("road")
    food = {
        t.kind for t in scene.things if (e := words.entry("thing", t.kind)) and e.table == "food"
    }
    eaten = acts & _EATING and found.verb not in _TASTED
    if eaten or (food - _NOT_FOOD and _tells_food(found, words)):
        own.add("food")
    if inside or kinds & _ROOM_THINGS:
        own.add("room")
    own.add("indoors" if inside or "room" in own else "outdoors")
    if first == "sleep" or any(f.face == "asleep" for f in living[:1]):
        own.add("sleep")
    if found.doing and first in _ACTION and "sleep" not in own:
        own.add("action")
    roles = {f.look.role for f in living}
    if living and (everything & _SPORTS or acts & _SPORT_ACTS or roles & _ATHLETES):
        own.add("sport")
    moving = bool(living) and (first in _MOVES) and bool(found.doing)
    own.add("moving" if moving else "still")
    if scene.time in ("night", "evening"):
        own.add("night")
    if kinds & _TOYS or found.toy:
        own.add("toy")
    if everything & _READ or acts & {"read", "write"}:
        own.add("reading")
    if everything & _MUSIC or acts & _MUSIC_ACTS:
        own.add("music")
    if kinds & _MACHINES:
        own.add("machine")
    air = "air" in found.clause.split() or first in ("fly", "climb")
    if air or everything & _HIGH or scene.place in ("sky", "clouds"):
        own.add("high")
    if everything & _TREES:
        own.add("tree")
    return own


def _tells_food(found: Gist, words: Lexicon) -> bool:
    """Whether a gist names what there is to eat, so that a page may speak of it."""
    said = re.findall(r"[a-z]+", f"{found.clause} {found.intro}".lower())
    things = (words.noun(word, "thing") for word in said)
    entries = (words.entry("thing", known.key) for known in things if known is not None)
    return bool(_FOOD.intersection(said)) or any(
        entry is not None and entry.table == "food" for entry in entries
    )


def _told_places(found: Gist) -> Set[str]:
    return set(f"{found.clause} {found.place}".split())
