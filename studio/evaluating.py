"""Evaluation: what was recorded while books were made and read."""

from typing import TYPE_CHECKING, Any

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
