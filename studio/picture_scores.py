"""Scores of pictures that a person put somewhere, made anew where all else is up to date."""

from collections.abc import Iterable

from core.build import sources_of
from studio.graphs import Graphs
from studio.jobs import Jobs


def score_again(graphs: Graphs, jobs: Jobs, story_id: str, pages: Iterable[int]) -> None:
    """Enqueue the scores of these pages (from 0), so that no text is written anew for them."""
    states = graphs.states(story_id)
    ready = []
    for slot in (f"score/{page}" for page in pages):
        if slot in states and states[slot].status != "fresh":
            before = sources_of(states, [slot]) - {slot}
            if all(states[other].status == "fresh" for other in before):
                ready.append(slot)
    if ready:
        jobs.build(story_id, ready)
