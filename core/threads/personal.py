"""A caption of somebody's own pictures: read by plain words and names, told by its own.

"Biscuit rolling in the mud" is read as "Oliver rolling in the mud", and told as "Biscuit was
rolling in the mud".
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import Any, Final

from core.threads.gists import Gist
from core.threads.naming import Names, form
from core.threads.snapshots import ALL, ONE, subjected, tidied
from core.threads.spelling import spelled
from picturebook.reading import grammar
from picturebook.words import lexicon
from picturebook.words.forms import classes, is_plural, lemmas, with_article

_POSSESSED: Final = re.compile(r"^([A-Z][\w-]+)['’]s? (.+)$")
_EVENT: Final = re.compile(
    r"(?i)\b(?:birthday|party|day|haircut|tooth|teeth|recital|steps|lesson|practice|game|match"
    r"|graduation|wedding|baptism|christening|concert|show|bath|trip|communion|mitzvah|visit"
    r"|performance|race|ride|swim|goal|words?|sleepover|play|quinceañera|naming|picnic|nap)s?$"
    r"|\b(?:day|trip|visit|night) (?:of|at|in|to|with)\b"
)
_BIRTHDAY: Final = re.compile(
    r"(?i)\b(?:is )?(?:turning|turns|turned) (?:\d+|one|two|three|four|five|six"
    r"|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty"
    r"|a hundred)\b.*$|\bis \d+$"
)
_FIRST: Final = re.compile(r"(?i)^(an? |the |our |my )?((?:very )?(?:first|second|last)) (?=\w)")
_MINDS: Final = re.compile(
    r"^([A-Z]\w+|a child) (loves|hates|likes|wants) ((?:his|her|the|an?|to) .+)$"
)
_TOOTH: Final = re.compile(r"(?i)^(?:the |an? |his |her |my )?(lost|loose|wobbly) (tooth)$")
_DRESSED_AS: Final = re.compile(
    r"^([A-Z]\w+|a child|the family) (?:is )?(?:dressed (?:up )?)?(?:as|like) (an? .+|\w+s)$"
)
_PLACED: Final = re.compile(r"\b(?:after|before|on|under|by|from)\b")
_MYSELF: Final = re.compile(r"\b(?:me|us|I|we)\b")
_OWN: Final = re.compile(r"(?i)\b(?:my|our|your) ")
_FELT: Final = frozenset("love like want need have know hate miss adore".split())
_STATES_TOLD: Final = frozenset("covered stuck scared lost upside afraid dressed wrapped".split())
_THERE: Final = re.compile(r"^there (was|were) (.+)$")


@dataclass(frozen=True, kw_only=True)
class Personal:
    """A caption of somebody's own pictures, as it is read."""

    text: str
    names: tuple[tuple[str, str], ...] = ()
    """Each name that stands in `text`, and the one that it stands for."""
    teller: str = ""
    """The words of `text` that are whoever wrote it."""
    had: str = ""
    """ "had her first haircut", where the caption says nothing else of its figure."""
    said: str = ""
    """ "was with her grandchildren", what it says of its figure, where that is short."""


@lru_cache(maxsize=512)
def personal(caption: str) -> Personal:
    """A caption with plain words and plain names."""
    text = spelled(_in_small_letters(tidied(caption)))
    text, names = Names(text).replaced()
    text, teller = subjected(text)
    stands = [stand for stand, _ in names]
    if stands:
        text = _joined_acting(text, stands)
        text = _BIRTHDAY.sub("has a birthday", text)
    text, had, teller = _event(text, stands, teller)
    said = "" if had else _said(text, stands)
    return Personal(text=text, names=tuple(names), teller=teller, had=had, said=said)


