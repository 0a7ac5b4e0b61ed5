"""Whether a given name is a girl's or a boy's: by the lists of names of some eighty languages.

The lists are those of Faker's person providers; nothing of it is made up or drawn here.
"""

import importlib
import pkgutil
from collections import Counter
from functools import cache
from typing import Final

_CLEARLY: Final = 3
"""So many times as many lists of the one as of the other decide."""
_LISTS: Final = {"she": "first_names_female", "he": "first_names_male"}


def pronoun_of(name: str) -> str:
    """ "she" or "he" for a given name in Latin or other letters, "" where it is both or unknown."""
    she, he = (_counts()[said][name.casefold()] for said in ("she", "he"))
    if she == he or max(she, he) < _CLEARLY * min(she, he):
        return ""
    return "she" if she > he else "he"


@cache
def _counts() -> dict[str, Counter[str]]:
    """In how many languages' lists each name stands; read once, in a quarter of a second."""
    from faker.providers import person

    counts: dict[str, Counter[str]] = {said: Counter() for said in _LISTS}
    for module in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"{person.__name__}.{module.name}").Provider
        for said, attribute in _LISTS.items():
            counts[said].update({name.casefold() for name in getattr(provider, attribute, ())})
    return counts
