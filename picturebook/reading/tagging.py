"""Word classes: what each word is, by the vocabulary, its forms and its neighbours."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from picturebook.reading import grammar, neighbours
from picturebook.reading.closed import closed_class, nominal, possible
from picturebook.reading.names import NO_PERSONS
from picturebook.reading.tokens import Token
from picturebook.reading.units import Unit, units_of
from picturebook.words import Lexicon
from picturebook.words.forms import is_plural, lemmas, verb_form

_NOMINAL: Final = frozenset({"DET", "ADJ", "NUM", "POSS"})


_BEFORE_NOUN: Final = _NOMINAL | {"PREP"}


_NOT_VERBS: Final = frozenset(
    """man people person child sign water light street building bus plane train truck tree snow
    dog cat bear bird duck bat ball orange plant face head hand back top side front couple
    group bunch board bike boat baby cake cup dish glass table bed field grass hill ground
    horse house suit color colour skis trees elephants cows umbrella fire
    toilet kitchen room phone plate book wine paper bench rock outfit shoulder station guy bear
    peak sport piece slope""".split()
)
"""Nouns that are verbs only where nothing else is possible."""


NOT_NOUNS: Final = frozenset(
    """sit sits stand stands ride rides hold holds eat eats wear wears lie lies lay lays go goes
    see sees look looks watch watches fly flies throw throws catch catches swing swings hit hits
    jump jumps run runs walk walks play plays pose poses sleeps rests wait waits travel travels
    graze grazes drive drives pull pulls hang hangs read reads show shows take takes make makes
    cut cuts kick kicks lean leans carry carries get gets have has""".split()
)
"""Verbs, wherever a verb is possible."""


_LOOKS: Final = frozenset(
    "old young new big small large little clean dirty wet dry fancy modern dark bare rustic".split()
)
"""Hardly ever nouns where another word follows: "old worn red truck"."""
_SUCH: Final = frozenset(
    """gathering lighting setting outing crossing landing wedding painting clothing flooring lining
    bedding siding railing fencing seating housing""".split()
)
"""Things in -ing, where no object follows."""
_LAST: Final = frozenset(
    "laugh smile yell gather wait eat sit listen embrace relax sleep converse scream".split()
)
"""Verbs, where a sentence ends that has said nothing yet of several people."""


_TASTES: Final = frozenset("sweet cold hot light orange kind fine well right close fair".split())
"""After "is" these are how something is, no things."""
_COPULAR: Final = frozenset("feel look get become grow seem sound stay turn".split())
_STATED: Final = frozenset(
    """filled covered parked lined surrounded topped decorated loaded stacked made attached
    dressed painted mounted seated perched tied hung gathered left placed set displayed shown
    arranged located connected piled scattered""".split()
)


def tag(sentence: Sequence[Token], lexicon: Lexicon, names: frozenset[str]) -> list[Unit]:
    """A sentence's units with their word classes. `names` are the names of the story."""
    units = units_of(sentence, lexicon, names)
    tagged: list[Unit] = []
    for i, unit in enumerate(units):
        following = units[i + 1] if i + 1 < len(units) else None
        after = units[i + 2] if i + 2 < len(units) else None
        tagged.append(_decide(unit, tagged, following, after, lexicon, i == 0, names))
    return tagged


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
    closed = closed_class(low, prev, previous, following, lexicon)
    if closed:
        return replace(unit, tag=closed, lemma=low)
    if low in NO_PERSONS and not following_name(following):
        return replace(unit, tag="NOUN", lemma=low)
    noun, verb, adjective = possible(low, lexicon)
    felt = previous is not None and (previous.lemma in _COPULAR or neighbours.joined_state(before))
    if felt and verb and lexicon.describes(low, "face") and verb_form(low, verb) == "past":
        return replace(unit, tag="ADJ", lemma=low)
    looks = low in _LOOKS and prev in ("", "DET", "ADJ") and following is not None
    helped = following is not None and following.low in grammar.BE | grammar.HAVE
    if looks and following is not None and not (following.tag or helped or _ends(following)):
        return replace(unit, tag="ADJ", lemma=low)
    only_acts = bool(verb) and neighbours.only_acts(before, verb_form(low, verb), lexicon)
    only_acts = only_acts and not _is_somebody(low, lexicon)
    if verb and not lexicon.verb(verb) and noun and lexicon.noun(low) and not only_acts:
        verb = ""
    if unit.text[:1].isupper() and not first and not (noun or verb or adjective):
        return replace(unit, tag="NAME", lemma=unit.text)
    if low.endswith("ly") and not noun and not verb:
        return replace(unit, tag="ADV")
    next_nominal = following is not None and not following.tag and nominal(following.low, lexicon)
    opens = prev in ("", "DET") and adjective and lexicon.noun(low) is None
    if opens and prev == "DET" and following is not None and following.low == ",":
        return replace(unit, tag="ADJ", lemma=low)
    if opens and following is not None and following.low in ("and", ",") and after is not None:
        described = not after.tag and (
            possible(after.low, lexicon)[2]
            or (low in _LOOKS and form_adjective(possible(after.low, lexicon)[1], after.low))
        )
        if described and not closed_class(after.low, "CONJ", following, None, lexicon):
            return replace(unit, tag="ADJ", lemma=low)
    if following is not None and following.low in ("and", ",") and after is not None:
        next_nominal = next_nominal or (
            adjective and not after.tag and any(
                m.sort in ("colour", "size", "material") for m in lexicon.describing(after.low)
            ) and any(m.sort in ("colour", "size", "material") for m in lexicon.describing(low))
        )  # fmt: skip
    if verb and _is_verb(unit, before, following, after, noun, adjective, next_nominal, lexicon):
        form = "past" if neighbours.told(unit, before, lexicon) else verb_form(low, verb)
        return replace(unit, tag="VERB", lemma=verb, form=form)
    if low == "drawn" and prev == "NOUN" and next_nominal:
        return replace(unit, tag="ADJ", lemma=low)
    adverbial = form_adjective(verb, low) and (prev == "ADV" or neighbours.gear(before))
    if (prev in _BEFORE_NOUN or adverbial) and verb and next_nominal and not noun:
        return replace(unit, tag="ADJ", lemma=verb, form=verb_form(low, verb))
    ends = following is None or following.tag == "MARK" or following.low in ("and", "but", "or")
    if prev == "AUX" and ends and low in _TASTES:
        return replace(unit, tag="ADJ", lemma=low)
    predicate = prev in ("AUX", "ADV", "NEG") or (
        previous is not None and previous.lemma in _COPULAR
    )
    several = noun and is_plural(low) and lexicon.noun(low) is not None
    if adjective and (next_nominal or not noun or predicate) and not several:
        return replace(unit, tag="ADJ", lemma=low)
    if noun:
        form = "plural" if is_plural(low.split(" ")[-1]) else ""
        return replace(unit, tag="NOUN", lemma=noun, form=form)
    if verb:
        return replace(unit, tag="VERB", lemma=verb, form=verb_form(low, verb))
    if unit.text[:1].isupper() and (not first or not lemmas(low, "NOUN")):
        return replace(unit, tag="NAME", lemma=unit.text)
    if next_nominal and low.endswith("ed"):
        return replace(unit, tag="ADJ", lemma=low)  # "unripened plantains"
    form = "plural" if is_plural(low) else ""
    return replace(unit, tag="NOUN", lemma=low, form=form)


