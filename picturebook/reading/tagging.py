"""Word classes: what each word is in its sentence, by the vocabulary, its forms and its neighbours."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from picturebook.reading import grammar
from picturebook.reading.tokens import Token
from picturebook.words import Lexicon
from picturebook.words.forms import classes, is_plural, lemmas, verb_form

_NOMINAL: Final = frozenset({"DET", "ADJ", "NUM", "POSS"})
_BEFORE_NOUN: Final = _NOMINAL | {"PREP"}
_PLAIN_ADVERBS: Final = frozenset("up down out off over away back along around by through in on".split())
_NOT_VERBS: Final = frozenset(
    """man people person child sign water light street building bus plane train truck tree snow
    dog cat bear bird duck bat ball orange plant face head hand back top side front couple
    group bunch board bike boat baby cake cup dish glass table bed field grass hill ground
    horse house suit color colour skis trees elephants cows umbrella fire
    toilet kitchen room phone plate book wine paper bench rock""".split()
)
"""Nouns that are verbs only where nothing else is possible."""
_NOT_NOUNS: Final = frozenset(
    """sit sits stand stands ride rides hold holds eat eats wear wears lie lies lay lays go goes
    see sees look looks watch watches fly flies throw throws catch catches swing swings hit hits
    jump jumps run runs walk walks play plays pose poses sleeps rests wait waits travel travels
    graze grazes drive drives pull pulls hang hangs read reads show shows take takes make makes
    cut cuts kick kicks lean leans carry carries get gets have has""".split()
)
"""Verbs, wherever a verb is possible."""
_NOT_ADJECTIVES: Final = frozenset("kitchen bathroom back front top side inside outside".split())
_MEANT: Final = frozenset("show eat drink see look catch reach take hold ride".split())
_STATED: Final = frozenset(
    """filled covered parked lined surrounded topped decorated loaded stacked made attached
    dressed painted mounted seated perched tied hung gathered left placed set displayed shown
    arranged located connected piled scattered""".split()
)


@dataclass(frozen=True)
class Unit:
    """One or several tokens that are one word: "fire hydrant", "in front of"."""

    text: str
    low: str
    start: int
    end: int
    tag: str = ""
    lemma: str = ""
    form: str = ""
    """Of verbs: "ing", "past", "s" or "base"; of nouns "plural" or ""."""


def tag(sentence: Sequence[Token], lexicon: Lexicon, names: frozenset[str]) -> list[Unit]:
    """A sentence's units with their word classes. `names` are the names of the story."""
    units = _units(sentence, lexicon, names)
    tagged: list[Unit] = []
    for i, unit in enumerate(units):
        following = units[i + 1] if i + 1 < len(units) else None
        after = units[i + 2] if i + 2 < len(units) else None
        tagged.append(_decide(unit, tagged, following, after, lexicon, i == 0, names))
    return tagged


def meant(units: Sequence[Unit], lexicon: Lexicon, context: frozenset[str]) -> list[Unit]:
    """The units with words of two senses in the sense that goes with the words around them."""
    senses: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for key, line in lexicon.setting("sense").items():
        word, target = key.split(" > ")
        senses.setdefault(word, []).append((target.replace("-", " "), frozenset(line)))
    found = []
    for unit in units:
        for target, around in senses.get(unit.lemma, ()) if unit.tag == "NOUN" else ():
            known = lexicon.noun(target) or target in lexicon.body or lexicon.describing(target)
            if around & context and known:
                unit = replace(unit, low=target, lemma=target)
                break
        found.append(unit)
    return found


def _units(sentence: Sequence[Token], lexicon: Lexicon, names: frozenset[str]) -> list[Unit]:
    units: list[Unit] = []
    lows = [token.low for token in sentence]
    i = 0
    while i < len(sentence):
        count, kind = 1, ""
        named = _name_length(sentence, i, names)
        if named:
            count, kind = named, "NAME"
        elif sentence[i].kind == "word":
            count = _preposition_length(lows, i)
            kind = "PREP" if count > 1 else ""
            if count == 1 and all(t.kind == "word" for t in sentence[i : i + 2]):
                count = lexicon.longest([t.low if t.kind == "word" else "," for t in sentence], i)
        first, last = sentence[i], sentence[i + count - 1]
        text = " ".join(token.text for token in sentence[i : i + count])
        low = " ".join(lows[i : i + count])
        tag_ = kind or {"mark": "MARK", "quote": "QUOTE", "number": "NUM"}.get(first.kind, "")
        units.append(Unit(text, low, first.start, last.end, tag_, low))
        i += count
    return units


