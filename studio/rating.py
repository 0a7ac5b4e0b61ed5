"""What readers say of a book and of its pages."""

from core.errors import BadInput
from core.text import clean
from db import ratings
from studio.graphs import Graphs


class Rating:
    """The use cases of stars, likes and reviews."""

    def __init__(self, graphs: Graphs, stored: ratings.Ratings) -> None:
        self._graphs = graphs
        self._ratings = stored

    def rate(
        self,
        story_id: str,
        segment: int | None = None,
        *,
        stars: int | None = None,
        liked: bool | None = None,
        review: str | None = None,
        person: str = "local",
    ) -> None:
        """Rate a story or one of its segments; one rating a person and thing, changeable.

        Only the given parts change; stars are 1 to 5.
        """
        pages = self._graphs.pages(story_id)
        if segment is not None and pages.place(segment) is None:
            raise BadInput(f"This story has no segment {segment}.")
        review = clean(review) if review is not None else None
        self._ratings.rate(
            story_id, segment, person=person, stars=stars, liked=liked, review=review
        )

    def rating(
        self, story_id: str, segment: int | None = None, person: str = "local"
    ) -> ratings.Rating | None:
        """What this person said."""
        return self._ratings.get(story_id, segment, person=person)
