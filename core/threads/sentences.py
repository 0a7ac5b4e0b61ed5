"""A caption as sentences that have been read: plain words in, units and clauses out."""

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Final

from core.threads.asides import without_asides
from core.threads.mending import MENDED
from core.threads.nouns import GROUND, MANY, MASS, is_alive
from core.threads.passive import active
from core.threads.personal import personal
from core.threads.plainer import PLAINER
from core.threads.rewording import reworded
from core.threads.slips import SLIPS
from core.threads.spelling import spelled
from picturebook.reading import readable
from picturebook.reading.clauses import clauses
from picturebook.reading.grammar import DETERMINERS
from picturebook.reading.saying import Saying
from picturebook.reading.tagging import NOT_NOUNS, tag
from picturebook.reading.tokens import sentences, told
from picturebook.reading.units import Unit, meant
from picturebook.words import Lexicon, lexicon
from picturebook.words.forms import classes, gerund, is_plural, lemmas, plural

_TURNS: Final = (*SLIPS, *PLAINER, *MENDED)
_DOES: Final = re.compile(
    r"(?i)\bdo(es|ing|) (?=(?:an?|the|his|her|their|some|(?:[\w-]+ ){0,2}(?:tricks?|stunts?)|"
    r"splits|karate|yoga|judo|gymnastics|exercises)\b)"
)
_OPENING: Final = re.compile(
    r"(?i)^(?:(?:this|here|there|it)(?: is|'s|’s) )?"
    r"(?:(?:an?|the) (?:(?!an?\b|the\b)[\w-]+ ){0,3}?|\w+ed )"
    r"(?:shot|view|photo|picture|image|photograph|close ?-?up|drawing|painting|portrait)"
    r"(?: view| shot| photo)? (?:of|showing) (?=\w)"
    r"|^(?:this|here|it)(?: is|'s|’s) (?=\w)"
)
"""What says only that this is a picture."""
_ORIGIN: Final = re.compile(
    r"(?i)\bof (?:african|asian|european|hispanic|latin) (?:heritage|descent|origin)\b()"
    r"|\b(african[- ]american|afro[- ]american|asian|caucasian|african|hispanic|oriental)\b"
    r"(?:(?= (?:runs?|is|in|on|with|at|who|wearing|holding)\b)()| ?)"
)
"""Where somebody's family comes from is no matter of the story's."""
_SPORT: Final = re.compile(
    r"(?i)\b(rock|dirt|sky|para|mountain|wall)[- ]((?:climb|bik|surf|sail)ing)\b"
)
_COVERED: Final = re.compile(
    r"(?i)\b(chocolate|tree|snow|grass|ice|cheese|sugar|moss|ivy|leaf|rust|brush|mud|dust|rock"
    r"|flower|wall|graffiti|cloud|traffic|people|water|smoke|fog|palm|boat) "
    r"(covered|lined|topped|filled|coated|swirled) "
    r"(?!with\b|in\b|by\b)"
)
"""One adjective of two words: "chocolate covered doughnuts"."""
_COVERED_BY: Final = re.compile(
    r"(?i)(?<=[a-z] )([a-z]+)[- ](?:covered|lined|topped|filled|coated|themed|branded|decorated) "
    r"(?!(?:with|in|by|up|an?|the|his|her|its|their|and|on|from|over|to|for|out)\b)(?=[a-z])"
)
"""The same of anything: "a brick covered area"."""
_ONE_TO_ANOTHER: Final = re.compile(r"(?i)\bfrom one (\w+) to (?:another|the other|the next)\b")
_OUTSIDE: Final = re.compile(
    r"(?i)(?<=[a-z]) (?:outside|inside|outdoors|indoors) "
    r"(?=([a-z]+s) (?:his|her|their|its|an?|the)\b)"
)
"""A small word between somebody and what they do: "a woman outside covers her face"."""
_IN_COLOUR: Final = re.compile(
    r"(?i)\b(?:dressed |clad )?(?:in|wearing) (?:all )?"
    r"(?:(?:black|white|red|blue|green|yellow|orange|pink|purple|brown|gr[ae]y|beige|tan|navy|khaki"
    r"|maroon|silver|gold)"
    r"(?:,? and |, )?)+ (?=(\w+) (?:(\w+)\b)?)"
)
"""Nothing but a colour is worn: "a man in yellow stands"."""
_FOLLOWS: Final = (
    r"(?:his|her|its|their|himself|herself|itself|an?|the|water|over|through|into|onto|in|on|at|off"
    r"|up|down|for|with|several|two|three|some|behind|beside|near|next|around|under|by|from|against"
    r"|while|along|across|together)"
)
_BY_S: Final = re.compile(rf"(?i)\b([a-z]+) ([a-z]+s) (?={_FOLLOWS}\b)")
"""A verb that might be a noun: "the person blocks his face"."""
_NAME_S: Final = re.compile(rf"(?:^|(?<=[.!] ))([A-Z]\w+) ([a-z]+s) (?={_FOLLOWS}\b)")
_TITLE: Final = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr)\.? (?=[A-Z])")
_YOUNG_NAME: Final = re.compile(
    r"^(?:[Aa]n?|[Tt]he) (?:young|older|old|little|teenage) (?=[A-Z]\w+ )"
)
_GIVES_NAME: Final = re.compile(
    r"\b(gives?|hands?|shows?|offers?|brings?|throws?|passes) ([A-Z]\w+) "
    r"((?:an?|the|his|her|some) [^.,]*)"
)
""" "give Pip a bag", where the name might be the giver's."""
_NAME_THE: Final = re.compile(r"\b([A-Z]\w+),? the ([a-z]+)\b")
_SURNAME: Final = re.compile(r"\b([A-Z]\w+) ([A-Z]\w+)\b")
_DRESSED_S: Final = re.compile(
    r"(?i)\b((?:with|in|wearing|on) (?:[a-z-]+ ){0,3}?(?:and (?:[a-z-]+ ){0,2}?)?([a-z]+)) "
    r"([a-z]+s) "
    rf"(?={_FOLLOWS}\b)"
)
"""The same after clothes or looks: "a dog with black spots jumps over a stream"."""
_PLACED_S: Final = re.compile(
    r"(?i)\b((?:in|on|at|by|near) (?:an?|the) (?:[a-z-]+ ){0,2}?([a-z]+)) ([a-z]+s) "
    rf"(?={_FOLLOWS}\b)"
)
"""The same after a place: "a boy at the beach dumps sand"."""
_LOOKS_S: Final = frozenset("spots stripes pads glasses sunglasses pants shorts jeans".split())
_TOO_FEW: Final = re.compile(
    r"(?i)\b(several|many|two|three|four|five|six|these|some)((?: (?:young|old|little|small|large"
    r"|brown|black|white|tall|baby|adult))?) ([a-z]+)"
    r"(?=(?: (?:are|is|in|on|at|with|by|near|who|and|play|run|ride|walk|stand|sit|hold|climb|do"
    r"|have|\w+ing)\b|$|[,.]))"
)
"""One that ought to be several: "several horse are in a meadow"."""
_STANDS: Final = frozenset(
    """stands swings rides plays slides walks runs jumps rests surfs skates skis dives climbs picks
    kicks""".split()
)
_DIGITS: Final = "zero one two three four five six seven eight nine ten".split()
_LETTER: Final = re.compile(r"[^\W\d_]+")


