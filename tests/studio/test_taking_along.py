"""Books as files: from the pages, by the worker, and on the command line."""

import time
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from core.errors import BadInput, StudioError, UnknownName
from core.export import formats
from core.export.book import Book
from core.export.formats import FORMATS, Work
from core.settings import Settings
from studio.cli import app
from studio.compose import Studio
from studio.views import ExportView


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A format that takes its time, page by page; what it did is in the list."""
    said: list[str] = []

    def crawl(book: Book, path: Path, work: Work) -> None:
        for i in range(40):
            work.check()
            work.note(f"Page {i + 1}", i, 40)
            said.append(f"{i}")
            time.sleep(0.05)
        path.write_text(book.title)

    form = replace(FORMATS["html"], id="slow", ending=".slow", write=crawl, page_s=9.0)
    monkeypatch.setattr(formats, "FORMATS", {**FORMATS, "slow": form})
    monkeypatch.setattr("studio.exports.FORMATS", {**FORMATS, "slow": form})
    return said


def offer(studio: Studio, story: str, name: str) -> ExportView:
    return next(o for o in studio.exports.offers(story) if o.id == name)


def wait(studio: Studio, story: str, name: str) -> ExportView:
    until = time.monotonic() + 90
    while (now := offer(studio, story, name)).active and time.monotonic() < until:
        time.sleep(0.2)
    return now


def test_quick_formats_are_made_when_asked_for(book: str, studio: Studio) -> None:
    offers = {o.id: o for o in studio.exports.offers(book)}
    assert offers["pdf"].at_once
    assert not offers["pdf"].ready
    assert studio.exports.content(book, "html").startswith(b"<!doctype html>")
    assert studio.exports.content(book, "epub").startswith(b"PK")
    with pytest.raises(UnknownName):
        studio.exports.content(book, "docx")
    with pytest.raises(BadInput, match="no story"):
        studio.exports.offers("nothing")


def test_slow_ones_are_made_by_the_worker(book: str, studio: Studio, slow: list[str]) -> None:
    assert not offer(studio, book, "slow").at_once
    before = studio.reading.story(book).build
    studio.exports.start(book, "slow")
    studio.exports.start(book, "slow")
    while len(slow) < 5:
        time.sleep(0.05)
    now = offer(studio, book, "slow")
    assert now.active
    assert "Page" in now.message
    assert 0 < (now.fraction or 0) < 1
    assert studio.reading.story(book).build == before, "an export is no news of the story"
    now = wait(studio, book, "slow")
    assert (now.ready, now.error) == (True, None)
    assert len(slow) == 40, "asked for twice, written once"
    title = studio.reading.story(book).title
    assert studio.exports.content(book, "slow") == title.encode()
    assert len(list(studio.exports.folder.iterdir())) == 1
    studio.editing.edit(book, "title", "Another title")
    assert not offer(studio, book, "slow").ready, "the book is another now"


def test_cancelled_it_leaves_nothing(book: str, studio: Studio, slow: list[str]) -> None:
    studio.exports.start(book, "slow")
    while not slow:
        time.sleep(0.02)
    studio.exports.cancel(book, "slow")
    now = wait(studio, book, "slow")
    assert (now.ready, now.active, now.error) == (False, False, None)
    assert len(slow) < 40
    assert not studio.exports.folder.exists() or not list(studio.exports.folder.iterdir())
    studio.exports.start(book, "slow")
    assert wait(studio, book, "slow").ready


def test_it_goes_on_after_a_crash(book: str, settings: Settings, slow: list[str]) -> None:
    first = Studio(settings)
    first.exports.start(book, "slow")
    (build,) = first.builds.unfinished()
    first.builds.set_status(build.id, "running", message="Starting")
    (first.exports.folder).mkdir(exist_ok=True)
    half = first.exports.folder / ".half.part.slow"
    half.write_text("half")
    first.close()
    second = Studio(settings)
    second.worker.start()
    try:
        assert wait(second, book, "slow").ready
    finally:
        second.close()


def test_what_fails_is_said(book: str, studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(book: Book, path: Path, work: Work) -> None:
        raise StudioError("The pages could not be set.")

    form = replace(FORMATS["html"], id="poor", write=fail, page_s=9.0)
    monkeypatch.setattr(formats, "FORMATS", {**FORMATS, "poor": form})
    monkeypatch.setattr("studio.exports.FORMATS", {**FORMATS, "poor": form})
    studio.exports.start(book, "poor")
    assert wait(studio, book, "poor").error == "The pages could not be set."


def test_the_command_line(
    book: str, settings: Settings, tiny_catalog: Path, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setenv("STUDIO_DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("STUDIO_CATALOG", str(tiny_catalog))
    monkeypatch.setenv("STUDIO_DEVICE", "cpu")
    lacking = replace(FORMATS["pdf"], lacking=lambda: "A font is missing.")
    out = tmp_path / "out"
    done = CliRunner().invoke(app, ["export", "latest", "--format", "html,epub", "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert sorted(p.suffix for p in out.iterdir()) == [".epub", ".html"]
    assert all(str(p) in done.stdout for p in out.iterdir())
    monkeypatch.setattr(formats, "FORMATS", {**FORMATS, "pdf": lacking})
    done = CliRunner().invoke(app, ["export", book, "--format", "pdf,html", "--out", str(out)])
    assert isinstance(done.exception, StudioError)
    assert "Not written: pdf" in str(done.exception)
    assert "A font is missing." in done.stderr
    assert ".html" in done.stdout
    for wrong, why in (
        (["export"], "No story was given"),
        (["export", book, "--format", "docx"], "docx"),
        (["export", "nothing"], "no story"),
    ):
        done = CliRunner().invoke(app, wrong)
        assert isinstance(done.exception, BadInput)
        assert why in str(done.exception)
