"""What of each caption the bundled writer is told: all of a short one, the heart of a long one.

A story of ten pictures has some twenty words for each.  Told of every coat, hour and weather it has
none left for what happens; so a coat is told when somebody first comes in, and long captions lose
their weather, their hour, and the coats of several figures, in this order, until they fit.
"""

import re
from collections.abc import Sequence
from typing import Final

ALL: Final = 65
"""Words that the captions of a story may have together."""
LEAST, MOST = 8, 15
"""And each of them, however many or few there are."""
_COAT: Final = re.compile(r"\b(?P<who>[\w'’-]+) (?:in|wearing|with) an? (?P<colour>\w+) coat\b")
_WEATHER: Final = re.compile(
    r"\b(?:in the (?:rain|snow|fog|wind)|in a (?:thunder)?storm|in (?:falling snow|thick fog|fine"
    r" weather)|while (?:it rains|it snows|fog drifts by|lightning flashes|the wind blows)|on a"
    r" rainy walk|among flying leaves|(?:under|with) a clear sky)(?![\w'’-])"
)
_HOUR: Final = re.compile(
    r"\b(?:(?:early |late )?(?:in the (?:morning|evening|daytime|afternoon)|at (?:night|noon|dawn"
    r"|sunrise|sunset|dusk))|by day|by night|under the moon)(?![\w'’-])"
)


def shortened(captions: Sequence[str]) -> tuple[str, ...]:
    """The captions as the writer is told them; who and what they show stays.

    >>> shortened(["a fox in a red coat by the sea", "a fox in a red coat on a hill"])
    ('a fox in a red coat by the sea', 'a fox on a hill')
    """
    limit = min(max(ALL // max(len(captions), 1), LEAST), MOST)
    met: set[tuple[str, str]] = set()
    told = []
    for caption in captions:
        told.append(_short(caption, met, limit))
        met |= {(match["who"], match["colour"]) for match in _COAT.finditer(caption)}
    return tuple(told)


def _short(caption: str, met: set[tuple[str, str]], limit: int) -> str:
    text, worn = caption, [(match["who"], match["colour"]) for match in _COAT.finditer(caption)]
    if worn and worn[0] in met:
        text = _without_coats(text)
    for phrase in (_WEATHER, _HOUR):
        if len(text.split()) > limit:
            text = phrase.sub("", text)
    if len(text.split()) > limit and len(worn) > 1:
        text = _without_coats(text)
    text = re.sub(r"\s+(?=[,.])|^[\s,]+", "", " ".join(text.split()))
    return re.sub(r",[\s,]*,|,\s*$", "", text).strip() or caption


def _without_coats(text: str) -> str:
    """All of them: in "a fox in a red coat and an owl" the owl would be taken for a garment.

    Three figures keep theirs: in "a fox, an owl and a bear" the fox would be taken for all.
    """
    if len(_COAT.findall(text)) > 2:
        return text
    return _COAT.sub(lambda match: match["who"], text)
