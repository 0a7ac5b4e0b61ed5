"""Illustrators that paint may start from the page as the studio draws it."""

import io
import sys
from collections.abc import Callable

import pytest
from PIL import Image

from core.build import ModelRef
from core.errors import BadInput
from core.plan import plan
from core.story import StoryRequest
from picturebook.drawing.compose import draw
from picturebook.scene import Scene
from studio.compose import Studio
from studio.views import StoryView
from tests.core.graph import MODELS, REQUEST
from tests.studio.conftest import STORY
from tests.studio.test_own_pictures import shown

Finish = Callable[..., StoryView]


def request(**fields) -> StoryRequest:
    return StoryRequest(**{"text": STORY, "preset": "tiny", "seed": 3, **fields})


def test_the_plan_reads_scenes_for_a_guide() -> None:
    from dataclasses import replace

    def steps(**fields):
        return {s.slot: s for s in plan(replace(REQUEST, **fields), MODELS, {})}

    plain, guided = steps(continuity=0.4), steps(continuity=0.4, guide=0.65)
    assert "cast" not in plain
    assert {"cast", "guide/0", "guide/4"} <= set(guided)
    assert plain["illustration/1"].inputs == ("prompt/1", "illustration/0")
    assert guided["illustration/1"].inputs == ("prompt/1", "guide/1"), "the guide goes first"
    assert dict(guided["illustration/1"].params)["strength"] == 0.65
    assert guided["prompt/1"] == plain["prompt/1"]
    drawn = {**MODELS, "illustrator": ModelRef(id="d", revision="1", reads="scene")}
    assert not any(s.slot.startswith("guide/") for s in plan(REQUEST, drawn, {}))


@pytest.mark.parametrize("strength", [0.0, 1.5])
def test_strengths_that_are_not_possible(strength: float) -> None:
    with pytest.raises(BadInput, match=r"0\.05 to 1"):
        request(guide=strength)


def painted_over(studio: Studio, story_id: str) -> bytes:
    """The first page's pixels, made step by step: scene, drawing, painting."""
    states = studio.graphs.states(story_id)
    step = states["illustration/0"].step
    scene, prompt = states["guide/0"].artifact, states["prompt/0"].artifact
    assert scene is not None
    assert prompt is not None
    drawing = draw(
        Scene.from_json(str(scene.data["scene"])),
        style="paper",
        seed=int(step.params["guide_seed"]),
        width=64,
        height=64,
    )
    start = Image.open(io.BytesIO(drawing.png(64, 64)))

    def paint(lease) -> Image.Image:
        return lease.backend.paint(
            [prompt.text or ""],
            seeds=[step.seed],
            init_image=start,
            strength=0.34,
            on_step=lambda done, total: None,
        )[0]

    return studio.pool.run("tiny-illustrator", paint).convert("RGB").tobytes()


def test_pictures_painted_over_drawings(studio: Studio, finish: Finish) -> None:
    """What is painted over is the page's drawing; all is recorded; an edit of the scene puts just
    that picture out of date."""
    story_id = studio.books.create(request(guide=0.34))
    view = finish(studio, story_id)
    assert view.finished, view.build
    first = view.segments[0].illustration.artifact
    assert first is not None
    assert first.params["guide"] == "drawing"
    assert first.params["strength"] == 0.34
    assert first.data["steps"] == 1, "a third of three steps"
    again = finish(studio, studio.books.create(request(guide=0.34)))
    assert [s.illustration.media for s in again.segments] == [
        s.illustration.media for s in view.segments
    ]
    plain = finish(studio, studio.books.create(request()))
    assert plain.segments[0].illustration.media != view.segments[0].illustration.media
    assert painted_over(studio, story_id) == shown(studio, first.media).tobytes()

    studio.editing.edit(story_id, "segment/1", "A whale swam in the sea at night.")
    stale = studio.reading.story(story_id).stale
    assert "illustration/1" in stale
    assert "illustration/0" not in stale
    studio.editing.change(story_id, guide=None)
    slots = studio.graphs.states(story_id)
    assert not any(slot.startswith("guide/") for slot in slots)


def test_a_preset_that_draws_needs_no_guide(studio: Studio) -> None:
    with pytest.raises(BadInput, match="draws its pictures itself"):
        studio.books.create(request(preset="drawn", guide=0.65))
    assert studio.reading.gallery() == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--guide", "photo"], "drawing"),
        (["--strength", "0.5"], "--guide drawing"),
        (["--guide", "drawing", "--strength", "7"], "0.05 to 1"),
    ],
)
def test_the_command_line_says_what_is_wrong(
    arguments: list[str], said: str, tmp_path, tiny_catalog, monkeypatch, capsys
) -> None:
    from studio.cli import main

    monkeypatch.setenv("STUDIO_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("STUDIO_CATALOG", str(tiny_catalog))
    text = tmp_path / "story.txt"
    text.write_text(STORY, "utf-8")
    words = ["studio", "illustrate", str(text), "--preset", "tiny", *arguments]
    monkeypatch.setattr(sys, "argv", words)
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 2
    assert said in capsys.readouterr().err
