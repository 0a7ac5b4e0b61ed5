"""Turns of phrase that the reader of captions misreads, said in a way that it reads.

Other than `mending`, these hold for any word of a kind: "a red shirted rider" loses its look as "a
long haired dog" does, "people move furniture" and "people practice walking" are acts alike.
"""

import re
from collections.abc import Callable
from typing import Final

from picturebook.reading.grammar import PREPOSITIONS
from picturebook.reading.tagging import tag
from picturebook.reading.tokens import sentences, told
from picturebook.words import lexicon
from picturebook.words.forms import classes, gerund, is_plural, lemmas, plural, singulars

_COLOUR: Final = "(?:black|white|brown|tan|gr[ae]y|red|yellow|orange|blue|green|pink|purple)"
BODY: Final = (
    "(?:heads?|arms?|legs?|hands?|feet|foot|paws?|tongues?|mouths?|eyes|ears?|tails?|necks?"
    "|trunks?|wings?|faces?|noses?|backs?|knees?|hair|fingers?)"
)
_WHERE: Final = (
    "(?:on|in|at|by|near|next|under|beside|behind|inside|outside|over|above|along|with|through"
    "|between|among|around|against|up|down|together)"
)
_AFTER: Final = (
    r"(?:his|her|its|their|an?|the|some|through|into|onto|in|on|at|off|up|down|for|with|along|over"
    r"|across|together|outside|\w+ing)"
)
_RELATED: Final = "side|edge|end|back|middle|bottom|corner|surface"
PEOPLE: Final = (
    "onlookers|spectators|passengers|people|men|women|children|kids|boys|girls|guys|ladies|dogs|teens|teenagers|adults|players"
    "|couples|friends|students|soldiers|tourists|riders|cyclists|skiers|surfers|workers|dancers"
    "|horses|cats|birds|elephants|zebras|giraffes|cows|sheep"
)
_PICTURE: Final = (
    r"(?:shot|view|photo|picture|image|photograph|close ?-?up|snapshot|painting|drawing|animation"
    r"|cartoon|illustration|sketch|depiction|portrait|scene|recreation|rendering)"
)
_LOOKS: Final = (
    "shirted|jacketed|suited|skirted|hooded|gloved|uniformed|helmeted|capped|clothed|haired|furred"
    "|walled|dotted|tiled|sided|paned|framed|roofed|shingled|legged|armed|footed|handed|eyed|faced"
    "|headed|nosed|eared|tailed|mouthed|skinned|sleeved|striped|checkered|checked|spotted|patterned"
    "|colou?red|themed|styled|sized|shaped|tiered|decked|engined|wheeled|storied|floored|doored"
    "|soled|heeled|laced|trimmed|bodied|handled|petal+ed|winged|bearded|feathered|collared|rimmed|lidded|bottomed"
)
_LITTLE: Final = frozenset(
    "a an the some his her its their and or of two three four several many these".split()
)
_NUMBERS: Final = frozenset("two three four five six".split())
_NUMBERED: Final = frozenset(
    "wheeled legged tiered decked storied doored sided armed engined floored headed".split()
)
"""With a number these are looks: "two three wheeled taxis"."""
_ONE_WORD: Final = frozenset(
    "striped checkered checked spotted patterned hooded uniformed bearded feathered".split()
)
"""These are looks without another word."""
_REWORDED: Final = tuple(
    (re.compile(rf"(?i){pattern}"), said)
    for pattern, said in (
        (rf"\bit['’]s (?={BODY}\b)", "its "),
        # what is printed or written on something, and how a picture came out
        (r"\b((?:t-?)?shirt|sweater|jersey|cap|hat|sign|poster|banner|billboard|flag)"
         r" (?:showing|depicting|featuring|displaying|that (?:says|reads|shows)|saying|reading"
         r"|with (?:an? )?(?:picture|image|photo) of) .*$", r"\1"),
        (rf",? (?:an? )?(?:blurry|blurred|old|faded|color|colour|stop action) {_PICTURE}$", ""),
        (r"^(?:an? |the )?silhouettes? of (?=\w)", ""),
        (r"\bhanging upside[ -]down (?=on|from|in)", "hanging "),
        (r"\bnest to\b", "next to"),
        (r"\b(in|on)t he\b", r"\1 the"),
        # an act that is only looked at, or done by something else
        (r"\b((?:look|star|gaz|point|bark)\w* at (?:an?|the|some) (?:[\w-]+ ){0,3}?[\w-]+?)"
         r" (?!sitting|standing|next|beside)[a-z]{3,}ing\b.*$", r"\1"),
        (r" (?:being|(?:is|are|was|were|gets?|getting) (?:being )?)[a-z]+ed (?:on|over|upon|at) by"
         r" .*$", ""),
        (r" as (?:one|he|she|it|they|another|someone|others|the others?) [a-z]+ .*$", ""),
        (r"\b(look\w*) (?=(?:an? |the |its |his |her |their )?(?:own )?reflections?\b)",
         r"\1 at "),
        (r"\babout to (?:try|attempt) to\b", "about to"),
        (r"\b(?:attempts?|attempting) to (?=[a-z])", "trying to "),
        (r" in (?:an?|the) (?:[\w-]+ )?(?:region|location)\b", ""),
        # what only says that this is a picture
        (rf"^(?:an?|the|this|these|that)? ?(?:[\w-]+ ){{0,3}}?{_PICTURE}s? (?:is of|are of|shows?"
         r"|showing|depicts?|depicting|captures?|displays?|consists of|contains?) (?=\w)", ""),
        (rf"^(?:an?|the|this) (?:[\w-]+ )?{_PICTURE} of (?=\w)", ""),
        (r"^(?:that|this|it|there) (?:looks|seems|appears) (?:like|to be) (?=\w)", ""),
        (r" (?:is|are) (?:shown|pictured|depicted|displayed|seen|visible|featured)$", ""),
        (rf",? (?:that|which) (?:looks?|seems?|appears?) .*?(?= {_WHERE} |$)", ""),
        (r" in what (?:looks like|seems to be|appears to be) (?=an?\b)", " in "),
        # participles of what was done to somebody: where they are is worth more
        (r"(?<!been )\b(?:spotted|located|pictured|photographed|seen|shown|featured|displayed"
         rf"|depicted|situated|positioned|stationed|found) (?=(?:only )?{_WHERE}\b)", ""),
        (r",? (?:lit|lighted|illuminated)(?: up)?(?: only)? (?:by|with|from) [^,]*", ""),
        (rf" (?:hooked|harnessed|hitched|attached|tied|chained|leashed|tethered|connected) (?:up )?"
         r"(?:to|with|by) (?:[\w-]+ ){0,3}?[\w-]+"
         rf"(?= {_WHERE} |$|[,.]| (?:is|are|\w+s) {_AFTER}\b)", ""),
        (r" dressed (?:up )?(?:like|as) (?:an? |the )?(?:teddy (?=bears?))?(?:[\w-]+ ){0,3}?[\w-]+"
         rf"(?= (?:during|for|while|from|{_WHERE}) |$|[,.]"
         rf"| (?:is|are|\w+ing|\w+s (?!during\b){_AFTER})\b)", ""),
        (rf" (?:dressed|clothed) (?:up )?"
         rf"(?={_WHERE} (?:the )?(?:middle|street|front|park|beach)\b)", " "),
        # a part of somebody for the whole
        (r"\b(?:feet|backs?|backsides?) of (?:(?:the )?(?:heads?|necks?) of )?"
         rf"(?=(?:an?|the|two|three|four|some|his|her) (?:[\w-]+ )?(?:{PEOPLE}|man|woman|boy|girl"
         r"|child|person|horse|dog|cat|elephant|camel|cow|adventurer|giraffe|player)\b)", ""),
        (r"^(?:the |an? )?(?:backs?|feet|legs|hands|arms|heads?|faces?) of "
         r"(?=(?:an?|the|two|three|four|some)\b)", ""),
        (rf" with (?:his|her|its|their|one|both) (?:[\w-]+ ){{0,2}}{BODY} "
         rf"(?:(?:is|are) )?(?:{_WHERE}|out|open|raised|outstretched|spread|stretched|crossed"
         rf"|hanging|sticking|poking|peeking|resting)\b"
         rf"[^,]*?(?=$|[,.]| (?:is|are|while|as) | \w+s {_AFTER}\b|(?<=each other) )", ""),
        (rf" (?:has|have) (?:its|his|her|their) (?:[\w-]+ )?{BODY} "
         rf"(?:spread|stretched|raised|up|out|{_WHERE})\b.*$", ""),
        (rf" with (?:[\w-]+ )?{BODY} "
         r"(?:outstretched|raised|spread|extended|crossed|up|out)\b", ""),
        # looks of two words
        (r"\b(?:filled|bricked|boarded|locked|closed|blown)[- ]up (?=[a-z]+s?\b)"
         rf"(?!{_AFTER}\b)", ""),
        (r"\bblow[- ]?up (?=[a-z])", "inflatable "),
        (r"\b(an?|the|some) (?:broken|run|burnt|burned|worn)[- ](?:down|out) (?=[a-z])",
         r"\1 old "),
        (r"\b(?:high|top)[- ]speed ", "fast "),
        (rf"\b(an?) (?:{_COLOUR} ?, )+{_COLOUR} and {_COLOUR} (?=[a-z])", r"\1 "),
        (r"\b(?:off|all)[- ](?:road|terrain) (?=[a-z])", ""),
        (r"\bhomeless (?=\w)", ""),
        (r" of (?:different|various|mixed|many|assorted|varying|similar|several|the same|all)"
         r"(?: different)? (?:breeds?|sizes?|colou?rs?|ages?|kinds?|types?|races?|shapes?"
         r"|varieties|sorts|styles?|heights?|genders?)(?: and \w+)?(?= |$)", ""),
        (r"\b(?:various|assorted|diverse|numerous) (?=(?:\w+ )?[a-z]+s\b(?! of))", "some "),
        # acts of several words
        (r"\b(do(?:es|ing)?|perform(?:s|ing)?|attempt(?:s|ing)?|practic(?:es|ing)) "
         r"(?:an?|his|her|its|the) (?:[\w-]+ ){1,4}?(trick|stunt|flip|jump|handstand)\b",
         r"\1 a \2"),
        (r"\b(do(?:es|ing)?|perform(?:s|ing)?|attempt(?:s|ing)?|practic(?:es|ing)) "
         r"(?:[\w-]+ ){1,3}?(tricks|stunts|flips|jumps)\b", r"\1 \2"),
        (r"\b(?:one|two)[- ]handed (?:hand)?stand\b", "handstand"),
        (r"\b(is|are|was|were) (?:just )?about to (?=\w)", r"\1 preparing to "),
        (r"\bhigh[- ](kick(?:s|ing)?)\b", r"\1"),
        (r"\b(?:para|hang)[- ]?glid(?=es?\b|ing\b)", "glid"),
        (r"\b(?:river|white[- ]?water) raft", "raft"),
        (r"\bready to (?=[a-z])", "preparing to "),
        (r"\b(?:the )?\d\d+['’]?s\b(?: (?:style|era))?", ""),
        (r"\b(?<!can )(?<!to )read (?=hair|shirt|jacket|dress|hat|coat|car\b|truck)", "red "),
        (r"\ban otherwise (?=[a-z])", "a "),
        (r" (?:decorated|painted|done) (?:in|with) (?:[\w-]+ ){0,2}?(?:and )?[\w-]+"
         r"(?= with\b|$)", ""),
        (r"\b(sign|card|banner|poster|board|shirt)(s?) (?:reading|saying|stating)\b.*$", r"\1\2"),
        (r" ?, (?:the|his|her|its|their) [\w ]+ (?:behind|in front of|beside|around) "
         r"(?:him|her|it|them) ?(?:,|$)", ""),
        (r" ?, (?:his|her|its|their) [\w ]+? (?:in|on|at|up|out|over|under|behind)(?: [\w ]+)?$",
         ""),
        (r",? face to face ?,?(?= |$)", ""),
        (r"\b(together|around|down) out (?=(?:on|in|at)\b)", r"\1 "),
        (r" (?:of people |full of people )?(?:passing|walking|going|driving|standing|sitting"
         r"|running) (?:by|past|behind|around|near|next to) (?:her|him|them)\b", ""),
        (r"\b([a-z]+)['’]s (?=(?:over|down|through|up|across|into|onto|along)\b)", r"\1s "),
        (r"\btexting\b", "typing"),
        (r"\b(?:biking|cycling) (?=gear\b)", ""),
        (r"^an? (girl|boy|dog|cat|kid|man|woman)s (?=(?:in|with|on|who)\b)", r"a \1 "),
        (r"\b(and (?:an? |the )?(?:\w+ ){0,2}\w+) lay (?=(?:on|in|together|next|under|beside)\b)",
         r"\1 are lying "),
        (r"\bspeed[- ](skat\w+)", r"\1"),
        (r"\brun(s|ning)? track\b", r"run\1"),
        (r"\bpara[- ]?sail(?=s|ing)", "glid"),
        (r"\bglids\b", "glides"),
        (r"\bskate[- ]?b(?:oa|o)rd", "skateboard"),
        (r"\bsnow board", "snowboard"),
        (r"\b(up|down)hill\b(?! (?:ski|race|course|slope))", r"\1 the hill"),
        (r"\bfield hockey\b", "hockey"),
        (r"\broad race\b", "race"),
        (r"\b(?:wine|beer|food) tasting\b", "party"),
        (r"\b(dog|horse|soldier|puppy|player|officer|firefighter)s? in training\b", r"\1"),
        (r"\bparked out (?=on\b|in\b)", "parked "),
        (r"\balong side(?: of)?\b", "beside"),
        (r"\bover (?:the )?top of\b", "over"),
        (r"\b(calm|deep|shallow|rough|murky|choppy|muddy|blue|clear|flood) waters\b", r"\1 water"),
        (r"\bport-a-pott(?:y|ies)\b|\bporta[- ]?pott(?:y|ies)\b", "toilets"),
        (r"\b(?:lots and )+lots of\b", "lots of"),
        (r"\bwi(?:h|ht)\b|\bwtih\b", "with"),
        (r"\bwit ha\b", "with a"),
        (r"\bski['’]s\b", "skis"),
        (r"\bpolice office (?=is\b|\w+ing\b)", "police officer "),
        (r"\btwo[- ]stor(?:y|ey) build\b", "building"),
        (r"((?:wearing|in) [^,]*?) with [^,]*? (?:in|on) (?:it|them)\b", r"\1"),
        (r" with [^,]{3,60}? (?:behind|in front of|next to|beside|around|above|below|near|under) "
         r"(?:him|them|her)(?=$|[,.])", ""),
        (r"\b([a-z]+[^s]s|people|men|women|children|boys and girls|kids) lay "
         r"(?=(?:on|in|under|next|beside|down|by|near|upside|flat|face|sideways|together)\b)",
         r"\1 are lying "),
    )
)  # fmt: skip
_ONE_OF: Final = re.compile(
    r"(?i)\b(one|two|three|four|some|several|many) of (?:the|these|those) (\w+)\b"
)
_GROUP_OF: Final = re.compile(
    r"(?i)\b(group|pair|crowd|team|couple|line|row|bunch|lot) of ((?:[\w-]+ )?)"
    r"(woman|man|person|child|boy|girl|kid|dog|cat|player|horse|bird|bike|car|giraffe|zebra|elephant"
    r"|bear|cow|surfer|skier|rider|worker|skateboarder)\b(?! [a-z]+s\b)"
)
_LOOKING: Final = re.compile(
    rf"(?i)\b((?:{_COLOUR} and )?([\w-]+)[ -])?({_LOOKS}) "
    r"(?!(?:and|or|by|with|in|on|of|to|is|are|at|the|an?)\b)(?=[a-z])"
)
_TWO_LOOKS: Final = re.compile(
    r"\b(an?|the|some|his|her|its|their|on|in|over|through|near) (\w+) ?, ([\w-]+) (?=[a-z])"
)
_MOVING: Final = re.compile(
    r"(?i)\b(on|with|near|at|behind|past|to|from|over|beside|after) (an? |the )?(\w+ing) "
    r"(?=([a-z]+)\b)"
)
_DO: Final = re.compile(rf"(?i)(?<!of )\b({PEOPLE}) ([a-z]+) (?={_AFTER}\b)")
_DO_THING: Final = re.compile(
    rf"(?i)(?<!of )\b({PEOPLE}|(?:man|woman|boy|girl|dog|child|couple|mother|father) and "
    r"(?:an? |the |his |her |their )?(?:\w+ )?(?:man|woman|boy|girl|dog|child|friend|baby|son"
    r"|daughter)) ([a-z]+) "
    rf"(?=([a-z]+)(?: {_WHERE}\b| ?$))"
)
_HELPED: Final = re.compile(
    r"(?i)\b((?:help|watch)(?:s|es|ing)? (?:an?|the|his|her|another) (?:\w+ )?"
    r"(?:man|woman|boy|girl|child|person|player|toddler|baby|dog)) ([a-z]+)\b.*$"
)
_PART_OF: Final = re.compile(rf"(?i)\b(on|in|at|near|by|along) (?=(?:{_RELATED}) of\b)")
_PART_OF_BARE: Final = re.compile(rf"(?i)\b((?:{_RELATED}) of) ([a-z]+)(?= with\b| {_WHERE}\b|$)")
_OR: Final = re.compile(r"\b([a-z]+) or ([a-z]+)\b")
_BREED: Final = re.compile(r"(?i)\b([a-z]+) mix(?=$| (?!of\b)[a-z])")


