"""Noun phrases: who or what is spoken of, how many of them, and how they look."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from picturebook.reading import grammar
from picturebook.reading.tagging import Unit
from picturebook.words import Lexicon, Match

_INSIDE = frozenset({"DET", "NUM", "ADJ", "NOUN", "NAME"})
_DRINKS = frozenset("coffee tea beer juice milk wine-glass soda lemonade cocoa".split())
_NO_HINTS = frozenset("school parking train bus police farm river".split())
"""These say of which kind a thing is, not where it stands: "school bus"."""
_PEOPLE = frozenset({"person", "role"})


@dataclass
class Phrase:
    """One noun phrase. Words that are "" or 0 are not said."""

    start: int
    end: int
    head: str = ""
    """The noun in the singular; a name as written; a pronoun's kind ("she", "they")."""
    kind: str = "noun"
    """"noun", "name" or "pronoun"."""
    said: str = ""
    """The head as it stands in the text."""
    match: Match | None = None
    count: int = 0
    plural: bool = False
    definite: bool = False
    denied: bool = False
    other: bool = False
    """"another dog", "the other boy": not one that is known already."""
    colours: list[str] = field(default_factory=list)
    pattern: str = ""
    size: str = ""
    face: str = ""
    toy: bool = False
    old: bool = False
    young: bool = False
    hair: str = ""
    doing: str = ""
    """A verb that describes: "a sleeping cat"."""
    describing: list[Unit] = field(default_factory=list)
    moments: list[Match] = field(default_factory=list)
    hints: list[Match] = field(default_factory=list)
    """Nouns before the head: "kitchen" of "kitchen table"."""
    owner: "Phrase | None" = None
    contents: "Phrase | None" = None
    """What a vessel holds: "food" of "a plate of food"."""
    shows: "Phrase | None" = None
    """What a picture or a book shows or is about."""
    measure: str = ""
    """What was before "of" and is not drawn: "bite" of "a bite of a sandwich"."""
    entity: object = None
    """The figure or thing on the stage, once it is found."""
    more: list["Phrase"] = field(default_factory=list)
    """Appositions: "a girl with red hair" of "Mia, a girl with red hair"."""

    @property
    def sort(self) -> str:
        """The sort of what is drawn, "name" and "pronoun" for those, "" if nothing is."""
        if self.kind != "noun":
            return self.kind
        return self.match.sort if self.match else ""

    @property
    def alive(self) -> bool:
        """Whether this is somebody: a person, an animal, a name, a pronoun other than "it"."""
        if self.toy:
            return False
        return self.kind in ("name", "pronoun") or self.sort in ("person", "role", "animal")

    @property
    def several(self) -> bool:
        """Whether more than one is meant."""
        return self.plural or self.count > 1


def parse(units: Sequence[Unit], start: int, lexicon: Lexicon) -> tuple[Phrase | None, int]:
    """The noun phrase that begins at `start`, and where it ends; None if there is none."""
    phrase, i = _simple(units, start, lexicon)
    if phrase is None:
        return None, start
    while i < len(units) and units[i].tag == "POSS":
        owned, after = _simple(units, i + 1, lexicon)
        if owned is None or owned.kind == "pronoun":
            i += 1
            break
        owned.owner, owned.definite, owned.start = phrase, True, phrase.start
        phrase, i = owned, after
    if i < len(units) and units[i].low == "of" and phrase.kind == "noun":
        inner, after = parse(units, i + 1, lexicon)
        if inner is not None:
            first = start == 0 or all(u.tag in ("EX", "AUX", "ADV") for u in units[:start])
            return _joined(phrase, inner, lexicon, first), after
    elif i < len(units) and phrase.head in ("couple", "dozen", "pair") and phrase.kind == "noun":
        inner, after = _simple(units, i, lexicon)
        if inner is not None and inner.plural:
            return _joined(phrase, inner, lexicon, False), after
    _settle(phrase, lexicon)
    return phrase, i


def _simple(units: Sequence[Unit], start: int, lexicon: Lexicon) -> tuple[Phrase | None, int]:
    """A phrase without "of" and owners before it."""
    if start >= len(units):
        return None, start
    unit = units[start]
    if unit.tag == "PRON":
        kind = grammar.PRONOUNS.get(unit.low, "")
        if unit.low == "her":
            kind = "she"
        head = kind or unit.low
        denied = unit.low in grammar.NEGATIONS
        phrase = Phrase(unit.start, unit.end, head, "pronoun", unit.text, denied=denied)
        if not kind and lexicon.noun(unit.low):
            phrase.kind, phrase.match = "noun", lexicon.noun(unit.low)
        return phrase, start + 1
    end = _end(units, start)
    if end == start:
        return None, start
    phrase = Phrase(units[start].start, units[end - 1].end)
    nouns = [u for u in units[start:end] if u.tag in ("NOUN", "NAME")]
    if not nouns:
        return _headless(phrase, units[start:end], lexicon), end
    head = nouns[-1]
    for unit in units[start:end]:
        if unit is not head:
            _modify(phrase, unit, lexicon, before_name=head.tag == "NAME")
    phrase.said = head.text
    phrase.head = head.text if head.tag == "NAME" else head.lemma
    phrase.kind = "name" if head.tag == "NAME" else "noun"
    phrase.plural = head.form == "plural" and not (
        phrase.count == 1 and any(u.low in ("a", "an", "one") for u in units[start:end])
    )
    if head.tag == "NAME":
        _titled(phrase, nouns, lexicon)
    else:
        phrase.match = lexicon.noun(head.low) or lexicon.noun(head.lemma)
        if phrase.match is not None and not phrase.match.exact and head.lemma in lexicon.void:
            phrase.match = None
    return phrase, end