def _name_length(sentence: Sequence[Token], start: int, names: frozenset[str]) -> int:
    if not sentence[start].text[:1].isupper():
        return 0
    for count in range(min(5, len(sentence) - start), 0, -1):
        part = sentence[start : start + count]
        said = " ".join(t.text for t in part).replace(" .", ".").replace("’", "'")
        if said in names or (said.isupper() and len(said) > 1 and said.title() in names):
            return count
    return 0


def _preposition_length(lows: Sequence[str], start: int) -> int:
    for count in range(min(grammar.LONGEST_PREPOSITION, len(lows) - start), 1, -1):
        if " ".join(lows[start : start + count]) in grammar.PREPOSITIONS:
            after = lows[start + count] if start + count < len(lows) else ""
            verb = lows[start + count - 1] == "to" and after in lemmas(after, "VERB")
            beyond = lows[start + count + 1] if start + count + 1 < len(lows) else ""
            meant_ = after in _MEANT or "NOUN" not in classes(after)
            meant_ = meant_ or beyond in grammar.DETERMINERS or beyond in grammar.PRONOUNS
            if not (verb and meant_):
                return count
    return 1


def _decide(
    unit: Unit,
    before: Sequence[Unit],
    following: Unit | None,
    after: Unit | None,
    lexicon: Lexicon,
    first: bool,
    names: frozenset[str],
) -> Unit:
    if unit.tag:
        return unit
    low = unit.low
    previous = before[-1] if before else None
    prev = previous.tag if previous else ""
    closed = _closed(low, prev, previous, following, lexicon)
    if closed:
        return replace(unit, tag=closed, lemma=low)
    noun, verb, adjective = _possible(low, lexicon)
    if verb and not lexicon.verb(verb) and noun and lexicon.noun(low):
        verb = ""
    if unit.text[:1].isupper() and not first and not (noun or verb or adjective):
        return replace(unit, tag="NAME", lemma=unit.text)
    if low.endswith("ly") and not noun and not verb:
        return replace(unit, tag="ADV")
    next_nominal = following is not None and not following.tag and _nominal(following.low, lexicon)
    if following is not None and following.low in ("and", ",") and after is not None:
        next_nominal = next_nominal or (
            adjective and not after.tag and any(
                m.sort in ("colour", "size", "material") for m in lexicon.describing(after.low)
            ) and any(m.sort in ("colour", "size", "material") for m in lexicon.describing(low))
        )  # fmt: skip
    if verb and _is_verb(unit, before, following, after, noun, adjective, next_nominal, lexicon):
        stem = verb
        return replace(unit, tag="VERB", lemma=stem, form=verb_form(low, stem))
    if low == "drawn" and prev == "NOUN" and next_nominal:
        return replace(unit, tag="ADJ", lemma=low)
    adverbial = prev == "ADV" and form_adjective(verb, low)
    if (prev in _BEFORE_NOUN or adverbial) and verb and next_nominal and not noun:
        return replace(unit, tag="ADJ", lemma=verb, form=verb_form(low, verb))
    if adjective and (next_nominal or not noun):
        return replace(unit, tag="ADJ", lemma=low)
    if noun:
        form = "plural" if is_plural(low.split(" ")[-1]) else ""
        return replace(unit, tag="NOUN", lemma=noun, form=form)
    if verb:
        return replace(unit, tag="VERB", lemma=verb, form=verb_form(low, verb))
    if unit.text[:1].isupper() and (not first or not lemmas(low, "NOUN")):
        return replace(unit, tag="NAME", lemma=unit.text)
    form = "plural" if is_plural(low) else ""
    return replace(unit, tag="NOUN", lemma=low, form=form)


def form_adjective(verb: str, low: str) -> bool:
    """Whether a word is a participle, which may describe a noun."""
    return bool(verb) and verb_form(low, verb) in ("ing", "past")


