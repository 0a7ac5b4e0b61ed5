"""A title for a story that has none: from its hero, or from what it speaks of most."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from core.text import content_words, main_noun
from picturebook.reading import readable
from picturebook.reading.cast import cast_of

_VAGUE: Final = frozenset(
    "said say went go going came come got get day time thing way began begin started looked look "
    "saw see knew know felt feel made make took take thought think asked ask found find ran run "
    "walked walk little big old new good small away back home suddenly happy happily lived live "
    "upon long well like night morning sat sit ate eat sang sing was friend".split()
)
_FIRST_WORDS: Final = 6


def make_title(texts: Sequence[str], hero: str | None = None, seed: int = 0) -> str:
    """ "Pip and the Lantern", "The Fox and the Owl", "The Fox": in title case, never empty.

    `texts` are captions or the parts of a story; the same texts give the same title.  A story in a
    language that is not read has its first words as title.
    """
    whole = " ".join(texts)
    if not readable(whole):
        return _opening(whole)
    told = any(re.search(r"[.!?…]\W*$", text) for text in texts)
    if told and not hero:
        hero = next((m.names[0] for m in cast_of(list(texts)).members if m.names), None)
    heads = [] if told else [noun for noun in (main_noun(text) for text in texts) if noun]
    counts = Counter(w for w in content_words(whole) if w not in _VAGUE and len(w) > 2)
    common = [word for word, n in sorted(counts.items(), key=lambda x: (-x[1], x[0])) if n > 1]
    names = list(dict.fromkeys([*heads, *common]))
    if hero:
        own = {word.lower() for word in hero.split()}
        other = next((name for name in names if name.lower() not in own), None)
        return f"{hero} and the {other.title()}" if other else hero
    if not names:
        return _opening(whole) if not counts else f"The {next(iter(counts)).title()}"
    first = names[0]
    rest = [name for name in names[1:] if name not in first and first not in name]
    if not rest:
        return f"The {first.title()}"
    return f"The {first.title()} and the {rest[seed % min(len(rest), 2)].title()}"


def _opening(text: str) -> str:
    """The first words of a text, as a title."""
    words = re.split(r"(?<=[.!?。！？…])\s", text.strip(), maxsplit=1)[0].split()
    short = " ".join(words[:_FIRST_WORDS]).rstrip(".,;:!?。！？… ")[:40]
    return short or "A Story Without a Name"
