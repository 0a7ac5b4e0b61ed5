"""What verbs do to the scene: the act that is seen, and how the doer stands to the object."""

from typing import Final

from picturebook.words import Lexicon

WEAK: Final = {
    "stand": 0.4, "look": 1.0, "talk": 0.9, "wait": 0.9, "think": 0.8, "listen": 0.9, "hold": 1.1,
    "smile": 0.8, "sit": 1.6, "lie": 1.6, "kneel": 1.7, "walk": 1.8, "take": 1.3, "give": 1.8,
    "open": 1.7, "close": 1.4, "laugh": 1.6, "shout": 1.5, "whisper": 1.4, "point": 1.7,
    "lean": 1.5, "bend": 1.5, "crouch": 1.6, "nod": 0.8, "pose": 1.2, "work": 1.2, "reach": 1.4,
    "carry": 1.9, "play": 1.8, "sleep": 2.5, "look-up": 1.2, "hang": 1.2, "follow": 1.7,
    "shrug": 0.8,
}  # fmt: skip
"""How visible an act is beside others of the same page; the rest count 2."""
POSTURES: Final = ("sit", "lie", "kneel", "stand")
HOLDING: Final = frozenset(
    """hold carry eat drink read throw catch lift give take pick swing play-instrument write paint
    draw sew brush clean sweep pour play-guitar play-drum photograph phone dig wave open sell
    balance bring""".split()
)
"""Acts whose object is in the hands, if it is a thing that fits."""
SWUNG: Final = frozenset(
    "tennis-racket baseball-bat golf-club hockey-stick sword axe hammer stick".split()
)
"""What one hits with."""
FACING: Final = frozenset(
    """look talk whisper shout hug kiss pet feed kick wash photograph point wave fight push listen
    build clean hit paint cook bake brush bark shake-hands laugh smile wait search reach give open
    close bow cut plant throw catch sing type phone graze eat sell shop draw climb""".split()
)
"""Acts that turn to their object."""
LEADING: Final = frozenset("pull walk".split())
CHASING: Final = frozenset("chase follow".split())
RIDING: Final = frozenset(
    "ride drive row sail surf skateboard snowboard ski fly mount steer".split()
)

SPORTS: Final = {
    "tennis": ("hit", "tennis-racket"), "baseball": ("hit", "baseball-bat"),
    "softball": ("hit", "baseball-bat"), "soccer": ("kick", "football"),
    "football": ("kick", "football"), "basketball": ("throw", "basketball"),
    "frisbee": ("throw", "frisbee"), "volleyball": ("hit", "volleyball"),
    "golf": ("hit", "golf-club"), "cricket": ("hit", "baseball-bat"),
    "hockey": ("hit", "hockey-stick"), "ping pong": ("hit", "tennis-racket"),
    "badminton": ("hit", "tennis-racket"), "video game": ("play", "game-controller"),
    "game": ("play", ""), "chess": ("sit", "chess-board"), "wii": ("play", "game-controller"),
    "card": ("sit", "cards"), "cards": ("sit", "cards"), "polo": ("ride", ""),
    "catch": ("catch", "ball"),
    "rugby": ("run", "football"), "ball": ("throw", "ball"), "fetch": ("run", "ball"),
    "nintendo wii": ("play", "game-controller"), "tag": ("chase", ""),
    "computer": ("type", "computer"),
}  # fmt: skip
"""What "to play" these is, and the thing that belongs to it."""
INSTRUMENTS: Final = {
    "guitar": "play-guitar", "drum": "play-drum", "piano": "play-piano", "violin": "play-violin",
    "keyboard": "play-piano",
}  # fmt: skip
MUSIC: Final = frozenset(
    """guitar violin piano trumpet flute harp accordion tambourine xylophone tuba saxophone drum
    triangle music-notes""".split()
)
LIGHT: Final = frozenset("let utter take have give make do go get enjoy perform share".split())
"""Verbs that leave the act to their noun: "takes a bite", "goes for a walk"."""
_PICTURES: Final = frozenset("picture photo photograph selfie snapshot".split())
NOUN_ACTS: Final = {
    "bite": "eat", "drink": "drink", "nap": "sleep", "walk": "walk", "run": "run", "swim": "swim",
    "bath": "wash", "shower": "wash", "hug": "hug", "kiss": "kiss", "ride": "ride", "look": "look",
    "rest": "lie", "sip": "drink", "jump": "jump", "leap": "jump", "trick": "jump", "stunt": "jump",
    "flip": "jump", "dance": "dance", "speech": "talk", "bow": "bow", "wave": "wave", "meal": "eat",
    "lunch": "eat", "dinner": "eat", "breakfast": "eat", "picnic": "eat", "tea": "drink",
    "swing": "hit", "shot": "hit", "dive": "dive", "stroll": "walk", "hike": "walk",
    "selfie": "photograph", "picture": "photograph", "photo": "photograph", "conversation": "talk",
    "photograph": "photograph", "race": "run", "fight": "fight", "break": "sit", "pose": "pose",
    "yawn": "yawn", "step": "walk", "pitch": "throw", "haircut": "cut", "serve": "hit",
    "breath": "stand", "nod": "nod", "smile": "smile", "snack": "eat", "supper": "eat",
    "kick": "kick", "punch": "hit", "hop": "hop", "sleep": "sleep", "cry": "cry", "laugh": "laugh",
    "roar": "shout", "scream": "shout", "howl": "shout", "shriek": "shout", "yell": "shout",
    "giggle": "laugh", "grin": "smile", "sob": "cry", "squeal": "shout", "curtsy": "bow",
    "somersault": "jump", "splash": "swim", "peek": "look", "peep": "look", "glance": "look",
    "shout": "shout", "sneeze": "sneeze", "wash": "wash", "push": "push", "pull": "pull",
}  # fmt: skip
"""Nouns that are acts, after a light verb or "for"."""
BOARDS: Final = {
    "surfboard": "surf", "skateboard": "skateboard", "snowboard": "snowboard", "skis": "ski",
}  # fmt: skip
"""What those do who ride or stand on these."""
_ON_BOARD: Final = frozenset("stand ride balance walk lean slide crouch".split())
_MOUNTS: Final = frozenset(
    """horse elephant camel donkey bicycle motorcycle scooter tricycle unicorn dragon ostrich zebra
    dinosaur cow bull pony reindeer""".split()
)


