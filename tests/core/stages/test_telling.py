"""The storyteller behind the stages "writing" and "rewriting"."""

import pytest

from core.build import Artifact, Task
from core.errors import BadInput
from core.models.storyteller import Storyteller
from core.stages.rewriting import Rewriting
from core.stages.writing import Writing
from core.text import count_words
from tests.core.stages.givens import CAPTIONS, Remember


def captions(texts: tuple[str, ...] = CAPTIONS) -> dict[str, Artifact]:
    return {
        f"caption/{i}": Artifact(key=str(i), stage="captioning", maker="model", text=text)
        for i, text in enumerate(texts)
    }


def story_task(seed: int = 1, **params: object) -> Task:
    values = {"mood": "scary", "hero": None, "words": [200, 250], "segments": 5, **params}
    return Task(slot="story", params=values, seed=seed, inputs=captions())


def written(task: Task) -> Artifact:
    ((made,),) = Writing().run([task], Storyteller(), Remember())
    return Artifact(
        key="s",
        stage="writing",
        maker="model",
        seed=task.seed,
        text=made[1].text,
        data=made[1].data,
    )


def test_a_story_names_its_thread_and_wordings() -> None:
    story = written(story_task())
    data = story.data
    assert len(data["parts"]) == len(data["beats"]) == 5
    assert 200 <= data["words"] <= 250
    assert all(name.startswith(f"{data['thread']}/") for name in data["wordings"])
    assert str(story.text).startswith(f"{data['title']}\n\n")
    assert written(story_task()).data == data


def test_what_was_told_before_is_avoided() -> None:
    before = written(story_task())
    again = written(story_task(avoid=[before.data["thread"], *before.data["wordings"]]))
    assert again.data["thread"] != before.data["thread"]
    chosen = written(story_task(thread="rrroll-tock"))
    assert chosen.data["thread"] == "rrroll-tock"


def test_other_words_for_one_page() -> None:
    story = written(story_task())
    params = {"index": 1, "segments": 5, "mood": "scary", "hero": None}
    task = Task(slot="segment/1", params=params, seed=7, inputs={"story": story, **captions()})
    ((made,),) = Rewriting().run([task], Storyteller(), Remember())
    assert made[1].text != story.data["parts"][1]
    assert made[1].data["words"] == count_words(str(made[1].text))


def test_pages_of_another_writer_are_left_to_that_writer() -> None:
    story = Artifact(key="s", stage="writing", maker="model", text="A\n\nB", data={"parts": ["B"]})
    params = {"index": 0, "segments": 1, "mood": "scary", "hero": None}
    task = Task(slot="segment/0", params=params, seed=7, inputs={"story": story, **captions()})
    with pytest.raises(BadInput, match="written by somebody else"):
        list(Rewriting().run([task], Storyteller(), Remember()))