@dataclass
class Part:
    """One sentence of a caption."""

    units: list[Unit]
    sayings: list[Saying] = field(default_factory=list)


def plain(caption: str) -> str:
    """A caption in one line, without shouting and without what only says that it is a picture."""
    text = personal(caption).text.strip(" .,;:!?\"'“”")
    text = spelled(re.sub(r" (['’]s)\b", r"\1", text))
    text = re.sub(r"\b([2-9]|10)\b(?= [a-z])", lambda m: _DIGITS[int(m[1])], text)
    text = active(text)
    for pattern, said in _TURNS:
        text = pattern.sub(said, text)
    text = reworded(without_asides(text))
    text = _TOO_FEW.sub(_so_many, text)
    text = _GIVES_NAME.sub(r"\1 \3 to \2", _YOUNG_NAME.sub("", _TITLE.sub("", text)))
    text = _NAME_S.sub(_named_acting, _NAME_THE.sub(_named_once, text))
    text = _BY_S.sub(_alive_acting, text)
    text = _PLACED_S.sub(_placed_acting, _DRESSED_S.sub(_dressed_acting, text))
    text = _ONE_TO_ANOTHER.sub(lambda m: f"between {plural(m[1])}", text)
    text = _COVERED_BY.sub(_covered, _COVERED.sub(r"\1-\2 ", text))
    text = _OUTSIDE.sub(lambda m: " " if "VERB" in classes(m[1].lower()) else m[0], text)
    text = _SPORT.sub(r"\2", text)
    text = _DOES.sub(lambda m: f"perform{'s' if m[1].lower() == 'es' else m[1].lower()} ", text)
    text = _IN_COLOUR.sub(_undressed, text)
    text = _OPENING.sub("", text)
    text = _ORIGIN.sub(lambda m: "person" if m[3] is not None else "", text)
    text = _SURNAME.sub(_first_name, text) if english(text) else text
    return " ".join(text.replace(" ,", ",").split())


def _so_many(match: re.Match[str]) -> str:
    """ "several horses" of "several horse"."""
    word = match[3].lower()
    one = is_alive(word) and not is_plural(word) and not word.endswith("s")
    eaten = match[1].lower() == "some" and lexicon().noun(word, "animal") is not None
    one = one and not eaten and word not in {*MANY, *MASS, "one"}
    return f"{match[1]}{match[2]} {plural(word)}" if one else match[0]


def _is_name(word: str) -> bool:
    return word in lexicon().given or not classes(word)


def _named_acting(match: re.Match[str]) -> str:
    """ "Miriam is wheeling her luggage", where the name is no word."""
    word = match[1].lower()
    counts = word in DETERMINERS or lexicon().describes(word, "number")
    return _acting(match, match[1], match[2]) if _is_name(word) and not counts else match[0]


