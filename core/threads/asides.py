"""What captions say beside who acts and what they do, left out or said in fewer words.

"A dog, nose to the ground, walks" is a dog that walks; of "two boys, one is climbing a roof" only
the boys are told, since what one does isn't what both do.
"""

import re
from typing import Final

from core.threads.articles import COUNTS
from core.threads.nouns import MASS
from core.threads.rewording import BODY, PEOPLE, is_look
from picturebook.reading.grammar import PREPOSITIONS
from picturebook.words import lexicon
from picturebook.words.forms import gerund, is_plural, lemmas, singulars

_GROUP: Final = "(?:group|crowd|line|row|pair|couple|team|bunch|class|family|herd|pack)"
_ONE: Final = "(?:man|woman|person|boy|girl|child|kid|lady|guy|dog|horse|player|baby|toddler)"
_WORN: Final = (
    "(?:tie|hat|cap|hood|shirt|jacket|coat|helmet|skirt|dress|shoes?|boots?|glasses|sunglasses|bag)"
)
_HOW: Final = (
    r"(?:to|in|on|off|at|out\w*|up|down|over|against|around|behind|above|wide|open|spread|extended"
    r"|stretched|raised|crossed|folded|tucked|pulled|hanging|held|touching)"
)
_ENDS: Final = (
    "inside|outside|beside|in|on|at|with|while|as|through|into|down|up|from|over|under|near|by|and"
    "|to|across"
)
_LEFT_OUT: Final = tuple(
    (re.compile(rf"(?i){pattern}"), said)
    for pattern, said in (
        # how somebody holds themselves, and how they wear a thing
        (rf" ?, (?!face to)(?:(?:his|her|its|their|both|the|all) )?(?:[\w-]+ )?(?:{BODY}|{_WORN}) "
         rf"(?:half )?{_HOW}\b[^,]*(?:,|$)",
         " "),
        (rf" with (?:his|her|its|their) (?:[\w-]+ ){{0,2}}?{_WORN} {_HOW}\b[^,]*?"
         r"(?=$|[,.]| (?:is|are|while|as) )", ""),
        (r" with (?:the|its|an?|both|all) (?:[\w-]+ (?:and )?){1,4}?"
         r"(?:open|closed|shut|missing|raised|pulled (?:back|down|up)"
         r"|turned (?:on|off|down|up))\b", ""),
        # what only one of them is or does
        (r" ?, (?:and |with )?(?:one|another|the (?:one|other|first|second)|others) "
         r"(?:of (?:them|which|whom) )?(?:[\w-]+ ){0,2}?(?:is|are|has|have|was|were|about|trying"
         r"|carrying|holding|wearing|with|on|in|at|up|near|behind)\b[^,]*(?:,|$)"
         r"(?: ?(?:and |while )?the others? [^,]*$)?", " "),
        (r" ?, one (?:[a-z]+ ){1,3}and (?:the |one )?(?:one |others? )?(?:[a-z]+ ){1,3},", " "),
        (r" (?:carrying|holding) [^,]*? in (?:its|his|her) mouth "
         rf"(?!(?:{_ENDS}|for|off|along|around|after)\b)(?=[a-z]+ )", " "),
        (r"\b(look(?:s|ing)? on) as .*$", r"\1"),
        (r"^[a-z]+ ?, (?=(?:smiling|happy|laughing|young|small|little|large|old) [a-z]+ )", ""),
        # when it is
        (r" (?:after|before|because|since|until) (?:(?:he|she|they|it)\b|"
         r"(?:an?|the|his|her|someone) [^,]*? (?:has|have|had|is|was|are|were|gets?|got)\b)"
         r".*$", ""),
        # who is spoken to or shown something is doing that too
        (rf"\b((?:to|for|from|at|towards?|in front of|next to|beside|behind|near"
         rf"|past) (?:an?|the|some|two"
         rf"|three|several|another|his|her) (?:[\w-]+ )?(?:{_GROUP} of )?(?:[\w-]+ )?"
         rf"(?:{PEOPLE}|{_ONE})) [a-z]{{2,}}ing\b(?! (?:board|pool|rod))[^,]*$", r"\1"),
        (rf"\b((?:to|for|from|at|towards?|in front of|next to|beside|behind|near|past|with) "
         rf"(?:an?|the|two|three|another) (?:[\w-]+ )?(?:{PEOPLE}|{_ONE})) (?:who|that) "
         r"(?:is|are|has|have)\b.*$", r"\1"),
        (rf"\b((?:picture|photo)s? of (?:an?|the|two|three|some) (?:[\w-]+ )?(?:{PEOPLE}|{_ONE})) "
         r"[a-z]{2,}ing\b[^,]*$", r"\1"),
        (r" by [a-z]+ing (?:his|her|its|their|the|an?)\b.*$", ""),
        # what a thing does that they wear or have
        (r" with (?:an? |the |his |her |its |their )?(?:[\w-]+ )?[a-z]+ "
         r"(?:covering|hiding|obscuring"
         r"|streaming|sticking|blowing|flying|protruding|dripping|surrounding|pulled)\b"
         r"[^,]*?(?=$|,| (?:is|are|while|as) )", ""),
        (r"\b(us(?:es?|ing) [^,]*?) to [a-z]+ .*$", r"\1"),
        (r"^(two|three|four) ([a-z]+s) ?, an? [\w ]+ and an? [\w ]+ ?, ", r"\1 \2 "),
        (r" (?:on|at) (?:the )?(?:corner|intersection) of (?-i:[A-Z]).*$", " at the corner"),
        (r" (?:that|which) (?:produce|contain|make|lead|look|read|hold)s "
         r"(?:(?:an?|the|his|her|its|some) )?[a-z]+$", ""),
        # the same as what
        (r" (?:wearing|in|has|have|with) the same [\w ]+? as [\w ]+$", ""),
        (r"\bthe same (?=(?:colou?rs?|clothes|outfits?|uniforms?|shirts?|costumes?|dress(?:es)?"
         r"|hats?)\b)", "matching "),
        (r"\bthe other (two|three|four|five|six) (?=[a-z])", r"\1 other "),
        # acts of several words
        (r"\b(?:say|wave)(s?) (?:hello|hi|goodbye|good bye|bye) to\b", r"greet\1"),
        (r"\b(?:say|wav)ing (?:hello|hi|goodbye|good bye|bye) to\b", "greeting"),
        (r"\bplay[- ]?fight(s|ing)?\b",
         lambda m: {"s": "wrestles", "ing": "wrestling"}.get(m[1] or "", "wrestle")),
        (r"\b(hold(?:s|ing)?) on ?to\b", r"\1"),
        (r"\b(do(?:es|ing)?) ((?:[\w-]+ ){0,2}?(?<!an )(?<!a )(?<!the )(?<!some )(?:trick|stunt))"
         r"(?= |$)", r"\1 a \2"),
        (r"\bin (?:an? )?single[- ]file(?: line)?\b", "in a line"),
        (r"\b((?:stand|sit|ly|lay|walk|runn?|play|swimm?|rid)(?:e?s|ing)?) out (?=(?:on|in|at)\b)",
         r"\1 "),
        (r"\bout at sea\b", "at sea"),
        (r"\ball (?=[a-z]+ing\b)", ""),
        (r"\bend(?:s|ing)? up (?=(?:at|in|on)\b)", "is "),
        (r"\btak(es?|ing) (?:to )?flight\b", lambda m: "flying" if m[1] == "ing" else "flies"),
        (r"\bstep(s|ping)? up to (?:the )?(?:bat|plate)\b", "preparing to hit the ball"),
        (r"\b(?:on |at |to )?either side of\b", "beside"),
        (r"\b(?:turn|pull|land)(s|ing|ed)?(?: off)? (?=(?:(?:an?|some|his|her) )?(?:[\w-]+ )?"
         r"(?:trick|stunt)s?\b)", lambda m: "doing " if m[1] == "ing" else "does "),
        (r"\bstrik(es?|ing) (?:an? )?(?:[\w-]+ ){1,2}?poses?\b", r"strik\1 a pose"),
        (r"\b(tricks?|stunts?|jumps?|flips?|arms?|hands?) up (?=in the air\b)", r"\1 "),
        (r"\bspray[- ]?(?=paint)", ""),
        (r"\b(climbers?|man|woman|boy|girl|person|child|kid) (?:is |are )?hang(?:s|ing)? "
         r"(?:off of|off|from|on ?to|on) (?=(?:an?|the|his|her) )(?!.* (?:rope|tree|noose)\b)",
         r"\1 is clinging to "),
        # looks of several words
        (r"\b(?:ripped|torn|chewed|rolled|screened|beat|cut|made)[- ](?:up|off|in) "
         rf"(?!{_ENDS}|an?\b|the\b|his\b|her\b|its\b|their\b)(?=[a-z]+)", ""),
        (r"\b(an?|the) \w+ and \w+[- ]colou?red (?=[a-z])", r"\1 "),
        (r",? (?:all )?(?:lit|lite|lighted|light)(?: up)(?: inside)?(?: and out(?:side)?)?"
         r"(?: (?:with|by) [^,]*)?(?= (?:on|in|at|near)\b|$)", ""),
        (r" shaped like (?:an? |the )?(?:[\w-]+ )?[\w-]+", ""),
        # what is in or on a thing that is there
        (r" (filled|loaded|packed|stuffed) with ([^,]*?) (?:in|with) [\w ]+$", r" \1 with \2"),
        (r" (with an? [\w ]+?) (?:on|at|in) (?:the|its) (?:end|top|side|front|back|tip)\b(?! of)",
         r" \1"),
        (r" (?:(?:is|are|looks?|appears?) )?(?:[a-z]+ and )?ready to be (?:served|eaten|used|cooked"
         r"|baked|cut|sliced)\b", ""),
        # what it is a kind or a view of
        (r"^(?:shows?|showing|depicts?|looking at) (?=an?\b|the\b|some\b|two\b)", ""),
        (r"\b(crowd|street|beach|city|market|park|kitchen|bathroom|bedroom) scene\b", r"\1"),
        (r"^up[- ]close (?=picture|photo|image|view|shot)", ""),
        (r"\bfull of some\b", "full of"),
        (r"\b(?:grilled|fried|roast(?:ed)?|baked|cooked|barbecued|breaded|sliced|shredded) "
         r"(?:chicken|turkey|duck|lamb)\b(?! (?:sandwich|wrap|burger|salad|soup|pizza))", "meat"),
        (r"\b[a-z]+ shape (?!of\b|in\b|on\b|and\b|with\b|at\b|to\b)(?=[a-z])", ""),
        (r"^an? (?:[a-z]+ )?view looking (?:at|over|down|out|into|up) (?:on |at )?", ""),
        (r"\b[a-z]+[- ]style (?!of\b|and\b|in\b|on\b)(?=[a-z])", ""),
        # slips of the pen
        (r"\bcrossing (?=(?:river|street|road|stream|path|bridge|creek|highway|intersection)\b)",
         "crossing the "),
        (r"\bsits? parked\b", "is parked"),
        (r"\b([A-Z]{2,4})['’]s(?= (?:and|in|on|at|are|near|with|down|through)\b|$|,)", r"\1s"),
        (r"\b(between|of|these|all) to (?=(?:\w+ )?\w+s\b)", r"\1 two "),
        (rf"\bnearby (?=[a-z]+ (?:{PEOPLE}|\w+s)\b)(?<!a nearby )(?<!the nearby )(?<!some nearby )"
         r"(?<!in nearby )(?<!of nearby )", "near "),
        (r"\b(wheelchair|car|bus|truck|train|boat|bike|canoe|wagon) crossing "
         r"(?=(?:in front|the|an?|over|through)\b)", r"\1 , crossing "),
    )
)  # fmt: skip
_OR: Final = re.compile(
    r"(?i)\b([a-z]+) or (?:(?:some|an?|other|any) )?(?:(?:types?|kinds?|sorts?) of )?"
    r"((?:[a-z-]+ ){0,3}?([a-z]+))(?= (?:is|are|in|on|at|by|with|near|while|that|who|and|from|next"
    r"|has|\w+ing)\b|$)"
)
_WITH_HAIR: Final = re.compile(
    r"(?i)( and .*\b(?:with|in|wearing) (?:[a-z-]+ ){0,3}?([a-z]+)) ([a-z]+) "
    r"(?=(?:in|on|at|near|by|next|together|under|beside|through|around|down|their|the|an?)\b)"
)
_KIND_OF: Final = re.compile(
    r"(?i)\b(?:some|an?) (?:types?|kinds?|sorts?|forms?) of (?:an? )?(?=([\w-]+)(?: ([\w-]+))?)"
)
_LOOKING: Final = re.compile(r"(?i)\b([\w-]+) (?!and\b|is\b|are\b)([\w-]+)[ -]looking (?=([a-z]+))")
_MANY_ACT: Final = re.compile(
    rf"(?i)\b({_GROUP} of (?:[\w-]+ )?(?:{PEOPLE})) ([a-z]+s) "
    r"(?=(?:about|around|in|on|at|through|down|up|along|over|the|an?|their|for|with|together)\b)"
)
_DISPLAY: Final = re.compile(
    rf"(?i)^((?:(?:an?|the) )?(?:[\w-]+ )?{_GROUP} of (?:[\w-]+ )?(?:{PEOPLE})) ([a-z]+) "
    r"(?=([a-z]+s)\b)"
)
_SHOW: Final = frozenset("display exhibit present model sort sample cook cut trade swap".split())
"""What a group does that might be a word before its thing."""
_ANOTHER: Final = re.compile(rf"(?i)(?<!one )(?<!after )\banother(?= (?:{_ENDS})\b|$)")
_TWO_LOOKS: Final = re.compile(r"(?i)\b(an?|the|some|his|her) ([a-z]+) and ([a-z]+) (?=([a-z]+)\b)")


