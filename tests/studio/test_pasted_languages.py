"""Stories that people bring in any language: told word for word, read by a voice of theirs."""

from collections.abc import Callable

import pytest

from core.story import StoryRequest
from studio.compose import Studio
from studio.views import StoryView

TURKISH = (
    "Bir varmış bir yokmuş, bir tepede küçük bir tilki yaşarmış. Her sabah göle iner, su içermiş. "
    "“Günaydın!” demiş tilki. “Nereye gidiyorsun?” Kaplumbağa gülümsemiş ve durmuş. "
) * 5
HINDI = (
    "एक समय की बात है, एक छोटी लोमड़ी पहाड़ी पर रहती थी। वह हर सुबह झील पर पानी पीने जाती थी। "
    '"नमस्ते!" लोमड़ी ने कहा। "आज मौसम बहुत अच्छा है।" खरगोश हँसा। '
) * 5
CHINESE = "从前，有一只小狐狸住在山上。他每天早上都去湖边喝水。“你好！”小狐狸说。小兔子笑了。" * 4
ARABIC = (
    "في قديم الزمان كان هناك ثعلب صغير. قال الثعلب: «مرحبا! هل تلعب معي؟» ضحك الأرنب وقال نعم. " * 7
)


@pytest.mark.parametrize(
    ("text", "tag", "title"),
    [
        (TURKISH, "tr", "Bir varmış bir yokmuş"),
        (HINDI, "hi", "एक समय की बात है"),
        (CHINESE, "cmn", "从前，有一只小狐狸住在山上"),
        (ARABIC, "ar", "في قديم الزمان كان هناك ثعلب"),
    ],
)
def test_a_story_keeps_its_words_and_gets_a_voice(
    studio: Studio, finish: Callable[..., StoryView], text: str, tag: str, title: str
) -> None:
    view = finish(studio, studio.books.create(StoryRequest(text=text, language="", preset="drawn")))
    assert view.finished
    assert view.request.language == tag
    assert view.title == title
    told = "".join(segment.text.text or "" for segment in view.segments)
    assert "".join(told.split()) == "".join(text.split())
    assert all(len(segment.word_timings) > 3 for segment in view.segments)
    assert any("reads English only, and its pictures show" in note for note in view.notes)


def test_who_chooses_a_language_has_it(studio: Studio) -> None:
    story = studio.books.enter(StoryRequest(text=TURKISH, language="de", preset="drawn"))
    assert studio.graphs.request(story).language == "de"
    khmer = "មានកញ្ជ្រោងតូចមួយរស់នៅលើភ្នំ។ " * 20
    story = studio.books.enter(StoryRequest(text=khmer, language="", preset="drawn"))
    assert "is written in another script" in studio.reading.story(story).notes[-1]
