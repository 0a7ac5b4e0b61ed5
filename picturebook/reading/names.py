"""Names in a story, told from sentence openers, months, places and greetings."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from picturebook.reading import grammar
from picturebook.reading.actors import LIVING
from picturebook.reading.tokens import Token, sentences, told
from picturebook.words import Lexicon
from picturebook.words.forms import classes, is_plural

MONTHS: Final = frozenset(
    """january february march april may june july august september october november december
    """.split()
)
NO_PERSONS: Final = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday christmas easter halloween
    hanukkah ramadan diwali eid passover thanksgiving english french german spanish italian
    chinese japanese indian african american british european asian latin greek roman dutch
    russian africa america europe asia england france germany spain italy china japan india
    london paris rome berlin york boston chicago california texas brazil mexico canada australia
    egypt kenya nigeria god lord earth mars venus jupiter saturn internet tv ok mr mrs ms dr sir
    madam miss i i'm i'll i've i'd o oh north south east west wii nintendo frisbee""".split()
)
TITLES: Final = frozenset(
    """mr mrs ms miss dr doctor captain king queen prince princess sir lady lord professor uncle
    aunt auntie grandma grandpa granny grandfather grandmother old little big saint st mister
    brother sister mama papa madam baby inspector detective sergeant general officer nurse farmer
    father mother mayor baron count duke judge chef teacher""".split()
)
_TITLES_OF_PERSONS: Final = TITLES - frozenset("old little big saint st".split())
_NUMBERS: Final = frozenset(
    """thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty
    first second third last next""".split()
)
_SHORT: Final = frozenset("mr mrs ms dr st".split())
_SITES: Final = frozenset(
    """street road avenue lane river lake mountain island sea ocean city town village forest park
    bay hill castle school museum square bridge valley station hotel church wood woods day eve
    farm house hall court""".split()
)
_BEFORE_SITES: Final = frozenset("in at to from near of through across into on".split())


def names_in(pages: Sequence[str], lexicon: Lexicon) -> tuple[str, ...]:
    """The names of persons in a story, the most frequent first; each is one unit."""
    inside: Counter[str] = Counter()
    opening: Counter[str] = Counter()
    sited: Counter[str] = Counter()
    acting: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    lower: set[str] = set()
    for page in pages:
        kept, spoken = told(page)
        for found in (kept, spoken):
            for sentence in sentences(found):
                lower |= {t.text for t in sentence if t.kind == "word" and t.text.islower()}
                _sentence(sentence, lexicon, inside, opening, sited, acting, kinds)
    names: Counter[str] = Counter()
    for name, count in (inside + opening).items():
        if kinds[name] == count:
            continue
        if _is_name(name, inside[name], opening[name], sited[name], acting[name], lower, lexicon):
            names[name] += count
    whole = [n for n in names if " " in n]
    for name in list(names):
        parts = name.split(" ")
        if len(parts) == 1 and any(
            n.split(" ")[-1] == name and names[n] >= names[name] * 0.2 for n in whole
        ):  # fmt: skip
            longer = next(n for n in whole if n.split(" ")[-1] == name)
            names[longer] += names[name]
    return tuple(name for name, _ in names.most_common())


def _sentence(
    sentence: Sequence[Token],
    lexicon: Lexicon,
    inside: Counter[str],
    opening: Counter[str],
    sited: Counter[str],
    acting: Counter[str],
    kinds: Counter[str],
) -> None:
    """Counts the capitalised words of a sentence by where they stand; `kinds` are those with an
    article, as in "a black Labrador"."""
    i = 0
    first = True
    while i < len(sentence):
        token = sentence[i]
        if token.kind != "word" or not token.text[:1].isupper() or token.text == "I":
            first = (first and token.kind in ("quote", "mark")) or token.low in (":", "—", "(")
            i += 1
            continue
        end = i + 1
        while end < len(sentence) and (
            (sentence[end].kind == "word" and sentence[end].text[:1].isupper()
             and sentence[end].text != "I")
            or (sentence[end].low == "." and sentence[end - 1].low in _SHORT)
        ):  # fmt: skip
            end += 1
        run = [t for t in sentence[i:end] if t.kind == "word"]
        whole = len(run)
        if first and len(run) > 1 and _opener(run[0], lexicon):
            run = run[1:]
            first = False
        while run and _function_word(run[0].low) and run[0].low not in (*TITLES, *lexicon.given):
            run = run[1:]
            first = False
        if run:
            name = " ".join(
                t.text
                + (
                    "."
                    if t.low in ("dr", "mr", "mrs", "ms", "st")
                    and f"{t.text}." in _joined(sentence)
                    else ""
                )
                for t in run
            ).replace("’", "'")
            before = sentence[i - 1].low if i else ""
            if len(run) < whole:  # "In June": the word that was no part of the name.
                before = sentence[i + whole - len(run) - 1].low
            after = sentence[end].low if end < len(sentence) else ""
            (opening if first else inside)[name] += 1
            kinds[name] += run[0].low not in TITLES and _has_article(sentence[:i])
            if before in _BEFORE_SITES:
                sited[name] += 1
            elif _acts(after) or (
                first and name.lower() in lexicon.given and _stands(sentence[end : end + 2])
            ):
                acting[name] += 1
        first = False
        i = end