def reworded(text: str) -> str:
    """A caption without the turns of phrase that would be misread."""
    for pattern, said in _REWORDED:
        text = pattern.sub(said, text)
    for pattern, change in _CHANGED:
        text = pattern.sub(change, text)
    return text


def _one_of(match: re.Match[str]) -> str:
    """ "a member" of "one of the members", "two players" of "two of the players"."""
    count, noun = match[1].lower(), match[2]
    if not is_plural(noun.lower()):
        return match[0]
    return f"a {singulars(noun.lower())[-1]}" if count == "one" else f"{match[1]} {noun}"


def _two_looks(match: re.Match[str]) -> str:
    """ "a green" of "a sunny, green": one look is enough."""
    one, other = match[2].lower(), match[3].lower()
    named = lexicon().noun(one)
    plain = (named is None or named.sort == "weather") and lexicon().noun(other) is not None
    if not (is_look(one) and (is_look(other) or plain)):
        return match[0]
    article = match[1]
    if article.lower() in ("a", "an"):
        article = "an" if other[0] in "aeiou" else "a"
        article = article.capitalize() if match[1][0].isupper() else article
    return f"{article} {match[3]} "


def _looking(match: re.Match[str]) -> str:
    """Nothing of "red shirted", "wearing" of "wearing striped"."""
    before = (match[2] or "").lower()
    if before.endswith("ing") and match[3].lower().startswith("colo"):
        return match[1]  # "juggling colored blocks"
    if (match[1] or "").endswith("-") or (
        match[3].lower().startswith("colo") and before not in _LITTLE and before not in PREPOSITIONS
    ):  # fmt: skip
        return ""
    if before in _NUMBERS and match[3].lower() in _NUMBERED:
        return ""
    if before.endswith("ing") and before != "wearing" and match[3].lower() in _ONE_WORD:
        return match[1]
    if before in PREPOSITIONS or before in _LITTLE:
        return match[0] if match[3].lower() in _ONE_WORD else match[1]
    if before and (is_look(before) or (classes(before) and classes(before) <= {"NOUN", "ADJ"})):
        return ""
    return match[0] if match[3].lower() in _ONE_WORD else match[1] or ""


