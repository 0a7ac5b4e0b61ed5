"""Choosing a voice on Create, and a page's own recording on the edit view, as people see them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from core.models.registry import Catalog
from studio.compose import Studio
from studio.models import ModelLibrary
from studio.resources import close_studio, open_studio
from studio.worker import Worker
from tests.core.models.tiny_piper import make_voice
from tests.core.test_recording import person, wav
from tests.studio.pages import (
    build,
    make,
    quiet,
    visit,
    words,
)


@pytest.fixture
def studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Studio]:
    """The starter preset, read by a tiny Piper voice called Amy."""
    make_voice(tmp_path / "voice")
    preset = Catalog.load().preset("starter").models
    members = "".join(f'{r} = "{"amy" if r == "narrator" else m}"\n' for r, m in preset.items())
    (tmp_path / "own.toml").write_text(
        '[models.amy]\nrole = "narrator"\nfamily = "piper"\npath = "voice"\nlabel = "Amy"\n'
        f'licence = "MIT"\ninstead = "espeak"\n[presets.mine]\nlabel = "Mine"\n{members}'
    )
    monkeypatch.setenv("STUDIO_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("STUDIO_CATALOG", str(tmp_path / "own.toml"))
    monkeypatch.setenv("STUDIO_PRESET", "mine")
    monkeypatch.setattr(Worker, "start", lambda self: None)
    monkeypatch.setattr(ModelLibrary, "warm_up", lambda self, preset: None)
    close_studio()
    st.cache_data.clear()
    opened = open_studio()
    yield opened
    close_studio()


def heard(app: AppTest) -> bool:
    return bool(app.get("audio"))


def test_a_voice_is_named_and_heard(studio: Studio) -> None:
    app = visit()
    assert "Amy reads aloud" in words(app)
    app.toggle(key="_create.more").set_value(True).run()
    quiet(app)
    voices = app.selectbox(key="_create.voice")
    assert voices.options[:2] == ["Usual voice: Amy", "Amy"]
    assert not heard(app)
    app.button(key="create.hear").click().run()
    quiet(app)
    assert heard(app)
    app.selectbox(key="_create.language").set_value("de").run()
    quiet(app)
    assert not heard(app)
    assert "eSpeak NG reads instead of Amy, who does not speak this language" in words(app)
    app.button(key="create.hear").click().run()
    assert heard(app)


def test_a_recorded_page_says_whose_voice_it_is(studio: Studio) -> None:
    story = make(studio, preset="mine")
    build(studio, story)
    samples, rate, _ = person(studio.reading.story(story).segments[0].text.text or "")
    studio.voice.put(story, 0, wav(samples, rate))
    app = AppTest.from_file(str(Path("studio/router.py").resolve()), default_timeout=60)
    app.query_params.update({"story": story, "page": "1", "edit": "1"})
    app.switch_page("app_pages/story.py").run()
    quiet(app)
    assert "your voice" in words(app)
    assert app.button(key=f"story.record.{story}.0").label == "Read it myself"
