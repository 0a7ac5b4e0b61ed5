"""Small signs of what somebody does: notes, tears, speed, water."""

from picturebook.drawing.people.sitter import Sitter


def draw(s: Sitter, *, behind: bool) -> None:
    """The signs of the pose, behind or before the figure."""
