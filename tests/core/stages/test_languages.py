"""A book in another language: asked for in it, and checked."""

from dataclasses import replace

import pytest

from core.build import Task
from core.errors import ModelUnavailable, UnknownName
from core.languages import LANGUAGES, pasted_in, primary, scaled, told_in
from core.models.registry import Catalog
from core.plan import plan
from core.stages.table import STAGES
from core.stages.titling import make_title
from core.story import StoryRequest
from tests.core.graph import MODELS, REQUEST
from tests.core.stages.givens import (
    CAPTIONS,
    Remember,
    ScriptedWriter,
    artifact,
    page_tasks,
    writing_task,
)

WRITER = replace(MODELS["writer"], reads="outline", languages=("de", "tr"))
SAID = {
    "de": "Der kleine Fuchs ging am Abend in den Wald und suchte seinen Freund, den Dachs.",
    "en": "In the evening the little fox went into the forest and looked for his friend.",
    "tr": "Küçük tilki akşam ormana gitti ve arkadaşı porsuğu aradı.",
}


class Answers(ScriptedWriter):
    """Says the same sentence, in one language until it is told to write another."""

    multilingual = True

    def __init__(self, first: str, later: str = "") -> None:
        super().__init__()
        self.first, self.later = first, later or first

    def _page(self, caption: str, rng: object) -> str:
        asked_again = "not in" in self.calls[-1][-1]["content"]
        said = SAID[self.later if asked_again else self.first]
        return " ".join(f"{said[:-1]} {len(self.calls)}-{i}." for i in range(3))


def notes(writer: ScriptedWriter, language: str) -> list[str]:
    """What is noted of the pages of a book."""
    task = writing_task()
    task = replace(task, params={**task.params, "language": language})
    made = [
        page for group in STAGES["writing"].run(page_tasks(task), writer, Remember())
        for _, page in group
    ]  # fmt: skip
    return [note for page in made for note in page.data["notes"]]


def test_the_whole_book_is_asked_for_in_its_language() -> None:
    writer = Answers("de")
    said = notes(writer, "de")
    assert "Write all of it in German (Deutsch)" in writer.calls[0][0]["content"]
    assert not [note for note in said if "picture shows" in note or "German" in note]


def test_an_answer_in_the_wrong_language_is_asked_again_once_and_then_said() -> None:
    mended = notes(Answers("en", "de"), "de")
    assert not [note for note in mended if "is not in German" in note]
    assert "page 1: it was asked for once more" in mended
    with pytest.raises(ModelUnavailable, match=r"answers in English, though .* twice for German"):
        notes(Answers("en"), "de")
    with pytest.raises(ModelUnavailable, match="answers in Turkish"):
        notes(Answers("tr"), "en")


def test_a_later_page_in_the_wrong_language_is_said() -> None:
    class Slips(Answers):
        def _page(self, caption: str, rng: object) -> str:
            self.first = self.later = "de" if len(self.calls) == 1 else "en"
            return super()._page(caption, rng)

    said = notes(Slips("de"), "de")
    assert "page 2: it is not in German" in said
    assert "page 1: it is not in German" not in said


def test_writers_of_several_languages_plan_in_the_book_s() -> None:
    request = replace(REQUEST, language="de")
    steps = {step.slot: step for step in plan(request, {**MODELS, "writer": WRITER}, {})}
    assert steps["outline"].model == WRITER
    assert steps["segment/0"].params["language"] == "de"
    english = plan(REQUEST, {**MODELS, "writer": WRITER}, {})
    assert not any("language" in s.params for s in english if s.stage in ("outlining", "writing"))

    def planned(said: str) -> Task:
        lines = [f"{i}. {said}" for i in range(1, 6)]
        writer = ScriptedWriter(plan=lambda _: "\n".join(["Title: Wo?", "Plan: Ein Hut.", *lines]))
        inputs = {f"caption/{i}": artifact(text) for i, text in enumerate(CAPTIONS)}
        task = Task(slot="outline", params=steps["outline"].params, seed=1, inputs=inputs)
        ((made,),) = STAGES["outlining"].run([task], writer, Remember())
        return made[1]

    assert planned(SAID["de"]).data["title"] == "Wo?"
    (note,) = planned(SAID["en"]).data["notes"]
    assert note.startswith("the writer's plan was not in German: the plan is the library's, and in")
    assert "the pages are written in German" in note


