"""Evaluation: what was recorded while books were made and read."""

from typing import TYPE_CHECKING, Any

from db.filters import Filters as Filters
from studio.views import BookSpeed

if TYPE_CHECKING:
    from studio.services import Studio


class Evaluating:
    """The use cases of the page Evaluate; `Studio.evaluating`."""

    def __init__(self, studio: "Studio") -> None:
        self._studio = studio

    def clip_scores(self) -> list[dict[str, Any]]:
        """One row a scored segment: story_id, title, segment, score (100·cos), model, mood, style,
        preset, created_at."""
        return self._studio.dashboard.clip_scores()

    def latencies(self) -> list[dict[str, Any]]:
        """One row an artifact made by a model: stage, model, device, dtype, load_s, run_s,
        queued_s, story_id, created_at."""
        return self._studio.dashboard.latencies()

    def ratings(self) -> list[dict[str, Any]]:
        """One row a rating: story_id, title, segment, stars, liked, review, mood, style, preset,
        updated_at."""
        return self._studio.ratings.rows()

    def book_speed(self, chosen: Filters) -> BookSpeed:
        """Median seconds of a whole book now, with its interval, and of those before.

        "Now" is since `chosen.since`, and before it as long a time; without it the latest 20 books,
        and the 20 before them.
        """
        return self._studio.speed.now().headline(chosen)
