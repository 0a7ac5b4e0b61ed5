"""Captions as people write them under their own pictures, tidied for the reader of captions.

File names, emojis, hashtags, dates, ages and abbreviations are taken out or written in full, and
whoever isn't named gets a figure: "I" and nobody ("playing in the leaves") are a child, "we" are
the family.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from picturebook.reading import grammar
from picturebook.reading.names import NO_PERSONS
from picturebook.words import lexicon
from picturebook.words.forms import classes, is_plural, lemmas, plural, with_article

ONE: Final = "a child"
ALL: Final = "the family"
"""Who "I" and "we" are, where a caption tells of whoever wrote it."""

_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_ENDING: Final = r"\.(?:jpe?g|png|heic|gif|webp|tiff?|bmp)"
_FILE: Final = re.compile(
    r"(?i)^(?:img|dsc[nf]?|pxl|mvi|gopr|p|scan|screen ?shot|photo|image|picture|pic|foto|untitled"
    r"|whatsapp image|fullsizerender|snapchat)?"
    rf"(?:[\s_\-().:]|\d| at )*(?:edited|copy)?(?:{_ENDING})?$"
)
_NAMED_FILE: Final = re.compile(rf"(?i)^([\w-]+?)(?:[_-]?\d+)?{_ENDING}$|^([a-z]+(?:_[a-z]+)+)$")
_SMILEY: Final = re.compile(
    r"(?:(?<=\s)|^)(?:[:;=]['’]?-?[)(DPpO3]+|<3+|xD|\^_?\^|x{2,}o*)(?=\s|$)"
)


def _thing_done(match: re.Match[str]) -> str:
    """ "picking apples" of "apple picking"."""
    known = lexicon().noun(match[1].lower())
    if known is None or known.sort not in ("thing", "animal") or is_plural(match[1].lower()):
        return match[0]
    return f"{match[2]} {plural(match[1].lower())}"


_TIDY: Final = tuple(
    (re.compile(rf"(?i){pattern}"), said)
    for pattern, said in (
        (r"\bw/ ?(?=\w)", "with "),
        (r"(?<=\w) ?(?:&amp;|&|\+) ?(?=\w)", " and "),
        (r" ?@ ?(?=\w)", " at "),
        (r"\bthru\b", "through"),
        (r"\bb-?day\b", "birthday"),
        (r"\bx-?mas\b", "Christmas"),
        (r"\bbbq\b", "barbecue"),
        (r"\bbaby shower\b", "party"),
        (r"\b(?-i:Lake|Loch|River) (?-i:[A-Z])\w+", "the lake"),
        (r"\b(?-i:Mount|Mt\.?) (?-i:[A-Z])\w+", "the mountain"),
        (r" with (?:the |an? )?(?:chicken ?pox|flu|cold|fever|measles|broken \w+)$", ""),
        (r"\bhubby\b(?<!my hubby)", "my husband"),
        (r"\b(?:st\.?|saint) nicholas\b", "Santa"),
        (r"\b(?-i:[A-Z]\w+ Day) (?=[a-z])|\bd[ií]a de (?:los )?muertos ", ""),
        (r"(?<=[a-z])(?:,? (?:roar|boo|zoom|pow|moo|woof|meow)|, (?:bang|splash))+$", ""),
        (r"^where(?:['’]s| is| are) (?=\w)", ""),
        (r"^(?:a |my |our )?selfie with (?=\w)", "me and "),
        (r"^(?:playing )?(hide[- ]and[- ]seek|peek-?a-?boo|hopscotch|dress[- ]up)$",
         lambda m: f"playing {m[1].replace(' ', '-')}"),
        (r"\btree house\b", "treehouse"),
        (r"^it (?:is|was) (rain|snow)ing(?: outside| all day| again| hard)?$", r"\1"),
        (r"^ice[- ](?=skating)", ""),
        (r"^([a-z]+) (picking|carving|baking|decorating|watching|riding|feeding|building|flying"
         r"|climbing)(?=$| (?:at|in|on|with|by|near|for)\b(?! art))", _thing_done),
        (r" (draw|paint)(?:s|ed|ing)? (?:this|it|that)\b.*$", r" is \1ing"),
        (r" drew (?:this|it|that)\b.*$", " is drawing"),
        (r" (?:made|built|did|wrote) (?:this|it|that)\b.*$", ""),
        (r"^(?:happy|merry) (?:\w+ )?birthday,? (?:to )?(?:you,? )?((?-i:[A-Z])\w+).*$",
         r"\1 has a birthday"),
        (r"^(?:happy|merry|feliz) (?:[\w'’]+ ){1,3}from (?=\w)", ""),
        (r"^(?:(?:chinese|lunar) )?(?:new year(?:['’]s)?(?: eve)?|passover|easter|christmas"
         r"|thanksgiving|hanukkah|eid|diwali|holi|halloween|ramadan) (?=(?:at|with|in) )", ""),
        (r"\bmardi gras\b|^(?:\w+ )?(?:break|vacation|holidays?)$", ""),
        (r"^(?:so|such|too|what) (?:much |many |a )?(?:fun|laughs|joy|love|good times?)$", ""),
        (r"^the (?-i:[A-Z])[a-z]+s(?= (?:at|in|on|with|and)\b|$)", "a family"),
        (r"\btrick[- ]or[- ]treating\b", "knocking on doors"),
        (r"\bsiting\b", "sitting"),
        (r"\belefant", "elephant"),
        (r"\bice-?cream", "ice cream"),
        (r"\bfam\b", "family"),
        (r"\blil['’]?(?= )", "little"),
        (r"\bbffs?\b", "best friend"),
        (r"\bpj['’]?s\b", "pajamas"),
        (r"\bdogg?o\b|\bpupper\b", "dog"),
        (r"\b(grand(?:ma|pa)|nan|nana|gran|oma|opa)s$", r"\1's"),
        (r"\b(?:omg|lol|lmao|rofl|(?:ha){2,}|(?:he){2,}|yay+|wow+|aww+|oops|woo+ ?hoo+|yum+"
         r"|hoo?ray|hurr?ay|tada+|oh my(?: god| gosh)?|happy days)\b[!,. ]*", " "),
        (r"\bfell asleep\b", "is asleep"),
        (r"^up (?=in |on )", ""),
        (r"^(kids|children|boys|girls|students|pupils) (?=(?:painting|drawing|building|singing)\b)",
         r"\1 are "),
        (r"(\b(?:at|to) (?:[a-z]+ )?[a-z]+['’]s)$", r"\1 house"),
        (r"\b1st\b", "first"), (r"\b2nd\b", "second"), (r"\b3rd\b", "third"),
        # what only says which day it was
        (r"\b(?:mother|father|new year|valentine|grandparent|st\.? patrick|children)s?['’]?s? "
         r"(?:day|eve)\b", ""),
        (r"^(?:(?:happy|merry|eid|feliz|frohe|joyeux|ramadan|congrat\w*|best|so|good)"
         r" ?[\w'’ ]{0,20}[!.,]+) (?=\w+ \w)", ""),
        # when it was
        (r"\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b", ""),
        (rf"[,(]?\s*\b(?:in |on |from |back in )?(?:(?:early|late) )?"
         rf"(?:(?:summer|winter|spring|fall|autumn|{_MONTH}) )?(?:of )?"
         r"(?:\d{1,2}(?:st|nd|rd|th)?,? )?(?:(?<!\d)(?:19|20)\d\d\b|['’]\d\d\b)\)?", ""),
        (rf"[,(]?\s*\b(?:on )?{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b\)?", ""),
        (rf"[,(]?\s*\b(?:on )?(?:the )?\d{{1,2}}(?:st|nd|rd|th) (?:of )?{_MONTH}(?=\W|$)\)?", ""),
        (r"^day (?:\d+|one|two|three)[,:]? (?=\w)", ""),
        # how old somebody is
        (r"\s*\((?:aged? )?\d{1,2}(?:[ -]?(?:years?|yrs?|yo?|months?|mos?|weeks?|wks?|days?)"
         r"(?:[ -]old)?)?\)", ""),
        (r"(?<=\w),? aged? \d{1,2}(?: and a half| ?½| months?| years?)?\b,?", ""),
        (r"(?<=[a-z])(?<!\ban)(?<!\bthe)(?<!\ba),? \d{1,2} (?:years?|yrs?|months?|mos|weeks|days)"
         r"(?: old)?\b,?", ""),
        (r"(?<=\bby )([a-z]+), \d{1,2}$", r"\1"),
        (r"^(?:at|in) ((?:[a-z]+ )?[a-z]+['’]s (?:house|home|place|garden|farm))$", r"\1"),
        # what only says: look here
        (r"^(?:(?:oh|and|so|well|hey|ok|look|see|here|finally),? )?look(?: at)?,? (?=\w)", ""),
        (r"^(?:look|see|check out|behold)(?: at)?(?: this| these| those| that)?,? "
         r"(?=(?:an?|the|my|our|big|little)\b)", ""),
        (r"^(?:can|do|did) you (?:see|spot|find|remember) ", ""),
        (r"^guess who(?:['’]s| is)? ", "I "),
        (r"^(?:this|that|here|it)(?: is|['’]?s| was) (?:where|when|how|what|why|the day|the time) "
         r"(?=(?:we|i|he|she|they|my|our|the)\b)", ""),
        (r"^(?:here|this|that|it|these|those)(?: is|['’]?s| are| was| were|['’]re) "
         r"(?:just )?(?=\w)", ""),
        (r"^(?:one day|once upon a time|yesterday|today|tonight|last (?:week|night|year|summer"
         r"|weekend)|this morning),? (?:there (?:was|were|lived) )?", ""),
        (r"^here we (?:are|were) ", "we are "),
        (r" when (?:i|he|she|we|they) (?:was|were) .*$", ""),
        (r" (?:so much|again|at last|already|today|yesterday|tonight|this morning|last (?:week"
         r"|night|year|summer|weekend)|(?:for )?the (?:very )?first time|all by (?:him|her|my|them)"
         r"sel(?:f|ves)|as (?:always|usual)|forever)$", ""),
        (r"\b(?:finally|just|really|so|super|totally|already|absolutely) "
         r"(?=(?:[a-z]+ed|[a-z]+ing|fell|funny|happy|proud|cute|tired|excited|big|fast)\b)", ""),
        (r"\bmy (?:very )?own\b", "my"),
        (r"^(?:ready for|off to|on (?:our|the|my) way to|going to|heading to|back to) (?=\w)",
         "I am going to "),
        # who made the picture, and that it is one
        (r"^(?:an? |my |our |the |his |her |[a-z]+['’]s )?(?:\w+ )?"
         r"(?:drawing|painting|picture|sketch|doodle|photo|pic|snapshot|artwork|portrait) of "
         r"(?=\w)", ""),
        (r",? by (?:me|(?-i:[A-Z])[a-z]+)$", ""),
        (r" (?:that |which )?(?:i|we) (?:drew|made|painted|built|coloured|colored|created)$", ""),
        (r"^(?:an? |my |the )?self[- ]?portraits?$", "me"),
        # whoever wants nothing told
        (r"^(?:i )?(?:love|like|loving|loved|miss) (?:this|it|that|these|them)\b.*$", ""),
        (r"^no (?:idea|clue)\b.*$|^(?:the )?end$|^by [a-z]+$|^for [a-z]+$|^not sure\b.*$"
         r"|^(?:good|fun|happy|great) times$|^best \w+ ever$|^memories$", ""),
    )
)  # fmt: skip
_SITE: Final = re.compile(
    r"(?:\b[Tt]he )?(?<![\w.])(?:[A-Z][\w'’]+ )+(Tower|Canyon|City|Bridge|Park|Lake|Beach|Falls"
    r"|Island|Mountains?|River|Zoo|Museum|Castle|Square|Street|Forest|Temple|Cathedral|Palace|Stadium)\b"
)
"""A place with a name is told as what it is."""
_JOINING: Final = {*grammar.PREPOSITIONS, *grammar.DETERMINERS, *grammar.CONJUNCTIONS} - {"the"}
"""Words of no name."""
_CITY: Final = re.compile(r"(?:^|,\s*)([A-Z]\w+)(?=,|$)")
_TIME_OF: Final = re.compile(
    r"(?i)^(?:the |an? |our )?(\w+) (?:day|days|time|night|evening|morning|afternoon|weekend"
    r"|life|vibes|mode|mood|fun)$"
)
_HEADING: Final = re.compile(r"^[\w'’ ]{3,24}: (?=\w+ \w)")
_DAY: Final = re.compile(
    r"(?i)^(?:halloween|christmas|easter|thanksgiving|hanukkah|diwali|eid|summer|winter|spring"
    r"|autumn|fall|birthday)?(?: ?(?:19|20)\d\d)? +[-–—] +(?=\w+ \w)"
)
_TAIL: Final = re.compile(r"(?<=\w) +[-–—]+ .*$")
_TAG: Final = re.compile(r"(?:^|\s)#(\w+)")
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")

_ACTS: Final = re.compile(r"(?i)^([a-z]+ing)\b(?: (?!of\b)([a-z]+))?(?: ([a-z]+))?")
_COMPOUND: Final = frozenset(
    """pool pools shoes shoe bike bikes boots boot utensils supplies blocks cards cup cups glass
    glasses gear board boards machine machines car cars boat boats room rooms table tables chair
    chairs area lot sign signs post equipment water suit suits board pad poles pole bag bags
    materials tools book books jacket track pan pot fish lights light bell bells day game games
    team store shop class club painting paint pin fan star stars hole""".split()
)
"""With "-ing" before them these are things: "swimming pool", "running shoes"."""
_NO_ACT: Final = frozenset(
    """morning evening building wedding painting ceiling king ring string spring wing thing sling
    duckling sibling pudding lightning clothing bedding frosting icing railing during including
    amazing interesting exciting boring charming stunning thanksgiving raining snowing according
    boxing everything something anything nothing dumpling dressing landing opening parking crossing
    shopping""".split()
)
_NOW: Final = {"want": "wants", "love": "loves", "like": "likes", "hate": "hates", "have": "has"}
"""What "I" do, as somebody else does it."""
_THEN: Final = frozenset("a an the my our his her each with up down out for at in on".split())
_TO_THEM: Final = frozenset("feed pet watch see wash hug milk brush ride visit meet chase".split())
"""What is done to animals: "feeding giraffes"."""
_STATED: Final = re.compile(
    r"(?i)^(?:fast |sound |still )?(?:asleep|stuck|covered in|hiding|tucked|dressed|wrapped"
    r"|lost(?! (?:his|her|my|our|the|their|an?|tooth))|curled|all dressed|scared|tired|so proud"
    r"|so happy|upside down)\b"
)
_WITH_SOMEBODY: Final = re.compile(
    r"^(?:[Ii]n|[Oo]n|[Aa]t|[Bb]y) [a-z ]+ with [A-Z]\w+$"
    r"|^[Ww]ith (?:[A-Z][a-z]+|my|our)\b[^,]{0,30}$"
    r"|^(?:[Ii]n|[Oo]n) [A-Z]\w+['’]s (?:arms|shoulders|lap|back|knee|tractor|boat|bike|bed)$"
)
_ME: Final = re.compile(r"(?i)(?:^(?:me|i|myself)(?= and )|(?<= and )(?:me|i|myself)\b|^me\b)")
_I: Final = re.compile(r"(?i)^(?:i am|i['’]m|i was|i)\b")
_WE: Final = re.compile(r"(?i)^(?:we are|we were|we['’]re|us all|all of us|we|us)\b")
_DONE_TO_ME: Final = re.compile(r"(?i)(?<=ing) (me|us)\b")
_OF_US: Final = re.compile(r"(?i)\b(at|to|with|on|over|behind|around|near|for|by) (us|me)\b")
_BEING: Final = re.compile(r"(?i)^(i am|i['’]m|we are|we['’]re) ((?:an? (?:\w+ )?)?[a-z]+)$")
_NOT_PLAYED: Final = re.compile(
    r"(?i)\b(?:brothers?|sisters?|girls?|boys?|kids?|friends?|twins?|cousins?|family|mum|mom|dad"
    r"|auntie?s?|uncles?|grand\w+|babies|children)\b"
)
"""What somebody is, and doesn't play to be."""
_THIRD: Final = (
    (re.compile(r"(?i)^she(?:['’]s)? "), "a girl "),
    (re.compile(r"(?i)^he(?:['’]s)? "), "a boy "),
    (re.compile(r"(?i)^they(?:['’]re)? "), "the children "),
)
_FIRSTS: Final = re.compile(r"(?i)^(?:her|his|their) (?=(?:very )?(?:first|favou?rite|new|last)\b)")


