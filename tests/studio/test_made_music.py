"""Books whose music a model makes: asked for, made page by page, taken along, or not there."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import BadInput
from core.export.film.soundtrack import write_sound
from core.export.film.timeline import heard_only
from core.export.readalong import book_html
from core.plan import plan
from core.settings import Settings
from core.story import StoryRequest
from studio.compose import Studio
from studio.views import StoryView
from tests.core.graph import MODELS, REQUEST
from tests.core.models.tiny_musicgen import make_musicgen
from tests.studio.conftest import STORY

Finish = Callable[..., StoryView]
CATALOG = """
[models.tiny-composer]
role = "composer"
family = "musicgen"
path = "composer"
label = "Tiny music"
licence = "MIT"
[models.far-composer]
role = "composer"
family = "musicgen"
path = "nowhere"
label = "Far music"
licence = "CC-BY-NC-4.0 (no commercial use)"
"""


def catalogue(tiny: Path, folder: Path) -> Path:
    """The tiny models by absolute paths, and two presets whose books may have a model's music."""
    text = tiny.read_text().replace('path = "', f'path = "{tiny.parent}/')
    preset = text[text.index("[presets.drawn]") :].strip()
    for name in ("tiny", "far"):
        more = preset.replace("[presets.drawn]", f"[presets.{name}-music]")
        text += f'\n{more}\ncomposer = "{name}-composer"\n'
    make_musicgen(folder / "composer", positions=204)
    file = folder / "own.toml"
    file.write_text(text + CATALOG)
    return file


@pytest.fixture(scope="module")
def studio(tiny_catalog: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    folder = tmp_path_factory.mktemp("music")
    environment = {
        "STUDIO_DATA_DIR": str(folder / "data"),
        "STUDIO_CATALOG": str(catalogue(tiny_catalog, folder)),
        "STUDIO_DEVICE": "cpu",
    }
    opened = Studio(Settings.from_environment(environment))
    opened.worker.start()
    yield opened
    opened.close()


def asked(**fields) -> StoryRequest:
    usual = {"text": STORY, "preset": "tiny-music", "composer": "tiny-composer", "seed": 3}
    return StoryRequest(**{**usual, **fields})


def test_music_is_planned_for_who_asks_and_is_its_narrations_length() -> None:
    plain = {step.slot: step for step in plan(REQUEST, MODELS, {})}
    maker = replace(MODELS["narrator"], id="composer")
    steps = {step.slot: step for step in plan(REQUEST, {**MODELS, "composer": maker}, {})}
    assert set(steps) - set(plain) == {f"music/{i}" for i in range(REQUEST.segment_count)}
    assert all(steps[slot] == step for slot, step in plain.items())
    first, last = steps["music/0"], steps[f"music/{REQUEST.segment_count - 1}"]
    assert first.inputs == ("narration/0",)
    assert "a quiet opening" in first.params["prompt"]
    assert "coming to rest" in last.params["prompt"]
    assert first.seed != last.seed


def test_a_book_with_a_models_music(studio: Studio, finish: Finish, tmp_path: Path) -> None:
    view = finish(studio, studio.books.create(asked()))
    assert view.finished
    assert not [note for note in view.notes if "music" in note]
    assert ("Music", len(view.segments), len(view.segments)) in view.build.stages  # type: ignore[union-attr]
    made = [segment.music.artifact for segment in view.segments if segment.music]
    assert [(a.model_id, a.data["round_s"]) for a in made if a] == [("tiny-composer", 2.0)] * 3
    assert len({a.seed for a in made if a}) == 3
    book = studio.binder.book(view.id)
    assert book.details["models"]["composer"] == "tiny-composer"
    page = book_html(book).decode()
    assert page.count('class="music"') == 3
    assert 'data-from="3" data-round="2"' in page
    own, code = tmp_path / "own.wav", tmp_path / "code.wav"
    bare = replace(book, pages=tuple(replace(page, music=None) for page in book.pages))
    for one, file in ((book, own), (bare, code)):
        assert write_sound(one, heard_only(one), file, music=True)
    assert own.stat().st_size == code.stat().st_size
    assert own.read_bytes() != code.read_bytes()

    again = studio.reading.story(view.id).segments[0]
    studio.editing.regenerate(view.id, "music/0")
    view = finish(studio, view.id)
    assert again.music is not None
    assert view.segments[0].music is not None
    assert view.segments[0].music.media != again.music.media
    assert view.segments[1].music.media == made[1].media  # type: ignore[union-attr]
    copy = studio.paging.duplicate(view.id, 0)
    assert studio.reading.story(view.id).page(copy).music.status == "fresh"  # type: ignore[union-attr]


def test_what_is_not_here_is_composed_by_the_studio(studio: Studio, finish: Finish) -> None:
    request = asked(preset="far-music", composer="far-composer")
    view = finish(studio, studio.books.create(request))
    assert view.finished
    assert all(segment.music is None for segment in view.segments)
    assert any(
        note.startswith("The studio composes the music instead of Far music") for note in view.notes
    )
    with pytest.raises(BadInput, match=r"“Drawn” have the studio's own music.*far-composer"):
        studio.books.create(asked(preset="drawn", composer="far-composer"))


def test_requests_of_before_have_the_studios_music() -> None:
    old = {name: value for name, value in asked().to_json().items() if name != "composer"}
    assert StoryRequest.from_json(json.loads(json.dumps(old))).composer is None
