"""Wild captions: a grammar of the sentences that captioners say about any photograph at all.

It exists so that the writer learns to copy what a caption says, not to expect a world it knows.
A share of the nouns is invented on the spot ("a brindlop"): a word that never came before can
only be told by copying it.
"""

import random
from typing import Final

from train.world.tales import nouns

_ONSETS: Final = "b bl br c ch cl cr d dr f fl fr g gl gr h j k l m n p pl pr qu r s sc sh sk sl sm sn sp st str sw t tr tw v w z".split()
_NUCLEI: Final = "a e i o u a e i o u ai ea ee oa oo ou".split()
_CODAS: Final = (
    "b ck d g ll m mp n nd ng nk nt p r rb rd rk rl rm rn rt sh sk sp ss st t x zz".split()
)
_ENDINGS: Final = (
    "er", "er", "ist", "ling", "let", "le", "on", "er", "board", "man", "fly", "bird", "hound",
    "box", "ton", "or", "ard", "fish", "berry", "stick", "house", "y", "o", "a", "ant",
)  # fmt: skip


def invented_noun(rng: random.Random) -> str:
    """A pronounceable word that's in no dictionary."""
    word = rng.choice(_ONSETS) + rng.choice(_NUCLEI) + rng.choice(_CODAS)
    if rng.random() < 0.35:
        word += rng.choice(_NUCLEI[:5]) + rng.choice(_CODAS)
    return word + (rng.choice(_ENDINGS) if rng.random() < 0.8 else "")


def article(phrase: str) -> str:
    """`phrase` with the indefinite article it needs."""
    lower = phrase.lower()
    vowel = lower[0] in "aeiou" and not lower.startswith(("uni", "eu", "one", "use"))
    return f"{'an' if vowel else 'a'} {phrase}"


def plural(noun: str) -> str:
    """The plural of a noun, by table or by rule."""
    if noun in nouns.PLURALS:
        return nouns.PLURALS[noun]
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


def third_person(base: str) -> str:
    """run -> runs, catch -> catches, carry -> carries."""
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def _deed(text: str, many: bool, rng: random.Random) -> str:
    """One wording of a deed such as "riding/ride a bike": participle, is/are, or finite verb."""
    forms, _, rest = text.partition(" ")
    participle, base = forms.split("/")
    if many:
        rest = rest.replace("its teeth", "their teeth").replace("its ", "their ")
    wording = rng.random()
    if base == "-" or wording < 0.62:
        verb = participle
    elif wording < 0.82:
        verb = ("are " if many else "is ") + participle
    else:
        verb = base if many else third_person(base)
    return f"{verb} {rest}".strip()


def wild_caption(rng: random.Random, noun: str | None = None) -> str:
    """One caption; with `noun`, about that (living, single) one."""
    kind = rng.random()
    if kind < (0.5 if noun is None else 0.3):
        caption = _photo(rng, noun)
    elif noun is not None or kind < 0.68:
        caption = _person(rng, noun)
    else:
        caption = _animal(rng) if kind < 0.8 else _thing(rng)
    return made_strange(caption, rng) if rng.random() < 0.08 else caption


def made_strange(caption: str, rng: random.Random) -> str:
    """The caption with invented words among its own ("in a crindy park"), to be copied as well."""
    words = caption.split()
    for i in range(len(words) - 1, 0, -1):
        if (
            words[i - 1] in ("a", "the", "in", "with", "two", "red", "wooden")
            and rng.random() < 0.3
        ):
            words.insert(i, invented_noun(rng) + rng.choice(("", "y", "ed", "ish")))
    for i in range(1, len(words)):
        if words[i - 1] in ("a", "an"):
            words[i - 1] = article(words[i]).split()[0]
    return " ".join(words)


def wild_hero(rng: random.Random) -> str:
    """A noun that a whole series of captions can be about."""
    if rng.random() < 0.06:
        return invented_noun(rng)
    return rng.choice(rng.choice((nouns.WOMEN, nouns.MEN, nouns.PEOPLE, nouns.ANIMALS)))


