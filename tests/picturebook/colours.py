"""What the parts of a drawn figure are coloured."""

from picturebook.drawing.marks import Colour, Drawing


def colours_of(drawing: Drawing, figure: str) -> dict[str, set[Colour]]:
    """By role, before the light changed them."""
    found: dict[str, set[Colour]] = {}
    for mark in drawing.marks:
        if mark.figure == figure and mark.base is not None and mark.role:
            found.setdefault(mark.role, set()).add(mark.base)
    return found