def following_name(unit: Unit | None) -> bool:
    """Whether a name follows: "Miss Otis"."""
    return unit is not None and (unit.tag == "NAME" or unit.text[:1].isupper())


def form_adjective(verb: str, low: str) -> bool:
    """Whether a word is a participle, which may describe a noun."""
    return bool(verb) and verb_form(low, verb) in ("ing", "past")


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
    stem = possible(low, lexicon)[1]
    form = "past" if neighbours.told(unit, before, lexicon) else verb_form(low, stem)
    if form == "base" and neighbours.after_letting(before) and (
        following is None or following.low in grammar.DETERMINERS or _ends(following)
        or (next_nominal and lexicon.verb(low) is not None)
        or neighbours.lets_act(before, lexicon)
    ):  # fmt: skip
        return True
    if prev in ("TO", "MODAL") or (prev in ("NEG", "ADV") and neighbours.auxiliary(before)):
        return True
    if noun and following is not None and following.low == "of" and (
        form == "base" or low in ("shot", "cut", "set", "spread")
    ):  # fmt: skip
        return False
    if prev == "AUX":
        if adjective and form == "past" and low not in _STATED and not lexicon.verb(stem):
            return False
        return form in ("ing", "past") or not (noun or adjective)
    if prev in ("PRON", "REL", "HAVE", "QUOTE"):
        if prev == "HAVE" and form != "past":
            return False
        return not (prev == "REL" and form == "base" and noun and low in _NOT_VERBS)
    if prev == "NUM" and form == "ing":
        return following is None or following.low in grammar.DETERMINERS or _ends(following)
    if prev in ("DET", "POSS", "NUM"):
        return False
    if prev == "ADV" and next_nominal and len(before) > 1 and before[-2].tag in ("DET", "PREP"):
        return False
    if form == "ing":
        if next_nominal and neighbours.gear(before):
            return False
        such = low in _SUCH and prev == "ADJ"
        worn = such and low != "clothing" and neighbours.colour_worn(before, lexicon)
        if such and not worn and (
            following is None or following.tag == "MARK" or following.low in grammar.PREPOSITIONS
        ):  # fmt: skip
            return False  # "in front of a large gathering of people"
        if noun and lexicon.noun(low) is not None and lexicon.noun(low).exact:  # type: ignore[union-attr]
            return following is not None and following.low in grammar.DETERMINERS and prev != "PREP"
        if prev == "ADJ" and neighbours.colour_worn(before, lexicon):
            return True
        described = next_nominal and following is not None and previous is not None
        return not (described and (prev == "ADJ" or neighbours.at_things(before, lexicon)))
    if prev == "PREP":
        return False
    if prev == "ADJ":
        return form in ("s", "past") and not noun and not next_nominal
    if _only_acts(unit, stem, form, before, following, next_nominal, lexicon):
        return True
    if next_nominal and lexicon.describes(low, "colour"):
        return False
    if form == "base" and neighbours.one_thing(before) and low not in _LAST and (
        following is None or neighbours.acting(before)
    ):  # fmt: skip
        return False
    if form == "past" and prev == "VERB" and next_nominal:
        return False
    if low in NOT_NOUNS | _LAST and form == "base" and _tells(low, before, following, lexicon):
        return True
    goes_on = following is not None and following.low in grammar.DETERMINERS
    if prev == "MARK" and form == "s" and goes_on and len(before) > 1:
        return True
    if form == "past" and noun and prev == "NOUN" and following is not None and _ends(following):
        return True
    agrees = neighbours.agrees_with(before, form)
    if low in NOT_NOUNS and prev in ("NOUN", "NAME", "CONJ", "ADV", "MARK", "NUM"):
        return agrees or prev in ("CONJ", "ADV", "MARK")
    if form == "past":
        if prev in ("NOUN", "NAME", "CONJ", "MARK", "ADV", ""):
            return not (next_nominal and adjective and prev in ("", "CONJ", "MARK"))
        return not noun
    if not noun:
        return not adjective or prev in ("NOUN", "NAME")
    if (
        form == "s"
        and agrees
        and next_nominal
        and neighbours.somebody(before, lexicon)
        and lexicon.verb(stem)
    ):
        return stem not in _NOT_VERBS
    if prev in ("NOUN", "NAME") and agrees:
        opens = following is None or following.low in grammar.DETERMINERS or _ends(following)
        return (opens and stem not in _NOT_VERBS) or (form == "s" and stem not in _NOT_VERBS and
                                                    lexicon.noun(low) is None)  # fmt: skip
    if prev == "CONJ" and any(u.tag == "VERB" for u in before):
        object_ = following is not None and (
            following.low in grammar.DETERMINERS
            or following.low in grammar.PREPOSITIONS
            or following.low in grammar.PRONOUNS
        )
        return object_ and stem not in _NOT_VERBS
    again = any(u.tag == "VERB" for u in before) and following is not None and _ends(following)
    return prev == "ADV" and bool(before[:-1]) and stem not in _NOT_VERBS and (
        before[-2].tag in ("NOUN", "NAME", "PRON") or (again and before[-2].tag == "CONJ")
    )  # fmt: skip