def _subject(noun: str, many: bool, rng: random.Random, sizes: float = 0.35) -> str:
    adjective = rng.choice(nouns.SIZES) + " " if rng.random() < sizes else ""
    if many:
        if rng.random() < 0.2:
            return f"a group of {plural(noun)}"
        return f"{rng.choice(nouns.NUMBERS)} {adjective}{plural(noun)}"
    return f"the {adjective}{noun}" if rng.random() < 0.06 else article(adjective + noun)


def _join(*chunks: str) -> str:
    return " ".join(chunk for chunk in chunks if chunk)


def _person(rng: random.Random, noun: str | None) -> str:
    many = noun is None and rng.random() < 0.2
    if noun is None:
        noun = rng.choice(
            rng.choice(
                (
                    ("man", "woman", "boy", "girl"),
                    nouns.WOMEN + nouns.MEN,
                    nouns.PEOPLE,
                    nouns.PEOPLE,
                )
            )
        )
        if rng.random() < 0.05:
            noun = invented_noun(rng)
    animal = noun in nouns.ANIMALS
    wear = ""
    if rng.random() < (0.1 if animal else 0.4) and not many:
        clothes = article(f"{rng.choice(nouns.COLOURS)} {rng.choice(nouns.CLOTHES)}")
        wear = f"in {clothes}" if rng.random() < 0.75 else f"wearing {clothes}"
    deeds = rng.choice((nouns.ANIMAL_DEEDS if animal else nouns.HUMAN_DEEDS, nouns.ANY_DEEDS))
    deed = _deed(rng.choice(deeds), many, rng)
    if noun in nouns.WOMEN:
        deed = deed.replace("its teeth", "her teeth")
    elif not many and not animal:
        deed = deed.replace("its teeth", "his teeth")
    place = (
        rng.choice(rng.choice((nouns.OUTDOORS, nouns.OUTDOORS, nouns.INDOORS)))
        if rng.random() < 0.72
        else ""
    )
    moment = rng.choice(nouns.MOMENTS) if rng.random() < 0.22 else ""
    prop = rng.choice(nouns.WITH) if rng.random() < 0.18 else ""
    return _join(_subject(noun, many, rng, 0.2), wear, deed, place, prop, moment)


def _photo(rng: random.Random, noun: str | None) -> str:
    """What a person writes under a snapshot: mostly people and dogs, and what they're up to."""
    many = noun is None and rng.random() < 0.24
    if noun is None:
        pool = rng.choice(
            (nouns.GIRLS_AND_BOYS,) * 3 + (nouns.PEOPLE, nouns.ANIMALS, nouns.WOMEN + nouns.MEN)
        )
        noun = rng.choice(pool)
    animal = noun in nouns.ANIMALS
    looks = rng.choice(nouns.COATS if animal else nouns.LOOKS) + " "
    looks = looks if rng.random() < (0.75 if animal else 0.35) else ""
    subject = looks + noun
    if many:
        number = rng.choice((*nouns.NUMBERS, "a group of", "a couple of"))
        subject = f"{number} {looks}{plural(noun)}"
    elif rng.random() < 0.16 and (noun in nouns.GIRLS_AND_BOYS or animal):
        other = rng.choice(nouns.COATS) + " " + noun if animal else rng.choice(nouns.GIRLS_AND_BOYS)
        subject, many = f"{article(subject)} and {article(other)}", True
    else:
        subject = f"the {subject}" if rng.random() < 0.2 else article(subject)
    deeds = rng.choice(
        (nouns.DOG_DEEDS, nouns.DOG_DEEDS, nouns.ANY_DEEDS)
        if animal
        else (nouns.PHOTO_DEEDS, nouns.PHOTO_DEEDS, nouns.HUMAN_DEEDS, nouns.ANY_DEEDS)
    )
    deed = _deed(rng.choice(deeds), many, rng) if rng.random() < 0.9 else "is"
    if not animal:
        deed = deed.replace("its teeth", "their teeth" if many else "a row of teeth")
    places = rng.choice((nouns.PHOTO_PLACES, nouns.PHOTO_PLACES, nouns.OUTDOORS))
    place = rng.choice(places) if rng.random() < (0.55 if len(deed.split()) > 2 else 0.9) else ""
    if deed == "is":
        deed = "are" if many else "is"
        place = place or rng.choice(nouns.PHOTO_PLACES)
    extra = ""
    if rng.random() < 0.16:
        extra = rng.choice(rng.choice((nouns.PHOTO_WITH, nouns.PHOTO_WHILE, nouns.MOMENTS)))
    return _join(subject, "" if animal else _worn(many, rng), deed, place, extra)


