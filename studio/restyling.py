"""Another style for a whole book, in one step."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio.services import Studio


class Restyling:
    """The use case behind the pictures of styles; `Studio.restyling`."""

    def __init__(self, studio: "Studio") -> None:
        self._studio = studio

    def restyle(self, story_id: str, style: str) -> None:
        """Give a book another style and make its pictures anew at once; words and voices stay.

        What was out of date before waits as it did; locked pictures stay.  `UnknownName` lists the
        styles.
        """
        studio = self._studio
        before = set(studio.story(story_id).stale)
        studio.change(story_id, style=style)
        touched = [slot for slot in studio.story(story_id).stale if slot not in before]
        if touched:
            studio.rebuild(story_id, touched)