def _event(text: str, stands: list[str], teller: str) -> tuple[str, str, str]:
    """The figure of a caption that only says what it has or is dressed as, what that is, and
    whether the figure is whoever wrote it."""
    if text.endswith(" has a birthday"):
        return text.removesuffix(" has a birthday"), "had a birthday", teller
    owned, dressed = _POSSESSED.match(text), _DRESSED_AS.match(text)
    if dressed and (dressed[1] in stands or dressed[1] in (ONE, ALL)):
        return dressed[1], f"was dressed as {dressed[2]}", teller
    if len(text.split()) > 8:
        return text, "", teller
    if owned and owned[1] in stands and _EVENT.search(owned[2]) and not _PLACED.search(owned[2]):
        her = _THEIRS[form(owned[1])]
        one = her == "their" and not is_plural(owned[2].split(" ")[-1])
        return owned[1], f"had {with_article(owned[2]) if one else f'{her} {owned[2]}'}", teller
    minds = _MINDS.match(text)
    if minds and minds[1] in (*stands, ONE):
        return minds[1], f"{_pasts(lemmas(minds[2], 'VERB')[0])[0]} {minds[3]}", teller
    tooth = _TOOTH.match(text)
    if tooth:
        return ONE, f"had a {tooth[1].lower()} {tooth[2].lower()}", ONE
    first = _FIRST.match(text)
    if first and _EVENT.search(text):
        who = ALL if (first[1] or "").lower() == "our " else ONE
        article = "the" if first[2].lower() == "last" else "a"
        return who, f"had {article} {first[2].lower()} {text[first.end() :]}", who
    return text, "", teller


def _said(text: str, stands: list[str]) -> str:
    """What a short caption says of its figure, in the past: told where it isn't read."""
    some = "|".join(map(re.escape, [*stands, ONE, ALL, "a girl", "a boy", "the children"]))
    found = re.match(
        rf"((?:{some})(?:(?:, | and )(?:{some}))*)(,? and (?:his|her|their) | )(.+)$", text
    )
    if found is None or len(found[3].split()) > 8 or _MYSELF.search(found[3]):
        return ""
    who, rest = found[1], _OWN.sub("the ", found[3])
    many = " and " in who or who in ("the children",)
    was = "were" if many else "was"
    if found[2].strip():
        return f"{was} with {found[2].split()[-1]} {rest}"
    first = rest.split(" ")[0].lower()
    if first in ("is", "are", "was", "were"):
        return f"{was} {rest.split(' ', 1)[1]}" if " " in rest else ""
    placed = first in grammar.PREPOSITIONS and first not in ("and", "like")
    placed = placed and who not in ("a girl", "a boy", "the children")
    stated = first in _STATES_TOLD and not re.match(r"lost (?!in\b)", rest)
    if stated or placed:
        return f"{was} {rest}"
    return rest if _is_past(first) else ""


def _is_past(word: str) -> bool:
    return any(word in _pasts(verb) for verb in lemmas(word, "VERB"))


@lru_cache(maxsize=256)
def _pasts(verb: str) -> tuple[str, ...]:
    """The past of a verb."""
    from lemminflect import getInflection

    return tuple(map(str, getInflection(verb, "VBD")))


_THEIRS: Final = {"she": "her", "he": "his", "they": "their"}


def as_written(found: Gist, own: Personal) -> Gist:
    """A gist with the names that the caption has, and with whoever wrote it."""
    if own.had and found.met:
        clause = f"{found.met} {own.had}"
        found = replace(found, clause=clause, short=clause, intro=found.met, told=own.had)
    if own.teller == ALL:
        found = _each(found, lambda said: re.sub(r"\ba family\b", ALL, said))
    found = _being_there(found, own)
    ours = own.teller == ALL or (found.who.startswith("the ") and found.verb in _FELT)
    found = _with_company(found, own)
    if " who had " in found.intro and ours:
        found = replace(found, intro=found.met)
    if own.teller and own.teller in (*found.met.split(" and "), found.who):
        found = replace(found, teller=own.teller)
    names = dict(own.names)
    if names:
        stands = re.compile(r"\b(?:" + "|".join(names) + r")\b")
        noun = next((n.lower() for s, n in own.names if s.lower() == found.noun), found.noun)
        found = _each(found, lambda said: stands.sub(lambda m: names[m[0]], said))
        kin = tuple(name for name in names.values() if name.startswith("the "))
        kinds = found.kinds
        if not kinds and found.who in kin:
            kinds = ({"she": "girl", "he": "boy"}.get(found.they, "child"),)
        found = replace(found, noun=noun, kin=kin, kinds=kinds)
    return found


