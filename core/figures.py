"""Names that a person gives before there is a story: the hero's, and those of others ("the dog is
Bruno, he is afraid of water")."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from core.errors import BadInput
from core.text import clean, is_abbreviation, sentences
from picturebook.reading import grammar
from picturebook.words import lexicon
from picturebook.words.forms import lemmas

HERO_LETTERS: Final = 40
FIGURES_LETTERS: Final = 300
_HERO_WORDS: Final = 6
_TWO: Final = re.compile(
    r"^(\S.*?)(?: and | & |, | und | og | och | en | et | y | e | i | ve | та )(?=[^\W\d_a-z])"
)
_NOBODY: Final = frozenset(
    "somebody someone anybody anyone nobody everybody everyone something nothing who what".split()
)
_CALLED_SO: Final = frozenset({"chase", "drew", "will", "may", "mark", "an", "my", "per"})
"""Verbs and little words that many people are called."""
_LITTLE: Final = {*grammar.DETERMINERS, *grammar.CONJUNCTIONS, *grammar.PREPOSITIONS}
"""Articles, conjunctions and prepositions: words that name nobody."""
_KIND: Final = r"(?:(?:the|my|our|an?) )?(?P<kind>[a-z][a-z-]*(?: [a-z][a-z-]*){0,2}?)"
_PART: Final = r"[^\W\d_a-z][\w'’.-]*"
_NAME: Final = rf"(?P<name>{_PART}(?: (?:of |the |de |van |von )?{_PART}){{0,3}})"
_MORE: Final = r"(?:(?:[,;:]| who| and)+ *(?P<about>.+))?$"
_FORMS: Final = tuple(
    re.compile(form)
    for form in (
        rf"{_KIND}(?: is|:|,)? *(?:called |named )?{_NAME}{_MORE}",
        rf"{_NAME}(?: is|,|:) {_KIND}{_MORE}",
    )
)
_OPENERS: Final = frozenset("The My Our A An".split())


@dataclass(frozen=True, kw_only=True)
class NamedFigure:
    """Somebody of the pictures: `kind` is what captions call them ("dog")."""

    kind: str
    name: str
    about: str = ""


def hero_name(text: str | None, *, several: bool = True) -> str | None:
    """The hero's name on one line, None for none; `several`: the writer can have two heroes.

    Raises `BadInput` for what is none: too long, a pronoun, a sentence.
    """
    name = " ".join(clean(text or "").split()) or None
    if name is None:
        return None
    if len(name) > HERO_LETTERS:
        raise BadInput(f"The hero's name is too long: use at most {HERO_LETTERS} characters.")
    if not any(c.isalpha() for c in name):
        raise BadInput(f"There are no letters in the hero's name “{name}”: write a name.")
    if name.lower().strip("!?.") in {*grammar.PRONOUNS, *_NOBODY}:
        raise BadInput(
            f"“{name}” is a pronoun and no name: say what the hero is called, such as “Pip”; how "
            "the story speaks of the hero is chosen beside it."
        )
    if {*name.lower().split()} <= _LITTLE - _CALLED_SO:
        raise BadInput(
            f"“{name}” is no name but a word that stands before one: say what the hero is called, "
            "such as “Pip”."
        )
    _, *more = name.split()
    if not more and (_is_verb(name) or (name[-1] == "." and is_abbreviation(name[:-1]))):
        what = "a title alone" if name[-1] == "." else "a verb"
        raise BadInput(
            f"“{name}” is {what} and no name: say what the hero is called, such as “Captain "
            "Whiskers” or “Pip”."
        )
    ended = name[-1] in "!?…" or (name[-1] == "." and not is_abbreviation(name[:-1]))
    said = [w for w in name.split() if w.islower() and w not in ("called", "named")]
    tells = bool(more) and any(map(_is_verb, said))
    if len(name.split()) > _HERO_WORDS or len(sentences(name)) > 1 or ended or tells:
        raise BadInput(
            f"“{name}” is a sentence and no name: say what the hero is called, such as “Captain "
            "Whiskers” or “Pip the fox”; what happens belongs into the idea."
        )
    two = _TWO.match(name)
    if two and not several:
        other = name[two.end() :].split()[0].rstrip(",")
        raise BadInput(
            f"The storyteller's plots have one hero, not two (“{name}”): name one here, and the "
            f"other beside it, for example “the girl is {other}”."
        )
    return name


def _is_verb(word: str) -> bool:
    """Whether a word can hardly be a name: "ran", "is", "sing"; not "Skip" or "Rose"."""
    low, words = word.lower(), lexicon()
    if low in words.given or low in _CALLED_SO or words.noun(low):
        return False
    if low in {*grammar.BE, *grammar.HAVE, *grammar.MODALS, *grammar.NEGATIONS}:
        return True
    act = words.verb(low)
    return act is not None and (word.islower() or act.key in lemmas(low, "VERB"))


def named_figures(text: str | None) -> tuple[NamedFigure, ...]:
    """The figures of a line that a person wrote; a sentence that names nobody says more of the one
    before.

    Raises `BadInput` for a line that is too long or names nobody.
    """
    line = clean(text or "").strip()
    if len(line) > FIGURES_LETTERS:
        raise BadInput(
            f"What you say of the figures is too long: {len(line):,} characters; use at most "
            f"{FIGURES_LETTERS}."
        )
    found: list[NamedFigure] = []
    for part in re.split(r"[;\n]", line):
        for sentence in sentences(part):
            said = sentence.rstrip(".!? ")
            first, _, rest = said.partition(" ")
            said = f"{first.lower()} {rest}" if first in _OPENERS else said
            match = next((m for form in _FORMS if (m := form.match(said))), None)
            if match is not None and match["name"].lower() not in grammar.PRONOUNS:
                name = match["name"].rstrip(".")
                found.append(NamedFigure(
                    kind=match["kind"].split(" ")[-1], name=name, about=match["about"] or ""
                ))  # fmt: skip
            elif found:
                last = found.pop()
                about = f"{last.about}. {said}" if last.about else said
                found.append(NamedFigure(kind=last.kind, name=last.name, about=about))
            else:
                raise BadInput(
                    f"“{said[:40]}” does not say who is called what: write, for example, “the dog "
                    "is Bruno, he is afraid of water”."
                )
    return tuple(found)


def called(caption: str, figures: Sequence[NamedFigure]) -> str:
    """A caption in which the figures have their names: "the dog Bruno is running"."""
    for figure in figures:
        if re.search(rf"\b{re.escape(figure.name)}\b", caption):
            continue
        noun = re.compile(
            rf"\b(?:an?|the|one) ((?:[a-z-]+ ){{0,2}}?{re.escape(figure.kind)})\b(?!['’-])",
            re.IGNORECASE,
        )
        caption = noun.sub(rf"the \1 {figure.name}", caption, count=1)
    return caption[:1].upper() + caption[1:] if caption[:4] == "the " else caption


def who_is_who(figures: Sequence[NamedFigure]) -> str:
    """The figures in a line for a language model."""
    return "; ".join(
        f"{f.name} is the {f.kind}" + (f" ({f.about})" if f.about else "") for f in figures
    )