def _only_acts(
    unit: Unit,
    stem: str,
    form: str,
    before: Sequence[Unit],
    following: Unit | None,
    next_nominal: bool,
    lexicon: Lexicon,
) -> bool:
    """Whether no noun can stand here, and it is no list of things: "some people signs and cars"."""
    if not neighbours.only_acts(before, form, lexicon):
        return False
    listed = following is not None and (
        following.low in grammar.BE or (form == "s" and following.low in ("and", ",", "or"))
    )
    goes_on = following is not None and following.low in grammar.DETERMINERS
    thing = lexicon.noun(unit.low, "garment") is not None
    thing = thing or (stem != "smile" and bool({unit.low, stem} & lexicon.body) and not goes_on)
    thing = thing or (stem in _NOT_VERBS and not (following is not None and _ends(following))
                      and not goes_on)  # fmt: skip
    known = form != "base" or not next_nominal or lexicon.verb(stem) is not None
    known = known or stem in NOT_NOUNS
    return known and not (listed or thing or _is_somebody(unit.low, lexicon))


def _is_somebody(low: str, lexicon: Lexicon) -> bool:
    known = lexicon.noun(low)
    return known is not None and known.exact and known.sort in ("person", "role", "animal")


def _tells(low: str, before: Sequence[Unit], following: Unit | None, lexicon: Lexicon) -> bool:
    """Whether a verb's base form is what is said of whom the sentence begins with: "a dog stand in
    the snow" by a slip, "people on a couch laugh"."""
    who = neighbours.subject(before, lexicon)
    if who is None or before[-1].tag != "NOUN":
        return False
    if before[-1] is who:
        return low in NOT_NOUNS and following is not None and (
            following.low in grammar.DETERMINERS or _ends(following)
        )  # fmt: skip
    last = following is None or following.tag == "MARK" or following.low == "to"
    last = last or (following is not None and following.low in grammar.ADVERBS)
    return low in _LAST and neighbours.several(who) and last


def _ends(unit: Unit) -> bool:
    return (
        unit.tag in ("PREP", "MARK", "QUOTE")
        or unit.low in grammar.PREPOSITIONS
        or unit.low in grammar.CONJUNCTIONS
        or unit.low in grammar.SUBORDINATE
        or unit.low in grammar.ADVERBS
        or unit.low in grammar.PRONOUNS
    )
