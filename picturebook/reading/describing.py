"""What the words of a phrase say of it, and what "of" makes of two phrases."""

from picturebook.reading import grammar
from picturebook.reading.phrase import Phrase
from picturebook.reading.units import Unit
from picturebook.words import Lexicon, Match
from picturebook.words.forms import classes

_DRUNK_FROM = frozenset("cup glass mug bottle jug pitcher carton can tin".split())
_DRINKS = frozenset("coffee tea beer juice milk wine-glass soda hot-chocolate".split())


_NO_HINTS = frozenset("school parking train bus police farm river".split())
"""These say of which kind a thing is, not where it stands: "school bus"."""


_ABOARD = frozenset("bed roof hood bonnet trunk seat".split())
"""Parts of vehicles: who sits on the roof of a car is on the car."""
_OWNED = frozenset("palm chest trunk calf sole".split())
"""With an owner these are parts of the body: "on her palm"."""
_PEOPLE = frozenset({"person", "role"})


def modify(phrase: Phrase, unit: Unit, lexicon: Lexicon, before_name: bool = False) -> None:
    low = unit.low
    if unit.tag == "DET":
        phrase.definite = phrase.definite or low in grammar.DEFINITE
        phrase.denied = phrase.denied or low in ("no", "neither")
        phrase.other = phrase.other or low == "another"
        if low in grammar.OWNERS:
            owner = grammar.OWNERS[low]
            phrase.owner = Phrase(unit.start, unit.end, owner, "pronoun", unit.text)
        elif low == "whose":
            phrase.owner = Phrase(unit.start, unit.end, low, "pronoun", unit.text)
        if low in ("a", "an", "another", "each", "every"):
            phrase.count = phrase.count or 1
        return
    if unit.tag == "NUM":
        number = lexicon.describes(low, "number")
        digits = low if low.isdigit() else ""
        phrase.count = int(number or digits or 0) or phrase.count
        return
    phrase.describing.append(unit)
    if low in ("other", "second", "third"):
        phrase.other = True
    if unit.tag == "ADJ" and unit.form in ("ing", "past"):
        phrase.doing = unit.lemma
    for match in lexicon.describing(low):
        _describe(phrase, match)
    phrase.old = phrase.old or low in ("old", "older", "elderly", "aged", "ancient")
    phrase.young = phrase.young or low in ("young", "baby", "little", "younger", "teenage")
    if low.endswith(" haired") or low.endswith("-haired"):
        phrase.hair = low[:-7]
    elif low == "baby" and not before_name:
        phrase.size = "small"
    elif unit.tag == "NOUN" and not before_name:
        found = lexicon.noun(low)
        if found is not None:
            phrase.hints.append(found)
    for part in low.split("-"):
        if part != low:
            for match in lexicon.describing(part):
                _describe(phrase, match)


def _describe(phrase: Phrase, match: Match) -> None:
    if match.sort in ("colour", "light_colours", "material"):
        if match.sort != "material" or not phrase.colours:
            phrase.colours.append(match.key)
    elif match.sort == "pattern":
        phrase.pattern = match.key
    elif match.sort == "size":
        phrase.size = match.key
    elif match.sort == "face":
        phrase.face = match.key
    elif match.sort == "toy":
        phrase.toy = True
    elif match.sort == "hair":
        phrase.hair = phrase.hair or match.key
    elif match.sort in ("time", "weather", "season"):
        phrase.moments.append(match)


