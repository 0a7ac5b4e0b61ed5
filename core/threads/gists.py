"""What a page may say of its picture, in parts."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Gist:
    """What a page may say of its picture. Words that are "" are not there to be said."""

    clause: str = ""
    """ "two dogs were wrestling in the grass", "there was a bed with a mirror behind it"."""
    short: str = ""
    """The same in fewer words."""
    who: str = ""
    """ "the two dogs"; `bare` is it once more on the same page: "the dogs"."""
    bare: str = ""
    met: str = ""
    """ "two dogs", as they are met first."""
    intro: str = ""
    """The same with what it does: "two dogs running through the surf", "a fox in the snow"."""
    they: str = "it"
    them: str = "it"
    their: str = "its"
    was: str = "was"
    told: str = ""
    """What follows the figure in the clause: "were wrestling in the grass", "was in the snow"."""
    doing: str = ""
    """ "wrestling in the grass", only of somebody who is alive and acts."""
    deed: str = ""
    """The same without the place."""
    place: str = ""
    """Where the figure is: "in the grass"."""
    worn: str = ""
    """What the figure wears or looks like: "in a red jacket"."""
    verb: str = ""
    alive: bool = False
    plural: bool = False
    noun: str = ""
    """The figure's noun."""
    kinds: tuple[str, ...] = ()
    """What is drawn for the figure's words: "dog", "woman"."""
    toy: bool = False
    teller: str = ""
    """ "a child" or "the family", where the figure is whoever wrote the caption."""
    kin: tuple[str, ...] = ()
    """ "the little brother", where that is the brother of whoever wrote it."""
