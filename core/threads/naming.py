"""Names of people and pets in captions, and the plain names by which they are read."""

import re
from typing import Final

from core.threads.nouns import PROPER, is_alive
from core.threads.spelling import spelled
from picturebook.reading import grammar
from picturebook.reading.names import MONTHS, NO_PERSONS
from picturebook.words import lexicon
from picturebook.words.forms import classes, is_plural, lemmas

_STANDS: Final = {
    "she": ("Sarah", "Hannah", "Julia", "Emily"),
    "he": ("Simon", "Oliver", "David", "Lukas"),
    "they": ("Tarkin", "Zubin", "Korvin", "Velkin"),
    "grandma": ("Grandma", "Granny"), "grandpa": ("Grandpa", "Grandad"),
    "mom": ("Mom", "Mum", "Mommy"), "dad": ("Dad", "Daddy", "Papa"),
}  # fmt: skip
"""Names and kin that the reader of captions takes for nothing else."""
_FORMS: Final = {"grandma": "she", "mom": "she", "grandpa": "he", "dad": "he"}
KIN: Final = {
    **dict.fromkeys(
        """grandma granny gran nan nana nanna nonna oma omi abuela abuelita bubbe babushka yiayia
        lola savta grammy gigi nonni grandmother""".split(), "grandma"),
    **dict.fromkeys(
        """grandpa grandad granddad gramps grampa grampy opa opi nonno
        abuelo abuelito zaide zayde pappous
        lolo        saba pop-pop grandfather""".split(), "grandpa"),
    **dict.fromkeys("mom mommy mum mummy mama mamma momma mam ma maman mami mother".split(), "mom"),
    **dict.fromkeys("dad daddy papa pappa dada pa papi pops baba father".split(), "dad"),
    **dict.fromkeys("aunt auntie aunty tia tía tante".split(), "mom"),
    **dict.fromkeys("uncle tio tío".split(), "dad"),
    **dict.fromkeys("mrs miss ms".split(), "mom"), "mr": "dad",
}  # fmt: skip
"""Who is called by kin and title, and whose place they take."""
_ONLY_WITH_NAME: Final = frozenset(
    "ma pa mrs miss ms mr mother father tia tío tía tio mam baba saba".split()
)
_ALSO_WORDS: Final = frozenset(
    "pops nan gigi lola lolo omi opi papi gran mama papa baba saba savta".split()
)
"""In small letters these may be something else."""
_CALLED: Final = re.compile(
    r"(?<![\w'’-])(?:(?P<of>[Mm]y|[Oo]ur|[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[A-Za-z]+['’]s"
    r"|[Ss]ome|[Aa]nother|[Oo]ne|[Tt]his|[Tt]hat|[Ee]very|of) )?"
    r"(?P<great>(?i:great[- ]))?(?P<kin>(?i:" + "|".join(sorted(KIN, key=len, reverse=True)) + r"))"
    r"\.?(?![\w-])(?: (?P<name>[A-Z][\w-]+))?"
)
_RELATED: Final = {
    **dict.fromkeys("brother son nephew grandson godson boyfriend".split(), "he"),
    **dict.fromkeys("sister daughter niece granddaughter goddaughter girlfriend".split(), "she"),
    **dict.fromkeys("cousin friend buddy neighbor neighbour grandchild child baby".split(), "they"),
    **dict.fromkeys("husband hubby".split(), "dad"), "wife": "mom",
}  # fmt: skip
_OURS: Final = re.compile(
    r"(?<![\w'’-])(?i:my|our) ((?:(?:big|little|baby|older|younger|twin|best|oldest|youngest|new"
    r"|imaginary|lovely|beautiful|sweet) )*)(" + "|".join(_RELATED) + r")\b(?: ([A-Z][\w-]+))?"
)
_PETS: Final = re.compile(r"\b(?:[Mm]y|[Oo]ur) (?:\w+ )?(\w+s) ([A-Z]\w+) and ([A-Z]\w+)")
_WORD: Final = re.compile(r"(?<![\w'’-])[^\W\d_][\w-]*")
_NO_NAMES: Final = frozenset(
    """holi tet eid kwanzaa hanukkah chanukah diwali ramadan navratri purim lego disney disneyland
    disneyworld ikea jenga barbie day days eve new year morning night party i ok usa uk nyc dj xmas
    santa valentine valentines patrick patricks st saint mardi gras carnival carnaval nowruz iftar
    sukkot vesak songkran
    janmashtami shavuot pongal onam juneteenth bastille sinterklaas
    minecraft pokemon ipad iphone nasa zoo park street lake mount
    """.split()
)  # fmt: skip
_PLACED: Final = frozenset("in at to from near around through of on".split())
_LIVING: Final = frozenset(
    """sleep eat look play roll chase jump climb paint read feed hold hug kiss dance sing swim ride
    walk bark dig catch blow build bake cook wear smile laugh cry watch wait score learn draw snore
    nap nibble cuddle snuggle kick throw help drink make try hike ski skate pick take meow purr
    wag beg splash crawl wave sniff bite chew lick steal hide practice practise brush open carry
    decorate give get go do win perform pet fish camp study fight wrestle celebrate""".split()
)
"""What nobody does who is a thing."""
_HUGS: Final = frozenset(
    """feed hug walk ride pet hold kiss wash bathe cuddle chase brush teach help visit meet push
    carry love groom snuggle train call tickle""".split()
)
_SMALL: Final = frozenset(
    {*grammar.PREPOSITIONS, *grammar.CONJUNCTIONS, *grammar.DETERMINERS, *grammar.PRONOUNS,
     *grammar.ADVERBS, *grammar.GREETINGS, *grammar.SUBORDINATE, *grammar.BE, *grammar.QUESTIONS,
     *grammar.MODALS, *grammar.HAVE, *grammar.NEGATIONS}
)  # fmt: skip
_LITTLE: Final = frozenset("little tiny big sweet sweetest cousin miss mister".split())
"""What stands before a name and is left out."""
_HEROES: Final = frozenset("superman batman spiderman spider-man supergirl batgirl elsa".split())
_ALSO_NAMES: Final = frozenset("hope faith joy sunny buddy duke biscuit whiskers socks".split())
"""A caption that begins with one of these and goes on with a place tells of somebody."""
_DOES: Final = frozenset("had has is was got did can won made found said".split())
_MINDS: Final = frozenset("loves hates likes wants thinks says knows helps doesn wishes".split())
"""What nobody does who is a thing."""
_AFTER_NAME: Final = frozenset(
    "and with in on at is was has had asleep by under the loves likes wants saw made".split()
)
_ALIVE: Final = ("animal", "person", "role")
_THERE: Final = re.compile(r" (?:(?:on|at) (?:the|her|his|my|our)\b|with (?:her|his|[A-Z]))")
"""What follows "Lily", if that is a girl and no flower."""
_NAME_THE: Final = re.compile(r"\b([A-Z][\w-]+),? (?:the|our|my) ([a-z]+)(?: ([a-z]+))?\b")


