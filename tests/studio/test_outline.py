"""The plot of a language model's book: read, changed, thought of anew; and books of old writers."""

from dataclasses import replace

import pytest

from core.errors import BadInput
from core.stages.outlining import read_outline
from core.story import StoryRequest
from studio.services import Studio
from tests.studio.test_services import SAMPLES

CAPTIONS = ("two dogs in the snow", "a boy on a swing", "a red bus at night")


def captioned(studio: Studio, finish, preset: str) -> str:
    """A book with captions and nothing else."""
    pictures = tuple(studio.accept_picture(p.name, p.read_bytes()) for p in SAMPLES[:3])
    asked = StoryRequest(pictures=pictures, preset=preset, seed=7, mood="funny")
    story_id = studio.create_story(asked, until="captions")
    finish(studio, story_id)
    for i, caption in enumerate(CAPTIONS):
        studio.edit(story_id, f"caption/{i}", caption)
    return story_id


def test_a_plot_is_changed_and_thought_of_anew(studio: Studio, finish) -> None:
    story_id = captioned(studio, finish, "tiny")
    studio.regenerate(story_id, "outline")
    view = finish(studio, story_id)
    assert view.build is not None
    assert view.build.status == "done", view.build.error
    assert view.outline is not None
    plot = view.outline.text or ""
    found = read_outline(plot, 3)
    assert found is not None
    assert view.story.status == "fresh"
    assert (view.story.text or "").startswith(found.title)
    with pytest.raises(BadInput, match="a line for each of the 3 pages"):
        studio.edit(story_id, "outline", "1. There is only one.")
    studio.edit(story_id, "outline", plot.replace(found.beats[1], "Everybody falls asleep."))
    view = studio.story(story_id)
    assert view.outline is not None
    assert view.outline.edited
    assert view.story.status == "stale"
    studio.regenerate(story_id, "outline")
    view = finish(studio, story_id)
    assert view.outline is not None
    assert view.outline.text not in (plot, None)
    assert view.story.status == "fresh"
    other = studio.story(captioned(studio, finish, "tiny"))
    assert view.outline.artifact is not None
    assert view.outline.artifact.data["thread"] in other.request.avoid


def test_a_book_of_the_old_writer_stays_and_is_rebuilt_by_the_storyteller(
    studio: Studio, finish
) -> None:
    story_id = captioned(studio, finish, "starter")
    studio.rebuild(story_id)
    story = finish(studio, story_id).story.artifact
    assert story is not None
    old = replace(story, key="of old", model_id="starter-writer", model_revision="1", text="Old.")
    studio.store.put(story_id, "story", 0, old)
    view = studio.story(story_id)
    assert (view.story.text, view.story.status) == ("Old.", "stale")
    assert any(
        "words of this book were made by models that the studio no lon" in n for n in view.notes
    )
    studio.rebuild(story_id)
    view = finish(studio, story_id)
    assert view.story.artifact is not None
    assert view.story.artifact.model_id == "starter-storyteller"
