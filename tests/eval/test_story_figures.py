"""Figures of one story, with tiny models of the real classes."""

import wave
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.models.pool import ModelPool
from core.models.registry import Catalog
from core.settings import Settings
from db.evaluations import RunItem
from eval.figures import figures_of
from eval.stories import Hero, ToldAloud, ToldSegment, ToldStory
from eval.story_figures import judged, painted, spoken, told
from eval.story_suite import GalleryStories
from eval.suites import Models
from picturebook.scene import Figure, Look, Scene

STORY = ToldStory(
    id="1",
    title="The Fox",
    mood="scary",
    target=(4, 9),
    segments=(
        ToldSegment(text="A fox ran home. It met a whale.", prompt=None, picture=None),
        ToldSegment(text="A fox ran home.", prompt=None, picture=None),
    ),
    captions=("a red fox", "a small dog"),
)


@pytest.fixture(scope="module")
def models(tiny_catalog: Path, tmp_path_factory: pytest.TempPathFactory):
    data = tmp_path_factory.mktemp("data")
    settings = Settings.from_environment(
        {"STUDIO_DATA_DIR": str(data), "STUDIO_CATALOG": str(tiny_catalog), "STUDIO_DEVICE": "cpu"}
    )
    catalog = Catalog.load(settings.extra_catalog)
    pool = ModelPool(catalog, settings)
    yield Models(pool, catalog.refs("tiny"))
    pool.close()


def test_words_are_counted_and_foreign_nouns_come_from_the_whole_set() -> None:
    found = told(STORY, {"fox", "dog", "whale", "cat"})
    assert (found["words"], found["on_target"], found["off_target"]) == (12, 0, 3)
    assert found["foreign_nouns"] == 1
    assert found["pictures_told"] == 0.5
    assert found["sentences_grounded"] == pytest.approx(2 / 3)
    assert found["repeated_sentences"] == pytest.approx(1 / 3)
    assert (found["reading_ease"] or 0) > 90


def test_the_hero_is_looked_for_on_the_pages_that_name_them(models: Models, tmp_path: Path) -> None:
    fox, other = Look(kind="fox", colour="red"), Look(kind="fox", colour="grey")
    star = Hero(id="rusty", names=("Rusty",), look="a red fox", figure=fox)
    shows, wrong = (Scene(figures=(Figure(id="rusty", look=look),)) for look in (fox, other))
    picture = tmp_path / "p.png"
    Image.new("RGB", (32, 32), "red").save(picture)

    def page(text: str, scene: Scene | None) -> ToldSegment:
        return ToldSegment(text=text, prompt="a fox", picture=picture, scene=scene)

    pages = (
        page("Rusty ran.", shows),
        page("“Rusty’s home!”", wrong),
        page("A crusty cake.", wrong),
        page("Rusty slept.", None),
    )
    found = painted(replace(STORY, segments=pages, star=star), models, ["an old man"])
    assert found["hero_seen"] == 0.5
    assert found["hero_alike"] == pytest.approx(1)  # one picture three times
    assert found["hero_apart"] in (0, 0.5, 1)
    assert found["clip_better"] == 0.5
    assert painted(replace(STORY, segments=pages), models)["hero_seen"] is None


def test_a_reading_age_is_held_against_the_one_asked_for() -> None:
    easy = told(replace(STORY, age="3-5"), set())
    assert easy["years_too_old"] == 0
    assert (easy["reading_age"] or 9) < 6
    assert told(STORY, set())["years_too_old"] is None


def test_readability_is_said_of_english_alone() -> None:
    assert told(replace(STORY, language="de"), set())["reading_ease"] is None


def test_a_narration_is_measured_and_a_broken_one_counted(tmp_path: Path) -> None:
    sound, broken = tmp_path / "a.wav", tmp_path / "b.wav"
    rate = 8000
    tone = np.sin(np.arange(2 * rate) / 5) * 0.5
    tone[rate:] = 0
    with wave.open(str(sound), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((tone * 32767).astype("<i2").tobytes())
    broken.write_bytes(b"RIFF")
    words = ((0, 1, 0.0, 0.5), (2, 5, 0.5, 1.0))
    pages = tuple(
        replace(segment, aloud=ToldAloud(sound=path, words=words, run_s=run_s))
        for segment, path, run_s in zip(STORY.segments, (sound, broken), (1.0, None), strict=True)
    )
    found = spoken(replace(STORY, segments=pages))
    assert found["unreadable_sounds"] == 1
    assert found["real_time_factor"] == pytest.approx(0.5)
    assert found["words_per_minute"] == pytest.approx(8 * 30)
    assert found["silence"] == pytest.approx(0.5, abs=0.02)
    assert found["clipping"] == 0
    assert found["timed_words"] == pytest.approx(2 / 8)
    assert spoken(STORY)["words_per_minute"] is None


def test_the_writer_judges_text_and_mood(models: Models) -> None:
    found = judged(STORY, models)
    assert (found["nats"] or 0) > 0
    assert found["characters"] == len("A fox ran home. It met a whale.\n\nA fox ran home.")
    assert found["mood_agrees"] in (0, 1)
    pasted = judged(replace(STORY, target=None, captions=()), models)
    assert pasted["nats"] == found["nats"]
    assert pasted["mood_agrees"] is None


def test_a_text_that_the_writer_cannot_read_at_once_is_left_out(models: Models) -> None:
    long = replace(STORY, segments=(replace(STORY.segments[0], text="fox " * 5000),))
    found = judged(long, models)
    assert found["nats"] is None
    items = [
        RunItem(name="1", data={**judged(STORY, models), **told(STORY, set())}),
        RunItem(name="2", data={**found, **told(long, set())}),
    ]
    figures = figures_of(GalleryStories.statistics(items, {"writer": "w@1"}), seed=0)
    assert (figures["Perplexity (w@1)"].n, figures["Perplexity (w@1)"].left_out) == (1, 1)
    assert figures["Words"].n == 2