def is_look(word: str) -> bool:
    words = lexicon()
    known = words.noun(word)
    if known is not None and known.sort in ("person", "role", "animal", "thing"):
        return False
    return "ADJ" in classes(word) or bool(list(words.describing(word)))


def _still(match: re.Match[str]) -> str:
    """ "on a bull" of "on a charging bull", where what goes with somebody moves."""
    doing, noun = match[3].lower(), match[4].lower()
    known = lexicon().noun(noun)
    alive = known is not None and known.sort in ("person", "role", "animal")
    if not alive or not lemmas(doing, "VERB") or doing in ("riding", "fishing", "racing"):
        return match[0]
    bare = match[2] or ("" if is_plural(noun) else "a ")
    return f"{match[1]} {bare}"


def _doing(match: re.Match[str]) -> str:
    """ "people are moving furniture" of "people move furniture", where "move" might be a noun."""
    word = match[2].lower()
    verb = lexicon().verb(word)
    if verb is None or verb.sort != "act" or word not in lemmas(word, "VERB"):
        return match[0]
    if lexicon().describes(word, "colour") or _is_verb(match.string, word):
        return match[0]
    return f"{match[1]} are {gerund(word)} "


def _doing_thing(match: re.Match[str]) -> str:
    thing = match[3].lower()
    return _doing(match) if lexicon().noun(thing) or "VERB" not in classes(thing) else match[0]


