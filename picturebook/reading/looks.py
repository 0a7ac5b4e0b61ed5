"""How somebody looks: clothes, hair, beards and glasses, as the phrases around them tell."""

from typing import Final

from picturebook.reading.actors import WORN_BY_ANIMALS, Actor
from picturebook.reading.phrase import Phrase
from picturebook.scene import Garment
from picturebook.words import Lexicon, Match

_SKIN: Final = {"black": "dark", "white": "light", "african": "dark", "asian": "tan"}
_HAIR_COLOURS: Final = frozenset(
    "black brown blond red grey white blue green pink purple orange".split()
)
_FUR: Final = frozenset(
    "fur wool hair mane feather feathers plumage spot spots stripe patch".split()
)
_WORN_AS: Final = {"coated": "coat", "hatted": "hat", "caped": "cape", "cloaked": "cloak",
                   "robed": "robe", "booted": "boots", "hooded": "hood"}  # fmt: skip
FEATURES: Final = _FUR | {"ponytail", "coat"}
_CLOTHES: Final = frozenset({"clothes", "clothing", "outfit", "attire", "gear", "garb", "costume"})


def worn(actor: Actor, phrase: Phrase, lexicon: Lexicon, dressing: bool = False) -> bool:
    """Puts on what a phrase after "in", "with" or "wearing" names; whether it was such a thing."""
    head = phrase.head
    if phrase.kind == "pronoun":
        return False
    if phrase.denied:
        return phrase.sort == "garment" or head in lexicon.body
    said = phrase.said.lower()
    if actor.sort == "animal" and head in _FUR:
        actor.colour = actor.colour or colour(phrase)
        actor.pattern = actor.pattern or phrase.pattern
        return True
    band = WORN_BY_ANIMALS.get(said) or WORN_BY_ANIMALS.get(head)
    if actor.sort == "animal" and band is not None:
        if band and not (band == "bell" and phrase.several):
            actor.wear(Garment(kind=band, colour=colour(phrase), pattern=phrase.pattern))
        return True
    trait = lexicon.describes(said, "trait") or lexicon.describes(head, "trait")
    if trait:
        actor.add_trait(trait)
        if trait in ("beard", "moustache") and phrase.colours:
            actor.hair_colour = actor.hair_colour or hair_colour(phrase)
        return True
    style = lexicon.describes(said, "hair") or lexicon.describes(head, "hair")
    if head in ("hair", "ponytail", "mane") or (style and phrase.match is None):
        hair(actor, phrase, style)
        return True
    garment = lexicon.noun(said, "garment") or lexicon.noun(head, "garment")
    animal = actor.sort == "animal" and dressing
    if garment is not None and animal and _too_big_for(garment, lexicon):
        return False
    if garment is not None and (dressing or phrase.sort == "garment"):
        actor.wear(Garment(kind=garment.key, colour=colour(phrase), pattern=phrase.pattern))
        return True
    if head in _CLOTHES or (dressing and phrase.match is None and phrase.colours):
        colours = [c for c in phrase.colours if c]
        if colours:
            actor.wear(Garment(kind=shirt(lexicon), colour=colours[0], pattern=phrase.pattern))
        return bool(colours) or head in _CLOTHES
    role = phrase.match if phrase.match is not None and phrase.match.sort == "role" else None
    if role is not None and dressing:
        actor.role = actor.role or role.key
        return True
    return head in lexicon.body and dressing


def _too_big_for(garment: Match, lexicon: Lexicon) -> bool:
    """Whether an animal that is "in" it rather sits inside: a cat in a boot."""
    entry = lexicon.entry("garment", garment.key)
    return entry is not None and entry.data.get("slot") in ("feet", "hands", "back")


def hair(actor: Actor, phrase: Phrase, style: str = "") -> None:
    """Hair of a colour and a style."""
    actor.hair_colour = hair_colour(phrase) or actor.hair_colour
    actor.hair = phrase.hair or style or actor.hair
    for unit in phrase.describing:
        if unit.low in ("long", "short", "curly", "wavy", "spiky"):
            actor.hair = unit.low


def hair_colour(phrase: Phrase) -> str:
    """The colour of hair that a phrase names."""
    for name in phrase.colours:
        if name in _HAIR_COLOURS:
            return name
        if name == "brunette":
            return "brown"
        if name in ("gold", "yellow"):
            return "blond"
        if name == "silver":
            return "grey"
    return ""


def colour(phrase: Phrase) -> str:
    """The first colour that is said of a thing."""
    return next((c for c in phrase.colours if c not in ("blond", "brunette")), "")


def shirt(lexicon: Lexicon) -> str:
    """What somebody "in red" wears."""
    match = lexicon.noun("shirt", "garment") or lexicon.noun("t-shirt", "garment")
    return match.key if match else "shirt"


def born(actor: Actor, phrase: Phrase, lexicon: Lexicon) -> None:
    """What the describing words of a person or an animal say of the look."""
    person = actor.sort in ("person", "role")
    for unit in phrase.describing:
        low = unit.low
        if person and low in _SKIN:
            actor.skin = actor.skin or _SKIN[low]
        trait = lexicon.describes(low, "trait")
        if person and trait:
            actor.add_trait(trait)
        colour_, _, worn_ = low.partition("-")
        kind = _WORN_AS.get(worn_, "")
        if kind and lexicon.describes(colour_, "colour"):
            garment = lexicon.noun(kind, "garment")
            if garment is not None:
                actor.wear(Garment(kind=garment.key, colour=lexicon.describes(colour_, "colour")))
                phrase.colours = [
                    c for c in phrase.colours if c != lexicon.describes(colour_, "colour")
                ]
        if person and low.endswith("bald"):
            actor.add_trait("bald")
        role = lexicon.noun(low)
        if person and role is not None and role.sort == "role" and not actor.role:
            actor.role = role.key
    if person:
        hairy = phrase.hair or any(u.low.endswith("haired") for u in phrase.describing)
        if hairy or {"blond", "brunette"} & set(phrase.colours):
            actor.hair_colour = hair_colour(phrase) or actor.hair_colour
            if phrase.hair and phrase.hair not in _HAIR_COLOURS:
                actor.hair = {"dark": "", "light": "", "fair": "", "red": ""}.get(
                    phrase.hair, phrase.hair
                )
            if phrase.hair == "bald":
                actor.add_trait("bald")
                actor.hair = ""
    elif phrase.colours:
        actor.colour = actor.colour or colour(phrase)
    if not person:
        actor.pattern = actor.pattern or phrase.pattern
    grown = any(u.low in ("big", "large", "great", "tall") for u in phrase.describing)
    if phrase.size and not (person and (phrase.size == "small" or grown)):
        actor.size = actor.size or phrase.size
    actor.face = actor.face or phrase.face
    actor.toy = actor.toy or phrase.toy
