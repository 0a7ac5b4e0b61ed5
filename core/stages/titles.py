"""A title for a story that has none: from its hero, or from what it speaks of most."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from core.stages.vocabulary import said
from core.text import content_words, main_noun

_VAGUE: Final = frozenset(
    """said say went go going came come got get day time thing way began began started looked saw
    see knew know felt made make took take thought asked found ran walked little big old new good
    small away back home suddenly happy happily lived upon long well like night morning""".split()
)

_NAME: Final = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b")
"""A capital inside a sentence: somebody's name."""


def make_title(texts: Sequence[str], hero: str | None = None, seed: int = 0) -> str:
    """ "Pip and the Lantern", "The Fox and the Owl", "The Fox": in title case, never empty.

    `texts` are captions or the parts of a story; the same texts give the same title.
    """
    whole = " ".join(texts)
    heads = [noun for noun in (main_noun(text) for text in texts) if noun]
    found = said(whole, literally=True)
    things = [
        *found.get("character", ()),
        *(prop for prop in found.get("prop", ()) if prop != "none"),
        *found.get("place", ()),
    ]
    counts = Counter(w for w in content_words(whole) if w not in _VAGUE and len(w) > 2)
    common = [word for word, n in sorted(counts.items(), key=lambda x: (-x[1], x[0])) if n > 1]
    told = any(re.search(r"[.!?…]\W*$", text) for text in texts)
    if told and not hero:
        people = Counter(_NAME.findall(whole))
        hero = next((name for name, n in people.most_common(1) if n > 1), None)
    names = list(dict.fromkeys([*([] if told else heads), *things, *common]))
    if hero:
        other = next((name for name in names if name.lower() != hero.lower()), None)
        return f"{hero} and the {other.title()}" if other else hero
    if not names:
        return "A Story Without a Name" if not counts else f"The {next(iter(counts)).title()}"
    first = names[0]
    rest = [name for name in names[1:] if name not in first and first not in name]
    if not rest:
        return f"The {first.title()}"
    return f"The {first.title()} and the {rest[seed % min(len(rest), 2)].title()}"