def _with_company(found: Gist, own: Personal) -> Gist:
    """ "baking cookies with Nana": whom a caption names beside its figure isn't lost."""
    beside = re.search(r"\bwith [A-Z][a-z]+$", own.text)
    known = beside is not None and beside[0][5:] in dict(own.names)
    if not known or beside is None or not found.told or not found.alive:
        return found
    if beside[0][5:] in found.clause or len(found.clause.split()) > _ROOM:
        return found

    def more(text: str) -> str:
        return f"{text} {beside[0]}" if text else ""

    intro = more(found.intro) if found.intro != found.met else found.intro
    return replace(
        found, clause=more(found.clause), short=more(found.short), told=more(found.told),
        doing=more(found.doing), intro=intro,
    )  # fmt: skip


_ROOM: Final = 9
"""A clause of more words has no room for whoever is beside its figure."""


def _being_there(found: Gist, own: Personal) -> Gist:
    """ "Mia was on a swing" of "there was Mia on a swing"."""
    there = _THERE.match(found.clause)
    if own.said.startswith("was ") and re.fullmatch(r"[A-Z]\w+ [a-z]+", found.clause):
        there = _THERE.match(f"there was {found.clause.split(' ')[0]}")
    names = {*dict(own.names), ONE, ALL}
    if own.said:
        names |= {"a girl", "a boy", "children", "some children"}
    start = next((n for n in names if there and re.match(rf"{n}\b(?!['’])", there[2])), "")
    if there and not start and found.alive and found.who == found.met == there[2]:
        start = found.met
    if not there or not start or (start == ONE and " and " not in found.met and not own.said):
        return found
    acting = re.match(r"(?:was|were) [a-z]+ing ", own.said) is not None
    where = None if acting else _WHERE.search(there[2])
    who = there[2][: where.start()].strip() if where else there[2]
    rest = where[0].strip() if where else ""
    many = "were" if " and " in who else "was"
    if not rest and own.said:
        met, said = found.met, own.said
        if said.startswith("was with ") and " and " in met:
            said = "were together"
        clause = f"{met} {said}"
        doing = said.removeprefix("was ").removeprefix("were ")
        doing = doing if doing.split(" ")[0].endswith("ing") else ""
        return replace(
            found, clause=clause, short=clause, told=said, intro=met, doing=doing, deed=doing
        )
    if not rest:
        rest = "together" if " and " in who else "close by"
    clause = f"{who} {many} {rest}"
    told = found.told or ("" if rest in ("together", "close by") else f"{many} {rest}")
    return replace(found, clause=clause, short=clause, told=told, intro=found.met, was=many)


_WHERE: Final = re.compile(
    r" (?:in|on|at|with|under|near|by|behind|beside|next to|inside|outside|among|between|over) .*$"
)


def _each(found: Gist, change: Callable[[str], str]) -> Gist:
    """A gist, each of whose texts is changed."""
    texts = ((f.name, getattr(found, f.name)) for f in fields(found))
    changed: dict[str, Any] = {k: change(v) for k, v in texts if isinstance(v, str)}
    return replace(found, **changed)


def _in_small_letters(text: str) -> str:
    """Without shouting and without A Title's Capitals, except those of names."""
    letters = [c for c in text if c.isalpha()]
    if len(letters) > 3 and sum(c.isupper() for c in letters) > 0.6 * len(letters):
        return text.capitalize()
    words = [w for w in text.split() if w[0].isalpha()]
    capitals = [w for w in words if w[0].isupper()]
    if len(words) < 3 or len(capitals) < 0.7 * len(words):
        return text
    return " ".join(w if not classes(w.lower()) or w.lower() in lexicon().given else w.lower()
                    for w in text.split())  # fmt: skip


def _joined_acting(text: str, stands: list[str]) -> str:
    """ "Sarah and Simon are fishing" of "Sarah and Simon fishing"."""
    one = "(?:" + "|".join(map(re.escape, [*stands, ONE])) + ")"
    found = re.match(rf"({one})((?:,? and | with )(?:{one}))? ([a-z]+ing|asleep)\b", text)
    if found is None or not (found[3] == "asleep" or lemmas(found[3], "VERB")):
        return text
    verb = "are" if (found[2] or "").strip().startswith("and") else "is"
    return f"{found[1]}{found[2] or ''} {verb} {text[found.start(3) :]}"
