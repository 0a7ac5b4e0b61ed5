"""A sketch: what a caption or a page of a story shows, as far as the starter illustrator draws it.

It is read from words, made into something the picture-book world has, and said again in the word
order that the illustrator learned.  What was replaced or left out on the way is kept.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from core.nouns import content_words, main_noun
from core.stages.vocabulary import STOPS, Mention, coats, mentions, tokens
from core.stages.vocabulary_words import (
    ACTIONS,
    BETWEEN,
    CHARACTERS,
    COLOURS,
    DEEDS,
    INDOORS,
    PLACES,
    SKY,
    TIMES,
    TOGETHER,
    WEATHERS,
    WITHOUT,
    named,
)

MOST_FIGURES: Final = 3
_SIT: Final = {"sleeping": "sitting", "climbing": "walking"}
"""What several do instead of what only one can; else they stand."""
_VAGUE: Final = frozenset("standing walking thinking".split())
_WILLED: Final = frozenset(
    "walking jumping running sleeping dancing singing crying laughing thinking waving".split()
)
"""What only somebody alive does."""
_HOLDS: Final = frozenset(
    """with holding held holds hold carrying carried carries carry under giving gave give gives
    handing handed took taking takes picked found brought bringing grabbed has had have his her
    their its my your raised lifted playing played reading read eating ate bought got opened lit
    caught waved""".split()
)
_PRONOUNS: Final = frozenset("he she they".split())
_SPEECH: Final = re.compile(r"[\"“«][^\"”»]*[\"”»]")
_UNREMARKABLE: Final = frozenset(
    """wearing little young old holding carrying clear fine sky picture photo photograph image
    close view""".split()
)


class Figure(NamedTuple):
    """Who, and the colour of the coat ("" where it isn't said)."""

    character: str
    colour: str = ""


@dataclass(frozen=True, kw_only=True)
class Sketch:
    """What is seen; "" where nothing is said of it."""

    cast: tuple[Figure, ...] = ()
    action: str = ""
    place: str = ""
    time: str = ""
    weather: str = ""
    prop: str = ""
    replaced: Mapping[str, str] = field(default_factory=dict)
    """Words of the text, and what is drawn instead."""
    left_out: tuple[str, ...] = ()
    """Words of the text that are not drawn."""

    def __bool__(self) -> bool:
        return bool(self.cast or self.place or self.time or self.weather)


def article(phrase: str) -> str:
    """A phrase with "a" or "an"."""
    return f"{'an' if phrase[0] in 'aeiou' else 'a'} {phrase}"


def phrase(sketch: Sketch) -> list[str]:
    """A sketch as the parts of a caption, in the word order that the illustrator learned.

    Joined by spaces they read "a fox in a red coat walking in the forest at night".
    """
    who = [
        article(character) + (f" in {article(colour)} coat" if colour else "")
        for character, colour in sketch.cast
    ]
    subject = deed = ""
    if who and sketch.action in BETWEEN:
        thing = named(sketch.prop) if sketch.prop else ""
        subject = who[0]
        deed = BETWEEN[sketch.action][0].format(them=who[1], thing=thing)
    elif who:
        subject = f"{', '.join(who[:-1])} and {who[-1]}" if len(who) > 1 else who[0]
        deed = ACTIONS[sketch.action or "standing"][0]
    weather = ""
    if sketch.weather not in ("", "clear"):
        inside = sketch.place in INDOORS
        weather = WEATHERS[sketch.weather][1] if inside else SKY[sketch.weather]
    parts = [
        subject,
        deed,
        PLACES[sketch.place][0] if sketch.place else "",
        TIMES[sketch.time][0] if sketch.time else "",
        weather,
        f"with {named(sketch.prop)}" if who and sketch.prop and sketch.action != "giving" else "",
    ]
    return [part for part in parts if part]


def read(caption: str) -> Sketch:
    """What a caption shows; of every word that is not drawn it is said so."""
    words = tokens(caption)
    found = mentions(words)
    sketch = _together(words, found, hero=None, held=False)
    covered = {i for m in (*found, *coats(words)) for i in range(m.start, m.end)}
    rest = [w for i, w in enumerate(words) if i not in covered]
    if not sketch.cast:
        noun = main_noun(caption)
        if noun in rest and (sketch.action in _WILLED or coats(words)):
            somebody = replace(sketch, cast=(Figure("fox"),), replaced={noun: "fox"})
            sketch = _dress(somebody, words, [])
            rest.remove(noun)
    unsaid = [w for w in rest if content_words(w) and w not in _UNREMARKABLE]
    return replace(sketch, left_out=(*sketch.left_out, *dict.fromkeys(unsaid)))


def read_page(
    text: str, names: Mapping[str, str] | None = None, hero: Figure | None = None
) -> Sketch:
    """What a page of a story shows; what is only spoken of does not count, if anything else does.

    `names` are those of characters, in lower case; `hero` is who a pronoun means.
    """
    for told in (_SPEECH.sub(" , ", text), text):
        words = tokens(told)
        found = mentions(words, names)
        if any(m.kind == "character" for m in found) or told == text:
            break
    return _together(words, found, hero=hero, held=True)


def drawable(sketch: Sketch) -> Sketch:
    """The nearest to a sketch that the world has: at most three, who can do together what they do.

    A deed between two has two; a thing is held by one who is alone, or given.
    """
    cast, action, prop = sketch.cast, sketch.action, sketch.prop
    swapped, lost = dict(sketch.replaced), list(sketch.left_out)
    if action in BETWEEN:
        if len(cast) < 2:
            action = DEEDS[action][0]
            swapped.setdefault(sketch.action, action)
        else:
            lost += [figure.character for figure in cast[2:]]
            cast = cast[:2]
    elif len(cast) > 1 and action and action not in TOGETHER:
        action = _SIT.get(action, "standing")
        swapped[sketch.action] = action
    lost += [figure.character for figure in cast[MOST_FIGURES:]]
    cast = cast[:MOST_FIGURES]
    if action == "giving" and not prop:
        prop = "present"
    elif action != "giving" and len(cast) > 1 and prop:
        lost.append(prop)
        prop = ""
    weather = sketch.weather
    if weather in WITHOUT.get(sketch.place, frozenset()):
        lost.append(weather)
        weather = ""
    return replace(
        sketch,
        cast=cast,
        action=action,
        prop=prop,
        weather=weather,
        replaced=swapped,
        left_out=tuple(dict.fromkeys(lost)),
    )


def dressed(sketch: Sketch, wardrobe: Mapping[str, str] | None = None) -> Sketch:
    """Everybody in a coat: the text's, else the wardrobe's, else the character's usual one."""
    known = wardrobe or {}
    return replace(
        sketch,
        cast=tuple(
            Figure(who, colour or known.get(who) or usual_colour(who))
            for who, colour in sketch.cast
        ),
    )


def usual_colour(character: str) -> str:
    """The coat of a character of whom no story says it; always the same."""
    return list(COLOURS)[list(CHARACTERS).index(character) % len(COLOURS)]


# -- reading ---------------------------------------------------------------------------------


def _together(
    words: Sequence[str], found: Sequence[Mention], *, hero: Figure | None, held: bool
) -> Sketch:
    people = [m for m in found if m.kind == "character"]
    props = [m for m in found if m.kind == "prop" and (not held or _is_held(words, m))]
    values: dict[str, str] = {}
    for mention in found:
        values.setdefault(mention.kind, mention.value)
    deed = _deed(words, found, hero)
    cast: Iterable[str]
    lost: list[str] = []
    if deed:
        action, cast, given = deed
        prop = given or ("" if action == "giving" else next((m.value for m in props), ""))
        lost = [m.words for m in people if m.value not in cast]
    else:
        cast = dict.fromkeys(m.value for m in people)
        if hero and hero.character not in cast and _begins_with_pronoun(words, people):
            cast = (hero.character, *cast)
        action = _action([m for m in found if m.kind == "action"], several=len([*cast]) > 1)
        if action in BETWEEN:
            action = DEEDS[action][0]
        prop = next((m.value for m in props), "")
    colours = {hero.character: hero.colour} if hero else {}
    sketch = Sketch(
        cast=tuple(Figure(who, colours.get(who, "")) for who in cast),
        action=action,
        place=values.get("place", ""),
        time=values.get("time", ""),
        weather=values.get("weather", ""),
        prop=prop,
        replaced=_replaced(found, deed[0] if deed else "", held),
        left_out=tuple(dict.fromkeys(lost)),
    )
    return _dress(sketch, words, people)


def _replaced(found: Sequence[Mention], deed: str, held: bool) -> dict[str, str]:
    """Who and what is drawn as something else; verbs and places are too many in a story."""
    kinds = ("character",) if held else ("character", "action", "place", "prop")
    drawn = {}
    for m in found:
        value = m.value
        if value in BETWEEN and value != deed:
            value = DEEDS[value][0]
        if m.kind not in kinds or value in m.words.split() or m.words in ACTIONS.get(value, ()):
            continue
        if value != m.value or not m.own:
            drawn[m.words] = value
    return drawn


def _dress(sketch: Sketch, words: Sequence[str], people: Sequence[Mention]) -> Sketch:
    """Each coat belongs to who is named before it, else to the next one, else to the first."""
    worn = {figure.character: figure.colour for figure in sketch.cast}
    said: set[str] = set()
    for coat in coats(words):
        open_before = [
            m.value
            for m in people
            if m.end <= coat.start
            and m.value in worn
            and m.value not in said
            and not STOPS & set(words[m.end : coat.start])
        ]
        after = [m.value for m in people if m.start >= coat.end and m.value in worn]
        owners = open_before[-1:] or [who for who in after[:1] if who not in said]
        if coat.words.endswith("s") and not coat.words.endswith("dress"):
            owners = open_before or owners
        if not owners:
            owners = [who for who in list(worn)[:1] if who not in said]
        for who in owners:
            worn[who] = coat.value
            said.add(who)
    return replace(sketch, cast=tuple(Figure(*item) for item in worn.items()))


def _deed(
    words: Sequence[str], found: Sequence[Mention], hero: Figure | None
) -> tuple[str, tuple[str, str], str] | None:
    """A deed between two that are both named in its sentence, and what is given."""
    for m in found:
        if m.kind != "action" or m.value not in BETWEEN:
            continue
        start = max((i + 1 for i in range(m.start) if words[i] in STOPS), default=0)
        end = next((i for i in range(m.end, len(words)) if words[i] in STOPS), len(words))
        here = [o for o in found if start <= o.start < end]
        before = [o.value for o in here if o.kind == "character" and o.end <= m.start]
        after = [o.value for o in here if o.kind == "character" and o.start >= m.end]
        if not before and hero and _PRONOUNS & set(words[start : m.start]):
            before = [hero.character]
        others = [who for who in after if who not in before[-1:]]
        if not before or not others:
            continue
        pair = (before[-1], others[0])
        if m.end < len(words) and words[m.end] == "by":
            pair = (pair[1], pair[0])
        things = [o.value for o in here if o.kind == "prop" and o.start >= m.end]
        return m.value, pair, things[0] if things and m.value == "giving" else ""
    return None


def _action(said: Sequence[Mention], *, several: bool) -> str:
    """What is seen most clearly; vague words of a story ("went") come last."""

    def rank(m: Mention) -> tuple[bool, bool, bool]:
        return (
            several and m.value not in TOGETHER,
            m.value in BETWEEN,
            not m.words.split()[0].endswith("ing") and m.value in _VAGUE,
        )

    return min(said, key=rank).value if said else ""


def _is_held(words: Sequence[str], thing: Mention) -> bool:
    before = words[max(0, thing.start - 4) : thing.start]
    stops = [i for i, word in enumerate(before) if word in STOPS]
    return bool(_HOLDS & set(before[stops[-1] + 1 if stops else 0 :]))


def _begins_with_pronoun(words: Sequence[str], people: Sequence[Mention]) -> bool:
    end = people[0].start if people else len(words)
    return bool(_PRONOUNS & set(words[:end]))