_UNCOLOURED: Final = re.compile(
    r"(?i)^(?:an? )?(?:old )?(?:black[- ]and[- ]white|b ?& ?w|colou?r(?:[- ]corrected)?) "
    r"(?:photo(?:graph)?|picture|image|shot|print|portrait)s?(?: of| with| showing)? (?=[a-z])"
)
"""How a picture was taken; its first word is no name."""


@lru_cache(maxsize=512)
def tidied(caption: str) -> str:
    """A caption in plain words; "" of a mere file name or a date."""
    text = " ".join(caption.replace("\n", ", ").split())
    if _FILE.match(text):
        return ""
    named = _NAMED_FILE.match(text)
    if named:
        text = re.sub(r"[_-]+", " ", named[1] or named[2])
    text = _without_emojis(_SMILEY.sub(" ", text))
    rest = _TAG.sub(" ", text).strip(" .,!?")
    text = rest or " ".join(_words_of(tag) for tag in _TAG.findall(text)).lower()
    heading = _HEADING.match(text)
    text = text[heading.end() :] if heading else text
    text = _DAY.sub("", _UNCOLOURED.sub("", text))
    text = _TAIL.sub("", text) if " " in text.split(" - ")[0] else text
    for pattern, said in _TIDY:
        text = pattern.sub(said, " ".join(text.split()).strip(" ,;:-–!?."))
    text = " ".join(text.split()).strip(" ,;:-–!?")
    text = _CITY.sub(lambda m: "" if m[1].lower() in NO_PERSONS else m[0], text).strip(" ,")
    text = _SITE.sub(_site, text)
    return _TIME_OF.sub(_what_of, text)