def _alive_acting(match: re.Match[str]) -> str:
    """ "the person is blocking his face", where somebody alive is named."""
    one = is_alive(match[1].lower()) and not is_plural(match[1].lower())
    one = one and lexicon().noun(match[2].lower(), "garment") is None
    one = one and not is_alive(match[2])  # "greyhound dogs"
    return _acting(match, match[1], match[2]) if one else match[0]


def _covered(match: re.Match[str]) -> str:
    """Nothing of "brick covered", where a thing comes first."""
    word = match[1].lower()
    worn = match.string[: match.start()].lower().endswith((" in ", " wearing "))
    acts = is_alive(word) and not worn
    return match[0] if acts or "NOUN" not in classes(word) or word in ("is", "are") else ""


def _named_once(match: re.Match[str]) -> str:
    """ "Pip" of "Pip the fox"."""
    return match[1] if is_alive(match[2]) and _is_name(match[1].lower()) else match[0]


def _first_name(match: re.Match[str]) -> str:
    """ "Maddy" of "Maddy Moona": two names of one, where neither is a word."""
    unknown = not any(classes(word.lower()) for word in match.groups())
    return match[1] if unknown else match[0]


def _acting(match: re.Match[str], start: str, word: str) -> str:
    """ "the person is blocking" of "the person blocks", where that could be two nouns."""
    kinds = classes(word.lower())
    verbs = lemmas(word.lower(), "VERB")
    if word.lower() in ("does", "horses") or not verbs or not {"VERB", "NOUN"} <= set(kinds):
        return match[0]
    if any(u.low == word.lower() and u.tag == "VERB" for u in _tagged(match.string)):
        return match[0]
    return f"{start} is {gerund(verbs[0])} "


@lru_cache(maxsize=256)
def _tagged(text: str) -> list[Unit]:
    kept, spoken = told(text)
    return [u for s in sentences(kept or spoken) for u in tag(s, lexicon(), frozenset())]


def _dressed_acting(match: re.Match[str]) -> str:
    last = match[2].lower()
    return _acting(match, match[1], match[3]) if _is_worn(last) else match[0]


def _placed_acting(match: re.Match[str]) -> str:
    place, word = match[2].lower(), match[3].lower()
    known = lexicon().noun(place)
    ground = place in GROUND or (known is not None and known.sort == "place")
    thing = lexicon().noun(word)
    named = thing is not None and thing.exact
    return _acting(match, match[1], match[3]) if ground and not named else match[0]


def _is_worn(word: str) -> bool:
    known = word in _LOOKS_S or word in lexicon().body
    return known or lexicon().noun(word, "garment") is not None


def _undressed(match: re.Match[str]) -> str:
    """Nothing, where a verb comes after the colour; a garment or a thing stays."""
    word = match[1].lower()
    verb = word in ("is", "are") or (word.endswith("s") and "VERB" in classes(word))
    worn = lexicon().noun(word, "garment") is not None
    if verb and not worn and (word in NOT_NOUNS or re.fullmatch(_FOLLOWS, match[2] or "")):
        return ""
    thing = lexicon().noun(word) is not None and word not in _STANDS
    return "" if verb and not thing else match[0]


def english(text: str) -> bool:
    """Whether a caption can be read: most of its words are English ones."""
    if readable(text):
        return True
    said = [w for w in _LETTER.findall(text.lower()) if len(w) > 1]
    known = sum(w.isascii() and bool(classes(w)) for w in said)
    return len(said) > 2 and known >= 0.8 * len(said)


def parts(text: str, words: Lexicon) -> list[Part]:
    """The sentences of a text with their word classes and clauses."""
    kept, spoken = told(text)
    tagged = [tag(sentence, words, frozenset()) for sentence in sentences(kept or spoken)]
    context = frozenset(w for units in tagged for u in units for w in (u.lemma, *u.lemma.split()))
    found = []
    for units in tagged:
        sense = list(meant(units, words, context))
        found.append(Part(sense, clauses(sense, words)))
    return found


@cache
def inflected(verb: str, form: str) -> tuple[str, ...]:
    """A verb's past ("VBD") or participle ("VBN"), the usual one first."""
    from lemminflect import getInflection

    if verb == "lie":
        return ("lay",) if form == "VBD" else ("lain",)
    return tuple(map(str, getInflection(verb, form))) or (verb + "ed",)


def past(phrase: str) -> str:
    """ "found" of "find", "picked up" of "pick up"."""
    verb, _, rest = phrase.partition(" ")
    return f"{inflected(verb, 'VBD')[0]} {rest}".strip()


@cache
def done_to(form: str, low: str, verb: str) -> bool:
    """Whether a form can only say what is done to somebody: "seen", "suspended"."""
    if form != "past" or low not in inflected(verb, "VBN"):
        return False
    return verb in _DONE_TO or low not in inflected(verb, "VBD")


_DONE_TO: Final = frozenset(
    """suspend seat perch gather dress wrap surround cover crowd hide park stick tie strap harness
    attach pile stack drape""".split()
)
"""Of these the past says what is done to somebody."""