def _end(units: Sequence[Unit], start: int) -> int:
    """Where the phrase that begins at `start` ends: after its last noun."""
    end = start
    i = start
    while i < len(units):
        unit = units[i]
        joins = unit.low in ("and", "or", ",", "&") and i > start and units[i - 1].tag == "ADJ"
        if unit.tag in _INSIDE:
            if unit.tag == "DET" and i > start and units[i - 1].tag not in ("DET", "NUM"):
                break
            if unit.tag == "NUM" and i > start and units[i - 1].tag == "NOUN":
                break
            if unit.tag == "NAME" and i > start and units[i - 1].tag == "NAME":
                break
            i += 1
            if unit.tag in ("NOUN", "NAME"):
                end = i
        elif joins and _adjectives_then_noun(units, i + 1):
            i += 1
        elif unit.tag == "ADV" and i + 1 < len(units) and units[i + 1].tag == "ADJ":
            i += 1
        else:
            break
    if end == start and i > start and units[start].tag in ("DET", "NUM", "ADJ"):
        tail = units[i] if i < len(units) else None
        numbered = any(u.tag == "NUM" for u in units[start:i])
        if numbered and units[start].tag != "ADJ" and not (tail and tail.tag in _INSIDE):
            return i
        if units[start].tag == "DET" and i - start > 1:
            return i
    return end


def _adjectives_then_noun(units: Sequence[Unit], start: int) -> bool:
    i = start
    while i < len(units) and units[i].tag == "ADJ":
        i += 1
    return i > start and i < len(units) and units[i].tag in ("NOUN", "ADJ")


def _headless(phrase: Phrase, units: Sequence[Unit], lexicon: Lexicon) -> Phrase:
    """"one", "both", "the other", "the little one"."""
    for unit in units:
        _modify(phrase, unit, lexicon)
    phrase.kind, phrase.head, phrase.said = "pronoun", "one", units[-1].text
    phrase.plural = phrase.count > 1
    return phrase


def _titled(phrase: Phrase, nouns: Sequence[Unit], lexicon: Lexicon) -> None:
    """"Captain Flint", "Grandma Rose": what stands before a name says who it is."""
    for unit in nouns[:-1]:
        match = lexicon.noun(unit.low)
        if match is not None and match.sort in ("person", "role", "animal"):
            phrase.match = match


def _modify(phrase: Phrase, unit: Unit, lexicon: Lexicon, before_name: bool = False) -> None:
    low = unit.low
    if unit.tag == "DET":
        phrase.definite = phrase.definite or low in grammar.DEFINITE
        phrase.denied = phrase.denied or low in ("no", "neither")
        phrase.other = phrase.other or low == "another"
        if low in grammar.OWNERS:
            owner = grammar.OWNERS[low]
            phrase.owner = Phrase(unit.start, unit.end, owner, "pronoun", unit.text)
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
    phrase.old = phrase.old or low in ("old", "elderly", "aged", "ancient")
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


def _joined(outer: Phrase, inner: Phrase, lexicon: Lexicon, first: bool) -> Phrase:
    """"outer of inner" as one phrase."""
    head = outer.head
    groups = {word: int(n) for n, line in lexicon.attribute("group").items() for word in line}
    measures = lexicon.attribute("measure")
    pictures = lexicon.attribute("picture")["of"]
    names_nothing = head in measures["of"] or head in lexicon.void or head in lexicon.body
    if head in pictures and not (first and outer.head not in ("statue", "sculpture", "figurine",
                                                               "drawing", "painting")):  # fmt: skip
        outer.shows = inner
        _settle(outer, lexicon)
        outer.end = inner.end
        return outer
    if head in groups and (inner.plural or inner.count > 1 or not inner.match):
        inner.count = max(inner.count, groups[head]) if inner.count <= 1 else inner.count
        inner.plural = True
    elif head in groups and inner.match is not None:
        inner.count = groups[head] if inner.sort in ("animal", "person", "role") else inner.count
        inner.plural = True
    elif head in measures["vessel"] and inner.match is not None and (
        head in inner.match.key or inner.match.key in _DRINKS
    ):  # fmt: skip
        inner.count = inner.count or outer.count
        inner.plural = outer.plural
    elif head in measures["vessel"] and outer.match is not None:
        outer.contents = inner
        _settle(outer, lexicon)
        outer.end = inner.end
        return outer
    elif names_nothing or outer.match is None or outer.kind == "pronoun":
        if outer.count > 1 and head not in lexicon.body:
            inner.count = outer.count
    else:
        outer.shows = inner
        _settle(outer, lexicon)
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


def _settle(phrase: Phrase, lexicon: Lexicon) -> None:
    """The last decisions on a phrase that is complete."""
    if phrase.kind != "noun":
        return
    alone = {word: int(n) for n, line in lexicon.attribute("alone").items() for word in line}
    if phrase.head in alone and (phrase.match is None or phrase.head in ("family", "people")):
        phrase.count = max(phrase.count, alone[phrase.head]) if phrase.count <= 1 else phrase.count
        phrase.plural = True
        phrase.match = lexicon.noun("person")
    nothing = phrase.match is None or not phrase.match.exact
    if " " in phrase.head and phrase.sort == "thing":
        where = lexicon.noun(phrase.head.split(" ")[0], "place")
        if where is not None and where.exact and phrase.head.split(" ")[0] not in _NO_HINTS:
            phrase.hints.append(where)
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