def test_an_idea_in_another_language_is_read_by_the_writer() -> None:
    request = StoryRequest(idea="uyuyamayan bir tilki", language="tr", pages=3)
    steps = {step.slot: step for step in plan(request, {**MODELS, "writer": WRITER}, {})}
    tasks = [
        Task(slot=f"caption/{i}", params=steps[f"caption/{i}"].params, seed=1, inputs={})
        for i in range(3)
    ]
    assert steps["caption/0"].model == WRITER
    writer = ScriptedWriter()
    writer.plan = lambda _: (
        "1. On page 1: A fox lies awake.\n2. A fox counts sheep.\n3. A fox sleeps."
    )
    writer.pieces = lambda *_: iter([writer.plan([])])  # type: ignore[method-assign]
    made = [m.text for ((_, m),) in STAGES["imagining"].run(tasks, writer, Remember())]
    assert made == ["A fox lies awake", "A fox counts sheep", "A fox sleeps"]
    assert "uyuyamayan bir tilki" in writer.calls[0][0]["content"]


def test_lengths_and_languages() -> None:
    assert scaled((200, 250), "de") == (200, 250)
    assert scaled((200, 250), "zh") == (320, 400)
    assert [primary(tag) for tag in ("en-us", "cmn", "pt_BR")] == ["en", "zh", "pt"]
    assert StoryRequest(idea="x", language="cmn").words == (320, 400)
    assert {told_in(said) for said in SAID.values()} == set(SAID)
    assert told_in("Oh, la la!") == ""


def test_answers_in_languages_that_nobody_asks_for_are_known() -> None:
    assert told_in("Жил-был маленький лис, и однажды он нашёл в снегу красную дверь.") == "ru"
    assert told_in("Жив собі маленький лис, і якось він знайшов у снігу червоні двері.") == "uk"
    assert told_in("กาลครั้งหนึ่งนานมาแล้ว") == "th"
    assert told_in("მელა ტყეში წავიდა") == "ka"


def test_a_pasted_story_is_read_by_a_voice_of_its_language() -> None:
    spoken = ("en", "de", "tr", "cmn", "nb", "th")
    for tag, said in {
        **SAID,
        "cmn": "从前，有一只小狐狸住在山上。",
        "th": "กาลครั้งหนึ่งนานมาแล้ว",
    }.items():
        assert pasted_in(said, spoken) == tag
    assert pasted_in("Den lille reven gikk inn i skogen om kvelden, og han lette.", spoken) == "nb"
    assert pasted_in("მელა ტყეში წავიდა", spoken) == ""


def test_the_catalogue_says_who_writes_what() -> None:
    catalog = Catalog.load(None)
    assert catalog.ref("starter-storyteller").languages == ()
    assert set(catalog.ref("chat-server").languages) == set(LANGUAGES) - {"en"}
    entry = catalog.model("gemma-2b-it")
    from core.models.entry import languages_of

    with pytest.raises(UnknownName, match="tlh"):
        languages_of(replace(entry, options={"languages": ["tlh"]}))


def test_the_first_words_of_a_story_without_spaces_are_a_clause() -> None:
    thai = "กาลครั้งหนึ่งนานมาแล้ว มีสุนัขจิ้งจอกตัวน้อยอาศัยอยู่บนเนินเขา"
    assert make_title([thai]) == "กาลครั้งหนึ่งนานมาแล้ว"
    assert make_title(["从前，有一只小狐狸住在山上。"]) == "从前，有一只小狐狸住在山上"
    assert make_title(["Bir varmış bir yokmuş, bir tilki yaşarmış."]) == "Bir varmış bir yokmuş"