def _either(match: re.Match[str]) -> str:
    """ "play" of "play or fight"."""
    words = lexicon()
    acts = all(words.verb(w) is not None and words.noun(w) is None for w in match.groups())
    return match[1] if acts else match[0]


def _helped(match: re.Match[str]) -> str:
    """ "watching a woman" of "watching a woman light a candle"."""
    word = match[2].lower()
    base = word in lemmas(word, "VERB") and word not in PREPOSITIONS and word not in _LITTLE
    return match[1] if base and lexicon().verb(word) is not None else match[0]


def _is_verb(text: str, word: str) -> bool:
    kept, spoken = told(text)
    units = [u for s in sentences(kept or spoken) for u in tag(s, lexicon(), frozenset())]
    return any(u.low == word and u.tag == "VERB" for u in units)


def _part_of(match: re.Match[str]) -> str:
    """ "the side of a building" of "side of building"."""
    noun = match[2].lower()
    known = lexicon().noun(noun)
    one = known is not None and known.sort in ("thing", "place") and not is_plural(noun)
    return f"{match[1]} a {match[2]}" if one and noun not in _MASS else match[0]


def _breed(match: re.Match[str]) -> str:
    known = lexicon().noun(match[1].lower())
    return match[1] if known is not None and known.sort == "animal" else match[0]


_MASS: Final = frozenset("water snow sand grass food traffic ice mud dirt".split())
_CHANGED: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...]] = (
    (_LOOKING, _looking),
    (_ONE_OF, _one_of),
    (_GROUP_OF, lambda m: f"{m[1]} of {m[2]}{plural(m[3])}"),
    (_TWO_LOOKS, _two_looks),
    (_MOVING, _still),
    (_DO, _doing),
    (_DO_THING, _doing_thing),
    (_HELPED, _helped),
    (_OR, _either),
    (_PART_OF, lambda m: f"{m[1]} the "),
    (_PART_OF_BARE, _part_of),
    (_BREED, _breed),
)  # fmt: skip