def join(outer: Phrase, inner: Phrase, lexicon: Lexicon, first: bool) -> Phrase:
    """ "outer of inner" as one phrase."""
    head = outer.head
    if inner.kind == "pronoun" and inner.head == "one" and inner.count > 1:
        outer.count, outer.plural, outer.end = inner.count, True, inner.end
        settle(outer, lexicon)
        return outer
    groups = {word: int(n) for n, line in lexicon.attribute("group").items() for word in line}
    measures = lexicon.attribute("measure")
    pictures = lexicon.attribute("picture")["of"]
    carrier = (
        lexicon.entry("thing", inner.match.key) if inner.sort == "thing" and inner.match else None
    )
    aboard = head in _ABOARD and carrier is not None and carrier.table == "vehicles"
    names_nothing = aboard or head in measures["of"] or head in lexicon.void or head in lexicon.body
    if head in pictures and not (first and outer.head not in ("statue", "sculpture", "figurine",
                                                               "drawing", "painting")):  # fmt: skip
        outer.shows = inner
        settle(outer, lexicon)
        outer.end = inner.end
        return outer
    if head in groups and (inner.plural or inner.count > 1 or not inner.match):
        inner.count = max(inner.count, groups[head]) if inner.count <= 1 else inner.count
        inner.plural = True
    elif head in groups and inner.match is not None:
        living = inner.sort in ("animal", "person", "role")
        inner.count = groups[head] if living else inner.count
        inner.plural = living or inner.plural
    elif head in measures["vessel"] and inner.match is not None and (
        head in inner.match.key or (inner.match.key in _DRINKS and head in _DRUNK_FROM)
    ):  # fmt: skip
        inner.count = inner.count or outer.count
        inner.plural = outer.plural
    elif head in measures["vessel"] and outer.match is not None:
        outer.contents = inner
        settle(outer, lexicon)
        outer.end = inner.end
        return outer
    elif names_nothing or outer.match is None or outer.kind == "pronoun":
        if outer.count > 1 and head not in lexicon.body:
            inner.count = outer.count
    else:
        outer.shows = inner
        settle(outer, lexicon)
        outer.end = inner.end
        return outer
    inner.start = outer.start
    inner.measure = head
    inner.colours = inner.colours or (outer.colours if names_nothing else [])
    inner.size = inner.size or (outer.size if head not in groups else "")
    inner.definite = inner.definite or outer.definite
    inner.denied = inner.denied or outer.denied
    inner.face = inner.face or outer.face
    return inner


def settle(phrase: Phrase, lexicon: Lexicon) -> None:
    """The last decisions on a phrase that is complete."""
    if phrase.kind != "noun":
        return
    if phrase.said.lower() == "others" and (phrase.count > 1 or phrase.definite):
        phrase.match, phrase.plural, phrase.other = lexicon.noun("person"), True, True
    if phrase.owner is not None and phrase.head in _OWNED:
        phrase.match = None
    alone = {word: int(n) for n, line in lexicon.attribute("alone").items() for word in line}
    if phrase.head in alone and (phrase.match is None or phrase.head in ("family", "people")):
        phrase.count = max(phrase.count, alone[phrase.head]) if phrase.count <= 1 else phrase.count
        phrase.plural = True
        phrase.match = lexicon.noun("person")
    nothing = phrase.match is None or not phrase.match.exact
    if phrase.match is None and phrase.hints and not classes(phrase.head):
        phrase.match = phrase.hints.pop()  # A word that nobody knows, or is misspelt.
    if " " in phrase.head and phrase.sort == "thing":
        where = lexicon.noun(phrase.head.split(" ")[0], "place")
        if where is not None and where.exact and phrase.head.split(" ")[0] not in _NO_HINTS:
            phrase.hints.append(where)
    season = lexicon.describes(phrase.head, "season")
    if phrase.sort == "place" and season:
        phrase.match = Match(season, "season")
    if phrase.sort == "place" and nothing:
        around = next((h for h in phrase.hints if h.sort == "place"), None)
        phrase.match = around or phrase.match
    if phrase.hints and phrase.match is None and phrase.head in lexicon.void | lexicon.body:
        phrase.match = phrase.hints.pop()
    elif phrase.hints and nothing:
        last = phrase.hints[-1]
        if last.sort in _PEOPLE and phrase.match is None and phrase.head in lexicon.void:
            phrase.match = phrase.hints.pop()
    if phrase.said.lower() in ("people", "everyone", "everybody") and not phrase.count:
        phrase.plural = True
    if phrase.match is not None and phrase.match.sort in _PEOPLE:
        phrase.toy = phrase.toy and any(
            u.low in ("toy", "lego", "plastic", "stuffed", "clockwork") for u in phrase.describing
        )
    elif phrase.match is not None and phrase.match.sort != "animal":
        phrase.toy = False
    if phrase.toy and phrase.sort == "animal":
        phrase.toy = any(
            u.low not in ("wooden", "plastic") or not phrase.doing for u in phrase.describing
        )