class Names:
    """Finds the names of one caption and puts others in their place."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[tuple[int, int, str, str]] = []
        """Start, end, the name, whose place it takes."""

    def replaced(self) -> tuple[str, list[tuple[str, str]]]:
        if self._foreign():
            return self.text if self._known() else "", []
        self._kin()
        self._related()
        self._pets()
        self._given()
        self.found.sort()
        self._together()
        free = {kind: list(names) for kind, names in _STANDS.items()}
        taken: dict[str, str] = {}
        whole, at = "", 0
        for start, end, name, kind in self.found:
            if name not in taken:
                if not free[kind]:
                    kind = _FORMS.get(kind, kind)
                if not free[kind]:
                    continue
                taken[name] = free[kind].pop(0)
            whole += self.text[at:start] + taken[name]
            at = end
        text = whole + self.text[at:]
        text = _NAME_THE.sub(lambda m: _pet(m, list(taken.values())), text)
        return text, [(stand, name) for name, stand in taken.items()]

    def _foreign(self) -> bool:
        """Whether most of its words in small letters are no English ones."""
        return bool(self.text) and self._known() < 0.5

    def _known(self) -> float:
        """Which share of its words in small letters is English, 1 where there are none."""
        small = [w for w in re.findall(r"(?<![\w'’-])[^\W\d_][\w-]*", self.text) if w.islower()]
        words = lexicon()
        known = [w for w in small if w in _SMALL or classes(w) or w in words.given or w in KIN
                 or words.noun(w) is not None]  # fmt: skip
        return len(known) / len(small) if small else 1.0

    def _kin(self) -> None:
        for m in _CALLED.finditer(self.text):
            kin, of, name = m["kin"].lower(), (m["of"] or "").lower(), m["name"] or ""
            name = "" if name.lower() in NO_PERSONS else name
            if (of and of not in ("my", "our", "of") and not name) or (
                not name and (kin in _ONLY_WITH_NAME and of not in ("my", "our"))
            ):
                continue
            following = self.text[m.end("kin") :].split()[:1]
            after = lexicon().noun(following[0].lower()) if following else None
            if not name and after is not None and after.sort in _ALIVE:
                continue
            if kin in _ALSO_WORDS and m["kin"].islower() and of not in ("my", "our"):
                continue
            ours = re.search(r"(?i)\b(?:my|our|the) (?:[a-z]+ )?[a-z]+ $", self.text[: m.start()])
            if ours and kin in ("mr", "mrs", "ms", "miss"):
                self.found.append((ours.start(), m.end("name"), f"{m['kin']}. {name}", KIN[kin]))
                continue
            start = m.start("of") if of in ("my", "our") else m.start("great") if m["great"] else (
                m.start("kin"))  # fmt: skip
            end = m.end("name") if name else m.end("kin")
            called = f"{m['great'] or ''}{m['kin']}".strip().title()
            dot = "." if kin in ("mr", "mrs", "ms") else ""
            whole = f"{called}{dot} {name}".strip() if name else called
            owner = re.match(r"['’]s\b", self.text[end:]) is not None
            self.found.append((start, end, whole, _FORMS[KIN[kin]] if owner else KIN[kin]))

    def _pets(self) -> None:
        """ "Salt and Pepper" of "our guinea pigs Salt and Pepper"."""
        for m in _PETS.finditer(self.text):
            if is_alive(m[1].lower()):
                self.found.append((m.start(), m.end(2), m[2], "they"))
                self.found.append((m.start(3), m.end(3), m[3], "they"))

    def _related(self) -> None:
        """ "the little brother", whose brother he is tells the book; or "Timo" alone."""
        for m in _OURS.finditer(self.text):
            kind, name = _RELATED[m[2]], m[3] or f"the {m[1]}{m[2].replace('hubby', 'husband')}"
            owner = not m[3] and re.match(r"['’]s\b", self.text[m.end() :])
            if not owner and not any(start <= m.start() < end for start, end, *_ in self.found):
                given = lexicon().given.get(name.lower(), "")
                self.found.append((m.start(), m.end(), name, given if m[3] and given else kind))

    def _given(self) -> None:
        tokens = list(_WORD.finditer(self.text))
        named = -1
        for i, m in enumerate(tokens):
            if any(start <= m.start() < end for start, end, *_ in self.found):
                continue
            before = tokens[i - 1][0].lower() if i else ""
            if self._is_name(tokens, i, before):
                name = m[0][:1].upper() + m[0][1:]
                surname = i and named == i - 1 and self.text[tokens[i - 1].end() : m.start()] == " "
                if surname:
                    start, _, first, kind = self.found[-1]
                    self.found[-1] = (start, m.end(), first, kind)
                else:
                    owns = re.match(r"['’]s\b", self.text[m.end() :]) is not None
                    little = before in _LITTLE or (before == "baby" and owns)
                    start = tokens[i - 1].start() if i and little else m.start()
                    self.found.append((start, m.end(), name, self._pronoun(name)))
                named = i

    def _is_name(self, tokens: list[re.Match[str]], i: int, before: str) -> bool:
        word, words = tokens[i][0], lexicon()
        low = word.lower()
        given, known = low in words.given, bool(classes(low)) or words.noun(low) is not None
        after = tokens[i + 1][0] if i + 1 < len(tokens) else ""
        end = self.text[tokens[i].end() :]
        if low in _HEROES:
            return before not in grammar.DETERMINERS
        if (before, low) == ("big", "ben"):
            return False
        if not given and (before in PROPER or low in PROPER or "ADV" in classes(low)):
            return False
        counted = words.describes(before, "number") or before in ("some", "several", "many")
        if counted and low.endswith("s") and not given:
            return False  # "two Africans"
        small = low in _SMALL and not (given and word[0].isupper() and _lives(after))
        if small or low in _NO_NAMES or low in NO_PERSONS or low in KIN or len(low) < 2 or (
            words.describes(low, "number")
        ):  # fmt: skip
            return False
        if word.islower():
            sure = given and not known
            begins = given and i == 0 and (_lives(after) or after in ("asleep", "and"))
            joins = before == "and" and bool(self.found) and self.found[-1][1] == (
                tokens[i - 1].start() - 1)  # fmt: skip
            sure = sure or (i == 0 and not known and _lives(after) and spelled(low) == low)
            return (sure and len(low) > 2) or begins or (joins and not known)
        if not word[0].isupper() or (word.isupper() and len(word) > 1):
            return False
        of_alive = self._of_alive(before)
        follows = words.noun(after) if after.islower() else None
        described = follows is not None and follows.sort in _ALIVE
        if i and self.text[tokens[i - 1].end() : tokens[i].start()].strip() in ("", ","):
            if low in MONTHS:
                return False
            placed = before in _PLACED or (
                i > 1 and tokens[i - 2][0].lower() in _PLACED and tokens[i - 1][0][0].isupper()
            )
            if placed and not given and not re.match(r"['’]s\b", end):
                return False
            if (before in grammar.DETERMINERS and not given) or described:
                return False
            if not given and not of_alive and follows is not None and not _lives(after):
                return False
            hugged = before.endswith("ing") and bool(_HUGS & set(lemmas(before, "VERB")))
            return (
                given or not known or of_alive or hugged or (before == "and" and bool(self.found))
            )
        if i:
            return given or not known
        if is_alive(low) and not given:
            return False
        if after.lower() in _MINDS:
            return True
        looks = "ADJ" in classes(low) or bool(list(words.describing(low)))
        acts = (_lives(after) and (given or not looks)) or after == "asleep"
        owns = re.search(r"\b(?:his|her)\b", end) is not None
        also = re.match(r"(?:,| and) [A-Z]", end) is not None
        whose = re.match(r"['’]s? ", end) is not None
        if given and not known:
            return True
        if given:
            does = after.lower() in _DOES or (
                after.endswith("s") and bool(lemmas(after, "VERB")) and not is_plural(low)
            )
            there = _THERE.match(end) is not None
            return acts or owns or also or whose or does or there
        if spelled(low) != low:
            return False
        if not known and len(low) > 2:
            ends = after == "" or after.lower() in _AFTER_NAME or after.endswith("ing")
            common = re.search(r"(?:ers?|ing|ists?|m[ae]n|balls?|s|ed|ly)$", low) is not None
            return (ends and not common) or acts or owns or also or whose
        if low in _ALSO_NAMES and after in grammar.PREPOSITIONS and after != "of":
            return True
        wed = re.match(r" and [A-Z]\w+ (\w+)", end)
        return acts or bool(wed and _lives(wed[1])) or (owns and after in ("and", "with"))

    @staticmethod
    def _of_alive(before: str) -> bool:
        several = bool(before) and is_plural(before) and before != "goldfish"
        return bool(before) and is_alive(before) and not several

    def _pronoun(self, name: str) -> str:
        if name.lower() in _HEROES:
            return "she" if name.lower() in ("supergirl", "batgirl", "elsa") else "he"
        given = lexicon().given.get(name.lower())
        if given in ("she", "he"):
            return given
        said = set(re.findall(r"\b(?:his|her|he|she)\b", self.text.lower()))
        if said and (said <= {"his", "he"} or said <= {"her", "she"}):
            return "he" if said <= {"his", "he"} else "she"
        return "she" if name.endswith("a") else "they"

    def _together(self) -> None:
        """ "Hannah, Ruby and Kate", "with Mum and Dad", "Oma and Opa's house": those who stand
        together in the sentence stand for one, or the first of three do."""
        kept: list[tuple[int, int, str, str]] = []
        for one in self.found:
            between = self.text[kept[-1][1] : one[0]] if kept else ""
            after = self.text[one[1] :]
            listed = between == ", " and re.match(
                r"(?:, (?:and )?| and )(?:[A-Z]|a child|me\b|I\b|(?:nan|grand)\w+|mum|mom|dad)",
                after,
            )
            joined = between == " and " and (
                self.text[: kept[-1][0]].endswith("with ")
                or (re.match(r"['’]s ", after) and kept[-1][2] != one[2])
            )
            if listed or joined:
                start, _, name, kind = kept[-1]
                kind = kind if listed else _FORMS.get(kind, kind)
                kept[-1] = (start, one[1], f"{name}{between}{one[2]}", kind)
            else:
                kept.append(one)
        self.found = kept


def form(stand: str) -> str:
    kind = next(kind for kind, names in _STANDS.items() if stand in names)
    return _FORMS.get(kind, kind)


def _pet(match: re.Match[str], stands: list[str]) -> str:
    """ "our turtle Toby" of "Toby the turtle"."""
    if match[1] not in stands:
        return match[0]
    both = lexicon().noun(f"{match[2]} {match[3]}") if match[3] else None
    if both is not None and both.sort == "animal":
        return f"our {match[2]} {match[3]} {match[1]}"
    for many in (2, 3):
        known = lexicon().noun(match[many]) if match[many] else None
        if known is not None and known.sort == "animal":
            looks = f"{match[2]} " if many == 3 else ""
            rest = f" {match[3]}" if many == 2 and match[3] else ""
            return f"our {looks}{match[many]} {match[1]}{rest}"
    return match[0]


def _lives(word: str) -> bool:
    return word.endswith("ing") and any(v in _LIVING for v in lemmas(word.lower(), "VERB"))
