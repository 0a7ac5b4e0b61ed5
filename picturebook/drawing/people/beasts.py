"""Animals and beings whose heads are drawings of their own: `art/people/heads.toml`."""

from dataclasses import dataclass
from functools import cache

from picturebook.drawing.artwork import has
from picturebook.drawing.colours import Colour, rgb
from picturebook.drawing.people.kinds import table
from picturebook.scene import Look


@dataclass(frozen=True)
class Beast:
    """Head and tail of an animal in clothes; `own` and `own_tail`: whether the drawings have its
    colours (those of a relative are recoloured)."""

    head: str
    fur: Colour
    tail: str
    hat: float
    own: bool
    own_tail: bool


def beast_name(look: Look) -> str:
    """Whose head a figure has, "" for people."""
    if look.dressed:
        return look.kind
    return str(table("roles").get(look.role, {}).get("head", ""))


@cache
def beast(name: str) -> Beast:
    """An animal by name; a bear in brown for one that has no head here."""
    entry = table("heads").get(name, {})
    head = str(entry.get("head", name))
    own = "head" not in entry
    if not has(f"people/heads/{head}"):
        head, own = "bear", True
    tail = str(entry.get("tail", ""))
    return Beast(
        head=f"people/heads/{head}", fur=rgb(str(entry.get("fur", "94592f"))),
        tail=f"people/tails/{tail}" if has(f"people/tails/{tail}") else "",
        hat=float(entry.get("hat", 0)), own=own, own_tail=tail in (name, head) and own,
    )  # fmt: skip