def _site(match: re.Match[str]) -> str:
    """ "the tower" of "Eiffel Tower"."""
    words = match[0].lower().removeprefix("the ").split()[:-1]
    if _JOINING.intersection(words):
        return match[0]  # "Boy Playing In The Park"
    named = any(not classes(word) for word in words)
    return f"the {match[1].lower()}" if named or not match.string.istitle() else match[0]


def _what_of(match: re.Match[str]) -> str:
    """ "a bath" of "bath time", nothing of "Christmas morning"."""
    known = lexicon().noun(match[1].lower())
    if known is None or known.sort not in ("place", "thing"):
        return ""
    return match[1].lower() if known.sort == "place" else with_article(match[1].lower())


def _words_of(tag: str) -> str:
    """ "beach life" of "beachlife" and "BeachLife"."""
    parted = _CAMEL.sub(" ", tag)
    low = parted.lower()
    if " " in parted or classes(low) or lexicon().noun(low) is not None:
        return parted
    for i in range(len(low) - 3, 2, -1):
        if classes(low[:i]) and classes(low[i:]):
            return f"{low[:i]} {low[i:]}"
    return parted


def _without_emojis(text: str) -> str:
    """Without emojis; where there is nothing else, what they show: "🐶" is a dog."""
    kept = "".join(
        " "
        if unicodedata.category(c) in ("So", "Sk", "Cs", "Cn", "Co") or c in "\u200d\ufe0f"
        else c
        for c in text
    )
    if any(c.isalnum() for c in kept):
        return kept
    said = (unicodedata.name(c, "").lower() for c in text if unicodedata.category(c) == "So")
    shown = (re.sub(r"\bface\b|\bwith\b.*| symbol| sign", "", name).strip() for name in said)
    return next((name for name in shown if lexicon().noun(name) is not None), "")


