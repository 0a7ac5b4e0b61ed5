"""What a text is about: its nouns and content words, plurals folded; the head noun of a caption.

Deliberately shallow: no parser and no tagger, word lists and a few rules; pure and deterministic.
"""

import re

_STOP_WORDS = frozenset(
    """a an the and or but nor so yet if then than as at by for from in into of off on onto out over
    to under up down with without within through along across around behind beside near above below
    between inside outside i me my we us our you your he him his she her it its they them their this
    that these those there here who whom whose which what when where why how is am are was were be
    been being do does did done have has had having will would shall should can could may might must
    not no yes very too just only also all some any each every both few many much more most other
    such own same again once ever never still one two three four five several another lot while
    because until about after before during against upon toward towards s t ll re ve d m""".split()
)
_DETERMINERS = frozenset(
    """a an the this that these those some any each every one two three four five six seven eight
    nine ten several many few his her its their my your our another both all lots couple pair group
    bunch and""".split()
)
_MEASURES = frozenset(
    """couple pair group bunch lot lots number kind sort picture photo photograph image close
    closeup close-up view""".split()
)
_LINKS = frozenset(
    """in on at with of by near under over behind beside through along across around into onto from
    to for against above below between inside outside or while as who which that is are was were
    has have up down next off out during like after before parked covered surrounded filled dressed
    topped made sits sit stands stand walks walk runs run eats eat looks look holds hold plays play
    rides ride jumps jump lies lie flies fly waits wait wears wear sleeps sleep swims swim drives
    reads smiles poses takes gets goes comes carries throws catches hits swings""".split()
)
_COLOURS = frozenset(
    "tan golden silver red blue yellow green purple black white brown grey gray orange pink".split()
)
_SKY = re.compile(
    r"^\W*(?:(?:rain|snow) falls on|the sky is clear over|the wind blows around|fog drifts around|"
    r"a storm rages around|there (?:is|are))\s",
    re.I,
)
_WHEN_FIRST = re.compile(r"^\W*(?:in|on|at|by|under|near|early|late|while|during)\b[^,]*,\s*", re.I)
_ADJECTIVES_ING = frozenset("smiling sleeping flying laughing walking running swimming".split())
_NOUNS_ING = frozenset(
    """king ring wing string spring thing morning evening building clothing ceiling painting railing
    duckling gosling sibling wedding swing sling pudding""".split()
)
_NOUNS_S = frozenset("bus gas glass grass dress cross boss moss class lens octopus cactus".split())
_IRREGULAR = {
    "children": "child", "people": "person", "men": "man", "women": "woman", "mice": "mouse",
    "geese": "goose", "feet": "foot", "teeth": "tooth", "wolves": "wolf", "leaves": "leaf",
    "knives": "knife", "elves": "elf", "foxes": "fox", "sheep": "sheep", "fish": "fish",
}  # fmt: skip
_ARTICLES = (["a"], ["an"], ["the"], ["his"], ["her"], ["its"], ["their"])
_SMALL = re.compile(r"(?<![^\W\d_])[a-z]{3,}(?![^\W\d_])")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, without punctuation and without "'s"."""
    return [re.sub(r"['’]s?$", "", word.lower()) for word in _WORD.findall(text)]


def singular(word: str) -> str:
    """A word with its plain English plural folded away ("foxes" -> "fox", "bus" -> "bus")."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word in _NOUNS_S or len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses", "zes")):
        return word[:-2]
    return word[:-1]


def small_words(text: str) -> set[str]:
    """The different words of three letters and more that are written small; parts of words with
    hyphens and apostrophes count for themselves."""
    return set(_SMALL.findall(text))


def content_words(text: str) -> list[str]:
    """What a text is about: its words in order without stop words, plurals folded."""
    return [singular(w) for w in words_of(text) if w not in _STOP_WORDS and len(w) > 1]


def main_noun(caption: str) -> str:
    """The head noun of a caption's subject: "a little girl in a red coat walking" -> "girl".

    The subject ends at the first preposition, verb in -ing or linking word; its last word is the
    head.  Of "a group of people" the counted thing is taken ("people"), of "a plate of food" the
    thing that holds it ("plate").  A time or weather that opens the caption is skipped ("rain falls
    on a fox" -> "fox").  A caption without any letter gives "".
    """
    tokens = words_of(_SKY.sub("", _WHEN_FIRST.sub("", caption)))
    at = 0
    while at < len(tokens):
        head = ""
        while at < len(tokens):
            word = tokens[at]
            verb = word.endswith("ing") and word not in _NOUNS_ING and len(word) > 4
            joins = word == "and" and head not in _COLOURS
            # Only a verb stands between a noun and an article: "a fox chews a stick".
            acts = bool(head) and word != "and" and tokens[at + 1 : at + 2] in _ARTICLES
            if word in _LINKS or joins or acts or (verb and (head or word not in _ADJECTIVES_ING)):
                break
            if word not in _DETERMINERS or word in _MEASURES:
                head = word
            at += 1
        measured = head in _MEASURES or not head
        if not measured:
            return head
        at += 1
    return next((w for w in tokens if w not in _STOP_WORDS and w not in _DETERMINERS), "") or (
        tokens[0] if tokens else ""
    )


def tells(text: str, noun: str) -> bool:
    """Whether a text tells a noun literally, in the singular or the plural (also as "fox's")."""
    wanted = singular(noun.lower())
    return not wanted or any(
        singular(part) == wanted for word in words_of(text) for part in (word, *word.split("-"))
    )
