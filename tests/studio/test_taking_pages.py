"""Downloads on the Story page and books opened in the gallery, driven from the entry point."""

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.export import formats
from core.export.book import Book
from core.export.formats import FORMATS, Work
from studio.components.text import lasting, plain
from studio.compose import Studio

APP = Path(__file__).resolve().parents[2] / "studio" / "router.py"


@pytest.fixture
def studio(drawn_studio: Studio) -> Studio:
    return drawn_studio


def visit(where: str, **query: str) -> AppTest:
    app = AppTest.from_file(str(APP), default_timeout=120)
    for name, value in query.items():
        app.query_params[name] = value
    app.session_state["story.downloads"] = True  # The menu is open.
    app.switch_page(f"app_pages/{where}.py")
    app.run()
    assert not app.exception
    return app


def test_a_slow_form_is_made_watched_and_taken(
    studio: Studio, drawn_folder: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def crawl(book: Book, path: Path, work: Work) -> None:
        work.note("Filming page 1", 1, 4)
        path.write_text(book.title)

    slow = replace(FORMATS["html"], id="slow", label="Film", write=crawl, page_s=9.0)
    poor = replace(slow, id="poor", label="Poor", lacking=lambda: "The program ffmpeg is missing.")
    known = {**FORMATS, "slow": slow, "poor": poor}
    monkeypatch.setattr(formats, "FORMATS", known)
    monkeypatch.setattr("studio.exports.FORMATS", known)
    story = drawn_folder[1]
    app = visit("story", story=story)
    said = " ".join(e.value for e in [*app.markdown, *app.caption])
    for form in FORMATS.values():
        assert plain(form.label) in said
    assert "ffmpeg is missing" in said
    pages = len(studio.reading.story(story).segments)
    assert lasting(9.0 * pages) in said
    assert app.button(key="take.make.poor").disabled
    app.button(key="take.make.slow").click().run()
    assert not app.exception
    assert app.button(key="take.cancel.slow")
    app.button(key="take.cancel.slow").click().run()
    app.button(key="take.make.slow").click().run()
    build = studio.builds.exports(story)["slow"]
    assert studio.exports.step(build.id) == "done"
    app = visit("story", story=story)
    assert "take.make.slow" not in [button.key for button in app.button]
    assert studio.exports.content(story, "slow") == studio.reading.story(story).title.encode()


def test_a_book_is_opened_from_a_file(studio: Studio, drawn_folder: tuple[Path, str]) -> None:
    parcel = studio.exports.content(drawn_folder[1], "zip")
    app = visit("gallery")
    app.file_uploader[0].upload("notes.zip", b"no ZIP at all", "application/zip").run()
    app.button(key="gallery.open").click().run()
    assert not app.exception
    assert "not a ZIP file" in app.error[0].value
    assert len(studio.reading.gallery()) == 1
    app = visit("gallery")
    app.file_uploader[0].upload("kite.zip", parcel, "application/zip").run()
    app.button(key="gallery.open").click().run()
    assert not app.exception
    assert not app.error
    assert len(studio.reading.gallery()) == 2
    assert "The book was opened" in " ".join(e.value for e in app.markdown)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (3, "a few seconds"),
        (30, "half a minute"),
        (50, "about 1 minute"),
        (100, "about 2 minutes"),
        (5300, "about 88 minutes"),
        (5400, "about 2 hours"),
        (14400, "about 4 hours"),
    ],
)
def test_how_long_it_takes_is_said_roughly(seconds: float, said: str) -> None:
    assert lasting(seconds) == said