def subjected(text: str) -> tuple[str, str]:
    """A caption whose figure is somebody who can be told, and who that is where it is whoever
    wrote it: `ONE`, `ALL` or ""."""
    being = _BEING.match(text)
    if being and not _NOT_PLAYED.search(being[2]):
        told = ALL if is_plural(being[2].split(" ")[-1]) else ONE
        known = lexicon().noun(being[2].split(" ")[-1].lower())
        if known is not None and known.sort in ("animal", "role", "person"):
            return f"{told} dressed as {being[2]}", told
    if _WE.match(text):
        return _being(ALL, _WE.sub("", text, count=1).strip()), ALL
    if _ME.search(text):
        return _ME.sub(ONE, text), ONE
    if _I.match(text) and text.lower() != "i":
        return _being(ONE, _I.sub("", text, count=1).strip()), ONE
    for pattern, said in _THIRD:
        if pattern.match(text):
            rest = pattern.sub("", text, count=1)
            return _being(said.strip(), rest), ""
    if _WITH_SOMEBODY.match(text) or _STATED.match(text) or _begins_with_act(text):
        return _being(ONE, text), ONE
    text = _DONE_TO_ME.sub(lambda m: f" {ONE if m[1].lower() == 'me' else ALL}", text)
    told = _OF_US.sub(lambda m: f"{m[1]} {'the family' if m[2].lower() == 'us' else ONE}", text)
    return _FIRSTS.sub("a ", told), ""