def without_asides(text: str) -> str:
    """A caption that says only who does what and where."""
    for pattern, said in _LEFT_OUT:
        text = pattern.sub(said, text)
    text = _OR.sub(_either, text)
    text = _KIND_OF.sub(_kind, text)
    text = _WITH_HAIR.sub(_dressed_acts, text)
    text = _LOOKING.sub(_looking, re.sub(r"\bvery (?=[\w-]+[ -]looking\b)", "", text))
    text = _MANY_ACT.sub(_many_act, text)
    text = _DISPLAY.sub(_display, text)
    text = _TWO_LOOKS.sub(_one_look, text)
    if not re.search(r"(?i)\bfrom one\b", text):
        text = _ANOTHER.sub(_another, text)
    return " ".join(text.split())


def _either(match: re.Match[str]) -> str:
    """ "a bus" of "a bus or trolley"."""
    words = lexicon()
    before = match.string[: match.start()].lower().split()[-1:]
    sure = bool(before) and before[0] in COUNTS
    one, other = match[1].lower(), match[3].lower()
    known = words.noun(one) and words.noun(other)
    acts = words.verb(other) or (words.verb(one) and not sure)
    return match[1] if known and not acts else match[0]


def _dressed_acts(match: re.Match[str]) -> str:
    """ "a woman and a man with dark hair are standing" of "… with dark hair stand"."""
    last, word = match[2].lower(), match[3].lower()
    worn = last in lexicon().body or lexicon().noun(last, "garment") is not None
    verb = lexicon().verb(word)
    acts = verb is not None and word in lemmas(word, "VERB")
    return f"{match[1]} are {gerund(word)} " if worn and acts else match[0]


