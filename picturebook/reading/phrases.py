"""Noun phrases: who or what is spoken of, how many of them, and how they look."""

from collections.abc import Sequence

from picturebook.reading import grammar
from picturebook.reading.describing import join, modify, settle
from picturebook.reading.phrase import TOYS, Phrase
from picturebook.reading.units import Unit
from picturebook.words import Lexicon

_OPENING = frozenset({"EX", "AUX", "ADV", "PRON", "DET"})
_AGES = frozenset({"year", "years", "year old", "years old", "month", "months"})
"""After a number these tell an age: "a 3 year old girl"."""
_INSIDE = frozenset({"DET", "NUM", "ADJ", "NOUN", "NAME"})


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
    counted = phrase.kind == "pronoun" and phrase.head == "one"  # "the two of them"
    if i < len(units) and units[i].low == "of" and (phrase.kind == "noun" or counted):
        inner, after = parse(units, i + 1, lexicon)
        if inner is not None:
            first = start == 0 or all(u.tag in _OPENING for u in units[:start])
            told = after < len(units) and (
                units[after].tag == "AUX" or units[after].form in ("s", "past")
            )  # fmt: skip
            first = first and not (told and start == 0)
            return join(phrase, inner, lexicon, first), after
    elif i < len(units) and phrase.head in ("couple", "dozen", "pair") and phrase.kind == "noun":
        inner, after = _simple(units, i, lexicon)
        if inner is not None and inner.plural:
            return join(phrase, inner, lexicon, False), after
    settle(phrase, lexicon)
    return phrase, i


def _simple(units: Sequence[Unit], start: int, lexicon: Lexicon) -> tuple[Phrase | None, int]:
    """A phrase without "of" and owners before it."""
    if start >= len(units):
        return None, start
    first = units[start]
    if first.tag == "PRON":
        kind = grammar.PRONOUNS.get(first.low, "")
        if first.low == "her":
            kind = "she"
        word = kind or first.low
        denied = first.low in grammar.NEGATIONS
        phrase = Phrase(first.start, first.end, word, "pronoun", first.text, denied=denied)
        if not kind and lexicon.noun(first.low):
            phrase.kind, phrase.match = "noun", lexicon.noun(first.low)
        return phrase, start + 1
    end = _end(units, start, lexicon)
    if end == start:
        return None, start
    phrase = Phrase(units[start].start, units[end - 1].end)
    nouns = [u for u in units[start:end] if u.tag in ("NOUN", "NAME")]
    if not nouns:
        return _headless(phrase, units[start:end], lexicon), end
    head = nouns[-1]
    for other in units[start:end]:
        if other is not head:
            modify(phrase, other, lexicon, before_name=head.tag == "NAME")
    if any(u.low in _AGES for u in units[start:end]) and head.low not in _AGES:
        phrase.count = 1 if units[start].low in ("a", "an", "one") else 0
    phrase.said = head.text
    phrase.head = head.text if head.tag == "NAME" else head.lemma
    phrase.kind = "name" if head.tag == "NAME" else "noun"
    phrase.plural = head.form == "plural" and not (
        phrase.count == 1 and any(u.low in ("a", "an", "one") for u in units[start:end])
    )
    told = units[start:end]
    several = any(u.low in ("some", "these", "those", "many", "few") for u in told)
    phrase.plural = phrase.plural or (several and head.lemma in (*grammar.HERDS, "fish"))
    owned = start > 0 and units[start - 1].tag == "POSS"
    bare = not owned and not any(u.tag in ("DET", "NUM") for u in told)
    phrase.plural = phrase.plural or (bare and head.tag == "NOUN" and head.low in grammar.HERDS)
    if head.tag == "NAME":
        _titled(phrase, nouns, lexicon)
    else:
        phrase.match = lexicon.noun(head.low) or lexicon.noun(head.lemma)
        if phrase.head == "moon":  # Seen in the sky, unless somebody goes there.
            phrase.match = lexicon.noun("moon", "thing")
        if phrase.match is not None and not phrase.match.exact and head.lemma in lexicon.void:
            phrase.match = None
    return phrase, end


def _end(units: Sequence[Unit], start: int, lexicon: Lexicon) -> int:
    """Where the phrase that begins at `start` ends: after its last noun."""
    end = start
    i = start
    while i < len(units):
        unit = units[i]
        if unit.tag in _INSIDE:
            if unit.tag == "DET" and i > start and units[i - 1].tag not in ("DET", "NUM"):
                break
            if unit.tag == "NUM" and i > start and units[i - 1].tag == "NOUN":
                break
            owned = units[start].low in grammar.OWNERS or units[max(start - 1, 0)].tag == "POSS"
            if unit.tag == "NAME" and i > start and not _titles(units[i - 1], lexicon, owned):
                break
            i += 1
            if unit.tag in ("NOUN", "NAME"):
                end = i
        elif _goes_on(units, i, start):
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


def _titles(unit: Unit, lexicon: Lexicon, owned: bool) -> bool:
    """Whether a word may stand before a name: "the dog Bruno", not "in the evening Mia"; a toy's
    may if it is somebody's ("her teddy bear Bruno").
    """
    if unit.tag != "NOUN":
        return unit.tag not in ("NAME", "ADV")
    match = lexicon.noun(unit.low)
    return (
        match is None or match.sort in ("person", "role", "animal") or (owned and match.key in TOYS)
    )


def _goes_on(units: Sequence[Unit], i: int, start: int) -> bool:
    """Whether a word between adjectives is inside the phrase: "black and white", "a very big"."""
    unit = units[i]
    if unit.tag == "ADV":
        return i + 1 < len(units) and units[i + 1].tag == "ADJ"
    joins = unit.low in ("and", "or", ",", "&") and i > start and units[i - 1].tag == "ADJ"
    return joins and _adjectives_then_noun(units, i + 1)


def _adjectives_then_noun(units: Sequence[Unit], start: int) -> bool:
    i = start
    while i < len(units) and units[i].tag == "ADJ":
        i += 1
    return i > start and i < len(units) and units[i].tag in ("NOUN", "ADJ")


def _headless(phrase: Phrase, units: Sequence[Unit], lexicon: Lexicon) -> Phrase:
    """ "one", "both", "the other", "the little one"."""
    for unit in units:
        modify(phrase, unit, lexicon)
    phrase.kind, phrase.head, phrase.said = "pronoun", "one", units[-1].text
    phrase.plural = phrase.count > 1
    return phrase


def _titled(phrase: Phrase, nouns: Sequence[Unit], lexicon: Lexicon) -> None:
    """ "Captain Flint", "Grandma Rose": what stands before a name says who it is."""
    for unit in nouns[:-1]:
        match = lexicon.noun(unit.low)
        if match is not None and match.sort in ("person", "role", "animal"):
            phrase.match = match
        elif match is not None and match.key in TOYS:  # "her teddy bear Bruno"
            phrase.more.append(Phrase(unit.start, unit.end, unit.low, "noun", unit.text, match))
