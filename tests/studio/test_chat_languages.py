"""Books by a chat server over a real socket, in every language that stories are offered in."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.languages import ENGLISH, LANGUAGES, primary, told_in
from core.settings import Settings
from core.story import StoryRequest
from core.text import count_words
from studio.compose import Studio
from studio.views import StoryView
from tests.core.models.tongues_host import PARTS, TonguesHost, tongues_host

WORDS = ["segment/0", "segment/1", "segment/2", "title"]
Ask = Callable[..., StoryView]


@pytest.fixture
def host() -> Iterator[TonguesHost]:
    with tongues_host() as host:
        yield host


@pytest.fixture
def ask(
    tmp_path: Path, tiny_catalog: Path, host: TonguesHost, monkeypatch: pytest.MonkeyPatch
) -> Ask:
    """A book of three pages, asked of the server as it behaves at an address."""

    def asked(behaviour: str, language: str, *, also: tuple[str, ...] = (), **more) -> StoryView:
        monkeypatch.setenv("STUDIO_CHAT_URL", host.url(behaviour))
        given = {"STUDIO_DATA_DIR": str(tmp_path / behaviour), "STUDIO_CATALOG": str(tiny_catalog)}
        studio = Studio(Settings.from_environment({**os.environ, **given, "STUDIO_DEVICE": "cpu"}))
        studio.catalog.choose("drawn", "writer", "chat-server")
        wanted = StoryRequest(
            idea="a fox who looks for the moon", pages=3, language=language, preset="drawn", **more
        )
        story_id = studio.books.enter(wanted)
        build = studio.builds.enqueue(story_id, [*WORDS, *also], kind="story")
        while studio.building.step(build) == "more":
            pass
        view = studio.reading.story(story_id)
        studio.close()
        return view

    return asked


def error(view: StoryView) -> str:
    assert view.build is not None
    return view.build.error or ""


def texts(view: StoryView) -> list[str]:
    return [segment.text.text or "" for segment in view.segments]


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != ENGLISH])
def test_the_whole_book_is_in_its_language(ask: Ask, host: TonguesHost, code: str) -> None:
    view = ask(code, code, also=("narration/0",))
    assert error(view) == ""
    asked = "\n".join(message["content"] for turns in host.asked for message in turns)
    language = LANGUAGES[code]
    assert f"Write all of it in {language.called}" in asked
    low, high = view.request.words
    assert f"It has {low} to {high} {language.unit} in all." in asked
    assert {told_in(text) for text in texts(view)} == {code}
    assert low <= sum(map(count_words, texts(view))) <= high
    assert view.title == PARTS[code][0].removeprefix("Title: ")
    narration = view.segments[0].narration.artifact
    assert narration is not None
    assert primary(str(narration.params["language"])) == code
    assert not [note for note in view.notes if "is not in" in note]


def test_who_answers_in_another_language_is_asked_again_and_then_said(
    ask: Ask, host: TonguesHost
) -> None:
    view = ask("tr-then-de", "de")
    assert error(view) == ""
    assert {told_in(text) for text in texts(view)} == {"de"}
    assert any("not in Turkish" in turns[-1]["content"] for turns in host.asked)
    host.asked.clear()
    view = ask("tr", "de")
    assert error(view).startswith("The writer answers in Turkish, though it was asked twice for")
    assert "German" in error(view)
    pages = [turns for turns in host.asked if "Page 1" in turns[-1]["content"]]
    assert len(pages) == 2
    assert "answers in Turkish" in error(ask("tr-always", "en"))


@pytest.mark.parametrize(
    ("behaviour", "said"),
    [("de-breaks", "broke off"), ("de-noise", "sends no words"), ("de-slow", "")],
)
def test_a_server_in_trouble_is_said_in_a_sentence(ask: Ask, behaviour: str, said: str) -> None:
    view = ask(behaviour, "de")
    if behaviour == "de-slow":
        assert error(view) == ""
        assert {told_in(text) for text in texts(view)} == {"de"}
        return
    assert said in error(view)
    assert error(view).count(". ") == 0
    assert error(view).endswith(".")


def test_age_name_and_length_are_asked_for_in_any_language(ask: Ask, host: TonguesHost) -> None:
    view = ask("uk", "uk", hero="Dr. Fuchs", pronoun="he", age="3-5", length="short", mood="scary")
    asked = host.asked[-1][0]["content"]
    assert "The hero is Dr. Fuchs (he)." in asked
    assert "three to five years" in asked
    assert "100 to 150 words" in asked
    low, high = view.request.words
    assert low <= sum(map(count_words, texts(view))) <= high