def _kind(match: re.Match[str]) -> str:
    """ "a parade" of "some type of parade", "some food" of "some kind of food"."""
    first, second = match[1].lower(), (match[2] or "").lower()
    known = lexicon().noun(second) is not None and not lexicon().verb(second)
    noun = second if known and "NOUN" in _sorts(first, second) else first
    return "some " if is_plural(noun) or noun in MASS else "a "


def _sorts(first: str, second: str) -> set[str]:
    return {"NOUN"} if lemmas(second, "NOUN") and not lemmas(first, "VERB") else set()


def _one_look(match: re.Match[str]) -> str:
    """ "a colorful bathroom" of "a clean and colorful bathroom": one look is enough."""
    words = lexicon()
    one, other, noun = (match[i].lower() for i in (2, 3, 4))
    coloured = [words.describes(w, "colour") for w in (one, other)]
    if any(coloured) or not (is_look(one) and is_look(other)) or not words.noun(noun):
        return match[0]
    return f"{match[1]} {match[3]} "


def _looking(match: re.Match[str]) -> str:
    """Nothing of "robot looking" in "a robot looking helmet"."""
    before, noun = match[1].lower(), match[3].lower()
    thing = lexicon().noun(noun) is not None and noun not in PREPOSITIONS
    if not thing or lexicon().verb(noun) or not (before in COUNTS or is_look(before)):
        return match[0]
    return f"{match[1]} "


def _many_act(match: re.Match[str]) -> str:
    """ "a group of people are milling" of "a group of people mills"."""
    verbs = lemmas(match[2].lower(), "VERB")
    return f"{match[1]} are {gerund(verbs[0])} " if verbs else match[0]


def _display(match: re.Match[str]) -> str:
    """ "a group of people are displaying ribbons" of "a group of people display ribbons"."""
    word, thing = match[2].lower(), match[3].lower()
    things = is_plural(thing) and thing not in PREPOSITIONS and not lexicon().verb(thing)
    return f"{match[1]} are {gerund(word)} " if things and word in _SHOW else match[0]


def _another(match: re.Match[str]) -> str:
    """ "another child" of "a child pushes another"."""
    for word in re.findall(r"[a-z]+", match.string[: match.start()].lower()):
        known = lexicon().noun(word)
        if known is not None and known.sort in ("person", "role", "animal") and word != "one":
            return f"{match[0]} {singulars(word)[-1] if is_plural(word) else word}"
    return match[0]