def _being(who: str, rest: str) -> str:
    """ "a child is fishing", "a child built a castle", "the family at the beach"."""
    first = rest.split(" ")[0].lower() if rest else ""
    if first in _NOW:
        rest = f"{_NOW[first]} {rest.partition(' ')[2]}".strip()
    acting = first.endswith("ing") and bool(lemmas(first, "VERB"))
    verb = "are" if who == "the children" else "is"
    return f"{who} {verb} {rest}" if acting or _STATED.match(rest) else f"{who} {rest}".strip()


def _begins_with_act(text: str) -> bool:
    """Whether it begins with what somebody does: "playing in the leaves", no "sleeping cat"."""
    found = _ACTS.match(text)
    if found is None or re.search(r", (?:an?|the|two|three|some|his|her|one) ", text):
        return False
    act, noun, more = (found[1].lower(), (found[2] or "").lower(), (found[3] or "").lower())
    words = lexicon()
    if noun in _THEN and act not in ("raining", "snowing", "pouring", "storming"):
        return bool(lemmas(act, "VERB"))
    if act in _NO_ACT or not lemmas(act, "VERB") or words.noun(text.lower()) is not None:
        return False
    if noun in _COMPOUND or words.noun(f"{act} {noun}") is not None:
        return False
    known = words.noun(noun) if noun else None
    alive = known is not None and known.sort in ("animal", "person", "role")
    verb = more in ("is", "are", "was", "were") or (
        more.endswith("ing") and "NOUN" in classes(noun)
    )
    done = alive and is_plural(noun) and bool(_TO_THEM & set(lemmas(act, "VERB")))
    return done or not (alive or verb)
