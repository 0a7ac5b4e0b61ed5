"""What readers say of a book and of its pages."""

from core.errors import BadInput
from core.text import clean
from db.ratings import Ratings
from studio.graphs import Graphs
from studio.views import RatingView


class Rating:
    """The use cases of stars, likes and reviews."""

    def __init__(self, graphs: Graphs, ratings: Ratings) -> None:
        self._graphs = graphs
        self._ratings = ratings

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
    ) -> RatingView | None:
        """What this person said."""
        rating = self._ratings.get(story_id, segment, person=person)
        if rating is None:
            return None
        return RatingView(
            story_id=story_id,
            segment=segment,
            stars=rating.stars,
            liked=rating.liked,
            review=rating.review or "",
            person=person,
            updated_at=rating.updated_at,
        )