def _acts(after: str) -> bool:
    """Whether the word after a name says that it is somebody's: "Mia runs", "Mia's hat"."""
    return after == "'s" or after in grammar.BE or bool(after and "VERB" in classes(after))


def _stands(following: Sequence[Token]) -> bool:
    """ "… on the slide", which is said of Lily rather than of a lily."""
    lows = [token.low for token in following]
    return lows[:1] in (["on"], ["at"]) and lows[1:] in (["the"], ["her"], ["his"], ["my"], ["our"])


def _has_article(before: Sequence[Token]) -> bool:
    """Whether what follows is one of a kind: "a Segway", "a large red Popsicle"."""
    for token in reversed(before[-3:]):
        if token.low in ("a", "an"):
            return True
        if token.kind != "word" or classes(token.low) & {"ADJ", "VERB"} != {"ADJ"}:
            return False
    return False


def _joined(sentence: Sequence[Token]) -> str:
    return "".join(t.text if t.kind == "mark" else f" {t.text}" for t in sentence)


def _opener(token: Token, lexicon: Lexicon) -> bool:
    """Whether the first word of a sentence has its capital only from that."""
    low = token.low
    if low in TITLES or low in lexicon.given:
        return False
    return bool(classes(low)) or _function_word(low)


def _function_word(low: str) -> bool:
    return (
        low in grammar.PREPOSITIONS or low in grammar.CONJUNCTIONS or low in grammar.DETERMINERS
        or low in grammar.PRONOUNS or low in grammar.ADVERBS or low in grammar.GREETINGS
        or low in grammar.SUBORDINATE or low in grammar.BE or low in grammar.QUESTIONS
        or low in grammar.MODALS or low in grammar.HAVE or low in grammar.NEGATIONS
        or low in NO_PERSONS
    )  # fmt: skip


def _is_name(
    name: str, inside: int, opening: int, sited: int, acting: int, lower: set[str], lexicon: Lexicon
) -> bool:
    if lexicon.describes(name, "number") or name.lower() in _NUMBERS:
        return False
    words = name.replace(".", "").split(" ")
    lows = [word.lower() for word in words]
    last = lows[-1]
    if name.isupper() and len(name) > 2 and name.lower() not in lexicon.given:
        return False
    given = last in lexicon.given and inside > 0
    if len(lows) == 2 and lows[0] in _TITLES_OF_PERSONS and last in (*NO_PERSONS, *MONTHS):
        return last not in TITLES  # "Father Christmas", "Mr Monday"
    single = len(lows) == 1
    if not given and all(_function_word(low) or (low in TITLES and single) for low in lows):
        match = lexicon.noun(last)
        return bool(match and match.sort == "person" and inside and len(lows) == 1)
    if single and last.endswith("ing") and "VERB" in classes(last) and not given:
        return False
    if single and (not re.search(r"[aeiouy]", last) or re.fullmatch(r"a+h+|o+[ohw]*|h*m+f?", last)):
        return len(last) == 2 and given  # Sounds: "Mmf", "Aah".
    if name.lower().replace("-", "") in grammar.GREETINGS:
        return False
    told = single and inside + opening < 2 and last.endswith("s") and "VERB" in classes(last)
    if told and not given and lexicon.noun(last) is None:
        return False
    if last in _SITES and len(lows) > 1:
        return False
    if last in MONTHS and len(lows) == 1:
        return (
            acting > sited and last not in lower and inside + acting > 1 and last in lexicon.given
        )
    if (_function_word(last) and not given) or re.fullmatch(r"[ivxlc]+", last):
        return False
    if len(lows) > 1:
        titled = lows[0] in TITLES or lows[0] in lexicon.given
        return titled or inside > 0 or not _opener_word(lows[0])
    if sited and sited >= inside + opening and last not in lexicon.given:
        return False
    match = lexicon.noun(last)
    if match is not None and match.sort == "place" and sited and not given:
        return False
    many = match is not None and match.exact and last not in lexicon.given and is_plural(last)
    if many and single and match is not None and match.sort in (*LIVING, "thing"):
        return False  # "It was full of Fairies."
    if match is not None and match.sort == "person" and inside:
        return True
    if last in lower and not (last in lexicon.given and inside):
        return False
    if inside:
        return match is None or match.sort not in ("time", "season", "weather") or acting > 0
    if last in lexicon.given:
        return acting > 0 or opening > 1
    if not classes(last) and not _opener_word(last):
        return acting > 0 or opening > 1
    unseen = match is None and last not in lexicon.void and not last.endswith(("ly", "ing", "s"))
    return unseen and opening > 1 and acting > 1 and "NOUN" in classes(last)


def _opener_word(low: str) -> bool:
    return bool(classes(low)) or _function_word(low) or low.endswith("ly")