def aboard(act: str, kind: str) -> tuple[str, str]:
    """The act and the relation of somebody on a thing or an animal, "" where it stays."""
    if kind in BOARDS and act in _ON_BOARD:
        return BOARDS[kind], "riding"
    if kind in _MOUNTS and act not in ("sleep", "lie", "fall"):
        return "ride", "riding"
    return "", ""


def known(act: str, lexicon: Lexicon) -> str:
    """An act as far as the poses have it: "play-violin" is else to play an instrument."""
    if not lexicon.has("act") or lexicon.entry("act", act) is not None:
        return act
    return "play-instrument" if act.startswith("play-") else act


FOOD: Final = {"chicken": "roast chicken", "turkey": "roast chicken", "lamb": "meat",
               "fish": "fish dish", "crab": "fish dish", "lobster": "fish dish",
               "pig": "meat", "cow": "meat", "duck": "roast chicken"}  # fmt: skip
"""What animals are on a plate."""
CARRIERS: Final = frozenset(
    """bicycle motorcycle scooter tricycle wheelchair sled carriage wagon tractor boat raft canoe
    sailboat ship bus train car truck rocket magic-carpet broomstick surfboard skateboard snowboard
    skis swing slide rocking-horse kick-scooter ferry hot-air-balloon helicopter airplane
    small-plane merry-go-round cable-car tram taxi van digger toy-car bicycle""".split()
)
"""Things that one rides on."""


_USES: Final = {
    "laptop": "type", "computer": "type", "keyboard": "type", "phone": "phone",
    "camera": "photograph", "telephone": "phone", "scissors": "cut", "toothbrush": "brush",
    "shovel": "dig", "broom": "sweep", "skateboard": "skateboard",
    "hammer": "build",
}  # fmt: skip


def using(verb: str, kinds: list[str]) -> str:
    """The act of "uses a laptop", "talks on a phone"."""
    if verb not in ("use", "talk", "work", "type", "play", "operate", "speak", "chat"):
        return ""
    return next((_USES[kind] for kind in kinds if kind in _USES), "")


def play(heads: list[str], keys: list[str], lexicon: Lexicon) -> tuple[str, str]:
    """The act and the thing of "to play …", by the object's words and what is drawn for them."""
    for head, key in zip(heads, keys, strict=True):
        if key in MUSIC or head in MUSIC:
            return known(INSTRUMENTS.get(key, "play-instrument"), lexicon), ""
        for word in (head, key):
            if word in SPORTS:
                return SPORTS[word]
        for word in head.split():
            if word in SPORTS:
                return SPORTS[word]
    return "play", ""


def noun_act(head: str, verb: str) -> str:
    """The act of "takes a bite"; a picture is photographed only when it is taken, and a bow that
    somebody has is worn."""
    if (head in _PICTURES and verb != "take") or (head == "bow" and verb == "have"):
        return ""
    return NOUN_ACTS.get(head, "")


def weight(act: str) -> float:
    """How visible an act is."""
    return WEAK.get(act, 2.0)