def _closed(
    low: str, prev: str, previous: Unit | None, following: Unit | None, lexicon: Lexicon
) -> str:
    """The class of a word of the closed list, "" for other words."""
    next_low = following.low if following else ""
    if low == "'s" or low == "'":
        if prev in ("PRON", "EX", "REL") or next_low in ("a", "an", "the", "not"):
            return "AUX"
        return "POSS" if prev in ("NOUN", "NAME") else "AUX"
    if low == "there" and (next_low in grammar.BE or next_low in ("stood", "sat", "lay", "lived")):
        return "EX"
    if low == "to":
        is_verb = following is not None and bool(lemmas(next_low, "VERB")) and next_low not in (
            "work", "school", "bed",
        )  # fmt: skip
        base = is_verb and next_low in lemmas(next_low, "VERB")
        return "TO" if base and not (lexicon.noun(next_low) and not lexicon.verb(next_low)) else "PREP"
    if low in ("her", "his", "that") and low != "that":
        nominal = following is not None and (
            following.tag in ("NUM", "NAME") or _nominal(next_low, lexicon)
        )
        if nominal and next_low not in grammar.PREPOSITIONS and next_low not in grammar.BE:
            return "DET"
        return "PRON"
    if low == "that":
        if prev in ("NOUN", "NAME", "PRON", "VERB", "ADJ"):
            return "REL"
        return "DET" if following is not None and _nominal(next_low, lexicon) else "PRON"
    if low in ("who", "which", "whom"):
        return "REL"
    if low in grammar.PRONOUNS:
        return "PRON"
    if low in grammar.NEGATIONS:
        return {"nobody": "PRON", "nothing": "PRON", "none": "PRON", "no": "DET", "without": "PREP",
                "neither": "DET"}.get(low, "NEG")  # fmt: skip
    if low == "like":
        return "VERB" if prev in ("PRON", "NAME", "MODAL") else "PREP"
    if low in grammar.DETERMINERS:
        return "DET"
    if low in grammar.BE:
        return "AUX"
    if low in grammar.HAVE:
        return "HAVE"
    if low in grammar.MODALS and not (low in ("get", "gets", "got") and prev != "PRON"):
        return "MODAL"
    if low in grammar.SUBORDINATE and low not in ("after", "before", "since", "than", "so", "once"):
        return "SUB"
    if low in ("after", "before", "since", "until"):
        return "SUB" if following is not None and next_low in grammar.PRONOUNS else "PREP"
    if low in grammar.CONJUNCTIONS:
        return "CONJ"
    if low in _PLAIN_ADVERBS and (following is None or following.tag == "MARK"):
        return "ADV"
    if low == "by" and next_low in grammar.PREPOSITIONS:
        return "ADV"
    if low in ("inside", "outside", "near", "opposite", "past", "round", "around", "about", "up",
               "down", "off", "over", "along", "through", "across", "above", "below", "under",
               "behind", "in", "out"):  # fmt: skip
        if following is None or following.tag in ("MARK", "PREP") or low == "out":
            return "ADV"
        if next_low in grammar.PREPOSITIONS or next_low in ("and", "to"):
            return "ADV"
    if low in grammar.PREPOSITIONS and low not in ("facing", "wearing", "containing", "featuring"):
        return "PREP"
    if low == "wearing":
        return "PREP"
    if low in grammar.GREETINGS:
        return "INTJ"
    if lexicon.describes(low, "number") and low not in ("pair", "couple", "group", "bunch", "crowd",
                                                        "dozen", "dozens", "trio", "double"):  # fmt: skip
        return "NUM"
    if low in grammar.ADVERBS and not _nominal_adverb(low, following, lexicon):
        return "ADV"
    if low in grammar.QUESTIONS:
        return "SUB"
    return ""


def _nominal_adverb(low: str, following: Unit | None, lexicon: Lexicon) -> bool:
    """"long hair", "the last page": words that are adverbs elsewhere."""
    return (
        low in ("long", "high", "low", "last", "first", "right", "left", "fast", "hard", "close",
                "straight", "next")
        and following is not None
        and _nominal(following.low, lexicon)
    )  # fmt: skip


def _possible(low: str, lexicon: Lexicon) -> tuple[str, str, bool]:
    """The noun and the verb that a word may be a form of ("" if none), and whether an adjective."""
    match = lexicon.noun(low)
    nouns = lemmas(low, "NOUN")
    noun = ""
    if match is not None or low in lexicon.void or low in lexicon.body or nouns:
        noun = nouns[0] if nouns else low
    verbs = lemmas(low, "VERB")
    verb = next((v for v in verbs if lexicon.verb(v)), verbs[0] if verbs else "")
    known = [m for m in lexicon.describing(low) if m.sort != "number"]
    adjective = bool(known) or "ADJ" in classes(low) or "-" in low
    if known and match is None and any(m.sort == "colour" for m in known):
        noun = ""
    if low in _NOT_ADJECTIVES or (match is not None and match.exact and not known):
        adjective = False
    return noun, verb, adjective


