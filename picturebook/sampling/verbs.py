"""What is done in sampled scenes, as verb phrases and their forms."""

from dataclasses import dataclass
from functools import cache

from picturebook.sampling.tables import deeds
from picturebook.words.forms import gerund


def third(verb: str) -> str:
    """ "rides" of "ride", "tries" of "try"."""
    first, _, rest = verb.partition(" ")
    if first == "have":
        first = "has"
    elif first.endswith(("s", "sh", "ch", "x", "z", "o")):
        first += "es"
    elif first.endswith("y") and first[-2] not in "aeiou":
        first = first[:-1] + "ies"
    else:
        first += "s"
    return f"{first} {rest}".strip()


@cache
def phrases(
    act: str, relation: str, seated: bool
) -> tuple[tuple[frozenset[str], tuple[str, ...]], ...]:
    """Verb phrases of the deeds of an act, with the objects they are for."""
    return tuple(
        (frozenset(deed.objects), deed.says)
        for deed in deeds()
        if deed.act == act and deed.relation == relation and bool(deed.seats) == seated
    )


def takes(act: str, relation: str, kind: str) -> bool:
    """Whether the verb phrase of an act names such an object."""
    return any(kind in objects for objects, _ in phrases(act, relation, seated=False))


@dataclass(frozen=True)
class Doing:
    """A verb phrase in its base form ("ride a brown horse") and its others."""

    base: str
    several: bool

    @property
    def is_doing(self) -> str:
        """ "is riding a brown horse"."""
        return f"{'are' if self.several else 'is'} {gerund(self.base)}"

    @property
    def does(self) -> str:
        """ "rides a brown horse"."""
        return self.base if self.several else third(self.base)

    @property
    def doing(self) -> str:
        """ "riding a brown horse"."""
        return gerund(self.base)