def _worn(many: bool, rng: random.Random) -> str:
    """What somebody on a snapshot wears, or nothing."""
    kind = rng.random()
    if kind > 0.45:
        return rng.choice(nouns.PHOTO_WITH[2:5]) if kind > 0.96 else ""
    colour = rng.choice(nouns.COLOURS)
    clothes = rng.choice(nouns.CLOTHES)
    one = f"{colour} {plural(clothes)}" if many else article(f"{colour} {clothes}")
    if kind < 0.1:
        one = f"{colour} {rng.choice(nouns.CLOTHES_MANY)}"
    elif kind < 0.16 and not many:
        one += f" and {rng.choice(nouns.COLOURS)} {rng.choice(nouns.CLOTHES_MANY)}"
    return f"{'in' if rng.random() < 0.6 else 'wearing'} {one}"


def _animal(rng: random.Random) -> str:
    many = rng.random() < 0.25
    noun = invented_noun(rng) if rng.random() < 0.05 else rng.choice(nouns.ANIMALS)
    deed = _deed(
        rng.choice(rng.choice((nouns.ANIMAL_DEEDS, nouns.ANY_DEEDS, nouns.ANY_DEEDS))), many, rng
    )
    place = (
        rng.choice(nouns.OUTDOORS if rng.random() < 0.7 else nouns.INDOORS)
        if rng.random() < 0.8
        else ""
    )
    moment = rng.choice(nouns.MOMENTS) if rng.random() < 0.22 else ""
    return _join(_subject(noun, many, rng, 0.45), deed, place, moment)


def _thing(rng: random.Random) -> str:
    group = rng.choice(
        ("food", "food", "of", "vehicle", "vehicle", "house", "house", "town", "nature")
    )
    table = {
        "food": nouns.FOOD, "of": nouns.FULL_OF, "vehicle": nouns.VEHICLES, "house": nouns.HOUSE,
        "town": nouns.TOWN, "nature": nouns.NATURE,
    }  # fmt: skip
    noun = rng.choice(table[group])
    if rng.random() < 0.05 and group != "of":
        noun = invented_noun(rng)
    many = group != "of" and rng.random() < 0.12
    subject = article(noun) if group == "of" else _subject(noun, many, rng, 0.45)
    inside = group in ("food", "of", "house")
    place = rng.choice(nouns.INDOORS if inside else nouns.OUTDOORS)
    deed = ""
    if group == "vehicle":
        deed = _deed(rng.choice(nouns.VEHICLE_DEEDS), many, rng) if rng.random() < 0.7 else ""
        place = "" if deed else place
    elif rng.random() < 0.3:
        deed = _deed(rng.choice(nouns.THING_DEEDS), many, rng)
        place = "" if deed.split()[0] in ("covered", "surrounded", "decorated") else place
    beside = rng.choice(nouns.BESIDE) if rng.random() < 0.25 else ""
    moment = rng.choice(nouns.MOMENTS) if rng.random() < 0.2 and not inside else ""
    if not (deed or place or beside or moment):
        beside = rng.choice(nouns.BESIDE)
    return _join(subject, deed, place, beside, moment)