def _nominal(low: str, lexicon: Lexicon) -> bool:
    """Whether a word can stand inside a noun phrase."""
    if low in grammar.PREPOSITIONS or low in grammar.CONJUNCTIONS or low in grammar.BE:
        return False
    if low in grammar.DETERMINERS or low in grammar.PRONOUNS:
        return False
    noun, _verb, adjective = _possible(low, lexicon)
    return bool(noun) or adjective or bool(lexicon.describes(low, "number"))


def _is_verb(
    unit: Unit,
    before: Sequence[Unit],
    following: Unit | None,
    after: Unit | None,
    noun: str,
    adjective: bool,
    next_nominal: bool,
    lexicon: Lexicon,
) -> bool:
    low = unit.low
    previous = before[-1] if before else None
    prev = previous.tag if previous else ""
    stem = _possible(low, lexicon)[1]
    form = verb_form(low, stem)
    if prev in ("TO", "MODAL") or (prev in ("NEG", "ADV") and _auxiliary(before)):
        return True
    if noun and following is not None and following.low == "of" and form == "base":
        return False
    if prev == "AUX":
        if adjective and form == "past" and low not in _STATED and not lexicon.verb(stem):
            return False
        return form in ("ing", "past") or not (noun or adjective)
    if prev in ("PRON", "REL", "HAVE", "QUOTE"):
        if prev == "HAVE" and form != "past":
            return False
        return not (prev == "REL" and form == "base" and noun and low in _NOT_VERBS)
    if prev in ("DET", "POSS", "NUM"):
        return False
    if prev == "ADV" and next_nominal and len(before) > 1 and before[-2].tag in ("DET", "PREP"):
        return False
    if form == "ing":
        if noun and lexicon.noun(low) is not None and lexicon.noun(low).exact:  # type: ignore[union-attr]
            return following is not None and following.low in grammar.DETERMINERS and prev != "PREP"
        described = next_nominal and following is not None and previous is not None
        return not (described and (prev == "ADJ" or (previous and previous.low in ("with", "in", "of"))))
    if prev == "PREP":
        return False
    if prev == "ADJ":
        return form in ("s", "past") and not noun and not next_nominal
    agrees = _agrees(before, form)
    if low in _NOT_NOUNS and prev in ("NOUN", "NAME", "CONJ", "ADV", "MARK", "NUM"):
        return agrees or prev in ("CONJ", "ADV", "MARK")
    if form == "past":
        if prev in ("NOUN", "NAME", "CONJ", "MARK", "ADV", ""):
            return not (next_nominal and adjective and prev in ("", "CONJ", "MARK"))
        return not noun
    if not noun:
        return not adjective or prev in ("NOUN", "NAME")
    if prev in ("NOUN", "NAME") and agrees:
        opens = following is None or following.low in grammar.DETERMINERS or _ends(following)
        return opens and stem not in _NOT_VERBS or (form == "s" and stem not in _NOT_VERBS and
                                                    lexicon.noun(low) is None)  # fmt: skip
    if prev == "CONJ" and any(u.tag == "VERB" for u in before):
        object_ = following is not None and (
            following.low in grammar.DETERMINERS or following.low in grammar.PREPOSITIONS
        )
        return object_ and stem not in _NOT_VERBS
    return prev == "ADV" and bool(before[:-1]) and stem not in _NOT_VERBS and before[-2].tag in (
        "NOUN", "NAME", "PRON")  # fmt: skip


def _ends(unit: Unit) -> bool:
    return (
        unit.tag in ("PREP", "MARK", "QUOTE")
        or unit.low in grammar.PREPOSITIONS
        or unit.low in grammar.CONJUNCTIONS
        or unit.low in grammar.ADVERBS
        or unit.low in grammar.PRONOUNS
    )


def _auxiliary(before: Sequence[Unit]) -> bool:
    """Whether an auxiliary stands before the adverbs at the end of `before`."""
    for unit in reversed(before):
        if unit.tag in ("AUX", "MODAL", "TO"):
            return True
        if unit.tag not in ("NEG", "ADV"):
            return False
    return False


def _agrees(before: Sequence[Unit], form: str) -> bool:
    """Whether a verb of this form goes with the noun before it: "dogs run", "a dog runs"."""
    if form in ("past", "ing") or not before:
        return True
    last = before[-1]
    several = last.form == "plural" or last.low in ("people", "police", "cattle", "sheep", "fish")
    joined = any(u.low == "and" for u in before[:-1][-4:])
    group = any(u.low == "of" for u in before[:-1])
    if form == "s":
        return not several or group
    return several or joined or group
